"""`formalletter check`: what goes to stdout and stderr, and the exit codes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from formalletter import pipeline, viewing
from formalletter.cli import app
from formalletter.diagnostics import Place, error, note, warning
from formalletter.edition import Edition
from formalletter.errors import AssemblingError, DeliveryError, InputError, TypesettingError
from formalletter.publishing import Report
from formalletter.publishing.pool import Pool
from formalletter.publishing.product import Task
from formalletter.starting import new_letter

THIN = warning("thin-paper", "the paper is thin", Place("x/letter.md", 2, 1))
THICK = error("thick-paper", "the paper is thick", hint="take another")
STUB = note("last-page", "a stub", Place(page=5, box=(1, 2, 3, 4)))


@pytest.fixture(autouse=True)
def letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    new_letter(tmp_path / "x")
    return tmp_path / "x"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["check", *arguments])


class Checks:
    """Stands for the pipeline; remembers what it was asked, answers as it was told."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.problems: tuple[Any, ...] = ()
        self.fault: type | None = None
        self.header = SimpleNamespace(editions=(), embargo=None)

    def __call__(self, folder: Path, **options: Any) -> pipeline.Checked:
        order = options["choose"](self.header)
        self.asked.append({"folder": folder, "order": order, **options})
        options["progress"]("reading")
        if self.fault:
            return pipeline.Checked(self.problems, fault=self.fault(self.problems))
        desk = SimpleNamespace(order=order, letter=SimpleNamespace(header=self.header))
        settled = SimpleNamespace(units={})
        made: Any = SimpleNamespace(
            desk=desk, pages=5, settled=settled, pdf=b"%PDF-", stem=f"x-{order.edition.value}"
        )
        return pipeline.Checked(self.problems, made)


class Beside(Pool[Report]):
    """Does in this process what others would do beside it."""

    def start(self, tasks: Iterable[Task]) -> None:
        self._waiting.extend(tasks)

    def results(self) -> Iterator[tuple[Task, Report | None]]:
        return ((task, self._work(task)) for task in self._waiting)


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> Checks:
    stand_in = Checks()
    monkeypatch.setattr(pipeline, "check", stand_in)
    monkeypatch.setattr("formalletter.publishing.checking.Pool", Beside)
    return stand_in


@pytest.mark.usefixtures("checks")
def test_without_errors_one_calm_line_says_so():
    result = run("x")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "delivery: 5 pages, no errors\n"


def test_findings_are_drawn_with_their_codes_and_counted(checks: Checks):
    checks.problems = (STUB, THICK, THIN)
    result = run("x")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "error: the paper is thick [thick-paper]\n  hint: take another\n\n"
        "x/letter.md:2:1: warning: the paper is thin [thin-paper]\n\n"
        "page 5: note: a stub [last-page]\n\n"
        "1 error, 1 warning, 1 note\n"
    )


def test_warnings_alone_are_no_failure(checks: Checks):
    checks.problems = (THIN,)
    assert run("x").exit_code == 0
    assert run("x", "-q").stderr == ""


@pytest.mark.parametrize(
    ("fault", "code"),
    [(InputError, 1), (TypesettingError, 3), (AssemblingError, 4), (DeliveryError, 5)],
)
def test_a_fault_of_a_stage_keeps_its_exit_code(checks: Checks, fault: type, code: int):
    checks.problems, checks.fault = (THICK,), fault
    result = run("x")
    assert result.exit_code == code
    assert "no errors" not in result.stderr


def test_options_reach_the_check(checks: Checks):
    run("x", "-e", "print", "-e", "press", "--strict", "--online", "--audience", "public")
    assert [asked["order"].edition for asked in checks.asked] == [Edition.PRINT, Edition.PRESS]
    assert {asked["order"].audience for asked in checks.asked} == {"public"}
    assert {asked["strict"] for asked in checks.asked} == {True}
    # Links are the same in all editions: they are followed once.
    assert [asked.get("online", False) for asked in checks.asked] == [True, False]
    assert run("x").exit_code == 0
    assert not checks.asked[-1]["online"]


@pytest.mark.parametrize(
    ("format_", "start"), [("json", "["), ("sarif", "{"), ("github", "::error title=thick-paper::")]
)
def test_results_for_machines_are_on_stdout(checks: Checks, format_: str, start: str):
    checks.problems = (THIN, THICK)
    result = run("x", "--format", format_)
    assert result.exit_code == 1
    assert result.stdout.startswith(start)
    assert result.stderr == ""


def test_machines_get_the_findings_of_all_editions_each_once(checks: Checks):
    checks.problems = (THIN,)
    found = json.loads(run("x", "-e", "print", "-e", "press", "--format", "json").stdout)
    assert [each["code"] for each in found] == ["thin-paper"]


def test_a_folder_that_is_no_letter_is_a_finding():
    result = run("nothing", "--format", "json")
    assert result.exit_code == 1
    assert [each["code"] for each in json.loads(result.stdout)] == ["letter-missing"]
    assert "nothing: error: there is no such folder [letter-missing]" in run("nothing").stderr


def test_pictures_have_the_numbers_that_the_findings_have(
    checks: Checks, monkeypatch: pytest.MonkeyPatch
):
    given = []

    def pictures_of(_: bytes, numbers, units):
        given.append((numbers, units))
        return [(5, b"picture")]

    monkeypatch.setattr(viewing, "pictures_of", pictures_of)
    checks.problems = (THIN, STUB)
    result = run("x", "--picture", "seen")
    assert result.stdout == "seen/x-delivery-page-5.png\n"
    assert Path("seen/x-delivery-page-5.png").read_bytes() == b"picture"
    assert given == [({STUB: 1}, {})]
    assert "1. page 5: note: a stub" in result.stderr


def test_nothing_to_draw_is_said(checks: Checks):
    checks.problems = (THIN,)
    result = run("x", "--picture", "seen")
    assert "no picture" in result.stderr
    assert not Path("seen").exists()


def test_a_code_is_explained_without_a_letter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    result = run("--explain", "yaml-colon")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("yaml-colon: a value has a colon")


def test_an_unknown_code_names_the_nearest():
    result = run("--explain", "yaml-colom")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no code “yaml-colom”" in result.stderr
    assert "did you mean yaml-colon" in result.stderr


def test_listening_and_a_format_exclude_each_other():
    result = run("x", "--listen", "--format", "json")
    assert result.exit_code == 2
    assert "--listen and --format" in result.stderr


@pytest.mark.slow
def test_a_real_check_delivers_nothing_and_tells_what_is_heard(letter: Path):
    before = sorted(path for path in letter.parent.rglob("*"))
    result = run("x", "--listen")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("document: ")
    assert result.stderr.endswith("no errors\n")
    assert sorted(path for path in letter.parent.rglob("*")) == before
