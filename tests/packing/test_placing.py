"""A pack is in its place whole, or the earlier one still is."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from formalletter.errors import DeliveryError
from formalletter.packing import placing
from formalletter.packing.placing import Staging


def write(place: Path, text: str, keep: int = 0) -> None:
    with Staging(place) as staging:
        staging.write({"addressee/letter.txt": text.encode(), "letter.zip": b"zip"})
        staging.put_in_place(keep)


def content(place: Path) -> str:
    return (place / "addressee" / "letter.txt").read_text(encoding="utf-8")


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))  # noqa: PTH208 (hidden names too)


def test_a_new_pack_takes_the_place_of_the_earlier_one(tmp_path: Path):
    place = tmp_path / "out" / "letter"
    write(place, "first")
    write(place, "second")
    assert content(place) == "second"
    assert names(place.parent) == ["letter"]
    assert place.stat().st_mode & 0o777 == 0o755 & ~placing._umask()


def test_without_the_system_s_exchange_it_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(placing, "_swap", lambda _one, _other: False)
    place = tmp_path / "letter"
    write(place, "first")
    write(place, "second", keep=1)
    assert content(place) == "second"
    assert names(tmp_path) == ["letter", "letter (earlier 1)"]


def test_an_earlier_pack_that_was_moved_aside_comes_back(tmp_path: Path):
    """What a kill between the two steps of a system without exchange leaves."""
    place = tmp_path / "letter"
    write(place, "first")
    place.rename(tmp_path / ".letter.old")
    with Staging(place):
        assert content(place) == "first"
    assert names(tmp_path) == ["letter"]


def test_earlier_packs_are_kept(tmp_path: Path):
    place = tmp_path / "letter"
    for text in ("one", "two", "three", "four"):
        write(place, text, keep=2)
    assert content(place) == "four"
    assert content(tmp_path / "letter (earlier 1)") == "three"
    assert content(tmp_path / "letter (earlier 2)") == "two"
    assert names(tmp_path) == ["letter", "letter (earlier 1)", "letter (earlier 2)"]


def test_a_file_where_an_earlier_pack_would_be_kept_loses_neither_pack(tmp_path: Path):
    place = tmp_path / "letter"
    write(place, "first")
    (tmp_path / "letter (earlier 1)").write_text("a file", encoding="utf-8")
    with pytest.raises(DeliveryError) as refused:
        write(place, "second", keep=1)
    assert str(refused.value.problems[0].place) == f"{tmp_path}/letter (earlier 1)"
    assert content(place) == "first"
    assert names(tmp_path) == ["letter", "letter (earlier 1)"]


def test_a_link_in_the_place_is_not_followed(tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    place = tmp_path / "letter"
    place.symlink_to(elsewhere)
    with pytest.raises(DeliveryError) as refused:
        write(place, "new")
    assert refused.value.problems[0].message == "the pack could not be written: file exists"
    assert names(elsewhere) == []
    assert place.is_symlink()


def test_what_a_killed_build_left_is_taken_away(tmp_path: Path):
    left = tmp_path / ".letter.new" / "addressee"
    left.mkdir(parents=True)
    (left / "half.pdf").write_bytes(b"half")
    (tmp_path / ".letter.new" / "link").symlink_to(tmp_path)
    write(tmp_path / "letter", "whole")
    assert names(tmp_path / "letter") == ["addressee", "letter.zip"]
    assert names(tmp_path / "letter" / "addressee") == ["letter.txt"]


def test_two_builds_at_once_are_told_apart(tmp_path: Path):
    place = tmp_path / "letter"
    write(place, "earlier")
    with Staging(place) as first:
        first.write({"addressee/letter.txt": b"first"})
        with pytest.raises(DeliveryError) as refused, Staging(place):
            pass
        assert refused.value.problems[0].code == "pack-busy"
        first.put_in_place()
    assert content(place) == "first"
    assert names(tmp_path) == ["letter"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_can_t_be_written_is_one_clear_error(tmp_path: Path):
    tmp_path.chmod(0o555)
    with pytest.raises(DeliveryError) as refused, Staging(tmp_path / "letter"):
        pass
    assert refused.value.problems[0].message == "the pack could not be written: permission denied"


def test_a_file_in_the_place_is_not_overwritten(tmp_path: Path):
    place = tmp_path / "letter"
    place.write_text("a file", encoding="utf-8")
    with pytest.raises(DeliveryError) as refused:
        write(place, "new")
    assert refused.value.problems[0].code == "pack-not-delivered"
    assert place.read_text(encoding="utf-8") == "a file"
    assert names(tmp_path) == ["letter"]


def test_a_full_disk_leaves_the_earlier_pack(tmp_path: Path):
    """A limit on the size of files stands for the disk: the system refuses in the same way."""
    place = tmp_path / "letter"
    write(place, "earlier")
    program = textwrap.dedent(f"""
        import resource, signal
        from pathlib import Path
        from formalletter.errors import DeliveryError
        from formalletter.packing import Staging
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, {resource.RLIM_INFINITY}))
        try:
            with Staging(Path({str(place)!r})) as staging:
                staging.write({{"addressee/letter.txt": b"x" * 1_000_000}})
                staging.put_in_place()
        except DeliveryError as fault:
            print(fault.problems[0].message)
        """)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "the pack could not be written: file too large\n"
    assert content(place) == "earlier"
    assert names(tmp_path) == ["letter"]
