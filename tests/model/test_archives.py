"""Model folders whose archive was forged: pickles, files that are no arrays, too much to unpack; no code is run."""

from __future__ import annotations

import pickle
import zipfile
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

import bbclf.model.folder
from bbclf.errors import ModelIntegrityError
from bbclf.model import load_model
from tests.support.model_folders import forge, forge_arrays, read_arrays


class Trap:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.path,))


def test_a_pickled_object_is_never_unpickled(folder: Path, tmp_path: Path) -> None:
    trap = tmp_path / "sprung"
    arrays = read_arrays(folder)
    forge_arrays(folder, arrays | {"text.out": np.array([Trap(trap)], dtype=object)})
    with pytest.raises(ModelIntegrityError):
        load_model(folder)
    (folder / "arrays.npz").write_bytes(pickle.dumps(Trap(trap)))
    forge(folder, (folder / "arrays.npz").read_bytes())
    with pytest.raises(ModelIntegrityError):
        load_model(folder)
    assert not trap.exists()


def zipped(member: bytes, name: str = "text.out.npy") -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, member)
    return packed.getvalue()


def header(shape: str) -> bytes:
    """An .npy file that declares a shape and holds nothing."""
    described = f"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}".ljust(117).encode() + b"\n"
    return b"\x93NUMPY\x01\x00" + len(described).to_bytes(2, "little") + described


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"PK",
        b"not a zip file",
        zipped(b"not an array"),
        zipped(b"a file beside the arrays", "evil.py"),
        zipped(b"\x93NUMPY\x09\x00"),
        zipped(header("(1000000000000000,)")),
        zipped(header("(-1,)")),
        zipped(header("(1.5,)")),
        zipped(header("(" * 5000)),
    ],
    ids=range(10),
)
def test_what_is_not_an_archive_of_arrays_is_refused(folder: Path, packed: bytes) -> None:
    forge(folder, packed)
    with pytest.raises(ModelIntegrityError, match="not readable as arrays"):
        load_model(folder)


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bbclf.model.folder, "MAX_ARRAY_BYTES", 1_000_000)
    forge(folder, zipped(bytes(1_000_001)))
    with pytest.raises(ModelIntegrityError, match="unpacks to 1,000,001 bytes, more than the 1,000,000"):
        load_model(folder)
