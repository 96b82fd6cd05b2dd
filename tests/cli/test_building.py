"""`formalletter build` and `schema`: what goes to stdout and stderr, and the exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from formalletter import publishing
from formalletter.cli import app
from formalletter.diagnostics import Place, error, warning
from formalletter.errors import (
    AssemblingError,
    DeliveryError,
    FormalletterError,
    InputError,
    TypesettingError,
)
from formalletter.publishing.product import Product, Task
from formalletter.reading import read_letter
from formalletter.roll import Roll
from formalletter.schema import letter_schema
from formalletter.starting import new_letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from formalletter.diagnostics import Problem
    from formalletter.edition import Order
    from formalletter.letter import Letter

COMMAND = [sys.executable, "-m", "formalletter"]
THIN = warning("thin", "the paper is thin", Place("x/letter.md", 2, 1))
THICK = error("thick", "the paper is thick", hint="take another")


@pytest.fixture(autouse=True)
def letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    new_letter(tmp_path / "x")
    return tmp_path / "x"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


class Builds:
    """Stands for the making of editions; remembers what it was asked, answers as it was told."""

    def __init__(self) -> None:
        self.asked: list[tuple[Path, Order]] = []
        self.problems: tuple[Problem, ...] = ()
        self.fault: FormalletterError | None = None

    def __call__(self, how: publishing.How, select: Any, progress: Any, ask: Any) -> list[Product]:
        del ask
        progress("reading")
        if self.fault:
            raise self.fault
        letter, _ = read_letter(how.folder)
        signed = replace(letter, roll=Roll(total=192))
        orders = select(letter.header)
        self.asked += [(how.folder, order) for order in orders]
        return [self._product(order, signed) for order in orders]

    def _product(self, order: Order, letter: Letter) -> Product:
        stem = f"x-{order.edition.value}"
        return Product(Task(order), stem, b"%PDF-", 5, (), letter, 0, (), self.problems, {})


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> Builds:
    stand_in = Builds()
    monkeypatch.setattr(publishing, "make", stand_in)
    return stand_in


def test_path_on_stdout_and_the_rest_on_stderr(builds: Builds, letter: Path) -> None:
    builds.problems = (THIN,)

    result = run("build", "x")

    assert (result.exit_code, result.stdout) == (0, "out/x-delivery.pdf\n")
    assert result.stderr == (
        "x/letter.md:2:1: warning: the paper is thin\n\n1 warning\n"
        "delivery: 5 pages, 192 signatories\n"
    )
    assert [folder.resolve() for folder, _ in builds.asked] == [letter.resolve()]


def test_audience_is_the_editions_own_unless_asked_for(builds: Builds) -> None:
    run("build", "x", "-e", "print")
    run("build", "x", "-e", "print", "--audience", "public")

    assert [order.audience for _, order in builds.asked] == ["addressee", "public"]
    assert run("build", "x", "--audience", "everybody").exit_code == 2


def test_editions_in_the_order_asked_each_once(builds: Builds) -> None:
    builds.problems = (THIN,)

    result = run("build", "x", "-e", "press", "--edition", "print", "-e", "press", "-o", "a/b")

    assert result.stdout == "a/b/x-press.pdf\na/b/x-print.pdf\n"
    assert result.stderr == (
        "x/letter.md:2:1: warning: the paper is thin\n\n1 warning\n"
        "press: 5 pages, 192 signatories\n"
        "print: 5 pages, 192 signatories\n"
    )


def test_quiet_says_only_errors(builds: Builds) -> None:
    builds.problems = (THIN,)
    assert run("build", "x", "-q").stderr == ""

    builds.fault = DeliveryError([THIN, THICK])
    assert run("-q", "build", "x").stderr == (
        "error: the paper is thick\n  hint: take another\n\n1 error\n"
    )


def test_verbose_says_how_long_each_step_takes(builds: Builds) -> None:
    lines = run("build", "x", "-v").stderr.split("\n")

    assert builds.asked
    assert lines[0].startswith("reading: ")
    assert lines[0].endswith(" s")


@pytest.mark.parametrize(
    ("fault", "code"),
    [(InputError, 1), (TypesettingError, 3), (AssemblingError, 4), (DeliveryError, 5)],
)
def test_exit_codes(builds: Builds, fault: type[FormalletterError], code: int) -> None:
    builds.fault = fault([THICK])

    result = run("build", "x")

    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr == "error: the paper is thick\n  hint: take another\n\n1 error\n"


def test_folder_that_is_no_letter() -> None:
    result = run("build", "nothing")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "nothing: error: there is no such folder\n" in result.stderr


def test_letter_that_is_not_named(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("build").exit_code == 2
    monkeypatch.chdir("x")
    assert run("build").exit_code == 0
    assert builds.asked[0][0].resolve() == Path.cwd().resolve()


def test_schema() -> None:
    result = run("schema")

    assert result.exit_code == 0
    assert json.loads(result.stdout) == letter_schema()
    assert result.stderr == ""


def test_a_real_build_prints_its_path_and_nothing_else() -> None:
    done = subprocess.run([*COMMAND, "build", "x"], check=False, capture_output=True, text=True)

    assert done.stderr.endswith("\n1 note\ndelivery: 1 page, 10 signatories\n")
    assert (done.returncode, done.stdout) == (0, "out/x-delivery.pdf\n")
    assert Path("out/x-delivery.pdf").read_bytes().startswith(b"%PDF-")


def test_reader_who_has_gone_away_is_no_fault() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as gone:
        done = subprocess.run(
            [*COMMAND, "schema"], check=False, stdout=gone, stderr=subprocess.PIPE, text=True
        )

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_full_disk_behind_stdout_is_said() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "schema"], check=False, stdout=full, stderr=subprocess.PIPE, text=True
        )

    assert done.returncode == 5
    assert done.stderr == (
        "error: the result could not be written to stdout: no space left on device\n\n1 error\n"
    )


def test_closed_streams_are_no_fault() -> None:
    command = f'"{sys.executable}" -m formalletter schema >&- 2>&-'

    assert subprocess.run(["sh", "-c", command], check=False).returncode == 0  # noqa: S607


@pytest.fixture
def _heeds_ctrl_c() -> Iterator[None]:
    """Where tests run behind a script's `&`, Ctrl-C is ignored, and children inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_heeds_ctrl_c")
@pytest.mark.parametrize("delay", [0.0, 0.1, 0.2, 0.3])
def test_ctrl_c_ends_with_one_line_and_leaves_the_earlier_file(delay: float) -> None:
    Path("out").mkdir()
    Path("out/x-delivery.pdf").write_text("earlier")
    with subprocess.Popen(
        [*COMMAND, "build", "x", "-v"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("reading: ")  # it is in the midst of it
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the whole group
        output, said = process.communicate()

    assert (process.returncode, output) == (130, "")
    assert said.split("\n")[-2:] == ["interrupted", ""]
    assert "Traceback" not in said
    assert [path.name for path in Path("out").iterdir()] == ["x-delivery.pdf"]
    assert Path("out/x-delivery.pdf").read_text() == "earlier"
