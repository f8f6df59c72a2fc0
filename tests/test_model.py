"""Model folders: what is written comes back, and what was changed is refused."""

from __future__ import annotations

import hashlib
import json
import pickle
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tiny_model import tiny_model

import bbclf.model
from bbclf.classifier import LineClassifier
from bbclf.errors import (
    FeatureMismatchError,
    ModelError,
    ModelFormatError,
    ModelIntegrityError,
    ModelNotFoundError,
    OutputError,
)
from bbclf.features import FEATURE_SCHEMA
from bbclf.model import FORMAT, load_model, save_model
from bbclf.page import Page

PAGES = [
    Page.from_text("Home\nShare\nIt rained all night, and the river rose.\nMenu", view="text"),
    Page.from_text("It rained all night, and the river rose.\nShare", view="leftover"),
    Page.from_html("<ul class=menu><li><a href=/>Home</a></ul><p>It rained all night, and the river rose.</p>"),
]

Arrays = dict[str, np.ndarray]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_model(tiny_model(version="1"), tmp_path / "model", "# Card\n")
    return tmp_path / "model"


def results(folder: Path) -> list[bytes]:
    """Probabilities of all lines of :data:`PAGES`."""
    classifier = LineClassifier.load(folder)
    return [classifier.label(page).p_boilerplate.tobytes() for page in PAGES]


def edit_manifest(folder: Path, **changes: object) -> None:
    """Change entries of the manifest; None removes one."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8")) | changes
    path.write_text(json.dumps({name: value for name, value in manifest.items() if value is not None}), "utf-8")


def forge(folder: Path, packed: bytes) -> None:
    """Put other arrays into the folder, with a manifest that vouches for them."""
    (folder / "arrays.npz").write_bytes(packed)
    edit_manifest(folder, sha256={"arrays.npz": hashlib.sha256(packed).hexdigest()})


def read_arrays(folder: Path) -> Arrays:
    with np.load(folder / "arrays.npz") as arrays:
        return dict(arrays)


def forge_arrays(folder: Path, arrays: dict[str, Any]) -> None:
    packed = BytesIO()
    np.savez(packed, **arrays)
    forge(folder, packed.getvalue())


# --- written and read ---


def test_a_folder_holds_arrays_manifest_and_card(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == ["MODEL_CARD.md", "arrays.npz", "manifest.json"]
    assert (folder / "MODEL_CARD.md").read_text("utf-8") == "# Card\n"


def test_the_manifest_says_what_the_arrays_are(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert (manifest["format"], manifest["feature_schema"]) == (FORMAT, FEATURE_SCHEMA)
    digest = hashlib.sha256((folder / "arrays.npz").read_bytes()).hexdigest()
    assert manifest["sha256"] == {"arrays.npz": digest}


def test_a_loaded_model_labels_as_the_one_that_was_saved(folder: Path) -> None:
    saved = LineClassifier(tiny_model())
    assert results(folder) == [saved.label(page).p_boilerplate.tobytes() for page in PAGES]


def test_the_manifest_comes_back(folder: Path) -> None:
    assert load_model(folder).manifest["version"] == "1"


def test_thresholds_come_back(tmp_path: Path) -> None:
    thresholds = {"html": 0.25, "text": 0.5, "leftover": 1.0}
    save_model(tiny_model(thresholds=thresholds), tmp_path / "model", "")
    assert load_model(tmp_path / "model").thresholds == thresholds


def test_the_same_model_makes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    save_model(load_model(folder), tmp_path / "again", "# Card\n")
    for path in folder.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_a_model_of_one_view(tmp_path: Path) -> None:
    model = tiny_model(thresholds={"text": 0.5})
    model = bbclf.model.Model(model.lexical, {"text": model.stages["text"]}, model.manifest)
    save_model(model, tmp_path / "model", "")
    assert list(load_model(tmp_path / "model").stages) == ["text"]


def test_no_folder_is_replaced_unasked(folder: Path) -> None:
    before = (folder / "arrays.npz").read_bytes()
    with pytest.raises(OutputError, match=r"exists already.*--force"):
        save_model(tiny_model(), folder, "")
    assert (folder / "arrays.npz").read_bytes() == before


def test_force_replaces_nothing_but_a_model(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(OutputError, match="is not a model folder"):
        save_model(tiny_model(), tmp_path, "", force=True)
    assert (tmp_path / "thesis.txt").exists()


def test_force_replaces_all_of_it(folder: Path) -> None:
    (folder / "left_over.txt").touch()
    save_model(tiny_model(version="2"), folder, "", force=True)
    assert load_model(folder).manifest["version"] == "2"
    assert not (folder / "left_over.txt").exists()


def test_a_failed_save_leaves_what_was_there_and_nothing_else(folder: Path) -> None:
    with pytest.raises(TypeError):
        save_model(tiny_model(version={1, 2}), folder, "", force=True)  # no JSON for a set
    assert load_model(folder).manifest["version"] == "1"
    assert list(folder.parent.iterdir()) == [folder]


# --- missing, or of another kind ---


@pytest.mark.parametrize("name", ["arrays.npz", "manifest.json"])
def test_a_missing_file(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelNotFoundError, match=name):
        load_model(folder)


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match="no such model folder"):
        load_model(tmp_path / "nowhere")


def test_a_file_is_no_folder(folder: Path) -> None:
    with pytest.raises(ModelNotFoundError, match="no such model folder"):
        load_model(folder / "arrays.npz")


@pytest.mark.parametrize("format", [FORMAT + 1, 0, "1", 1.5, None])
def test_an_unknown_format(folder: Path, format: object) -> None:
    edit_manifest(folder, format=format)
    with pytest.raises(ModelFormatError, match="format"):
        load_model(folder)


@pytest.mark.parametrize("schema", [FEATURE_SCHEMA + 1, None])
def test_another_feature_schema(folder: Path, schema: object) -> None:
    edit_manifest(folder, feature_schema=schema)
    with pytest.raises(FeatureMismatchError, match="train the model again"):
        load_model(folder)


def test_other_feature_names(folder: Path) -> None:
    edit_manifest(folder, features=["log_chars"])
    with pytest.raises(FeatureMismatchError, match="other feature names than those of this version"):
        load_model(folder)


@pytest.mark.parametrize(
    "thresholds",
    [
        None,
        {},
        [0.5],
        0.5,
        {"text": 1.01},
        {"text": -0.01},
        {"text": float("nan")},
        {"text": "0.5"},
        {"text": None},
        {"menu": 0.5},
    ],
)
def test_bad_thresholds(folder: Path, thresholds: object) -> None:
    edit_manifest(folder, thresholds=thresholds)
    with pytest.raises(ModelIntegrityError, match="'thresholds'"):
        load_model(folder)


@pytest.mark.parametrize("sha256", [None, "0", {}, {"arrays.npz": None}, {"other.npz": "0"}])
def test_without_a_digest_nothing_is_loaded(folder: Path, sha256: object) -> None:
    edit_manifest(folder, sha256=sha256)
    with pytest.raises(ModelIntegrityError, match="sha256"):
        load_model(folder)


@pytest.mark.parametrize("manifest", [b"", b"{", b"\xff\xfe", b"\x00", b"[" * 100_000, b"1" * 5000])
def test_a_manifest_that_is_not_json(folder: Path, manifest: bytes) -> None:
    (folder / "manifest.json").write_bytes(manifest)
    with pytest.raises(ModelIntegrityError, match="not JSON"):
        load_model(folder)


@pytest.mark.parametrize("manifest", [b"[]", b"null", b'"format"'])
def test_a_manifest_that_is_no_object(folder: Path, manifest: bytes) -> None:
    (folder / "manifest.json").write_bytes(manifest)
    with pytest.raises(ModelFormatError, match="not a bbclf manifest"):
        load_model(folder)


# --- changed bytes ---


def flipped(original: bytes, place: int, bit: int = 0) -> bytes:
    return original[:place] + bytes([original[place] ^ 1 << bit]) + original[place + 1 :]


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


def test_a_flipped_byte_of_the_manifest_is_refused_or_changes_no_probability(folder: Path) -> None:
    original = (folder / "manifest.json").read_bytes()
    before = results(folder)
    refused = 0
    for place in range(0, len(original), 31):
        (folder / "manifest.json").write_bytes(flipped(original, place))
        try:
            assert results(folder) == before
        except ModelError:
            refused += 1
    assert refused > 0


# --- forged: the digest is right, the arrays are not ---

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


# --- at random ---

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


def random_arrays(random: np.random.Generator, arrays: Arrays) -> Arrays:
    """Arrays with one of them changed: an element, a byte, its length, its dtype, or its place."""
    names = sorted(arrays)
    name, other = random.choice(names, 2)
    array = arrays[name].copy()
    place = int(random.integers(len(array)))
    kind = int(random.integers(5))
    if kind == 0:
        with np.errstate(all="ignore"):
            array[place] = random.choice([-1, 0, 1, 2, 7, 255, 1e-3, 6e4, -6e4]).astype(array.dtype)
    elif kind == 1:
        array.view(np.uint8)[int(random.integers(array.nbytes))] ^= np.uint8(1 << random.integers(8))
    elif kind == 2:
        array = np.delete(array, place)
    elif kind == 3:
        array = np.insert(array, place, array[place])
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
