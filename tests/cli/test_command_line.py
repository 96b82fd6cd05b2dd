"""The command line as such: its options, wrong usage, and how fast it starts."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer.testing import CliRunner, Result

from formalletter import __version__
from formalletter.cli import app


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, prog_name="formalletter")


def test_version() -> None:
    result = run("--version")

    assert (result.exit_code, result.stdout) == (0, f"formalletter {__version__}\n")


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_names_the_commands(option: str) -> None:
    result = run(option)

    assert result.exit_code == 0
    assert [f"\n  {name} " in result.stdout for name in ("new", "import", "build", "schema")] == [
        True
    ] * 4


def test_without_a_command_the_help_goes_to_stderr() -> None:
    result = run()

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Usage: formalletter ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["buil"], "Error: No such command 'buil'. Did you mean 'build'?\n"),
        (["build", "--editon", "print"], "Error: No such option: --editon"),
        (["build", "-e", "prin"], "'prin' is not one of 'delivery', 'print', 'press'.\n"),
        (["build", "one", "two"], "Error: Got unexpected extra argument(s) (two)\n"),
        (["import", "source.txt"], "Error: Missing argument 'FOLDER'.\n"),
        (["new"], "Error: Missing argument 'FOLDER'.\n"),
        (["-q", "schema", "-v"], "Error: Invalid value: -q and -v can't be used together\n"),
        (["schema", "-qv"], "Error: Invalid value: -q and -v can't be used together\n"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str) -> None:
    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_starting_loads_nothing_heavy() -> None:
    code = "import sys, formalletter.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()

    heavy = {"weasyprint", "pydantic", "rich", "jinja2", "babel", "pikepdf", "pypdf", "ruamel.yaml"}
    assert "typer" in loaded
    assert heavy & set(loaded) == set()
