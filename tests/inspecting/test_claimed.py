"""A PDF that somebody verifies is read in a process of its own, within limits."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from formalletter.inspecting.claimed import look_at


def many_pages(number: int) -> bytes:
    """A page tree that lists one page over and over."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Pages = pdf.make_indirect(
        Dictionary(Type=Name.Pages, Kids=[pdf.pages[0].obj] * number, Count=number)
    )
    return saved(pdf)


def saved(pdf: pikepdf.Pdf, **options) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def deep_tree() -> bytes:
    """A page tree of 30,000 levels, as text: no library writes it."""
    parts = [b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"]
    parts += [
        b"%d 0 obj<</Type/Pages/Count 1/Kids[%d 0 R]>>endobj\n" % (number, number + 1)
        for number in range(2, 30_000)
    ]
    return b"".join([*parts, b"trailer<</Root 1 0 R>>\n%%EOF\n"])


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"no PDF", "no PDF"),
        (b"%PDF-1.7\n" + b"<<" * 100_000, "no PDF"),
        (many_pages(30_000), "more than 20,000 pages"),
        (deep_tree(), ""),
    ],
    ids=["text", "brackets", "pages", "levels"],
)
def test_what_can_not_be_read_is_told_in_plain_words(data, told):
    pages, claims, faults = look_at(data)
    assert (pages, claims) == (0, ())
    assert told in faults[0]
    assert "Error" not in faults[0]


def test_an_encrypted_file_is_called_so():
    pdf = pikepdf.new()
    pdf.add_blank_page()
    locked = saved(pdf, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "is encrypted" in look_at(locked)[2][0]


def test_a_sound_file_has_pages_and_claims_nothing():
    pdf = pikepdf.new()
    pdf.add_blank_page()
    assert look_at(saved(pdf)) == (1, (), ())
