"""Lines that are shown as they would look in a script without case."""

from __future__ import annotations

import numpy as np

from bbclf.features import FEATURES, featurise
from bbclf.fit.case import with_case_dropout
from bbclf.page import LineBatch, Page
from tests.support.tiny_model import tiny_model

NAMES = [feature.name for feature in FEATURES]
OF_CASE = ("cased_ratio", "upper_ratio", "title_word_ratio", "starts_upper")


def columns_of_case(line: str) -> list[float]:
    X = featurise(LineBatch([Page.from_text(line, view="text")]), tiny_model().lexical).X
    return X[0, [NAMES.index(name) for name in OF_CASE]].tolist()


def test_a_line_that_says_nothing_of_case_looks_like_one_without_case() -> None:
    X = np.full((1, len(NAMES)), 0.5, dtype=np.float32)
    hidden = with_case_dropout(X, 1.0, seed=1)[0, [NAMES.index(name) for name in OF_CASE]]
    for line in ("اقرأ أيضاً", "ये भी पढ़ें", "延伸阅读"):
        assert np.array_equal(hidden, columns_of_case(line), equal_nan=True)
    assert not np.array_equal(hidden, columns_of_case("Read also"), equal_nan=True)


def test_a_share_of_the_rows_is_hidden_and_nothing_else_changes() -> None:
    X = np.random.default_rng(0).random((4000, len(NAMES)), dtype=np.float32)
    given = X.copy()
    changed = with_case_dropout(X, 0.25, seed=1)
    hidden = changed[:, NAMES.index("cased_ratio")] == 0
    assert 0.22 < hidden.mean() < 0.28
    assert changed[~hidden].tolist() == given[~hidden].tolist()
    others = [number for number, name in enumerate(NAMES) if name not in OF_CASE]
    assert changed[:, others].tolist() == given[:, others].tolist()
    assert X.tolist() == given.tolist()


def test_without_a_share_the_rows_are_those_given() -> None:
    X = np.zeros((2, len(NAMES)), dtype=np.float32)
    assert with_case_dropout(X, 0.0, seed=1) is X
