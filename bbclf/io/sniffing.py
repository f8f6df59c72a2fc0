"""The format of a file by its first bytes."""

from __future__ import annotations

from bbclf.io.inputs import INPUTS, InputFormat
from bbclf.io.starts import is_binary, text_start

__all__ = ["sniff"]


def sniff(start: bytes) -> InputFormat | None:
    """The format of content.

    Parameters
    ----------
    start : bytes
        The first :data:`bbclf.io.starts.SNIFFED_BYTES`, decompressed.

    Returns
    -------
    InputFormat or None
        None for binary content of no format that bbclf reads.
    """
    for format in INPUTS.values():
        if format.signature is not None and start.lstrip(b"\r\n").startswith(format.signature):
            return format
    if is_binary(start):
        return None
    text = text_start(start)
    return next(format for format in INPUTS.values() if format.signature is None and format.looks_like(text))
