"""Whether a letter's own style sheet can be laid out at all, before anything is tried with it.

A style comes from a stranger as all of a letter does.  A few lines of it can ask for more time
and memory than there is, and one sign that is missing makes the rest of it disappear unsaid.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import tinycss2

from ..diagnostics import Place, error

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..diagnostics import Problem

LARGEST_STYLE = 1_000_000  # bytes
LONGEST = 5000  # mm: no sheet that a letter is printed on has a side as long
DEEPEST = 40  # brackets inside each other
MOST_VALUES = 20_000  # that the variables of a style stand for
_MM = {"mm": 1, "cm": 10, "q": 0.25, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96}
_EM = 4  # mm that one em or the like is taken for
_EMS = frozenset({"em", "rem", "ex", "ch", "ic", "lh", "rlh", "cap", "vw", "vh", "vmin", "vmax"})
_PARTS = re.compile(
    r"""(?P<comment>/\*.*?(?:\*/|\Z))|\\.|"(?:\\.|[^"\\\n])*(?:"|(?P<cut>\n|\Z))"""
    r"""|'(?:\\.|[^'\\\n])*(?:'|(?P<short>\n|\Z))|(?P<open>[({\[])|(?P<close>[)}\]])""",
    re.DOTALL,
)
_REFERENCE = re.compile(r"var\(\s*(--[\w-]+)", re.IGNORECASE)
_HINT = "correct the style sheet, or take it away and use a bundled style"


def unsound(name: str, data: bytes) -> Problem | None:
    """The first reason why a style sheet can't be taken."""
    if len(data) > LARGEST_STYLE:
        return _refused(f"the style is larger than {LARGEST_STYLE // 1000} kB", Place(name))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        return _refused("the style is not in UTF-8", Place(name, line))
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return _refused("the style has a NUL character", Place(name, line))
    return next(_problems(name, text.replace("\r\n", "\n")), None)


def _problems(name: str, text: str) -> Iterator[Problem]:
    lines = text.split("\n")

    def place(line: int, column: int) -> Place:
        return Place(name, line, column, lines[line - 1] if line <= len(lines) else "")

    for message, offset in _broken(text):
        line = text.count("\n", 0, offset) + 1
        yield _refused(message, place(line, offset - text.rfind("\n", 0, offset)))
        return
    tokens = tinycss2.parse_component_value_list(text, skip_comments=True)
    waiting = list(tokens)
    while waiting:
        token = waiting.pop()
        waiting += getattr(token, "content", None) or getattr(token, "arguments", None) or ()
        if token.type == "dimension" and _millimetres(token) > LONGEST:
            size = token.representation + token.unit
            message = f"{size[:20]} is longer than anything on a page ({LONGEST} mm)"
            yield _refused(message, place(token.source_line, token.source_column))
    if _expanded(text) > MOST_VALUES:
        yield _refused("the style's variables stand for too much", Place(name))


def _broken(text: str) -> Iterator[tuple[str, int]]:
    """What is opened and never closed, and where."""
    opened: list[int] = []
    for match in _PARTS.finditer(text):
        if match["comment"] and not (match[0].endswith("*/") and len(match[0]) > len("/*/")):
            yield (
                "a comment begins here and never ends: what follows is lost",
                match.start(),
            )
        elif match["cut"] is not None or match["short"] is not None:
            yield "a string begins here and does not end in its line", match.start()
        elif match["open"]:
            opened.append(match.start())
            if len(opened) > DEEPEST:
                yield f"brackets stand in each other more than {DEEPEST} deep", match.start()
        elif match["close"] and opened:
            opened.pop()
    if opened:
        yield "a bracket is opened here and never closed", opened[-1]


def _millimetres(token: tinycss2.ast.DimensionToken) -> float:
    unit = token.lower_unit
    share = _MM.get(unit, _EM if unit in _EMS else 0)
    return abs(float(token.value)) * share


def _expanded(text: str) -> int:
    """How many values the largest variable stands for, with all that it refers to."""
    declared: defaultdict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    for name, value in re.findall(r"(--[\w-]+)\s*:([^;{}]*)", text):
        declared[name].append((len(value.split()), _REFERENCE.findall(value)))
    known: dict[str, int] = {}
    return max((_size(name, declared, known, frozenset()) for name in declared), default=0)


def _size(
    name: str,
    declared: Mapping[str, list[tuple[int, list[str]]]],
    known: dict[str, int],
    above: frozenset[str],
) -> int:
    if name in known or name in above or len(above) > DEEPEST:
        return known.get(name, 0 if name in above else MOST_VALUES + 1)
    sizes = [0]
    for own, references in declared.get(name, ()):
        inner = (_size(each, declared, known, above | {name}) for each in references)
        sizes.append(min(own + sum(inner), 10 * MOST_VALUES))
    known[name] = max(sizes)
    return known[name]


def _refused(message: str, place: Place) -> Problem:
    return error("style-unsound", message, place, _HINT)
