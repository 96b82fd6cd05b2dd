from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from formalletter.errors import DeliveryError
from formalletter.inspecting import inspect


def told(pdf: bytes, expectation, **changes) -> list[str]:
    return [problem.message for problem in inspect(pdf, replace(expectation, **changes))]


def without(*path: str):
    """Takes an entry of the catalog, or of a dictionary in it, away."""

    def damage(pdf: pikepdf.Pdf) -> None:
        values = pdf.Root
        for key in path[:-1]:
            values = values[key]
        del values[path[-1]]

    return damage


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (without("/Lang"), "the file's language is “None”, not “en-GB”"),
        (without("/MarkInfo"), "the file does not say that it is tagged"),
        (
            without("/ViewerPreferences", "/DisplayDocTitle"),
            "a reader would show the file's name instead of its title",
        ),
        (without("/PageLabels"), "the pages have no labels"),
        (without("/Outlines"), "the outline does not list the headings"),
        (without("/Metadata"), "the file has no XMP metadata"),
    ],
)
def test_what_is_missing_is_found(broken, expectation, damage, message):
    assert told(broken(damage), expectation) == [message]


def test_another_title_is_found(good, expectation):
    assert told(good, expectation, title="Another") == [
        "the title in the file's properties is not the letter's"
    ]


def test_another_number_of_pages_is_found(good, expectation):
    assert told(good, expectation, pages=7) == ["the finished file has 5 pages instead of 7"]


@pytest.mark.parametrize("path", ["/home/anna/letter.md", "C:\\Users\\anna", "file:///x"])
def test_a_path_in_the_metadata_is_found(broken, expectation, path):
    def damage(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Author"] = String(path)

    [message] = told(broken(damage), expectation)
    assert message.startswith("the metadata give away “")


def test_a_private_word_in_the_xmp_is_found(good, expectation):
    assert told(good, expectation, private=("The senders",)) == [
        "the metadata give away “The senders” (Author)",
        "the metadata give away “The senders” (XMP)",
    ]


def test_a_home_folder_that_is_the_root_is_in_no_way_private(good, expectation):
    assert told(good, expectation, private=("/", "")) == []


def test_a_font_that_is_not_embedded_is_found(broken, expectation):
    def damage(pdf: pikepdf.Pdf) -> None:
        font = next(iter(pdf.pages[0].Resources.Font.values()))
        descriptor = font.DescendantFonts[0].FontDescriptor
        [file] = [key for key in descriptor if key.startswith("/FontFile")]
        del descriptor[file]

    messages = told(broken(damage), expectation)
    assert any("is not embedded" in message for message in messages)


def test_a_font_of_another_family_is_found(good, expectation):
    messages = told(good, expectation, families=frozenset({"Source Sans 3"}))
    assert messages
    assert all("is none of the letter's fonts" in message for message in messages)
    assert "Source" in messages[0]


def test_a_font_inside_an_image_is_found_too(broken, expectation):
    def damage(pdf: pikepdf.Pdf) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        image = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
        image.Resources = Dictionary(Font=Dictionary(F=font))
        pdf.pages[0].Resources.XObject = Dictionary(X=image)

    assert told(broken(damage), expectation) == [
        "the font Helvetica is not embedded",
        "the font Helvetica is none of the letter's fonts",
    ]


def test_bytes_that_are_no_file_are_refused(expectation):
    with pytest.raises(DeliveryError, match="can't be read back") as refused:
        inspect(b"no file at all", expectation)
    assert [problem.code for problem in refused.value.problems] == ["inspection-unreadable"]


def test_a_file_that_is_cut_off_is_refused(good, expectation):
    with pytest.raises(DeliveryError, match="can't be read back"):
        inspect(good[: len(good) // 2], expectation)
