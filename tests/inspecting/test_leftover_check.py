"""Nothing is out of sight: layers, attachments, thumbnails and private records."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from formalletter.inspecting import inspect


def layer(**setting: object):
    """Adds a layer with this setting."""

    def damage(pdf: pikepdf.Pdf) -> None:
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
        values = {key: Array([group]) if value is None else value for key, value in setting.items()}
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(**values))

    return damage


def codes(pdf: bytes, expectation) -> list[str]:
    return [problem.code for problem in inspect(pdf, expectation)]


@pytest.mark.parametrize(
    "setting",
    [
        {"OFF": None},
        {"BaseState": Name.OFF},
        {"AS": Array([Dictionary(Event=Name.Print)])},
    ],
)
def test_a_hidden_layer_is_found(broken, expectation, setting):
    assert codes(broken(layer(**setting)), expectation) == ["file-hidden-layer"]


def test_a_layer_that_is_seen_is_no_fault(broken, expectation):
    assert codes(broken(layer(Order=None)), expectation) == []


def test_the_layers_of_a_foreign_page_are_its_own(broken, expectation):
    pdf = broken(layer(OFF=None))
    found = codes(pdf, replace(expectation, foreign=frozenset({4}), passages=(), names=()))
    assert "file-hidden-layer" not in found


def test_a_file_at_a_place_on_the_page_is_found(broken, expectation):
    def damage(pdf: pikepdf.Pdf) -> None:
        annotation = next(page.Annots[0] for page in pdf.pages if "/Annots" in page)
        annotation.Subtype = Name.FileAttachment

    assert "file-attachment" in codes(broken(damage), expectation)


def test_a_file_that_should_be_attached_is_missed(good, expectation):
    found = inspect(good, replace(expectation, attached=frozenset({"original.pdf"})))
    assert [problem.message for problem in found] == ["the file “original.pdf” is not attached"]


def test_leftovers_of_a_page_and_of_a_picture_on_it_are_found(broken, expectation):
    def damage(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].Thumb = pdf.make_stream(b"")
        image = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
        image.PieceInfo = Dictionary()
        own = Dictionary(dict(pdf.pages[2].Resources.items()))  # the others share theirs
        own.XObject = Dictionary(X=image)
        pdf.pages[2].Resources = own

    found = inspect(broken(damage), expectation)
    assert [(problem.code, problem.place.page) for problem in found if problem.place] == [
        ("file-leftover", 2),
        ("file-leftover", 3),
    ]
