"""Headlines on the subject of a page: what sites put below "read also".

A headline drawn at random shares hardly a word with the article around it, and a network learns residue by that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from bbclf.text import split_lines
from bbclf.tokens import read_chars, token_pairs, tokenise

__all__ = ["Subjects"]

N_NEAREST = 12
"""Headlines of a page's subject that there are to draw from."""
COMMON_SHARE = 0.01
"""Words in a larger share of the headlines tell no subject."""
SUBJECT_CHARACTERS = 2000
"""Of a page, from its beginning; enough to tell its subject."""


class Subjects:
    """The headlines of one language, by the words in them.

    Parameters
    ----------
    headlines : sequence of str
    """

    def __init__(self, headlines: Sequence[str]) -> None:
        self._headlines = list(dict.fromkeys(headlines))
        n_headlines = Counter(term for headline in self._headlines for term in set(_terms(headline)))
        at_most = max(N_NEAREST, COMMON_SHARE * len(self._headlines))
        self._telling = {term for term, n in n_headlines.items() if n <= at_most}
        self._tfidf = TfidfVectorizer(analyzer=self._telling_terms, sublinear_tf=True)
        self._matrix = self._tfidf.fit_transform(self._headlines) if self._telling else None

    def nearest(self, text: str) -> list[str]:
        """Headlines that share words with a text and do not occur in it, nearest first.

        Parameters
        ----------
        text : str
            A page; its beginning is read.

        Returns
        -------
        list of str
            At most :data:`N_NEAREST`.
        """
        if self._matrix is None:
            return []
        page = self._tfidf.transform([text[:SUBJECT_CHARACTERS]])
        similarity = (self._matrix @ page.T).toarray()[:, 0]
        order = np.argsort(-similarity, kind="stable").tolist()
        found = (self._headlines[number] for number in order[: 2 * N_NEAREST] if similarity[number] > 0)
        return [headline for headline in found if headline not in text][:N_NEAREST]

    def _telling_terms(self, text: str) -> list[int]:
        return [term for term in _terms(text) if term in self._telling]


def _terms(text: str) -> list[int]:
    """Tokens of a text and pairs of adjacent ones, which in scripts without spaces are what words are elsewhere."""
    tokens = tokenise(read_chars(split_lines(text).lines))
    return [*tokens.hashes.tolist(), *token_pairs(tokens)[0].tolist()]
