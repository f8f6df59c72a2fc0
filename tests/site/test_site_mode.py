"""Site mode: pages judged by other pages of their site, in order, in bounded memory, and explained."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from math import exp, log

import numpy as np
import pytest

from bbclf import LineClassifier, SiteProfile
from bbclf.errors import InputError, ModelError
from bbclf.explain import SITE
from bbclf.page import LabelledPage, Page
from bbclf.site import windows
from tests.support.sites import FURNITURE, sited_model, text_page
from tests.support.tiny_model import tiny_model


@pytest.fixture(scope="module")
def classifier() -> LineClassifier:
    return LineClassifier(sited_model())


def labels(labelled: LabelledPage) -> list[bool]:
    return labelled.is_boilerplate.tolist()


ALONE = [True, False, False]
WITH_OTHERS = [True, False, True]
"""The three lines of :func:`text_page`."""


def test_furniture_is_known_by_other_pages(classifier: LineClassifier) -> None:
    profile = SiteProfile.of_pages(map(text_page, range(3)))
    alone, by_site = classifier.label(text_page(5)), classifier.label(text_page(5), site=profile)
    assert (labels(alone), labels(by_site)) == (ALONE, WITH_OTHERS)
    # All three other pages have the line, "line_share" is 1.
    before = log(alone.p_boilerplate[2] / (1 - alone.p_boilerplate[2]))
    assert by_site.p_boilerplate[2] == pytest.approx(1 / (1 + exp(-before - 8)), abs=1e-6)


@pytest.mark.parametrize(
    "profile",
    [
        SiteProfile(),
        SiteProfile.of_pages([text_page(5)]),
        SiteProfile.of_pages([text_page(number, "b.org") for number in range(5)]),
    ],
    ids=["empty", "this page alone", "another site"],
)
def test_a_page_without_others_is_as_without_a_profile(classifier: LineClassifier, profile: SiteProfile) -> None:
    by_site = classifier.label(text_page(5), site=profile)
    assert by_site.site_columns is None
    assert by_site.p_boilerplate.tobytes() == classifier.label(text_page(5)).p_boilerplate.tobytes()


def test_a_page_is_the_same_in_any_batch(classifier: LineClassifier) -> None:
    pages = [text_page(number, f"{number % 2}.org") for number in range(8)] + [Page.from_html("<p>Home")]
    profile = SiteProfile.of_pages(pages[::2])
    singles = [classifier.label(page, site=profile).p_boilerplate.tobytes() for page in pages]
    for batch_size in (1, 150, 10_000):
        together = classifier.label_many(pages, batch_size, site=profile)
        assert [labelled.p_boilerplate.tobytes() for labelled in together] == singles


def test_streaming_is_in_order_and_reads_no_further_than_its_window(
    classifier: LineClassifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "WINDOW_PAGES", 4)
    n_read = 0

    def stream() -> Iterator[Page]:
        nonlocal n_read
        for number in range(21):
            n_read += 1
            yield text_page(number, f"{number % 2}.org")

    for n_labelled, labelled in enumerate(classifier.label_many(stream(), site_mode=True)):
        assert labelled.page.id == str(n_labelled)
        assert labels(labelled) == WITH_OTHERS
        assert n_read <= n_labelled + 4
    assert n_labelled == 20


def test_a_page_is_judged_by_those_before_it_and_its_window(
    classifier: LineClassifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "WINDOW_PAGES", 1)
    found = [labels(labelled) for labelled in classifier.label_many(map(text_page, range(3)), site_mode=True)]
    assert found == [ALONE, WITH_OTHERS, WITH_OTHERS]


def test_an_error_of_the_stream_comes_after_the_pages_before_it(classifier: LineClassifier) -> None:
    def stream() -> Iterator[Page]:
        yield text_page(0)
        yield text_page(1)
        raise OSError("gone")

    labelled = classifier.label_many(stream(), site_mode=True)
    assert [labels(next(labelled)), labels(next(labelled))] == [WITH_OTHERS, WITH_OTHERS]
    with pytest.raises(OSError, match="gone"):
        next(labelled)


def test_a_threshold_applies_to_what_the_site_has_corrected(classifier: LineClassifier) -> None:
    profile = SiteProfile.of_pages(map(text_page, range(3)))
    assert labels(classifier.label(text_page(5), threshold=0.9999, site=profile)) == [True, False, False]


@pytest.mark.parametrize("html", [False, True], ids=["text", "html"])
def test_reasons_add_up(classifier: LineClassifier, html: bool) -> None:
    pages = [text_page(number) for number in range(4)]
    if html:
        pages = [Page.from_html("".join(f"<p>{line}</p>" for line in page.lines), url=page.url) for page in pages]
    labelled = classifier.label(pages[0], site=SiteProfile.of_pages(pages))
    for number, p in enumerate(labelled.p_boilerplate.tolist()):
        explanation = labelled.explain(number)
        assert 1 / (1 + exp(-explanation.log_odds)) == pytest.approx(p, abs=1e-6)
        (reason,) = (reason for reason in explanation.reasons if reason.name == SITE)
        assert sum(reason.columns.values()) == pytest.approx(reason.log_odds)
        assert ("line_share" in reason.columns) == (number != 1)


def test_without_a_profile_the_site_is_no_reason(classifier: LineClassifier) -> None:
    reasons = classifier.label(text_page(0)).explain(0).reasons
    assert SITE not in [reason.name for reason in reasons]


def test_pickled_pages_keep_their_columns(classifier: LineClassifier) -> None:
    labelled = classifier.label(text_page(0), site=SiteProfile.of_pages(map(text_page, range(3))))
    again = pickle.loads(pickle.dumps(labelled))
    np.testing.assert_array_equal(again.site_columns, labelled.site_columns)
    assert classifier.explain(again, 2) == labelled.explain(2)


def test_a_model_without_a_correction_says_so() -> None:
    classifier = LineClassifier(tiny_model(version="old"))
    message = "the model old has no site correction for view 'text': label without site mode"
    with pytest.raises(ModelError, match=message):
        list(classifier.label_many(map(text_page, range(2)), site_mode=True))
    with pytest.raises(ModelError, match=message):
        classifier.label(text_page(0), site=SiteProfile())


def test_site_mode_and_a_profile_contradict_each_other(classifier: LineClassifier) -> None:
    with pytest.raises(InputError, match="give site_mode or site, not both"):
        next(classifier.label_many([], site_mode=True, site=SiteProfile()))


def test_the_line_is_content_to_the_model_itself() -> None:
    assert FURNITURE in LineClassifier(tiny_model()).label(text_page(0)).text
