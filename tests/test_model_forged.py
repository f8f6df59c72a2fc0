"""Model folders whose arrays were forged: the digest is right, the arrays are not, and nothing runs their code."""

from __future__ import annotations

import pickle
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from model_folders import Arrays, forge, forge_arrays, read_arrays, results

import bbclf.model
from bbclf.errors import ModelIntegrityError
from bbclf.model import load_model

Change = Callable[[Arrays], dict[str, Any]]


def put(name: str, place: int, value: float) -> Change:
    """A change of one element."""

    def change(arrays: Arrays) -> Arrays:
        arrays[name][place] = value
        return arrays

    return change


def replace(name: str, make: Callable[[np.ndarray], Any]) -> Change:
    """A change of one array."""
    return lambda arrays: arrays | {name: make(arrays[name])}


FORGERIES: dict[str, Change] = {
    "a node that is its own child": put("text.first.left", 0, 0),
    "two nodes that are each other's children": put("text.second.left", 4, 3),
    "a child out of range": put("text.first.right", 0, 10_000),
    "a child below zero": put("text.first.left", 0, -1),
    "a child in another tree": put("text.first.right", 0, 4),
    "a leaf with a child": put("text.first.left", 1, 2),
    "a feature out of range": put("text.first.feature", 0, 30_000),
    "a feature below -1": put("text.first.feature", 0, -2),
    "a threshold that is NaN": put("text.first.threshold", 0, np.nan),
    "a leaf that is infinite": put("text.first.value", 1, np.inf),
    "a leaf that overflows": put("text.first.value", 1, 1e4),
    "a baseline that overflows": put("text.first.baseline", 0, -1e4),
    "a root out of range": put("text.first.roots", 2, 9),
    "roots out of order": replace("text.first.roots", lambda roots: roots[::-1]),
    "nodes of no tree": replace("text.first.roots", lambda roots: roots[1:]),
    "columns of different length": replace("text.first.left", lambda column: column[:-1]),
    "another number of features": put("text.first.n_features", 0, 3),
    "two baselines": replace("text.first.baseline", lambda baseline: np.repeat(baseline, 2)),
    "another dtype": replace("text.first.threshold", lambda column: column.astype(np.float32)),
    "another byte order": replace("text.first.threshold", lambda column: column.astype(">f8")),
    "text": replace("text.first.threshold", lambda column: column.astype("U8")),
    "a structure": replace("text.first.threshold", lambda column: column.view([("a", "f8")])),
    "two dimensions": replace("text.first.threshold", lambda column: column[None]),
    "no dimension": replace("text.first.baseline", lambda baseline: baseline[0]),
    "a missing array": lambda arrays: {n: a for n, a in arrays.items() if n != "html.second.value"},
    "no arrays": lambda _: {},
    "weights that are NaN": put("lexical.words.weights", 0, np.nan),
    "weights in no power of two": replace("lexical.words.weights", lambda weights: weights[:-1]),
    "one weight": replace("lexical.words.weights", lambda weights: weights[:1]),
    "no weights": replace("lexical.attributes.weights", lambda weights: weights[:0]),
    "phrases out of order": replace("phrases.keys", lambda keys: keys[::-1]),
    "phrases without kinds": replace("phrases.kinds", lambda kinds: kinds[:-1]),
    "a kind of phrase out of range": put("phrases.kinds", 0, 200),
    "a bias that overflows": put("lexical.words.bias", 0, 1e300),
}


@pytest.mark.parametrize("change", FORGERIES.values(), ids=FORGERIES)
def test_forged_arrays_are_refused(folder: Path, change: Change) -> None:
    forge_arrays(folder, change(read_arrays(folder)))
    with pytest.raises(ModelIntegrityError, match=r"arrays\.npz"):
        load_model(folder)


def test_arrays_of_the_same_values_are_no_forgery(folder: Path) -> None:
    before = results(folder)
    forge_arrays(folder, read_arrays(folder))
    assert results(folder) == before


class Trap:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.path,))


def test_a_pickled_object_is_never_unpickled(folder: Path, tmp_path: Path) -> None:
    trap = tmp_path / "sprung"
    arrays = read_arrays(folder)
    forge_arrays(folder, arrays | {"text.first.value": np.array([Trap(trap)], dtype=object)})
    with pytest.raises(ModelIntegrityError):
        load_model(folder)
    (folder / "arrays.npz").write_bytes(pickle.dumps(Trap(trap)))
    forge(folder, (folder / "arrays.npz").read_bytes())
    with pytest.raises(ModelIntegrityError):
        load_model(folder)
    assert not trap.exists()


def zipped(member: bytes, name: str = "text.first.value.npy") -> bytes:
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
    monkeypatch.setattr(bbclf.model, "MAX_ARRAY_BYTES", 1_000_000)
    forge(folder, zipped(bytes(1_000_001)))
    with pytest.raises(ModelIntegrityError, match="unpacks to 1,000,001 bytes, more than the 1,000,000"):
        load_model(folder)
