"""The corpus itself: files and digests agree, and a file has what its digest says."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

HERE = Path(__file__).parent
FILES = HERE / "files"
DIGESTS = json.loads((HERE / "digests.json").read_text(encoding="utf-8"))
LARGEST = 1_500_000  # bytes of all files together: the corpus must not weigh on the repository

SOUND = sorted(
    name
    for name, entry in DIGESTS.items()
    if entry["expect"] == "merge" and not name.startswith(("damaged-", "hostile-"))
)


def opened(name: str) -> pikepdf.Pdf:
    password = DIGESTS[name]["password"] or ""
    return pikepdf.open(FILES / f"{name}.pdf", password=password)


def test_each_file_has_its_digest_and_each_digest_its_file():
    found = {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in FILES.iterdir()}
    assert found == {name: entry["sha256"] for name, entry in DIGESTS.items()}


def test_the_corpus_is_small():
    assert sum(path.stat().st_size for path in FILES.iterdir()) < LARGEST


@pytest.mark.parametrize(("kind", "least"), [("damaged-", 20), ("hostile-", 20)])
def test_there_are_enough_of_a_kind(kind: str, least: int):
    assert sum(name.startswith(kind) for name in DIGESTS) >= least


@pytest.mark.parametrize("name", sorted(DIGESTS))
def test_a_digest_says_what_is_expected(name: str):
    entry = DIGESTS[name]
    assert entry["special"]
    assert entry["expect"] in {"merge", "refuse", "either"}
    assert (entry["expect"] == "merge") == ("pages" in entry["keeps"])
    assert entry["expect"] == "refuse" or entry["code"] is None


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_has_the_pages_and_words_of_its_digest(name: str):
    keeps = DIGESTS[name]["keeps"]
    password = DIGESTS[name]["password"] or None
    with pypdfium2.PdfDocument(FILES / f"{name}.pdf", password=password) as document:
        assert len(document) == keeps["pages"]
        for number, snippets in keeps.get("text", {}).items():
            shown = " ".join(document[int(number) - 1].get_textpage().get_text_range().split())
            assert [snippet for snippet in snippets if snippet not in shown] == []


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_has_what_it_is_said_to_keep(name: str):
    keeps = DIGESTS[name]["keeps"]
    with opened(name) as pdf:
        annotations = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
        subtypes = [str(annotation.Subtype)[1:] for annotation in annotations]
        if "links" in keeps or "internal_links" in keeps:
            number = keeps.get("links", 0) + keeps.get("internal_links", 0)
            assert subtypes.count("Link") == number
        for subtype, number in keeps.get("annotations", {}).items():
            assert subtypes.count(subtype) >= number
        assert ("/StructTreeRoot" in pdf.Root) == keeps.get("tagged", False)
        if "layers" in keeps:
            assert len(pdf.Root.OCProperties.OCGs) == keeps["layers"]
        if "bookmarks" in keeps:
            with pypdfium2.PdfDocument(FILES / f"{name}.pdf") as document:
                assert sum(1 for _ in document.get_toc()) == keeps["bookmarks"]
        if "fields" in keeps:
            assert {field.fully_qualified_name for field in pdf.acroform.fields} >= set(
                keeps["fields"]
            )


@pytest.mark.parametrize("name", [name for name in SOUND if "sizes" in DIGESTS[name]["keeps"]])
def test_a_sound_page_is_displayed_as_large_as_its_digest_says(name: str):
    with pypdfium2.PdfDocument(FILES / f"{name}.pdf") as document, opened(name) as pdf:
        # PDFium does not know UserUnit (ISO 32000-1, 14.11.2 and table 30).
        units = [float(page.get("/UserUnit", 1)) for page in pdf.pages]
        sizes = [
            tuple(round(side * unit) for side in page.get_size())
            for page, unit in zip(document, units, strict=True)
        ]
    expected = [tuple(round(side) for side in size) for size in DIGESTS[name]["keeps"]["sizes"]]
    assert sizes == expected
