"""The skimmer sees the marks and what is drawn as pypdf does."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from formalletter.inspecting.content import read_content
from formalletter.inspecting.skimming import skim


def facts(content):
    return (set(content.texts), content.twice, content.stray, content.nested, content.unbalanced)


def test_it_finds_what_pypdf_finds_on_a_page(good):
    for page in PdfReader(io.BytesIO(good)).pages:
        skimmed, read = read_content(page, None), read_content(page, {})
        assert read.texts
        assert facts(skimmed) == facts(read)


@pytest.mark.parametrize(
    "content",
    [
        b"(a (b) \\) BMC) Tj /P <</MCID 3>> BDC [(x] EMC)-5<41>] TJ EMC",
        b"/P<</ActualText(\\(/MCID 9)/MCID 3>>BDC (((deep) in) brackets) Tj EMC S",
        b"/P /Named BDC % BMC\n EMC /X#20Y BMC EMC",
        b"/P <</O <</MCID 1>> /MCID 2>> BDC f* EMC",
        b"q BI /W 3 /H 1 /BPC 8 /CS /G ID EMC EI Q S " + b"q 1 0 0 1 0 0 cm Q " * 9,
        b"true false null d0 1.5 -2 .5 +3 re f [1 [2] 3] 0 d",
    ],
)
def test_it_finds_the_operators_that_pypdf_finds(content):
    stream = ContentStream(None, None)
    stream.set_data(content)
    kinds = {b"BDC", b"BMC", b"EMC", b"Do", b"S", b"f", b"f*", b"Tj", b"TJ", b"INLINE IMAGE"}
    expected = [operator for _, operator in stream.operations if operator in kinds]
    assert [operator for _, operator in skim(content) if operator in kinds] == expected


def test_a_mark_is_that_of_the_list_itself():
    (_, properties), operator = next(iter(skim(b"/P <</O <</MCID 1>> /MCID 2>> BDC")))
    assert (operator, properties) == (b"BDC", {"/MCID": 2})


@pytest.mark.parametrize("content", [b"(never closed", b"<41", b"BI ID never", b"]]>>)", b"/"])
def test_what_is_broken_comes_to_an_end(content):
    list(skim(content))
