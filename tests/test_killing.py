"""A build that is killed leaves no part of a file, and the earlier file as it was."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from soaking import parts

from formalletter import assets

KILLS = 50
EARLIER = b"the earlier file"


def start(letter: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "formalletter", "build", str(letter), "-q"]
    command += ["-e", "delivery", "-o", str(output)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.slow
def test_no_kill_leaves_a_partial_file(tmp_path: Path):
    """Every process finds either the earlier file or, very late, the whole new one."""
    letter = tmp_path / "letter"
    shutil.copytree(assets.content_folder() / "ohchr-xinjiang-2022", letter)
    shutil.copytree(assets.content_folder() / "letterheads", letter / "letterheads")
    output = tmp_path / "out"
    begin = time.monotonic()
    assert start(letter, output).wait() == 0
    length = time.monotonic() - begin
    (path,) = output.iterdir()
    whole = path.read_bytes()
    chance = random.Random(2022)  # noqa: S311 (moments, no secrets)
    killed = 0
    for _ in range(KILLS):
        path.write_bytes(EARLIER)
        build = start(letter, output)
        time.sleep(chance.uniform(0, length))
        build.kill()
        killed += build.wait() != 0
        assert path.read_bytes() in {EARLIER, whole}
        assert os.listdir(output) == [path.name]  # noqa: PTH208 (hidden files too)
    assert killed > KILLS // 5  # on a busy machine many come too late


# Every command that writes: its words, and the files that it leaves, by their patterns.
WRITING = {
    "build": ["build", "letter", "-e", "delivery"],
    "build --pack": ["build", "letter", "-e", "delivery", "--pack", "--keep", "1"],
    "new": ["new", "fresh"],
    "import": ["import", "draft.txt", "fresh"],
    "proof": ["signatories", "proof", "letter", "-o", "out/names.txt"],
    "withdraw": ["signatories", "withdraw", "One Group", "letter", "--on", "2022-03-09"],
    "erase": ["signatories", "withdraw", "One Group", "letter", "--erase"],
    "update": ["signatories", "update", "new.csv", "letter"],
    "check --picture": ["check", "pale", "-e", "delivery", "--picture", "out"],
}
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)


def lay_out(top: Path) -> None:
    """A letter, an earlier state of what it makes, and what the commands read."""
    letter = top / "letter"
    letter.mkdir(parents=True)
    header = "title: A letter\ndate: 2022-03-08\nrecipient: {office: Board}\nsalutation: Madam,\n"
    text = f"---\n{header}status: draft\n---\nWe [write](https://www.example.org/a).\n"
    (letter / "letter.md").write_text(text, "utf-8")
    (letter / "signatories.csv").write_text("name\nOne Group\nTwo Group\n", "utf-8")
    pale = shutil.copytree(letter, top / "pale")
    (pale / "letter.md").write_text(text.replace("---\n", "---\nstyle: own\n", 1), "utf-8")
    (pale / "styles").mkdir()
    (pale / "styles" / "own.css").write_text(
        "@import url(classic.css);\np { color: white }\n", "utf-8"
    )
    (top / "new.csv").write_text("name\nOne Group\nTwo Group\nThree Group\n", "utf-8")
    (top / "draft.txt").write_text("A letter\n\nDear all,\n\nWe write.\n", "utf-8")


def seen(top: Path) -> dict[str, bytes]:
    """All files but those that are private to the program."""
    return {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in sorted(top.rglob("*"))
        if path.is_file() and not any(part.startswith(".formalletter") for part in path.parts)
    }


def run(top: Path, words: list[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-m", "formalletter", *words]
    return subprocess.Popen(command, cwd=top, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.parametrize("name", WRITING)
@pytest.mark.parametrize("numbers", parts(1, 200, 50), ids=str)
def test_a_kill_leaves_the_old_or_the_new(tmp_path: Path, name: str, numbers: range):
    """The old or the new, never less, and nothing that the next run does not clean."""
    begun, kept = tmp_path / "begun", tmp_path / "kept"
    lay_out(begun)
    assert run(begun, WRITING["build --pack"]).wait() == 0  # an earlier pack is there
    text = begun / "letter" / "letter.md"
    text.write_text(text.read_text("utf-8") + "\nMore.\n", "utf-8")
    old = seen(begun)
    shutil.copytree(begun, kept, symlinks=True)
    start_ = time.monotonic()
    assert run(begun, WRITING[name]).wait() in {0, 1}
    length, new = time.monotonic() - start_, seen(begun)
    for number in numbers:
        shutil.rmtree(begun)  # a record is bound to its place, so the place stays
        shutil.copytree(kept, begun, symlinks=True)
        chance = random.Random(f"{name} {number}")  # noqa: S311 (moments, no secrets)
        child = run(begun, WRITING[name])
        time.sleep(chance.uniform(0, length))
        child.send_signal(chance.choice(SIGNALS))
        child.wait()
        now = seen(begun)
        assert {path: data for path, data in now.items() if data not in _both(old, new, path)} == {}
        assert {path for path in old if path in new and path not in now} == set()
        if name == "build --pack":
            assert _pack(now) in [_pack(old), _pack(new)]
        run(begun, WRITING[name]).wait()
        assert [path for path in begun.rglob(".formalletter-*") if path.name != PACKED] == []


PACKED = ".formalletter-pack"


def _both(old: dict[str, bytes], new: dict[str, bytes], path: str) -> list[bytes]:
    return [each[path] for each in (old, new) if path in each]


def _pack(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if path.startswith("out/letter/")}
