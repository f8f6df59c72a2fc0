"""The built site has every public name, every command with every option, and every error."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import bbclf
from bbclf import errors
from bbclf.cli import app
from tests.support.browser import open_browser
from tests.support.loopback import served
from tests.support.run import ROOT

pytest.importorskip("mkdocs", reason="run  pip install '.[docs]'")

NAMES = sorted({*bbclf.__all__, "train"} - {"__version__"})
ADAPTERS = ("scrapy", "datatrove", "spark")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def html_of(site: Path, page: str) -> str:
    return (site / page / "index.html").read_text("utf-8")


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def entries(site: Path) -> set[str]:
    """Names that have an entry in the reference."""
    return set(re.findall(r'id="(bbclf\.[\w.]+)"', html_of(site, "api")))


def public_members(kind: type) -> Iterator[str]:
    """Methods and properties of a class's own."""
    for name, member in vars(kind).items():
        if not name.startswith("_") and (
            inspect.isfunction(member) or isinstance(member, (property, classmethod, staticmethod))
        ):
            yield name


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_has_an_entry_with_its_members(site: Path, name: str) -> None:
    found = entries(site)
    assert f"bbclf.{name}" in found
    value = getattr(bbclf, name)
    if inspect.isclass(value):
        assert {f"bbclf.{name}.{member}" for member in public_members(value)} <= found


@pytest.mark.parametrize("name", [name for name in NAMES if hasattr(getattr(bbclf, name), "__annotations__")])
def test_its_fields_and_parameters_are_named(site: Path, name: str) -> None:
    entry = text_of(html_of(site, "api").partition(f'id="bbclf.{name}"')[2].partition("<h3")[0])
    for field in set(getattr(bbclf, name).__annotations__) - {"return"}:
        assert re.search(rf"\b{field}\b", entry), field


@pytest.mark.parametrize("adapter", ADAPTERS)
def test_an_adapter_has_its_entries(site: Path, adapter: str) -> None:
    pytest.importorskip({"spark": "pyspark"}.get(adapter, adapter), reason=f"run  pip install '.[{adapter}]'")
    module = import_module(f"bbclf.integrations.{adapter}")
    assert {f"{module.__name__}.{name}" for name in module.__all__} <= entries(site)


COMMANDS: Any = {"": get_command(app), **get_command(app).commands}  # type: ignore[attr-defined]
"""By name; the empty name is that of ``bbclf`` alone."""


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_every_option_with_its_help(site: Path, name: str) -> None:
    before, *parts = re.split(r"^bbclf ([\w-]+)", text_of(html_of(site, "commands")), flags=re.MULTILINE)
    sections = {"": before, **dict(zip(parts[::2], parts[1::2], strict=True))}
    options = [option for option in COMMANDS[name].params if option.param_type_name == "option"]
    assert options
    for option in options:
        assert option.help
        for spelling in (*option.opts, *option.secondary_opts):
            assert re.search(rf"(?<![\w-]){spelling}(?![\w-])", sections[name]), spelling


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_screen(site: Path, width: int) -> None:
    pages = [path.relative_to(site).parent for path in site.rglob("index.html")]
    assert len(pages) > 25
    with served(site) as address, open_browser() as browser:
        page = browser.new_page(viewport={"width": width, "height": 800})
        for folder in pages:
            page.goto(f"{address}/{folder}/")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, folder
            missing = "[...document.images].filter(image => !image.naturalWidth).map(image => image.src)"
            assert page.evaluate(missing) == [], folder


def test_limits_names_every_error_once() -> None:
    rows = re.findall(r"^\| `(\w+)`", (ROOT / "docs/limits.md").read_text("utf-8"), re.MULTILINE)
    named = [name for name in rows if name.endswith("Error")]
    kinds = [name for name in errors.__all__ if inspect.isclass(getattr(errors, name))]
    assert sorted([*named, "BbclfError"]) == sorted(kinds)
