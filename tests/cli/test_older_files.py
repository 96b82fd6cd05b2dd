"""Each command that ends with a changed letter, or looks at a file, names what is older."""

from __future__ import annotations

import shutil

import pytest
from typer.testing import CliRunner

from formalletter.cli.app import app
from formalletter.writing import unnoted

OLDER = "it was made of an earlier state of the letter"


@pytest.mark.slow
def test_build_check_withdraw_and_verify_name_an_older_pack(make_letter, tmp_path, monkeypatch):
    make_letter(names=("One Group", "Two Group"))
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> str:
        done = CliRunner().invoke(app, [*words])
        assert done.exit_code == 0, done.output
        return done.output

    assert OLDER not in run("build", "letter", "--pack")
    assert OLDER not in run("verify", "out/letter")
    commands = [
        ("signatories", "withdraw", "One Group", "letter", "--on", "2022-03-09"),
        ("build", "letter", "-e", "delivery"),
        ("check", "letter", "-e", "delivery"),
        ("check", "letter", "-e", "delivery", "--picture", "seen"),
        ("verify", "out/letter"),
        ("verify", str(next((tmp_path / "out" / "letter").glob("*.zip")))),
    ]
    for words in commands:
        assert f"out/letter: warning: {OLDER}" in run(*words), words
    (tmp_path / "away").mkdir()
    shutil.move(tmp_path / "letter", tmp_path / "away" / "letter")
    assert OLDER not in run("verify", "out/letter")


@pytest.mark.slow
def test_what_cannot_be_noted_is_told(make_letter, tmp_path, monkeypatch):
    """A later build won't replace it, and an erasure won't find it: whoever wrote it must know."""
    folder = make_letter(names=("One Group",))
    (folder / ".formalletter").write_text("in the way")
    monkeypatch.chdir(tmp_path)
    commands = [
        ("build", "letter", "-e", "delivery"),
        ("build", "letter", "--pack"),
        ("signatories", "proof", "letter", "-o", "names.txt"),
    ]
    for words in commands:
        done = CliRunner().invoke(app, [*words])
        assert done.exit_code == 0, done.output
        assert "warning: it could not be noted in" in done.output, words
    (told,) = unnoted(folder, [tmp_path / "names.txt"])
    assert told.code == "record-not-kept"
    (folder / ".formalletter").unlink()
    done = CliRunner().invoke(app, ["build", "letter", "-e", "delivery", "-o", "other"])
    assert "could not be noted" not in done.output


@pytest.mark.slow
def test_what_stands_beside_the_sets_of_a_pack_is_told(make_letter, tmp_path, monkeypatch):
    make_letter(names=("One Group",))
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> str:
        return CliRunner().invoke(app, [*words]).output

    run("build", "letter", "--pack")
    pack = tmp_path / "out" / "letter"
    assert "nothing was changed" in run("verify", "out/letter")
    shutil.copytree(pack, tmp_path / "kept")
    (pack / "setup.exe").write_bytes(b"MZ")
    (pack / "empty").mkdir()
    said = run("verify", "out/letter")
    assert "out/letter/setup.exe: error: it is in no list of the pack" in said
    assert "out/letter/empty: error: it is in no list of the pack" in said
    (archive,) = pack.glob("*.zip")
    data = archive.read_bytes()
    archive.unlink()
    assert f"{archive.name}: error: it is missing" in run("verify", "out/letter")
    archive.write_bytes(b"MZ program" + data)
    assert "something stands before the zip file" in run("verify", f"out/letter/{archive.name}")
    # What was written elsewhere is known by the letter that says so.
    run("build", "letter", "-e", "delivery", "-o", "usb")
    (tmp_path / "letter" / "signatories.csv").write_text("name\nTwo Group\n", encoding="utf-8")
    (file,) = (tmp_path / "usb").glob("*.pdf")
    assert OLDER in run("verify", f"usb/{file.name}")
