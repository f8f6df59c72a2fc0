"""A review in a browser: one page, served on loopback to whoever knows its address.

Other programs of the machine, and pages that the browser has open, can reach a port on loopback too. So the address
holds a secret token, which each request must bring, and requests that were sent to another host or by another page are
refused.
"""

from __future__ import annotations

import json
import secrets
import sys
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any, Self
from urllib.parse import parse_qs

from bbclf.errors import BbclfError, InputError, OutputError
from bbclf.files.jsonl import parse_json
from bbclf.render.report import shared_style
from bbclf.review.review import Review

__all__ = ["HOST", "TOKEN_HEADER", "ReviewServer"]

HOST = "127.0.0.1"
TOKEN_HEADER = "X-Review-Token"

MAX_BODY_BYTES = 10_000
"""Of a request: a correction takes a hundred."""

MAX_SECONDS = 30
"""For a request to arrive."""

_POLICY = (
    "default-src 'none'; script-src 'nonce-{0}'; style-src 'nonce-{0}'; connect-src 'self'; frame-ancestors 'none'"
)


class ReviewServer:
    """Serves a review on loopback until it is told to end; a context manager.

    Parameters
    ----------
    review : Review
    port : int
        0 takes any that is free.

    Attributes
    ----------
    address : str
        What to open in a browser, the token included.

    Raises
    ------
    OutputError
        The port is taken or may not be used.
    """

    def __init__(self, review: Review, port: int = 0) -> None:
        token = secrets.token_urlsafe(24)
        try:
            self._server = _Server((HOST, port), partial(_Handler, review, token))
        except OSError as error:
            raise OutputError(f"port {port} of {HOST}: {error.strerror or error}: give another --port") from error
        self.address = f"http://{HOST}:{self._server.server_port}/?token={token}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._server.server_close()

    def serve(self) -> None:
        """Answer requests until :meth:`end` is called."""
        self._server.serve_forever()

    def end(self) -> None:
        """Make :meth:`serve` return; called from another thread."""
        self._server.shutdown()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is nothing to report."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    timeout = MAX_SECONDS
    protocol_version = "HTTP/1.1"

    def __init__(self, review: Review, token: str, *connection: Any) -> None:
        self._review = review
        self._token = token
        super().__init__(*connection)

    def do_GET(self) -> None:
        """The page of the review at ``/``, ``/pages`` and ``/pages/N`` as JSON."""
        path, _, query = self.path.partition("?")
        if not self._is_allowed(parse_qs(query).get("token", [""])[0]):
            return
        number = _number(path.removeprefix("/pages/"))
        if path == "/":
            self._send_page()
        elif path == "/pages":
            self._send_json(self._review.summary())
        elif number is not None and number < len(self._review.pages):
            self._send_json(self._review.pages[number].as_json())
        else:
            self._send_error(HTTPStatus.NOT_FOUND, f"there is no {path}")

    def do_POST(self) -> None:
        """``/label`` with ``{"page": N, "line": N, "label": LABEL}``, ``/undo`` without a body."""
        length = _number(self.headers.get("Content-Length", "0"))
        if length is None or length > MAX_BODY_BYTES:
            self._send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a request has {MAX_BODY_BYTES} bytes at most")
            return
        body = self.rfile.read(length)
        if not self._is_allowed(""):
            return
        try:
            if self.path == "/label":
                self._send_json(self._label(parse_json(body)))
            elif self.path == "/undo":
                undone = self._review.undo()
                self._send_json(None if undone is None else {"page": undone[0], "line": undone[1]})
            else:
                self._send_error(HTTPStatus.NOT_FOUND, f"there is no {self.path}")
        except InputError as error:
            self._send_error(HTTPStatus.BAD_REQUEST, error.message)
        except BbclfError as error:
            self._send_error(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not logged: their addresses hold the token."""

    def _label(self, wish: object) -> dict[str, Any]:
        if not isinstance(wish, dict) or not all(type(wish.get(name)) is int for name in ("page", "line")):
            raise InputError('expected {"page": NUMBER, "line": NUMBER, "label": LABEL}')
        self._review.set_label(wish["page"], wish["line"], str(wish.get("label")))
        return {"reviewed": self._review.pages[wish["page"]].n_reviewed}

    def _is_allowed(self, token_in_address: str) -> bool:
        """Whether the request is one of the review's own page; if not, it has been answered."""
        hosts = [f"{name}:{self.server.server_port}" for name in (HOST, "localhost")]  # type: ignore[attr-defined]
        origin = self.headers.get("Origin")
        token = self.headers.get(TOKEN_HEADER) or token_in_address
        if self.headers.get("Host") not in hosts or (
            origin is not None and origin.removeprefix("http://") not in hosts
        ):
            self._send_error(HTTPStatus.FORBIDDEN, "this is for requests to the address that bbclf review has printed")
            return False
        if not secrets.compare_digest(token.encode(), self._token.encode()):
            self._send_error(
                HTTPStatus.FORBIDDEN, "open the whole address that bbclf review has printed, token included"
            )
            return False
        return True

    def _send_page(self) -> None:
        nonce = secrets.token_urlsafe(16)
        page = files("bbclf.review").joinpath("review.html").read_text("utf-8")
        style, script = (files("bbclf.review").joinpath(f"review.{kind}").read_text("utf-8") for kind in ("css", "js"))
        body = page.replace("{style}", shared_style() + style).replace("{script}", script).replace("{nonce}", nonce)
        policy = {"Content-Security-Policy": _POLICY.format(nonce)}
        self._send(HTTPStatus.OK, "text/html; charset=utf-8", body.encode(), policy)

    def _send_json(self, value: object) -> None:
        self._send(HTTPStatus.OK, "application/json", json.dumps(value).encode(), {})

    def _send_error(self, status: HTTPStatus, message: str) -> None:
        self.close_connection = True  # its body, if it has one, may not have been read
        self._send(status, "text/plain; charset=utf-8", f"bbclf: {message}\n".encode(), {"Connection": "close"})

    def _send(self, status: HTTPStatus, kind: str, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def _number(text: str) -> int | None:
    """A number of a request; None if it is none, or longer than any that we count to."""
    return int(text) if text.isdecimal() and len(text) < 10 else None
