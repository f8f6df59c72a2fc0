"""Blocks of a document, and the output that belongs to them."""

from __future__ import annotations

from pathlib import Path

from training.documentation.blocks import Block, read_blocks, run_block
from training.documentation.outputs import record_outputs

DOCUMENT = """\
Prose.

```python
import sys
print(sys.argv[1:], 1 + 1)
```

```text
[] 3
```

```sh
python -c 'print(5)'
```

Prose between.

```text
no output: prose is before it
```
"""


def test_blocks(tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.write_text(DOCUMENT, "utf-8")
    python, shell = read_blocks(document)
    assert (python.line, python.language, python.output) == (3, "python", "[] 3\n")
    assert (shell.line, shell.language, shell.output) == (12, "sh", None)
    assert python.imports() == {"sys"}


def test_a_block_runs_with_its_arguments(tmp_path: Path) -> None:
    code = "import sys\nprint(sys.argv[1])\n"
    assert run_block(Block(tmp_path, 1, "python", code), tmp_path, {}, "a").stdout == "a\n"
    assert run_block(Block(tmp_path, 1, "sh", "bbclf --help >/dev/null; echo $?"), tmp_path, {}).stdout == "0\n"
    assert run_block(Block(tmp_path, 1, "sh", "false; echo"), tmp_path, {}).returncode == 1


def test_recording_replaces_the_output_and_nothing_else(tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.write_text(DOCUMENT, "utf-8")
    assert record_outputs(document) == 1
    assert document.read_text("utf-8") == DOCUMENT.replace("[] 3", "[] 2")
    assert record_outputs(document) == 0
