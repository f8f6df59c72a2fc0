"""Model folders: written all or nothing, and checked before anything in them is used.

::

    models/default/
      arrays.npz       plain numpy arrays, no pickle
      manifest.json    format, features, digests, thresholds, parameters, training data, metrics
      MODEL_CARD.md    for people

Loading runs no code of the folder: the digest of the arrays is compared before they are parsed, and every array is
checked before it is used. The manifest has a digest of itself too, so that a threshold changed by hand, or by a bad
disk, is not taken for the model's.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import tempfile
from pathlib import Path

from bbclf.errors import FeatureMismatchError, ModelIntegrityError, ModelNotFoundError, OutputError
from bbclf.lexicon.packaged import packaged_phrases
from bbclf.model.manifest import ARRAYS, MANIFEST, complete_manifest, is_manifest, parse_manifest, sha256
from bbclf.model.model import Model
from bbclf.npz import pack, unpack

__all__ = ["MAX_ARRAY_BYTES", "check_target", "default_model_folder", "load_model", "save_model"]

CARD = "MODEL_CARD.md"

MAX_ARRAY_BYTES = 200_000_000
"""Of a file, and of its arrays: far above any sensible model, and little enough to be read into memory."""

PACKAGE = Path(__file__).resolve().parents[1]


def default_model_folder() -> Path:
    """The packaged model: inside the wheel, or ``models/default`` of a checkout."""
    packaged = PACKAGE / "_models" / "default"
    return packaged if packaged.is_dir() else PACKAGE.parent / "models" / "default"


def save_model(model: Model, folder: str | os.PathLike[str], card: str, *, force: bool = False) -> None:
    """Write a model folder, all of it or nothing.

    Parameters
    ----------
    model : Model
        Its manifest is completed with format, features and digests.
    folder : path
    card : str
        Text of ``MODEL_CARD.md``.
    force : bool
        Replace a model folder. A folder that is not one is never replaced.

    Raises
    ------
    OutputError
        The folder exists and `force` is false, what exists is not a model folder, or it cannot be written.
    FeatureMismatchError
        The model's table of phrases is not the packaged one; it is not saved with a model.
    """
    target = Path(folder)
    check_target(target, force=force)
    if model.lexical.phrases.digest != packaged_phrases().digest:
        raise FeatureMismatchError(
            f"{target}: a model with a table of phrases of its own cannot be saved: train it with the packaged one"
            " (if the lexicon has changed, run python -m training.sources.phrase_table first)"
        )
    packed = pack(model.to_arrays())
    manifest = json.dumps(complete_manifest(model.manifest, packed), indent=1, ensure_ascii=False) + "\n"
    files = {ARRAYS: packed, MANIFEST: manifest.encode("utf-8"), CARD: card.encode("utf-8")}
    try:
        _replace_folder(target, files)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written ({error.strerror}): choose another folder") from None


def _replace_folder(target: Path, files: dict[str, bytes]) -> None:
    """Write the files beside the folder, then put them in its place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        for name, data in files.items():
            (scratch / name).write_bytes(data)
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
        above = next(path for path in target.absolute().parents if path.exists())
        if not (above.is_dir() and os.access(above, os.W_OK)):
            raise OutputError(f"{target} cannot be made, {above} is not a folder to write to: choose another folder")
        return
    if not force:
        raise OutputError(f"{target} exists already: choose another folder, or pass --force to replace it")
    if not (target / MANIFEST).is_file():
        raise OutputError(f"{target} is not a model folder, it has no {MANIFEST}: choose another folder")
    if not is_manifest(_read_bytes(target / MANIFEST)):
        raise OutputError(f"{target} is not a model folder, its {MANIFEST} is not that of bbclf: choose another folder")


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
        There is no such folder, or one of its files is missing.
    ModelFormatError
        A format that this version does not know.
    FeatureMismatchError
        Trained on another ``FEATURE_SCHEMA``, or with another table of phrases.
    ModelIntegrityError
        A digest differs, or the arrays do not make a model.
    """
    path = default_model_folder() if folder is None else Path(folder)
    if not path.is_dir():
        raise ModelNotFoundError(
            f"{path}: no such model folder: name one that has a {MANIFEST}, or none for the packaged model"
        )
    manifest = parse_manifest(_read_bytes(path / MANIFEST), path / MANIFEST)
    packed = _read_bytes(path / ARRAYS)
    expected, found = manifest["sha256"].get(ARRAYS), sha256(packed)
    if expected != found:
        raise ModelIntegrityError(
            f"{path / ARRAYS}: sha256 is {found[:16]}…, the manifest says {str(expected)[:16]}…:"
            " the file is damaged or was changed; get the model again"
        )
    try:
        return Model.from_arrays(unpack(packed, MAX_ARRAY_BYTES), manifest)
    except ValueError as error:
        raise ModelIntegrityError(f"{path / ARRAYS}: {error}: get the model again") from None


def _read_bytes(path: Path) -> bytes:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode) or state.st_size > MAX_ARRAY_BYTES:  # reading a pipe would never end
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
