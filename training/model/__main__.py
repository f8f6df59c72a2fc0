"""Make the shipped model: ``python -m training.model`` (``make model``).

extractors (run over the training pages), left_out (languages and sources left out in turn), fit (a candidate in
``.cache/model``), floors (the candidate against ``data/floors.json``), compare (beside the extractors), site_mode (with
profiles of sites), and then the candidate is installed: ``models/default`` with its card, ``docs/figures.json``, the
figures in documents. A step runs when its code or its inputs have changed. A model below a floor is not installed.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bbclf.errors import BbclfError
from training import CACHE, ROOT
from training.compare.figures import compare_out_of_fold
from training.compare.left_out import measure_left_out
from training.compare.site_mode import measure_site_mode
from training.extractors.outputs import OUTPUTS, run_extractors
from training.model import PARAMS
from training.model.fit import fit_candidate
from training.model.floors import DEMO, GOLDEN, BelowFloorError, require_floors
from training.model.install import install
from training.model.steps import Step, is_current, run_steps
from training.report.documents import Documents
from training.report.figures import write_figures
from training.sources.lexicon import lexicon_path
from training.sources.pages import pages_folder

__all__ = ["main"]

RUN, SKIP = "run", "skip"

log = logging.getLogger("model")


class Chain:
    """The steps, and where their files are.

    Parameters
    ----------
    params : Path
        TOML file of parameters.
    work : Path
        Folder of the candidate and of all that is measured of it.
    root : Path
        The checkout that the model is installed into.
    """

    def __init__(self, params: Path, work: Path, root: Path) -> None:
        self.params, self.root = params, root
        self.candidate, self.out_of_fold, self.stamps = work / "candidate", work / "oof", work / "stamps"
        self.left_out_json, self.fit_json, self.compare_json, self.site_mode_json = (
            work / f"{name}.json" for name in ("left_out", "fit", "compare", "site_mode")
        )
        self.floors_json = root / "data" / "floors.json"

    def run(self, left_out: str) -> None:
        """Run the steps that are not current, then install.

        Parameters
        ----------
        left_out : {"run", "skip"}
            Whether to train a model for each language and source left out, which takes most of the time.
        """
        steps = self.steps()
        is_fresh = left_out == RUN or is_current(steps["left_out"], self.stamps)
        run_steps((step for name, step in steps.items() if is_fresh or name != "left_out"), self.stamps)
        measured = [self.fit_json, self.compare_json, self.site_mode_json]
        measured += [self.left_out_json] if is_fresh else []
        sections: dict[str, Any] = {}
        for path in measured:
            sections |= json.loads(path.read_bytes())
        install(self.candidate, sections, Documents(self.root))

    def steps(self) -> dict[str, Step]:
        """All steps but the installation, by name, in order."""
        pages = (pages_folder(), OUTPUTS)
        steps = (
            Step("extractors", run_extractors, "training.extractors.outputs", (pages_folder(),), (OUTPUTS,)),
            Step(
                "left_out",
                lambda: measure_left_out(self.params, self.left_out_json),
                "training.compare.left_out",
                (*pages, lexicon_path(), self.params),
                (self.left_out_json,),
            ),
            Step(
                "fit",
                lambda: fit_candidate(self.params, self.candidate, self.out_of_fold, self.fit_json),
                "training.model.fit",
                (*pages, lexicon_path(), self.params, GOLDEN),
                (self.candidate, self.out_of_fold, self.fit_json),
            ),
            Step(
                "floors",
                lambda: log.info(require_floors(self.candidate, self.floors_json)),
                "training.model.floors",
                (self.candidate, self.floors_json, DEMO, GOLDEN),
            ),
            Step(
                "compare",
                lambda: compare_out_of_fold(self.out_of_fold, self.compare_json),
                "training.compare.figures",
                (*pages, self.out_of_fold),
                (self.compare_json,),
            ),
            Step(
                "site_mode",
                lambda: write_figures(
                    {"site_mode": measure_site_mode(self.out_of_fold, self.candidate)}, self.site_mode_json
                ),
                "training.compare.site_mode",
                (*pages, self.out_of_fold, self.candidate),
                (self.site_mode_json,),
            ),
        )
        return {step.name: step for step in steps}


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line of this module; 0 fine, 1 below a floor, 2 an error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--params", type=Path, default=PARAMS, help="TOML file of parameters")
    parser.add_argument("--left-out", choices=(RUN, SKIP), default=RUN,
                        help="skip: keep the earlier model's figures of that step, and say so in the card")  # fmt: skip
    parser.add_argument("--work", type=Path, default=CACHE / "model", help="folder of the candidate (%(default)s)")
    parser.add_argument("--root", type=Path, default=ROOT, help="checkout to install the model into (%(default)s)")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    try:
        Chain(options.params, options.work, options.root).run(options.left_out)
    except BelowFloorError as error:
        print(f"{error}\nnot installed: {options.root / 'models' / 'default'} is as it was", file=sys.stderr)
        return 1
    except BbclfError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
