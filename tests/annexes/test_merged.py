"""One letter with annexes of many kinds: everything of them is in the one finished file."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from formalletter import build
from formalletter.inspecting.structure import text_of
from formalletter.inspecting.tree_check import tree_faults

ANNEXES = (
    "title: The facts, file: annexes/facts.md, cover: true, start: right, translated-from: fr",
    "title: The report, file: annexes/weasyprint-tagged.pdf, language: de, cover: true",
    'title: The notes, file: annexes/bookmarks.pdf, pages: "2-3, 1"',
    "title: The decision, file: annexes/scan.pdf, transcript: annexes/words.md, cover: true",
    "title: The secret, file: annexes/encrypted-user-aes-256.pdf, password-variable: SECRET",
    "title: The printed form, file: annexes/form-a.pdf",
    "title: The live form, file: annexes/form-b.pdf, forms: live",
    "title: The files, file: annexes/attachments.pdf, attachments: true",
    "title: The first twin, file: annexes/equal-names-a.pdf",
    "title: The second twin, file: annexes/equal-names-b.pdf",
    "title: The layers, file: annexes/layers.pdf",
    "title: The links, file: annexes/links.pdf",
)
BODY = """\
See [](annex:A), [](annex:B?page=2), [](annex:A#what-was-found), [](annex:C?page=1),
[](annex:I#summary), [](annex:J#summary), [](annex:D#the-ruling) and [these words](annex:b).
"""
FACTS = """\
# The facts

Compare [](annex:C?page=3) and [](annex:A#what-was-found).

## What was found

| Year | Cases |
|------|------:|
| 2019 |    12 |
"""
WORDS = """\
## The ruling

Nothing was proved.

| Name | Age |
|------|----:|
| One  |  41 |
"""
# The first page of each, as numbered in the whole: a letter of one page, then a blank one.
STARTS = dict(zip("ABCDEFGHIJKL", (3, 5, 8, 11, 14, 15, 16, 17, 18, 21, 24, 25), strict=True))
PAGES = 27


@pytest.fixture(scope="module")
def rich(finish):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECRET", "letmein")
        return finish(ANNEXES, BODY, facts=FACTS, words=WORDS)


def title(label: str) -> str:
    return re.search("title: ([^,]*)", ANNEXES[ord(label) - ord("A")])[1]


def test_each_page_is_there_and_has_its_number_as_its_label(rich):
    assert rich.built.pages == len(rich.texts) == PAGES
    assert rich.built.annexes == len(ANNEXES)
    assert rich.labels == [str(number) for number in range(1, PAGES + 1)]


def test_each_page_of_an_annex_has_one_stamp_with_the_only_number_of_the_page(rich):
    for label, first in STARTS.items():
        last = min([start for start in STARTS.values() if start > first], default=PAGES + 1)
        for page in range(first, last):
            text = rich.texts[page - 1]
            assert text.count(f"Annex {label} · {title(label)} · Page {page} of {PAGES}") == 1
            assert len(re.findall(r"Page \d+ of \d+", text)) == 1
    assert rich.texts[1] == ""  # the blank page before the annex that starts right


def test_the_stamps_are_no_part_of_the_text_for_listeners(rich):
    document = rich.document
    told = "\n".join(text_of(branch, document.contents) for branch in document.tree)
    assert "Nothing was proved." in told
    assert f"of {PAGES}" not in told


def test_the_tree_is_sound_and_both_claims_are_made(rich):
    assert tree_faults(rich.document) == ()
    assert rich.claims == {"PDF/UA-1", "PDF/A-3a"}
    assert not [code for code in rich.codes() if code.startswith("claim")]


def test_the_list_of_enclosures_has_the_true_pages(rich):
    enclosures = rich.texts[0].partition("Enclosures")[2]
    for row in (
        "Annex A The facts translated from French pages 3–4",
        "Annex B The report in German pages 5–7",
        "Annex D The decision pages 11–13",
        "Annex E The secret page 14",
    ):
        assert row.replace(" ", "") in enclosures.replace(" ", "")
    assert re.findall(r"pages? [\d–]+", enclosures) == [
        *("pages 3–4", "pages 5–7", "pages 8–10", "pages 11–13", "page 14", "page 15"),
        *("page 16", "page 17", "pages 18–20", "pages 21–23", "page 24", "pages 25–27"),
    ]
    assert "image only" not in enclosures


def test_references_say_the_true_pages_and_lead_there(rich):
    assert (
        "See Annex A, Annex B, page 7, Annex A, page 4, Annex C, page 10, Annex I, page 18,"
        " Annex J, page 21, Annex D, page 13 and these words."
    ) in rich.texts[0]
    assert rich.jumps(1)[:8] == [3, 7, 4, 10, 18, 21, 13, 5]
    # From one annex to another and to itself.
    assert "Compare Annex C, page 9 and Annex A, page 4." in rich.texts[3]
    assert rich.jumps(4) == [9, 4]


def test_the_rows_of_the_list_lead_to_the_annexes(rich):
    assert rich.jumps(1)[8:] == list(STARTS.values())


def test_the_links_of_the_annexes_lead_to_their_own_pages(rich):
    # Both twins have destinations of the same names.
    assert [rich.jumps(page) for page in range(18, 24)] == [[19], [], [18], [22], [], [21]]
    with pikepdf.open(io.BytesIO(rich.pdf)) as pdf:
        links = pdf.pages[STARTS["L"] - 1].obj.Annots
        assert [str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A]


def test_the_outline_has_the_letter_and_each_annex_with_its_own_bookmarks(rich):
    outline = rich.outline()
    assert [entry[1:] for entry in outline if entry[0] == 0] == [
        ("A letter", 1),
        *((f"Annex {label}: {title(label)}", start) for label, start in STARTS.items()),
    ]
    notes = [entry[1] for entry in outline if 8 <= entry[2] <= 10 and entry[0] > 0]
    assert len(notes) >= 3
    assert (1, "What was found", 4) in outline


def test_a_cover_sheet_says_what_follows(rich):
    assert "The facts Translated from French 1 page" in rich.texts[2]
    assert "Annex A to the letter to the High Commissioner, 8 March 2022" in rich.texts[2]
    assert "The report 2 pages" in rich.texts[4]
    assert "The decision 1 page" in rich.texts[10]


def test_pages_are_those_asked_for_in_their_order(rich):
    shown = [text.partition(f"of {PAGES}")[2] or text for text in rich.texts[7:10]]
    found = [re.search("(First|Second|Third) page", text)[1] for text in shown]
    assert found == ["Second", "Third", "First"]


def test_a_transcript_is_real_text_behind_its_scan(rich):
    assert "Nothing was proved." not in rich.texts[11]
    assert "Transcript of Annex D" in rich.texts[12]
    document = rich.document
    told = {
        (branch.role, text_of(branch, document.contents).strip())
        for branch in document.branches
        if branch.page == 12
    }
    assert {("P", "Nothing was proved."), ("TH", "Name"), ("TD", "41")} <= told
    assert "The ruling" in {text for role, text in told if re.fullmatch("H[1-6]", role)}
    alternatives = [str(b.values.get("/Alt")) for b in document.branches if b.role == "Figure"]
    assert "Page 1 of the scan; its text stands in the transcript behind it" in alternatives


def test_languages_are_told(rich):
    languages = {str(branch.values.get("/Lang")) for branch in rich.document.branches}
    assert "de" in languages


def test_an_annex_with_a_password_is_told_not_to_be_encrypted_any_more(rich):
    assert "Encrypted for user aes 256" in rich.texts[STARTS["E"] - 1]
    assert not rich.document.reader.is_encrypted
    assert "annex-was-encrypted" in rich.codes("warning")


def test_fields_are_printed_or_live_as_chosen(rich):
    with pikepdf.open(io.BytesIO(rich.pdf)) as pdf:
        printed, live = (pdf.pages[STARTS[label] - 1].obj for label in "FG")
        assert not [each for each in printed.get("/Annots", []) if each.Subtype == "/Widget"]
        assert [each for each in live.Annots if each.Subtype == "/Widget"]
    fields = rich.document.reader.get_fields()
    assert len(fields) >= 6
    # The values can be seen either way.
    assert "A. Person" in rich.texts[STARTS["F"] - 1]
    assert "B. Somebody" in rich.texts[STARTS["G"] - 1]


def test_attached_files_are_kept_and_listed(rich):
    attached = rich.document.reader.attachments
    assert set(attached) == {"clip.txt", "figures.csv", "note.txt"}
    with pikepdf.open(Path(__file__).parents[1] / "corpus/files/attachments.pdf") as pdf:
        original = pdf.attachments["figures.csv"].get_file().read_bytes()
    assert attached["figures.csv"] == [original]
    for name in attached:
        assert name in rich.message("annex-attachments")


def test_layers_show_what_they_showed(rich):
    def drawn(pdf: bytes | Path, index: int):
        with pypdfium2.PdfDocument(pdf) as document:
            image = document[index].render(scale=1)
            return image.height, bytes(image.buffer)

    before = drawn(Path(__file__).parents[1] / "corpus/files/layers.pdf", 0)
    after = drawn(rich.pdf, STARTS["K"] - 1)
    stride = len(before[1]) // before[0]
    below = 60 * stride  # the stamp's band
    assert before[0] == after[0]
    assert before[1][below:] == after[1][below:]
    with pikepdf.open(io.BytesIO(rich.pdf)) as pdf:
        assert len(pdf.Root.OCProperties.OCGs) == 3
        assert len(pdf.Root.OCProperties.D.OFF) == 1


def test_the_same_bytes_again(rich, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET", "letmein")
    folder = rich.built.path.parents[1] / "letter"
    assert build(folder, output=tmp_path).path.read_bytes() == rich.pdf
