from __future__ import annotations

import errno
import os
import socket

import pytest

from formalletter.diagnostics import Place, Problem
from formalletter.reading.door import Door

ASKED = Place("letter.md", 3, 9, "  file: x", 1)


@pytest.fixture
def door(tmp_path):
    folder = tmp_path / "letter"
    (folder / "images").mkdir(parents=True)
    (folder / "letter.md").write_bytes(b"text")
    (folder / "images" / "logo.svg").write_bytes(b"<svg/>")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    return Door(folder, "letter")


def refusal(door, name, **options):
    found = door.read(name, limit=100, asked_by=ASKED, **options)
    assert isinstance(found, Problem)
    assert found.is_error
    assert found.place == ASKED
    return found.code


def test_it_reads_files_below_the_folder(door):
    assert door.read("letter.md", limit=100) == b"text"
    assert door.read("images/logo.svg", limit=100) == b"<svg/>"
    assert door.read("images/../letter.md", limit=100) == b"text"
    assert door.read("./letter.md", limit=4) == b"text"


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "images/../../secret.txt",
        "/etc/passwd",
        "//host/share",
        "C:/secret.txt",
        "C:secret.txt",
        "\\\\host\\share",
        "file:///etc/passwd",
        "https://example.org/logo.svg",
        "../letter/letter.md",
    ],
)
def test_names_that_lead_out_are_refused(door, name):
    assert refusal(door, name) == "file-outside"


@pytest.mark.parametrize("name", ["", "  ", "a\0b", "x" * 301, "images\\logo.svg"])
def test_what_is_no_name_is_refused(door, name):
    assert refusal(door, name) == "file-name"


def test_links_out_are_refused_and_links_inside_are_followed(door, tmp_path):
    (door.folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (door.folder / "up").symlink_to(tmp_path)
    (door.folder / "in.txt").symlink_to("images/logo.svg")
    assert refusal(door, "out.txt") == "file-outside"
    assert refusal(door, "up/secret.txt") == "file-outside"
    assert door.read("in.txt", limit=100) == b"<svg/>"


def test_the_folder_itself_may_be_a_link(door, tmp_path):
    (tmp_path / "alias").symlink_to(door.folder)
    assert Door(tmp_path / "alias", "alias").read("letter.md", limit=100) == b"text"


def test_what_is_no_regular_file_is_refused_without_waiting(door):
    os.mkfifo(door.folder / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.getcwd()  # noqa: PTH109 (a socket's path must be short)
        os.chdir(door.folder)
        listener.bind("socket")
        os.chdir(here)
        assert refusal(door, "pipe") == "file-irregular"
        assert refusal(door, "socket") == "file-irregular"
    assert refusal(door, "images") == "file-irregular"


def test_devices_are_refused(door):
    (door.folder / "zero").symlink_to("/dev/zero")
    assert refusal(door, "zero") == "file-outside"
    assert Door(door.folder.__class__("/dev"), "dev").read("zero", limit=9).code == "file-irregular"


def test_a_loop_of_links_is_refused(door):
    (door.folder / "a").symlink_to("b")
    (door.folder / "b").symlink_to("a")
    assert refusal(door, "a") == "file-unreadable"


def test_a_file_that_may_not_be_read_is_refused(door, monkeypatch):
    def refuse(*_):  # as for anybody but root
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    found = door.read("letter.md", limit=100)
    assert found.message == "“letter.md” can't be read: permission denied"


def test_a_file_over_the_limit_is_refused(door):
    found = door.read("letter.md", limit=3)
    assert found.code == "file-too-large"
    assert found.place == Place("letter/letter.md")


def test_a_missing_file_names_the_one_that_was_meant(door):
    assert door.read("images/logo.sgv", limit=1).hint == "did you mean “logo.svg”?"
    assert door.read("letter.md/x", limit=1).code == "file-missing"
    assert door.read("nowhere/x", limit=1).hint == "paths start in the letter's folder"


def test_no_name_outside_is_given_away_as_a_hint(door, tmp_path):
    (door.folder / "up").symlink_to(tmp_path)
    assert "secret" not in door.read("up/secret.tx", limit=1).hint


def test_names_are_listed_by_ending(door):
    assert door.names("images", [".svg"]) == ("logo.svg",)
    assert door.names("nowhere") == ()
    assert door.holds("letter.md")
    assert not door.holds("nowhere")
    assert not door.holds("a\0b")
