"""Whether the file says of itself what it should: title, language, tags, labels, outline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..rules import find
from .structure import text_of
from .text_check import letter_of, normal
from .values import dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..diagnostics import Problem
    from .document import Document
    from .expectation import Expectation


def check_properties(document: Document, expectation: Expectation) -> Iterator[Problem]:
    """Language, the signs of a tagged file, the outline, the labels of its pages."""
    language, catalog = expectation.language, document.catalog
    if catalog.get("/Lang") != language:
        message = f"the file's language is “{catalog.get('/Lang')}”, not “{language}”"
        yield find("file-language", message)
    if not dictionary(catalog, "/MarkInfo").get("/Marked"):
        yield find("file-untagged", "the file does not say that it is tagged")
    if not dictionary(catalog, "/ViewerPreferences").get("/DisplayDocTitle"):
        yield find("file-title", "a reader would show the file's name instead of its title")
    if "/PageLabels" not in catalog:
        yield find("file-labels", "the pages have no labels")
    elif expectation.labels is not None:
        yield from _check_labels(document, expectation.labels)
    yield from _check_outline(document, expectation)


def _check_labels(document: Document, labels: Sequence[str]) -> Iterator[Problem]:
    for number, (found, label) in enumerate(zip(document.reader.page_labels, labels, strict=False)):
        if found != label:
            message = f"page {number + 1} is labelled “{found}” instead of “{label}”"
            yield find("file-labels", message)
            return


def _check_outline(document: Document, expectation: Expectation) -> Iterator[Problem]:
    """The letter's headings come first, then each annex with whatever it has below."""
    headings = [
        normal(text_of(branch, document.contents, apart=True))
        for top in letter_of(document)
        for branch in top.descendants()
        if re.fullmatch("H[1-6]?", branch.role)
    ]
    found = [normal(str(item.get("/Title"))) for item in document.outline_items()]
    if found[: len(headings)] != headings:
        yield find("file-outline", "the outline does not list the headings")
    wanted = [normal(annex.heading) for annex in expectation.annexes]
    annexes = [normal(str(item.get("/Title"))) for item in document.top_of_outline()]
    if annexes[len(annexes) - len(wanted) :] != wanted:
        yield find("file-outline", "the outline does not list the annexes")
    if not wanted and len(found) > len(headings):
        yield find("file-outline", "the outline lists what is no heading")
