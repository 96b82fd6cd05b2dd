"""A cell that refers to what isn't there is told; never is another name read in its place."""

from __future__ import annotations

import io
import zipfile

import pytest

from formalletter.reading.door import Door
from formalletter.reading.rows import MOST_ROWS
from formalletter.reading.signatories import read_signatories
from formalletter.signatory_list import SignatoryList

TEXTS = ("name", "Quokka Alliance", "Numbat Network")


@pytest.fixture
def read(tmp_path):
    def read_list(file, content):
        (tmp_path / file).write_bytes(content)
        return read_signatories(Door(tmp_path, ""), file, None, SignatoryList())

    return read_list


def cell(place: str, value: str, kind: str = "s") -> str:
    return f'<c r="{place}" t="{kind}"><v>{value}</v></c>'


def workbook(make, *cells: str, texts: str | None = None, **parts: str) -> bytes:
    """A sheet with the head `name` in A1, and these cells, each in a row of its own."""
    rows = "".join(
        f'<row r="{at}">{each}</row>' for at, each in enumerate((cell("A1", "0"), *cells), 1)
    )
    shared = "".join(f"<si><t>{text}</t></si>" for text in TEXTS) if texts is None else texts
    source = zipfile.ZipFile(io.BytesIO(make({"S": f"<sheetData>{rows}</sheetData>"})))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name).decode()
            if name == "xl/_rels/workbook.xml.rels":
                data = data.replace("</Relationships>", RELATION + "</Relationships>")
            data = data.replace("</workbook>", parts.get("workbook", "") + "</workbook>")
            target.writestr(name, data)
        if shared:
            main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            target.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{shared}</sst>')
    return out.getvalue()


RELATION = (
    '<Relationship Id="rIdTexts" Target="sharedStrings.xml" Type="http://schemas.openxmlformats'
    '.org/officeDocument/2006/relationships/sharedStrings"/>'
)


def told(found) -> list[str]:
    return [problem.message for problem in found[1] if problem.code == "list-cell"]


@pytest.mark.parametrize("index", ["-1", "3", "4294967295", "1.5", "1e0", "+1", "x", "१"])
def test_a_text_that_is_not_there_is_no_other_text(read, xlsx, index):
    found = read("a.xlsx", workbook(xlsx, cell("A2", "1"), cell("A3", index)))
    assert [each.name for each in found[0]] in ([], [TEXTS[1]])
    assert {each.code for each in found[1] if each.is_error} & {"list-cell", "list-workbook"}
    assert told(found) in ([], ["the cell S!A3 refers to a text that isn't in the file"])


def test_sound_references_are_read(read, xlsx):
    found = read("a.xlsx", workbook(xlsx, cell("A2", "1"), cell("A3", "2")))
    assert told(found) == []
    assert [each.name for each in found[0]] == [*TEXTS[1:]]


def test_a_file_without_its_texts_is_told(read, xlsx):
    found = read("a.xlsx", workbook(xlsx, cell("A2", "1"), texts=""))
    assert found[0] == ()
    assert any(problem.is_error for problem in found[1])


def test_a_cell_that_stands_twice_is_told(read, xlsx):
    found = read("a.xlsx", workbook(xlsx, cell("A2", "1"), cell("A2", "2")))
    assert told(found) == ["the cell S!A2 stands twice in the file"]


@pytest.mark.parametrize(("value", "kind"), [("x", "n"), ("--1", "n"), ("1", "sss")])
def test_a_value_of_a_wrong_kind_is_told(read, xlsx, value, kind):
    found = read("a.xlsx", workbook(xlsx, cell("A2", "1"), cell("A3", value, kind)))
    assert any(problem.is_error for problem in found[1])


def test_a_formula_whose_value_is_old_is_told(read, xlsx):
    formula = '<c r="A2" t="str"><f>B2</f><v>Quokka Alliance</v></c>'
    found = read("a.xlsx", workbook(xlsx, formula))
    assert told(found) == []
    stale = workbook(xlsx, formula, workbook='<calcPr fullCalcOnLoad="1"/>')
    assert told(read("a.xlsx", stale)) == [
        "the cell S!A2 has a formula whose value is from before a change"
    ]


@pytest.mark.parametrize("place", ["A0", "a2", "2A", "A-1", "AAAA2", "R2C1", ""])
def test_a_place_that_is_none_is_refused(read, xlsx, place):
    found = read("a.xlsx", workbook(xlsx, cell("A2", "1"), cell(place, "2")))
    if place:
        assert "list-workbook" in {problem.code for problem in found[1]}


def test_how_a_name_is_pronounced_is_no_part_of_it(read, xlsx):
    texts = "<si><t>name</t></si><si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si>"
    found = read("a.xlsx", workbook(xlsx, cell("A2", "1"), texts=texts))
    assert [each.name for each in found[0]] == ["東京"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_list_that_is_too_long_is_told_before_any_work(read, xlsx, ending):
    rows = [["name"], *([f"Organisation {number}"] for number in range(MOST_ROWS + 1))]
    text = "".join(f"{row[0]}\n" for row in rows).encode()
    found = read(f"a.{ending}", text if ending == "csv" else xlsx({"S": rows}))
    assert found[0] == ()
    (problem,) = (each for each in found[1] if each.is_error)
    assert problem.code == "list-too-large"
    assert "50,000" in problem.message
    assert problem.hint
