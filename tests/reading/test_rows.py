from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalletter.letter import Source
from formalletter.reading.lists.delimited import read_delimited
from formalletter.reading.rows import MOST_CELLS, MOST_ROWS, cut, quick_cut


def rows(text, delimiter=","):
    found, problem = cut(Source("a.csv", text), delimiter)
    return [tuple(cell.text for cell in row.cells) for row in found], problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a", [("a",)]),
        ("a\n", [("a",)]),
        ("a,b\nc,d\n", [("a", "b"), ("c", "d")]),
        ("a,\n,b", [("a", ""), ("", "b")]),
        ("\n\na", [("",), ("",), ("a",)]),
        ('"a, b",c', [("a, b", "c")]),
        ('"a ""b"" c"', [('a "b" c',)]),
        ('""', [("",)]),
        ('""""', [('"',)]),
        ('"a\nb",c\nd,e', [("a\nb", "c"), ("d", "e")]),
        (' "a" , "b"', [("a", "b")]),
        (" a , b ", [(" a ", " b ")]),
        ('Friends of "Example"', [('Friends of "Example"',)]),
    ],
)
def test_rows_and_cells(text, expected):
    assert rows(text) == (expected, None)


def test_every_delimiter_parts_only_at_itself():
    assert rows("a;b,c\td", ";")[0] == [("a", "b,c\td")]
    assert rows('a\t"b"\tc', "\t")[0] == [("a", "b", "c")]


def test_every_cell_has_its_place():
    source = Source("a.csv", 'a,bc\n"d\ne",f\n  "g",h\n')
    found, _ = cut(source, ",")
    places = {cell.text: (cell.line, cell.column) for row in found for cell in row.cells}
    assert places == {
        "a": (1, 1),
        "bc": (1, 3),
        "d\ne": (2, 2),
        "f": (3, 4),
        "g": (4, 4),
        "h": (4, 7),
    }
    assert [row.line for row in found] == [1, 2, 4]
    assert source.text[found[2].cells[0].start : found[2].cells[0].end] == '  "g"'


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [('a\n"b\nc\n', 2, 1), ('a,"b', 1, 3), ('a\n"b" c\nd', 2, 1), ('a\n"b\nc"d"\n', 2, 1)],
)
def test_a_wrong_quotation_mark_ends_the_reading_with_its_place(text, line, column):
    found, problem = rows(text)
    assert (problem.code, problem.place.line, problem.place.column) == ("list-quote", line, column)
    assert len(found) == line - 1


def test_endless_lists_are_refused():
    assert rows("\n" * (MOST_ROWS + 9))[1].code == "list-too-large"
    assert rows("," * 5_000_000)[1].code == "list-too-large"
    assert rows("," * (MOST_CELLS - 1))[1] is None


CELLS = st.text(st.sampled_from('ab,;"\n é'), max_size=8)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=6), st.sampled_from(",;\t"))
def test_what_python_writes_is_read_back(table, delimiter):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(
        table
    )
    assert rows(out.getvalue(), delimiter) == ([tuple(row) for row in table], None)


TABLES = st.text(st.sampled_from('aé"" ,;\t\n\n\xa0\u3000'), max_size=40)


@given(TABLES, st.sampled_from(",;\t"))
def test_the_quick_way_finds_what_the_careful_one_finds(text, delimiter):
    source = Source("t", text)
    quick = quick_cut(source, delimiter)
    if quick is None:
        return
    rows, fault = cut(source, delimiter)
    assert fault is None
    careful = [(row.line, [cell.text for cell in row.cells]) for row in rows if not row.is_blank]
    found = zip(quick[1], quick[0], strict=True)
    assert [(line, cells) for line, cells in found if any(map(str.strip, cells))] == careful


def test_most_lists_are_cut_the_quick_way():
    for text in ("name\nA\n", 'name,x\n"A,""B""",1\n"C\nD",2', "name\n\nA"):
        assert quick_cut(Source("t", text), ",") is not None
    for text in ('name\n "A"\n', 'name\n"A" \n', 'name\n"A\n', 'name\n"A"B\n'):
        assert quick_cut(Source("t", text), ",") is None


@given(TABLES)
def test_the_place_of_a_cell_is_where_its_text_begins(text):
    sheet, _ = read_delimited(Source("t", text), (",",), bool)
    for row, cells in enumerate(sheet.rows if sheet else ()):
        for column, cell in enumerate(cells):
            sheet.is_discreet = False
            place = sheet.place(row, column)
            careful = sheet._careful_place(row, column)
            if cell.strip():
                assert (place.line, place.column) == (careful.line, careful.column)
                assert place.source[place.column - 1] == cell.strip()[0]
            sheet.is_discreet = True
            shown = sheet.place(row, column).source or ""
            assert shown.strip("·").replace('"', "") in cell.replace('"', "")
