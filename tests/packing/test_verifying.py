"""`verify` says in words what was changed in a pack."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from formalletter.errors import InputError
from formalletter.packing import About, PackFile, open_pack, pack, packs_in, verify, zipped
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


def test_folder_and_zip_hold_the_same(tmp_path: Path):
    files = pack(FILES, ABOUT)
    folder = tmp_path / "addressee"
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (tmp_path / "pack.zip").write_bytes(zipped("addressee", files))
    assert zipped("addressee", files) == zipped("addressee", dict(reversed(files.items())))
    found = dict(packs_in(tmp_path))
    assert list(found) == [f"{tmp_path}/addressee", f"{tmp_path}/pack.zip/addressee"]
    assert all(members == files for members in found.values())


def test_a_hostile_zip_is_refused(tmp_path: Path):
    def refused(data: bytes) -> str:
        path = tmp_path / "pack.zip"
        path.write_bytes(data)
        with pytest.raises(InputError) as fault:
            open_pack(path)
        assert fault.value.exit_code == 1
        return fault.value.problems[0].message

    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
        for number in range(2):
            target.writestr(str(number), bytes(600 << 20))
    assert refused(bomb.getvalue()) == "it is far larger than any pack"
    assert "can't be read" in refused(b"PK\x03\x04 no zip")
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as target:
        for number in range(1001):
            target.writestr(str(number), b"")
    assert refused(many.getvalue()) == "it is far larger than any pack"


def test_a_link_in_a_folder_is_refused(tmp_path: Path):
    (tmp_path / "manifest.json").symlink_to("/etc/passwd")
    with pytest.raises(InputError) as fault:
        open_pack(tmp_path)
    assert "no regular file" in fault.value.problems[0].message
