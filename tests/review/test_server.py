"""The server of a review: who may ask, and what is answered."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest

from bbclf.classifier import LineClassifier
from bbclf.errors import OutputError
from bbclf.review import Review, ReviewServer, read_drafts
from bbclf.review.server import MAX_BODY_BYTES, TOKEN_HEADER
from tests.support.tiny_model import tiny_model

TEXT = "Home\nNews\nIt rained all night, and the river rose.\n"


class Answer(NamedTuple):
    status: int
    text: str
    headers: dict[str, str]


class Client:
    """Sends requests to a review as its own page does, unless told otherwise."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        assert parts.port is not None
        self.port = parts.port
        self.token = parse_qs(parts.query)["token"][0]

    def ask(self, path: str, body: object = None, **headers: str) -> Answer:
        method = "GET" if body is None else "POST"
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        sent = {TOKEN_HEADER: self.token, **{name.replace("_", "-"): value for name, value in headers.items()}}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, data, sent)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return Answer(answer.status, text, dict(answer.headers))


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    (tmp_path / "page.txt").write_text(TEXT)
    output = tmp_path / "labelled.jsonl"
    classifier = LineClassifier(tiny_model())
    with Review(read_drafts([str(tmp_path / "page.txt")], output, classifier, "text"), output) as opened:
        yield opened


@pytest.fixture
def client(review: Review) -> Iterator[Client]:
    with ReviewServer(review) as server:
        thread = threading.Thread(target=server.serve)
        thread.start()
        yield Client(server.address)
        server.end()
        thread.join()


def test_the_page_is_self_contained(client: Client) -> None:
    answer = client.ask(f"/?token={client.token}", X_Review_Token="")
    assert answer.status == 200
    assert "http://" not in answer.text
    assert "src=" not in answer.text
    assert "<link" not in answer.text
    policy = answer.headers["Content-Security-Policy"]
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert answer.text.count(f'nonce="{nonce}"') == 2
    assert policy.startswith("default-src 'none'")
    assert client.token not in answer.text


def test_pages_and_labels(client: Client, review: Review) -> None:
    assert json.loads(client.ask("/pages").text) == {
        "pages": [{"page": 0, "id": "page.txt", "lines": 3, "reviewed": 0}]
    }
    page = json.loads(client.ask("/pages/0").text)
    assert [line["label"] for line in page["lines"]] == ["boilerplate", "boilerplate", "content"]
    assert client.ask("/label", {"page": 0, "line": 1, "label": "content"})[:2] == (200, '{"reviewed": 1}')
    assert review.pages[0].states[1].label == "content"
    assert json.loads(client.ask("/undo", {}).text) == {"page": 0, "line": 1}
    assert client.ask("/undo", {}).text == "null"
    assert review.pages[0].states[1].label == "boilerplate"


@pytest.mark.parametrize("path", ["/", "/pages", "/pages/0"])
def test_no_token_no_page(client: Client, path: str) -> None:
    for token in ("", "x", client.token[:-1]):
        assert client.ask(path, X_Review_Token=token).status == 403
        assert client.ask(f"{path}?token={token}", X_Review_Token="").status == 403


def test_a_label_needs_the_token_in_its_header(client: Client, review: Review) -> None:
    wish = {"page": 0, "line": 1, "label": "content"}
    assert client.ask(f"/label?token={client.token}", wish, X_Review_Token="").status == 403
    assert review.pages[0].n_reviewed == 0


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example:80"}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Host": "127.0.0.1"}],
)
def test_other_hosts_and_pages_are_refused(client: Client, review: Review, headers: dict[str, str]) -> None:
    answer = client.ask("/label", {"page": 0, "line": 1, "label": "content"}, **headers)
    assert answer.status == 403
    assert answer.text.startswith("bbclf: ")
    assert review.pages[0].n_reviewed == 0


def test_localhost_is_the_same_host(client: Client) -> None:
    host = f"localhost:{client.port}"
    assert client.ask("/pages", Host=host, Origin=f"http://{host}").status == 200


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/nothing", None, 404),
        ("/pages/1", None, 404),
        ("/pages/-1", None, 404),
        ("/pages/" + "9" * 5_000, None, 404),
        ("//[x", None, 404),
        ("/nothing", {}, 404),
        ("/label", {"page": 0, "line": 3, "label": "content"}, 400),
        ("/label", {"page": 0, "line": True, "label": "content"}, 400),
        ("/label", {"page": 0, "line": 0, "label": "spam"}, 400),
        ("/label", [], 400),
        ("/label", b"{nonsense", 400),
        ("/label", b" " * (MAX_BODY_BYTES + 1), 413),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(client: Client, path: str, body: object, status: int) -> None:
    answer = client.ask(path, body)
    assert answer.status == status
    assert answer.text.startswith("bbclf: ")
    assert answer.text.count("\n") == 1


def test_a_port_that_is_taken(client: Client, review: Review) -> None:
    with pytest.raises(OutputError, match=f"port {client.port} of 127.0.0.1: .*: give another --port"):
        ReviewServer(review, client.port)


def test_a_length_that_no_number_holds(client: Client) -> None:
    assert client.ask("/label", b"{}", Content_Length="9" * 5_000).status == 413
