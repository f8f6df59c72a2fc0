"""Labelled pages as JSONL: read, validate, write.

One page a line::

    {"id": "a", "lang": "en", "site": "example.org", "view": "text",
     "lines": [{"text": "Home", "label": "boilerplate"},
               {"text": "It rained all night.", "label": "content", "gap": 1, "weight": 0.5}]}

==========  ========================================================================================
``id``      a name for the page, not empty
``view``    ``html``, ``text`` or ``leftover``
``html``    with view ``html``: the page itself, from which the lines must follow
``lines``   each with ``text`` (stripped, not empty), ``label`` (``content`` or ``boilerplate``) and, if
            wanted, ``weight`` (0 or more; 0: neither trained on nor evaluated; default 1) and
            ``gap`` (blank lines before it; default 0; not for HTML)
==========  ========================================================================================

``url``, ``lang``, ``site`` and ``source`` may be given as text; other fields are ignored, so that the lines
that ``bbclf predict --to jsonl --with-source`` wrote become a dataset once their labels have been corrected.
"""

from __future__ import annotations

from bbclf.dataset.annotation import AnnotationTool, read_annotations, write_annotations
from bbclf.dataset.files import read_dataset, write_dataset
from bbclf.dataset.page import TrainingPage, check_is_labelled
from bbclf.dataset.parsing import parse_record
from bbclf.dataset.records import to_record
from bbclf.dataset.truth import MIN_COVERAGE, LabelledByTruth, label_by_truth

__all__ = [
    "MIN_COVERAGE", "AnnotationTool", "LabelledByTruth", "TrainingPage", "check_is_labelled", "label_by_truth",
    "parse_record", "read_annotations", "read_dataset", "to_record", "write_annotations", "write_dataset",
]  # fmt: skip
