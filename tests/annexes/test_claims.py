"""Annexes that cost the document its claims, and each of the four ways to go on from there."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from formalletter import build
from formalletter.errors import InputError
from formalletter.inspecting.structure import text_of
from formalletter.inspecting.tree_check import tree_faults

CORPUS = Path(__file__).parents[1] / "corpus" / "files"


@pytest.fixture(scope="module")
def mended(finish):
    """Four annexes that can't conform as they are, each helped in another way."""
    annexes = (
        "title: No fonts, file: annexes/fonts-unembedded.pdf, claims: picture, cover: true",
        "title: No intent, file: annexes/cmyk-bare.pdf, claims: attach",
        "title: A signature, file: annexes/signed.pdf, claims: attach",
        'title: A map, file: annexes/picture-map.pdf, alternatives: {1: "A map of the camps"}',
    )
    body = "See [](annex:A?page=1) and [](annex:B?page=1).\n"
    return finish(annexes, body)


@pytest.fixture(scope="module")
def dropped(finish):
    """The same without help, with numbers of their own."""
    annexes = (
        "title: No fonts, file: annexes/fonts-unembedded.pdf",
        "title: A scan, file: annexes/scan.pdf, start: right",
        "title: A signature, file: annexes/signed.pdf, start: right",
        "title: The facts, file: annexes/facts.md, cover: true",
    )
    header = "annex-labels: roman\nannex-numbering: own\n"
    body = "See [](annex:II), [](annex:iv#what-was-found) and [this](annex:III?page=1).\n"
    facts = "See [](annex:I?page=1).\n\n## What was found\n\nNothing.\n"
    return finish(annexes, body, header, facts=facts)


def told(finished, page: int) -> str:
    """What a listener is told of a page, from 1."""
    document = finished.document
    return "\n".join(
        text_of(branch, document.contents)
        for branch in document.branches
        if branch.page == page - 1 and branch.role == "P"
    )


def test_with_pictures_and_attached_originals_both_claims_are_made(mended):
    assert mended.claims == {"PDF/UA-1", "PDF/A-3a"}
    assert tree_faults(mended.document) == ()
    assert not [code for code in mended.codes() if code.startswith("claim")]
    assert mended.codes("note").count("annex-form") == 3


def test_the_text_of_a_page_that_became_a_picture_can_be_read_and_heard(mended):
    assert "Nothing is embedded" in mended.texts[2]
    assert "Nothing is embedded" in told(mended, 3)
    with pikepdf.open(io.BytesIO(mended.pdf)) as pdf:
        images = pdf.pages[2].get_images()
        assert len(images) == 1


def test_a_page_that_became_a_picture_looks_as_before(mended):
    def grey(pdf: bytes | Path, index: int) -> list[int]:
        with pypdfium2.PdfDocument(pdf) as document:
            image = document[index].render(scale=0.5, grayscale=True)
            return [
                image.buffer[row * image.stride + column]
                for row in range(40, image.height)  # below the stamp
                for column in range(image.width)
            ]

    before, after = grey(CORPUS / "fonts-unembedded.pdf", 0), grey(mended.pdf, 2)
    assert len(before) == len(after)
    assert min(before) < 128  # there is something on it
    assert sum(abs(a - b) for a, b in zip(before, after, strict=True)) / len(before) < 1


def test_originals_of_one_name_are_attached_under_the_names_that_their_pages_say(finish):
    signed = "file: annexes/signed.pdf, claims: attach"
    finished = finish([f"title: One, {signed}", f"title: Other, {signed}"])
    assert set(finished.document.reader.attachments) == {"A-signed.pdf", "B-signed.pdf"}
    for page, name in ((1, "A-signed.pdf"), (2, "B-signed.pdf")):
        assert f"attached as the file {name}" in finished.texts[0]
        assert f"File {name} " in finished.texts[page]


def test_a_picture_of_letters_that_the_file_does_not_name_is_not_called_readable(finish):
    annex = "title: Drawn letters, file: annexes/fonts-type3-mute.pdf, claims: picture"
    finished = finish([annex])
    assert finished.claims == {"PDF/A-2a"}
    assert "Drawn letters image only" in finished.texts[0]
    assert "doesn't say which letters 4 of its characters are" in finished.message(
        "picture-text-lost"
    )
    # What the file says is read; what would be a guess is not.
    assert "Beside drawn letters" in told(finished, 2)
    assert "abba" not in told(finished, 2)


@pytest.mark.parametrize(("name", "page"), [("cmyk-bare.pdf", 4), ("signed.pdf", 5)])
def test_an_attached_original_is_the_same_file_and_a_page_says_so(mended, name, page):
    original = (CORPUS / name).read_bytes()
    assert mended.document.reader.attachments[name] == [original]
    text = mended.texts[page - 1]
    assert f"File {name} Length 1 page Size {len(original):,} bytes" in text
    assert hashlib.sha256(original).hexdigest() in text.replace(" ", "")
    assert f"attached as the file {name}" in mended.texts[0]


def test_what_is_attached_is_not_said_to_have_been_changed(mended):
    assert "annex-signed" not in mended.codes()
    assert "signed.pdf has no tags" not in mended.message("annex-untagged")


def test_references_to_an_attached_file_lead_to_the_page_that_stands_for_it(mended):
    assert "See Annex A, page 3 and Annex B, page 4." in mended.texts[0]
    assert mended.jumps(1)[:2] == [3, 4]


def test_a_picture_is_described_as_the_header_says(mended):
    figures = [each for each in mended.document.branches if each.role == "Figure"]
    assert "A map of the camps" in {str(each.values.get("/Alt")) for each in figures}
    assert "image only" not in mended.texts[0]


def test_a_claim_that_is_dropped_is_told_with_annex_page_clause_and_remedy(dropped):
    assert dropped.claims == set()
    found = [each for each in dropped.built.problems if each.code == "claim-dropped"]
    fonts = [each for each in found if "annex I:" in each.message]
    assert any("not embedded" in each.message for each in fonts)
    assert all("ISO 19005-2, 6.2.11" in each.message for each in fonts)
    assert {each.place.page for each in fonts} == {2}
    assert all("claims: picture" in each.hint for each in fonts)


def test_a_scan_without_a_transcript_is_called_image_only_and_costs_the_claim(dropped):
    assert "A scan image only" in dropped.texts[0]
    (found,) = (each for each in dropped.built.problems if "annex II:" in each.message)
    assert found.code == "claim-dropped"
    assert "PDF/UA-1" in found.message
    assert found.place.page == 3
    assert "transcript" in found.hint
    # A description of the image would not help: it is not asked for.
    assert "annex-figure-undescribed" not in dropped.codes()


def test_a_signature_that_is_lost_is_told_with_the_way_to_keep_it(dropped):
    (found,) = (each for each in dropped.built.problems if each.code == "annex-signed")
    assert "signed.pdf has 1 signature, and merging voids it" in found.message
    assert "claims: attach" in found.hint


def test_annexes_with_numbers_of_their_own_are_cited_by_them_everywhere(dropped):
    # The blank page counts with what stands before it.
    own = ["I-1", "II-1", "II-2", "III-1", "IV-1", "IV-2"]
    assert dropped.labels == ["1", *own]
    titles = {"I": "No fonts", "II": "A scan", "III": "A signature", "IV": "The facts"}
    for text, number in zip(dropped.texts[1:], own, strict=True):
        label = number.partition("-")[0]
        assert text.count(f"Annex {label} · {titles[label]} · {number}") == (number != "II-2")
        assert "Page" not in text
    assert dropped.texts[3] == ""
    assert "See Annex II, Annex IV, page IV-2 and this." in dropped.texts[0]
    assert "See Annex I, page I-1." in dropped.texts[6]
    enclosures = dropped.texts[0].partition("Enclosures")[2]
    assert "page I-1" in enclosures
    assert "pages IV-1 to IV-2" in enclosures


def test_claims_stop_ends_the_build_before_anything_is_written(write, tmp_path):
    folder = write(["title: No fonts, file: annexes/fonts-unembedded.pdf, claims: stop"])
    with pytest.raises(InputError) as caught:
        build(folder, output=tmp_path / "out")
    assert caught.value.exit_code == 1
    problems = caught.value.problems
    (stop,) = (each for each in problems if each.is_error)
    assert stop.code == "annex-stops"
    assert "annex A" in stop.message
    assert stop.place.line
    assert "“picture” or “attach”" in stop.hint
    (why,) = (each for each in problems if "not embedded" in each.message)
    assert "ISO" in why.message
    assert why.place.page == 2
    assert not (tmp_path / "out").exists()
