"""Matrix products in small parts: the same result as in one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bbclf.network.products import small_products


@given(st.integers(1, 70), st.integers(1, 300), st.integers(1, 70))
def test_the_product_is_that_of_numpy(m: int, k: int, n: int) -> None:
    random = np.random.default_rng([m, k, n])
    left, right = (random.integers(-90, 90, shape).astype(np.float32) for shape in ((m, k), (k, n)))
    np.testing.assert_array_equal(small_products(left, right), left @ right)


def test_a_product_of_more_inputs_than_one_part_may_have() -> None:
    left, right = np.ones((2, 20_000), dtype=np.float32), np.ones((20_000, 17), dtype=np.float32)
    np.testing.assert_array_equal(small_products(left, right), np.full((2, 17), 20_000))
