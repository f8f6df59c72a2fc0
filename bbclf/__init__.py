"""bbclf labels every line of a web page, text or HTML, in any language, as content or boilerplate.

>>> import bbclf
>>> bbclf.clean_html("<nav><a href=/>Home</a></nav><p>...</p>")  # doctest: +SKIP

Public names are resolved on first use (PEP 562): importing the package loads neither numpy nor a model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bbclf.classifier import LineClassifier, clean_html, clean_text
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
    from bbclf.page import LabelledLine, LabelledPage, Page

__version__ = "0.1.0"

_HOME = {
    "LineClassifier": "bbclf.classifier",
    "clean_html": "bbclf.classifier",
    "clean_text": "bbclf.classifier",
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
}

__all__ = [
    "BbclfError",
    "DatasetError",
    "FeatureMismatchError",
    "InputError",
    "LabelledLine",
    "LabelledPage",
    "LineClassifier",
    "MissingDependencyError",
    "ModelError",
    "ModelFormatError",
    "ModelIntegrityError",
    "ModelNotFoundError",
    "OutputError",
    "Page",
    "__version__",
    "clean_html",
    "clean_text",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'bbclf' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
