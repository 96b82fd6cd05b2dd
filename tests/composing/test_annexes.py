"""What the program sets for an annex: the text, the cover, the transcript, the placeholder."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from formalletter.composing import (
    Original,
    compose_annex,
    compose_cover,
    compose_placeholder,
    compose_transcript,
)
from formalletter.fonts import Coverage
from formalletter.letter import Letter
from formalletter.numbering import Enclosure, Numbering
from formalletter.typeset import Element, Typeset

STAMP = 50.0  # pt below the upper edge, kept free for it
FILES = {
    "a.md": "Un « texte », voir [](annex:B#end).[^1]\n\n## Début\n\n[^1]: Note "
    "[là](https://example.org/x).\n\n| A | B | C | D |\n|--|--|--|--|\n"
    "| September | Committee | Recommendations | " + "0123456789abcdef" * 8 + " |\n",
    "b.md": "# What it says\n\nText.\n",
    "b.pdf": "%PDF",
}
ANNEXES = (
    "{title: Le « rapport » 新疆, file: a.md, language: fr, translated-from: ug},"
    "{title: The scan, file: b.pdf, transcript: b.md}"
)
NUMBERING = Numbering(
    (
        Enclosure("A", "Le rapport", "fr", 2),
        Enclosure("B", "The scan", "en", 3, places={"end": 2}),
    )
)


@pytest.fixture
def letter(letter_with: Callable[..., Letter]) -> Letter:
    return letter_with(ANNEXES, FILES)


def outline(element: Element, said) -> list[tuple[str, str, str | None]]:
    own = []
    if element.tag[0] == "h" and element.tag[1:].isdecimal():
        own = [(element.tag, said(element), element.attributes.get("id"))]
    inner = [outline(child, said) for child in element.children if isinstance(child, Element)]
    return sum(inner, own)


def clear(done: Typeset) -> bool:
    return all(line.baseline - line.size > STAMP for line in done.lines)


def test_annex_in_its_own_language_with_the_program_s_words_in_the_letter_s(
    letter: Letter, coverage: Coverage, typeset, said
) -> None:
    composed = compose_annex(letter, letter.annexes[0], coverage, NUMBERING, 4)
    assert composed.problems == ()
    assert composed.title == "Le « rapport » 新疆"
    assert composed.description == "Annex A to the letter to the High Commissioner, 8 March 2022"
    assert composed.html.startswith('<!DOCTYPE html>\n<html lang="fr" dir="ltr">')
    assert '<span class="annex-label" lang="en-GB">Annex\u00a0A</span>' in composed.html
    assert '<p class="translated" lang="en-GB">Translated from Uyghur</p>' in composed.html
    assert composed.paragraphs[0][0] == "Un « texte », voir "
    done = typeset(composed.html)
    assert done.pages == 1
    assert clear(done)
    assert outline(done.structure, said) == [
        ("h1", "Annex A Le « rapport » 新疆", None),
        ("h2", "Début", "début"),
    ]
    # Annex B follows the four pages of the letter and the two of annex A; the text is French.
    assert "Annexe\u00a0B, page\u00a09</a>" in composed.html


def test_words_in_a_table_stay_whole_and_none_leaves_the_sheet(
    letter: Letter, coverage: Coverage, typeset
) -> None:
    done = typeset(compose_annex(letter, letter.annexes[0], coverage, NUMBERING, 4).html)
    cells = [line for line in done.lines if "td" in line.path]
    texts = {line.text.strip() for line in cells}
    assert {"September", "Committee", "Recommendations"} <= texts
    assert len(cells) > 4  # the digest turned
    assert all(line.x > 50 and line.x + line.width < 595 - 60 for line in cells)


def test_annex_for_paper_writes_addresses_out(letter: Letter, coverage: Coverage) -> None:
    html = compose_annex(letter, letter.annexes[0], coverage, NUMBERING, 4, "notes").html
    assert 'href="https' not in html
    assert '<span class="address">https://example.org/x</span>' in html


def test_cover_in_front_has_the_title_and_counts_the_pages_behind_it(
    letter_with, coverage: Coverage, typeset, said
) -> None:
    long = "A paragraph.\n\n" * 60
    letter = letter_with("{title: Long, file: a.md, cover: true}", {"a.md": f"# Part\n{long}"})
    composed = compose_annex(letter, letter.annexes[0], coverage, NUMBERING, 4)
    done = typeset(composed.html)
    assert clear(done)
    assert outline(done.structure, said) == [("h1", "Annex A Long", None), ("h2", "Part", "part")]
    first = [line.text for line in done.lines if line.page == 0]
    assert f"{done.pages - 1} pages" in first
    assert not any("paragraph" in text for text in first)
    assert done.pages == 4


def test_cover_of_a_pdf(letter: Letter, coverage: Coverage, typeset, said) -> None:
    done = typeset(compose_cover(letter, letter.annexes[1], coverage, 12).html)
    assert done.pages == 1
    assert clear(done)
    assert outline(done.structure, said) == [("h1", "Annex B The scan", None)]
    assert "12 pages" in said(done.structure)
    assert "Translated" not in said(done.structure)


def test_transcript_is_a_part_of_its_annex(letter: Letter, coverage, typeset, said) -> None:
    done = typeset(compose_transcript(letter, letter.annexes[1], coverage, NUMBERING, 4).html)
    assert clear(done)
    assert outline(done.structure, said) == [
        ("h2", "Transcript of Annex B", None),
        ("h3", "What it says", "what-it-says"),
    ]


def test_placeholder_says_what_is_attached(letter: Letter, coverage, typeset, said) -> None:
    original = Original("the <original>.pdf", 12, 1_234_567, "0123456789abcdef" * 4)
    done = typeset(compose_placeholder(letter, letter.annexes[0], coverage, original).html)
    text = said(done.structure)
    assert (done.pages, clear(done)) == (1, True)
    for fact in ("the <original>.pdf", "12 pages", "1,234,567 bytes"):
        assert fact in text
    assert original.digest in text.replace("\u200b", "")
    assert outline(done.structure, said)[1][:2] == ("h2", "This annex is attached as a file")


def test_a_title_is_text_and_no_markup(letter_with, coverage: Coverage) -> None:
    letter = letter_with("{title: '<b> \"A\" & B', file: a.md}", {"a.md": "Text"})
    html = compose_annex(letter, letter.annexes[0], coverage, NUMBERING, 4).html
    assert "&lt;b&gt; “A” &amp; B</h1>" in html
    assert "<b>" not in html


def test_an_annex_without_a_text_is_a_fault_of_the_program(letter: Letter, coverage) -> None:
    with pytest.raises(ValueError, match="no such text"):
        compose_annex(letter, letter.annexes[1], coverage, NUMBERING, 4)
