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
    looked_at,
    open_one,
    pack,
    packs_in,
    verify,
    zipped,
)
from formalletter.packing.manifest import MANIFEST
from formalletter.packing.pack import KEEP
from formalletter.packing.sums import SUMS, digest, sums_of

ABOUT = About("addressee", "en-GB", "final", {"letter.md": "0" * 64})
FILES = [
    PackFile("a.pdf", b"%PDF a", "delivery", "send", 2, ("PDF/UA-1",)),
    PackFile("a.txt", b"text", "text", "send"),
    PackFile("a_e-mail.txt", b"Subject", "e-mail", "keep"),
]
ZIP = "a_for-the-addressee.zip"
TEXT = "send/a.txt"


def look_at(data: bytes) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    return (2, ("PDF/UA-1",), ()) if data == b"%PDF a" else (3, (), ("PDF/UA-1: no title",))


def changed(change: Callable[[dict[str, bytes]], object]) -> dict[str, tuple[str, str]]:
    """What is said of each file after a change: by its name the code and message."""
    files = pack(FILES, ABOUT, ZIP)
    change(files)
    found = [(problem.place, problem) for problem in verify(files, "pack", look_at)]
    return {str(place): (problem.code, problem.message) for place, problem in found}


def test_an_untouched_pack_has_nothing_to_say():
    assert changed(lambda _: None) == {}


def test_each_kind_of_change_is_named():
    assert changed(lambda files: files.update({TEXT: b"texts"})) == {
        "pack/send/a.txt": ("pack-changed", "it was changed after it was built: it has 1 byte more")
    }
    assert changed(lambda files: files.update({TEXT: b"tExt"})) == {
        "pack/send/a.txt": ("pack-changed", "it was changed after it was built")
    }
    assert changed(lambda files: files.pop(TEXT)) == {
        "pack/send/a.txt": ("pack-missing", "it is missing")
    }
    assert changed(lambda files: files.update({"send/b.txt": b"new"})) == {
        "pack/send/b.txt": ("pack-added", "it does not belong to the pack")
    }
    assert changed(lambda files: files.update({"send/b.txt": files.pop(TEXT)})) == {
        "pack/send/a.txt": (
            "pack-renamed",
            "it is now called “send/b.txt”; its content is the same",
        )
    }


def test_a_changed_pdf_is_looked_at_anew():
    files = pack(FILES, ABOUT, ZIP) | {"send/a.pdf": b"%PDF b"}
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

    found = [problem.message for problem in verify(pack(FILES, ABOUT, ZIP), "pack", many)]
    assert found == ["PDF/UA-1: no title (and 2 more)"]


def test_of_a_pdf_that_can_t_be_read_no_more_is_said():
    def broken(_data: bytes) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
        return 0, (), ("it can't be read",)

    found = [problem.message for problem in verify(pack(FILES, ABOUT, ZIP), "pack", broken)]
    assert found == ["it can't be read"]


def test_a_changed_manifest_is_found():
    def lie(files: dict[str, bytes]) -> None:
        manifest = json.loads(files[KEEP + MANIFEST])
        manifest["files"][1]["bytes"] = 5
        files[KEEP + MANIFEST] = json.dumps(manifest).encode()

    assert changed(lie) == {
        "pack/keep/manifest.json": ("pack-changed", "it was changed after it was built")
    }


def test_lists_that_contradict_each_other_are_found():
    def lie(files: dict[str, bytes]) -> None:
        files[KEEP + SUMS] = files[KEEP + SUMS].replace(
            digest(b"text").encode(), digest(b"texts").encode()
        )

    assert changed(lie)["pack/send/a.txt"] == (
        "pack-contradiction",
        "SHA256SUMS and manifest.json say different things of it",
    )


@pytest.mark.parametrize("name", [KEEP + SUMS, KEEP + MANIFEST])
@pytest.mark.parametrize("data", [None, b"", b"\xff\xfe", b"[1, 2]", b"{}"])
def test_a_list_that_is_lost_or_damaged_is_said(name: str, data: bytes | None):
    def lose(files: dict[str, bytes]) -> None:
        del files[name]
        if data is not None:
            files[name] = data

    assert f"pack/{name}" in changed(lose)


def test_the_checksums_are_those_of_sha256sum(tmp_path: Path):
    write(tmp_path, pack(FILES, ABOUT, ZIP))
    command = ["sha256sum", "-c", KEEP + SUMS]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == (
        "keep/a_e-mail.txt: OK\nkeep/manifest.json: OK\nsend/a.pdf: OK\nsend/a.txt: OK\n"
    )


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def place_pack(place: Path, name: str = ZIP) -> dict[str, bytes]:
    """A pack of one set, with its zip file beside it under a name."""
    files = pack(FILES, ABOUT, ZIP)
    write(place / "addressee", files)
    (place / name).write_bytes(zipped(files) or b"")
    return files


def of_earlier_version(place: Path) -> None:
    """A set as it was made before it had three folders: all beside each other, and in the zip."""
    files = {path.rpartition("/")[2]: data for path, data in pack(FILES, ABOUT, ZIP).items()}
    manifest = json.loads(files[MANIFEST])
    del manifest["archive"]
    for entry in manifest["files"]:
        entry["path"] = entry["path"].rpartition("/")[2]
    files[MANIFEST] = json.dumps(manifest).encode()
    del files[SUMS]
    write(place / "addressee", files | {SUMS: sums_of(files)})
    with zipfile.ZipFile(place / "a.zip", "w") as target:
        for name in (*files, SUMS):
            target.write(place / "addressee" / name, f"addressee/{name}")


def told(path: Path, against: Path | None = None) -> list[tuple[str, str]]:
    """What `formalletter verify` says of a path: the place below it, and the code."""
    _, problems = looked_at(path, against, look_at)
    return [(str(each.place).removeprefix(f"{path}/"), each.code) for each in problems]


def test_what_is_sent_is_zipped_and_nothing_else(tmp_path: Path):
    files = place_pack(tmp_path / "letter")
    assert zipped(files) == zipped(dict(reversed(files.items())))
    with zipfile.ZipFile(tmp_path / "letter" / ZIP) as source:
        assert source.namelist() == ["a.pdf", "a.txt"]
    assert zipped(pack(FILES[2:], ABOUT, ZIP)) is None, "an empty zip file would be sent as it is"
    (tmp_path / "unrelated").mkdir()
    for path in (tmp_path / "letter", tmp_path, tmp_path / "letter" / ZIP):  # all letters, too
        assert told(path) == []


def test_a_zip_file_is_held_against_the_set_beside_it(tmp_path: Path):
    place_pack(tmp_path)
    other = pack([PackFile("a.pdf", b"%PDF b", "delivery"), FILES[1]], ABOUT, ZIP)
    (tmp_path / ZIP).write_bytes(zipped(other) or b"")
    for path in (tmp_path, tmp_path / ZIP):
        assert {code for _, code in told(path)} >= {"pack-changed"}
    (tmp_path / ZIP).write_bytes(zipped(pack(FILES[:1], ABOUT, ZIP)) or b"")
    assert told(tmp_path / ZIP) == [("a.txt", "pack-missing")]
    (tmp_path / ZIP).write_bytes(zipped({"send/other.txt": b"Names"}) or b"")
    assert told(tmp_path) == [(ZIP, "pack-added")]


def test_a_zip_file_that_says_it_is_for_others_is_told(tmp_path: Path):
    place_pack(tmp_path, "a_for-the-public.zip")
    assert told(tmp_path) == [("a_for-the-public.zip", "pack-renamed")]


def test_what_was_unpacked_somewhere_else_is_held_against_the_pack(tmp_path: Path):
    place = tmp_path / "letter"
    files = place_pack(place)
    got = tmp_path / "got"
    write(got, {"a.pdf": files["send/a.pdf"], "a.txt": files[TEXT]})
    for against in (place, place / "addressee"):
        assert told(got, against) == told(got / "a.txt", against) == []
    elsewhere = tmp_path / "elsewhere.zip"
    elsewhere.write_bytes((place / ZIP).read_bytes())
    assert told(elsewhere, place) == [(str(elsewhere), "pack-renamed")]
    assert [code for _, code in told(elsewhere)] == ["pack-no-lists"] * 2
    (got / "a.txt").write_bytes(b"texts")
    assert told(got, place) == [("a.txt", "pack-changed")]
    assert told(got / "a.txt", place) == [("a.txt", "pack-changed")]


def test_a_pack_of_an_earlier_version_is_still_checked(tmp_path: Path):
    of_earlier_version(tmp_path)
    assert (
        told(tmp_path) == told(tmp_path / "a.zip") == told(tmp_path / "addressee" / "a.txt") == []
    )
    (tmp_path / "addressee" / "a.txt").write_bytes(b"texts")
    assert told(tmp_path) == [("addressee/a.txt", "pack-changed")]
    (tmp_path / "addressee" / SUMS).write_bytes(sums_of({"a.txt": b"texts"}))
    assert "pack-contradiction" in {code for _, code in told(tmp_path)}


def test_a_folder_that_has_lost_its_lists_is_told(tmp_path: Path):
    files = place_pack(tmp_path)
    for name in (KEEP + SUMS, KEEP + MANIFEST):
        (tmp_path / "addressee" / name).unlink()
    assert len(files) == 5
    assert [code for _, code in told(tmp_path)][:2] == ["pack-no-lists"] * 2


def test_one_file_is_checked_by_the_lists_of_its_set_and_nothing_else(tmp_path: Path):
    place_pack(tmp_path)
    path = tmp_path / "addressee" / TEXT
    (path.parent / "link").symlink_to("/etc/passwd")
    name, files = open_one(path)
    assert (name, sorted(files)) == (TEXT, [KEEP + SUMS, KEEP + MANIFEST, TEXT])
    assert told(path) == told(tmp_path / "addressee" / KEEP / "a_e-mail.txt") == []
    path.write_bytes(b"texts")
    assert [code for _, code in told(path)] == ["pack-changed"]


def test_a_file_alone_is_not_said_to_be_unchanged(tmp_path: Path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF a")
    _, (problem,) = looked_at(path, None, look_at)
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
        target.writestr(f"public/{SUMS}", b"text")
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
    for name, data in pack(FILES, ABOUT, ZIP).items():
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
    (tmp_path / "letter.zip").write_bytes(zipped(pack(FILES, ABOUT, ZIP)) or b"")
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
