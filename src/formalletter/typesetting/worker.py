"""The typesetting process: reads jobs from stdin, a line each, and answers on stdout.

Run by `typesetting.process` and never by a person.  WeasyPrint is imported before the job
arrives, so that both processes work at the same time.
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from .. import children
from ..diagnostics import Place, Severity, error
from ..errors import FormalletterError
from . import boxes
from .faithful import unfaithful
from .fetching import LetterFetcher, StyleError
from .fitting import BODY_LEADINGS, GAP, Area, Layout, better_fit, of_letter, pages_behind
from .footnotes import has_sound_notes
from .job import OUT_OF_MEMORY, WITHOUT_LAST, Fit, Job
from .lines import text_lines
from .logs import LogCollector
from .structure import hand_on

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..diagnostics import Problem

MOST_MEMORY = 6 * 1024**3  # bytes of address space; the seed letter needs a twentieth


def main() -> None:
    """Serves one job after the other, until there is none."""
    # A short life with many objects: looking for garbage often costs a tenth of it.
    gc.set_threshold(200_000, 50, 100)
    answers = children.answers()
    _limit_memory()
    fonts = FontConfiguration()  # scans the fonts while the job is still being written

    def say(**message: object) -> None:
        answers.write(json.dumps(message).encode() + b"\n")
        answers.flush()

    for line in sys.stdin.buffer:
        try:
            _serve(Job.from_plain(json.loads(line)), fonts, say, answers)
        except FormalletterError as fault:
            say(problems=[problem.to_plain() for problem in fault.problems])
        except MemoryError:
            sys.exit(OUT_OF_MEMORY)


def _serve(job: Job, fonts: FontConfiguration, say: Callable[..., None], out: IO[bytes]) -> None:
    styles: dict[str, str] = {}
    log = LogCollector(job.base_url, styles, lambda page: say(progress=page))
    pictures = Path(job.pictures) if job.pictures else None
    fetcher = LetterFetcher(job.base_url, Path(job.folder), Path(job.bundled), styles, pictures)
    fetcher.tell = lambda name: say(style=name)
    with log.listening():
        html = weasyprint.HTML(string=job.html, base_url=job.base_url, url_fetcher=fetcher)
        try:
            document = _lay_out_well(job, html, fonts)
        except StyleError as fault:
            say(resources=[fault.problem.to_plain()])
            return
        except (FormalletterError, MemoryError):
            raise
        except Exception as fault:  # noqa: BLE001 (a style of a stranger leads to whatever it likes)
            say(problems=[_failed(fault, fetcher.own_styles).to_plain()])
            return
        problems = log.problems
        if fetcher.own_styles:
            drawn = boxes.read(document).drawn
            pages = len(document.pages)
            problems += unfaithful(html.etree_element, drawn, pages, fetcher.own_styles)
        if any(problem.severity is Severity.ERROR for problem in problems):
            say(resources=[problem.to_plain() for problem in problems])
            return
        typeset = hand_on(html, document)
    say(
        typeset=typeset.to_plain(),
        notes=[problem.to_plain() for problem in log.problems],
        bytes=len(typeset.pdf),
    )
    out.write(typeset.pdf)
    out.flush()


def _failed(fault: Exception, own_styles: Mapping[str, str]) -> Problem:
    """What is said where WeasyPrint gives up; its own words are for who maintains it."""
    print(repr(fault), file=sys.stderr)  # noqa: T201 (kept by the parent)
    deep = isinstance(fault, RecursionError)
    message = "parts are nested too deep to be laid out" if deep else "the pages can't be laid out"
    if not own_styles:
        return error("typesetting-failed", message, hint=WITHOUT_LAST)
    name = next(iter(own_styles))
    hint = "try one of the bundled styles; if that goes well, the fault is in this one"
    return error("typesetting-failed", f"{message} in this style", Place(name), hint)


def _lay_out_well(job: Job, html: weasyprint.HTML, fonts: FontConfiguration) -> weasyprint.Document:
    """One layout, or two where the first can be bettered; never more."""
    if job.fit is None:
        return _lay_out(html, None, fonts)
    first = _lay_out(html, job.fit, fonts)
    layout = _measure(html, first)
    fit = better_fit(layout, job.fit, fixed_columns=job.fixed_columns)
    if fit is None:
        return first
    second = _lay_out(html, fit, fonts)
    return first if _measure(html, second).is_stub() and not layout.is_stub() else second


def _lay_out(
    html: weasyprint.HTML, fit: Fit | None, fonts: FontConfiguration
) -> weasyprint.Document:
    """A layout; one with another leading of the text where that loses no footnote."""
    elements = [element for element in html.etree_element.iter() if isinstance(element.tag, str)]
    for block in fit.unhyphenated if fit else ():
        elements[block].set("style", "hyphens: manual")
    settings = [custom_properties(fit)] if fit else []
    tries = ([], *([f":root {{ --body-leading: {pt}pt !important }}"] for pt in BODY_LEADINGS))
    for nudge in tries:
        sheets = [weasyprint.CSS(string=rules) for rules in (*settings, *nudge)]
        document = html.render(stylesheets=sheets, font_config=fonts)
        if has_sound_notes(document):
            break
    return document


def custom_properties(fit: Fit) -> str:
    """The CSS that tells the styles what the fitting chose."""
    return (
        f":root {{ --names-columns: {fit.columns}; --names-gap: {GAP}pt;"
        f" --names-size: {fit.size}pt; --names-leading: {fit.leading}pt;"
        f" --body-leading: {fit.body_leading}pt;"
        f" --list-break: {'page' if fit.list_on_new_page else 'auto'};"
        f" --last-break: {'avoid' if fit.last_together else 'auto'} }}"
    )


def _measure(html: weasyprint.HTML, document: weasyprint.Document) -> Layout:
    lines = text_lines(html, document)
    # What stands behind the letter has pages of its own, which may be as empty as they like.
    behind = pages_behind(lines)
    areas = boxes.page_areas(document)
    return Layout(
        tuple(line for line in of_letter(lines) if line.page not in behind),
        tuple(Area(*area) for page, area in enumerate(areas) if page not in behind),
    )


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    except (ImportError, ValueError, OSError):
        return  # not every system can limit it; the parent's clock still stops it


if __name__ == "__main__":
    main()
