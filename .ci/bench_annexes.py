"""Times and weighs a build with many annexes beside qpdf merging the same files."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ANNEXES, PAGES = 20, 20
_HEADER = """\
---
title: A letter with many annexes
date: 2022-03-08
recipient: {office: High Commissioner}
salutation: Madam,
annexes:
"""
_MERGE = """\
import sys, pikepdf
pikepdf.Job(["pikepdf", "--empty", "--pages", *sys.argv[2:], "--", sys.argv[1]]).run()
"""


def report(work: Path, runs: int) -> None:
    """Prints the table."""
    letter = make_letter(work / "many")
    annexes = sorted(str(path) for path in (letter / "annexes").iterdir())
    build = [sys.executable, "-m", "formalletter", "build", str(letter), "-q", "-o", str(work)]
    merge = [sys.executable, "-c", _MERGE, str(work / "merged.pdf"), *annexes]
    pairs = [(measure(build), measure(merge)) for _ in range(runs)]
    print(f"\n{ANNEXES} annexes of {PAGES} pages: medians of {runs} runs in turn\n")
    print(f"{'':8}{'formalletter':>14}{'qpdf':>12}{'ratio':>8}")
    for number, (what, digits) in enumerate((("seconds", 2), ("MiB", 0))):
        ours, theirs = (
            statistics.median(pair[side][number] for pair in pairs) for side in range(2)
        )
        print(f"{what:8}{ours:14.{digits}f}{theirs:12.{digits}f}{ours / theirs:8.1f}")


def make_letter(folder: Path) -> Path:
    """A letter with annexes of dense text, tagged as WeasyPrint does it."""
    import weasyprint

    (folder / "annexes").mkdir(parents=True)
    words = "All human beings are born free and equal in dignity and rights. " * 9
    header = _HEADER
    for number in range(1, ANNEXES + 1):
        pages = "".join(
            f"<h2>Page {page} of {number}</h2>" + f"<p>{words}</p>" * 5
            for page in range(1, PAGES + 1)
        )
        style = "h2 { break-before: page } h1 { margin: 0 } p { font: 10pt serif }"
        html = f"<html lang=en><title>Annex</title><style>{style}</style><h1>Annex</h1>{pages}"
        name = f"annexes/{number:02}.pdf"
        weasyprint.HTML(string=html).write_pdf(folder / name, pdf_variant="pdf/ua-1")
        header += f"  - title: Annex number {number}\n    file: {name}\n"
    (folder / "letter.md").write_text(f"{header}---\nText.\n", encoding="utf-8")
    return folder


def measure(command: list[str]) -> tuple[float, float]:
    """Seconds that a process takes, and the most memory in MiB of it or one of its children."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return seconds, usage.ru_maxrss / 1024
