"""Whether the pages say what the document says, whatever a letter's own style does.

A style decides how a letter looks.  With `content`, `display`, `visibility` and others it could
also put words on the page, hide, strike, repeat or turn them.  So everything drawn is compared
with the document: nothing but its own text, all of it, in its order and as it is meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict, deque
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

import tinycss2

from ..diagnostics import Place, error
from .source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element as HtmlElement

    from ..diagnostics import Problem
    from .boxes import Drawn, DrawnLine

_SHOWN = 60  # characters of a text in a message
_MOST_TOLD = 5
_HINT = "take that rule out of the style: what the letter says stands in its own files alone"
# Elements whose text is never set as text.
_NOT_SET = frozenset({"style", "script", "svg", "head", "template"})
_STRUCK = frozenset({"s", "del", "strike"})
_HEADS = frozenset({"thead", "tfoot"})  # what a table repeats on each page
_CELLS = frozenset({"td", "th"})
_FAINTEST = 0.5  # of full ink
_HYPHENS = frozenset("-\u2010\u00ad\u058a\u05be\u30fb\u1806")
# Signs that mean no word, number or quotation, wherever they stand.
_ORNAMENTS = frozenset(" \u00a0\u200b\u2060•◦▪▫■□●○∙·‣⁃❧☙❦✦✧★☆§¶")
_INLINE = frozenset({"strong", "em", "b", "i", "a", "code", "s", "del"})
_NARROWEST = 0.18  # of the type size: the mean width of letters, narrow ones among them
_MOST_NARROW = 2  # letters that may all be i or l
_OVERLAP = 0.25  # of the type size by which kerning and slanted type may reach back
_TURNED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_SLACK = 3.0  # pt by which a line may reach over an edge, or stand higher than its neighbour
_COUNT = re.compile(r"\.([\w-]+)::?(before|after)\s*$")
_COUNTER = re.compile(r"counter\(\s*pages?\s*(?:,\s*([\w-]+)\s*)?\)")
# What could have had the effect, to find the line of the style.
_ADDING = ("content", "string-set", "list-style", "list-style-type", "hyphenate-character")
_HIDING = ("display", "visibility", "opacity", "clip", "overflow", "text-indent", "font-size")
_STRIKING = ("text-decoration", "text-decoration-line")
_MOVING = (
    *("float", "position", "left", "right", "letter-spacing", "word-spacing", "margin"),
    *("margin-left", "margin-right", "display", "text-indent", "transform"),
)
_TURNING = ("unicode-bidi", "direction", "transform", "order", "flex-direction", "position")
# A style may not say where a link leads or what is read aloud or listed beside the pages.
_FORBIDDEN = ("-weasy-link", "-weasy-anchor", "-weasy-lang", "bookmark-label", "link", "anchor")


class _Finding(NamedTuple):
    """What is wrong, and the properties that could have done it."""

    message: str
    properties: tuple[str, ...]


def unfaithful(
    root: HtmlElement, drawn: Sequence[Drawn], pages: int, own_styles: Mapping[str, str]
) -> list[Problem]:
    """What of the words the letter's own style has added, hidden, struck or turned.

    `own_styles` are its style sheets by name; without one there is nothing to find.
    """
    if not own_styles:
        return []
    rules = [*_declarations(own_styles)]
    found = islice(dict.fromkeys(_findings(root, drawn, pages)), _MOST_TOLD)
    problems = [
        error("style-changes-words", each.message, _place(each, rules, own_styles), _HINT)
        for each in found
    ]
    problems += [
        error("style-changes-words", f"a style may not set “{name}”", place, _HINT)
        for name, place in rules
        if name in _FORBIDDEN
    ]
    return problems


def _findings(root: HtmlElement, drawn: Sequence[Drawn], pages: int) -> Iterator[_Finding]:
    generated = _Generated(root, pages)
    yield from _in_margins(drawn, generated, pages)
    body = root.find("body")
    if body is None:
        return
    parents = {child: parent for parent in root.iter() for child in parent}
    source = Source(body)
    made: defaultdict[tuple[HtmlElement | None, str], list[Drawn]] = defaultdict(list)
    for each in drawn:
        if each.is_image or each.spot.region == "margin" or not each.text.strip():
            continue
        if each.pseudo:
            made[each.element, each.pseudo].append(each)
            continue
        around = [*_around(each.element, parents)]
        if each.spot.artifact == "repeated":
            if not any(element.tag in _HEADS for element in around):
                yield _Finding(f"the style repeats “{_cut(each.text)}” on each page", _TURNING)
            continue
        if source.find(each) is None:
            yield _Finding(f"the style puts “{_cut(each.text)}” on the page", _ADDING)
        yield from _as_meant(each, around)
    for runs in made.values():
        yield from _of_pseudo(runs, generated)
    yield from (
        _Finding(f"the style leaves out “{_cut(text)}”", _HIDING)
        for text in _unsaid(body, source, drawn)
    )
    yield from _moved(body, drawn)
    yield from _off_their_lines(drawn)


def _off_their_lines(drawn: Sequence[Drawn]) -> Iterator[_Finding]:
    """Words that stand beside their line, before or over what they follow in it, or in a heap."""
    before: dict[DrawnLine, Drawn] = {}
    for each in drawn:
        if each.line is None or each.spot.artifact or not each.text.strip():
            continue
        text = _cut(each.text)
        if each.line.block is not None and each.line.block.tag in _INLINE:
            yield _Finding(f"the style takes “{text}” out of its line", _MOVING)
        left, _, right, _ = each.rectangle
        if right - left < _NARROWEST * each.size * _letters(each.text):
            yield _Finding(f"the style prints the letters of “{text}” over each other", _MOVING)
        last = before.get(each.line)
        before[each.line] = each
        if last is None or {last.direction, each.direction} != {"ltr"} or _TURNED.search(text):
            continue
        if left < last.rectangle[2] - _OVERLAP * each.size:
            yield _Finding(f"the style puts “{text}” over what it follows", _MOVING)


def _letters(text: str) -> int:
    """How many signs of a text have a width of their own; 0 for a few that may be narrow."""
    number = sum(unicodedata.category(sign)[0] in "LN" for sign in text)
    return number if number > _MOST_NARROW else 0


def _of_pseudo(runs: Sequence[Drawn], generated: _Generated) -> Iterator[_Finding]:
    """Words that are generated before or behind an element, but for the number of pages."""
    element, text = runs[0].element, " ".join(each.text for each in runs)
    classes = element.get("class", "").split() if element is not None else []
    meant = (generated.counts.get((name, runs[0].pseudo), "") for name in classes)
    is_meant = _packed(text) in map(_packed, meant)
    if not is_meant and not set(text) <= _ORNAMENTS:
        yield _Finding(f"the style puts “{_cut(text)}” on the page", _ADDING)


def _as_meant(drawn: Drawn, around: Sequence[HtmlElement]) -> Iterator[_Finding]:
    """Whether a run is seen, and reads as it does in the letter."""
    text, look = _cut(drawn.text), drawn.spot.look
    if not drawn.is_visible or look.opacity < _FAINTEST or _is_cut_off(drawn):
        yield _Finding(f"the style hides “{text}”", _HIDING)
    if drawn.is_struck != any(element.tag in _STRUCK for element in around):
        done = "strikes out" if drawn.is_struck else "does not strike out"
        yield _Finding(f"the style {done} “{text}”", _STRIKING)
    if not set(drawn.hyphen) <= _HYPHENS:
        yield _Finding(f"the style puts “{_cut(drawn.hyphen)}” at the ends of lines", _ADDING)
    meant = next((element.get("dir") for element in around if element.get("dir")), "ltr")
    if look.is_turned or (meant in {"ltr", "rtl"} and drawn.direction != meant):
        yield _Finding(f"the style turns “{text}” around", _TURNING)


def _is_cut_off(drawn: Drawn) -> bool:
    cut = drawn.spot.look.cut
    if cut is None:
        return False
    left, bottom, right, top = drawn.rectangle
    middle = (bottom + top) / 2
    is_beside = left < cut[0] - _SLACK or right > cut[2] + _SLACK
    return is_beside or not cut[1] < middle < cut[3]


def _unsaid(body: HtmlElement, source: Source, drawn: Sequence[Drawn]) -> Iterator[str]:
    """The texts that are nowhere on the pages, or only in part."""
    yield from (rest for _, rest in source.lost())
    seen = {
        each.element
        for each in drawn
        if each.spot.artifact is None and not each.is_image and not each.pseudo
    }
    level = deque([body])
    while level:
        element = level.popleft()
        children = [child for child in element if _name(child) not in _NOT_SET]
        own = "".join(filter(None, [element.text, *(child.tail for child in element)]))
        if own.replace("\u00ad", "").strip() and element not in seen:
            yield own.strip()
        level.extend(children)


def _moved(body: HtmlElement, drawn: Sequence[Drawn]) -> Iterator[_Finding]:
    """Neighbours in the letter that stand the other way round on the page."""
    places: dict[HtmlElement, Drawn] = {}
    for each in drawn:
        if each.element is not None and each.spot.artifact is None and each.line is not None:
            places.setdefault(each.element, each)
    first: dict[HtmlElement, Drawn] = {}
    for element in reversed([*body.iter()]):
        inner = (first[child] for child in element if child in first)
        if found := places.get(element) or next(inner, None):
            first[element] = found
    beside = {inner for each in body.iter() if _is_beside(each) for inner in each.iter()}
    for parent in (each for each in body.iter() if each in first and each not in beside):
        kids = [child for child in parent if child in first and child.tag not in {"span", "a"}]
        for one, other in pairwise(kids):
            if _is_before(first[other], first[one], is_cell=one.tag in _CELLS):
                text = _cut(first[other].text)
                yield _Finding(f"the style puts “{text}” before what it follows", _TURNING)


def _is_beside(element: HtmlElement) -> bool:
    """Whether it holds texts that stand beside each other, where a window or the sheet asks."""
    return bool({"opening", "letterhead", "sheet"} & set(element.get("class", "").split()))


def _is_before(one: Drawn, other: Drawn, *, is_cell: bool) -> bool:
    """Whether a run that is to follow the other stands above it, or before it in a row."""
    if one.spot.region != "flow" or other.spot.region != "flow":
        return False
    if one.spot.page != other.spot.page:
        return one.spot.page < other.spot.page
    (left, _, right, top), (other_left, _, other_right, other_top) = one.rectangle, other.rectangle
    if is_cell:
        is_right = one.direction == "rtl"
        return left > other_left + _SLACK if is_right else left < other_left - _SLACK
    common = min(right, other_right) - max(left, other_left)
    return common > _SLACK and top > other_top + _SLACK


def _in_margins(drawn: Sequence[Drawn], generated: _Generated, pages: int) -> Iterator[_Finding]:
    """Words in the margins that are not the running heads, and feet that lack theirs."""
    said: defaultdict[int, list[str]] = defaultdict(list)
    for each in drawn:
        if each.spot.region == "margin" and each.is_visible and each.spot.look.opacity == 1:
            said[each.spot.page] += each.text.split()
    for page in range(pages):
        found = Counter(said[page])
        added = found - Counter(" ".join(generated.margins(page)).split())
        if added:
            yield _Finding(f"the style puts “{_cut(' '.join(added))}” in the margin", _ADDING)
        lacking = Counter(" ".join(generated.feet(page)).split()) - found
        if lacking:
            text = _cut(" ".join(generated.feet(page)))
            yield _Finding(f"the style leaves out “{text}” at a page's foot", _HIDING)


class _Generated:
    """The words that the document's own rules make (`composing.settings`, `composing.numbers`).

    `counts` are those of elements that tell the number of pages, by their class and pseudo.
    """

    def __init__(self, root: HtmlElement, pages: int) -> None:
        self._pages = pages
        self._styles: dict[str, list[str]] = {}
        self._boxes: list[tuple[str, list[tinycss2.ast.Node]]] = []
        self.counts: dict[tuple[str, str], str] = {}
        sheets = [element.text or "" for element in root.iter("style")]
        rules = tinycss2.parse_stylesheet("\n".join(sheets), skip_comments=True)
        counting = {("page-count", "before"): "page-count"}
        for rule in rules:
            prelude = tinycss2.serialize(getattr(rule, "prelude", ())).strip()
            if rule.type == "at-rule" and rule.lower_at_keyword == "counter-style":
                values = _contents(rule, "symbols")
                self._styles[prelude] = [value.value for value in values if value.type == "string"]
            elif rule.type == "at-rule" and rule.lower_at_keyword == "page":
                inner = tinycss2.parse_blocks_contents(rule.content or [])
                self._boxes += [
                    (box.lower_at_keyword, _contents(box, "content"))
                    for box in inner
                    if box.type == "at-rule"
                ]
            elif match := _COUNT.search(prelude):
                counting[match[1], match[2]] = match[1]
        for key, style in counting.items():
            self.counts[key] = self._total(style)

    def margins(self, page: int) -> list[str]:
        """All that may stand in the margins of a page (from 0)."""
        return [self._text(values, page) for _, values in self._boxes]

    def feet(self, page: int) -> list[str]:
        """What has to stand at the foot of each page."""
        return [self._text(values, page) for name, values in self._boxes if "bottom" in name]

    def _total(self, style: str | None) -> str:
        symbols = self._styles.get(style, []) if style else []
        number = self._pages - 1
        if style is None:
            return str(self._pages)
        return symbols[number] if number < len(symbols) else "?"

    def _text(self, values: Sequence[tinycss2.ast.Node], page: int) -> str:
        parts = []
        for value in values:
            if value.type == "string":
                parts.append(value.value)
            elif match := _COUNTER.fullmatch(value.serialize()):
                is_total = "pages" in value.serialize()
                parts.append(self._total(match[1]) if is_total else str(page + 1))
        return "".join(parts)


def _contents(rule: tinycss2.ast.Node, name: str) -> list[tinycss2.ast.Node]:
    """The value of a declaration in a rule."""
    inner = tinycss2.parse_blocks_contents(rule.content or [])
    values = [
        each.value for each in inner if each.type == "declaration" and each.lower_name == name
    ]
    return values[-1] if values else []


def _declarations(styles: Mapping[str, str]) -> Iterator[tuple[str, Place]]:
    """The declarations of style sheets with their places, however deep they stand."""
    for name, text in styles.items():
        lines = text.splitlines()
        waiting = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        while waiting:
            node = waiting.pop(0)
            if node.type == "declaration":
                line = node.source_line
                source = lines[line - 1] if line <= len(lines) else ""
                yield node.lower_name, Place(name, line, node.source_column, source, len(node.name))
            elif node.type in {"qualified-rule", "at-rule"} and node.content:
                waiting += tinycss2.parse_blocks_contents(node.content, skip_comments=True)


def _place(
    finding: _Finding, rules: Sequence[tuple[str, Place]], styles: Mapping[str, str]
) -> Place:
    """The line of the style that could have done it; else its name."""
    likely = [place for name, place in rules if name in finding.properties]
    return likely[0] if likely else Place(next(iter(styles)))


def _around(
    element: HtmlElement | None, parents: Mapping[HtmlElement, HtmlElement]
) -> Iterator[HtmlElement]:
    while element is not None:
        yield element
        element = parents.get(element)


def _name(element: HtmlElement) -> str:
    """The name of an element; that of one which is never set for what is none: a comment."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else "style"


def _packed(text: str) -> str:
    return "".join(text.split())


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
