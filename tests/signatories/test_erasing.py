"""A name is taken out of the files that the program may change; the others are named."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest

from formalletter import writing
from formalletter.decisions import Decision
from formalletter.errors import InputError
from formalletter.signatories.opening import OpenList, open_letter_or_list
from formalletter.signatories.rows import decided_rows
from formalletter.signatories.withdrawing import erased, the_row, withdrawn
from formalletter.signatories.writing import write_decisions

DAY = dt.date(2022, 3, 8)
LISTS = {
    "quoted.csv": (
        "name;country\r\nOne;KE\r\n\r\n\"Two;\r\nhalves\";JP\r\n'Three';FR\r\n".encode("utf-8-sig"),
        "Two;\nhalves",
        "name;country\r\nOne;KE\r\n\r\n'Three';FR\r\n".encode("utf-8-sig"),
    ),
    "last.csv": (b"name\nOne\nTwo", "Two", b"name\nOne\n"),
    "wide.tsv": (
        "name\tcountry\nÉlan\tFR\nZwei\tDE\n".encode("utf-16"),
        "Élan",
        "name\tcountry\nZwei\tDE\n".encode("utf-16"),
    ),
    "western.csv": (
        "name\r\nÉlan vital\r\nFédération\r\n".encode("cp1252"),
        "Élan vital",
        "name\r\nFédération\r\n".encode("cp1252"),
    ),
    "list.yaml": (
        b"# ours\n- One\n- name: Two\n  country: KE\n# more\n- name: Three\n",
        "Two",
        b"# ours\n- One\n# more\n- name: Three\n",
    ),
    "list.txt": ("Ünï\nOne\n".encode(), "Ünï", b"One\n"),
    "list.md": (b"# Africa\n\n- One\n- Two\n", "One", b"# Africa\n\n- Two\n"),
}


def opened(path: Path) -> OpenList:
    return open_letter_or_list(path.name, path.parent)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_the_same_but_for_the_row(tmp_path: Path, name: str):
    before, person, after = LISTS[name]
    path = tmp_path / name
    path.write_bytes(before)
    traces = erased(opened(path), person, tmp_path / "out")
    assert path.read_bytes() == after
    assert traces.holding == ()


def test_a_workbook_is_left_to_its_program(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("name\nOne\n")
    list_ = opened(path)
    object.__setattr__(list_, "file", "list.xlsx")
    with pytest.raises(InputError) as fault:
        erased(list_, "One", tmp_path)
    assert [problem.code for problem in fault.value.problems] == ["erase-workbook"]


def test_with_a_row_go_its_duplicates_and_all_decisions(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("name\nOne\none\nOne\nTwo\n")
    decisions = opened(path).decisions
    entries = (
        Decision("One", 2, "duplicate", "drop", "One"),
        Decision("Two", 1, None, "keep"),
        Decision("one", 1, "near-duplicate", "drop", "One"),
    )
    list_ = opened(path)
    write_decisions(list_, type(decisions)(decisions.path, entries))
    erased(opened(path), "One", tmp_path)
    assert path.read_text() == "name\nTwo\n"
    again = opened(path)
    assert again.decisions.entries == (entries[1],)
    assert "One" not in again.decisions_path.read_text()
    assert again.problems == ()


def test_files_that_hold_the_name_are_named(tmp_path: Path):
    folder, out = tmp_path / "letter", tmp_path / "out"
    for each in (folder, out):
        each.mkdir()
    (folder / "list.csv").write_text("name\nÉlan vital\nOne\n")
    (folder / "notes.txt").write_text("E\u0301lan vital")
    (folder / "list-old.csv").write_bytes("name\nÉlan vital\n".encode("utf-16"))
    (out / "other.txt").write_text("One")
    (out / "pack.zip").write_bytes(b"PK\x03\x04...")
    (out / "broken.pdf").write_bytes(b"%PDF-1.7 ...")
    traces = erased(open_letter_or_list(str(folder / "list.csv"), tmp_path), "Élan vital", out)
    assert [path.name for path in traces.holding] == ["list-old.csv", "notes.txt"]
    assert [path.name for path in traces.unsearched] == ["broken.pdf", "pack.zip"]


def packed(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return target.getvalue()


WORD = packed(document_xml=b"<w:p>\xc3\x89<w:b>lan</w:b> vital</w:p>" + b" " * 999)


def test_packed_files_are_unpacked_for_the_search(tmp_path: Path):
    """By what they say, not by their bytes, and however the name is written."""
    folder, out = tmp_path / "letter", tmp_path / "out"
    for each in (folder, out):
        each.mkdir()
    (folder / "list.csv").write_text("name\n\u00c9lan vital\nOne\n", "utf-8")
    (out / "letter.docx").write_bytes(WORD)
    (out / "pack.zip").write_bytes(packed(a_txt=b"One", letter_docx=WORD))
    (out / "coded.html").write_bytes(b"<a href='https://x.example/%C3%89lan%20Vital'>x</a>")
    (out / "other.docx").write_bytes(packed(document_xml=b"<w:p>One</w:p>"))
    (out / "bomb.zip").write_bytes(packed(a_xml=bytes(40_000_000)))
    (out / "deep.zip").write_bytes(packed(a_zip=packed(b_zip=packed(c_zip=packed(d_xml=b"")))))
    traces = erased(open_letter_or_list(str(folder / "list.csv"), tmp_path), "\u00c9lan vital", out)
    assert [path.name for path in traces.holding] == ["coded.html", "letter.docx", "pack.zip"]
    assert [path.name for path in traces.unsearched] == ["bomb.zip", "deep.zip"]


def test_a_name_that_only_decisions_have(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("name\nOne\n")
    list_ = opened(path)
    entries = (Decision("Gone", 1, None, "withdrawn", on=DAY),)
    decisions = type(list_.decisions)(list_.decisions.path, entries)
    write_decisions(list_, decisions)
    erased(opened(path), "Gone", tmp_path)
    assert not list_.decisions_path.exists()
    assert path.read_text() == "name\nOne\n"


def test_who_withdraws_is_one_row(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("name\nOne\nTwo\nTwo\n")
    with pytest.raises(InputError) as fault:
        the_row(opened(path), "Two")
    assert fault.value.problems[0].message == "2 rows have the name “Two” (lines 3, 4)"
    with pytest.raises(InputError) as fault:
        the_row(opened(path), "Ome")
    assert fault.value.problems[0].hint == "did you mean “One”?"


def test_a_duplicate_that_was_dropped_stands_for_the_row_that_is_named(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("name\nHong Kong Watch\nHongkong Watch\nOne\n")
    list_ = opened(path)
    entry = Decision("Hongkong Watch", 1, "near-duplicate", "drop", "Hong Kong Watch")
    decisions = type(list_.decisions)(list_.decisions.path, (entry,))
    write_decisions(list_, decisions)
    list_ = opened(path)
    row = the_row(list_, "Hongkong Watch")
    assert row.key.name == "Hong Kong Watch"
    assert [
        each.stands for each in decided_rows(list_.signatories, withdrawn(list_, row, DAY))
    ] == [
        *(False, False, True),
    ]
    erased(list_, "Hongkong Watch", tmp_path)
    assert path.read_text() == "name\nOne\n"


def test_with_who_withdraws_go_the_duplicates(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("name\nOne\nONE\n")
    list_ = opened(path)
    entries = (Decision("ONE", 1, "near-duplicate", "drop", "One"),)
    write_decisions(list_, type(list_.decisions)(list_.decisions.path, entries))
    list_ = opened(path)
    decisions = withdrawn(list_, the_row(list_, "One"), DAY)
    assert {(entry.row, entry.verdict) for entry in decisions.entries} == {
        *{("ONE", "drop"), ("ONE", "withdrawn"), ("One", "withdrawn")},
    }


def test_wherever_files_were_written_is_looked_at_and_what_has_gone_is_named(tmp_path: Path):
    """`-o` may have led anywhere; nothing there is taken away."""
    folder, there = tmp_path / "letter", tmp_path / "else" / "where"
    folder.mkdir()
    path = folder / "list.csv"
    path.write_bytes(b"name\nOne Person\nTwo\n")
    pack = {"send/a.txt": b"One Person signs", "keep/page-1.png": b"\x89PNG", "b.txt": b"Two"}
    writing.replace_folder(there / "letter", pack, owner=folder)
    writing.replace_folder(there / "letter", pack | {"c.txt": b""}, owner=folder, keep=1)
    single = {there / name: b"One Person" for name in ("names.txt", "moved.txt")}
    writing.replace_files(single, owner=folder)
    (there / "moved.txt").rename(there / "now.txt")
    traces = erased(opened(path), "One Person", tmp_path / "out")
    kept = there / "letter (earlier 1)"
    told = [each.relative_to(there).as_posix() for each in traces.holding]
    assert told == ["letter/send/a.txt", "letter (earlier 1)/send/a.txt", "names.txt"]
    assert kept / "keep" / "page-1.png" in traces.unsearched
    assert traces.gone == (there / "moved.txt",)
    assert all(each.is_file() for each in traces.holding)
