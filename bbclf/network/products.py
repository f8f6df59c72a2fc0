"""Matrix products for which no linear algebra library starts threads.

Threads gain nothing on matrices as small as those of a page, and on a busy machine each product waits for all of them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["MAX_MULTIPLICATIONS", "small_products"]

MAX_MULTIPLICATIONS = 2**18
"""Of one product. OpenBLAS computes a product of up to so many in the calling thread (``SMP_THRESHOLD_MIN`` times
``GEMM_MULTITHREAD_THRESHOLD`` of its interface/gemm.c)."""

N_COLUMNS = 32
"""Columns of one product. Measured 2026-11 with OpenBLAS 0.3.31 and the shipped model: 1,024 lines take 1.3 ms, with 16
columns 1.6, with 64 1.5, and as one product 1.0."""


def small_products(left: NDArray[np.float32], right: NDArray[np.float32]) -> NDArray[np.float32]:
    """``left @ right``, as many small products.

    Parameters
    ----------
    left : ndarray of float32, shape (m, k)
    right : ndarray of float32, shape (k, n)

    Returns
    -------
    ndarray of float32, shape (m, n)
    """
    (m, k), n = left.shape, right.shape[1]
    n_blocks = -(-n // N_COLUMNS)
    # Filled up with zeros: a last block of one column would be a product with a vector, which has a lower limit.
    padded = np.zeros((k, n_blocks * N_COLUMNS), dtype=np.float32)
    padded[:, :n] = right
    result = np.empty((m, n_blocks * N_COLUMNS), dtype=np.float32)
    blocks, of_blocks = (matrix.reshape(-1, n_blocks, N_COLUMNS).swapaxes(0, 1) for matrix in (padded, result))
    n_rows = max(1, MAX_MULTIPLICATIONS // (N_COLUMNS * max(1, k)))
    n_parts = max(1, -(-m // n_rows))
    for part in range(n_parts):
        rows = slice(m * part // n_parts, m * (part + 1) // n_parts)
        np.matmul(left[rows], blocks, out=of_blocks[:, rows])
    return result[:, :n]
