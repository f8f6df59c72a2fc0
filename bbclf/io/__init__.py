"""Files, streams and containers to records, and labelled pages to files.

::

    find_sources -> read_all -> bbclf.predict.label_items -> Destination

Everything is a generator: memory does not grow with the input. ``inputs`` and ``outputs`` hold one format a file.
"""
