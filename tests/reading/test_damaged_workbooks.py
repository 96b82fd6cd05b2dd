"""Workbooks changed at random are read or refused in plain words, with nothing in between."""

from __future__ import annotations

import io
import random
import re
import zipfile

import pytest
from soaking import parts

from formalletter.reading.door import Door
from formalletter.reading.lists.workbook import read_workbook
from formalletter.reading.signatories import read_signatories

RAW = re.compile(r"\w+(Error|Exception|Panic)\b|Traceback|codec|object has no|0x[0-9a-f]+")
ROWS = [["name", "country", "visibility"]]
ROWS += [[f"Group {number} of Élan", "KE", "public"] for number in range(12)]
WRONG = ["-1", "0", "99999999999", "1e309", "NaN", "", "A0", "ZZZ1048577", "s", "e", "\U0001f600"]
MERGED = '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'


def excel(xlsx):
    """A workbook with what programs write: shared texts, dates, formulas, merged cells."""
    table = [[*ROWS[0], "Time", "Number"], *ROWS[1:]]
    texts = [cell for row in table for cell in row]
    cells, index = "", 0
    for y, row in enumerate(table, 1):
        cells += f'<row r="{y}">'
        for letter, _ in zip("ABCDE", row, strict=False):
            cells += f'<c r="{letter}{y}" t="s"><v>{index}</v></c>'
            index += 1
        if y > 1:
            cells += f'<c r="D{y}" s="1"><v>{40000 + y}</v></c><c r="E{y}"><f>{y}</f><v>{y}</v></c>'
        cells += "</row>"
    data = xlsx({"S": f"<sheetData>{cells}</sheetData>{MERGED}"})
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(target := io.BytesIO(data), "a") as archive:
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{space}">{strings}</sst>')
        archive.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{space}"><cellXfs count="2"><xf numFmtId="0"/>'
            '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        )
    return target.getvalue()


def changed(data: bytes, dice: random.Random) -> bytes:
    """The file with bytes, or a part of it with bytes or values, that are others."""
    if dice.random() < 0.3:
        return bytes_changed(data, dice)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        names = source.namelist()
        chosen = dice.choice(names)
        for name in names:
            part = source.read(name)
            if name == chosen:
                part = dice.choice([bytes_changed, values_changed])(part, dice)
            if name != chosen or dice.random() < 0.95:
                target.writestr(name, part)
    return out.getvalue()


def bytes_changed(data: bytes, dice: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(dice.choice([1, 3, 20])):
        at = dice.randrange(len(found) or 1)
        found[at : at + dice.choice([0, 1, 1, 9])] = dice.randbytes(dice.choice([0, 1, 1, 3]))
    return bytes(found)


def values_changed(data: bytes, dice: random.Random) -> bytes:
    found = list(re.finditer(rb'(?<=")[^"<>]*(?=")|(?<=>)[^<>]+(?=<)', data))
    if not found:
        return data
    match = dice.choice(found)
    other = dice.choice([dice.choice(WRONG).encode(), dice.choice(found)[0]])
    return data[: match.start()] + other + data[match.end() :]


@pytest.mark.soak
@pytest.mark.parametrize("numbers", parts(60, 6000, 500), ids=str)
def test_workbooks_that_were_damaged(tmp_path, xlsx, ods, numbers):
    whole = {".xlsx": excel(xlsx), ".ods": ods({"S": ROWS})}
    read = set()
    for number in numbers:
        dice = random.Random(number)  # noqa: S311
        ending = dice.choice(sorted(whole))
        (tmp_path / f"list{ending}").write_bytes(changed(whole[ending], dice))
        signatories, problems = read_signatories(Door(tmp_path, ""), f"list{ending}")
        for problem in problems:
            assert not RAW.search(problem.message), (number, problem.message)
        stopped = any(problem.is_error for problem in problems)
        assert stopped or signatories, (number, problems)
        read.add((ending, stopped))
    assert len(read) == 2 * len(whole)


@pytest.mark.parametrize(("flag", "day"), [("0", "2009-07-06"), ("1", "2013-07-07")])
def test_days_are_counted_from_where_the_workbook_says(xlsx, flag, day):
    """Old Excel for Mac counted from 1904 (ECMA-376 part 1, 18.17.4.1): four years and a day."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(excel(xlsx))) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            part = source.read(name).replace(b"<v>40002</v>", b"<v>40000</v>")
            book = f'<workbookPr date1904="{flag}"/><sheets>'.encode()
            out.writestr(name, part.replace(b"<sheets>", book))
    sheet, _ = read_workbook(target.getvalue(), "a.xlsx", None)
    assert sheet.rows[0][3] == day
