"""The manifest of a model folder: what the arrays are, and whether this version of bbclf can use them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bbclf.errors import FeatureMismatchError, ModelFormatError, ModelIntegrityError
from bbclf.features import FEATURE_SCHEMA, FEATURES
from bbclf.lexicon.packaged import packaged_phrases
from bbclf.site.columns import SITE_COLUMNS
from bbclf.steering import FAVORS
from bbclf.view import VIEWS

__all__ = [
    "ARRAYS",
    "FORMAT",
    "MANIFEST",
    "complete_manifest",
    "is_manifest",
    "manifest_digest",
    "parse_manifest",
    "sha256",
]

FORMAT = 1
"""Version of the folder's layout: its files, their arrays and the manifest. CONTRIBUTING.md says how to raise it."""

ARRAYS = "arrays.npz"
MANIFEST = "manifest.json"

FEATURE_NAMES = [feature.name for feature in FEATURES]

WRITTEN_WHEN_SAVED = ("format", "feature_schema", "features", "phrases", "sha256")
"""Entries that describe the folder, not the training."""


def sha256(data: bytes) -> str:
    """Digest of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def manifest_digest(manifest: Mapping[str, Any]) -> str:
    """Digest of a manifest without its digests, whatever its spacing and order."""
    rest = {name: value for name, value in manifest.items() if name != "sha256"}
    return sha256(json.dumps(rest, sort_keys=True).encode())


def complete_manifest(manifest: Mapping[str, Any], packed_arrays: bytes) -> dict[str, Any]:
    """The manifest that is written beside the arrays.

    Parameters
    ----------
    manifest : mapping
        The model's; entries that describe the folder are written anew.
    packed_arrays : bytes
        Of ``arrays.npz``.

    Returns
    -------
    dict
    """
    complete = {
        "format": FORMAT,
        "feature_schema": FEATURE_SCHEMA,
        "features": FEATURE_NAMES,
        "phrases": packaged_phrases().digest,
        **{name: value for name, value in manifest.items() if name not in WRITTEN_WHEN_SAVED},
    }
    as_read = json.loads(json.dumps(complete))
    return {**complete, "sha256": {ARRAYS: sha256(packed_arrays), MANIFEST: manifest_digest(as_read)}}


def is_manifest(data: bytes) -> bool:
    """Whether a file is the manifest of a bbclf model, of this version or another."""
    try:
        manifest = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return isinstance(manifest, dict) and manifest.keys() >= {"format", "feature_schema", "features", "sha256"}


def parse_manifest(data: bytes, path: Path) -> dict[str, Any]:
    """Read a manifest, and refuse a model that this version of bbclf cannot use.

    Parameters
    ----------
    data : bytes
        Of ``manifest.json``.
    path : Path
        Of that file, for messages.

    Returns
    -------
    dict

    Raises
    ------
    ModelFormatError
        It has a format that this version does not know.
    FeatureMismatchError
        The model was trained on other features, or with another table of phrases.
    ModelIntegrityError
        It is not JSON, its thresholds are not probabilities, or its digest is another.
    """
    try:
        manifest = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ModelIntegrityError(f"{path}: not JSON ({error}): get the model again") from None
    if not isinstance(manifest, dict) or type(manifest.get("format")) is not int:
        raise ModelFormatError(f"{path}: not a bbclf manifest: it has no integer 'format'")
    if manifest["format"] != FORMAT:
        raise ModelFormatError(
            f"{path}: format {manifest['format']}, this version of bbclf reads format {FORMAT}:"
            " update bbclf or train the model again"
        )
    _check_features(manifest, path)
    _check_thresholds(manifest, path)
    if not isinstance(manifest.get("sha256"), dict):
        raise ModelIntegrityError(f"{path}: has no 'sha256' of {ARRAYS}: get the model again")
    if manifest["sha256"].get(MANIFEST) != manifest_digest(manifest):
        raise ModelIntegrityError(
            f"{path}: is not as it was saved, its sha256 is another: get the model again"
            " (to label by another threshold, say --threshold)"
        )
    return manifest


def _check_features(manifest: Mapping[str, Any], path: Path) -> None:
    if manifest.get("feature_schema") != FEATURE_SCHEMA:
        raise FeatureMismatchError(
            f"{path}: trained on feature schema {manifest.get('feature_schema')},"
            f" this version of bbclf makes schema {FEATURE_SCHEMA}: train the model again"
        )
    if manifest.get("features") != FEATURE_NAMES:
        raise FeatureMismatchError(
            f"{path}: trained on other feature names than those of this version of bbclf,"
            f" though both are schema {FEATURE_SCHEMA}: train the model again"
        )
    site = manifest.get("site")
    if site is not None and (not isinstance(site, dict) or site.get("columns") != list(SITE_COLUMNS)):
        raise FeatureMismatchError(
            f"{path}: its site correction is of other columns than those of this version of bbclf:"
            " train the model again"
        )
    if manifest.get("phrases") != packaged_phrases().digest:
        raise FeatureMismatchError(
            f"{path}: trained with another table of phrases: its sha256 is {str(manifest.get('phrases'))[:16]}…, that"
            f" of this version of bbclf {packaged_phrases().digest[:16]}…: install the bbclf that the model was"
            " trained with, or train the model again"
        )


def _check_thresholds(manifest: Mapping[str, Any], path: Path) -> None:
    thresholds = manifest.get("thresholds")
    if not thresholds or not _are_thresholds(thresholds):
        raise ModelIntegrityError(f"{path}: 'thresholds' must give each view a number from 0 to 1, got {thresholds!r}")
    favor = manifest.get("favor", {})
    if not isinstance(favor, dict) or not all(name in FAVORS and _are_thresholds(of) for name, of in favor.items()):
        raise ModelIntegrityError(
            f"{path}: 'favor' must give 'precision' and 'recall' a number from 0 to 1 for each view, got {favor!r}"
        )


def _are_thresholds(values: object) -> bool:
    """Whether each of some views has a probability."""
    return isinstance(values, dict) and all(
        view in VIEWS and isinstance(value, (int, float)) and 0 <= value <= 1 for view, value in values.items()
    )
