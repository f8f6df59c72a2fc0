"""Run in a process of its own: whether labelling wakes threads of numpy's linear algebra library. Linux only.

Prints two words, True or False: whether labels woke one, and whether a matrix product does that is large enough.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from bbclf import LineClassifier, Page
from bbclf.features import FEATURES
from bbclf.view import NETWORK_OF
from tests.support.networks import integer_network, plain_scaling
from tests.support.tiny_model import tiny_model

N_UNITS = 256


def times_woken() -> dict[str, str]:
    """How often each other thread has gone to sleep, now that all of them do."""
    while True:
        other = [path for path in Path("/proc/self/task").iterdir() if path.name != str(threading.get_native_id())]
        states = [dict(line.split(":", 1) for line in (path / "status").read_text().splitlines()) for path in other]
        if all(state["State"].split()[0] == "S" for state in states):
            return {state["Pid"]: state["voluntary_ctxt_switches"] for state in states}


def wakes(work: Callable[[], object]) -> bool:
    before = times_woken()
    work()
    return times_woken() != before


def classifier() -> LineClassifier:
    """With networks as large as those that are trained."""
    n = len(FEATURES)
    network = integer_network(
        plain_scaling(n), weights=np.ones((N_UNITS, n)), bias=np.zeros(N_UNITS), out=np.ones(N_UNITS)
    )
    return LineClassifier(replace(tiny_model(), networks=dict.fromkeys(NETWORK_OF.values(), network)))


def main() -> None:
    n_lines = (1, 15, 17, 300, 3000)
    pages = [Page.from_html("<p>One line of text, and another.</p>" * n) for n in n_lines]
    pages += [Page.from_text("One line of text, and another.\n" * n) for n in n_lines]
    clf = classifier()
    one_by_one = wakes(lambda: [clf.label(page) for page in pages])
    together = wakes(lambda: list(clf.label_many(pages)))
    print(one_by_one or together, wakes(lambda: np.ones((500, 500)) @ np.ones((500, 500))))


if __name__ == "__main__":
    main()
