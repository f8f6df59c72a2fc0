"""Without an optional package, what needs it names the extra that brings it, in one line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bbclf.errors import install_command
from tests.support.cli_pages import TEXT
from tests.support.run import Bbclf

WITHOUT = "import sys; sys.modules[sys.argv.pop(1)] = None; "


@pytest.mark.parametrize(
    ("package", "extra", "adapter"),
    [
        ("scrapy", "scrapy", "scrapy"),
        ("itemadapter", "scrapy", "scrapy"),
        ("datatrove", "datatrove", "datatrove"),
        ("pyspark", "spark", "spark"),
        ("pandas", "spark", "spark"),
    ],
)
def test_an_adapter_without_its_framework(package: str, extra: str, adapter: str, environment: dict[str, str]) -> None:
    quiet = {name: value for name, value in environment.items() if name != "PYTHONWARNINGS"}
    command = [sys.executable, "-c", f"{WITHOUT}import bbclf.integrations.{adapter}", package]
    done = subprocess.run(command, env=quiet, capture_output=True, text=True, timeout=60, check=False)
    last = done.stderr.splitlines()[-1]
    assert last.startswith("bbclf.errors.MissingDependencyError: ")
    assert last.endswith(f"is not installed: run  {install_command(extra)}")


@pytest.mark.parametrize(
    ("package", "extra", "name", "start"),
    [
        ("zstandard", "zstd", "a.txt", b"\x28\xb5\x2f\xfd"),
        ("fastwarc", "warc", "a.warc", b"WARC/1.0\r\n"),
        ("pyarrow", "parquet", "a.parquet", b"PAR1"),
    ],
)
def test_a_format_without_its_package(
    tmp_path: Path, environment: dict[str, str], plain_model: Path, package: str, extra: str, name: str, start: bytes
) -> None:
    (tmp_path / name).write_bytes(start)
    command = [sys.executable, "-c", f"{WITHOUT}from bbclf.cli import main; main()", package]
    command += ["predict", name, "--model", str(plain_model)]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == f"bbclf: {package} is not installed: run  {install_command(extra)}\n"
    assert (done.stdout, done.returncode) == ("", 2)


def test_text_needs_none_of_them(tmp_path: Path, predict: Bbclf) -> None:
    assert predict(input=TEXT.encode()).returncode == 0
