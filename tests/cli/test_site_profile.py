"""``bbclf site-profile`` and ``bbclf predict --site-mode``: pages judged by others of their site."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from bbclf import SiteProfile
from bbclf.model import load_model, save_model
from tests.support.run import Bbclf
from tests.support.sites import FURNITURE, sited, text_page
from tests.support.warc import warc_record


@pytest.fixture(scope="module")
def sited_folder(tmp_path_factory: pytest.TempPathFactory, plain_model: Path) -> Path:
    """The plain model with a site correction."""
    folder = tmp_path_factory.mktemp("sited") / "model"
    save_model(sited(load_model(plain_model)), folder, "")
    return folder


@pytest.fixture
def predict(bbclf: Bbclf, sited_folder: Path) -> Bbclf:
    return partial(bbclf, "predict", "--model", sited_folder, "--view", "text")


def write_pages(path: Path, numbers: range) -> None:
    pages = map(text_page, numbers)
    records = [{"id": page.id, "url": page.url, "text": "\n".join(page.lines)} for page in pages]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))


def own_line(number: int) -> str:
    return text_page(number).lines[1] + "\n"


def test_site_mode(tmp_path: Path, predict: Bbclf) -> None:
    write_pages(tmp_path / "pages.jsonl", range(4))
    assert FURNITURE in predict("pages.jsonl", "--to", "text").stdout.decode()
    done = predict("pages.jsonl", "--to", "jsonl", "--site-mode")
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == [own_line(i).strip() for i in range(4)]
    assert done.stderr.decode() == "bbclf: pages 4, lines of content 4, of boilerplate 8, records failed 0\n"
    assert predict("pages.jsonl", "--to", "jsonl", "--site-mode", "--jobs", "2").stdout == done.stdout


def test_a_profile_is_made_then_used(tmp_path: Path, bbclf: Bbclf, predict: Bbclf) -> None:
    write_pages(tmp_path / "pages.jsonl", range(4))
    write_pages(tmp_path / "new.jsonl", range(7, 8))
    done = bbclf("site-profile", "pages.jsonl", "-o", "site.json")
    assert done.stderr.decode() == "bbclf: pages counted 4, sites 1, records failed 0\n"
    assert (done.returncode, done.stdout) == (0, b"")
    assert predict("new.jsonl", "--site-profile", "site.json", "--to", "text").stdout.decode() == own_line(7)
    bbclf("site-profile", "pages.jsonl", "-o", "again.json", "--jobs", "2", "--quiet")
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "site.json").read_bytes()


def test_crawls_and_directories(tmp_path: Path, bbclf: Bbclf) -> None:
    (tmp_path / "crawl").mkdir()
    html = [f"<p>Home<p>Rain {chr(97 + number)}".encode() for number in range(3)]
    (tmp_path / "crawl/a.warc").write_bytes(b"".join(warc_record(i, page) for i, page in enumerate(html)))
    (tmp_path / "crawl/b.html").write_bytes(b"<p>Home<p>Sun")
    (tmp_path / "crawl/c.png").write_bytes(b"\x89PNG")
    done = bbclf("site-profile", "crawl", "-o", "crawl/site.json.gz")
    assert b"pages counted 4, sites 2, records failed 0, not pages" in done.stderr
    profile = SiteProfile.load(tmp_path / "crawl/site.json.gz")
    assert {name: counts.n_pages for name, counts in profile.sites.items()} == {"": 1, "example.org": 3}
    bbclf("site-profile", "crawl", "-o", "one.json", "--site", "ours")
    assert list(SiteProfile.load(tmp_path / "one.json").sites) == ["ours"]


def test_bad_records_are_named_and_the_others_counted(tmp_path: Path, bbclf: Bbclf) -> None:
    write_pages(tmp_path / "pages.jsonl", range(2))
    with (tmp_path / "pages.jsonl").open("a") as file:
        file.write("{oops\n")
    done = bbclf("site-profile", "pages.jsonl", "-o", "site.json")
    assert b"pages.jsonl:3: not a JSON record" in done.stderr
    assert b"pages counted 2, sites 1, records failed 1" in done.stderr
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-", "--site-mode"], "--site-mode reads its input twice, which standard input cannot be"),
        (["a.txt", "--site-mode", "--site-profile", "s.json"], "give one of them"),
        (["a.txt", "--site-profile", "s.json"], "s.json: cannot be read: No such file or directory"),
        (["a.txt", "--site-profile", "a.txt"], "a.txt: not a site profile, no JSON"),
    ],
)
def test_mistakes_are_one_line(tmp_path: Path, predict: Bbclf, arguments: list[str], message: str) -> None:
    (tmp_path / "a.txt").write_text("Home")
    done = predict(*arguments)
    assert message in " ".join(done.stderr.decode().split())
    assert b"Traceback" not in done.stderr
    assert (done.returncode, done.stdout) == (2, b"")


def test_a_model_without_a_correction_says_so(tmp_path: Path, bbclf: Bbclf, plain_model: Path) -> None:
    write_pages(tmp_path / "pages.jsonl", range(2))
    done = bbclf("predict", "pages.jsonl", "--site-mode", "--model", plain_model)
    assert done.stderr.startswith(b"bbclf: the model plain-1 has no site correction for view ")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)


def test_nothing_to_count(tmp_path: Path, bbclf: Bbclf) -> None:
    (tmp_path / "pages.jsonl").write_text("")
    done = bbclf("site-profile", "pages.jsonl", "-o", "site.json")
    assert done.stderr == b"bbclf: no page could be read: there is nothing to make a profile of\n"
    assert (done.returncode, (tmp_path / "site.json").exists()) == (2, False)


def test_a_resumed_run_has_the_same_profile(tmp_path: Path, predict: Bbclf) -> None:
    (tmp_path / "in").mkdir()
    write_pages(tmp_path / "in/a.jsonl", range(4))
    into = ["in", "--output", "out/", "--to", "jsonl", "--site-mode"]
    predict(*into)
    assert predict(*into, "--resume").stderr.startswith(b"bbclf: pages 0, ")
    done = predict(*into[:-1], "--resume")
    assert b"site-profile was '" in done.stderr
    assert done.returncode == 2


def test_explain_and_info(tmp_path: Path, bbclf: Bbclf, sited_folder: Path) -> None:
    (tmp_path / "page.txt").write_text("\n".join(text_page(5).lines))
    SiteProfile.of_pages(replace(text_page(i), url=None) for i in range(3)).save(tmp_path / "site.json")
    options = ["--model", sited_folder, "--view", "text", "--line", "3", "--json"]
    (reason,) = (
        reason
        for reason in json.loads(bbclf("explain", "page.txt", "--site-profile", "site.json", *options).stdout)[
            "reasons"
        ]
        if reason["name"] == "other pages of its site"
    )
    assert reason["columns"]["line_share"] == 8
    assert b"site mode for networks: html, text" in bbclf("info", "--model", sited_folder).stdout
