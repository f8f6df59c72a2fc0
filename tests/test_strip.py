"""Residue of markup inside lines: what is taken out, what never is, and at what cost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bbclf.strip
from bbclf.strip import strip_markup
from bbclf.tokens import read_chars, tokenise


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('It rained. [adrotate banner="12"]', "It rained."),
        ("[slider-pro id=”12″ type=”gallery-text/javascript”] It rained.", "It rained."),
        ("It [embed src=“https://example.org/v/1” width=«\u00a0640\u00a0»] rained.", "It rained."),
        ("[gallery ids=12,13]It rained.", "It rained."),
        ("[caption id=&quot;a_1&quot;]The river[/caption]", "The river"),
        ("[[gallery id=3]]", ""),
        ("[vc_row][vc_column_text]It rained.[/vc_column_text][/vc_row]", "It rained."),
        ("[vc_row /]", ""),
        ("It [b]rained[/b].", "It rained."),
        ("See [url=https://example.org]the map[/url].", "See the map."),
        ("[a id=1 [b id=2] c=3] It rained.", "It rained."),
        ("Dear {{ user.name }}, it rained.", "Dear , it rained."),
        ("Dear {{{name}}}, it rained.", "Dear , it rained."),
        ("It {% if wet %}rained{% endif %}.", "It rained."),
        ("{# hidden #}It rained.", "It rained."),
        ("{loadposition id=3} It rained {/slider}", "It rained"),
        ("Hello {name}, it rained.", "Hello , it rained."),
        ("{source|12|13}It rained.", "It rained."),
        ("{{cite web|url={{{url}}}}} It rained.", "{{cite web|url={{{url}}}}} It rained."),
        ("It <b>rained</b> all<br/>night.", "It rained all night."),
        ('It rained.<img src="a.jpg" alt="" />', "It rained."),
        ("<!-- wp:paragraph -->It rained.<!--more-->", "It rained."),
        ("<!DOCTYPE html><?php the_ad(); ?><%= ad %>It rained.", "It rained."),
        ("(<i>sic</i>)", "(sic)"),
        ("It&nbsp;rained&#160;all&#8203;night&shy;.", "It rained all night."),
        ("&nbsp;", ""),
        ("<p>&nbsp;</p>", ""),
        ("اقرأ [ads id=”3″] المزيد", "اقرأ المزيد"),
    ],
)
def test_residue_is_taken_out(line: str, expected: str) -> None:
    assert strip_markup(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "It rained [1], it snowed [2, 3] and [12].",
        "“He go [sic] home [...] and […] sleeps.”",
        "[Editor's note: it rained.] (see below)",
        "[gallery] [Read more] [Photo] [covid-19] [email protected]",
        "The mean age [n=12] fell [SD=3.2], [where p=0.05].",
        "[/ not a name] [/two words] [12 id=3]",
        "[Main [sub] title]",
        "f{x} + g{name} = \\frac{ab}{cd} and x^{two}",
        "The set {x} and {red, green} and {}",
        "{ color: red }",
        "a < b and c > d",
        "if a <b and c> d",
        "x <- y -> z => w << v >> u <3 <> </>",
        "Write to <name> or <a.b@example.org> or <https://example.org/?a=b>.",
        "Tom &amp; Jerry at the caf&eacute; said &quot;don&#8217;t&quot;",
        "AT&T; R&D & more; &; &#; &nosuchentity;",
        "]]} > ; [[ {{ < &",
        "{{name} and [[sic]",
        "「雨」【夜】[图]（见下）",
        "  white space of its own  ",
        "",
    ],
)
def test_what_is_no_residue_stays(line: str) -> None:
    assert strip_markup(line) == line


PARTS = st.sampled_from(
    [
        *"[]{}<>&;/=!-%#|?_ ab",
        "[[", "]]", "{{", "}}", "id=”3″", "x_y", "[/b]", "[b]", "[x_y]", "[a id=1]", "{name}", "{{ x }}", "<b>", "</p>",
        "<img src=a>", "<!--", "-->", "&nbsp;", "&#8203;", "&amp;", "lt;", "nbsp", "word", "雨", "ไทย", "مطر", "é",
        "。", "\u00a0", "\u200d", "\u0301",
    ]
)  # fmt: skip
LINES = st.one_of(st.lists(PARTS, max_size=20).map("".join), st.text())


def words(line: str) -> Counter[int]:
    return Counter(tokenise(read_chars([line])).hashes.tolist())


@given(LINES)
def test_nothing_is_left_for_a_second_time(line: str) -> None:
    once = strip_markup(line)
    assert strip_markup(once) == once


@given(LINES)
def test_nothing_but_space_is_added(line: str) -> None:
    rest = iter(line)
    assert all(character in rest for character in strip_markup(line) if character != " ")


@given(LINES.map(lambda line: line.replace("\n", " ")))
def test_no_two_words_are_joined(line: str) -> None:
    assert words(strip_markup(line)) <= words(line)


@pytest.mark.parametrize(
    "unit",
    ["[", "[]", "[a x", "[/b", "[aa=", "[a id=1 ", "{{a", "<a ", "<!--", "&a", "&nbsp;", "[{<&", "<[{&;}]>;"],
)  # fmt: skip
@pytest.mark.parametrize("closing", ["]", "]}>;"])
def test_each_character_is_judged_once_for_each_kind_of_bracket(
    unit: str, closing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = 0
    is_residue = bbclf.strip._is_residue

    def count(text: str, before: str, closed: frozenset[str]) -> bool:
        nonlocal judged
        judged += len(text)
        return is_residue(text, before, closed)

    monkeypatch.setattr(bbclf.strip, "_is_residue", count)
    line = unit * (500_000 // len(unit)) + closing * (500_000 // len(closing))
    strip_markup(line)
    assert judged <= 4 * len(line)
