"""Labelled pages on disk, known by their content and by the code that labelled them.

A file for each view and digest of code, ``.cache/labelled/<name>-<digest>.pickle.z``, holds a labelled page for each
digest of a training page. A new or changed page is labelled and the others are not; a change of the code, of the
data files beside it, or of a package that it imports, gives another file.
"""

from __future__ import annotations

import hashlib
import pickle
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import joblib

from bbclf.dataset import TrainingPage
from bbclf.files import replacing
from training import CACHE
from training.pages.code import code_digest
from training.sources.pages import RawPage

__all__ = ["labelled", "page_digest"]

LABELLED = CACHE / "labelled"

BATCH = 16
"""Pages given to a process at a time: below, starting a second process takes longer than the pages."""


def labelled(
    raws: Sequence[RawPage], make: Callable[[RawPage], TrainingPage], name: str, folder: Path = LABELLED
) -> list[TrainingPage]:
    """Label pages with two processes, or look up how they were labelled before.

    Parameters
    ----------
    raws : sequence of RawPage
    make : callable
        ``make(raw)`` labels a page; a function at the top of its module, which depends on nothing but `raw`.
    name : str
        Of what is made, e.g. ``"html"``.
    folder : Path

    Returns
    -------
    list of TrainingPage, length len(raws)
    """
    path = folder / f"{name}-{code_digest(make.__module__)}.pickle.z"
    known: dict[bytes, TrainingPage] = pickle.loads(zlib.decompress(path.read_bytes())) if path.exists() else {}
    digests = [page_digest(raw) for raw in raws]
    missing = {digest: raw for digest, raw in zip(digests, raws, strict=True) if digest not in known}
    if missing:
        parallel = joblib.Parallel(n_jobs=2 if len(missing) > BATCH else 1, batch_size=BATCH)
        made = parallel(joblib.delayed(make)(raw) for raw in missing.values())
        known |= dict(zip(missing, made, strict=True))
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(path) as file:
            file.write(zlib.compress(pickle.dumps(known), 1))  # of many small arrays, joblib reads three times slower
    return [known[digest] for digest in digests]


def page_digest(raw: RawPage) -> bytes:
    """16 bytes that differ if any field of two pages does."""
    digest = hashlib.sha256()
    for value in raw:
        data = repr(value).encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.digest()[:16]
