"""Pages to rendered pages, a batch at a time; no page costs another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from bbclf.classifier import LineClassifier
from bbclf.errors import BbclfError, InputError
from bbclf.io.bodies import PageBody, PageRecord
from bbclf.io.outputs import OutputFormat
from bbclf.limits import DEFAULT_LIMITS, Limits
from bbclf.page import LabelledPage
from bbclf.predict.outcome import Outcome
from bbclf.site.profile import SiteProfile
from bbclf.steering import Steering

__all__ = ["Labeller", "load_classifier"]


@cache
def load_classifier(path: str | None, steering: Steering) -> LineClassifier:
    """The model at a path, loaded once in each process."""
    return LineClassifier.load(path, steering.threshold, steering.favor)


@dataclass(frozen=True, slots=True)
class Labeller:
    """Labels pages and renders them; picklable, since each process loads the model by itself.

    Attributes
    ----------
    model : str or None
        A model folder; None is the packaged model.
    steering : Steering
        What decides in place of the model's thresholds.
    format : OutputFormat
    limits : Limits
    site : SiteProfile or None
        By which pages are judged too.
    """

    model: str | None
    steering: Steering
    format: OutputFormat
    limits: Limits = DEFAULT_LIMITS
    site: SiteProfile | None = None

    def prepare(self) -> None:
        """Load the model."""
        load_classifier(self.model, self.steering)

    def __call__(self, bodies: list[PageBody]) -> list[Outcome]:
        """Label pages together; those that cannot be read or labelled have an error instead.

        Raises
        ------
        ModelError
            The model has no network for the view of a page.
        """
        try:
            return self._label(bodies)
        except InputError as error:
            reason = error.message
        except BbclfError:
            raise
        except MemoryError:
            reason = "not enough memory for this page"
        except Exception as error:
            reason = f"cannot be labelled: {type(error).__name__}: {error}: please report this page"
        if len(bodies) == 1:
            return [Outcome(error=reason)]
        return [outcome for body in bodies for outcome in self([body])]

    def _label(self, bodies: list[PageBody]) -> list[Outcome]:
        records = [_record_or_reason(body, self.limits) for body in bodies]
        pages = (record.page for record in records if isinstance(record, PageRecord))
        labelled = load_classifier(self.model, self.steering).label_many(pages, site=self.site)
        return [
            Outcome(error=record) if isinstance(record, str) else self._outcome(next(labelled), record.fields)
            for record in records
        ]

    def _outcome(self, labelled: LabelledPage, fields: dict[str, Any] | None) -> Outcome:
        n_boilerplate = int(labelled.is_boilerplate.sum())
        rendered = self.format.render_record(labelled, fields)
        return Outcome(rendered, len(labelled.page) - n_boilerplate, n_boilerplate)


def _record_or_reason(body: PageBody, limits: Limits) -> PageRecord | str:
    """The record, or why it cannot be read: an exception would keep it in memory with its traceback."""
    try:
        return body.read(limits)
    except InputError as error:
        return error.message
