"""Turns what WeasyPrint only logs into problems.

WeasyPrint writes a PDF even where an image is missing or a rule of a style is wrong; only
its log says so.  A resource that is missing is an error, a rule that is ignored a warning
with the style's file, line and column.
"""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..diagnostics import Place, error, warning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..diagnostics import Problem

_PAGE_STEP = re.compile(r"Step 5 - Creating layout - Page (\d+)")
_IGNORED_RULE = re.compile(r"(?P<what>.*?) at (?P<line>\d+):(?P<column>\d+)(?:, )?(?P<why>.*)")
_PYTHON_NAME = re.compile(r"\b[A-Z]\w+(?:Error|Exception): ")
_QUOTED = re.compile(r"`([^`]*)`")
_NO_GLYPH = ".notdef glyph rendered"


class LogCollector(logging.Handler):
    """Listens to WeasyPrint's loggers; `problems` are what they said, each once.

    `base_url` is taken off the addresses in the messages; `progress` is told of each page.
    WeasyPrint gives a rule's line and column but not its file, so `styles`, the text of each
    style that was read, is asked which one has the rule there.
    """

    def __init__(
        self, base_url: str, styles: Mapping[str, str], progress: Callable[[str], None]
    ) -> None:
        super().__init__(logging.INFO)
        self._base_url = base_url
        self._styles = styles
        self._progress = progress
        self._problems: dict[tuple[str, Place | None], Problem] = {}

    @property
    def problems(self) -> list[Problem]:
        """What was said so far."""
        return list(self._problems.values())

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listens as long as the context is open."""
        logger = logging.getLogger("weasyprint")
        logger.setLevel(logging.INFO)
        logger.addHandler(self)
        try:
            yield
        finally:
            logger.removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Takes one record (`logging.Handler.emit`)."""
        message = record.getMessage()
        if record.levelno < logging.WARNING:
            self._step(message)
            return
        if message.startswith(_NO_GLYPH):
            return  # it is told with its place (`checking.glyphs`), and seen in the finished file
        problem = self._problem(record.levelno, message)
        self._problems.setdefault((problem.message, problem.place), problem)

    def _step(self, message: str) -> None:
        if match := _PAGE_STEP.match(message):
            self._progress(match[1])

    def _problem(self, level: int, message: str) -> Problem:
        plain = message.replace(self._base_url, "").rstrip(".")
        if level >= logging.ERROR:
            plain = _PYTHON_NAME.sub("", plain).rstrip(": ")
            hint = "see that the file is there and sound, or take out what asks for it"
            return error("resource", _lower(plain), hint=hint)
        if match := _IGNORED_RULE.fullmatch(plain):
            place = self._place(match["what"], int(match["line"]), int(match["column"]))
            why = f" ({match['why']})" if match["why"] else ""
            hint = "correct the rule, or write one that WeasyPrint supports"
            return warning("style-ignored", _lower(match["what"]) + why, place, hint)
        return warning("typesetting-log", _lower(plain))

    def _place(self, what: str, line: int, column: int) -> Place | None:
        quoted = _QUOTED.search(what)
        words = quoted[1].split(":")[0].strip() if quoted else ""
        for name, text in self._styles.items():
            source = text.split("\n")[line - 1 : line]
            if source and source[0].startswith(words, column - 1):
                return Place(name, line, column, source[0], max(len(words), 1))
        return None


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
