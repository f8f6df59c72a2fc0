"""Views: each of the choices is taken, and everything else refused with the choices named."""

from __future__ import annotations

import pytest

from bbclf.errors import InputError
from bbclf.view import TEXT_VIEW_CHOICES, VIEW_CHOICES, VIEWS, check_view


@pytest.mark.parametrize("choices", [VIEWS, TEXT_VIEW_CHOICES, VIEW_CHOICES])
def test_each_choice(choices: tuple[str, ...]) -> None:
    assert [check_view(choice, choices) for choice in choices] == list(choices)


@pytest.mark.parametrize("view", ["html", "Text", "", None, 1])
def test_anything_else(view: object) -> None:
    with pytest.raises(InputError) as caught:
        check_view(view, TEXT_VIEW_CHOICES)
    assert str(caught.value) == f"view must be 'auto', 'text' or 'leftover', got {view!r}"
