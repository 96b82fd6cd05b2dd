from __future__ import annotations

from pathlib import Path

import pytest

from formalletter import assets
from formalletter.diagnostics import Severity
from formalletter.errors import InputError
from formalletter.letter import Letterhead
from formalletter.reading import read_letter
from formalletter.signatory_list import SignatoryList

LETTER = """\
---
title: T
date: 2022-03-08
recipient: {name: N}
salutation: S,
%s---
Text
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture
def folder(tmp_path):
    return make(tmp_path / "a letter", **{"letter.md": LETTER % ""})


def make(folder, **files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        data = text if isinstance(text, bytes) else text.encode()
        (folder / name).write_bytes(data)
    return folder


def refused(folder):
    with pytest.raises(InputError) as fault:
        read_letter(folder, shown_as="l")
    return [(str(problem.place), problem.code) for problem in fault.value.problems]


def test_a_letter_of_one_file(folder):
    letter, problems = read_letter(folder)
    assert problems == ()
    assert letter.folder == folder
    assert letter.slug == "a-letter"
    assert letter.letterhead == Letterhead()
    assert (letter.signatories, letter.header.signatories) == ((), None)
    assert (letter.body.text, letter.body.first_line) == ("Text\n", 7)
    assert letter.places[()].line == 1
    assert letter.places["recipient", "name"].column == 19


def test_the_seed():
    folder = assets.content_folder() / "ohchr-xinjiang-2022"
    letter, problems = read_letter(folder, shown_as="seed")
    assert not [problem for problem in problems if problem.severity is not Severity.NOTE]
    assert letter.slug == "ohchr-xinjiang-2022"
    assert len(letter.signatories) == 192
    assert letter.letterhead.text == "Joint open letter"
    assert letter.header.letterhead == letter.letterhead
    assert letter.places["letterhead", "text"].path.endswith("letterheads/joint.yaml")
    assert letter.header.recipient.address[-1] == "Switzerland"
    assert letter.body.text.strip().endswith("Accountability can wait no longer.")


def test_a_list_of_the_usual_name_needs_no_word_in_the_header(folder):
    make(folder, **{"signatories.csv": "name\nA\n"})
    letter, _ = read_letter(folder)
    assert [signatory.name for signatory in letter.signatories] == ["A"]
    assert letter.header.signatories == SignatoryList()


def test_a_list_of_another_name_is_given_in_the_header(folder):
    header = LETTER % "signatories: {file: names/all.tsv, columns: 2}\n"
    make(folder, **{"letter.md": header, "names/all.tsv": "name\nA\n"})
    letter, _ = read_letter(folder, shown_as="l")
    assert letter.signatories[0].place.path == "l/names/all.tsv"
    assert letter.header.signatories.columns == 2


def test_a_letterhead_of_the_letter_comes_before_the_bundled_one(folder):
    make(folder, **{"letter.md": LETTER % "letterhead: joint\n"})
    assert read_letter(folder)[0].letterhead.text == "Joint open letter"
    make(folder, **{"letterheads/joint.yaml": "text: Our own\n"})
    letter, _ = read_letter(folder, shown_as="l")
    assert letter.letterhead.text == "Our own"
    assert letter.header.letterhead == letter.letterhead
    assert letter.places["letterhead", "text"].path == "l/letterheads/joint.yaml"


def test_a_letterhead_in_the_header(folder):
    make(folder, **{"letter.md": LETTER % "letterhead: {text: Our own}\n"})
    letter, _ = read_letter(folder)
    assert letter.letterhead.text == "Our own"


def test_pictures_are_looked_at_wherever_they_are_named(folder):
    header = LETTER % "letterhead: own\nsigned-by: [{name: A, signature: a.svg}]\n"
    own = "organisations:\n  - name: Society\n    logo: logo.svg\n"
    make(
        folder, **{"letter.md": header, "letterheads/own.yaml": own, "a.svg": SVG, "logo.svg": SVG}
    )
    letter, problems = read_letter(folder, shown_as="l")
    assert problems == ()
    assert letter.letterhead.organisations[0].logo == "logo.svg"
    make(folder, **{"a.svg": "", "logo.svg": ""})
    assert refused(folder) == [
        ("l/letter.md:7:34", "image-unsound"),
        ("l/letterheads/own.yaml:3:11", "image-unsound"),
    ]


def test_a_style_of_the_letter_is_taken(folder):
    make(folder, **{"letter.md": LETTER % "style: ours\n"})
    assert refused(folder) == [("l/letter.md:6:8", "style-missing")]
    make(folder, **{"styles/ours.css": ""})
    assert read_letter(folder)[0].header.style == "ours"


@pytest.mark.parametrize("style", ["classic", "modern"])
def test_bundled_styles_are_there(folder, style):
    make(folder, **{"letter.md": LETTER % f"style: {style}\n"})
    assert read_letter(folder)[0].header.style == style


def test_annexes_must_be_there(folder):
    make(folder, **{"letter.md": LETTER % "annexes: [{title: A, file: a.pdf}]\n", "a.pdf": "%PDF"})
    assert read_letter(folder)[1] == ()


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_letter_in_a_foreign_encoding_is_read_and_reported(folder, encoding):
    text = LETTER.replace("Text", "Café – “l’été”") % ""
    make(folder, **{"letter.md": text.encode(encoding)})
    letter, problems = read_letter(folder, shown_as="l")
    assert letter.body.text == "Café – “l’été”\n"
    assert [(str(p.place), p.code) for p in problems] == [("l/letter.md", "encoding-foreign")]


def test_warnings_are_raised_together_with_errors_and_in_all_files(folder):
    header = LETTER % "place: A #1\nstyle: x\nletterhead: x\n"
    make(folder, **{"letter.md": header, "signatories.csv": "name\nA\nA\n,\n"})
    make(folder, **{"signatories.csv": "name\nA\nA\nB,\n=C,x\n"})
    assert refused(folder) == [
        ("l/letter.md:6:10", "yaml-comment"),
        ("l/letter.md:8:13", "letterhead-missing"),
        ("l/letter.md:7:8", "style-missing"),
        ("l/signatories.csv:5:1", "list-too-many-cells"),
    ]


def test_the_list_is_looked_at_even_where_the_header_can_not_be_read(folder):
    make(folder, **{"letter.md": "---\na: b: c\n---\nText", "signatories.csv": "x\n"})
    assert [code for _, code in refused(folder)] == ["yaml-colon", "list-no-name"]


def test_the_list_is_read_as_the_header_says(folder):
    make(
        folder,
        **{
            "letter.md": LETTER
            % "language: de\nsignatories:\n  file: names.csv\n  columns-named: {Wer: name}\n"
            "  visibility-answers: {Ja: public, Nein: withheld}\n",
            "names.csv": "Wer,Pays,visibility\nEins,Kasachstan,Ja\nZwei,,Nein\n",
        },
    )
    signatories = read_letter(folder)[0].signatories
    assert [(s.name, s.country, s.visibility) for s in signatories] == [
        ("Eins", "KZ", "public"),
        ("Zwei", None, "withheld"),
    ]


def test_a_list_is_not_judged_by_a_header_that_can_not_be_read(folder):
    part = "signatories:\n  file: names.csv\n  columns-named: {Wer: nam}\n"
    make(folder, **{"letter.md": LETTER % part, "names.csv": "Wer,consent\nEins,x\n"})
    assert [code for _, code in refused(folder)] == ["header-choice"]


def test_a_byte_order_mark_alone_is_an_empty_letter(folder):
    make(folder, **{"letter.md": b"\xff\xfe"})
    assert ("l/letter.md:1", "letter-empty") in refused(folder)


def test_a_link_out_of_the_folder_is_refused(folder, tmp_path):
    make(tmp_path, **{"other.md": LETTER % ""})
    (folder / "letter.md").unlink()
    (folder / "letter.md").symlink_to(tmp_path / "other.md")
    assert refused(folder) == [("l/letter.md", "file-outside")]


def test_the_folder_is_shown_as_seen_from_where_the_user_is(folder, monkeypatch):
    make(folder, **{"letter.md": ""})
    for where, shown in ((folder.parent, "a letter/letter.md"), (folder, "letter.md")):
        monkeypatch.chdir(where)
        with pytest.raises(InputError) as fault:
            read_letter(folder)
        assert fault.value.problems[0].place.path == shown


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("ohchr-2022", "ohchr-2022"),
        ("Lettre été", "Lettre-été"),
        ("a/..b..", "b"),
        ("世界", "世界"),
    ],
)
def test_the_slug_is_the_name_of_the_folder(tmp_path, name, slug):
    folder = make(tmp_path / name, **{"letter.md": LETTER % ""})
    assert read_letter(folder)[0].slug == slug


def test_a_missing_folder(tmp_path):
    assert refused(Path(tmp_path / "nowhere")) == [("l", "letter-missing")]
