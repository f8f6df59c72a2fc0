"""Model folders with bytes changed at random: refused before they are parsed, or harmless."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bbclf.classifier import LineClassifier
from bbclf.errors import ModelError, ModelIntegrityError
from bbclf.model import load_model
from tests.support.model_folders import PAGES, Arrays, flipped, forge, forge_arrays, read_arrays

# --- changed bytes ---


def test_a_flipped_byte_of_the_arrays_fails_before_they_are_parsed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(*_: object, **__: object) -> None:
        pytest.fail("the arrays were parsed")

    monkeypatch.setattr(zipfile, "ZipFile", parse)
    monkeypatch.setattr(np, "load", parse)
    original = (folder / "arrays.npz").read_bytes()
    for place in range(0, len(original), 97):
        (folder / "arrays.npz").write_bytes(flipped(original, place))
        with pytest.raises(ModelIntegrityError, match="sha256"):
            load_model(folder)


@pytest.mark.parametrize("change", [lambda packed: packed[:-1], lambda packed: packed + b"\0", lambda _: b""])
def test_a_shorter_or_longer_file_is_refused(folder: Path, change: Callable[[bytes], bytes]) -> None:
    path = folder / "arrays.npz"
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(ModelIntegrityError, match="sha256"):
        load_model(folder)


def test_a_flipped_byte_of_the_manifest_is_refused_or_changes_nothing(folder: Path) -> None:
    original = (folder / "manifest.json").read_bytes()
    before = everything(folder)
    refused = 0
    for place in range(0, len(original), 31):
        (folder / "manifest.json").write_bytes(flipped(original, place))
        try:
            assert everything(folder) == before
        except ModelError:
            refused += 1
    assert refused > 0


# --- at random ---

N_FOLDERS = 1000
"""Mutations of a folder's files, as a disk, a transfer or a curious hand makes them."""

N_MUTATIONS = 500
"""Of each kind."""


def random_bytes(random: np.random.Generator, packed: bytes) -> bytes:
    """The bytes of a file with one of them flipped, or a stretch left out, said twice or blanked."""
    start, end = sorted(random.integers(0, len(packed), 2).tolist())
    return [
        flipped(packed, start, int(random.integers(8))),
        packed[:start] + packed[end:],
        packed[:end] + packed[start:],
        packed[:start] + bytes(end - start) + packed[end:],
    ][int(random.integers(4))]


def pick(random: np.random.Generator, options: list[Any]) -> Any:
    return options[int(random.integers(len(options)))]


def random_byte(random: np.random.Generator, data: bytes) -> bytes:
    """The bytes of a file with one of them flipped, replaced, left out or put in."""
    place, byte = int(random.integers(len(data))), bytes([int(random.integers(256))])
    return [
        flipped(data, place, int(random.integers(8))),
        data[:place] + byte + data[place + 1 :],
        data[:place] + data[place + 1 :],
        data[:place] + byte + data[place:],
    ][int(random.integers(4))]


def random_manifest(random: np.random.Generator, data: bytes) -> bytes:
    """A manifest with one of its entries, or of theirs, left out, of another kind, or changed for another."""
    manifest = json.loads(data)
    entries = pick(random, [manifest, *(value for value in manifest.values() if isinstance(value, dict))])
    one, other = pick(random, list(entries)), pick(random, list(entries))
    if (kind := int(random.integers(3))) == 0:
        del entries[one]
    elif kind == 1:
        entries[one] = pick(random, [None, -1, 0, 1, 0.3, 1e400, True, "", "text", [], {}])
    else:
        entries[one], entries[other] = entries[other], entries[one]
    return json.dumps(manifest).encode()


def mutate(random: np.random.Generator, folder: Path, files: dict[str, bytes]) -> None:
    """Change one file of a folder."""
    name = pick(random, sorted(files))
    path = folder / name
    kind = int(random.integers(10))
    if kind < 5:
        path.write_bytes(random_byte(random, files[name]))
    elif kind < 7:
        path.write_bytes(random_bytes(random, files[name]))
    elif kind < 9:
        (folder / "manifest.json").write_bytes(random_manifest(random, files["manifest.json"]))
    else:
        path.unlink()
        change = int(random.integers(3))
        if change == 0:
            path.mkdir()
        elif change == 1:
            path.write_bytes(files[pick(random, sorted(files))])


def everything(folder: Path) -> list[object]:
    """All that the command line shows of the labels of a few pages."""
    classifier = LineClassifier.load(folder)
    labelled = [classifier.label(page) for page in PAGES]
    return [classifier.model.version, *((page.lines, page.threshold, page.text) for page in labelled)]


def test_random_mutations_of_a_folder_are_refused_or_harmless(folder: Path) -> None:
    random = np.random.default_rng(3)
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    before = everything(folder)
    refused = 0
    for _ in range(N_FOLDERS):
        shutil.rmtree(folder)
        folder.mkdir()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        mutate(random, folder, files)
        try:
            assert everything(folder) == before
        except ModelError:
            refused += 1
    assert N_FOLDERS / 2 < refused < N_FOLDERS


def random_arrays(random: np.random.Generator, arrays: Arrays) -> Arrays:
    """Arrays with one of them changed: an element, a byte, its length, its number of dimensions, or its place."""
    names = sorted(arrays)
    name, other = random.choice(names, 2)
    array = arrays[name].copy()
    place = int(random.integers(array.size))
    kind = int(random.integers(6))
    if kind == 0:
        with np.errstate(all="ignore"):
            array.flat[place] = random.choice([-1, 0, 1, 2, 7, 255, 1e-3, 6e4, -6e4]).astype(array.dtype)
    elif kind == 1:
        array.reshape(-1).view(np.uint8)[int(random.integers(array.nbytes))] ^= np.uint8(1 << random.integers(8))
    elif kind == 2:
        array = np.delete(np.atleast_1d(array), -1, axis=0)
    elif kind == 3:
        array = np.repeat(np.atleast_1d(array), 2, axis=-1)
    elif kind == 4:
        array = array.reshape(-1)
    else:
        array = arrays[other]
    return arrays | {name: array}


def assert_refused_or_harmless(folder: Path) -> bool:
    """Whether the folder is refused; a model that is not must give probabilities."""
    try:
        classifier = LineClassifier.load(folder)
    except ModelError:
        return True
    for page in PAGES:
        p = classifier.label(page).p_boilerplate
        assert len(p) == len(page)
        assert ((p >= 0) & (p <= 1)).all()
    return False


def test_random_changes_of_bytes_that_the_manifest_vouches_for(folder: Path) -> None:
    random = np.random.default_rng(1)
    original = (folder / "arrays.npz").read_bytes()
    refused = 0
    for _ in range(N_MUTATIONS):
        forge(folder, random_bytes(random, original))
        refused += assert_refused_or_harmless(folder)
    assert refused > N_MUTATIONS / 2


def test_random_changes_of_arrays_that_the_manifest_vouches_for(folder: Path) -> None:
    random = np.random.default_rng(2)
    original = read_arrays(folder)
    refused = 0
    for _ in range(N_MUTATIONS):
        forge_arrays(folder, random_arrays(random, original))
        refused += assert_refused_or_harmless(folder)
    assert refused > N_MUTATIONS / 2
