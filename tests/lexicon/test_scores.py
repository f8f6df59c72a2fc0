"""Scores of lines by weights written by hand."""

from __future__ import annotations

import numpy as np
import pytest

from bbclf.lexicon.scores import Grams, LexicalWeights, attribute_grams, gram_scores, line_grams, repeated
from bbclf.tokens import read_chars, tokenise

N_BUCKETS = 1 << 16
BIAS = -0.5


def grams_of(*lines: str) -> Grams:
    return line_grams(tokenise(read_chars(lines)), len(lines))


def attribute_grams_of(*strings: str) -> Grams:
    return attribute_grams(tokenise(read_chars(strings)), len(strings))


def weights(**of_word: float) -> LexicalWeights:
    """A vocabulary that knows single words only: ``weights(share=3.0)``."""
    table = np.zeros(N_BUCKETS, dtype=np.float32)
    for word, weight in of_word.items():
        table[attribute_grams_of(word).buckets(N_BUCKETS)] = weight
    return LexicalWeights(table, BIAS)


def test_grams_of_a_line_are_its_words_their_pairs_and_the_whole() -> None:
    assert len(grams_of("share your love").hashes) == 3 + 2 + 1


def test_attribute_grams_are_words_and_their_pairs() -> None:
    assert len(attribute_grams_of("post-content share").hashes) == 3 + 2


def test_pairs_do_not_cross_lines() -> None:
    assert grams_of("share", "love").owners.tolist() == [0, 1, 0, 1]


def test_grams_are_repeated_for_each_owner_that_is_named() -> None:
    of_each = repeated(attribute_grams_of("post content", "", "share"), np.array([2, 0, 2, 1]))
    share, post = attribute_grams_of("share").hashes, attribute_grams_of("post content").hashes
    assert of_each.hashes.tolist() == [*share.tolist(), *post.tolist(), *share.tolist()]
    assert of_each.owners.tolist() == [0, 1, 1, 1, 2]
    assert of_each.n_owners == 4


def test_the_sum_of_weights_is_divided_by_the_root_of_the_count() -> None:
    vocabulary = weights(share=3.0, love=1.0)
    scores = gram_scores(grams_of("Share!", "share your love"), vocabulary)
    assert scores == pytest.approx([3 / 2**0.5 + BIAS, (3 + 1) / 6**0.5 + BIAS])


def test_a_line_without_words_has_the_bias_alone() -> None:
    assert gram_scores(grams_of("***", "share"), weights(share=2.0))[0] == BIAS


def test_unknown_words_weigh_nothing() -> None:
    assert gram_scores(grams_of("rain"), weights(share=2.0)).tolist() == [BIAS]


@pytest.mark.parametrize(("known", "line"), [("share", "SHARE"), ("page 12", "Page 34"), ("ردا", "رَدّاً")])
def test_case_digits_and_vowel_signs_make_no_difference(known: str, line: str) -> None:
    assert grams_of(known).hashes.tolist() == grams_of(line).hashes.tolist()


def test_the_order_of_words_is_in_the_pairs() -> None:
    one, other = set(grams_of("read more").hashes.tolist()), set(grams_of("more read").hashes.tolist())
    assert len(one & other) == 3  # both words, and the whole, which is blind to order
    assert len(one - other) == 1


def test_the_whole_line_is_no_single_word() -> None:
    assert len(set(grams_of("share").hashes.tolist())) == 2


def test_scripts_without_spaces() -> None:
    vocabulary = weights(阅=1.0, 读=1.0, 更=1.0, 多=1.0)
    assert gram_scores(grams_of("阅读更多"), vocabulary) == pytest.approx([4 / 8**0.5 + BIAS])


def test_a_bucket_is_the_top_bits_of_the_hash() -> None:
    hashes = np.array([0, 2**63 - 1, 2**63, 2**64 - 1], dtype=np.uint64)
    grams = Grams(hashes, np.arange(4), 4)
    assert grams.buckets(2).tolist() == [0, 0, 1, 1]
    assert grams.buckets(8).tolist() == [0, 3, 4, 7]


# --- stored and read ---


def test_a_vocabulary_comes_back_in_half_precision() -> None:
    again = LexicalWeights.from_arrays(LexicalWeights(np.array([1.5, 2**-20 + 1], dtype=np.float32), 0.1).to_arrays())
    assert (again.weights.tolist(), again.weights.dtype, again.bias) == ([1.5, 1.0], np.float32, 0.1)


@pytest.mark.parametrize(
    ("weights", "bias", "message"),
    [
        ([], 0.0, "weights must be a power of two long, got 0"),
        ([1], 0.0, "weights must be a power of two long, got 1"),
        ([1, 2, 3], 0.0, "weights must be a power of two long, got 3"),
        ([1, np.inf], 0.0, "weights must be finite"),
        ([1, 2], np.nan, "bias must be finite"),
        ([1, 2], 65505.0, "bias must be from -65504 to 65504, got 65505"),
    ],
)
def test_arrays_that_make_no_vocabulary(weights: list[float], bias: float, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        LexicalWeights.from_arrays({"weights": np.array(weights, dtype=np.float16), "bias": np.array(bias)})


def test_no_lines() -> None:
    assert gram_scores(grams_of(), weights()).tolist() == []
