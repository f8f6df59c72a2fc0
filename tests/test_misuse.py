"""What is given in the place of something else is said, with what to give instead."""

from __future__ import annotations

import pytest

import bbclf
from bbclf import InputError, LineClassifier, Page, SiteProfile
from tests.support.tiny_model import tiny_model

PAGE = Page.from_text("It rained.")


def test_a_name_in_place_of_a_site_s_profile() -> None:
    classifier = LineClassifier(tiny_model())
    message = r"site must be a SiteProfile, got str: SiteProfile\.load reads one"
    with pytest.raises(TypeError, match=message):
        classifier.label(PAGE, site="example.org")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=message):
        list(classifier.label_many([PAGE], site="site.json"))  # type: ignore[arg-type]


def test_what_is_counted_or_merged_into_a_profile() -> None:
    with pytest.raises(InputError, match="a site's name must be str or None, got int"):
        SiteProfile(site=3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="expected a Page, got str"):
        SiteProfile().add("<p>It rained.")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="site must be a SiteProfile, got str"):
        SiteProfile().merge("site.json")  # type: ignore[arg-type]


def test_pages_without_labels_where_labelled_ones_are_needed() -> None:
    pytest.importorskip("sklearn")
    message = r"expected a TrainingPage, got Page: bbclf\.read_dataset reads them"
    with pytest.raises(TypeError, match=message):
        bbclf.evaluate(LineClassifier(tiny_model()), [PAGE])  # type: ignore[list-item]
    with pytest.raises(TypeError, match=message):
        bbclf.train([PAGE])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="expected a TrainingPage, got str"):
        bbclf.train("labelled.jsonl")  # type: ignore[arg-type]


@pytest.mark.parametrize(("lines", "truth"), [("It rained.", "It rained."), (["It rained."], None), ([], ["a"])])
def test_what_cannot_be_aligned(lines: object, truth: object) -> None:
    with pytest.raises(InputError, match=r"align takes a list of lines and a truth of str, got \w+ and \w+"):
        bbclf.align(lines, truth)  # type: ignore[arg-type]


@pytest.mark.parametrize("line", [None, b"[gallery]", float("nan")])
def test_what_has_no_markup_to_strip(line: object) -> None:
    with pytest.raises(InputError, match="a line must be str, got "):
        bbclf.strip_markup(line)  # type: ignore[arg-type]
