"""Everything that bbclf raises on purpose.

::

    BbclfError
    ├── InputError (ValueError)          text, HTML or a record that cannot be read
    │   └── DatasetError                 labelled data breaks its schema
    ├── ModelError
    │   ├── ModelNotFoundError           no model folder at the path given
    │   ├── ModelIntegrityError          bytes differ from the manifest
    │   ├── ModelFormatError             a format that this version does not know
    │   └── FeatureMismatchError         trained on another FEATURE_SCHEMA or table of phrases
    ├── OutputError                      a result that cannot be written: a full disk, a closed pipe
    └── MissingDependencyError (ImportError)   names the extra to install

A message says what went wrong, where, what was expected and found, and what to do next.
"""

from __future__ import annotations

__all__ = [
    "BbclfError",
    "DatasetError",
    "FeatureMismatchError",
    "InputError",
    "MissingDependencyError",
    "ModelError",
    "ModelFormatError",
    "ModelIntegrityError",
    "ModelNotFoundError",
    "OutputError",
    "install_command",
    "one_line",
]

DISTRIBUTION = "."
"""What pip is told to install: a clone, in which the command is run. With the first release on the package index it
becomes ``bbclf``, here and in the README and the documentation (tests/docs/test_hints.py finds them)."""


def install_command(extra: str) -> str:
    """The command that installs bbclf with an extra.

    >>> install_command("warc")
    "pip install '.[warc]'"
    """
    return f"pip install '{DISTRIBUTION}[{extra}]'"


def one_line(message: str) -> str:
    """A message as a terminal may be shown it: line ends and control characters, as in names of files, escaped."""
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in message
    )


class BbclfError(Exception):
    """Base of every error that bbclf raises on purpose."""


class InputError(BbclfError, ValueError):
    """Text, HTML or a record that cannot be read.

    Parameters
    ----------
    message : str
        What is wrong and what to do.
    path : str, optional
        The file (or ``"-"`` for standard input) that holds it.
    line : int, optional
        Its line number in that file, from 1.
    """

    def __init__(self, message: str, *, path: str | None = None, line: int | None = None) -> None:
        self.message = message
        self.path = path
        self.line = line
        place = "" if path is None else f"{path}: " if line is None else f"{path}:{line}: "
        super().__init__(place + message)

    def __reduce__(self) -> tuple[object, ...]:
        # An exception is pickled by its args, which hold the place already; rebuild from the parts instead.
        return (_rebuild_input_error, (type(self), self.message, self.path, self.line))


class DatasetError(InputError):
    """Labelled data breaks its schema."""


class ModelError(BbclfError):
    """A model folder that cannot be used."""


class ModelNotFoundError(ModelError):
    """There is no model folder at the path given."""


class ModelIntegrityError(ModelError):
    """The bytes of a model differ from its manifest; raised before any array is parsed."""


class ModelFormatError(ModelError):
    """The model folder has a format that this version does not know."""


class FeatureMismatchError(ModelError):
    """The model was trained on another ``FEATURE_SCHEMA``, or with another table of phrases."""


class OutputError(BbclfError):
    """A result that cannot be written: a full disk, a closed pipe, a folder that may not be written to."""


class MissingDependencyError(BbclfError, ImportError):
    """An optional dependency is not installed; the message names the extra that brings it."""

    def __init__(self, package: str, extra: str) -> None:
        self.package = package
        self.extra = extra
        super().__init__(f"{package} is not installed: run  {install_command(extra)}")

    def __reduce__(self) -> tuple[object, ...]:
        return (MissingDependencyError, (self.package, self.extra))


def _rebuild_input_error(kind: type[InputError], message: str, path: str | None, line: int | None) -> InputError:
    return kind(message, path=path, line=line)
