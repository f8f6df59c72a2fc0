"""The packaged table of phrases is what training makes of the lexicon."""

from __future__ import annotations

from bbclf.lexicon.packaged import PACKAGED, packaged_phrases
from bbclf.npz import pack
from tests.support.lexicon import needs_lexicon
from training.sources.phrase_table import read_phrase_table

pytestmark = needs_lexicon


def test_the_packaged_table_is_that_of_the_lexicon() -> None:
    table = read_phrase_table()
    assert table.digest == packaged_phrases().digest, "run python -m training.sources.phrase_table, then make model"
    assert pack(table.to_arrays()) == PACKAGED.read_bytes()


def test_languages_can_be_left_out() -> None:
    assert 0 < len(read_phrase_table(without=["en", "el"]).keys) < len(packaged_phrases().keys)
