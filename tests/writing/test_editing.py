"""An edit changes only what was read, and the text before it can be had back."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from formalletter.cli import app

ROWS = "name\nQuokka Union\nQuokka  Union\nWombat Centre\n"


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == code, result.output
    return result.stderr


@pytest.fixture
def letter(make_letter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder: Path = make_letter()
    (folder / "signatories.csv").write_text(ROWS, encoding="utf-8")
    return folder


def kept(letter: Path) -> dict[str, str]:
    folder = letter / ".formalletter" / "earlier"
    return {each.name: each.read_text(encoding="utf-8") for each in sorted(folder.glob("*"))}


def test_each_edit_says_where_the_old_text_is(letter, tmp_path):
    assert "the text before" not in run("signatories", "tidy", "letter", "--accept", "spaces")
    decisions = letter / "signatories.decisions.yaml"
    first = decisions.read_text(encoding="utf-8")
    said = run("signatories", "withdraw", "Wombat Centre", "letter", "--on", "2022-03-09")
    where = "letter/.formalletter/earlier/0001-signatories.decisions.yaml"
    assert f"the text before is kept: {where}\n" in said
    assert (tmp_path / where).read_text(encoding="utf-8") == first
    (tmp_path / "new.csv").write_text(f"{ROWS}Numbat Trust\n", encoding="utf-8")
    said = run("signatories", "update", "new.csv", "letter")
    assert "the text before is kept: letter/.formalletter/earlier/0002-signatories.csv\n" in said
    assert list(kept(letter).values()) == [first, ROWS]
    assert (letter / ".formalletter").stat().st_mode & 0o777 == 0o700
    for name in kept(letter):
        path = letter / ".formalletter" / "earlier" / name
        assert path.stat().st_mode & 0o777 == 0o600


def test_of_each_file_the_last_twenty_texts_are_kept(letter, tmp_path):
    for number in range(25):
        text = f"{ROWS}Numbat Trust {number}\n"
        (tmp_path / "new.csv").write_text(text, encoding="utf-8")
        run("signatories", "update", "new.csv", "letter", "--accept", "vanished")
    names = [name for name in kept(letter) if name.endswith("signatories.csv")]
    assert len(names) == 20
    assert names[-1].startswith("0025")


@pytest.mark.parametrize("name", ["signatories.csv", "signatories.decisions.yaml"])
def test_a_file_that_somebody_changed_meanwhile_is_left_alone(
    letter, name, monkeypatch: pytest.MonkeyPatch
):
    from formalletter.signatories import renewing

    run("signatories", "withdraw", "Wombat Centre", "letter", "--on", "2022-03-09")
    (letter.parent / "new.csv").write_text(f"{ROWS}Numbat Trust\n")
    prepare = renewing.prepare

    def change(*arguments):
        renewal = prepare(*arguments)
        with (letter / name).open("a", encoding="utf-8") as file:
            file.write("# somebody's\n")
        return renewal

    monkeypatch.setattr(renewing, "prepare", change)
    said = run("signatories", "update", "new.csv", "letter", "--on", "2022-03-10", code=5)
    assert "was changed by somebody else after it was read" in said
    assert "run it again" in said
    text = (letter / name).read_text(encoding="utf-8")
    assert text.endswith("# somebody's\n")
    assert "Wombat Centre" in text
    if name != "signatories.csv":
        assert (letter / "signatories.csv").read_text(encoding="utf-8") == ROWS


def test_the_code_says_so(letter):
    from formalletter.errors import DeliveryError
    from formalletter.writing import Edit, edit_files, state_of

    path = letter / "signatories.csv"
    state = state_of(path)
    path.write_text("name\nSomebody\n", encoding="utf-8")
    with pytest.raises(DeliveryError) as refused:
        edit_files([Edit(path, state, b"mine")], owner=letter)
    assert [problem.code for problem in refused.value.problems] == ["edit-changed"]
    assert path.read_text(encoding="utf-8") == "name\nSomebody\n"


def test_an_erased_name_is_in_no_text_that_is_kept(letter, tmp_path):
    run("signatories", "withdraw", "Wombat Centre", "letter", "--on", "2022-03-09")
    (tmp_path / "new.csv").write_text(f"{ROWS}Numbat Trust\n", encoding="utf-8")
    run("signatories", "update", "new.csv", "letter")
    run("signatories", "tidy", "letter", "--accept", "spaces")
    copies = letter / ".formalletter" / "earlier"
    (copies / "0100-letter.md").write_text("Wombat Centre has written it.", encoding="utf-8")
    (copies / "0101-letter.md").write_text("Nobody is named.", encoding="utf-8")
    assert len(kept(letter)) == 4
    run("signatories", "withdraw", "Wombat Centre", "letter", "--erase")
    assert kept(letter) == {"0101-letter.md": "Nobody is named."}
    for path in letter.rglob("*"):
        assert path.is_dir() or b"Wombat" not in path.read_bytes(), path


def test_the_private_folder_is_no_way_to_elsewhere(letter, tmp_path):
    """A letter comes from a stranger: with it, a link in place of the folder for old texts."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "0001-signatories.csv").write_text("mine", encoding="utf-8")
    run("signatories", "withdraw", "Wombat Centre", "letter", "--on", "2022-03-09")
    copies = letter / ".formalletter" / "earlier"
    copies.parent.mkdir()
    copies.symlink_to(mine)
    run("signatories", "withdraw", "Quokka Union", "letter", "--on", "2022-03-09", code=5)
    run("signatories", "withdraw", "Wombat Centre", "letter", "--erase")
    assert [each.name for each in mine.iterdir()] == ["0001-signatories.csv"]
