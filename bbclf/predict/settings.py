"""What the output of a run depends on."""

from __future__ import annotations

from typing import Any

from bbclf import __version__
from bbclf.io.inputs import Reading
from bbclf.predict.labeller import Labeller, load_classifier

__all__ = ["run_settings"]


def run_settings(labeller: Labeller, reading: Reading, input_format: str | None) -> dict[str, Any]:
    """The settings of a run as JSON values, named as the options of ``bbclf predict``.

    Parameters
    ----------
    labeller : Labeller
    reading : Reading
    input_format : str or None
        Of all files; None where each decides.
    """
    manifest = load_classifier(labeller.model, labeller.steering).model.manifest
    return {
        "bbclf": __version__,
        "model": manifest["version"],
        "model digest": manifest.get("sha256"),
        "from": input_format,
        "to": labeller.format.name,
        "keep": labeller.format.kept.keep,
        "strip-markup": labeller.format.kept.strip_markup,
        "headline": labeller.format.kept.headline,
        "comments": labeller.format.kept.comments,
        "links": labeller.format.kept.links,
        "threshold": labeller.steering.threshold,
        "favor": labeller.steering.favor,
        "site-profile": None if labeller.site is None else labeller.site.digest(),
        "view": reading.view,
        "input-field": reading.fields.text,
        "html-field": reading.fields.html,
        "id-field": reading.fields.id,
        "url-field": reading.fields.url,
        "text-field": labeller.format.text_field,
        **labeller.format.settings(),
        "max-page-mb": reading.max_bytes // 2**20,
        "max-lines": labeller.limits.lines,
        "any-status": reading.any_status,
    }
