"""Small annexes that once stopped a build as a fault of the program."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from pypdf import PdfReader

from formalletter.foreign import Request
from formalletter.inspecting.content import read_content
from formalletter.inspecting.destination_check import destination_faults
from formalletter.inspecting.document import read_document
from formalletter.intake.worker import take_in


def file_of(*contents: bytes) -> pikepdf.Pdf:
    """A PDF with a page for each content."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    form = pdf.make_stream(b"q Q", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    for content in contents:
        page = pdf.add_blank_page(page_size=(595, 842)).obj
        page.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(X=form))
        page.Contents = pdf.make_stream(content)
    return pdf


def merged(put, pdf: pikepdf.Pdf) -> bytes:
    """The finished file with the PDF as its annex."""
    out = io.BytesIO()
    pdf.save(out, static_id=True)
    taken = take_in(out.getvalue(), Request("x.pdf", "en", words=True))
    return put({"x": taken}).pdf


@pytest.mark.parametrize(
    "nothing",
    [b"[] TJ", b"() Tj", b"[() -200 ()] TJ", b"() '", b'0 0 () "', b"ET /X Do BT"],
)
def test_a_page_that_draws_nothing_is_an_artifact(put, nothing):
    content = b"BT /F1 12 Tf 60 700 Td " + nothing + b" ET"
    data = merged(put, file_of(b"BT /F1 12 Tf 60 722 Td (Front) Tj ET", content))
    assert [read_content(page, {}).stray for page in PdfReader(io.BytesIO(data)).pages] == [0] * 3


@pytest.mark.parametrize(
    "name",
    [
        b")\xad\x81U`\x82\x13Rtop",
        "中国".encode(),
        b"\xff\xfea",
        b"\xfe\xff\xd8",
        b"\xe9t\xe9",
        b"top",
    ],
)
def test_a_link_to_a_name_of_any_bytes_leads_where_it_did(put, name):
    pdf = file_of(b"BT /F1 12 Tf 60 722 Td (One) Tj ET", b"BT /F1 12 Tf 60 722 Td (Two) Tj ET")
    place = Array([pdf.pages[1].obj, Name.XYZ, 0, 700, None])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String(name), place])))
    action = Dictionary(S=Name.GoTo, D=String(name))
    box = [72, 490, 200, 515]
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=box, A=action)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])
    data = merged(put, pdf)
    assert not list(destination_faults(read_document(data)))
    with pikepdf.open(io.BytesIO(data)) as found:
        (link,) = found.pages[-2].obj.Annots
        target = link.get("/Dest", None) if "/Dest" in link else link.A.D
        if isinstance(target, String):
            names = dict(pikepdf.NameTree(found.Root.Names.Dests).items())
            target = names[str(target)]
        target = target.D if isinstance(target, Dictionary) else target
        assert target[0].objgen == found.pages[-1].obj.objgen
