"""No list, in no kind of file, loses a name or makes one up."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalletter.reading.door import Door
from formalletter.reading.formulas import guarded
from formalletter.reading.signatories import read_signatories

MARKS = re.compile(r"[!-/:-@\[-`{-~]")
KINDS = ("csv", "tsv", "xlsx", "ods", "yaml", "md", "txt")
VISIBILITIES = ("public", "addressee", "withheld", "", "yes")
# Letters of several scripts, and what lists trip over; no line breaks, which lists without
# quotation marks can't hold.
NAMES = st.text(st.sampled_from("aZé\u0301中ж ع,;\"'=+#*-.)&<>{}[]:|!%@`\\_\u200b"), max_size=10)
ROWS = st.lists(st.tuples(NAMES, st.sampled_from(VISIBILITIES)), max_size=6)


def write(kind, rows, with_visibility, workbooks):
    table = [["name", "visibility"], *map(list, rows)]
    if not with_visibility:
        table = [row[:1] for row in table]
    if kind in {"csv", "tsv"}:
        out = io.StringIO()
        rows = [[guarded(cell) for cell in row] for row in table]
        csv.writer(out, delimiter="\t" if kind == "tsv" else ",").writerows(rows)
        return out.getvalue().encode()
    if kind in workbooks:
        return workbooks[kind]({"S": table})
    if kind == "yaml":
        lines = (dict(zip(table[0], row, strict=True)) for row in table[1:])
        return "".join(f"- {json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode()
    if kind == "md":  # CommonMark, 2.4
        items = (MARKS.sub(r"\\\g<0>", row[0]) for row in table[1:])
        return "".join(f"- {item}\n" for item in items).encode()
    return "".join(f"{row[0]}\n" for row in table[1:]).encode()


@pytest.mark.parametrize("kind", KINDS)
@given(rows=ROWS, with_visibility=st.booleans())
def test_names_in_are_names_out_and_rows_with_errors(
    kind, rows, with_visibility, tmp_path_factory, xlsx, ods
):
    has_table = kind not in {"md", "txt"}
    with_visibility = with_visibility and has_table
    if not has_table:  # where a line without a name is none
        rows = [row for row in rows if row[0].strip()]
    folder = tmp_path_factory.mktemp("list")
    data = write(kind, rows, with_visibility, {"xlsx": xlsx, "ods": ods})
    (folder / f"a.{kind}").write_bytes(data)
    signatories, problems = read_signatories(Door(folder, ""), f"a.{kind}")
    given_names = Counter(name.strip() for name, _ in rows)
    found = Counter(signatory.name for signatory in signatories)
    assert found <= given_names
    refused = {problem.place.line for problem in problems if problem.is_error}
    if any(problem.code in {"list-empty", "list-no-item"} for problem in problems):
        return
    first = 2 if has_table and kind != "yaml" else 1
    for number, (name, visibility) in enumerate(rows, first):
        if with_visibility and visibility in {"", "yes"}:
            # A row without anything in it is no row.
            assert number in refused or (visibility == "" and not name.strip())
        elif name.strip() and number not in refused:
            assert name.strip() in found
    if not any(problem.is_error for problem in problems):
        assert found == Counter(name for name in given_names.elements() if name)
    seen = {"public", "addressee", "withheld"}
    assert {s.visibility for s in signatories} <= (seen if with_visibility else {"public"})
