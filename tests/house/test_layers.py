"""Imports run one way, and each dependency has one home."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.support.run import ROOT

PACKAGE = ROOT / "bbclf"

LAYERS = [
    {"errors", "version", "limits", "arrays", "npz", "batching", "labels"},
    {"view", "files", "steering"},
    {"text", "charset", "chars", "strip", "signatures"},
    {"tokens"},
    {"html"},
    {"page"},
    {"lexicon", "site"},
    {"headline", "comments"},
    {"render"},
    {"features"},
    {"network", "decision"},
    {"model"},
    {"explain"},
    {"classifier"},
    {"cleaning"},
    {"alignment", "metrics"},
    {"dataset"},
    {"fit", "evaluation"},
    {"io", "integrations"},
    {"predict", "review"},
    {"cli"},
    {"__main__"},
]
"""From the ground up: a module imports from rooms below its own, or from its own package."""

UPWARDS = {("page", "headline"), ("page", "render")}
"""Rooms whose methods call a room above, which they import when they are called."""

HOMES = {
    "sklearn": {"fit"},
    "scipy": {"fit"},
    "joblib": {"fit"},
    "threadpoolctl": {"fit"},
    "selectolax": {"html"},
    "rapidfuzz": {"alignment"},
    "charset_normalizer": {"charset"},
    "webencodings": {"charset"},
    "zstandard": {"files.compression.zstd"},
    "typer": {"cli"},
    "rich": {"cli"},
    "fastwarc": {"io.inputs.warc", "io.inputs.warc_http"},
    "pyarrow": {"io.arrow"},
    "scrapy": {"integrations.scrapy"},
    "itemadapter": {"integrations.scrapy"},
    "datatrove": {"integrations.datatrove"},
    "pyspark": {"integrations.spark"},
    "pandas": {"integrations.spark"},
}
"""Packages and the only rooms that import them. numpy is everywhere; what is not here is imported nowhere."""

STANDARD = {"numpy"}

MODULES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Names of the modules that a file imports, those for type checkers alone left out."""
    tree = ast.parse(path.read_text("utf-8"))
    for_types = {
        id(node)
        for branch in ast.walk(tree)
        if isinstance(branch, ast.If) and getattr(branch.test, "id", "") == "TYPE_CHECKING"
        for node in ast.walk(branch)
    }
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "bbclf")


def imported_at_once(path: Path) -> Iterator[str]:
    """Names of the modules of the package that a file imports when it is loaded, or only for type checkers."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    nodes: list[ast.AST] = [ast.parse(path.read_text("utf-8"))]
    known = {name_of(module) for module in MODULES}
    while nodes:
        node = nodes.pop()
        nodes += [child for child in ast.iter_child_nodes(node) if not isinstance(child, functions)]
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module in known:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else str(node.module)


def room(module: str) -> str:
    """``bbclf.io.warc`` -> ``io``."""
    return module.split(".")[1]


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_every_module_has_a_room() -> None:
    rooms = {room(name_of(path)) for path in MODULES if name_of(path) != "bbclf"}
    assert rooms <= set().union(*LAYERS)


@pytest.mark.parametrize("path", [path for path in MODULES if name_of(path) != "bbclf"], ids=name_of)
def test_imports_point_downwards(path: Path) -> None:
    height = {name: i for i, names in enumerate(LAYERS) for name in names}
    own = room(name_of(path))
    for module in imported(path):
        if module.startswith("bbclf.") and room(module) in height and room(module) != own:
            if (own, room(module)) in UPWARDS:
                continue
            assert height[room(module)] < height[own], f"{name_of(path)} imports {module}"


def test_no_modules_import_each_other() -> None:
    graph = {name_of(path): set(imported_at_once(path)) for path in MODULES}
    assert any(graph.values())
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize(("lower", "upper"), sorted(UPWARDS))
def test_calls_upwards_import_when_they_are_called(lower: str, upper: str) -> None:
    (package,) = {PACKAGE / lower, PACKAGE / f"{lower}.py"}.intersection(PACKAGE.iterdir())
    for path in package.rglob("*.py") if package.is_dir() else [package]:
        assert not [module for module in imported_at_once(path) if room(module) == upper]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_dependencies_stay_at_home(path: Path) -> None:
    own = name_of(path).removeprefix("bbclf.")
    for module in imported(path):
        package = module.split(".")[0]
        if package == "bbclf" or package in sys.stdlib_module_names or package in STANDARD:
            continue
        assert package in HOMES, f"{name_of(path)} imports {package}, which no room is home to"
        homes = HOMES[package]
        assert any(own == home or own.startswith(f"{home}.") for home in homes), f"{own} imports {package}"


def test_the_package_never_imports_training() -> None:
    for path in MODULES:
        assert not [module for module in imported(path) if module.split(".")[0] in ("training", "tests")]
