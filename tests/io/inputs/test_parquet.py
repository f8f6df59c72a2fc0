"""A page in each row of Parquet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.reading import contents, read, rejected

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "pages.parquet"
    parquet.write_table(arrow.table({"text": ["one", None, "three"], "n": [1, 2, 3]}), path)
    items = read(path)
    assert contents(items) == ["one", "three"]
    assert [str(item.place) for item in rejected(items)] == [f"{path}:2"]
    path.write_bytes(path.read_bytes()[:-50])
    (bad,) = rejected(read(path))
    assert bad.reason.startswith("damaged Parquet")
