"""A model folder with any manifest, or with arrays forged and signed: refused, or it labels."""

from __future__ import annotations

import hashlib
import json
import shutil
from io import BytesIO

import atheris
import numpy as np

from bbclf.classifier import LineClassifier
from bbclf.errors import ModelError
from bbclf.model import load_model, save_model
from bbclf.model.manifest import manifest_digest
from tests.fuzz.invariants import BESIDE, SCRATCH, check_labels, fuzz
from tests.support.tiny_model import tiny_model

FOLDER = SCRATCH / "model"
shutil.rmtree(FOLDER, ignore_errors=True)  # what an earlier run left is no model
save_model(tiny_model(), FOLDER, "# Tiny model\n")
MANIFEST = (FOLDER / "manifest.json").read_bytes()
with np.load(FOLDER / "arrays.npz") as loaded:
    ARRAYS = dict(loaded)
NAMES = sorted(ARRAYS)
DTYPES = ("?", "u1", "<i2", "<i4", "<i8", "<u8", "<f2", "<f4", "<f8", ">f8", "<c8", "<U2", "S3", "M8[s]")


def load_forged(data: bytes) -> None:
    provider = atheris.FuzzedDataProvider(data)
    arrays, manifest = dict(ARRAYS), MANIFEST
    if provider.ConsumeBool():
        for _ in range(provider.ConsumeIntInRange(1, 4)):
            name = NAMES[provider.ConsumeIntInRange(0, len(NAMES) - 1)]
            arrays[name] = forged(arrays[name], provider)
    else:
        place = provider.ConsumeIntInRange(0, len(manifest))
        length = provider.ConsumeIntInRange(0, 64)
        manifest = manifest[:place] + provider.ConsumeBytes(64) + manifest[place + length :]
    write(arrays, manifest)
    try:
        model = load_model(FOLDER)
    except ModelError:
        return
    if BESIDE.view in model.networks:
        check_labels(LineClassifier(model).label(BESIDE))


def forged(array: np.ndarray, provider: atheris.FuzzedDataProvider) -> np.ndarray:
    """An array with some bytes, its length, its number of dimensions, or its dtype changed."""
    change = provider.ConsumeIntInRange(0, 3)
    if change == 0:
        return np.atleast_1d(array)[: provider.ConsumeIntInRange(0, len(np.atleast_1d(array)))]
    if change == 1:
        return array.reshape(1, -1) if provider.ConsumeBool() else np.repeat(np.atleast_1d(array), 2, axis=0)
    content = bytearray(array.tobytes())
    place = provider.ConsumeIntInRange(0, max(len(content) - 1, 0))
    content[place : place + 8] = provider.ConsumeBytes(8)
    dtype = np.dtype(array.dtype if change == 2 else DTYPES[provider.ConsumeIntInRange(0, len(DTYPES) - 1)])
    changed = np.frombuffer(bytes(content[: len(content) // dtype.itemsize * dtype.itemsize]), dtype)
    return changed.reshape(array.shape) if changed.size == array.size else changed


def write(arrays: dict[str, np.ndarray], manifest: bytes) -> None:
    """Write a folder whose manifest has the digests of its arrays and of itself, if it is still one to write into."""
    packed = BytesIO()
    np.savez(packed, **arrays)
    try:
        values = json.loads(manifest)
        values["sha256"] = {"arrays.npz": hashlib.sha256(packed.getvalue()).hexdigest()}
        values["sha256"]["manifest.json"] = manifest_digest(values)
        manifest = json.dumps(values).encode()
    except (ValueError, TypeError, RecursionError):
        pass  # the loader is to say so
    (FOLDER / "arrays.npz").write_bytes(packed.getvalue())
    (FOLDER / "manifest.json").write_bytes(manifest)


if __name__ == "__main__":
    fuzz(load_forged)
