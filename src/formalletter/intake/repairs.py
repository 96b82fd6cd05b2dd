"""Says in plain words what was wrong with a file that could be read all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Dictionary, PikepdfError

from .limits import MOST_WARNINGS

if TYPE_CHECKING:
    from pikepdf import Pdf

    from .findings import Findings

# What qpdf also warns of, and what changes nothing for a reader.
_HARMLESS = (
    "extraneous whitespace",
    "reported number of objects",
    "duplicate entry for annotation",
)
# What a warning of qpdf has in it, and what that means for the file; the first one counts.
_MEANINGS = (
    (("non-dictionary object",), "a page is listed that is not there"),
    (("mediabox",), "a page had no size, and US Letter was taken"),
    (("limits error",), "something nested too deeply was left out"),
    (("header",), "its first line was missing"),
    (
        ("xref", "cross-reference", "trailer", "recover", "file is damaged"),
        "its index was rebuilt",
    ),
    (
        ("endstream", "stream length", "/length", "stream dictionary"),
        "the length of a stream was corrected",
    ),
    (("filter", "decod", "inflate", "input stream"), "a stream could be read in part only"),
    (("pages", "page tree", "/kids", "/count", "page object"), "its list of pages was mended"),
    (
        ("endobj", "obj", "unexpected", "unknown token", "invalid", "as null", "null character"),
        "an object was damaged",
    ),
)
_OTHER = "objects were mended"
_REPAIR = 'open it in a PDF reader and save it anew ("Print", "Save as PDF")'
# Dictionaries of the catalogue, and what they are for people; all are plurals.
_CATALOGUE = {
    "/Outlines": "bookmarks",
    "/Names": "names",
    "/Dests": "named places",
    "/PageLabels": "page labels",
    "/AcroForm": "form fields",
    "/OCProperties": "layers",
    "/StructTreeRoot": "tags",
}


def mend(pdf: Pdf, findings: Findings) -> None:
    """Reads every object once, and warns if some of it had to be repaired.

    A repair may have lost something that nothing else in the file tells of.
    """
    try:
        for _ in pdf.objects:
            pass
    except PikepdfError:
        pass  # the warnings say it
    messages = [str(warning).lower() for warning in pdf.get_warnings()]
    if len(messages) > MOST_WARNINGS:
        findings.refuse("annex-too-demanding", "has thousands of faults", _REPAIR)
    messages = [each for each in messages if not any(words in each for words in _HARMLESS)]
    meanings = dict.fromkeys(map(_meaning, messages))
    if len(meanings) > 1:
        meanings.pop(_OTHER, None)
    for meaning in meanings:
        findings.repaired(meaning)
    _mend_catalogue(pdf, findings)


def _mend_catalogue(pdf: Pdf, findings: Findings) -> None:
    """Takes out entries of the catalogue that have a wrong type (ISO 32000-1, table 28)."""
    lost = []
    for key, noun in _CATALOGUE.items():
        if key in pdf.Root and not isinstance(pdf.Root.get(key), Dictionary):
            del pdf.Root[key]
            lost.append(noun)
    if lost:
        several = f"{', '.join(lost[:-1])} and {lost[-1]}" if len(lost) > 1 else lost[0]
        findings.repaired(f"its {several} can't be read and were left out")


def _meaning(message: str) -> str:
    for words, meaning in _MEANINGS:
        if any(word in message for word in words):
            return meaning
    return _OTHER
