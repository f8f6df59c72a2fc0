"""Readers and writers of files, streams and containers.

::

    find_sources -> read_records -> label_records -> Writer

Everything is a generator: memory does not grow with the input.
"""
