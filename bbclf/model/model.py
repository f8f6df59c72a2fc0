"""A model in memory, and its parts as named arrays.

Each part knows its own arrays. A model only puts the part's name before theirs: ``words.weights``, ``html.bias``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from bbclf.features import FEATURES
from bbclf.lexicon.scores import LexicalModel, LexicalWeights
from bbclf.network import Network
from bbclf.npz import Arrays
from bbclf.view import NETWORK_OF, VIEWS, View

__all__ = ["Model"]

Part = TypeVar("Part", LexicalWeights, Network)


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Everything that prediction needs.

    Attributes
    ----------
    lexical : LexicalModel
    networks : mapping of view to Network
        By the name of the view that it is for; :data:`bbclf.view.NETWORK_OF` says which other views it labels.
    manifest : mapping
        What is known of the model besides its arrays; ``manifest["thresholds"]`` has one threshold for each view.
    """

    lexical: LexicalModel
    networks: Mapping[View, Network]
    manifest: Mapping[str, Any]

    @property
    def thresholds(self) -> dict[View, float]:
        """Of each view: a line is boilerplate if its probability is at least this."""
        thresholds = self.manifest["thresholds"]
        return {view: float(thresholds[view]) for view in VIEWS if view in thresholds and self.network(view)}

    def network(self, view: View) -> Network | None:
        """The network that labels the pages of a view, None if the model has none."""
        return self.networks.get(NETWORK_OF[view])

    @property
    def version(self) -> str:
        """The model's name in results; ``"unversioned"`` if the manifest has none."""
        return str(self.manifest.get("version", "unversioned"))

    def to_arrays(self) -> Arrays:
        """The arrays of all parts, by the names of part and array."""
        vocabularies = [("words", self.lexical.words), ("attributes", self.lexical.attributes)]
        parts: list[tuple[str, LexicalWeights | Network]] = [*vocabularies, *self.networks.items()]
        return {f"{part_name}.{name}": array for part_name, part in parts for name, array in part.to_arrays().items()}

    @classmethod
    def from_arrays(cls, arrays: Arrays, manifest: Mapping[str, Any]) -> Self:
        """A model from its arrays, with the packaged table of phrases.

        Parameters
        ----------
        arrays : mapping of str to ndarray
        manifest : mapping
            Its thresholds say which views the model has.

        Raises
        ------
        ValueError
            A part refuses its arrays, or a network has another number of columns than there are features.
        """
        lexical = LexicalModel(
            words=_read_part(LexicalWeights, arrays, "words"),
            attributes=_read_part(LexicalWeights, arrays, "attributes"),
        )
        names = dict.fromkeys(NETWORK_OF[view] for view in VIEWS if view in manifest["thresholds"])
        networks = {name: _read_part(Network, arrays, name) for name in names}
        for name, network in networks.items():
            if (n_columns := len(network.scaling.center)) != len(FEATURES):
                raise ValueError(f"{name}: center must be {len(FEATURES)} long, one for each feature, got {n_columns}")
        return cls(lexical, networks, manifest)


def _read_part(kind: type[Part], arrays: Arrays, name: str) -> Part:
    own = {full.removeprefix(f"{name}."): array for full, array in arrays.items() if full.startswith(f"{name}.")}
    try:
        return kind.from_arrays(own)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
