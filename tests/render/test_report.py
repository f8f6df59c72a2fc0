"""Reports as files: what is in them, and that text of a page is text in them too."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser

from bbclf.classifier import LineClassifier
from bbclf.page import LabelledPage, Page
from bbclf.render.report import page_lines, page_section, report_end, report_start
from tests.support.labelled import labelled
from tests.support.tiny_model import tiny_model

RAIN = "It rained all night, and the river rose."
ATTACK = """</div></main><script>alert(1)</script><img src=x onerror="alert(1)"><style>*{color:red}</style>"'&lt;b>"""


class Elements(HTMLParser):
    """The elements of a file with their attributes, and the text of its lines."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def report(page: LabelledPage, name: str = "page.html") -> str:
    return report_start("Title") + page_section(name, page_lines(page, "a note")) + report_end()


def test_lines_have_label_probability_and_reasons() -> None:
    classifier = LineClassifier(tiny_model())
    page = classifier.label(Page.from_text(f"Home\n{RAIN}", view="text"))
    lines = page_lines(page)
    rows = re.findall(r'class="line (\w+)" data-p="([^"]+)" data-why="([^"]+)"', lines)
    assert [label for label, _, _ in rows] == ["boilerplate", "content"]
    assert [float(p) for _, p, _ in rows] == [float(f"{p:.9g}") for p in page.p_boilerplate.tolist()]
    for number, (_, _, reasons) in enumerate(rows):
        explanation = page.explain(number)
        values = [float(value) for value in reasons.split()]
        assert values[0] == round(explanation.base, 2)
        assert len(values) == 1 + len(explanation.reasons)
        assert abs(sum(values) - explanation.log_odds) < 0.005 * len(values) + 1e-9
    assert 'data-threshold="0.5"' in lines


def test_a_page_without_its_model_has_no_reasons() -> None:
    lines = page_lines(labelled(Page.from_text("Home\nNews"), 0.9, 0.1))
    assert "data-why" not in lines
    assert "data-reasons" not in lines
    assert lines.count('class="line ') == 2


def test_lines_with_another_label_than_the_true_one_are_marked() -> None:
    page = labelled(Page.from_text("Home\nNews\nShare"), 0.9, 0.1, 0.9)
    lines = page_lines(page, truth=["content", "content", None])
    assert re.findall(r'class="line ([^"]+)"', lines) == ["boilerplate wrong", "content", "boilerplate"]
    assert re.findall(r'data-truth="(\w+)"', lines) == ["content", "content"]


def test_text_of_a_page_is_never_markup() -> None:
    page = labelled(Page.from_text(ATTACK, view="text"), 0.9)
    plain = labelled(Page.from_text("Home", view="text"), 0.9)
    given = Elements(report(page, name=ATTACK))
    assert [tag for tag, _ in given.found] == [tag for tag, _ in Elements(report(plain)).found]
    assert unescape(report(page).split('class="text" dir="auto">')[1].split("</div>")[0]) == page.page.lines[0]
    assert page_lines(plain, note=ATTACK).count("<") == page_lines(plain, note="x").count("<")


def test_the_policy_allows_the_report_s_own_style_and_script_alone() -> None:
    html = report(labelled(Page.from_text("Home"), 0.9))
    (policy,) = [meta["content"] for meta in Elements(html).named("meta") if "http-equiv" in meta]
    assert policy is not None
    sources = dict(part.split(" ", 1) for part in policy.split("; "))
    for kind in ("style", "script"):
        text = html.split(f"<{kind}>")[1].split(f"</{kind}>")[0]
        assert sources.pop(f"{kind}-src") == f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
    assert sources == dict.fromkeys(("default-src", "base-uri", "form-action"), "'none'")
    assert not re.search(r"""(?:src|href)=|url\(|@import|https?:""", html.split("<section>")[0])
