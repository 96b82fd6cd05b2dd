"""Whether the file says of itself what it should, and nothing of where it was made.

Title, language, outline, page labels; fonts that are embedded and of the allowed families;
metadata without a path.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostics import error
from .document import REPORT
from .structure import text_of
from .text_check import letter_of, normal
from .values import dictionary, items, raw

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..diagnostics import Problem
    from .document import Document
    from .expectation import Expectation
    from .values import PdfValue

_PATH = re.compile(r"file:|(?<![\w/])/(?:home|Users|root|tmp|var|private|mnt)/|\b[A-Za-z]:\\")
_SUBSET_TAG = re.compile(r"/?(?:[A-Z]{6}\+)?")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def check_properties(document: Document, expectation: Expectation) -> Iterator[Problem]:
    """Title and language, the signs of a tagged file, the outline, the labels of its pages."""
    title, language = expectation.title, expectation.language
    catalog = document.catalog
    info = document.reader.metadata
    if info is None or normal(info.title or "") != normal(title):
        yield _fault("the title in the file's properties is not the letter's")
    if catalog.get("/Lang") != language:
        yield _fault(f"the file's language is “{catalog.get('/Lang')}”, not “{language}”")
    if not dictionary(catalog, "/MarkInfo").get("/Marked"):
        yield _fault("the file does not say that it is tagged")
    if not dictionary(catalog, "/ViewerPreferences").get("/DisplayDocTitle"):
        yield _fault("a reader would show the file's name instead of its title")
    if "/PageLabels" not in catalog:
        yield _fault("the pages have no labels")
    elif expectation.labels is not None:
        yield from _check_labels(document, expectation.labels)
    yield from _check_outline(document, expectation)


def _check_labels(document: Document, labels: Sequence[str]) -> Iterator[Problem]:
    for number, (found, label) in enumerate(zip(document.reader.page_labels, labels, strict=False)):
        if found != label:
            yield _fault(f"page {number + 1} is labelled “{found}” instead of “{label}”")
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
        yield _fault("the outline does not list the headings")
    wanted = [normal(annex.heading) for annex in expectation.annexes]
    annexes = [normal(str(item.get("/Title"))) for item in document.top_of_outline()]
    if annexes[len(annexes) - len(wanted) :] != wanted:
        yield _fault("the outline does not list the annexes")
    if not wanted and len(found) > len(headings):
        yield _fault("the outline lists what is no heading")


def check_attachments(document: Document, attached: Collection[str]) -> Iterator[Problem]:
    """Just the files that were asked for are attached."""
    found = set(document.reader.attachments)
    for name in sorted(found ^ set(attached)):
        is_there = "is attached, and should not be" if name in found else "is not attached"
        yield _fault(f"the file “{name}” {is_there}")


def check_metadata(document: Document, private: Collection[str]) -> Iterator[Problem]:
    """No path of a machine, and none of the `private` words, in the metadata."""
    values = {str(key): str(value) for key, value in (document.reader.metadata or {}).items()}
    packet = raw(document.catalog, "/Metadata")
    if packet is None:
        yield _fault("the file has no XMP metadata")
    else:
        values["XMP"] = packet.get_object().get_data().decode("utf-8", "replace")
    for key, value in values.items():
        told = [match[0] for match in _PATH.finditer(value)]
        # A home folder may be "/", which is in every address.
        told += [word for word in private if len(word) > 1 and word in value]
        if told:
            yield _fault(f"{key.lstrip('/')} in the metadata tells “{told[0]}”")


def check_fonts(
    document: Document, families: Collection[str], foreign: Collection[int]
) -> Iterator[Problem]:
    """Every font on pages that are not `foreign` is embedded and of one of the families."""
    allowed = tuple(map(_bare, families))
    for name, descriptor in sorted(_fonts(document, foreign).items()):
        if not any(key in descriptor for key in _FONT_FILES):
            yield _fault(f"the font {name} is not embedded")
        if not _bare(name).startswith(allowed):
            yield _fault(f"the font {name} is none of the letter's fonts")


def _fonts(document: Document, foreign: Collection[int]) -> dict[str, PdfValue]:
    """The descriptors of all fonts, on pages and in the images on them."""
    found: dict[str, PdfValue] = {}
    waiting = [
        dictionary(page, "/Resources")
        for index, page in enumerate(document.reader.pages)
        if index not in foreign
    ]
    met: set[int] = set()
    while waiting:
        resources = waiting.pop()
        if id(resources) in met:
            continue
        met.add(id(resources))
        for entry in dictionary(resources, "/Font").values():
            font = entry.get_object()
            inner = [item.get_object() for item in items(font, "/DescendantFonts")] or [font]
            name = _SUBSET_TAG.sub("", str(font.get("/BaseFont")), count=1)
            found[name] = dictionary(inner[0], "/FontDescriptor")
        for drawn in dictionary(resources, "/XObject").values():
            waiting.append(dictionary(drawn.get_object(), "/Resources"))  # noqa: PERF401
    return found


def _bare(name: str) -> str:
    return re.sub("[^a-z0-9]", "", name.lower())


def _fault(message: str) -> Problem:
    return error("inspection-properties", message, hint=REPORT)
