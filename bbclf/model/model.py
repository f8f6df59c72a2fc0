"""A model in memory, and its parts as named arrays.

Each part knows its own arrays. A model only puts the part's name before theirs: ``words.weights``, ``html.bias``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from bbclf.errors import ModelError
from bbclf.features import FEATURES
from bbclf.lexicon.scores import LexicalModel, LexicalWeights
from bbclf.network import Network
from bbclf.npz import Arrays
from bbclf.site.correction import SiteCorrection
from bbclf.steering import Favor
from bbclf.view import NETWORK_OF, VIEWS, View

__all__ = ["Model"]

Part = TypeVar("Part", LexicalWeights, Network, SiteCorrection)

SITE = "site_"
"""What stands before the name of a network in the name of its site correction."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Everything that prediction needs.

    Attributes
    ----------
    lexical : LexicalModel
    networks : mapping of view to Network
        By the name of the view that it is for; :data:`bbclf.view.NETWORK_OF` says which other views it labels.
    manifest : mapping
        What is known of the model besides its arrays; ``manifest["thresholds"]`` has one threshold for each view, and
        ``manifest["favor"]``, where it is there, one for each of ``"precision"`` and ``"recall"`` and each view.
    corrections : mapping of view to SiteCorrection
        By the names of networks; empty for a model that knows no site mode.
    """

    lexical: LexicalModel
    networks: Mapping[View, Network]
    manifest: Mapping[str, Any]
    corrections: Mapping[View, SiteCorrection] = field(default_factory=dict)

    @property
    def thresholds(self) -> dict[View, float]:
        """Of each view: a line is boilerplate if its probability is at least this."""
        thresholds = self.manifest["thresholds"]
        return {view: float(thresholds[view]) for view in VIEWS if view in thresholds and self.network(view)}

    def network(self, view: View) -> Network | None:
        """The network that labels the pages of a view, None if the model has none."""
        return self.networks.get(NETWORK_OF[view])

    def threshold(self, view: View, favor: Favor | None = None) -> float:
        """The threshold of a view.

        Parameters
        ----------
        view : {"html", "text", "leftover"}
        favor : {"precision", "recall"}, optional
            The threshold of this name; by default the one with the best word F1.

        Raises
        ------
        ModelError
            The model has no thresholds of this name.
        """
        if favor is None:
            return self.thresholds[view]
        named = self.manifest.get("favor", {}).get(favor, {})
        if view not in named:
            raise ModelError(
                f"the model {self.version} has no threshold that favors {favor} for view {view!r}, it was trained by"
                " an older bbclf: give a threshold, or train the model again"
            )
        return float(named[view])

    def correction(self, view: View) -> SiteCorrection:
        """What the other pages of a site add to the log-odds of a line of a view.

        Raises
        ------
        ModelError
            The model has none.
        """
        correction = self.corrections.get(NETWORK_OF[view])
        if correction is None:
            raise ModelError(
                f"the model {self.version} has no site correction for view {view!r}: label without site mode and"
                " without a site profile, or use the packaged model"
            )
        return correction

    @property
    def version(self) -> str:
        """The model's name in results; ``"unversioned"`` if the manifest has none."""
        return str(self.manifest.get("version", "unversioned"))

    def to_arrays(self) -> Arrays:
        """The arrays of all parts, by the names of part and array."""
        vocabularies = [("words", self.lexical.words), ("attributes", self.lexical.attributes)]
        corrections = [(f"{SITE}{name}", correction) for name, correction in self.corrections.items()]
        parts: list[tuple[str, LexicalWeights | Network | SiteCorrection]] = [
            *vocabularies, *self.networks.items(), *corrections
        ]  # fmt: skip
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
        corrections = {
            name: _read_part(SiteCorrection, arrays, f"{SITE}{name}")
            for name in names
            if f"{SITE}{name}.weights" in arrays
        }
        return cls(lexical, networks, manifest, corrections)


def _read_part(kind: type[Part], arrays: Arrays, name: str) -> Part:
    own = {full.removeprefix(f"{name}."): array for full, array in arrays.items() if full.startswith(f"{name}.")}
    try:
        return kind.from_arrays(own)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
