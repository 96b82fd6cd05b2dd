"""Faults of calls and files that only a whole command meets: each ends with one clear problem."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from formalletter.cli import app
from formalletter.cli.terminal import Terminal
from formalletter.diagnostics import Problem
from formalletter.starting import new_letter


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Problem]:
    """The folder with what the cases need, and all problems that the command tells."""
    monkeypatch.chdir(tmp_path)
    Path("list.csv").write_text("name\nOne Union\nTwo Union\nThree Union\n", encoding="utf-8")
    Path("shorter.csv").write_text("name\nOne Union\n", encoding="utf-8")
    Path("other.txt").write_text("- One Union\n", encoding="utf-8")
    Path("list.odp").write_bytes(b"x")
    Path("twice.csv").write_text("name\nOne Union\nOne Union\n", encoding="utf-8")
    Path("large.txt").write_bytes(b"x" * 11_000_000)
    os.mkfifo("pipe.txt")
    new_letter(Path("ours"))
    new_letter(Path("linked"))
    Path("linked/fonts").symlink_to(tmp_path)
    found: list[Problem] = []
    monkeypatch.setattr(Terminal, "report", lambda _, problems, **__: found.extend(problems))
    return found


@pytest.mark.parametrize(
    ("code", "exit_code", "arguments"),
    [
        ("code-unknown", 2, "check --explain nothing-like-it"),
        ("letter-unclear", 2, "check"),
        ("letter-unreadable", 1, f"check {'long' * 200}"),
        ("folder-not-made", 1, "new list.csv/below"),
        ("import-irregular", 1, "import pipe.txt there"),
        ("import-unreadable", 1, "import nothing.txt there"),
        ("import-too-large", 1, "import large.txt there"),
        ("list-format", 1, "signatories check list.odp"),
        ("accept-unknown", 2, "signatories tidy list.csv --accept everything"),
        ("no-terminal", 2, "signatories tidy twice.csv"),
        ("date-missing", 2, "signatories withdraw One list.csv"),
        ("signatory-missing", 1, "signatories withdraw One list.csv --on 2022-03-08"),
        ("signatory-ambiguous", 1, "signatories withdraw One+Union twice.csv --on 2022-03-08"),
        ("update-format", 1, "signatories update other.txt list.csv"),
        ("update-vanished", 1, "signatories update shorter.csv list.csv"),
        ("font-outside", 1, "build linked"),
        ("not-delivered", 5, "build ours -o list.csv"),
    ],
)
def test_fault(told: list[Problem], code: str, exit_code: int, arguments: str):
    result = CliRunner().invoke(app, [part.replace("+", " ") for part in arguments.split()])
    assert code in {problem.code for problem in told}, (result.output, told)
    assert result.exit_code == exit_code


def test_a_date_from_the_environment_that_is_none(
    told: list[Problem], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    assert CliRunner().invoke(app, ["build", "ours"]).exit_code == 2
    assert "source-date-epoch" in {problem.code for problem in told}
