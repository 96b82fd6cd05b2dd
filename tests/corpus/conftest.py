"""The whole corpus, taken in once, and each file of it merged behind a small letter."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from pypdf import PdfReader

from formalletter import assets
from formalletter.foreign import Request, TakenIn
from formalletter.inspecting import validate
from formalletter.inspecting.document import Document, read_document
from formalletter.inspecting.structure import Mark
from formalletter.inspecting.tree_check import tree_faults
from formalletter.numbering import Enclosure, Numbering

if TYPE_CHECKING:
    from collections.abc import Callable

    from formalletter.assembling import Assembled, Manuscript, Properties
    from formalletter.claims import Claim, Finding
    from formalletter.errors import InputError
    from formalletter.inspecting.faults import Fault
    from formalletter.typeset import Typeset

# fontconfig reads it once, when WeasyPrint is loaded.
os.environ["FONTCONFIG_FILE"] = str(assets.fonts_folder() / "fonts.conf")

HERE = Path(__file__).parent
DIGESTS: dict[str, dict[str, Any]] = json.loads((HERE / "digests.json").read_text("utf-8"))
LETTER = 1  # pages of the letter
HEADING = "Annex {}: A fixture"
STAMP = """
@page { size: 40pt 12pt; margin: 0 }
p { margin: 0; font: 7.5pt/12pt "Source Serif 4"; white-space: nowrap; break-after: page }
"""
_SECONDS = 30  # of the clock for each file; what needs more is hostile
_MOST_STAMPS = 60


@dataclass(frozen=True)
class Merged:
    """A finished document, and the files of the corpus that are its annexes."""

    names: tuple[str, ...]
    taken: tuple[TakenIn, ...]
    manuscript: Manuscript
    assembled: Assembled

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def facts(self):
        return self.taken[0].facts

    @property
    def pdf(self) -> bytes:
        return self.assembled.pdf

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(io.BytesIO(self.pdf), strict=True)

    @property
    def foreign(self) -> frozenset[int]:
        pages = sum(len(item.facts.pages) for item in self.taken)
        return frozenset(range(LETTER, LETTER + pages))

    @cached_property
    def document(self) -> Document:
        """What the inspection reads."""
        return read_document(self.pdf, self.foreign)

    def findings(self, claim: Claim) -> tuple[Finding | Fault, ...]:
        """What speaks against a claim, should the file make it."""
        from formalletter.assembling import put_together

        pdf = put_together(self.manuscript, properties(), {claim})
        return (*validate(pdf, claim), *tree_faults(read_document(pdf, self.foreign)))

    def spoken(self) -> str:
        """The words that a screen reader comes to, in the order of the tree.

        PDFium tells which mark they are in, and the tree, as pypdf reads it, who holds the mark.
        """
        said: dict[tuple[int, int], str] = {}
        with pypdfium2.PdfDocument(self.pdf) as pdf:
            for index, page in enumerate(pdf):
                for item in page.get_objects(textpage=page.get_textpage()):
                    mark = _mark(item)
                    if isinstance(item, pypdfium2.PdfTextObj) and mark >= 0:
                        said[index, mark] = said.get((index, mark), "") + item.extract()
        return "".join(
            said.get((kid.page, kid.number), "")
            for branch in self.document.branches
            for kid in branch.kids
            if isinstance(kid, Mark)
        )

    def original(self) -> pypdfium2.PdfDocument:
        path = HERE / "files" / f"{self.name}.pdf"
        return pypdfium2.PdfDocument(path, password=DIGESTS[self.name]["password"])


def _mark(item: pypdfium2.PdfObject | None) -> int:
    """The mark that an object is in, be it that of the form which it is part of; -1 for none."""
    mark = -1
    while item is not None and mark < 0:
        mark = pypdfium2.raw.FPDFPageObj_GetMarkedContentID(item)
        item = item.container
    return mark


@pytest.fixture(scope="session")
def take_in() -> Callable[..., list[TakenIn | InputError]]:
    """Takes in files of the corpus, each in its own process as a build does."""
    from formalletter.intake import process

    def take_in(*names: str, **settings: Any) -> list[TakenIn | InputError]:
        items = []
        for name in names:
            request = Request(
                name=f"{name}.pdf",
                language="en",
                password=DIGESTS[name]["password"],
                keep_attachments="attachments" in DIGESTS[name]["keeps"],
                **settings,
            )
            items.append(((HERE / "files" / f"{name}.pdf").read_bytes(), request))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(process, "SECONDS", _SECONDS)
            return process.take_in_all(items)

    return take_in


@pytest.fixture(scope="session")
def taken(take_in) -> dict[str, TakenIn | InputError]:
    """What came of every file of the corpus."""
    return dict(zip(DIGESTS, take_in(*DIGESTS), strict=True))


@pytest.fixture(scope="session")
def typeset() -> Callable[[str], Typeset]:
    import weasyprint

    from formalletter.typesetting.structure import hand_on

    def typeset(body: str) -> Typeset:
        html = weasyprint.HTML(string=f"<html lang=en><title>Title</title><body>{body}")
        return hand_on(html, html.render())

    return typeset


@pytest.fixture(scope="session")
def put(typeset) -> Callable[..., Merged]:
    """Puts annexes together behind one letter of a page; all have the same stamps."""
    from formalletter.assembling import AnnexPart, Manuscript, assemble
    from formalletter.inspecting import judge

    letter = typeset("<h1>Title</h1><p>Text of the letter.</p>")
    stamps = typeset(f"<style>{STAMP}</style>" + "<p>Annex 1</p>" * _MOST_STAMPS)

    def put(annexes: dict[str, TakenIn]) -> Merged:
        parts, enclosures = [], []
        for label, item in zip("AB", annexes.values(), strict=False):
            pages = item.facts.pages
            heading = HEADING.format(label)
            parts.append(AnnexPart(f"annex {label}", heading, "en", (item,), pages))
            enclosures.append(Enclosure(label, heading, "en", len(pages)))
        count = sum(len(part.pages) for part in parts)
        assert count <= _MOST_STAMPS
        manuscript = Manuscript(letter, tuple(parts), Numbering(tuple(enclosures)), stamps)
        foreign = frozenset(range(LETTER, LETTER + count))
        assembled = assemble(manuscript, properties(), partial(judge, foreign=foreign))
        return Merged(tuple(annexes), tuple(annexes.values()), manuscript, assembled)

    return put


@cache
def properties() -> Properties:
    from formalletter.assembling import Properties

    return Properties(
        title="Title",
        author="The senders",
        subject="Letter to the addressee",
        keywords=(),
        language="en",
        date=dt.date(2022, 3, 8),
        producer="formalletter 1",
    )


@pytest.fixture(scope="session")
def merge(taken, put) -> Callable[[str], Merged]:
    """The finished document with one file of the corpus; a refused one is skipped if it may be."""

    @cache
    def merge(name: str) -> Merged | None:
        item = taken[name]
        return put({name: item}) if isinstance(item, TakenIn) else None

    def merged(name: str) -> Merged:
        found = merge(name)
        if found is None:
            assert DIGESTS[name]["expect"] != "merge", taken[name]
            pytest.skip("it is refused, as it may be")
        return found

    return merged
