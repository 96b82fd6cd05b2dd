"""Each known false alarm of the validator is one, and the list is for the version in use.

When a test here fails because the validator no longer raises an alarm, take the entry out of
`inspecting.false_alarms`.  `latin-modern.pdf` is the word “office” by pdfLaTeX; its font is
under the GUST Font License.
"""

from __future__ import annotations

import importlib.metadata
import io
import tomllib
import zlib
from pathlib import Path

import page
import pikepdf
import pytest
from fontTools.pens.basePen import NullPen
from fontTools.t1Lib import T1Font
from pikepdf import Name, ObjectStreamMode

from formalletter.claims import Claim
from formalletter.inspecting import validate
from formalletter.inspecting.false_alarms import FALSE_ALARMS, SEEN_WITH

HERE = Path(__file__).parent
RETURN = 0x0D
PROFILES = {
    Claim.PDF_UA_1: page.ValidationProfile.PDF_UA_1,
    Claim.PDF_A_2A: page.ValidationProfile.PDF_A_2A,
}


def raised(pdf: bytes, claim: Claim) -> set[str]:
    """What the validator itself says."""
    report = page.validate_pdf_bytes(pdf, profile=PROFILES[claim])
    return {failure.rule_id for failure in report.failures}


def told(pdf: bytes, claim: Claim) -> set[str]:
    """What is left of it."""
    return {finding.rule for finding in validate(pdf, claim)}


def with_stream_ending_in_return(pdf: bytes) -> bytes:
    """The file with a stream whose compressed data happen to end in a carriage return."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        content = opened.pages[0].Contents.read_bytes()
        data = next(
            data
            for number in range(100_000)
            if (data := zlib.compress(content + b"%% %d\n" % number))[-1] == RETURN
        )
        opened.pages[0].Contents.write(data, filter=Name.FlateDecode)
        opened.save(out, object_stream_mode=ObjectStreamMode.generate)
    assert data in out.getvalue()
    return out.getvalue()


def with_packed_metadata(pdf: bytes, data: bytes | None = None) -> bytes:
    """The file with its metadata compressed, which no library does by itself."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        packet = opened.Root.Metadata
        packed = zlib.compress(packet.read_bytes()) if data is None else data
        packet.Type = Name.Metadat0  # under its own name it would be unpacked again
        packet.write(packed, filter=Name.FlateDecode)
        opened.save(
            out,
            recompress_flate=False,
            fix_metadata_version=False,
            object_stream_mode=ObjectStreamMode.disable,
        )
    return out.getvalue().replace(b"/Metadat0", b"/Metadata")


def test_the_list_is_for_the_version_in_use():
    project = tomllib.loads((HERE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = [each for each in project["project"]["dependencies"] if "page-validation" in each]
    assert pinned == [f"page-validation=={SEEN_WITH}"]
    assert importlib.metadata.version("page-validation") == SEEN_WITH


def test_every_entry_has_its_tests():
    assert [alarm.rule for alarm in FALSE_ALARMS] == [
        "-STREAM-LENGTH-001",
        "-METADATA-FILTER-001",
        "-GLYPH-WIDTH-001",
    ]


def test_data_that_end_in_a_return_are_no_fault(good):
    """The validator takes the last byte for part of the line's end before `endstream`."""
    pdf = with_stream_ending_in_return(good)
    assert raised(pdf, Claim.PDF_A_2A) == {"PDFA2A-STREAM-LENGTH-001"}
    assert told(pdf, Claim.PDF_A_2A) == set()


def test_a_wrong_length_is_a_fault(good):
    pdf = with_stream_ending_in_return(good).replace(b"\r\nendstream", b"\r\n\nendstream", 1)
    assert "PDFA2A-STREAM-LENGTH-001" in told(pdf, Claim.PDF_A_2A)


def test_packed_metadata_are_no_fault(good):
    """They were one in ISO 19005-1."""
    pdf = with_packed_metadata(good)
    assert raised(pdf, Claim.PDF_A_2A) == {"PDFA2A-METADATA-FILTER-001"}
    assert told(pdf, Claim.PDF_A_2A) == set()


def test_packed_metadata_that_are_none_are_a_fault(good):
    pdf = with_packed_metadata(good, zlib.compress(b"nothing of the kind"))
    assert "PDFA2A-METADATA-FILTER-001" in told(pdf, Claim.PDF_A_2A)


@pytest.mark.parametrize(
    ("claim", "rule"),
    [
        (Claim.PDF_UA_1, "PDFUA1-FONT-GLYPH-WIDTH-001"),
        (Claim.PDF_A_2A, "PDFA2A-TRUETYPE-GLYPH-WIDTH-001"),
    ],
)
def test_a_width_that_is_a_fraction_is_no_fault(claim, rule, tmp_path):
    """The ligature's program says 833.3 as the file does; the validator reads 0."""
    pdf = (HERE / "latin-modern.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        font = opened.pages[0].Resources.Font.F34
        file = font.FontDescriptor.FontFile
        program, head = file.read_bytes(), int(file.Length1)
        stated = float(font.Widths[30 - font.FirstChar])
    parts = (b"\x80\x01", program[:head]), (b"\x80\x02", program[head:])
    segments = [mark + len(part).to_bytes(4, "little") + part for mark, part in parts]
    (tmp_path / "font.pfb").write_bytes(b"".join(segments) + b"\x80\x03")
    glyph = T1Font(tmp_path / "font.pfb").getGlyphSet()["ffi"]
    glyph.draw(NullPen())
    assert glyph.width == pytest.approx(stated, abs=0.1)
    assert rule in raised(pdf, claim)
    assert rule not in told(pdf, claim)


def test_another_width_is_a_fault():
    with pikepdf.open(HERE / "latin-modern.pdf") as opened:
        font = opened.pages[0].Resources.Font.F34
        font.Widths[0] = 700
        out = io.BytesIO()
        opened.save(out)
    assert "PDFUA1-FONT-GLYPH-WIDTH-001" in told(out.getvalue(), Claim.PDF_UA_1)
