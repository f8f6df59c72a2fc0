"""Named arrays in one ``.npz`` file: no pickle, and every array is checked before it is used."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

__all__ = ["Arrays", "pack", "take", "unpack"]

Arrays = Mapping[str, NDArray[Any]]
"""Arrays by name."""


def pack(arrays: Arrays) -> bytes:
    """The bytes of an ``.npz`` file; the same arrays make the same bytes.

    They are not compressed: measured 2026-11, the shipped model is then read in 1 ms instead of 4, and takes 1.0 MB
    instead of 0.8.

    Parameters
    ----------
    arrays : mapping of str to ndarray

    Returns
    -------
    bytes
    """
    packed = BytesIO()
    np.savez(packed, **arrays)  # type: ignore[arg-type]  # numpy's stub: a bool may come
    return packed.getvalue()


def unpack(packed: bytes, max_bytes: int) -> dict[str, NDArray[Any]]:
    """Read the bytes of an ``.npz`` file.

    Parameters
    ----------
    packed : bytes
    max_bytes : int
        Largest size of all arrays together.

    Returns
    -------
    dict of str to ndarray

    Raises
    ------
    ValueError
        The bytes are not an archive of arrays, hold pickled objects, or unpack to more than `max_bytes`.
    """
    try:
        return _unpack(packed, max_bytes)
    except Exception as error:  # damaged bytes make zipfile, zlib and numpy raise a dozen kinds
        raise ValueError(f"not readable as arrays ({error})") from None


def _unpack(packed: bytes, max_bytes: int) -> dict[str, NDArray[Any]]:
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        size = sum(item.file_size for item in archive.infolist())
    if size > max_bytes:
        raise ValueError(f"unpacks to {size:,} bytes, more than the {max_bytes:,} that are read")
    with np.load(BytesIO(packed), allow_pickle=False) as loaded:
        arrays = {name: loaded[name] for name in loaded.files}
    for name, array in arrays.items():
        if not isinstance(array, np.ndarray):  # numpy returns a member that is not an array as bytes
            raise ValueError(f"{name} is not an array")
    return arrays


def take(arrays: Arrays, name: str, dtype: DTypeLike, n_dimensions: int = 1) -> NDArray[Any]:
    """One of the arrays, checked.

    Parameters
    ----------
    arrays : mapping of str to ndarray
    name : str
    dtype : dtype
        What it must be, byte order included.
    n_dimensions : int
        How many it must have; 0 for a single number.

    Returns
    -------
    ndarray
        Of finite values.

    Raises
    ------
    ValueError
        There is no such array, it has another dtype or number of dimensions, or holds NaN or infinity.
    """
    if name not in arrays:
        raise ValueError(f"has no array {name}")
    array = arrays[name]
    wanted = np.dtype(dtype)
    if array.dtype != wanted or array.ndim != n_dimensions:
        raise ValueError(
            f"{name} must be {wanted} of {n_dimensions} dimensions, got {array.dtype} of {array.ndim} dimensions"
        )
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite")
    return array
