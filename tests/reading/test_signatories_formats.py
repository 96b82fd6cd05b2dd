"""The same list in every kind of file, and what is refused in each."""

from __future__ import annotations

import io
import zipfile

import pytest

from formalletter.diagnostics import Place
from formalletter.reading.door import Door
from formalletter.reading.signatories import read_signatories
from formalletter.reporting import draw
from formalletter.signatory_list import SignatoryList

ROWS = [
    ["Name", "Country", "E-mail"],
    ["Ligue, «A» & B", "Франция", "x@y.org"],
    ["世界协会", "", ""],
]


@pytest.fixture
def read(tmp_path):
    def read_list(file, content, **settings):
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / file).write_bytes(data)
        return read_signatories(
            Door(tmp_path, ""), file, None, SignatoryList.model_validate(settings)
        )

    return read_list


def names(result):
    return [signatory.name for signatory in result[0]]


def errors(result):
    return [problem.code for problem in result[1] if problem.is_error]


def test_a_list_is_the_same_in_every_kind_of_file(read, xlsx, ods):
    text = "".join(";".join(f'"{cell}"' for cell in row) + "\n" for row in ROWS)
    yaml = "- {name: 'Ligue, «A» & B', Country: Франция, E-mail: x@y.org}\n- 世界协会\n"
    files = {
        "a.csv": text,
        "a.tsv": "".join("\t".join(row) + "\n" for row in ROWS),
        "a.xlsx": xlsx({"S": ROWS}),
        "a.ods": ods({"S": ROWS}),
        "a.yaml": yaml,
    }
    for file, content in files.items():
        found = read(file, content)
        assert names(found) == ["Ligue, «A» & B", "世界协会"], file
        assert [signatory.country for signatory in found[0]] == ["FR", None], file
        assert [problem.code for problem in found[1]] == ["list-columns-ignored"], file
        assert "x@y.org" not in f"{found[0]} {draw(found[1], colour=False)}"


def test_a_text_has_a_name_on_every_line(read):
    found = read("a.txt", "One, Inc.\n\n  - Two\n3. Three\n")
    assert names(found) == ["One, Inc.", "- Two", "3. Three"]
    assert found[0][1].place == Place("a.txt", 3, 3, "  - Two", 5)


def test_markdown_has_names_as_items_and_groups_as_headings(read):
    text = "- First\n\n# Africa #\n* Two *stars*\n<!-- - Nobody\n- no one -->\n## Asia\n 10. Ten\n"
    found = read("a.md", text)
    assert [(s.name, s.group) for s in found[0]] == [
        ("First", None),
        ("Two stars", "Africa"),
        ("Ten", "Asia"),
    ]
    assert found[1] == ()


def test_what_is_no_item_in_markdown_is_never_left_out_silently(read):
    assert errors(read("a.md", "- One\n  and more\n")) == ["list-no-item"]
    assert errors(read("a.md", "- One\n<!-- - Two\n")) == ["list-no-item"]


def test_yaml_values_are_text_as_written(read):
    found = read("a.yaml", "- 21\n- NO\n- name: 007\n  country: NO\n- 'A: B'\n- true\n")
    assert names(found) == ["21", "NO", "007", "A: B", "true"]
    assert found[0][2].country == "NO"
    assert found[0][1].place == Place("a.yaml", 2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- &a One\n- *a\n", "yaml-anchor"),
        ("- !!python/name:os One\n", "yaml-tag"),
        ("- [One, Two]\n", "yaml-list"),
        ("- name: {a: b}\n", "yaml-list"),
        ("name: One\n", "yaml-list"),
        ("One\n", "yaml-list"),
        ("- {name: One, name: Two}\n", "yaml-duplicate-key"),
        ("- One\n--- \n- Two\n", "yaml-document"),
        ("- 'One\n", "yaml-syntax"),
        ("- null\n", "name-blank"),
        ("- name:\n", "name-blank"),
        ("- country: KZ\n", "list-no-name"),
        ("[" * 300, "yaml-list"),
    ],
)
def test_yaml_that_is_no_list_of_names_is_refused(read, text, code):
    found = read("a.yaml", text)
    assert errors(found) == [code]
    assert names(found) in ([], [""])


def test_the_only_filled_sheet_is_read_and_hidden_ones_are_told(read, xlsx):
    content = xlsx({"Empty": [], "List": [["name"], ["One"]], "Old": [["name"], ["X"]]}, ("Old",))
    found = read("a.xlsx", content)
    assert names(found) == ["One"]
    assert [problem.code for problem in found[1]] == ["list-hidden-sheet"]


def test_between_two_sheets_the_header_decides(read, xlsx):
    content = xlsx({"A": [["name"], ["One"]], "B": [["name"], ["Two"]]})
    found = read("a.xlsx", content)
    assert (names(found), errors(found)) == ([], ["list-sheet"])
    assert "“A” and “B”" in found[1][0].message
    assert names(read("a.xlsx", content, sheet="B")) == ["Two"]
    assert errors(read("a.xlsx", content, sheet="C")) == ["list-sheet"]


def cell(reference, content="", kind=""):
    return f'<c r="{reference}"{f" t={chr(34)}{kind}{chr(34)}" if kind else ""}>{content}</c>'


def test_a_cell_without_a_value_is_told_by_its_name(read, xlsx):
    rows = (
        '<row r="1"><c r="A1" t="str"><v>name</v></c><c r="B1" t="str"><v>phone</v></c></row>'
        f'<row r="2">{cell("A2", "<f>B9</f>")}</row>'
        f'<row r="4">{cell("A4", "<f>1/0</f><v>#DIV/0!</v>", "e")}{cell("B4", "<f>1</f>")}</row>'
        f'<row r="5">{cell("A5", "<f>C1</f><v>One</v>", "str")}</row>'
    )
    found = read("a.xlsx", xlsx({"Sign on": f"<sheetData>{rows}</sheetData>"}))
    told = [(problem.message, problem.place.line) for problem in found[1] if problem.is_error]
    assert ("the cell Sign on!A2 has a formula that was never calculated", 2) in told
    assert ("the cell Sign on!A4 has an error in the place of a value", 4) in told
    assert not any("B4" in message for message, _ in told)  # nobody's business
    assert names(found)[-1] == "One"


def test_problems_with_a_name_in_a_workbook_name_its_cell(read, xlsx):
    found = read("a.xlsx", xlsx({"S": [["e-mail", "name"], ["a@example.org", "a\u202eb"]]}))
    (problem,) = [problem for problem in found[1] if problem.is_error]
    assert problem.message.endswith("(cell S!B2)")
    assert str(problem.place) == "a.xlsx:2:2"


def test_hidden_rows_and_merged_cells_are_never_passed_over(read, xlsx, ods):
    rows = (
        '<row r="1"><c r="A1" t="str"><v>name</v></c></row>'
        '<row r="2" hidden="1"><c r="A2" t="str"><v>One</v></c></row>'
        '<row r="3"><c r="A3" t="str"><v>Two</v></c></row>'
    )
    merged = '<mergeCells><mergeCell ref="A3:A5"/></mergeCells>'
    found = read("a.xlsx", xlsx({"S": f"<sheetData>{rows}</sheetData>{merged}"}))
    assert [problem.code for problem in found[1]] == ["list-hidden-rows", "list-merged"]
    text = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    spanned = ' table:number-rows-spanned="2"'
    rows = (
        f"<table:table-row>{text.format('', 'name')}</table:table-row>"
        f'<table:table-row table:visibility="filter">{text.format("", "One")}</table:table-row>'
        f"<table:table-row>{text.format(spanned, 'Two')}"
        "</table:table-row>"
    )
    found = read("a.ods", ods({"S": rows}))
    assert [problem.code for problem in found[1]] == ["list-hidden-rows", "list-merged"]


def test_a_line_break_that_would_join_two_words_is_refused(read, ods):
    rows = "".join(
        f'<table:table-row><table:table-cell office:value-type="string"><text:p>{text}</text:p>'
        "</table:table-cell></table:table-row>"
        for text in ("name", "Two<text:line-break/>Words")
    )
    assert "list-cell" in errors(read("a.ods", ods({"S": rows})))


def test_numbers_and_dates_of_a_workbook_are_text(read, ods):
    rows = (
        '<table:table-row><table:table-cell office:value-type="string"><text:p>name</text:p>'
        '</table:table-cell><table:table-cell office:value-type="string"><text:p>date signed'
        "</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell"
        ' office:value-type="float" office:value="21"><text:p>21</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2022-03-08">'
        "<text:p>8 March</text:p></table:table-cell></table:table-row>"
    )
    (signatory,), problems = read("a.ods", ods({"S": rows}))
    assert (signatory.name, str(signatory.signed)) == ("21", "2022-03-08")
    assert problems == ()


def test_a_workbook_that_is_a_bomb_is_refused(read, xlsx, ods, monkeypatch):
    far = (
        f'<sheetData><row><c r="A1"><v>1</v></c></row><row r="900000">{cell("A900000", "<v>1</v>")}'
    )
    assert errors(read("a.xlsx", xlsx({"S": f"{far}</row></sheetData>"}))) == ["list-too-large"]
    wide = '<table:table-cell office:value-type="float" office:value="1" {}><text:p>1</text:p>'
    for repeated in ('table:number-columns-repeated="900000000"',):
        row = f"<table:table-row>{wide.format(repeated)}</table:table-cell></table:table-row>"
        assert errors(read("a.ods", ods({"S": row}))) == ["list-too-large"]
    monkeypatch.setattr("formalletter.reading.lists.workbook.LARGEST_UNPACKED", 1000)
    content = xlsx({"S": [["name"], ["a" * 2000]]})
    assert errors(read("a.xlsx", content)) == ["list-too-large"]


def test_a_workbook_with_entities_is_refused(read, xlsx):
    content = io.BytesIO(xlsx({"S": [["name"], ["One"]]}))
    with zipfile.ZipFile(content) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["xl/worksheets/s1.xml"] = (
        b'<!DOCTYPE w [<!ENTITY a "aaaa">]>' + members["xl/worksheets/s1.xml"]
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    assert errors(read("a.xlsx", out.getvalue())) == ["list-workbook"]


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"name\nOne\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_what_is_no_workbook_is_refused(read, data):
    assert errors(read("a.xlsx", data)) == ["list-workbook"]


def test_a_damaged_workbook_never_ends_in_a_traceback(read, xlsx):
    whole = xlsx({"S": [["name"], ["One"], ["Two"]]})
    for at in range(0, len(whole), 7):
        for damaged in (whole[:at], whole[:at] + b"\xff" + whole[at + 1 :]):
            found = read("a.xlsx", damaged)
            assert errors(found) or names(found) == ["One", "Two"]
