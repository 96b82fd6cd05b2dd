"""Checks a letter of `rejected/` or `accepted/` as the command does; run as a script, it
writes the reports of the rules that are given to it anew, for a person to read."""

from __future__ import annotations

import importlib.util
import sys
from contextlib import chdir
from pathlib import Path

from formalletter import pipeline
from formalletter.checking.online import dead_links
from formalletter.checking.requesting import Answer
from formalletter.diagnostics import Problem
from formalletter.edition import Edition
from formalletter.reporting import draw

TESTS = Path(__file__).parent


def report_of(folder: Path) -> tuple[str, tuple[Problem, ...]]:
    """The whole report on a letter, as text and as problems.

    It is that of somebody who stands beside the letter's folder, wherever the tests run.
    """
    arguments = folder / "arguments.txt"
    options = arguments.read_text(encoding="utf-8").split() if arguments.exists() else []
    edition = Edition(options[options.index("-e") + 1]) if "-e" in options else Edition.DELIVERY
    breaking, answers = folder / "broken.py", folder / "answers.txt"
    with chdir(folder.parent):
        checked = pipeline.check(folder, edition=edition, strict="--strict" in options)
    problems = checked.problems
    if breaking.exists():
        assert checked.made is not None, problems
        problems = pipeline.look_at(checked.made, broken(breaking)(checked.made.pdf))
    if answers.exists():
        assert checked.made is not None, problems
        problems += tuple(dead_links(checked.made.desk.letter, web(answers)))
    return draw(problems, colour=False, codes=True) + "\n", problems


def web(path: Path):
    """A web without a network: each line of the file is a status and the address that has it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    statuses = {address: int(status) for status, address in (line.split() for line in lines)}
    return lambda _, address: Answer(statuses[address])


def broken(path: Path):
    spec = importlib.util.spec_from_file_location("broken", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.broken


if __name__ == "__main__":
    for code in sys.argv[1:]:
        text, _ = report_of(TESTS / "rejected" / code)
        (TESTS / "rejected" / f"{code}.txt").write_text(text, encoding="utf-8")
        sys.stdout.write(f"== {code}\n{text}\n")
