from __future__ import annotations

import datetime as dt

import pytest

from formalletter.annex import Annex
from formalletter.letter import Letterhead, Source
from formalletter.reading.header import read_header
from formalletter.reading.yaml_header import parse

LEAST = "title: T\ndate: 2022-03-08\nrecipient: {name: N}\nsalutation: S,\n"


def read(text):
    source = Source("letter.md", f"---\n{text}\n---\n")
    tree, found = parse(source, 2, len(source.lines) - 2, source.place(1, 1, 3))
    header, problems = read_header(tree)
    return header, [*found, *problems]


def messages(text):
    return [(problem.message, problem.hint) for problem in read(LEAST + text)[1]]


def test_the_least_header():
    header, problems = read(LEAST)
    assert problems == []
    assert (header.title, header.date, header.salutation) == ("T", dt.date(2022, 3, 8), "S,")
    assert (header.language, header.status, header.style) == ("en-GB", "draft", "classic")
    assert (header.page.size, header.signatories, header.contact) == ("A4", None, None)
    assert not header.numbered_paragraphs


def test_a_header_with_every_key():
    header, problems = read(
        """\
title: |
  One:
  two
date: 2022-03-08
place: NO
language: zh-Hant
our-reference: "0123"
your-reference: 12:30
recipient:
  honorific: Her Excellency
  name: Ada Example
  office: Minister
  organisation: Ministry
  address: [1 Quay Street, 00000 Exampletown]
delivery: By e-mail
classification: Confidential
salutation: Excellency,
valediction: Yours sincerely,
signed-by:
  - name: Eve Example
    role: Chair
    organisation: Society
    signature: eve.png
copied-to:
  - The Council
contact:
  name: Eve Example
  organisation: Society
  email: eve@example.org
  address:
    - 2 Cliff Road
keywords: [a, b]
covering-request: We ask you to answer. Please do.
author: Society
status: sign-on
file-names: unicode
profile: office-duplex
rules-off:
  link-vague: the office is called “here”
letterhead:
  text: Joint open letter
  organisations:
    - name: Society
      logo: logo.svg
      detail: [line]
  stationery: 45.5
signatories:
  file: names.tsv
  heading: Signed
  columns: 2
  order: as-given
annexes:
  - title: Report
    file: report.pdf
    language: fr
    translated-from: zh-Hant
    pages: 1-3, 7
    cover: true
    start: right
    alternatives:
      3: A map
      12: "17"
    transcript: report.md
    password-variable: REPORT_PASSWORD
    claims: attach
    forms: live
    attachments: true
    shrink: true
annex-labels: roman
annex-numbering: own
page:
  size: Letter
  window: us-10
  fold-marks: true
  registry-stamp: true
editions:
  - delivery
  - edition: print
    audience: public
    paper: Letter
    letterhead: stationery
    links: end
    copies: 2
    duplex: simplex
    bleed: true
    pdf-x: true
embargo:
  until: 2022-03-08 10:00
  zone: Europe/Zurich
  place: Geneva
  abbreviation: CET
press:
  contact:
    name: Eve Example
    organisation: Society
    telephone: "+41 22 000 00 00"
    email: press@example.org
  notes: Founded in 1901.
send: {addressee: [word], public: [text, picture]}
public-signatures: scanned
editable-signatures: scanned
named-because: each was asked
style: modern
numbered-paragraphs: true
"""
    )
    assert problems == []
    given = header.model_dump(by_alias=True, exclude_unset=True)
    assert set(given) == set(header.model_dump(by_alias=True))
    assert set(given["annexes"][0]) == {info.alias for info in Annex.model_fields.values()}
    assert header.annexes[0].alternatives == {"3": "A map", "12": "17"}
    assert header.title == "One:\ntwo"
    assert (header.place, header.our_reference, header.your_reference) == ("NO", "0123", "12:30")
    assert header.recipient.address == ("1 Quay Street", "00000 Exampletown")
    assert header.letterhead.organisations[0].detail == ("line",)
    assert header.letterhead.stationery == 45.5
    assert header.signatories.columns == 2
    assert header.page.fold_marks is True


@pytest.mark.parametrize("date", ["2022-W10-2", '"20220308"', "2022-03-08T12:00", "2022-3-8"])
def test_only_the_plain_iso_form_is_a_date(date):
    _, (problem,) = read(LEAST.replace("2022-03-08", date))
    assert problem.code == "header-date"


def test_empty_values_count_as_not_given():
    header, problems = read(LEAST + "place:\ncontact:\n  name:\nsigned-by:\n  - name:\nannexes: []")
    assert problems == []
    assert (header.place, header.contact, header.signed_by, header.annexes) == (None, None, (), ())


def test_a_letterhead_may_be_a_name_or_a_section():
    assert read(LEAST + "letterhead: joint")[0].letterhead == "joint"
    assert read(LEAST + "letterhead: {text: Joint}")[0].letterhead == Letterhead(text="Joint")


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("saluation: x", "did you mean “salutation”?"),
        ("Place: x", "did you mean “place”?"),
        ("signed_by: x", "did you mean “signed-by”?"),
        ("cc: x", "did you mean “copied-to”?"),
        ("file: x", "it belongs below “signatories”, indented"),
        ("contact: {e-mail: x, name: N}", "did you mean “email”?"),
        ("contact: {place: x, name: N}", "it belongs at the start of a line: it is a key of the"),
        ("page: {zz: 1}", "the keys here are size, window, fold-marks and registry-stamp"),
        ("organization: x", "did you mean “organisation”, which belongs below “recipient”?"),
    ],
)
def test_unknown_keys_lead_to_known_ones(line, hint):
    ((message, found),) = messages(line)
    assert message.startswith("unknown key “")
    assert found.startswith(hint)


def test_nothing_is_said_of_what_stands_below_an_unknown_key():
    ((message, _),) = messages("zz:\n  yy: 1\n  xx: {ww: 1}")
    assert message == "unknown key “zz”"


def test_a_misspelt_key_is_not_reported_as_missing_too():
    _, problems = read(LEAST.replace("title", "titel"))
    assert [problem.message for problem in problems] == ["unknown key “titel”"]


def test_faults_of_one_side_of_the_letterhead_do_not_show_the_other():
    assert messages("letterhead: {stationery: 500}") == [
        ("“stationery” must be at most 120, not 500", None)
    ]
    assert [message for message, _ in messages("letterhead: a/b")] == [
        "“letterhead” must be made of letters, digits, hyphens and underscores: “a/b”"
    ]


def test_a_number_in_place_of_text_is_given_back_as_it_was_written():
    assert messages("our-reference: 0x1F")[0][1] == 'write our-reference: "0x1F"'
    assert messages("our-reference: 007.50")[0][1] == 'write our-reference: "007.50"'
    assert messages("our-reference: true")[0] == (
        "“our-reference” must be text, but “true” is true or false",
        'write our-reference: "true"',
    )


def test_a_text_in_place_of_a_list_is_given_back_as_one():
    text = "copied-to: |\n  The Council\n  The Court"
    assert messages(text)[0][1] == 'write copied-to: ["The Council", "The Court"]'


@pytest.mark.parametrize("language", ["en", "fr", "en-GB", "zh-Hant", "zh-Hant-TW", "es-419"])
def test_languages_that_are_taken(language):
    assert read(f"{LEAST}language: {language}")[0].language == language


@pytest.mark.parametrize("language", ["EN", "en_GB", "english", "en-gb", "zh-hant", "x"])
def test_languages_that_are_not(language):
    assert messages(f"language: {language}")[0][0].startswith("“language” is not a language tag")


def test_escapes_can_not_smuggle_characters_in():
    found = messages('place: "a\\u202eb"\ndelivery: "a\\ud800"\nclassification: "a\\u200bb"')
    assert [message for message, _ in found] == [
        "“place” has a character that changes the writing direction, U+202E right-to-left override",
        "“delivery” has a control character, U+D800",
        "“classification” has an invisible character, U+200B zero width space",
    ]


def test_every_problem_has_a_place_in_the_file():
    _, problems = read("titel:\n  a: [1\n    ]\ndate: x\nsigned-by: [{role: r}, 3]\npage: []\n")
    assert len(problems) > 5
    assert all(problem.place.path == "letter.md" and problem.place.line for problem in problems)
