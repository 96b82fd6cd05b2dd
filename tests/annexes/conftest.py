"""Letters with annexes, built through the public interface and read back."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from formalletter import build
from formalletter.inspecting.document import Document, read_document
from formalletter.pipeline import Built

CORPUS = Path(__file__).parents[1] / "corpus" / "files"
HEADER = """\
title: A letter
date: 2022-03-08
recipient: {office: High Commissioner}
salutation: Madam,
valediction: Yours sincerely,
status: final
named-because: all are invented
"""
Write = Callable[..., Path]


@dataclass(frozen=True)
class Finished:
    """A finished letter, as others read it."""

    built: Built

    @cached_property
    def pdf(self) -> bytes:
        return self.built.path.read_bytes()

    @cached_property
    def document(self) -> Document:
        return read_document(self.pdf)

    @cached_property
    def texts(self) -> list[str]:
        """What is to be seen on each page, as one line."""
        with pypdfium2.PdfDocument(self.pdf) as pdf:
            pages = [page.get_textpage().get_text_range() for page in pdf]
        return [" ".join(text.replace("\ufffe", "-").split()) for text in pages]

    @cached_property
    def labels(self) -> list[str]:
        return self.document.reader.page_labels

    @cached_property
    def claims(self) -> set[str]:
        """The standards that the file's XMP names."""
        xmp = self.document.reader.root_object["/Metadata"].get_data().decode()
        found = {"PDF/UA-1"} if "<pdfuaid:part>1<" in xmp else set()
        for part in "23":
            if f"<pdfaid:part>{part}<" in xmp:
                found.add(f"PDF/A-{part}a")
        return found

    def codes(self, severity: str | None = None) -> list[str]:
        return [
            problem.code
            for problem in self.built.problems
            if severity in {None, problem.severity.value}
        ]

    def message(self, code: str) -> str:
        (problem,) = (each for each in self.built.problems if each.code == code)
        return problem.message

    def outline(self) -> list[tuple[int, str, int]]:
        """Level, title and page of all bookmarks."""
        reader = self.document.reader

        def walk(entries: list, level: int) -> list[tuple[int, str, int]]:
            found = []
            for entry in entries:
                if isinstance(entry, list):
                    found += walk(entry, level + 1)
                else:
                    page = reader.get_destination_page_number(entry)
                    found.append((level, str(entry.title), page + 1))
            return found

        return walk(reader.outline, 0)

    def jumps(self, page: int) -> list[int]:
        """The pages, from 1, that the links on a page lead to, in their order."""
        with pikepdf.open(io.BytesIO(self.pdf)) as pdf:
            numbers = {each.obj.objgen: number for number, each in enumerate(pdf.pages, 1)}
            named = dict(pikepdf.NameTree(pdf.Root.Names.Dests).items())
            found = []
            for link in pdf.pages[page - 1].obj.get("/Annots", []):
                target = link.get("/Dest", link.get("/A", {}).get("/D"))
                if isinstance(target, pikepdf.String):
                    target = named[str(target)]
                if isinstance(target, pikepdf.Dictionary):
                    target = target["/D"]
                if target is not None:
                    found.append(numbers[target[0].objgen])
            return found


def write_letter(
    folder: Path, annexes: Sequence[str], body: str = "Text.\n", header: str = "", **files: str
) -> Path:
    """A letter's folder; each annex is what stands in the braces of its header entry.

    The files of the corpus are below `annexes/`; `files` are Markdown files there by their
    names.
    """
    (folder / "annexes").mkdir(parents=True)
    for name, text in files.items():
        (folder / "annexes" / f"{name}.md").write_text(text, encoding="utf-8")
    entries = "".join(f"  - {{{entry}}}\n" for entry in annexes)
    for source in CORPUS.glob("*.pdf"):
        if f"annexes/{source.name}" in entries:
            (folder / "annexes" / source.name).write_bytes(source.read_bytes())
    text = f"---\n{HEADER}{header}annexes:\n{entries}---\n{body}"
    (folder / "letter.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a letter's folder: `write([entry, …], body, header, name=text)`."""
    return lambda *given, **files: write_letter(tmp_path / "letter", *given, **files)


@pytest.fixture(scope="module")
def finish(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Finished]:
    """Writes a letter's folder and builds it."""

    def finish(*given: object, options: dict | None = None, **files: str) -> Finished:
        folder = tmp_path_factory.mktemp("built")
        letter = write_letter(folder / "letter", *given, **files)
        return Finished(build(letter, output=folder / "out", **(options or {})))

    return finish
