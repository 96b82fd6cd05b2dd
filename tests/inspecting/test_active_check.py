"""No action but a link gets through, wherever the standard lets one stand."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from formalletter.inspecting import inspect

SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.beep()"))


def in_names(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))


def when_opened(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, F=String("calc.exe"))


def when_closed(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AA = Dictionary(WC=SCRIPT)


def by_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=SCRIPT)


def by_a_bookmark(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines.First["/Dest"]
    pdf.Root.Outlines.First.A = SCRIPT


def by_a_form(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=String("<xdp/>"))


def link(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return next(
        annotation
        for page in pdf.pages
        for annotation in page.get("/Annots", ())
        if "/URI" in annotation.get("/A", {})
    )


def by_a_link(pdf: pikepdf.Pdf) -> None:
    link(pdf).A = Dictionary(S=Name.GoToR, F=String("other.pdf"))


def behind_a_link(pdf: pikepdf.Pdf) -> None:
    link(pdf).A.Next = SCRIPT


def in_an_address(pdf: pikepdf.Pdf) -> None:
    link(pdf).A.URI = String(" java\nscript:alert(1)")


def by_itself(pdf: pikepdf.Pdf) -> None:
    link(pdf).AA = Dictionary(E=SCRIPT)


def something_playing(pdf: pikepdf.Pdf) -> None:
    link(pdf).Subtype = Name.Screen


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (in_names, "the file has scripts (JavaScript) of its own"),
        (when_opened, "opening the file starts an action (Launch)"),
        (when_closed, "the file acts when it is closed, saved or printed"),
        (by_a_page, "the page acts when it is opened or closed"),
        (by_a_bookmark, "starts an action (JavaScript)"),
        (by_a_form, "the file has a form with scripts of its own (XFA)"),
        (by_a_link, "a click here starts an action (GoToR)"),
        (behind_a_link, "a click here starts an action (a second one behind it)"),
        (in_an_address, "a click here starts an action (javascript:)"),
        (by_itself, "something here acts by itself"),
        (something_playing, "something plays here (Screen)"),
    ],
)
def test_what_acts_is_found(broken, expectation, damage, message):
    found = [each for each in inspect(broken(damage), expectation) if each.code == "file-active"]
    assert [message in each.message for each in found] == [True]


def test_going_to_the_first_page_is_harmless(broken, expectation):
    def damage(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])

    assert inspect(broken(damage), expectation) == ()


def test_a_field_above_itself_comes_to_an_end(broken, expectation):
    def damage(pdf: pikepdf.Pdf) -> None:
        link(pdf).Parent = pdf.make_indirect(Dictionary())
        link(pdf).Parent.Parent = link(pdf).Parent

    assert inspect(broken(damage), expectation) == ()
