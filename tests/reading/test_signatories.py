from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalletter.diagnostics import Place, Severity
from formalletter.reading.door import Door
from formalletter.reading.signatories import read_signatories
from formalletter.reporting import draw


@pytest.fixture
def read(tmp_path):
    def read_list(content, file="names.csv"):
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / file).write_bytes(data)
        return read_signatories(Door(tmp_path, ""), file)

    return read_list


def names(result):
    return [signatory.name for signatory in result[0]]


def codes(result):
    return [problem.code for problem in result[1]]


def test_one_name_a_line(read):
    found = read("name\nExample Society\n  Another Society \n\nThird Society")
    assert names(found) == ["Example Society", "Another Society", "Third Society"]
    assert codes(found) == []


def test_names_and_languages_with_their_places(read):
    (first, second), _ = read('language,name\nfr,"Ligue, Exempleville"\n,Society\n')
    assert (first.name, first.language) == ("Ligue, Exempleville", "fr")
    assert first.place == Place("names.csv", 2, 5, 'fr,"Ligue, Exempleville"', 19)
    assert (second.name, second.language) == ("Society", None)
    assert second.place == Place("names.csv", 3, 2, ",Society", 7)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_told_from_the_first_line(read, delimiter):
    text = f"language{delimiter}name\nen{delimiter}A; B{delimiter}\n".replace("A; B", '"A; B, C"')
    assert names(read(text)) == ["A; B, C"]


def test_the_first_line_may_stand_below_blank_ones(read):
    assert names(read("\n;\n\nlanguage;name\nen;A\n")) == ["A"]


def test_a_tsv_is_parted_by_tabs_only(read):
    assert names(read("name\nA, B; C\n", "names.tsv")) == ["A, B; C"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_sheets_come_in_several_encodings(read, encoding):
    found = read("name;language\r\nLigue française;fr\r\n".encode(encoding))
    assert names(found) == ["Ligue française"]
    assert codes(found) == ([] if encoding == "utf-8-sig" else ["encoding-foreign"])


def test_heads_may_be_written_in_capitals(read):
    assert names(read(" NAME ,Language\nA,en\n")) == ["A"]


def test_names_are_kept_exactly(read):
    kept = [
        "L'  Homme",
        "Society\u00a0of Examples",
        "e\u0301lan",
        "ﷺ",
        "A--B...",
        "“A”",
        "A &amp; <b>",
    ]
    found = read("name\n" + "\n".join(kept))
    assert names(found) == kept
    assert codes(found) == ["name-not-normal"]


def test_other_columns_are_ignored_and_hidden(read):
    text = 'e-mail,name,phone\nx@example.org,"A, ""B""",+1 23\ny@example.org,=C,4\n'
    signatories, problems = read(text)
    assert [signatory.name for signatory in signatories] == ['A, "B"', "=C"]
    assert problems[0].severity is Severity.NOTE
    assert problems[0].message == "columns ignored: e-mail, phone"
    everything = f"{signatories} {draw(problems, colour=True)}"
    assert "example.org" not in everything
    assert "23" not in everything
    assert signatories[0].place == Place("names.csv", 2)
    (formula,) = [problem for problem in problems if problem.code == "name-formula"]
    assert formula.place == Place("names.csv", 3, 15, "··············=C", 2)


def test_nobody_is_named_against_a_column_that_may_forbid_it(read):
    _, problems = read("name,publish?\nOne,yes\nTwo,no\n")
    assert [problem.code for problem in problems if problem.is_error] == ["list-discretion"]
    _, problems = read("name,Consent\nOne,\n")
    assert [problem.code for problem in problems if problem.is_error] == ["list-discretion"]
    names, problems = read("name,visibility\nOne,public\n")
    assert [name.name for name in names] == ["One"]
    assert not any(problem.is_error for problem in problems)


def test_no_problem_shows_what_the_other_columns_hold(read):
    text = "name,phone\nA\x01,secret\n,secret\nB,secret,secret\nC\n\u202eD,secret\n"
    text += f'{"E" * 301},secret\nname,phone\n"F\nG",secret\n"H,secret\n'
    found = read(text)
    assert len(codes(found)) > 8
    assert "secret" not in draw(found[1], colour=False)


def test_a_name_over_several_lines_is_one_name_and_pointed_at(read):
    found = read('name,language\n"Society of\n Examples",en\nB,fr\n')
    assert names(found) == ["Society of\n Examples", "B"]
    assert codes(found) == ["name-many-lines"]
    assert found[0][1].place.line == 4


def test_formulas_are_text_and_pointed_at(read):
    found = read("name\n=SUM(A1)\n+49 Society\n@Society\n-Society\n")
    assert names(found) == ["=SUM(A1)", "+49 Society", "@Society", "-Society"]
    assert codes(found) == ["name-formula"] * 3


def test_a_row_with_fewer_cells_is_pointed_at(read):
    found = read("name,language\nA\nB,fr\n")
    assert names(found) == ["A", "B"]
    assert codes(found) == ["list-too-few-cells"]


def test_blank_cells_too_many_do_not_matter(read):
    assert read("name,,\nA,,\nB,,,,\n")[1] == ()


def test_an_invisible_character_is_pointed_at(read):
    found = read("name\nExample\u200bSociety\n")
    assert (names(found), codes(found)) == (["Example\u200bSociety"], ["invisible-character"])


def test_a_list_without_a_name_is_never_taken_for_one(read):
    for text in ("", "name", "name\n\n,\n", "name,phone\n", "\ufeff", ",", '""\n'):
        found = read(text)
        assert any(problem.is_error for problem in found[1]), text
    assert any(problem.is_error for problem in read(b"\xff\xfe")[1])


ANYTHING = st.text(st.characters(codec="utf-8"), max_size=12)
NAMELIKE = st.text(st.sampled_from("aÉ,;\"'\t\n =華\u202e\u200b\u0301"), max_size=6)


@given(st.lists(NAMELIKE | ANYTHING, max_size=8), st.sampled_from(",;\t"), st.booleans())
def test_no_name_is_lost(tmp_path_factory, given_names, delimiter, has_more):
    folder = tmp_path_factory.mktemp("list")
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(["phone", "name"] if has_more else ["name"])
    writer.writerows(["1", name] if has_more else [name] for name in given_names)
    (folder / "names.csv").write_bytes(out.getvalue().encode())
    signatories, problems = read_signatories(Door(folder, ""), "names.csv")
    if not any(problem.is_error for problem in problems):
        kept = [name.replace("\r\n", "\n").replace("\r", "\n").strip() for name in given_names]
        assert [signatory.name for signatory in signatories] == [name for name in kept if name]


@given(st.text(st.sampled_from('ab,;"\n\t'), max_size=40))
def test_every_letter_of_a_list_is_in_a_name_or_there_is_a_problem(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("list")
    (folder / "names.csv").write_bytes(f"name\n{text}".encode())
    signatories, problems = read_signatories(Door(folder, ""), "names.csv")
    if not problems:
        found = "".join(signatory.name for signatory in signatories)
        assert [c for c in found if c.isalpha()] == [c for c in text if c.isalpha()]


def test_the_list_of_the_seed_is_read_whole():
    from formalletter import assets

    folder = assets.content_folder() / "ohchr-xinjiang-2022"
    signatories, problems = read_signatories(Door(folder, "seed"), "signatories.csv")
    assert problems == ()
    assert len(signatories) == 192
    assert signatories[0].name == "21Wilberforce"
    assert signatories[-1].name == "Young leadership for social change network"
    assert "International Society for Human Rights, Chapter Munich" in {s.name for s in signatories}
    assert all(unicodedata.is_normalized("NFC", signatory.name) for signatory in signatories)
