"""Times builds of a letter beside the bare `weasyprint` command on the same HTML.

    python .ci/bench.py [LETTER] [--runs N]

The two run in turn, so that a machine whose speed drifts slows both; what counts is the
ratio.  Nothing is asserted.  "cold" is a process of its own, "first" the same with an empty
font cache, "warm" a build in a process that has built before.

Then a letter with 20 annexes of 20 pages, beside qpdf merging the same files, which takes in,
tags, stamps and checks nothing (`bench_annexes`).
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import bench_annexes

from formalletter import assets, pipeline, preparing
from formalletter.numbering import Numbering
from formalletter.reading import resolve_letter
from formalletter.typesetting.worker import custom_properties

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("letter", nargs="?")
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    letter = resolve_letter(arguments.letter, ROOT)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        bare = prepare_bare(letter, work)
        build = [str(BIN / "formalletter"), "build", str(letter), "-q", "-e", "delivery"]
        build += ["-o", str(work / "out")]
        print(f"{letter.name}: median seconds of {arguments.runs} runs in turn\n")
        print(f"{'':8}{'formalletter':>14}{'weasyprint':>12}{'ratio':>8}  (smallest to largest)")
        compare("cold", lambda: run(build), lambda: run(bare), arguments.runs)
        compare(
            "first",
            lambda: run(build, new_font_cache=True),
            lambda: run(bare, new_font_cache=True),
            max(3, arguments.runs // 2),
        )
        warm = warm_build(letter, work)
        compare("warm", warm, lambda: run(bare), arguments.runs)
        bench_annexes.report(work, max(3, arguments.runs // 2))


def prepare_bare(letter: Path, work: Path) -> list[str]:
    """The `weasyprint` command on the HTML and styles that a build typesets."""
    read_letter, coverage, _, _, order = preparing.read(letter)
    # The same pages without the annexes, of which the bare command knows nothing.
    header = read_letter.header.model_copy(update={"annexes": ()})
    alone = replace(read_letter, header=header, annexes=())
    composed, job = preparing.compose(alone, order, coverage, Numbering())
    shutil.copytree(assets.styles_folder(), work / "styles")
    (work / "letter.html").write_text(composed.html, encoding="utf-8")
    (work / "fit.css").write_text(custom_properties(job.fit), encoding="utf-8")
    return [
        str(BIN / "weasyprint"),
        "--quiet",
        "--pdf-variant=pdf/ua-1",
        f"--stylesheet={work / 'fit.css'}",
        str(work / "letter.html"),
        str(work / "bare.pdf"),
    ]


def run(command: list[str], *, new_font_cache: bool = False) -> float:
    """Seconds that a process takes."""
    environment = {**os.environ, "FONTCONFIG_FILE": str(assets.fonts_folder() / "fonts.conf")}
    with tempfile.TemporaryDirectory() as cache:
        if new_font_cache:
            environment["XDG_CACHE_HOME"] = cache
        start = time.perf_counter()
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
        return time.perf_counter() - start


def warm_build(letter: Path, work: Path) -> Callable[[], float]:
    """A build in this process, after a first one."""

    def build() -> float:
        start = time.perf_counter()
        pipeline.build(letter, output=work / "out")
        return time.perf_counter() - start

    build()
    return build


def compare(what: str, ours: Callable[[], float], bare: Callable[[], float], runs: int) -> None:
    """Prints a row of the table."""
    pairs = [(ours(), bare()) for _ in range(runs)]
    ratios = sorted(a / b for a, b in pairs)
    a, b = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(
        f"{what:8}{a:14.2f}{b:12.2f}{statistics.median(ratios):8.2f}"
        f"  ({ratios[0]:.2f} to {ratios[-1]:.2f})"
    )


if __name__ == "__main__":
    main()
