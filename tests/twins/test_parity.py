"""Parity: a difference between a twin and the letter is found, in each kind of file, and named."""

from __future__ import annotations

import io
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from twin_letters import content_of, differences, made

from formalletter import assets, parity, twins
from formalletter.pipeline import Made
from formalletter.twins import Twins

kinds = pytest.mark.parametrize("kind", ["text", "html", "docx"])
NAMES = {"text": "text", "html": "HTML", "docx": "Word"}
SHORT = "21 Wilberforce"


def changed(files: Twins, kind: str, old: str, new: str, part: str = "word/document.xml") -> Twins:
    """The files with something else in the one of this kind."""
    data: bytes = getattr(files, kind)
    if kind != "docx":
        assert old.encode() in data
        return replace(files, **{kind: data.replace(old.encode(), new.encode())})
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(written, "w") as copy:
        for name in archive.namelist():
            member = archive.read(name)
            if name == part:
                assert old.encode() in member
                member = member.replace(old.encode(), new.encode())
            copy.writestr(name, member)
    return replace(files, docx=written.getvalue())


def found(public: Made, files: Twins) -> list[str]:
    problems = differences(public, files)
    assert all(problem.is_error for problem in problems)
    return [problem.message for problem in problems]


def test_what_was_made_says_what_the_letter_says(public: Made, files: Twins):
    assert differences(public, files) == ()


@kinds
def test_one_changed_word_is_found(public: Made, files: Twins, kind: str):
    (message,) = found(public, changed(files, kind, "finished long ago", "nearly long ago"))
    assert message == (
        f"the {NAMES[kind]} file has “which was nearly long ago,” instead of"
        " “which was finished long ago,”"
    )


@kinds
def test_one_lost_word_is_found(public: Made, files: Twins, kind: str):
    (message,) = found(public, changed(files, kind, "and is not here", "and is here"))
    assert message.startswith(f"the {NAMES[kind]} file has “")


@kinds
@pytest.mark.parametrize("date", ["18{}March{}2022", "8{}March{}20222", "9{}March{}2022"])
def test_a_shifted_date_is_found(public: Made, files: Twins, kind: str, date: str):
    space = " " if kind == "text" else "\u00a0"
    old, new = f"Geneva, 8{space}March{space}2022", f"Geneva, {date.format(space, space)}"
    (message,) = found(public, changed(files, kind, old, new))
    assert message.endswith("8 March 2022”")
    assert f"{date.format(' ', ' ')}” instead of “" in message


@kinds
def test_a_lost_name_is_found(public: Made, files: Twins, kind: str):
    around = {"text": "{}\n", "html": "<li>{}</li>\n", "docx": '<w:t xml:space="preserve">{}</w:t>'}
    lost = changed(files, kind, around[kind].format(SHORT), "")
    assert found(public, lost) == [
        f"the {NAMES[kind]} file names 6 signatories instead of 7",
        f"the {NAMES[kind]} file does not name “21 Wilberforce”",
    ]


@kinds
def test_another_name_and_one_too_many_are_found(public: Made, files: Twins, kind: str):
    (message,) = found(public, changed(files, kind, SHORT, "21 Wilburforce"))
    assert "as signatory 1, “21 Wilburforce” instead of “21 Wilberforce”" in message
    ends = {"text": "\n", "html": "</li>\n<li>", "docx": "</w:t></w:r></w:p>"}
    if kind == "docx":
        style = '<w:p><w:pPr><w:pStyle w:val="Signatory"/></w:pPr><w:r><w:t>'
        ends["docx"] += style
    more = changed(files, kind, SHORT, f"{SHORT}{ends[kind]}Nobody Known")
    assert found(public, more) == [
        f"the {NAMES[kind]} file names 8 signatories instead of 7",
        f"the {NAMES[kind]} file names “Nobody Known”, who is not in the list",
    ]


@kinds
def test_a_lost_annex_and_a_changed_one_are_found(public: Made, files: Twins, kind: str):
    lost = found(public, changed(files, kind, "Tatsachen", "Anderes"))
    assert f"the {NAMES[kind]} file lacks “Annex B: Tatsachen”" in lost
    (message,) = found(public, changed(files, kind, "that is told in", "that is hidden in"))
    assert "that is hidden" in message


@kinds
def test_a_wrong_count_is_found(public: Made, files: Twins, kind: str):
    (message,) = found(public, changed(files, kind, "9 signatories", "19 signatories"))
    assert message == f"the {NAMES[kind]} file does not say “9 signatories”"


def test_a_wrong_title_or_language_of_a_file_is_found(public: Made, files: Twins):
    html = changed(files, "html", "<title>The report", "<title>A report")
    assert "the HTML file has the title “A report" in found(public, html)[0]
    word = changed(files, "docx", "en-GB", "fr-FR", "docProps/core.xml")
    assert found(public, word) == ["the Word file says its language is “fr-FR” instead of “en-GB”"]


@kinds
def test_a_file_that_cannot_be_read_is_a_fault_not_a_traceback(
    public: Made, files: Twins, kind: str
):
    (message,) = found(public, replace(files, **{kind: b"\xff\xfe not this"}))
    assert message.startswith(f"the {NAMES[kind]} file is ")


def test_a_document_type_is_refused(public: Made, files: Twins):
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]>'
    old = "<w:document "
    (message,) = found(public, changed(files, "docx", old, bomb + old))
    assert message == "the Word file has a document type in it"


def test_the_seed_letter_has_twins_that_agree_with_it_soon():
    seed = made(assets.content_folder() / "ohchr-xinjiang-2022", "public")
    begin = time.perf_counter()
    files = twins.make(content_of(seed))
    assert differences(seed, files) == ()
    assert time.perf_counter() - begin < 2
    assert files.text.count(b"\n") > 192


ARABIC = """\
---
title: رسالة مفتوحة
date: 2022-03-08
language: ar
recipient: {office: المفوضة السامية}
salutation: السيدة المفوضة،
status: final
named-because: all are invented
signatories: {file: signatories.csv}
---
نحن الموقعين أدناه نطلب نشر التقرير[^1] (في عام 2022) و[الرابط](https://example.org/).

[^1]: ملاحظة.
"""


def test_a_letter_from_right_to_left_is_one_in_each_file(tmp_path: Path):
    (tmp_path / "letter.md").write_text(ARABIC, encoding="utf-8")
    (tmp_path / "signatories.csv").write_text("name\nجمعية أولى\nAmnesty\n", encoding="utf-8")
    letter = made(tmp_path, "public")
    files = twins.make(content_of(letter))
    assert parity.differences(files, letter.expected, letter.desk.letter) == ()
    assert b'<html lang="ar" dir="rtl">' in files.html
    with zipfile.ZipFile(io.BytesIO(files.docx)) as archive:
        document, styles = map(archive.read, ("word/document.xml", "word/styles.xml"))
    assert document.count(b"<w:bidi/>") > 6
    assert b"<w:rtl/>" in document
    assert b'w:bidi="ar"' in styles
