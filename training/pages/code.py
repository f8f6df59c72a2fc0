"""Digest of the code that a function runs: its module and all that this imports, found by reading the imports.

A result that is cached under the digest is computed again when anything that made it has changed.
"""

from __future__ import annotations

import ast
import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import packages_distributions, version
from pathlib import Path

from training import ROOT

__all__ = ["code_digest", "files_digest", "files_of"]

NO_DATA = frozenset({".py", ".pyc", ".md"})
"""Suffixes of files that are no data of the modules beside them."""


def code_digest(module: str, root: Path = ROOT) -> str:
    """Digest of a module, the modules that it imports, the data files beside them, and versions of other packages.

    Comments and layout do not count. A package's ``__init__`` counts where something is imported from it.

    Parameters
    ----------
    module : str
        Dotted name, e.g. ``"training.pages.text"``.
    root : Path
        Folder of the checkout; modules that are not in it belong to installed packages.

    Returns
    -------
    str
        12 hexadecimal digits.
    """
    files, packages = files_of(module, root)
    digest = hashlib.sha256()
    for path in sorted(files):
        content = path.read_bytes()
        said = ast.dump(ast.parse(content)).encode() if path.suffix == ".py" else content
        digest.update(f"{path.relative_to(root).as_posix()} {hashlib.sha256(said).hexdigest()}\n".encode())
    for line in sorted(set(_versions(packages))):
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()[:12]


def files_of(module: str, root: Path = ROOT) -> tuple[set[Path], set[str]]:
    """Files of this checkout behind a module, and top-level names of other packages.

    Parameters
    ----------
    module : str
    root : Path

    Returns
    -------
    files : set of Path
        Python files, and data files in the same folders.
    packages : set of str
        Of installed packages, e.g. ``{"numpy"}``.
    """
    sources: set[Path] = set()
    packages: set[str] = set()
    remaining = [module]
    while remaining:
        name = remaining.pop()
        path = _file_of(name, root)
        if path is None:
            packages.add(name.partition(".")[0])
        elif path not in sources:
            sources.add(path)
            remaining += _imported(path)
    folders = {path.parent for path in sources}
    data = {path for folder in folders for path in folder.iterdir() if path.is_file() and path.suffix not in NO_DATA}
    ours = {name for name in packages if (root / name).is_dir()}  # attributes of our packages, and no modules
    return sources | data, packages - ours - sys.stdlib_module_names


def files_digest(paths: Iterable[Path]) -> str:
    """Digest of the names and contents of files, in any order: 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()[:12]


def _file_of(module: str, root: Path) -> Path | None:
    path = root.joinpath(*module.split("."))
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None


def _imported(path: Path) -> Iterator[str]:
    """Names that a file imports, at its top or inside functions; each may be a module or an attribute of one."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _versions(packages: Iterable[str]) -> Iterator[str]:
    """Each package, and ``name==version`` of the distributions that it comes from if it is installed."""
    for package in packages:
        yield package
        yield from (f"{name}=={version(name)}" for name in _distributions().get(package, ()))


@cache
def _distributions() -> Mapping[str, Sequence[str]]:
    """Names of distributions by package, read once: it takes a third of a second."""
    return packages_distributions()
