from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream
from pypdf import PdfReader

from formalletter.inspecting.cmap import Decoder
from formalletter.inspecting.content import PageContent, read_content

TABLE = b"""1 begincodespacerange <0000> <ffff> endcodespacerange
2 beginbfchar
<0001> <0061>
<0002> <D83DDE00>
endbfchar
2 beginbfrange
<0010> <0012> <0041>
<0020> <0021> [<00660069> <0062>]
endbfrange"""


def read(content: bytes, **resources: Dictionary) -> PageContent:
    """Reads a page with this content and a font called F."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        font = Dictionary(Type=Name.Font, Subtype=Name.Type0, ToUnicode=Stream(pdf, TABLE))
        pdf.pages[0].Resources = Dictionary(Font=Dictionary(F=font), **resources)
        pdf.pages[0].Contents = Stream(pdf, content)
        pdf.save(out)
    return read_content(PdfReader(out).pages[0], {})


def test_a_table_tells_characters_and_ranges():
    class Font(dict):
        def get_object(self):
            return self

        def get_data(self):
            return TABLE

    decoder = Decoder({"/Subtype": "/Type0", "/ToUnicode": Font()})
    codes = bytes.fromhex("0001 0002 0010 0012 0020 0021 0099")
    assert decoder.decode(codes) == "a😀ACfib\ufffd"


def test_marked_text_is_read_by_its_number():
    page = read(b"BT /F 9 Tf /P <</MCID 3>> BDC [<0001>-20<0010>] TJ <0011> Tj EMC ET")
    assert page.texts == {3: "aAB"}
    assert (page.stray, page.nested, page.unbalanced, page.twice) == (0, 0, False, set())


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"/Span <</MCID 0 /ActualText (yes)>> BDC <0001> Tj EMC", "yes"),
        (b"/Span <</MCID 0>> BDC <0001> Tj /Span <</ActualText (-)>> BDC <0010> Tj EMC EMC", "a-"),
        (b"/Span <</MCID 0 /ActualText (out)>> BDC /X <</ActualText (in)>> BDC EMC EMC", "out"),
        (b"/Span /Named BDC <0001> Tj EMC", "named"),
    ],
)
def test_actual_text_speaks_for_what_it_holds(content, text):
    named = Dictionary(Named=Dictionary(MCID=0, ActualText="named"))
    page = read(b"BT /F 9 Tf " + content + b" ET", Properties=named)
    assert page.texts == {0: text}


def test_artifacts_say_nothing():
    page = read(b"/Artifact BMC BT /F 9 Tf <0001> Tj ET 0 0 1 1 re f EMC")
    assert page.texts == {}
    assert page.stray == 0


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"0 0 1 1 re f", "stray"),
        (b"BT /F 9 Tf <0001> Tj ET", "stray"),
        (b"/X Do", "stray"),
        (b"/P <</MCID 0>> BDC /Artifact BMC EMC EMC", "nested"),
        (b"/Artifact BMC /P <</MCID 0>> BDC EMC EMC", "nested"),
        (b"/P <</MCID 0>> BDC /P <</MCID 1>> BDC EMC EMC", "nested"),
        (b"/P <</MCID 0>> BDC EMC /P <</MCID 0>> BDC EMC", "twice"),
        (b"/P <</MCID 0>> BDC", "unbalanced"),
        (b"EMC", "unbalanced"),
    ],
)
def test_faults_of_the_content_are_found(content, fault):
    page = read(content)
    faults = {"stray", "nested", "twice", "unbalanced"}
    assert {name for name in faults if getattr(page, name)} == {fault}
