"""`formalletter new` and `formalletter import`."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from formalletter.cli import app

SEED = Path(__file__).parents[1] / "importing" / "seed.txt"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_new(here: Path) -> None:
    result = run("new", "my letter")

    assert result.exit_code == 0
    assert result.stdout.split("\n") == [
        "my letter/letter.md",
        "my letter/signatories.csv",
        "my letter/letter.schema.json",
        "",
    ]
    assert result.stderr == "next: change letter.md, then formalletter build 'my letter'\n"
    assert all((here / line).is_file() for line in result.stdout.splitlines())


@pytest.mark.parametrize("arguments", [["-q", "new", "x"], ["new", "x", "--quiet"]])
def test_quiet_before_and_behind_the_command(arguments: list[str]) -> None:
    result = run(*arguments)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("x/letter.md\n")


def test_new_overwrites_nothing(here: Path) -> None:
    (here / "x").write_text("here before")

    result = run("new", "x", "-q")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "x: error: there is something of this name already, and it is never overwritten\n"
        "  hint: give the name of a folder that does not exist yet\n\n1 error\n"
    )
    assert (here / "x").read_text() == "here before"


def test_import(here: Path) -> None:
    (here / "seed.txt").write_bytes(SEED.read_bytes())

    result = run("import", "seed.txt", "letters/xinjiang")

    assert result.exit_code == 0
    assert result.stdout == "letters/xinjiang/letter.md\nletters/xinjiang/signatories.csv\n"
    assert result.stderr == (
        "seed.txt: note: the source does not say: recipient's name and address,"
        " valediction, place\n"
        "  hint: complete the header of letter.md\n\n1 note\n"
        "found: title of 2 lines, date 2022-03-08, 7 paragraphs, 192 signatories\n"
    )


def test_import_shows_the_line_that_it_could_not_place(here: Path) -> None:
    text = "# T\n\nGeneva, 8 March 2022\n\nMs A. Chair\n\nDear Chair,\n\nThe text.\n\nSincerely,\n"
    (here / "source.md").write_text(text)

    result = run("import", "source.md", "x")

    assert result.exit_code == 0
    assert result.stderr == (
        "source.md: warning: no list of signatories was found\n"
        "  hint: look for it in letter.md, and move it to signatories.csv, one name a row\n\n"
        "source.md: note: the source does not say: recipient's name and address\n"
        "  hint: complete the header of letter.md\n\n"
        "source.md:5:1: warning: this line above the text was put into it as it is\n"
        "  5 | Ms A. Chair\n"
        "    | ^^^^^^^^^^^\n"
        "  hint: move it in letter.md where it belongs, such as to `recipient`\n\n"
        "2 warnings, 1 note\n"
        "found: title of 1 line, date 2022-03-08, 2 paragraphs, no signatories\n"
    )


def test_import_of_nothing(here: Path) -> None:
    result = run("import", "none.txt", "x")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "none.txt: error: can't read the file: no such file or directory\n\n1 error\n"
    )
    assert list(here.iterdir()) == []
