"""A small neural network as plain arrays: probabilities from X. It knows nothing of text."""

from __future__ import annotations

from bbclf.network.network import BLOCK_ROWS, MAX_HIDDEN, MAX_OUT, MAX_UNITS, Network
from bbclf.network.scaling import INPUT_LIMIT, INPUT_STEPS, Scaling

__all__ = ["BLOCK_ROWS", "INPUT_LIMIT", "INPUT_STEPS", "MAX_HIDDEN", "MAX_OUT", "MAX_UNITS", "Network", "Scaling"]
