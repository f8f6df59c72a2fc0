"""The packaged table of phrases: read without a model, and refused when damaged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import bbclf.lexicon.packaged
from bbclf.errors import ModelIntegrityError
from bbclf.lexicon.packaged import PACKAGED, packaged_phrases
from bbclf.lexicon.phrases import KINDS, match_phrases
from bbclf.lexicon.scores import LexicalModel, LexicalWeights
from bbclf.tokens import read_chars, tokenise


@pytest.mark.parametrize(
    ("line", "kind"), [("Leave a reply", "comment"), ("Abonnieren", "newsletter"), ("阅读更多", "related")]
)
def test_it_knows_what_sites_say(line: str, kind: str) -> None:
    chars = read_chars([line])
    (number,) = match_phrases(packaged_phrases(), chars, tokenise(chars)).whole.tolist()
    assert KINDS[number] == kind


def test_it_is_read_once_and_shared_by_models() -> None:
    nothing = LexicalWeights(np.zeros(2, dtype=np.float32), 0.0)
    assert LexicalModel(nothing, nothing).phrases is packaged_phrases() is packaged_phrases()


@pytest.fixture
def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file in place of the packaged one, which is read again before and after."""
    path = tmp_path / "phrases.npz"
    monkeypatch.setattr(bbclf.lexicon.packaged, "PACKAGED", path)
    packaged_phrases.cache_clear()
    yield path
    packaged_phrases.cache_clear()


@pytest.mark.parametrize("size", [None, 0, 100, 500_000])
def test_a_missing_or_shortened_file_is_named(damaged: Path, size: int | None) -> None:
    if size is not None:
        damaged.write_bytes(PACKAGED.read_bytes()[:size])
    with pytest.raises(ModelIntegrityError, match=r"phrases\.npz: .*: install bbclf again"):
        packaged_phrases()
