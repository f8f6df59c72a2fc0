"""Any bytes as a file of any format: records, rejected records, or an error of ours."""

from __future__ import annotations

from bbclf.errors import BbclfError, InputError
from bbclf.io.inputs import Reading
from bbclf.io.items import Record, Rejected, Source
from bbclf.io.readers import read_records
from bbclf.io.sources import find_sources
from tests.fuzz.invariants import SCRATCH, fuzz

NAMES = ("a", "a.txt", "a.html", "a.jsonl", "a.warc", "a.wet.gz", "a.parquet", "a.jsonl.zst", "a.txt.xz", "a.warc.gz")
FOLDER = SCRATCH / "readers"
FOLDER.mkdir(parents=True, exist_ok=True)


def read_file(data: bytes) -> None:
    """The first byte chooses the file's name."""
    path = FOLDER / NAMES[sum(data[:1]) % len(NAMES)]
    path.write_bytes(data[1:])
    try:
        for source in find_sources([str(path)]):
            assert isinstance(source, Source)
            for item in read_records(source, Reading()):
                check_item(item)
    except BbclfError:
        return


def check_item(item: object) -> None:
    """A record makes a page or says why not; a rejected one has a reason in one line."""
    if isinstance(item, Rejected):
        assert item.reason
        assert "\n" not in item.reason
    if isinstance(item, Record):
        try:
            item.body.read()
        except InputError:
            return


if __name__ == "__main__":
    fuzz(read_file)
