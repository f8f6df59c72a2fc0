"""Any file, read as any format, gives records or says why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf.io.inputs import INPUTS
from bbclf.io.items import Record, Rejected, Skipped
from tests.support.reading import read


@given(data=st.binary(max_size=400), format=st.sampled_from([None, *INPUTS]))
def test_any_bytes_give_items(tmp_path_factory: pytest.TempPathFactory, data: bytes, format: str | None) -> None:
    pytest.importorskip("fastwarc")
    pytest.importorskip("pyarrow")
    start = {"parquet": b"PAR1", "warc": b"WARC/1.0\r\n", "jsonl": b'{"text":'}
    path = tmp_path_factory.getbasetemp() / "any-bytes"
    path.write_bytes(start.get(format or "", b"") + data)
    for item in read(path, format):
        assert isinstance(item, Record | Rejected | Skipped)
