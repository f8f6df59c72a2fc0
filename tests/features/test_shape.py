"""What a line looks like by itself: each feature's value, computed by hand."""

from __future__ import annotations

from math import log1p

import pytest

from bbclf.features import shape
from bbclf.tokens import read_chars
from tests.support.rows import NAN, columns, text

VALUES: list[tuple[str, str, float]] = [
    ("log_chars", "Rain", log1p(4)),
    ("log_words", "It rained.", log1p(2)),
    ("log_words", "***", 0),
    ("log_words", "天气很好", log1p(4 * 0.6)),
    ("log_words", "iPhone手机", log1p(1 + 2 * 0.6)),
    ("word_chars", "abc de.", 5 / 2),
    ("word_chars", "天气", 2 / 1.2),
    ("word_chars", "***", 0),
    ("letter_ratio", "ab 1!", 2 / 5),
    ("letter_ratio", "हवा", 2 / 3),  # a vowel sign is a mark
    ("digit_ratio", "ab 1!", 1 / 5),
    ("digit_ratio", "٣ب", 1 / 2),
    ("punctuation_ratio", "ab 1!", 1 / 5),
    ("punctuation_ratio", "雨，", 1 / 2),
    ("symbol_ratio", "★ a→", 2 / 4),
    ("code_ratio", "[a=1]", 3 / 5),
    ("upper_ratio", "ABc d", 2 / 4),
    ("upper_ratio", "ДОЖДЬ", 1),
    ("upper_ratio", "雨 3", NAN),
    ("title_word_ratio", "The Rain fell", 2 / 3),
    ("title_word_ratio", "مطر", NAN),
    ("starts_upper", "Rain", 1),
    ("starts_upper", "rain", 0),
    ("starts_upper", "雨", NAN),
    ("starts_upper", "1 Rain", NAN),
    ("starts_digit", "1 Rain", 1),
    ("starts_digit", "Rain 1", 0),
    ("starts_mark", "• Rain", 1),
    ("starts_mark", "– Rain", 1),
    ("starts_mark", "Rain •", 0),
    ("starts_quote", "“Rain”", 1),
    ("starts_quote", "«Pluie»", 1),
    ("starts_quote", "Rain", 0),
    ("starts_bracket", "[caption]", 1),
    ("starts_bracket", "(Rain)", 1),
    ("starts_bracket", "Rain (again)", 0),
    ("ends_sentence", "It rained.", 1),
    ("ends_sentence", "“It rained.”", 1),
    ("ends_sentence", "(It rained!)", 1),
    ("ends_sentence", "Rain…", 1),
    ("ends_sentence", "هل تمطر؟", 1),
    ("ends_sentence", "بارش ہوئی۔", 1),
    ("ends_sentence", "बारिश हुई।", 1),
    ("ends_sentence", "下雨了。", 1),
    ("ends_sentence", "“Rain”", 0),
    ("ends_sentence", "Rain", 0),
    ("ends_sentence", "”", 0),
    ("ends_colon", "Written by:", 1),
    ("ends_colon", "作者：", 1),
    ("ends_colon", "10:30", 0),
    ("ends_comma", "rain,", 1),
    ("ends_comma", "مطر،", 1),
    ("ends_comma", "rain, sun", 0),
    ("ends_digit", "Page 2", 1),
    ("ends_digit", "صفحة ٢", 1),
    ("ends_digit", "2 pages", 0),
    ("ends_arrow", "More »", 1),
    ("ends_arrow", "More →", 1),
    ("ends_arrow", "» More", 0),
    ("sentence_ends", "It rained. Again! 3.5 mm?", log1p(3)),  # the dot of a number ends nothing
    ("sentence_ends", "下雨了。天晴了。", log1p(2)),
    ("commas", "a, b、c", log1p(2)),
    ("commas_per_word", "a, b, c", 2 / 3),
    ("commas_per_word", ",", 0),
    ("digit_runs", "12 May 2024", log1p(2)),
    ("year_runs", "12 May 2024", log1p(1)),
    ("year_runs", "20245", 0),
    ("longest_word", "see example.org/a now", log1p(13)),
    ("longest_word", "***", 0),
    ("quotes", "\"a\" «b»", log1p(4)),
    ("brackets", "(a) （b）", log1p(2)),
    ("colons", "10:30: rain", log1p(2)),
    ("slashes", "a/b/c", log1p(2)),
    ("pipes", "Home | News", log1p(1)),
    ("arrows", "a » b > c →", log1p(3)),
    ("bullets", "• a · b", log1p(2)),
    ("copyright", "© 2024", 1),
    ("copyright", "© Rain™", 1),
    ("copyright", "Rain", 0),
    ("currency", "$5 or €6", log1p(2)),
    ("url", "http://a.b and https://c.d", log1p(2)),
    ("url", "a: /b", 0),
    ("email", "Write to a@b.org", 1),
    ("email", "@rain", 0),
    ("handle", "@rain", 1),
    ("handle", "#rain", 1),
    ("handle", "a@b.org", 0),
    ("html_tag", "<b>x</b>", log1p(2)),
    ("html_tag", "<!-- x", log1p(1)),
    ("html_tag", "2 < 3", 0),
    ("html_entity", "a &amp; b &#8217;", log1p(2)),
    ("html_entity", "a & b", 0),
    ("shortcode", "[gallery ids=3] [/gallery]", log1p(2)),
    ("shortcode", "[su_box]", log1p(1)),
    ("shortcode", "[sic]", 0),
    ("shortcode", "[1] a_b", 0),
    ("bracketed_ratio", "[a b=c] x", 7 / 9),
    ("bracketed_ratio", "a {b}<c>", 6 / 8),
    ("bracketed_ratio", "3 < 4 [", 0),
    ("square_brackets", "[1] 【2】", log1p(2)),
    ("braces", "{{ x }}", log1p(4)),
    ("markdown_link", "[a](b) [c] (d)", log1p(1)),
    ("spaceless_ratio", "天气ab", 2 / 4),
    ("spaceless_ratio", "3 + 4", 0),
    ("cased_ratio", "ab天气م", 2 / 5),
    ("scripts", "ab да 天", 3),
    ("scripts", "abcdefghijk天", 1),  # one letter of twelve is no script of the line
    ("scripts", "12", 0),
]  # fmt: skip


@pytest.mark.parametrize(("feature", "line", "expected"), VALUES, ids=[f"{v[0]}-{v[1]}" for v in VALUES])
def test_value(feature: str, line: str, expected: float) -> None:
    assert columns(text(line))[feature] == pytest.approx([expected], abs=1e-6, nan_ok=True)


def test_every_feature_has_a_value_here() -> None:
    assert {name for name, _, _ in VALUES} == {feature.name for feature in shape.FEATURES}


SHARES = [
    ("latin_ratio", "ab天气", 2 / 4),
    ("cyrillic_ratio", "abда", 2 / 4),
    ("greek_ratio", "abαβ", 2 / 4),
    ("arabic_ratio", "abمט", 2 / 4),
    ("cjk_ratio", "ab天カ", 2 / 4),
    ("hangul_ratio", "ab한글", 2 / 4),
    ("indic_ratio", "abहவ", 2 / 4),
    ("seasian_ratio", "abกข", 2 / 4),
    ("other_ratio", "abአբ", 2 / 4),
]


@pytest.mark.parametrize(("share", "line", "expected"), SHARES, ids=[name for name, *_ in SHARES])
def test_shares_of_scripts(share: str, line: str, expected: float) -> None:
    chars = read_chars([line])
    assert shape.shape_columns(chars, shape.class_counts(chars))[share] == pytest.approx([expected])
