"""Pages of the site that are made from code or from files at the top of the repository."""

from __future__ import annotations

import posixpath
import re
import subprocess
import sys
from collections.abc import Iterator

from bbclf.features import FAMILIES, FEATURES, Family
from training import ROOT
from training.report.markdown import markdown_table

__all__ = ["command_page", "feature_page", "generated_pages", "links_to_repository", "local_links"]

TOP_PAGES = {"contributing.md": "CONTRIBUTING.md", "changelog.md": "CHANGELOG.md"}
"""Pages of the site that are files at the top of the repository."""

_LINK = re.compile(r"\]\((?!https?:|#)([^)\s#]+)(#[^)\s]*)?\)")


def generated_pages() -> dict[str, str]:
    """Markdown of the generated pages, by name."""
    tops = {name: _in_docs((ROOT / path).read_text("utf-8")) for name, path in TOP_PAGES.items()}
    return {**tops, "commands.md": command_page(), "features.md": feature_page()}


def command_page() -> str:
    """The reference of the command line, as typer writes it, with what each command does in full."""
    command = [sys.executable, "-m", "typer", "bbclf.cli", "utils", "docs", "--name", "bbclf", "--title", "Commands"]
    page = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.replace("&", "&amp;")
    about = dict(re.findall(r"^## `bbclf ([\w-]+)`\n\n(.+?\.)(?: |$)", page, re.MULTILINE))
    return re.sub(r"^\* `([\w-]+)`: .*\.\.\.$", lambda cut: f"* `{cut[1]}`: {about[cut[1]]}", page, flags=re.MULTILINE)


def feature_page() -> str:
    """Every column by family, with its unit, what it tells and where it comes from."""
    n_markup = sum(len(family.columns) for family in FAMILIES if family.needs_markup)
    parts = [
        "# Features",
        f"Every line has {len(FEATURES)} columns, in {len(FAMILIES)} families of columns that are computed together."
        f" {n_markup} of them need HTML and are missing for text. This page is made from `bbclf.features.FAMILIES`;"
        " `own` in the last column means that the feature is this project's.",
        *(_family_section(family) for family in FAMILIES),
    ]
    return "\n\n".join(parts)


def _family_section(family: Family) -> str:
    module = sys.modules[family.compute.__module__]
    name = module.__name__.rpartition(".")[2]
    assert module.__doc__ is not None
    about = module.__doc__.strip().partition("\n\n")[0].replace("\n", " ").replace("``", "`")
    needs = " Only for HTML." if family.needs_markup else ""
    rows = [[f"`{feature.name}`", feature.unit.name, feature.why, feature.source] for feature in family.columns]
    table = markdown_table(["column", "unit", "what it tells", "from"], rows, n_text=4)
    return f"## {name.replace('_', ' ').capitalize()}\n\n{about}{needs}\n\n{table}"


def _in_docs(text: str) -> str:
    """A document at the top of the repository as if it were in ``docs/``."""
    return _LINK.sub(lambda match: f"]({_from_docs(match[1])}{match[2] or ''})", text)


def _from_docs(target: str) -> str:
    pages = {path: name for name, path in TOP_PAGES.items()}
    if target in pages:
        return pages[target]
    return target.removeprefix("docs/") if target.startswith("docs/") else f"../{target}"


def links_to_repository(markdown: str, source: str, base: str) -> str:
    """Links of a page that lead out of ``docs/``, made to lead to the repository.

    Parameters
    ----------
    markdown : str
    source : str
        The page's path in ``docs/``: ``migrate/dragnet.md``.
    base : str
        Address of the files of the repository.
    """

    def target(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join("docs", posixpath.dirname(source), match[1]))
        if path in TOP_PAGES.values():
            name = next(name for name, top in TOP_PAGES.items() if top == path)
            return f"]({posixpath.relpath(name, posixpath.dirname(source) or '.')}{match[2] or ''})"
        return match[0] if path.startswith("docs/") else f"]({base}/{path}{match[2] or ''})"

    return _LINK.sub(target, markdown)


def local_links(markdown: str) -> Iterator[tuple[str, str]]:
    """Links of a document that lead to no other site: a path relative to it, or nothing, and an anchor, or nothing."""
    links: list[str] = re.findall(r"\]\((?!https?:)([^)\s]+)\)", markdown)
    for link in links:
        path, _, anchor = link.partition("#")
        yield path, anchor
