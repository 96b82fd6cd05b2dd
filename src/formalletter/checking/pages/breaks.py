"""Where pages and columns end: lines, headings and signatures that should not stand alone.

The numbers are those of a typographer's usual rules: two lines of a paragraph on each side of a
page's end, two lines below a heading, three rows of names below the heading of a list.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from ...rules import find
from .findings import around, at, cut, quoted
from .plan import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...diagnostics import Problem
    from ...printed import PrintedLine
    from .plan import Plan

HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
TEXT = frozenset({"P", "LBody"})  # what is set in paragraphs
FEWEST_LINES = 2  # of a paragraph, on each side of a page's end
FEWEST_AFTER_HEADING = 2  # lines
FEWEST_ROWS = 3  # of names
FULL_ENOUGH = 0.25  # of the last page
FEW_SIGNERS = 4  # more may be torn, as they need a page of their own


def broken_paragraphs(flow: Sequence[PrintedLine]) -> Iterator[Problem]:
    """Single lines of a paragraph at the foot or the top of a page."""
    for lines in elements(flow):
        if lines[0].role not in TEXT or in_table(lines[0]):
            continue
        parts = [list(part) for _, part in groupby(lines, key=lambda line: line.page)]
        if len(parts) == 1:
            continue
        if len(rows(parts[0])) < FEWEST_LINES:
            text = f"a paragraph's first line stands alone at the foot: {quoted(parts[0])}"
            yield find("orphan", text, at(parts[0][0]))
        if len(rows(parts[-1])) < FEWEST_LINES:
            text = f"a paragraph's last line stands alone at the top: {quoted(parts[-1])}"
            yield find("widow", text, at(parts[-1][0]))


def stranded_headings(flow: Sequence[PrintedLine], names: frozenset[int]) -> Iterator[Problem]:
    """Headings whose text goes on on the next page; `names` are the lists of signatories."""
    start = 0
    for lines in elements(flow):
        start += len(lines)
        if lines[0].role not in HEADINGS:
            continue
        is_list = start < len(flow) and flow[start].container in names
        needed = FEWEST_ROWS if is_list else FEWEST_AFTER_HEADING
        after = (flow[number] for number in range(start, len(flow)))
        pages = _first_rows(after, lines[0].part, needed)
        if any(page != lines[-1].page for page in pages):
            title = cut(" ".join(line.text for line in lines))
            yield find("heading-stranded", f"the heading “{title}” is left behind", around(lines))


def _first_rows(after: Iterable[PrintedLine], part: int, most: int) -> list[int]:
    """The pages of the first rows of what a heading stands above: so many at most.

    A heading right below it belongs to these, the next one begins something else.
    """
    found: dict[tuple[int, float], int] = {}
    has_text = False
    for line in after:
        is_heading = line.role in HEADINGS
        if line.part != part or len(found) == most or (is_heading and has_text):
            break
        has_text = has_text or not is_heading
        found[line.page, line.baseline] = line.page
    return list(found.values())


def split_closing(flow: Sequence[PrintedLine], plan: Plan) -> Iterator[Problem]:
    """A close and signatures that are torn, or that stand on a page without text."""
    letter = [list(lines) for lines in elements(flow) if lines[0].part == 0]
    keys = [key(" ".join(line.text for line in lines)) for lines in letter]
    closing = [
        number
        for number, each in enumerate(keys)
        if each == plan.valediction or each in plan.signers
    ]
    if not closing or max(closing) - min(closing) > len(plan.signers):
        return  # some other text is the same as a signature
    block = [line for number in closing for line in letter[number]]
    before = [line for lines in letter[: closing[0]] for line in lines]
    first, last = block[0].page, block[-1].page
    if first != last and len(plan.signers) <= FEW_SIGNERS:
        text = f"the close and its signatures are torn between pages {first + 1} and {last + 1}"
        yield find("closing-split", text, around(block))
    here = [line for line in before if line.page == first]
    if first > 0 and len(rows(here)) < FEWEST_LINES:
        text = "the close stands on a page without two lines of the letter's text"
        yield find("closing-stranded", text, around(block))


def stub(flow: Sequence[PrintedLine], plan: Plan) -> Iterator[Problem]:
    """A last page of the letter that holds next to nothing.

    One with the close and its signatures is none: `split_closing` sees that text stands above it.
    """
    letter = [line for line in flow if line.part == 0]
    last = max((line.page for line in letter), default=0)
    if last == 0:
        return
    ending = [line for line in letter if line.page == last]
    said = {key(" ".join(line.text for line in lines)) for lines in elements(ending)}
    if said & {plan.valediction, *plan.signers}:
        return
    # Space to sign in above the first line fills a page, too: the pages between tell their top.
    top = min(line.baseline for line in letter if line.page > 0)
    bottom = max(line.baseline for line in letter if line.page < last)
    if (max(line.baseline for line in ending) - top) / max(bottom - top, 1) < FULL_ENOUGH:
        text = "the letter's last page is less than a quarter full"
        yield find("last-page-stub", text, around(ending))


def elements(flow: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """The lines of each element, in their order."""
    for _, lines in groupby(flow, key=lambda line: line.element):
        yield list(lines)


def rows(lines: Sequence[PrintedLine]) -> list[float]:
    """The baselines of lines of one page: those side by side are one."""
    found: list[float] = []
    for upper, lower in pairwise([None, *sorted(line.baseline for line in lines)]):
        if lower is not None and (upper is None or lower - upper > 1):
            found.append(lower)
    return found


def in_table(line: PrintedLine) -> bool:
    """Whether a line stands in a table, whose rows are kept together as a whole."""
    return "/Table/" in line.path
