"""Files: decompressed by content, damage said plainly, complete or not there."""

from __future__ import annotations

import gzip
import lzma
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf.errors import InputError, OutputError
from bbclf.files import PARTIAL_SUFFIX, open_input, replacing
from tests.support.archives import COMPRESSORS

DATA = b"".join(b"line %d\n" % i for i in range(50_000))


@pytest.mark.parametrize("compress", COMPRESSORS)
def test_decompressed_by_content(tmp_path: Path, compress: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "no-telling-name"
    path.write_bytes(compress(DATA) + compress(b"a second member\n"))
    with open_input(path) as stream:
        assert stream.read() == DATA + b"a second member\n"


@pytest.mark.parametrize("padding", [0, 4, 2**17, 3 * 2**16 + 4])
@pytest.mark.parametrize("compress", [gzip.compress, lzma.compress])
def test_members_may_be_padded(tmp_path: Path, compress: Callable[[bytes], bytes], padding: int) -> None:
    path = tmp_path / "padded"
    path.write_bytes((compress(b"rain") + bytes(padding)) * 2)
    with open_input(path) as stream:
        assert stream.read() == b"rainrain"


@pytest.mark.parametrize("compress", COMPRESSORS)
def test_cut_short(tmp_path: Path, compress: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "cut"
    path.write_bytes(compress(DATA)[:-10])
    with open_input(path) as stream, pytest.raises(InputError, match="cut: damaged or cut-short archive"):
        stream.read()


def test_read_after_damage_goes_on_with_the_next_gzip_member(tmp_path: Path) -> None:
    members = [gzip.compress(os.urandom(2000) + b"%d" % i) for i in range(5)]
    damaged = bytearray(members[2])
    damaged[500:600] = b"\0" * 100
    path = tmp_path / "members.gz"
    path.write_bytes(b"".join([*members[:2], bytes(damaged), *members[3:]]))
    read = bytearray()
    n_failures = 0
    with open_input(path) as stream:
        while True:
            try:
                chunk = stream.read1(1000)
            except InputError:
                n_failures += 1
                continue
            if not chunk:
                break
            read += chunk
    assert n_failures >= 1
    for member in [*members[:2], *members[3:]]:
        assert gzip.decompress(member) in read


@given(start=st.sampled_from([b"\x1f\x8b\x08", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b""]), rest=st.binary())
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, start: bytes, rest: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any-bytes"
    path.write_bytes(start + rest)
    with open_input(path) as stream, suppress(InputError):
        stream.read()


def test_replacing_is_all_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with replacing(path) as stream:
        stream.write(b"first")
        assert not path.exists()
    with pytest.raises(TypeError), replacing(path) as stream:
        stream.write("no bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def test_a_stale_partial_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    (tmp_path / f"out.txt{PARTIAL_SUFFIX}").write_bytes(b"left by a run that was killed")
    with replacing(path) as stream:
        stream.write(b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_unwritable_folder(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputError, match=r"out\.txt: cannot be written: No such file"),
        replacing(tmp_path / "no" / "out.txt"),
    ):
        pass


def test_a_device_is_written_to_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with replacing(pipe) as stream:
        stream.write(b"rain")
    assert os.read(reader, 10) == b"rain"
    os.close(reader)
    assert pipe.is_fifo()
