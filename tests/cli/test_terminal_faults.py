"""What nobody foresaw ends a command in plain words, and with -v with all there is to know."""

from __future__ import annotations

import pytest
import typer

from formalletter.cli.options import Options
from formalletter.cli.terminal import Terminal


def test_no_traceback_is_shown_to_a_person(capsys):
    with (
        pytest.raises(typer.Exit) as ended,
        Terminal(Options(quiet=False, verbose=False)).session(),
    ):
        raise KeyError(*["/Properties"])
    assert ended.value.exit_code == 4
    told = capsys.readouterr().err
    assert "something that the program does not expect stopped it" in told
    assert "hint: send nothing of this build" in told
    assert "KeyError" not in told
    assert "Properties" not in told


def test_all_of_it_is_shown_when_asked():
    with pytest.raises(KeyError), Terminal(Options(quiet=False, verbose=True)).session():
        raise KeyError


def test_what_ends_a_command_as_it_should_goes_on(capsys):
    with (
        pytest.raises(typer.Exit) as ended,
        Terminal(Options(quiet=False, verbose=False)).session(),
    ):
        raise typer.Exit(1)
    assert ended.value.exit_code == 1
    assert capsys.readouterr().err == ""
