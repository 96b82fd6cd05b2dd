"""Reads the structure tree of a finished file, with what each element says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .values import PdfValue, items, object_number, raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

    from .content import PageContent

DEEPEST = 200  # levels of elements; a letter has about ten

# Types that stand inside a line (ISO 32000-1, 14.8.4.4); all others begin anew.
INLINE = frozenset({"Span", "Quote", "Link", "Reference", "Code", "Annot", "NonStruct"})
_APART = frozenset({"Note", "Reference", "Figure", "Formula"})

_CELLS = {"TD", "TH"}  # an empty one still is a column of its row


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked sequence: the index of its page (-1 if unknown) and its number there.

    `form` is the object number of the form XObject that it stands in, 0 on the page itself.
    """

    page: int
    number: int
    form: int = 0


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation that an element holds: its page's index and its object number."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Branch:
    """An element of the tree.

    `number` is its object number and `values` its dictionary; `faults` say what is wrong
    with its place in the tree.
    """

    role: str
    number: int
    values: PdfValue
    kids: list[Branch | Mark | Annotation] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def descendants(self) -> Iterator[Branch]:
        """The element and all elements below it, in their order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Branch):
                yield from kid.descendants()

    @property
    def page(self) -> int | None:
        """The index of the page of the first thing that it holds."""
        for branch in self.descendants():
            for kid in branch.kids:
                if not isinstance(kid, Branch):
                    return kid.page
        return None


def read_tree(reader: PdfReader) -> list[Branch]:
    """The elements at the root of the tree; none in a file without structure."""
    reference = raw(reader.root_object, "/StructTreeRoot")
    if reference is None:
        return []
    tree = _Tree({object_number(page): index for index, page in enumerate(reader.pages)})
    number = object_number(reference)
    return [tree.branch(kid, number, 1) for kid in items(reference.get_object(), "/K")]


class _Tree:
    """Reads elements; each is met once, so that a tree in a circle ends."""

    def __init__(self, pages: dict[int, int]) -> None:
        self._pages = pages
        self._met: set[int] = set()

    def branch(self, item: PdfValue, parent: int, depth: int) -> Branch:
        """Reads an element that stands below the one with the object number `parent`."""
        values = item.get_object()
        number = object_number(item)
        branch = Branch(str(values.get("/S", "/?"))[1:], number, values)
        if number in self._met or depth > DEEPEST:
            branch.faults.append("stands in the tree twice, or too deep")
            return branch
        self._met.add(number)
        if object_number(raw(values, "/P")) != parent:
            branch.faults.append("names another parent than the one it stands below")
        for kid in items(values, "/K"):
            branch.kids.append(self._kid(kid, branch, depth))
        if not branch.kids and branch.role not in _CELLS:
            branch.faults.append("is empty")
        return branch

    def _kid(self, kid: PdfValue, branch: Branch, depth: int) -> Branch | Mark | Annotation:
        values = kid.get_object()
        if isinstance(values, int):
            return Mark(self._page(branch.values), int(values))
        kind = values.get("/Type")
        paged = values if "/Pg" in values else branch.values
        if kind == "/MCR":
            form = object_number(raw(values, "/Stm"))
            return Mark(self._page(paged), int(values["/MCID"]), form)
        if kind == "/OBJR":
            return Annotation(self._page(paged), object_number(raw(values, "/Obj")))
        return self.branch(kid, branch.number, depth + 1)

    def _page(self, values: PdfValue) -> int:
        return self._pages.get(object_number(raw(values, "/Pg")), -1)


def text_of(branch: Branch, pages: list[PageContent], *, apart: bool = False) -> str:
    """What an element says, in the order of reading, one line for each block.

    With `apart`, notes, their references and images are left out, so that a sentence is
    whole even where a note stands inside it.
    """
    return "".join(_pieces(branch, pages, apart=apart))


def _pieces(branch: Branch, pages: list[PageContent], *, apart: bool) -> Iterator[str]:
    if apart and branch.role in _APART:
        return
    edge = "" if branch.role in INLINE else "\n"
    yield edge
    if "/ActualText" in branch.values:
        yield str(branch.values["/ActualText"])
    else:
        for kid in branch.kids:
            if isinstance(kid, Branch):
                yield from _pieces(kid, pages, apart=apart)
            elif isinstance(kid, Mark) and 0 <= kid.page < len(pages):
                page = pages[kid.page]
                texts = page.forms[kid.form].texts if kid.form in page.forms else page.texts
                yield texts.get(kid.number, "")
    yield edge
