"""What the columns of a list are for, and what their cells mean: safe, or refused."""

from __future__ import annotations

import datetime as dt

import pytest

from formalletter.diagnostics import Severity
from formalletter.reading.countries import country_code
from formalletter.reading.door import Door
from formalletter.reading.heads import may_forbid_naming, role_of
from formalletter.reading.signatories import read_signatories
from formalletter.reporting import draw
from formalletter.signatory_list import SignatoryList


@pytest.fixture
def read(tmp_path):
    def read_list(content, language=None, **settings):
        (tmp_path / "names.csv").write_text(content, encoding="utf-8")
        part = SignatoryList.model_validate(
            {key.replace("_", "-"): value for key, value in settings.items()}
        )
        return read_signatories(Door(tmp_path, ""), "names.csv", None, part, language)

    return read_list


def names(result):
    return [signatory.name for signatory in result[0]]


def errors(result):
    return [problem.code for problem in result[1] if problem.is_error]


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("NAME", "name"),
        (" Organisation name: ", "organisation-name"),
        ("Nom de l’organisation", "organisation-name"),
        ("Название организации", "organisation-name"),
        ("组织名称", "organisation-name"),
        ("اسم المنظمة", "organisation-name"),
        ("Nombre de la organizacion", "organisation-name"),
        ("Pais", "country"),
        ("Horodateur", "time-stamp"),
        ("sort_key", "sort-key"),
        ("E-mail", None),
        ("", None),
    ],
)
def test_heads_are_known_in_six_languages(head, role):
    assert role_of(head) == role


@pytest.mark.parametrize(
    "head",
    [
        *("May we publish your name?", "Consent", "Anonymous", "withdrawn on", "Status"),
        *(
            "Souhaitez-vous rester anonyme ?",
            "Согласие на публикацию",
            "是否公开",
            "الموافقة على النشر",
        ),
    ],
)
def test_heads_that_may_forbid_naming_are_known(head):
    assert may_forbid_naming(head)
    assert not may_forbid_naming("Republic")


def test_all_that_a_list_can_say_of_a_signatory(read):
    found = read(
        "name,kind,role,organisation,country,language,script,group,visibility,sort key,"
        "family name,date signed\n"
        "Jane Doe,individual,Chair,Example Society,KAZ,en,Latn,Hosts,addressee,doe,Doe,2022-03-08\n"
    )
    (signatory,), problems = found
    assert problems == ()
    assert (signatory.kind, signatory.role, signatory.organisation) == (
        *("individual", "Chair", "Example Society"),
    )
    assert (signatory.country, signatory.language, signatory.script) == ("KZ", "en", "Latn")
    assert (signatory.group, signatory.visibility, signatory.sort_key) == (
        *("Hosts", "addressee", "doe"),
    )
    assert (signatory.family_name, signatory.signed) == ("Doe", dt.date(2022, 3, 8))


def test_the_sheet_of_a_form_is_read_without_the_person_who_filled_it_in(read):
    signatories, problems = read(
        "Timestamp,Organisation name,Contact person,Phone\n"
        "2022/03/08 10:00:00,Example Society,Jane Doe,+33\n"
    )
    assert [signatory.name for signatory in signatories] == ["Example Society"]
    assert [(p.severity, p.message) for p in problems] == [
        (Severity.NOTE, "columns ignored: Contact person, Phone")
    ]
    assert "2022" not in repr(signatories)


@pytest.mark.parametrize(
    "heads",
    [
        *("Name,Organisation", "Name,Organisation name", "Full name,Nom", "Organisation,Nom"),
        *("Organisation name,Family name", "Organisation name,Organisation"),
    ],
)
def test_between_two_names_nothing_is_guessed(read, heads):
    found = read(f"{heads}\nJane Doe,Example Society\n")
    assert names(found) == []
    assert errors(found) == ["list-name-unclear"]


def test_the_header_says_which_name_is_printed(read):
    text = "Name,Organisation,E-mail\nJane Doe,Example Society,j@example.org\n"
    (signatory,), problems = read(text, columns_named={"Organisation": "name"})
    assert (signatory.name, signatory.organisation) == ("Example Society", None)
    assert problems[0].message == "columns ignored: Name, E-mail"
    (signatory,), _ = read(text, kind="individual")
    assert (signatory.name, signatory.organisation) == ("Jane Doe", "Example Society")
    assert signatory.kind == "individual"


def test_with_kinds_each_row_tells_whose_name_it_is(read):
    text = "name,kind,organisation\nJane Doe,{},Example Society\nThird Society,organisation,\n"
    assert errors(read(text.format("individual"))) == []
    found = read(text.format("organisation"))
    assert (names(found), errors(found)) == (["Third Society"], ["list-name-unclear"])


@pytest.mark.parametrize("head", ["affiliation", "role", "family name", "Employer"])
def test_what_a_list_says_of_persons_is_not_dropped_but_asked_about(read, head):
    text = f"name,{head}\nAda Lake,Lake Institute\nBo Reed,\n"
    named = {"name": "name"} if head != "Employer" else {"Employer": "organisation"}
    if head == "affiliation":
        assert errors(read(text)) == ["list-name-unclear"]
    if head == "Employer":
        assert errors(read(text, columns_named=named)) == ["list-name-unclear"]
        named["name"] = "name"
    signatories, problems = read(text, columns_named=named)
    assert [each.code for each in problems] == ["list-kind-unclear"]
    assert "kind: individual" in problems[0].hint
    assert names((signatories, problems)) == ["Bo Reed"]
    for kind in ("individual", "organisation"):
        hinted = {**named, head: "ignore"} if kind == "organisation" else named
        found = read(text, columns_named=hinted, kind=kind)
        assert errors(found) == []
        assert [each.kind for each in found[0]] == [kind, kind]


def test_a_row_of_no_kind_is_asked_about_where_it_speaks_of_a_person(read):
    text = (
        "name,type,organisation\nAda Lake,individual,Lake Institute\nReed Group,organisation,\n"
        "Bo Reed,,Lake Institute\nCanada Group,,\nElm,,Elm\n"
    )
    found = read(text)
    assert [(each.code, each.place.line) for each in found[1]] == [("list-kind-unclear", 4)]
    found = read(text, kind="individual")
    assert errors(found) == []
    assert [each.kind for each in found[0]] == [
        *("individual", "organisation", "individual", "individual", "individual"),
    ]


def test_the_role_of_who_filled_in_the_form_for_an_organisation_is_left_alone(read):
    found = read("Organisation name,Position\nLake Group,Chair\n")
    assert (names(found), errors(found)) == (["Lake Group"], [])
    text = "Organisation,Name,Role\nLake Group,Ada Lake,Chair\n"
    found = read(text, columns_named={"Organisation": "name"})
    assert (names(found), errors(found)) == (["Lake Group"], [])


def test_a_mapped_column_that_is_gone_is_told(read):
    found = read("name,Publish\nOne,yes\n", columns_named={"May we publish": "visibility"})
    assert errors(found) == ["list-column-missing", "list-discretion"]
    found = read("name\nOne\n", visibility_answers={"Yes": "public"})
    assert (names(found), errors(found)) == ([], ["list-column-missing"])


def test_a_column_is_ignored_against_its_head_only_if_the_header_says_so(read):
    text = "name,Consent to the newsletter\nOne,no\n"
    assert errors(read(text)) == ["list-discretion"]
    found = read(text, columns_named={"Consent to the newsletter": "ignore"})
    assert (names(found), errors(found)) == (["One"], [])


def test_two_columns_of_one_use_are_refused(read):
    assert errors(read("name,country,pays\nOne,KZ,FR\n")) == ["list-two-columns"]
    found = read("name,country,pays\nOne,KZ,FR\n", columns_named={"pays": "ignore"})
    assert found[0][0].country == "KZ"


@pytest.mark.parametrize(
    ("answer", "visibility"),
    [
        *(("public", "public"), ("Public ", "public"), ("Публично", "public")),
        *(("Addressee", "addressee"), ("收件人", "addressee"), ("destinataire", "addressee")),
        *(("WITHHELD", "withheld"), ("محجوب", "withheld"), ("confidencial", "withheld")),
    ],
)
def test_visibility_in_its_own_words(read, answer, visibility):
    found = read(f"name,visibility\nOne,{answer}\n")
    assert [signatory.visibility for signatory in found[0]] == [visibility]
    assert errors(found) == []


@pytest.mark.parametrize(
    "answer",
    ["", " ", "yes", "no", "Oui", "?", "publik", "public?", "(public)", "not public", "true", "…"],
)
def test_an_unclear_answer_is_an_error_with_its_row_and_never_public(read, answer):
    found = read(f"name,visibility\nOne,public\nTwo,{answer}\n")
    assert [each.visibility for each in found[0]] == ["public", "withheld"]
    (problem,) = [problem for problem in found[1] if problem.is_error]
    assert (problem.code, problem.place.line) == ("list-visibility", 3)


def test_the_answers_of_a_form_are_explained_in_the_header(read):
    text = (
        "name,May we name you?\nOne,Yes\nTwo,Only to the UN\nThree,no\nFour,Not sure\nFive,Yes?\n"
    )
    found = read(
        text,
        columns_named={"May we name you?": "visibility"},
        visibility_answers={"yes": "public", "Only to the UN": "addressee", "No": "withheld"},
    )
    visibilities = ["public", "addressee", "withheld", "withheld", "withheld"]
    assert [signatory.visibility for signatory in found[0]] == visibilities
    assert errors(found) == ["list-visibility"] * 2


def test_the_header_outweighs_the_own_words_and_contradictions_mean_nothing(read):
    text = "name,visibility\nOne,public\n"
    found = read(text, visibility_answers={"Public": "withheld"})
    assert found[0][0].visibility == "withheld"
    found = read(
        text, visibility_answers={"Public": "withheld", "PUBLIC": "public", "public": "public"}
    )
    assert [each.visibility for each in found[0]] == ["withheld"]
    assert errors(found) == ["list-visibility"]


def test_many_rows_with_one_fault_are_counted(read):
    found = read("name,visibility\n" + "".join(f"N{n},Yes\n" for n in range(100)))
    problems = [problem for problem in found[1] if problem.is_error]
    assert {each.visibility for each in found[0]} == {"withheld"}
    assert len(problems) == 21
    assert problems[-1].message == "80 more rows have the same fault"
    assert problems[-1].place.line == 1  # no decision about one row settles it


def test_no_problem_shows_a_withheld_name(read):
    text = "name,visibility,country\n=Secret\u200bSociety,withheld,Atlantis\n"
    text += "Secret\u0085Society,addressee,FR\nPublic\u200bSociety,public,FR\n"
    found = read(text)
    shown = draw(found[1], colour=False)
    assert "Secret" not in shown
    assert "Society" in shown


def test_countries_are_codes_or_names_in_many_languages():
    for text in ("KZ", "kaz", "Kazakhstan", "Казахстан", "哈萨克斯坦", "كازاخستان", "Kazajistán"):
        assert country_code(text) == "KZ", text
    assert country_code("Kasachstan") == "KZ"
    assert country_code("Kasachstann") is None
    assert country_code("Kasachstan", "de") == "KZ"
    assert country_code("UK") == country_code("United Kingdom") == "GB"
    assert country_code("Côte d'Ivoire") == country_code("Cote d’Ivoire") == "CI"
    for text in ("", "EU", "ZZ", "Europe", "Scotland", "SUN", "1", "world"):
        assert country_code(text) is None, text


def test_what_cells_do_not_mean_is_refused_with_the_row(read):
    found = read("name,country\nOne,Kazakhstann\nTwo,\n")
    assert names(found) == ["One", "Two"]
    assert found[1][0].hint.startswith("did you mean “Kazakhstan”? Say in the header")
    assert found[1][0].hint.endswith("countries-named: {Kazakhstann: [KZ]}")
    for head, cell, code in (
        *(("kind", "club", "list-kind"), ("script", "Cyrillic", "list-script")),
        *(("language", "english", "name-language"), ("date signed", "8/3/22", "list-date")),
    ):
        assert errors(read(f"name,{head}\nOne,{cell}\n")) == [code]
    found = read('name,role\nOne,"Chair\nof it"\nTwo,a\u202eb\n', kind="individual")
    assert errors(found) == ["list-one-line", "direction-character"]


def test_late_rows_are_told_and_kept(read):
    text = "Timestamp,name\n2022/03/08 23:59,One\n2022-03-09T00:01,Two\nsoon,Three\n"
    found = read(text, until=dt.date(2022, 3, 8))
    assert names(found) == ["One", "Two", "Three"]
    assert [(p.code, p.place.line) for p in found[1]] == [("list-late", 3), ("list-time-stamp", 4)]
    assert read(text)[1] == ()


def test_decisions_beside_the_list_are_applied(read, tmp_path):
    (tmp_path / "names.decisions.yaml").write_text(
        "decisions:\n- {row: One, verdict: change, to: The One}\n"
        "- {row: Two, occurrence: 2, verdict: drop}\n"
    )
    found = read("name\nOne\nTwo\nTwo\n")
    assert names(found) == ["The One", "Two"]
    assert errors(found) == []


@pytest.mark.parametrize("name", ["\u3164\u3164", "\u115f\u1160", "\uffa0", "\u2800\u2800"])
def test_a_name_of_letters_that_show_nothing_is_none(read, name):
    """Hangul fillers and the blank of Braille are letters and signs to every other test."""
    assert errors(read(f"name\nOne\n{name}\n")) == ["name-blank"]
