"""Models: what they are made of, and the folders that they are saved to."""

from __future__ import annotations

from bbclf.model.folder import MAX_ARRAY_BYTES, check_target, default_model_folder, load_model, save_model
from bbclf.model.manifest import FORMAT
from bbclf.model.model import Model

__all__ = [
    "FORMAT", "MAX_ARRAY_BYTES", "Model", "check_target", "default_model_folder", "load_model", "save_model",
]  # fmt: skip
