"""A pack is in its place whole, or the earlier one still is."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from formalletter.errors import DeliveryError
from formalletter.writing import folders, replace_folder
from formalletter.writing.files import umask
from formalletter.writing.folders import Staging


@pytest.fixture
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter's folder, elsewhere."""
    return tmp_path_factory.mktemp("content") / "letter"


@pytest.fixture
def write(letter: Path) -> Callable[..., None]:
    """Puts a pack with a text in a place, for one letter."""
    letter.mkdir()

    def written(place: Path, text: str, keep: int = 0) -> None:
        files = {"addressee/letter.txt": text.encode(), f"{text}.zip": b"zip"}
        replace_folder(place, files, owner=letter, keep=keep)

    return written


def content(place: Path) -> str:
    return (place / "addressee" / "letter.txt").read_text(encoding="utf-8")


def names_in(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))  # noqa: PTH208 (hidden names too)


def test_a_new_pack_takes_the_place_of_the_earlier_one(write, tmp_path: Path):
    place = tmp_path / "out" / "letter"
    write(place, "first")
    write(place, "second")
    assert content(place) == "second"
    assert names_in(place.parent) == ["letter"]
    assert place.stat().st_mode & 0o777 == 0o755 & ~umask()


def test_without_the_system_s_exchange_it_is_the_same(
    write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(folders, "swap", lambda _one, _other: False)
    place = tmp_path / "letter"
    write(place, "first")
    write(place, "second", keep=1)
    assert content(place) == "second"
    assert names_in(tmp_path) == ["letter", "letter (earlier 1)"]


def test_an_earlier_pack_that_was_moved_aside_comes_back(write, tmp_path: Path):
    """What a kill between the two steps of a system without exchange leaves."""
    place = tmp_path / "letter"
    write(place, "first")
    with Staging(place) as staging:
        hidden = staging.new.parent
    hidden.mkdir()
    names = [".formalletter-pack", "addressee/letter.txt", "first.zip"]
    (hidden / "contents.json").write_text(json.dumps({"names": names, "kept": None}))
    place.rename(hidden / "old")
    with Staging(place):
        assert content(place) == "first"
    assert names_in(tmp_path) == ["letter"]


def test_earlier_packs_are_kept(write, tmp_path: Path):
    place = tmp_path / "letter"
    for text in ("one", "two", "three", "four"):
        write(place, text, keep=2)
    assert content(place) == "four"
    assert content(tmp_path / "letter (earlier 1)") == "three"
    assert content(tmp_path / "letter (earlier 2)") == "two"
    assert names_in(tmp_path) == ["letter", "letter (earlier 1)", "letter (earlier 2)"]


def test_a_file_where_an_earlier_pack_would_be_kept_loses_neither_pack(write, tmp_path: Path):
    place = tmp_path / "letter"
    write(place, "first")
    (tmp_path / "letter (earlier 1)").write_text("a file", encoding="utf-8")
    with pytest.raises(DeliveryError) as refused:
        write(place, "second", keep=1)
    assert str(refused.value.problems[0].place) == f"{tmp_path}/letter (earlier 1)"
    assert content(place) == "first"
    assert names_in(tmp_path) == ["letter", "letter (earlier 1)"]


def test_a_link_in_the_place_is_not_followed(write, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    place = tmp_path / "letter"
    place.symlink_to(elsewhere)
    with pytest.raises(DeliveryError) as refused:
        write(place, "new")
    assert refused.value.problems[0].message == "a link of this name is there already"
    assert names_in(elsewhere) == []
    assert place.is_symlink()


def test_what_a_killed_build_left_is_taken_away(write, tmp_path: Path):
    place = tmp_path / "letter"
    with Staging(place) as staging:
        hidden = staging.new.parent
    left = hidden / "new" / "addressee"
    left.mkdir(parents=True)
    (left / "half.pdf").write_bytes(b"half")
    listed = {"names": ["addressee/half.pdf", "never.pdf"], "kept": None}
    (hidden / "contents.json").write_text(json.dumps(listed))
    write(place, "whole")
    assert names_in(place) == [".formalletter-pack", "addressee", "whole.zip"]
    assert names_in(place / "addressee") == ["letter.txt"]
    assert names_in(tmp_path) == ["letter"]


@pytest.mark.parametrize("mine", ["new/mine.txt", "mine.txt", "new/addressee/letter.txt"])
def test_a_hidden_folder_of_somebody_s_own_is_not_emptied(write, tmp_path: Path, mine: str):
    place = tmp_path / "letter"
    with Staging(place) as staging:
        hidden = staging.new.parent
    file = hidden / mine
    file.parent.mkdir(parents=True)
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(DeliveryError) as refused:
        write(place, "new")
    assert str(refused.value.problems[0].place) == str(hidden)
    assert file.read_text(encoding="utf-8") == "mine"
    assert names_in(tmp_path) == [hidden.name]


def test_two_builds_at_once_are_told_apart(write, tmp_path: Path):
    place = tmp_path / "letter"
    write(place, "earlier")
    with Staging(place) as first:
        first.write({"addressee/letter.txt": b"first"})
        with pytest.raises(DeliveryError) as refused:
            write(place, "second")
        assert refused.value.problems[0].code == "pack-busy"
    assert content(place) == "earlier"
    assert names_in(tmp_path) == ["letter"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_can_t_be_written_is_one_clear_error(write, tmp_path: Path):
    tmp_path.chmod(0o555)
    with pytest.raises(DeliveryError) as refused:
        write(tmp_path / "letter", "new")
    assert refused.value.problems[0].message == "the pack could not be written: permission denied"


def test_a_file_in_the_place_is_not_overwritten(write, tmp_path: Path):
    place = tmp_path / "letter"
    place.write_text("a file", encoding="utf-8")
    with pytest.raises(DeliveryError) as refused:
        write(place, "new")
    assert refused.value.problems[0].code == "not-replaced"
    assert place.read_text(encoding="utf-8") == "a file"
    assert names_in(tmp_path) == ["letter"]


def test_a_full_disk_leaves_the_earlier_pack(write, letter: Path, tmp_path: Path):
    """A limit on the size of files stands for the disk: the system refuses in the same way."""
    place = tmp_path / "letter"
    write(place, "earlier")
    program = textwrap.dedent(f"""
        import resource, signal
        from pathlib import Path
        from formalletter.errors import DeliveryError
        from formalletter.writing import replace_folder
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, {resource.RLIM_INFINITY}))
        try:
            files = {{"addressee/letter.txt": b"x" * 1_000_000}}
            replace_folder(Path({str(place)!r}), files, owner=Path({str(letter)!r}))
        except DeliveryError as fault:
            print(fault.problems[0].code, fault.problems[0].message)
        """)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    said = "pack-not-delivered the pack could not be written: file too large\n"
    assert done.stdout == said
    assert content(place) == "earlier"
    assert names_in(tmp_path) == ["letter"]
