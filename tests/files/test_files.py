"""Files: decompressed by content, damage said plainly, complete or not there."""

from __future__ import annotations

import gzip
import lzma
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf.errors import InputError, OutputError
from bbclf.files import PARTIAL_SUFFIX, open_input, remove_stale, replacing
from tests.support.archives import COMPRESSORS, zstd

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


@pytest.mark.parametrize("start", [0x50, 0x5F])
@pytest.mark.parametrize("size", [0, 5, 3000])
def test_skippable_frames_of_zstandard(tmp_path: Path, start: int, size: int) -> None:
    skippable = bytes([start]) + b"\x2a\x4d\x18" + size.to_bytes(4, "little") + bytes(size)
    path = tmp_path / "a.zst"
    path.write_bytes(skippable + zstd(b"rain") + skippable + zstd(b"rain") + skippable)
    with open_input(path) as stream:
        assert stream.read() == b"rainrain"


@pytest.mark.parametrize("compress", COMPRESSORS)
def test_cut_short(tmp_path: Path, compress: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "cut"
    path.write_bytes(compress(DATA)[:-10])
    with open_input(path) as stream, pytest.raises(InputError, match="cut: damaged or cut-short archive"):
        stream.read()


@pytest.mark.parametrize("start", [b"", b"\x1f", b"\x1f\x8b"])
def test_cut_before_the_archive_begins(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "cut.html.gz"
    path.write_bytes(start)
    with pytest.raises(InputError, match=r"cut\.html\.gz: damaged or cut-short archive"):
        open_input(path)
    path.write_bytes(b"decompressed, and not renamed")
    with open_input(path) as stream:
        assert stream.read() == b"decompressed, and not renamed"


@pytest.mark.parametrize("data", [gzip.compress(DATA), DATA, b"<p>", b""], ids=["gzip", "long", "short", "empty"])
def test_a_pipe_that_gives_one_byte_at_first(tmp_path: Path, data: bytes) -> None:
    os.mkfifo(path := tmp_path / "pipe")

    def write() -> None:
        with open(path, "wb", buffering=0) as pipe:
            for place in range(10):
                pipe.write(data[place : place + 1])
            pipe.write(data[10:])

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        with open_input(path) as stream:
            whole = gzip.decompress(data) if data[:1] == b"\x1f" else data
            assert stream.peek(1)[:4] == whole[:4]
            assert stream.read() == whole
        writing.result()


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


def test_a_file_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, synchronised = tmp_path / "out.txt", list[tuple[bool, bool]]()

    def fsync(handle: int) -> None:
        synchronised.append((os.path.samestat(os.fstat(handle), tmp_path.stat()), path.exists()))

    monkeypatch.setattr(os, "fsync", fsync)
    with replacing(path) as stream:
        stream.write(b"data")
    assert synchronised == [(False, False), (True, True)]  # the file, then the folder with its name


def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with replacing(path) as stream:
        stream.write(b"old")
        (part,) = tmp_path.glob(f".*{PARTIAL_SUFFIX}")
        stale = part.name
    (tmp_path / stale).write_bytes(b"left by a run that was killed")
    with replacing(path) as stream:
        stream.write(b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_stale_files_are_removed_and_those_in_use_are_not(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    with replacing(tmp_path / "below/out.txt") as stream:
        names = sorted(path.name for path in (tmp_path / "below").iterdir())
        for name in names:
            (tmp_path / name).write_bytes(b"left by a run that was killed")
        remove_stale(tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["below"]
        stream.write(b"new")
    assert (tmp_path / "below/out.txt").read_bytes() == b"new"


def test_a_second_writer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with replacing(path) as stream:
        stream.write(b"first")
        with pytest.raises(OutputError, match=r"out\.txt: another run is writing to it"), replacing(path):
            pass
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_bytes(b"mine")
    (tmp_path / "out.txt").symlink_to("mine.txt")
    with replacing(tmp_path / "out.txt") as stream:
        stream.write(b"new")
    assert (tmp_path / "mine.txt").read_bytes() == b"mine"
    assert not (tmp_path / "out.txt").is_symlink()


def test_a_planted_lock_is_neither_followed_nor_written_to(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    with replacing(path):
        (lock,) = tmp_path.glob(".*.lock")
    (tmp_path / "mine.txt").write_bytes(b"mine")
    lock.symlink_to("mine.txt")
    with pytest.raises(OutputError, match="cannot be written"), replacing(path):
        pass
    lock.unlink()
    os.link(tmp_path / "mine.txt", lock)
    with replacing(path) as stream:
        stream.write(b"new")
    assert (tmp_path / "mine.txt").read_bytes() == b"mine"


def test_a_long_name_is_written_and_one_too_long_is_said(tmp_path: Path) -> None:
    with replacing(tmp_path / ("a" * 255)) as stream:
        stream.write(b"rain")
    with pytest.raises(OutputError, match="cannot be written: File name too long"), replacing(tmp_path / ("a" * 256)):
        pass


def test_an_error_of_another_file_is_not_blamed_on_this_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "out.txt"):
        (tmp_path / "other.txt").read_bytes()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a device that is always full")
@pytest.mark.parametrize("size", [1, 10**6])
def test_the_file_on_a_full_disk_is_named(tmp_path: Path, size: int) -> None:
    def write_both() -> None:
        with replacing(tmp_path / "out.txt"), replacing("/dev/full") as full:
            full.write(b"x" * size)

    with pytest.raises(OutputError, match=r"/dev/full: cannot be written: No space left"):
        write_both()


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
