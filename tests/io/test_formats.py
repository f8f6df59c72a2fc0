"""The tables of formats: every class of the package is in its table, and names and suffixes are clear."""

from __future__ import annotations

import pickle
from importlib import import_module

import numpy as np
import pytest

from bbclf.io.inputs import FORMAT_OF_SUFFIX, INPUTS, InputFormat
from bbclf.io.outputs import OUTPUTS, KeptText, OutputFormat, output_of_name
from bbclf.page import LabelledPage, Page
from tests.support.run import ROOT

KEPT = KeptText("content", strip_markup=False)


def modules(package: str) -> list[str]:
    folder = ROOT / package.replace(".", "/")
    return [f"{package}.{path.stem}" for path in sorted(folder.glob("*.py")) if path.stem != "__init__"]


def classes(package: str, base: type) -> set[type]:
    """The classes of a package's modules that derive from a base."""
    found = [value for module in modules(package) for value in vars(import_module(module)).values()]
    return {value for value in found if isinstance(value, type) and issubclass(value, base) and value is not base}


def test_every_format_is_in_its_table() -> None:
    assert {type(format) for format in INPUTS.values()} == classes("bbclf.io.inputs", InputFormat)
    assert set(OUTPUTS.values()) == classes("bbclf.io.outputs", OutputFormat)


def test_no_suffix_of_input_has_two_formats() -> None:
    assert len(FORMAT_OF_SUFFIX) == sum(len(format.suffixes) for format in INPUTS.values())
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in FORMAT_OF_SUFFIX)


@pytest.mark.parametrize(
    ("path", "fills_field", "name"),
    [
        ("-", False, "text"),
        ("-", True, "record"),
        ("out.txt", False, "text"),
        ("out.txt", True, "record"),
        ("out.jsonl.gz", False, "jsonl"),
        ("out.JSONL", False, "jsonl"),
        ("out.jsonl", True, "record"),
        ("out.parquet", False, "parquet"),
        ("out.parquet", True, "parquet"),
        ("out.html", False, "html"),
        ("out.md", False, "markdown"),
        ("out.html", True, "record"),
        ("out/", False, "text"),
    ],
)
def test_format_that_the_name_of_an_output_tells(path: str, fills_field: bool, name: str) -> None:
    assert output_of_name(path, fills_field).name == name


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_format_renders_the_same_in_another_process(name: str) -> None:
    format = OUTPUTS[name](KEPT, "1", "text")
    page = LabelledPage(Page.from_text("Home\nIt rained."), np.array([0.9, 0.1], dtype=np.float32), threshold=0.5)
    rendered = format.render(page)
    assert b"rained" in rendered or name == "attributes"
    assert pickle.loads(pickle.dumps(format)).render(page) == rendered
