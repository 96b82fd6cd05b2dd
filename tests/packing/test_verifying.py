"""`verify` says in words what was changed in a pack."""

from __future__ import annotations

import io
import json
import os
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from formalletter.errors import InputError
from formalletter.packing import (
    About,
    PackFile,
    open_one,
    pack,
    packs_in,
    verify,
    verify_copies,
    verify_one,
    zipped,
)
from formalletter.packing.manifest import MANIFEST
from formalletter.packing.sums import SUMS, digest

ABOUT = About("addressee", "en-GB", "final", {"letter.md": "0" * 64})
FILES = [
    PackFile("a.pdf", b"%PDF a", "delivery", 2, ("PDF/UA-1",)),
    PackFile("a.txt", b"text", "text"),
]


def look_at(data: bytes) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    return (2, ("PDF/UA-1",), ()) if data == b"%PDF a" else (3, (), ("PDF/UA-1: no title",))


def changed(change: Callable[[dict[str, bytes]], object]) -> dict[str, tuple[str, str]]:
    """What is said of each file after a change: by its name the code and message."""
    files = pack(FILES, ABOUT)
    change(files)
    found = [(problem.place, problem) for problem in verify(files, "pack", look_at)]
    return {str(place): (problem.code, problem.message) for place, problem in found}


def test_an_untouched_pack_has_nothing_to_say():
    assert changed(lambda _: None) == {}


def test_each_kind_of_change_is_named():
    assert changed(lambda files: files.update({"a.txt": b"texts"})) == {
        "pack/a.txt": ("pack-changed", "it was changed after it was built: it has 1 byte more")
    }
    assert changed(lambda files: files.update({"a.txt": b"tExt"})) == {
        "pack/a.txt": ("pack-changed", "it was changed after it was built")
    }
    assert changed(lambda files: files.pop("a.txt")) == {
        "pack/a.txt": ("pack-missing", "it is missing")
    }
    assert changed(lambda files: files.update({"b.txt": b"new"})) == {
        "pack/b.txt": ("pack-added", "it does not belong to the pack")
    }
    assert changed(lambda files: files.update({"b.txt": files.pop("a.txt")})) == {
        "pack/a.txt": ("pack-renamed", "it is now called “b.txt”; its content is the same")
    }


def test_a_changed_pdf_is_looked_at_anew():
    files = pack(FILES, ABOUT) | {"a.pdf": b"%PDF b"}
    found = [problem.message for problem in verify(files, "pack", look_at)]
    assert found == [
        "it was changed after it was built",
        "it has 3 pages instead of 2",
        f"it claims nothing, and {MANIFEST} says PDF/UA-1",
        "PDF/UA-1: no title",
    ]


def test_of_many_faults_the_first_is_told():
    def many(_data: bytes) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
        return 2, ("PDF/UA-1",), ("PDF/UA-1: no title", "PDF/UA-1: no tree", "PDF/UA-1: no mark")

    found = [problem.message for problem in verify(pack(FILES, ABOUT), "pack", many)]
    assert found == ["PDF/UA-1: no title (and 2 more)"]


def test_of_a_pdf_that_can_t_be_read_no_more_is_said():
    def broken(_data: bytes) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
        return 0, (), ("it can't be read",)

    found = [problem.message for problem in verify(pack(FILES, ABOUT), "pack", broken)]
    assert found == ["it can't be read"]


def test_a_changed_manifest_is_found():
    def lie(files: dict[str, bytes]) -> None:
        manifest = json.loads(files[MANIFEST])
        manifest["files"][1]["bytes"] = 5
        files[MANIFEST] = json.dumps(manifest).encode()

    assert changed(lie) == {
        "pack/manifest.json": ("pack-changed", "it was changed after it was built")
    }


def test_lists_that_contradict_each_other_are_found():
    def lie(files: dict[str, bytes]) -> None:
        files[SUMS] = files[SUMS].replace(digest(b"text").encode(), digest(b"texts").encode())

    assert changed(lie)["pack/a.txt"] == (
        "pack-contradiction",
        "SHA256SUMS and manifest.json say different things of it",
    )


@pytest.mark.parametrize("name", [SUMS, MANIFEST])
@pytest.mark.parametrize("data", [None, b"", b"\xff\xfe", b"[1, 2]", b"{}"])
def test_a_list_that_is_lost_or_damaged_is_said(name: str, data: bytes | None):
    def lose(files: dict[str, bytes]) -> None:
        del files[name]
        if data is not None:
            files[name] = data

    assert f"pack/{name}" in changed(lose)


def test_the_checksums_are_those_of_sha256sum(tmp_path: Path):
    for name, data in pack(FILES, ABOUT).items():
        (tmp_path / name).write_bytes(data)
    command = ["sha256sum", "-c", SUMS]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "a.pdf: OK\na.txt: OK\nmanifest.json: OK\n"


def place_pack(place: Path, files: dict[str, bytes], archive: bytes) -> None:
    folder = place / "addressee"
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (place / "pack.zip").write_bytes(archive)


def test_folder_and_zip_hold_the_same(tmp_path: Path):
    files = pack(FILES, ABOUT)
    assert zipped("addressee", files) == zipped("addressee", dict(reversed(files.items())))
    place = tmp_path / "letter"
    place_pack(place, files, zipped("addressee", files))
    (tmp_path / "unrelated").mkdir()
    for path in (place, tmp_path):  # the folder of all letters, too
        packs = packs_in(path)
        assert [each.shown for each in packs] == [
            f"{place}/addressee",
            f"{place}/pack.zip/addressee",
        ]
        assert all(each.files == files for each in packs)
        assert list(verify_copies(packs)) == []


def test_a_folder_made_anew_with_its_lists_is_not_its_zip_file(tmp_path: Path):
    other = pack([FILES[0]], ABOUT)
    place_pack(tmp_path, other, zipped("addressee", pack(FILES, ABOUT)))
    (problem,) = verify_copies(packs_in(tmp_path))
    assert problem.message == f"it holds another pack than {tmp_path}/addressee"


def test_a_folder_that_has_lost_its_lists_is_told(tmp_path: Path):
    files = pack(FILES, ABOUT)
    place_pack(tmp_path, {"a.txt": b"text"}, zipped("addressee", files))
    found = [each for each in packs_in(tmp_path) if each.shown == f"{tmp_path}/addressee"]
    codes = [problem.code for problem in verify(found[0].files, "pack", look_at)]
    assert codes == ["pack-no-lists", "pack-no-lists"]


def test_one_file_is_checked_by_the_lists_beside_it_and_nothing_else(tmp_path: Path):
    files = pack(FILES, ABOUT)
    place_pack(tmp_path, files, b"")
    path = tmp_path / "addressee" / "a.txt"
    (path.parent / "link").symlink_to("/etc/passwd")
    assert sorted(open_one(path)) == [SUMS, "a.txt", MANIFEST]
    assert list(verify_one("a.txt", open_one(path), "pack", look_at)) == []
    path.write_bytes(b"texts")
    (problem,) = verify_one("a.txt", open_one(path), "pack", look_at)
    assert problem.code == "pack-changed"


def test_a_file_alone_is_not_said_to_be_unchanged(tmp_path: Path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF a")
    (problem,) = verify_one(path.name, open_one(path), "folder", look_at)
    assert not problem.is_error
    assert problem.message == (
        "nothing beside it says what it should be; what it claims holds: PDF/UA-1"
    )


@pytest.mark.parametrize("name", ["nothing", "empty"])
def test_a_path_without_a_pack_is_refused(tmp_path: Path, name: str):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError) as fault:
        packs_in(tmp_path / name)
    assert fault.value.problems[0].message in {
        "there is no such file or folder",
        "there is no pack in it",
    }


def test_a_file_beside_the_folder_in_a_zip_is_refused(tmp_path: Path):
    path = tmp_path / "pack.zip"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("public/a.txt", b"text")
        target.writestr("more.exe", b"")
    with pytest.raises(InputError) as fault:
        packs_in(path)
    assert "“more.exe” in it" in fault.value.problems[0].message


def test_a_hostile_zip_is_refused(tmp_path: Path):
    def refused(data: bytes) -> str:
        path = tmp_path / "pack.zip"
        path.write_bytes(data)
        with pytest.raises(InputError) as fault:
            packs_in(path)
        assert fault.value.exit_code == 1
        return fault.value.problems[0].message

    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        for number in range(2):
            target.writestr(str(number), bytes(600 << 20))
    assert refused(bomb.getvalue()) == "it is far larger than any pack"
    assert "damaged" in refused(b"PK\x03\x04 no zip")
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as target:
        for number in range(1001):
            target.writestr(str(number), b"")
    assert refused(many.getvalue()) == "it is far larger than any pack"


def test_a_link_in_a_folder_is_refused(tmp_path: Path):
    (tmp_path / "manifest.json").symlink_to("/etc/passwd")
    with pytest.raises(InputError) as fault:
        packs_in(tmp_path)
    assert "no regular file" in fault.value.problems[0].message


@pytest.mark.parametrize("where", ["the zip", "a zip in a folder", "a file in a folder"])
def test_what_was_not_read_is_never_called_unchanged(tmp_path: Path, where: str):
    folder = tmp_path / "letter"
    folder.mkdir()
    for name, data in pack(FILES, ABOUT).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    pipe = {"the zip": tmp_path / "letter.zip", "a zip in a folder": tmp_path / "letter.zip"}.get(
        where, folder / "b.pdf"
    )
    os.mkfifo(pipe)
    with pytest.raises(InputError) as fault:
        packs_in(pipe if where == "the zip" else tmp_path)
    assert fault.value.problems[0].code == "pack-unreadable"


def test_a_device_and_a_pipe_are_refused(tmp_path: Path):
    os.mkfifo(tmp_path / "a.pdf")
    for path in (tmp_path / "a.pdf", Path("/dev/null"), Path("/dev/zero")):
        with pytest.raises(InputError) as fault:
            packs_in(path)
        assert "pipe or a device" in fault.value.problems[0].message


def test_a_link_beside_packs_is_not_passed_over(tmp_path: Path):
    (tmp_path / "letter.zip").write_bytes(zipped("letter", pack(FILES, ABOUT)))
    (tmp_path / "other.zip").symlink_to(tmp_path / "letter.zip")
    with pytest.raises(InputError) as fault:
        packs_in(tmp_path)
    assert str(fault.value.problems[0].place).endswith("other.zip")


@pytest.mark.parametrize("name", ["/etc/a", "../a", "letter/../../a", "c:/a", "a\\b", "a//b"])
def test_a_zip_that_unpacks_elsewhere_is_refused(tmp_path: Path, name: str):
    path = tmp_path / "pack.zip"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr(name, b"")
    with pytest.raises(InputError) as fault:
        packs_in(path)
    assert "somewhere else" in fault.value.problems[0].message


def test_a_link_in_a_zip_is_refused(tmp_path: Path):
    path = tmp_path / "pack.zip"
    entry = zipfile.ZipInfo("letter/a.pdf")
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as target:
        target.writestr(entry, b"/etc/passwd")
    with pytest.raises(InputError) as fault:
        packs_in(path)
    assert "somewhere else" in fault.value.problems[0].message
