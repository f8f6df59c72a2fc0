"""How fast bbclf is and how much memory it takes: ``python -m training.bench`` (``make bench``).

Machines differ and are shared, so that what counts are the ratios of figures taken in one run. Each figure is the
least of several rounds, in CPU time of one process where nothing else is said.
"""
