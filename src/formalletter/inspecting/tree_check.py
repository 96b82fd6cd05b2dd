"""Whether the structure tree and the pages agree: what no validator looks at.

A validator passes a file whose second half was cut out of the tree, and a tree that reads a
paragraph twice.  Here every mark must belong to exactly one element, and every annotation,
and the way back (the parent tree) must lead to the same one.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from .destination_check import destination_faults
from .faults import Fault
from .structure import Annotation, Branch, Mark
from .values import bytes_of, dictionary, name_tree, number_tree, object_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from .content import PageContent
    from .document import Document
    from .values import PdfValue


def tree_faults(document: Document) -> tuple[Fault, ...]:
    """All faults of a file's structure tree, and of what leads from place to place in it."""
    if not document.tree:
        return (Fault("the file has no structure tree"),)
    check = _Check(document)
    return (
        *check.elements(),
        *check.pages(),
        *check.marks(),
        *check.annotations(),
        *check.parent_tree(),
        *check.ways_back(),
        *check.identities(),
        *destination_faults(document),
    )


class _Check:
    """One document, with who holds what."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._contents = document.contents
        self._marks: dict[Mark, list[Branch]] = {}
        self._annotations: dict[Annotation, list[Branch]] = {}
        for branch in document.branches:
            for kid in branch.kids:
                if isinstance(kid, Mark):
                    self._marks.setdefault(kid, []).append(branch)
                elif isinstance(kid, Annotation):
                    self._annotations.setdefault(kid, []).append(branch)
        self._root = document.catalog["/StructTreeRoot"]
        self._entries = number_tree(dictionary(self._root, "/ParentTree") or self._root)
        self._parents = dict(self._entries)

    def elements(self) -> Iterator[Fault]:
        """What was wrong with an element when it was read."""
        for branch in self._document.branches:
            for fault in branch.faults:
                yield Fault.at(branch.page, f"an element {branch.role} {fault}")

    def pages(self) -> Iterator[Fault]:
        """What is wrong with the marks on a page."""
        for page, content in enumerate(self._contents):
            if content.unbalanced:
                yield Fault.at(page, "a mark in the content never ends, or never began")
            if content.stray:
                yield Fault.at(page, "something is drawn that is neither marked nor an artifact")
            if content.nested:
                yield Fault.at(page, "marks or artifacts stand inside each other")
            for mark in sorted(content.twice):
                yield Fault.at(page, f"the mark {mark} is used twice")

    def marks(self) -> Iterator[Fault]:
        """Every mark on a page is held by one element, and every held mark is there."""
        there = {
            Mark(page, number, form)
            for page, content in enumerate(self._contents)
            for form, texts in _marked(content)
            for number in texts
        }
        for mark in sorted(there, key=lambda mark: (mark.page, mark.form, mark.number)):
            if (holders := len(self._marks.get(mark, ()))) != 1:
                yield Fault.at(mark.page, f"the mark {mark.number} is held by {holders} elements")
        for mark in self._marks.keys() - there:
            yield Fault.at(mark.page, f"the tree holds a mark {mark.number} that isn't there")

    def annotations(self) -> Iterator[Fault]:
        """Every annotation is held by one element and says what it is for."""
        found = set()
        for page, reference in self._document.annotations():
            annotation = Annotation(page, object_number(reference))
            found.add(annotation)
            holders = self._annotations.get(annotation, [])
            if len(holders) != 1:
                yield Fault.at(page, f"an annotation is held by {len(holders)} elements")
            elif self._holder(reference.get_object().get("/StructParent")) != holders[0].number:
                yield Fault.at(page, "an annotation leads back to another element")
            if not _described(reference.get_object()):
                yield Fault.at(page, "an annotation has no description")
        for annotation in self._annotations.keys() - found:
            yield Fault.at(annotation.page, "the tree holds an annotation that isn't there")

    def _holder(self, key: PdfValue) -> int | None:
        return object_number(self._parents[key]) if key in self._parents else None

    def parent_tree(self) -> Iterator[Fault]:
        """The keys are sorted, and none is used twice."""
        keys = [key for key, _ in self._entries]
        if not _is_sorted(keys):
            yield Fault("the parent tree is not sorted")
        used = [page.get("/StructParents") for page in self._document.reader.pages]
        used += [values.get("/StructParents") for _, _, values, _ in self._forms()]
        used += [item.get_object().get("/StructParent") for _, item in self._document.annotations()]
        for group in (keys, used):
            for key, count in Counter(group).items():
                if count > 1 and key is not None:
                    yield Fault(f"the key {key} of the parent tree is used {count} times")
        for key in set(keys) - set(used):
            yield Fault(f"nothing has the key {key} of the parent tree")

    def ways_back(self) -> Iterator[Fault]:
        """The parent tree leads from every mark to the element that holds it."""
        for page, values in enumerate(self._document.reader.pages):
            key = values.get("/StructParents")
            entry = self._parents[key].get_object() if key in self._parents else None
            if not isinstance(entry, list):
                yield Fault.at(page, "the parent tree doesn't know the page")
                continue
            parents = [object_number(item) for item in entry]
            yield from self._page_back(page, parents, self._contents[page].texts)
        for page, form, values, texts in self._forms():
            key = values.get("/StructParents")
            entry = self._parents[key].get_object() if key in self._parents else []
            yield from self._page_back(page, [object_number(item) for item in entry], texts, form)

    def _forms(self) -> Iterator[tuple[int, int, PdfValue, Collection[int]]]:
        """The form XObjects with marks: page, object number, dictionary and marks."""
        for page, content in enumerate(self._contents):
            for number, inner in content.forms.items():
                values = self._document.reader.get_object(number)
                yield page, number, values, inner.texts

    def _page_back(
        self, page: int, parents: list[int], marks: Collection[int], form: int = 0
    ) -> Iterator[Fault]:
        for mark in marks:
            holders = self._marks.get(Mark(page, mark, form))
            parent = parents[mark] if mark < len(parents) else 0
            if holders and parent != holders[0].number:
                yield Fault.at(page, f"the mark {mark} leads back to another element")
        for mark, parent in enumerate(parents):
            if parent and mark not in marks:
                yield Fault.at(page, f"the parent tree has a mark {mark} that isn't there")

    def identities(self) -> Iterator[Fault]:
        """Every ID is an element's own, and the element is found by it."""
        entries = name_tree(dictionary(self._root, "/IDTree")) if "/IDTree" in self._root else []
        if not _is_sorted([name for name, _ in entries]):
            yield Fault("the tree of IDs is not sorted")
        held = [
            (bytes_of(branch.values["/ID"]), branch.number)
            for branch in self._document.branches
            if "/ID" in branch.values
        ]
        listed = [(name, object_number(value)) for name, value in entries]
        if sorted(listed) != sorted(held) or len(dict(held)) != len(held):
            yield Fault("the tree of IDs and the elements' IDs differ")


def _described(annotation: PdfValue) -> bool:
    """Whether it says what it is: a field by TU, which may stand above it (ISO 14289-1, 7.18.1)."""
    texts = [annotation.get("/Contents"), annotation.get("/TU")]
    texts.append(dictionary(annotation, "/Parent").get("/TU"))
    return any(str(text).strip() for text in texts if text is not None)


def _marked(content: PageContent) -> Iterator[tuple[int, Collection[int]]]:
    """The marks of a page and of the forms on it, with the object numbers of those."""
    yield 0, content.texts
    for number, inner in content.forms.items():
        yield number, inner.texts


def _is_sorted(keys: list[PdfValue]) -> bool:
    return all(left <= right for left, right in pairwise(keys))
