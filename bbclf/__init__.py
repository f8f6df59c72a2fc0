"""bbclf labels every line of a web page, text or HTML, in any language, as content or boilerplate.

>>> import bbclf
>>> bbclf.clean_html("<nav><a href=/>Home</a></nav><p>...</p>")  # doctest: +SKIP

Public names are resolved on first use (PEP 562): importing the package loads neither numpy nor a model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bbclf.version import __version__

if TYPE_CHECKING:
    from bbclf.alignment import align
    from bbclf.classifier import LineClassifier
    from bbclf.cleaning import clean_html, clean_text
    from bbclf.dataset import read_annotations, read_dataset, write_annotations, write_dataset
    from bbclf.errors import (
        BbclfError,
        DatasetError,
        FeatureMismatchError,
        InputError,
        MissingDependencyError,
        ModelError,
        ModelFormatError,
        ModelIntegrityError,
        ModelNotFoundError,
        OutputError,
    )
    from bbclf.evaluation import evaluate
    from bbclf.fit import train as train
    from bbclf.limits import Limits
    from bbclf.page import LabelledLine, LabelledPage, Page
    from bbclf.site.profile import SiteProfile
    from bbclf.strip import strip_markup

_HOME = {
    "LineClassifier": "bbclf.classifier",
    "clean_html": "bbclf.cleaning",
    "clean_text": "bbclf.cleaning",
    "BbclfError": "bbclf.errors",
    "DatasetError": "bbclf.errors",
    "FeatureMismatchError": "bbclf.errors",
    "InputError": "bbclf.errors",
    "MissingDependencyError": "bbclf.errors",
    "ModelError": "bbclf.errors",
    "ModelFormatError": "bbclf.errors",
    "ModelIntegrityError": "bbclf.errors",
    "ModelNotFoundError": "bbclf.errors",
    "OutputError": "bbclf.errors",
    "LabelledLine": "bbclf.page",
    "LabelledPage": "bbclf.page",
    "Page": "bbclf.page",
    "Limits": "bbclf.limits",
    "SiteProfile": "bbclf.site.profile",
    "align": "bbclf.alignment",
    "evaluate": "bbclf.evaluation",
    "read_annotations": "bbclf.dataset",
    "read_dataset": "bbclf.dataset",
    "strip_markup": "bbclf.strip",
    "train": "bbclf.fit",
    "write_annotations": "bbclf.dataset",
    "write_dataset": "bbclf.dataset",
}
"""Public names and the modules they come from; no name is a module's too, which importing it would put in its place."""

__all__ = [
    "BbclfError",
    "DatasetError",
    "FeatureMismatchError",
    "InputError",
    "LabelledLine",
    "LabelledPage",
    "Limits",
    "LineClassifier",
    "MissingDependencyError",
    "ModelError",
    "ModelFormatError",
    "ModelIntegrityError",
    "ModelNotFoundError",
    "OutputError",
    "Page",
    "SiteProfile",
    "__version__",
    "align",
    "clean_html",
    "clean_text",
    "evaluate",
    "read_annotations",
    "read_dataset",
    "strip_markup",
    "write_annotations",
    "write_dataset",
]
"""All but `train`: importing everything must not need scikit-learn, the extra ``train``."""


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'bbclf' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*__all__, *_HOME})
