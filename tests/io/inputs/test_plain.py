"""Files that are one page of text."""

from __future__ import annotations

from pathlib import Path

from bbclf.io.inputs import Reading
from tests.support.reading import read, records, rejected


def test_text_in_another_charset_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "Всё смешалось в доме, и никто уже не помнил, с чего это началось.\n" * 20
    path.write_bytes(text.encode("cp1251"))
    warnings: list[str] = []
    (record,) = records(read(path, reading=Reading(warn=warnings.append)))
    assert record.body.content == text
    assert warnings == [f"{path}: not UTF-8, read as cp1251"]


def test_binary_file_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)) * 10)
    (bad,) = rejected(read(path))
    assert str(bad.place) == str(path)
    assert bad.reason.startswith("binary content")
