"""What a model folder is: arrays, a manifest, and how both are checked before they are trusted.

::

    models/default/
      arrays.npz       plain numpy arrays, no pickle
      manifest.json    format, schema, names, sha256 of the arrays, thresholds, parameters, data, metrics
      MODEL_CARD.md    for people

Nothing on the load path runs code: the arrays' digest is compared before they are parsed, every array is checked
before it is used. The manifest holds a digest of itself too: a threshold that was changed by hand or by a bad disk is
not taken for the model's.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bbclf.errors import (
    FeatureMismatchError,
    ModelFormatError,
    ModelIntegrityError,
    ModelNotFoundError,
    OutputError,
)
from bbclf.features import FEATURE_SCHEMA, FEATURES
from bbclf.lexicon.phrases import KINDS, PhraseTable
from bbclf.lexicon.scores import LexicalModel, LexicalWeights
from bbclf.network import Network, Scaling
from bbclf.view import VIEWS, View

__all__ = ["FORMAT", "Model", "default_model_folder", "load_model", "save_model"]

FORMAT = 2
"""Version of the folder's layout; CONTRIBUTING.md says how to raise it."""

ARRAYS = "arrays.npz"
MANIFEST = "manifest.json"
CARD = "MODEL_CARD.md"

MAX_ARRAY_BYTES = 200_000_000
"""Unpacked; far above any sensible model, far below what hurts."""

FEATURE_NAMES = [feature.name for feature in FEATURES]

_COMPLETED = ("format", "feature_schema", "features", "sha256")
"""Entries of a manifest that saving writes anew."""

_SCALING = {"center": np.float32, "rate": np.float32, "flagged": np.int16}
_NETWORK = {"weights": np.int16, "bias": np.int32, "out": np.int32}
"""Arrays of a network, below ``VIEW.`` in the file, and what they are made of."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Everything that prediction needs.

    Attributes
    ----------
    lexical : LexicalModel
    networks : dict of view to Network
    manifest : dict
        The JSON beside the arrays; ``manifest["thresholds"]`` holds one for each view.
    """

    lexical: LexicalModel
    networks: Mapping[View, Network]
    manifest: Mapping[str, Any]

    @property
    def thresholds(self) -> dict[View, float]:
        """A line is boilerplate where its probability is no less than its view's threshold."""
        return {view: float(self.manifest["thresholds"][view]) for view in self.networks}

    @property
    def version(self) -> str:
        """What results name the model by; ``"unversioned"`` if its manifest does not say."""
        return str(self.manifest.get("version", "unversioned"))


def default_model_folder() -> Path:
    """The packaged model: inside the wheel, or ``models/default`` of a checkout."""
    package = Path(__file__).resolve().parent
    packaged = package / "_models" / "default"
    return packaged if packaged.is_dir() else package.parent / "models" / "default"


def save_model(model: Model, folder: str | os.PathLike[str], card: str, *, force: bool = False) -> None:
    """Write a model folder, all of it or nothing.

    Parameters
    ----------
    model : Model
        Its manifest is completed with format, schema, names and digest.
    folder : path
    card : str
        Text of ``MODEL_CARD.md``.
    force : bool
        Replace a model that is there. What is no model folder is never replaced.

    Raises
    ------
    OutputError
        The folder exists and `force` is false, or what exists is not a model folder.
    """
    target = Path(folder)
    check_target(target, force=force)
    packed = BytesIO()
    np.savez_compressed(packed, **_to_arrays(model))  # type: ignore[arg-type]  # numpy's stub: a bool may come
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "feature_schema": FEATURE_SCHEMA,
        "features": FEATURE_NAMES,
        "sha256": {ARRAYS: hashlib.sha256(packed.getvalue()).hexdigest()},
        **{name: value for name, value in model.manifest.items() if name not in _COMPLETED},
    }
    manifest["sha256"][MANIFEST] = _digest(json.loads(json.dumps(manifest)))
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        (scratch / ARRAYS).write_bytes(packed.getvalue())
        (scratch / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", "utf-8")
        (scratch / CARD).write_text(card, "utf-8")
        scratch.chmod(0o755)
        if target.exists():
            shutil.rmtree(target)
        scratch.rename(target)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise


def check_target(target: Path, *, force: bool) -> None:
    """Make sure that a model may be written to `target`.

    Parameters
    ----------
    target : Path
    force : bool
        A model folder may be replaced.

    Raises
    ------
    OutputError
        It may not.
    """
    if not target.exists():
        return
    if not force:
        raise OutputError(f"{target} exists already: choose another folder, or pass --force to replace it")
    if not (target / MANIFEST).is_file():
        raise OutputError(f"{target} is not a model folder, it has no {MANIFEST}: choose another folder")


def load_model(folder: str | os.PathLike[str] | None = None) -> Model:
    """Read a model folder.

    Parameters
    ----------
    folder : path, optional
        The packaged model by default.

    Returns
    -------
    Model

    Raises
    ------
    ModelNotFoundError
        There is no such folder, or a file of it is missing.
    ModelIntegrityError
        The arrays differ from the manifest's digest, or are not what a network needs.
    ModelFormatError
        A format that this version does not know.
    FeatureMismatchError
        Trained on another ``FEATURE_SCHEMA``.
    """
    path = default_model_folder() if folder is None else Path(folder)
    manifest = _read_manifest(path)
    packed = _read_bytes(path / ARRAYS)
    wanted = manifest["sha256"].get(ARRAYS)
    found = hashlib.sha256(packed).hexdigest()
    if wanted != found:
        raise ModelIntegrityError(
            f"{path / ARRAYS}: sha256 is {found[:16]}…, the manifest says {str(wanted)[:16]}…:"
            " the file is damaged or was changed; get the model again"
        )
    arrays = _read_arrays(path / ARRAYS, packed)
    try:
        return _from_arrays(arrays, manifest)
    except ValueError as error:
        raise ModelIntegrityError(f"{path / ARRAYS}: {error}: get the model again") from None


def _digest(manifest: dict[str, Any]) -> str:
    """sha256 of what a manifest says, its digests aside, however it is spaced and ordered."""
    rest = {name: value for name, value in manifest.items() if name != "sha256"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def _read_bytes(path: Path) -> bytes:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode) or state.st_size > MAX_ARRAY_BYTES:  # a pipe would be waited for for ever
            raise ModelIntegrityError(
                f"{path}: not a file, or larger than {MAX_ARRAY_BYTES:,} bytes: get the model again"
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise ModelNotFoundError(
            f"{path}: no such file; a model folder holds {ARRAYS}, {MANIFEST} and {CARD}"
        ) from None
    except OSError as error:
        raise ModelNotFoundError(f"{path}: {error.strerror}") from None


def _read_manifest(path: Path) -> dict[str, Any]:
    if not path.is_dir():
        raise ModelNotFoundError(f"{path}: no such model folder; give --model a folder with {MANIFEST}")
    place = path / MANIFEST
    try:
        manifest = json.loads(_read_bytes(place).decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ModelIntegrityError(f"{place}: not JSON ({error}): get the model again") from None
    if not isinstance(manifest, dict) or not isinstance(manifest.get("format"), int):
        raise ModelFormatError(f"{place}: not a bbclf manifest: it has no whole number 'format'")
    if manifest["format"] != FORMAT:
        raise ModelFormatError(
            f"{place}: format {manifest['format']}, this version of bbclf reads format {FORMAT}:"
            " update bbclf or train the model again"
        )
    if manifest.get("feature_schema") != FEATURE_SCHEMA:
        raise FeatureMismatchError(
            f"{place}: trained on feature schema {manifest.get('feature_schema')},"
            f" this version of bbclf makes schema {FEATURE_SCHEMA}: train the model again"
        )
    if manifest.get("features") != FEATURE_NAMES:
        raise FeatureMismatchError(
            f"{place}: trained on other feature names than those of this version of bbclf,"
            f" though both are schema {FEATURE_SCHEMA}: train the model again"
        )
    _check_thresholds(place, manifest)
    if not isinstance(manifest.get("sha256"), dict):
        raise ModelIntegrityError(f"{place}: has no 'sha256' of {ARRAYS}: get the model again")
    if manifest["sha256"].get(MANIFEST) != _digest(manifest):
        raise ModelIntegrityError(
            f"{place}: is not as it was saved, its sha256 is another: get the model again"
            " (to label by another threshold, say --threshold)"
        )
    return manifest


def _check_thresholds(place: Path, manifest: dict[str, Any]) -> None:
    thresholds = manifest.get("thresholds")
    valid = isinstance(thresholds, dict) and all(
        view in VIEWS and isinstance(value, (int, float)) and 0 <= value <= 1 for view, value in thresholds.items()
    )
    if not valid or not thresholds:
        raise ModelIntegrityError(f"{place}: 'thresholds' must give each view a number from 0 to 1, got {thresholds!r}")


def _read_arrays(path: Path, packed: bytes) -> dict[str, NDArray[Any]]:
    try:
        return _unpack(packed)
    except Exception as error:  # bytes that are not theirs make zipfile, zlib and numpy raise a dozen kinds
        raise ModelIntegrityError(f"{path}: not readable as arrays ({error}): get the model again") from None


def _unpack(packed: bytes) -> dict[str, NDArray[Any]]:
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        size = sum(item.file_size for item in archive.infolist())
    if size > MAX_ARRAY_BYTES:
        raise ValueError(f"unpacks to {size:,} bytes, more than the {MAX_ARRAY_BYTES:,} that are read")
    with np.load(BytesIO(packed), allow_pickle=False) as loaded:
        arrays = {name: loaded[name] for name in loaded.files}
    for name, array in arrays.items():
        if not isinstance(array, np.ndarray):  # numpy gives the bytes of what is no array
            raise ValueError(f"{name} is not an array")
    return arrays


def _to_arrays(model: Model) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {}
    for name in ("words", "attributes"):
        weights: LexicalWeights = getattr(model.lexical, name)
        arrays[f"lexical.{name}.weights"] = weights.weights.astype(np.float16)
        arrays[f"lexical.{name}.bias"] = np.array([weights.bias], dtype=np.float64)
    arrays["phrases.keys"] = model.lexical.phrases.keys
    arrays["phrases.kinds"] = model.lexical.phrases.kinds
    for view, network in model.networks.items():
        columns = {name: getattr(network.scaling, name) for name in _SCALING} | {
            name: getattr(network, name) for name in _NETWORK
        }
        arrays |= {f"{view}.{name}": column.reshape(-1) for name, column in columns.items()}
        arrays |= {f"{view}.{name}": np.array([getattr(network, name)]) for name in ("out_scale", "out_bias")}
    return arrays


def _from_arrays(arrays: dict[str, NDArray[Any]], manifest: dict[str, Any]) -> Model:
    lexical = LexicalModel(
        words=_lexical_weights(arrays, "lexical.words"),
        attributes=_lexical_weights(arrays, "lexical.attributes"),
        phrases=_phrases(arrays),
    )
    views = [view for view in VIEWS if view in manifest["thresholds"]]
    return Model(lexical, {view: _network(arrays, view) for view in views}, manifest)


def _array(arrays: dict[str, NDArray[Any]], name: str, dtype: Any) -> NDArray[Any]:
    """One array by name, of one dimension and the dtype expected."""
    if name not in arrays:
        raise ValueError(f"has no array {name}")
    array = arrays[name]
    if array.ndim != 1 or array.dtype != np.dtype(dtype):
        raise ValueError(f"{name} must be {np.dtype(dtype)} of 1 dimension, got {array.dtype} of {array.ndim}")
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite")
    return array


def _number(arrays: dict[str, NDArray[Any]], name: str, dtype: Any) -> Any:
    array = _array(arrays, name, dtype)
    if len(array) != 1:
        raise ValueError(f"{name} must be one number, got {len(array)}")
    return array[0].item()


def _lexical_weights(arrays: dict[str, NDArray[Any]], name: str) -> LexicalWeights:
    weights = _array(arrays, f"{name}.weights", np.float16).astype(np.float32)
    if len(weights) < 2 or len(weights) & (len(weights) - 1):
        raise ValueError(f"{name}.weights must be a power of two long, got {len(weights)}")
    bias = _number(arrays, f"{name}.bias", np.float64)
    if abs(bias) > float(np.finfo(np.float16).max):  # as great as a weight may be
        raise ValueError(f"{name}.bias is out of range: {bias:g}")
    return LexicalWeights(weights, bias)


def _phrases(arrays: dict[str, NDArray[Any]]) -> PhraseTable:
    table = PhraseTable(_array(arrays, "phrases.keys", np.uint64), _array(arrays, "phrases.kinds", np.uint8))
    if len(table.keys) != len(table.kinds) or (table.keys[1:] <= table.keys[:-1]).any():
        raise ValueError("phrases.keys must ascend, with one of phrases.kinds each")
    if (table.kinds >= len(KINDS)).any():
        raise ValueError(f"phrases.kinds must be below {len(KINDS)}")
    return table


def _network(arrays: dict[str, NDArray[Any]], name: str) -> Network:
    """The network of the view `name`."""
    scaling = Scaling(**{column: _array(arrays, f"{name}.{column}", dtype) for column, dtype in _SCALING.items()})
    if len(scaling.center) != len(FEATURES):
        raise ValueError(f"{name}.center must be {len(FEATURES)} long, one for each feature, got {len(scaling.center)}")
    columns = {column: _array(arrays, f"{name}.{column}", dtype) for column, dtype in _NETWORK.items()}
    n_units = len(columns["bias"])
    if columns["weights"].size != n_units * scaling.n_inputs:
        raise ValueError(
            f"{name}.weights must be {n_units} x {scaling.n_inputs} long, units ({name}.bias) by inputs (features and"
            f" {name}.flagged), got {columns['weights'].size}"
        )
    columns["weights"] = columns["weights"].reshape(n_units, scaling.n_inputs)
    scale, bias = (_number(arrays, f"{name}.{number}", np.float64) for number in ("out_scale", "out_bias"))
    network = Network(scaling, **columns, out_scale=scale, out_bias=bias)
    network.check(name)
    return network
