"""What models of the folds say of the pages of sites that they had not seen, as files that comparisons read."""

from __future__ import annotations

import json
import lzma
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bbclf.dataset import TrainingPage
from bbclf.fit import Fitted
from bbclf.page import LabelledPage

__all__ = ["write_out_of_fold"]


def write_out_of_fold(fitted: Fitted, pages: Sequence[TrainingPage], path: Path) -> None:
    """Write kept text and probabilities, one JSON record a page, in the order of the pages.

    Parameters
    ----------
    fitted : Fitted
    pages : sequence of TrainingPage
        All of one view, the very objects that `fit_model` was given; those without lines get empty text.
    path : Path
        Ends with ``.jsonl.xz``.
    """
    view = pages[0].page.view
    fit = fitted.views[view]
    position = {id(page): number for number, page in enumerate(fit.pages)}
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8", preset=1) as file:
        for page in pages:
            record: dict[str, Any] = {"id": page.page.id, "view": view, "text": "", "p_boilerplate": []}
            if id(page) in position:
                number = position[id(page)]
                p = fit.page_probabilities(number)
                record["text"] = LabelledPage(page.page, p, fit.thresholds[number]).text
                record["p_boilerplate"] = [round(float(value), 4) for value in p]
            file.write(json.dumps(record) + "\n")
