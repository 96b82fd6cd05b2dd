"""Draws problems for people: place, message, source line with a caret, hint.

What is drawn comes from strangers, so control characters and those that change the writing
direction are shown as escapes and can't steer the terminal.  Layout follows the compilers'
habit, wording that of uv and just: readable without colour, `hint:` on its own line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ..diagnostics import Severity
from .lines import escaped, source_lines
from .order import ordered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..diagnostics import Problem

DRAWN_OF_SAME = 3  # problems of one kind in one file that are drawn whole
LINES_LISTED = 5
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_BOLD = "1"
_FAINT = "2"


def draw(
    problems: Iterable[Problem],
    *,
    colour: bool,
    codes: bool = False,
    numbers: Mapping[Problem, int] | None = None,
) -> str:
    """The problems as text without a line end after it; nothing for none.

    Grouped by file, in the order of their lines, then by page; many of the same are folded;
    the last line counts them all.  With `codes`, each message ends with its code, by which
    it is explained and switched off; `numbers` are those of problems in pictures of the pages.
    """
    sequence = ordered(problems)
    if not sequence:
        return ""
    pen = _Pen(colour=colour, codes=codes)
    same: dict[tuple[object, ...], list[Problem]] = defaultdict(list)
    for problem in sequence:
        same[_kind(problem)].append(problem)
    blocks: list[str] = []
    drawn: Counter[tuple[object, ...]] = Counter()
    for problem in sequence:
        kind = _kind(problem)
        drawn[kind] += 1
        if drawn[kind] <= DRAWN_OF_SAME:
            number = numbers.get(problem) if numbers else None
            blocks.append((f"{number}. " if number else "") + _block(problem, pen))
        if drawn[kind] == DRAWN_OF_SAME < len(same[kind]):
            blocks[-1] += f"\n  {_folded(same[kind][DRAWN_OF_SAME:])}"
    return "\n\n".join([*blocks, counted(sequence)])


class _Pen(NamedTuple):
    """Writes in colour, or not; with the codes of problems, or not."""

    colour: bool
    codes: bool

    def __call__(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.colour and text else text


def _kind(problem: Problem) -> tuple[object, ...]:
    path = problem.place.path if problem.place else None
    return (path, problem.severity, problem.code, problem.message)


def _block(problem: Problem, pen: _Pen) -> str:
    place = escaped(str(problem.place)) if problem.place else ""
    colours = (_BOLD, _COLOURS[problem.severity])
    severity = pen(f"{problem.severity.value}:", *colours)
    head = [pen(f"{place}:", _BOLD)] if place else []
    code = [pen(f"[{problem.code}]", _FAINT)] if pen.codes else []
    lines = [" ".join([*head, severity, escaped(problem.message), *code])]
    if problem.place and problem.place.source and problem.place.source.strip():
        lines += source_lines(
            problem.place, problem.place.source, lambda carets: pen(carets, *colours)
        )
    if problem.hint:
        first, *more = problem.hint.split("\n")  # the others are lines to paste
        lines.append(f"  {pen('hint:', _BOLD)} {escaped(first)}")
        lines += [f"    {escaped(line)}" for line in more]
    return "\n".join(lines)


def _folded(rest: Sequence[Problem]) -> str:
    """The line for problems that are the same as those drawn above it."""
    places = [problem.place for problem in rest if problem.place]
    if numbers := [place.line for place in places if place.line]:
        word = "line" if len(numbers) == 1 else "lines"
    else:
        numbers = list(dict.fromkeys(place.page for place in places if place.page))
        word = "page" if len(numbers) == 1 else "pages"
    listed = ", ".join(map(str, numbers[:LINES_LISTED]))
    more = ", …" if len(numbers) > LINES_LISTED else ""
    where = f" ({word} {listed}{more})" if numbers else ""
    return f"… and {len(rest)} more like this{where}"


def counted(problems: Sequence[Problem]) -> str:
    """How many problems of each severity there are, the heaviest first."""
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(
        f"{counts[severity]} {severity.value}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
        if counts[severity]
    )
