"""Each command that ends with a changed letter, or looks at a file, names what is older."""

from __future__ import annotations

import shutil

import pytest
from typer.testing import CliRunner

from formalletter.cli.app import app

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
    shutil.move(tmp_path / "letter", tmp_path / "moved")
    assert OLDER not in run("verify", "out/letter")
