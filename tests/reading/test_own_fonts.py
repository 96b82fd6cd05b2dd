"""A letter's own fonts come through the door like all its files, and ask for nothing large."""

from __future__ import annotations

import os
import socket
import struct
from pathlib import Path

import pytest

from formalletter import assets, pipeline, scratch
from formalletter.errors import InputError
from formalletter.fonts import Coverage


def face() -> bytes:
    return next(assets.fonts_folder().glob("fallback/NotoSansOlChiki-*")).read_bytes()


def with_groups(first: int, last: int) -> bytes:
    """A file with nothing but a table of characters."""
    table = struct.pack(">HHIIIIII", 12, 0, 28, 0, 1, first, last, 0)
    cmap = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table
    head = struct.pack(">4sHHHH4sIII", b"\0\1\0\0", 1, 0, 0, 0, b"cmap", 0, 28, len(cmap))
    return head + cmap


@pytest.fixture
def fonts(tmp_path: Path) -> Path:
    folder = tmp_path / "letter" / "fonts"
    folder.mkdir(parents=True)
    return folder


def refused(fonts: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        Coverage(assets.fonts_folder(), fonts)
    assert all(str(fonts) in str(problem.place) for problem in caught.value.problems)
    return [problem.code for problem in caught.value.problems]


def test_what_is_no_file_is_refused_and_holds_nobody_up(fonts: Path):
    os.mkfifo(fonts / "a.ttf")
    (fonts / "b.otf").mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(fonts)  # a socket's address is short
        try:
            listener.bind("c.ttf")
        finally:
            os.chdir(here)
    (fonts / "d.ttf").symlink_to("/dev/zero")
    (fonts / "e.ttf").symlink_to("../letter.md")
    assert set(refused(fonts)) <= {"file-irregular", "file-outside", "file-missing"}
    assert len(refused(fonts)) == 5


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no font",
        b"wOFF" + bytes(100),
        b"\0\1\0\0\xff\xff",
        with_groups(0, 2**32 - 1),
        with_groups(0, 0x10FFFF),
    ],
    ids=["empty", "text", "packed", "cut-off", "endless", "everything"],
)
def test_what_is_no_font_or_asks_for_too_much_is_refused(fonts: Path, data: bytes):
    (fonts / "a.ttf").write_bytes(data)
    assert refused(fonts) == ["font-unreadable"]


def test_a_font_is_read_once_and_used(fonts: Path):
    (fonts / "a.ttf").write_bytes(face())
    coverage = Coverage(assets.fonts_folder(), fonts)
    (fonts / "a.ttf").unlink()
    assert "Noto Sans Ol Chiki" in coverage.families


def test_a_pipe_among_the_fonts_is_told_by_a_build(make_letter):
    folder = make_letter()
    (folder / "fonts").mkdir()
    os.mkfifo(folder / "fonts" / "a.ttf")
    with pytest.raises(InputError) as caught:
        pipeline.build(folder, output=folder / "out")
    assert [problem.code for problem in caught.value.problems] == ["file-irregular"]


def test_scratch_is_taken_away_also_that_of_the_dead(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(scratch.tempfile, "tempdir", str(tmp_path))
    with scratch.folder() as living:
        dead = tmp_path / f"{scratch.PREFIX}dead"
        dead.mkdir()
        (dead / ".held").touch()
        (dead / "weasyprint-x").mkdir()
        fresh = tmp_path / f"{scratch.PREFIX}fresh"  # its lock is about to be made
        fresh.mkdir()
        (tmp_path / f"{scratch.PREFIX}link").symlink_to("/")
        with scratch.folder():
            assert living.is_dir()
        assert not dead.exists()
        assert fresh.exists()
    assert not living.exists()
