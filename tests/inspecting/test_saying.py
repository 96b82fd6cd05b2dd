"""Whatever a file says, in sight or out of it, is there for whoever looks for a name."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from formalletter.inspecting import everything_said

NAME = "Maro Quell"


def in_the_outline(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Title = String(NAME)


def in_the_properties(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Keywords"] = String(NAME)


def in_the_xmp(pdf: pikepdf.Pdf) -> None:
    packet = pdf.Root.Metadata
    packet.write(packet.read_bytes().replace(b"The senders", NAME.encode()))


def at_a_link(pdf: pikepdf.Pdf) -> None:
    next(page.Annots[0] for page in pdf.pages if "/Annots" in page).Contents = String(NAME)


def in_an_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments[f"{NAME}.txt"] = pikepdf.AttachedFileSpec(pdf, b"")


def behind_a_paragraph(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K[0].K[0].Alt = String(NAME)


@pytest.mark.parametrize(
    ("damage", "where"),
    [
        (in_the_outline, "in the outline"),
        (in_the_properties, "in the file's properties (Keywords)"),
        (in_the_xmp, "in the XMP metadata"),
        (at_a_link, "in a note, link or field"),
        (in_an_attachment, "in the name of an attached file"),
        (behind_a_paragraph, "in what a screen reader says"),
    ],
)
def test_a_name_is_found_wherever_it_stands(broken, expectation, damage, where):
    said = everything_said(broken(damage), expectation)
    assert {each.where for each in said if NAME in each.text} == {where}


def test_the_text_comes_block_by_block(good, expectation):
    """So that no name seems to begin in one item of a list and to end in the next."""
    texts = [
        each.text for each in everything_said(good, expectation) if each.where == "in the text"
    ]
    assert set(expectation.names) <= set(texts)


def test_what_is_no_text_is_left_alone(broken, expectation):
    def damage(pdf: pikepdf.Pdf) -> None:
        link = next(page.Annots[0] for page in pdf.pages if "/Annots" in page)
        link.Border = Array([0, 0, 0])
        link.BS = Dictionary(S=Name.S)

    assert list(everything_said(broken(damage), expectation))
