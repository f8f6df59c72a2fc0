"""Make ``models/default``: ``python -m training.model.make`` (``make model``).

Reads the training pages, labels every view of them, fits the model with ``training/params.toml``, and writes the
model folder with its card. What models of the folds say of the pages of other sites goes to ``.cache/oof``, where
``training.compare`` reads it.
"""

from __future__ import annotations

import argparse
import json
import logging
import lzma
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from bbclf.dataset import TrainingPage
from bbclf.fit import Fitted, ViewFit, fit_model, read_params
from bbclf.model import save_model
from bbclf.page import LabelledPage
from training.compare.lexicon_evidence import evidence_section, measure, sample_phrases
from training.compare.tables import left_out_table
from training.model.card import model_card
from training.pages.labelling import CACHE, LEFT_OUT, PARAMS
from training.pages.views import extracted_pages, html_pages, leftover_pages, text_pages
from training.sources.lexicon import read_lexicon
from training.sources.pages import read_pages

__all__ = ["main"]

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_MODEL = ROOT / "models" / "default"

LEFT_OUT_SECTION = """\
## Languages and sources that it never saw

Each left out with all its pages and, for languages, all its phrases; word F1 against the full truth, by models trained
in two folds on the html and text views (`python -m training.compare.left_out`), beside other extractors on the same
pages.

{}
"""

log = logging.getLogger("make_model")


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description="Make the shipped model of the training pages.")
    parser.add_argument("--params", type=Path, default=PARAMS, help="TOML file of parameters")
    parser.add_argument("--out", type=Path, default=DEFAULT_MODEL, help="model folder to write")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    params = read_params(options.params)
    raws = list(read_pages())
    extracted = extracted_pages(raws)
    log.info("lines of %d pages in every view", len(raws))
    html = html_pages(raws)
    texts = text_pages(raws)
    leftovers = leftover_pages(raws)
    pages = [*html, *chain(*texts), *chain(*extracted.values()), *chain(*leftovers)]
    fitted = fit_model(pages, params, report=log.info)
    out_of_fold = {"html": html, "text": texts[0], "text-wet": texts[1], "text-random": texts[2]}
    out_of_fold |= {f"leftover-{name}": of_extractor for name, of_extractor in extracted.items()}
    for name, of_view in (out_of_fold | {"leftover-residue": leftovers[0]}).items():
        write_out_of_fold(fitted, of_view, name)
    page_types = {raw.id: raw.page_type for raw in raws if raw.page_type}
    makers = dict(zip(("block walk", "as in WET files", "maker drawn at random"), texts, strict=True))
    makers |= {f"{name} as it is": of_extractor for name, of_extractor in extracted.items()}
    makers |= {"extractor drawn at random, with residue": list(chain(*leftovers))}
    log.info("what each language's phrases give")
    evidence = evidence_section(list(measure(fitted.model, sample_phrases(read_lexicon()))))
    left_out = LEFT_OUT_SECTION.format(left_out_table(json.loads(LEFT_OUT.read_text("utf-8"))))
    card = f"{model_card(fitted, page_types, makers)}\n{left_out}\n{evidence}"
    save_model(fitted.model, options.out, card, force=True)
    log.info("wrote %s", options.out)


def write_out_of_fold(fitted: Fitted, pages: Sequence[TrainingPage], name: str) -> None:
    """Kept text and probabilities of pages by models that had not seen their sites, one JSON record a page.

    Parameters
    ----------
    fitted : Fitted
    pages : sequence of TrainingPage
        All of one view; those without lines are written with empty text.
    name : str
        Of the file in ``.cache/oof``.
    """
    view = pages[0].page.view
    fit: ViewFit = fitted.views[view]
    place = {id(page): number for number, page in enumerate(fit.pages)}
    path = CACHE / "oof" / f"{name}.jsonl.xz"
    path.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(path, "wt", encoding="utf-8", preset=1) as file:
        for page in pages:
            record = {"id": page.page.id, "view": view, "text": "", "p_boilerplate": []}
            if id(page) in place:
                number = place[id(page)]
                p = fit.page_probabilities(number)
                record["text"] = LabelledPage(page.page, p, fit.thresholds[number]).text
                record["p_boilerplate"] = [round(float(value), 4) for value in p]
            file.write(json.dumps(record, ensure_ascii=True) + "\n")


if __name__ == "__main__":
    main()
