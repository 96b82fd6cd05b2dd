from __future__ import annotations

import pytest

from formalletter.assembling.glyphs import Glyphs


class Font:
    """A font with the ToUnicode table that WeasyPrint writes."""

    def __init__(self, *entries: str) -> None:
        lines = "\n".join(entries)
        self._table = f"{len(entries)} beginbfchar\n{lines}\nendbfchar".encode()
        self.ToUnicode = self

    def read_bytes(self) -> bytes:
        return self._table


def test_a_table_is_read_and_written():
    glyphs = Glyphs.of_font(Font("<0041> <0061>", "<0042> <00660069>", "<0043> <d83dde00>"))
    assert glyphs.decode(["0041", "0042", "0043", "0099"]) == "afi😀\ufffd"
    again = Glyphs.of_font(
        Font(*glyphs.table().decode().split("beginbfchar\n")[1].splitlines()[:3])
    )
    assert again.texts == glyphs.texts


def test_the_hyphen_of_line_ends_does_not_take_the_place_of_the_common_one():
    glyphs = Glyphs({"0001": "\u2010", "0002": "a"})
    glyphs.learn(["0002", "0001", "0002"], "a-a")
    glyphs.settle()
    assert glyphs.texts == {"0001": "-", "0002": "a"}


def test_a_space_is_a_common_space():
    glyphs = Glyphs({"0001": "\u00a0", "0002": "a"})
    glyphs.learn(["0002", "0001"], "a ")
    glyphs.settle()
    assert glyphs.code_of(" ") == "0001"


def test_the_majority_decides():
    glyphs = Glyphs({"0001": "-"})
    for text in ("-", "\u2011", "-"):
        glyphs.learn(["0001"], text)
    glyphs.settle()
    assert glyphs.texts == {"0001": "-"}


def test_other_characters_are_never_changed():
    """A run of other length or order must not teach a glyph a wrong letter."""
    glyphs = Glyphs({"0001": "a", "0002": "b", "0003": "ffi"})
    glyphs.learn(["0001", "0002"], "ba")
    glyphs.learn(["0003"], "ffi")
    glyphs.settle()
    assert glyphs.texts == {"0001": "a", "0002": "b", "0003": "ffi"}


def test_no_glyph_says_nothing():
    """A table with an empty text is malformed (PDF/A-2, 6.2.11.7.2)."""
    glyphs = Glyphs.of_font(Font("<0041> <0061>", "<0042> <>"))
    assert glyphs.texts["0042"] == "\u2060"
    assert b"<>" not in glyphs.table()


@pytest.mark.parametrize("size", [1, 100, 101, 250])
def test_a_block_has_at_most_100_entries(size):
    glyphs = Glyphs({f"{code:04x}": "a" for code in range(size)})
    table = glyphs.table().decode()
    counts = [int(line.split()[0]) for line in table.splitlines() if "beginbfchar" in line]
    assert sum(counts) == size
    assert max(counts) <= 100
