"""JSON records, one a line: read with their line numbers, written so that they read back the same."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import BinaryIO

from bbclf.errors import InputError

__all__ = ["dump_record", "lines_within", "numbered_lines", "parse_json"]

MAX_RECORD_BYTES = 256 * 2**20
"""A longer line is refused, not held in memory; pages of the web above 20 MB are rare."""


def lines_within(stream: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield ``(line number from 1, line)`` of a stream, blank lines left out; None for a line that is too long.

    No more than `max_bytes` of a line are held.
    """
    number = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        if len(line) > max_bytes:
            while line and not line.endswith(b"\n"):
                line = stream.readline(2**20)
            yield number, None
        elif line.strip():
            yield number, line


def numbered_lines(stream: BinaryIO, path: str) -> Iterator[tuple[int, bytes]]:
    """Yield ``(line number from 1, line)`` of a stream, blank lines left out.

    Raises
    ------
    InputError
        A line is longer than :data:`MAX_RECORD_BYTES`.
    """
    for number, line in lines_within(stream, MAX_RECORD_BYTES):
        if line is None:
            raise InputError(
                f"a record longer than {MAX_RECORD_BYTES // 2**20} MB: split it, or check that this is JSONL",
                path=path,
                line=number,
            )
        yield number, line


def parse_json(line: bytes) -> object:
    """The value of one line of JSON.

    Raises
    ------
    InputError
        The line is not UTF-8, not JSON, or JSON that Python cannot hold: nested too deep, a number out of range.
    """
    try:
        text = line.decode("utf-8-sig", "surrogatepass")
        return json.loads(text, parse_float=_finite, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise InputError(f"not a JSON record: {error.msg} at character {error.pos + 1}") from error
    except RecursionError:
        raise InputError("not a JSON record that can be read: arrays or objects are nested too deep") from None
    except ValueError as error:  # not UTF-8, or a number too long
        raise InputError(f"not a JSON record in UTF-8: {error}") from error


def _finite(number: str) -> float:
    """A number with a fraction or exponent; what overflows would be written as Infinity, which is no JSON."""
    value = float(number)
    if math.isinf(value):
        raise ValueError(f"the number {number:.20} is out of range")
    return value


def _no_number(name: str) -> None:
    """NaN and Infinity, which Python writes and JSON does not have, are read as null."""


def dump_record(record: object) -> bytes:
    """One line of JSON in UTF-8, newline included.

    Lone surrogates, which UTF-8 cannot hold, are written as JSON escapes.

    Raises
    ------
    ValueError
        A number is NaN or infinite.
    """
    try:
        return json.dumps(record, ensure_ascii=False, allow_nan=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(record, allow_nan=False).encode() + b"\n"
