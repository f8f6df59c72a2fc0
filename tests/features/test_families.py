"""The table of families: what is declared of columns, and that each has a value computed by hand."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from bbclf.arrays import Floats
from bbclf.features import FAMILIES, FEATURE_SCHEMA, FEATURES, Family, families
from bbclf.features.context import Context
from bbclf.features.families import READ_LATER
from bbclf.page import LineBatch
from tests.support.feature_pages import NEWS, NEWS_TEXT
from tests.support.rows import LEXICAL, NAMES

MODULES = [module.name for module in pkgutil.iter_modules(families.__path__)]


def family_of(module: str) -> Family:
    family: Family = importlib.import_module(f"bbclf.features.families.{module}").FAMILY
    return family


def test_every_file_is_in_the_table() -> None:
    assert {id(family_of(module)) for module in MODULES} == {id(family) for family in FAMILIES}


@pytest.mark.parametrize("module", MODULES)
def test_every_column_has_a_value_computed_by_hand(module: str) -> None:
    values = importlib.import_module(f"tests.features.families.test_{module}").VALUES
    assert {feature.name for feature in family_of(module).columns} - {value.feature for value in values} == set()


@pytest.mark.parametrize("page", [NEWS, NEWS_TEXT], ids=["html", "text"])
def test_a_family_computes_the_columns_that_it_declares(page: object) -> None:
    context = Context(LineBatch([page]), LEXICAL)  # type: ignore[list-item]
    for family in FAMILIES:
        names = [feature.name for feature in family.columns]
        if family.needs_markup and not context.has_markup:
            context.columns.update(dict.fromkeys(names, context.n_chars * float("nan")))
            continue
        computed = family.compute(context)
        assert set(computed) == set(names)
        assert {(column.dtype.name, column.shape) for column in computed.values()} == {("float64", (len(page),))}  # type: ignore[arg-type]
        context.columns.update(computed)


class Recorded(dict[str, Floats]):
    """Columns, and the names of those that were read."""

    def __init__(self) -> None:
        super().__init__()
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> Floats:
        self.read.add(name)
        return super().__getitem__(name)


def test_columns_that_stay_for_later_families_are_those_that_later_families_read() -> None:
    columns = Recorded()
    context = Context(LineBatch([NEWS]), LEXICAL, columns)
    for family in FAMILIES:
        computed = family.compute(context)
        columns.update((name, computed[name]) for name in READ_LATER & set(computed))
    assert columns.read == READ_LATER


def test_names_are_different() -> None:
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("field", ["name", "unit", "why", "source"])
def test_every_feature_is_explained(field: str) -> None:
    assert [feature.name for feature in FEATURES if not getattr(feature, field)] == []


def test_bounds_are_in_order() -> None:
    assert [feature.name for feature in FEATURES if not feature.unit.low < feature.unit.high] == []


def test_the_schema_is_an_integer() -> None:
    assert isinstance(FEATURE_SCHEMA, int)
