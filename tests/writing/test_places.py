"""Every command that writes, tried on every kind of place: nobody's work is lost."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from formalletter.cli import app

PICTURE = "pale-delivery-page-1.png"
# What each command is asked to write below the folder `out`.
COMMANDS: dict[str, tuple[list[str], str]] = {
    "build": (["build", "letter", "-e", "delivery", "-o", "out"], "letter-delivery.pdf"),
    "build --pack": (["build", "letter", "-e", "delivery", "--pack", "-o", "out"], "letter"),
    "proof": (["signatories", "proof", "letter", "-o", "out/names.txt"], "names.txt"),
    "new": (["new", "out/fresh"], "fresh"),
    "import": (["import", "draft.txt", "out/fresh"], "fresh"),
    "check --picture": (["check", "pale", "-e", "delivery", "--picture", "out"], PICTURE),
}


def file(place: Path) -> None:
    place.write_bytes(b"somebody's")


def folder(place: Path) -> None:
    place.mkdir()
    (place / "letter.md").write_bytes(b"somebody's")


def link_to_file(place: Path) -> None:
    place.symlink_to(place.parents[1] / "letter" / "letter.md")


def link_to_folder(place: Path) -> None:
    place.symlink_to(place.parents[1] / "letter", target_is_directory=True)


def dead_link(place: Path) -> None:
    place.symlink_to(place.parents[1] / "nowhere")


def hard_link(place: Path) -> None:
    place.hardlink_to(place.parents[1] / "letter" / "letter.md")


def pipe(place: Path) -> None:
    os.mkfifo(place)


KINDS = (file, folder, link_to_file, link_to_folder, dead_link, hard_link, pipe)


def pale(letter: Path) -> None:
    """A letter beside another with a finding on its page: words in the colour of paper."""
    other = shutil.copytree(letter, letter.parent / "pale")
    (other / "styles").mkdir()
    (other / "styles" / "own.css").write_text(
        "@import url(classic.css);\np { color: white }\n", "utf-8"
    )
    text = (other / "letter.md").read_text("utf-8")
    (other / "letter.md").write_text(text.replace("---\n", "---\nstyle: own\n", 1), "utf-8")


def everything(top: Path) -> dict[str, object]:
    """All that there is, the private folders of letters left out."""
    found: dict[str, object] = {}
    for path in sorted(top.rglob("*")):
        name = path.relative_to(top).as_posix()
        facts = path.lstat()
        if ".formalletter" in path.parts:
            continue
        if stat.S_ISREG(facts.st_mode):
            found[name] = path.read_bytes()
        else:
            found[name] = str(path.readlink()) if path.is_symlink() else stat.S_IFMT(facts.st_mode)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("command", COMMANDS)
def test_what_somebody_else_has_in_a_place_stays(
    make_letter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    kind: Callable[[Path], None],
):
    monkeypatch.chdir(tmp_path)
    pale(make_letter())
    (tmp_path / "draft.txt").write_text("A letter\n\nDear all,\n\nWe write.\n", "utf-8")
    words, name = COMMANDS[command]
    (tmp_path / "out").mkdir()
    kind(tmp_path / "out" / name)
    before = everything(tmp_path)
    result = CliRunner().invoke(app, words)
    assert result.exit_code in {1, 5}, result.output
    assert everything(tmp_path) == before
    if name == PICTURE:  # the letter has an error, too: this one must be told
        assert "of this name is there" in result.output


@pytest.mark.slow
@pytest.mark.parametrize("command", ["build", "build --pack", "proof"])
@pytest.mark.parametrize("where", [".", "letter", "letter/annexes"])
def test_nothing_of_the_letter_is_replaced(
    make_letter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, where: str
):
    monkeypatch.chdir(tmp_path)
    letter = make_letter()
    (letter / "annexes").mkdir()
    words, name = COMMANDS[command]
    for place in (letter / "annexes", letter):
        (place / name).mkdir() if command == "build --pack" else file(place / name)
    before = everything(tmp_path)
    words = [each.replace("out", where) for each in words]
    result = CliRunner().invoke(app, words)
    after = everything(tmp_path)
    assert {each: after.get(each) for each in before} == before
    assert result.exit_code == (0 if where == "." and command != "build --pack" else 5)


@pytest.mark.parametrize("name", ["names.pdf", "names.docx", "names"])
def test_a_proof_is_written_only_to_a_file_that_says_so(
    make_letter, tmp_path, name: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    make_letter()
    result = CliRunner().invoke(app, ["signatories", "proof", "letter", "-o", name])
    assert result.exit_code == 2
    assert "the endings are .txt, .md and .markdown: -o names.txt" in result.stderr
    assert not (tmp_path / name).exists()


def test_the_code_of_it_is_explained():
    result = CliRunner().invoke(app, ["check", "--explain", "output-ending"])
    assert result.exit_code == 0
