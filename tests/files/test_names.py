"""What the names of files tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from bbclf.files import COMPRESSED_SUFFIXES, content_suffix, open_input, replacing
from bbclf.files.compression import COMPRESSIONS, compression_of_start


@pytest.mark.parametrize(
    ("path", "suffix"),
    [
        ("pages.jsonl", ".jsonl"),
        ("in/pages.JSONL.Gz", ".jsonl"),
        ("crawl.warc.wet.gz", ".wet"),
        ("pages.gz", ""),
        ("pages", ""),
        (".gz", ""),
        ("v1.2/pages", ""),
    ],
)
def test_content_suffix(path: str, suffix: str) -> None:
    assert content_suffix(path) == suffix
    assert content_suffix(Path(path)) == suffix


@pytest.mark.parametrize("suffix", [*COMPRESSED_SUFFIXES, ".GZ"])
def test_what_a_name_promises_is_written(tmp_path: Path, suffix: str) -> None:
    if suffix == ".zst":
        pytest.importorskip("zstandard")
    path = tmp_path / f"a.txt{suffix}"
    with replacing(path) as stream:
        stream.write(b"rain")
    compression = compression_of_start(path.read_bytes())
    assert compression is not None
    assert compression.suffix == suffix.lower()
    with open_input(path) as stream:
        assert stream.read() == b"rain"


def test_compressions_differ() -> None:
    assert len({compression.suffix for compression in COMPRESSIONS}) == len(COMPRESSIONS)
    assert compression_of_start(b"plain text") is None
