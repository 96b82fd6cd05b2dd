"""Countries behind names: in the letter's language, not twice, several where a cell says so."""

from __future__ import annotations

import pikepdf
import pypdf
import pytest

from formalletter import pipeline
from formalletter.diagnostics import Severity
from formalletter.reading import read_letter
from formalletter.reading.countries import names_country
from formalletter.reading.door import Door
from formalletter.reading.signatories import read_signatories
from formalletter.rolls import letter_for, make_roll, printed
from formalletter.rolls.ordering import ordered
from formalletter.signatory_list import SignatoryList
from formalletter.wording import Wording


@pytest.fixture
def listed(tmp_path):
    def read(content, language="en-GB", **settings):
        (tmp_path / "names.csv").write_text(content, encoding="utf-8")
        part = SignatoryList.model_validate({"show": ("country",), **settings})
        rows, problems = read_signatories(Door(tmp_path, ""), "names.csv", None, part, language)
        roll = make_roll(rows, part, "public", language)
        return [printed(each, Wording(language)) for each in roll.signatories], problems, rows, part

    return read


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        *(("en-GB", "Lake Group (Kenya)"), ("fr", "Lake Group (Kenya)")),
        *(("de", "Lake Group (Kenia)"), ("es", "Lake Group (Kenia)")),
        *(("ru", "Lake Group (Кения)"), ("ar", "Lake Group (كينيا)")),
        *(("zh", "Lake Group（肯尼亚）"), ("zh-Hant", "Lake Group（肯亞）")),
    ],
)
def test_the_country_is_in_the_letters_language(listed, language, shown):
    assert listed("name,country\nLake Group,KE\n", language)[0] == [shown]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("Lake Group Kenya", "KE"), ("Lake Group (Kenya)", "KE"), ("KENYA LAKE GROUP", "KE")),
        *(("Lake Group (KE)", "KE"), ("Lake Group, KEN", "KE"), ("Kenya’s Lakes", "KE")),
        *(("Seegruppe Kenia", "KE"), ("Озёрная группа Кении", "KE"), ("肯尼亚湖泊组织", "KE")),
        *(("جمعية البحيرات في كينيا", "KE"), ("Amnesty Example UK", "GB"), ("US Lakes", "US")),
        *(
            ("Lakes of Côte d'Ivoire", "CI"),
            ("Ivory Coast Lakes", "CI"),
            ("Verein (Schweiz)", "CH"),
        ),
        *(("DRC Lakes", "CD"), ("Lagos do Brasil", "BR"), ("Suomi-Finland Lakes", "FI")),
    ],
)
def test_a_country_that_the_name_has_is_not_said_twice(name, code):
    assert names_country(name, code, ("en-GB",))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("Lake Group", "KE"), ("Kenyan Lake Group", "KE"), ("Tell us now", "US")),
        *(("IT Workers", "IT"), ("Colegio de Lagos", "DE"), ("Group in Lakes", "IN")),
        *(("Lake Group (Uganda)", "KE"), ("Chadwick Society", "TD"), ("Nigerians", "NE")),
    ],
)
def test_a_country_that_the_name_does_not_have_is_shown(name, code):
    assert not names_country(name, code, ("en-GB",))


def test_names_keep_their_order_and_the_heading_of_a_group_says_its_country(listed):
    text = "name,country\nZeta,AR\nAlpha,ZW\nBeta,\n"
    names, _, rows, part = listed(text, order="alphabetical")
    assert names == ["Alpha (Zimbabwe)", "Beta", "Zeta (Argentina)"]
    assert [each.name for each in ordered(rows, part, "en")] == ["Alpha", "Beta", "Zeta"]
    names, *_ = listed(text, groups="country", first=("Zeta",))
    assert names == ["Zeta (Argentina)", "Alpha", "Beta"]


def test_an_individual_has_the_country_behind_the_organisation(listed):
    text = "name,organisation,country\nAda Lake,Lake Institute,CH\nBo,Kenya Institute,KE\n"
    names, *_ = listed(text, kind="individual")
    assert names == ["Ada Lake, Lake Institute (Switzerland)", "Bo, Kenya Institute"]


def test_a_cell_with_two_countries_is_asked_about_and_counts_for_both(listed):
    text = 'name,country\nLakes,Kenya / Uganda\nPort,"Hong Kong, China"\nAll,International\n'
    _, problems, *_ = listed(text)
    hints = [each.hint for each in problems if each.is_error]
    assert 'countries-named: {"Kenya / Uganda": [KE, UG]}' in hints[0]
    assert 'countries-named: {"Hong Kong, China": [HK]}' in hints[1]
    assert "countries-named: {International: [code]}, or [] for none" in hints[2]
    meant = {"Kenya / Uganda": ("KE", "UG"), "Hong Kong, China": ("HK",), "International": ()}
    names, problems, rows, part = listed(text, **{"countries-named": meant})
    assert [each for each in problems if each.severity is not Severity.NOTE] == []
    assert names == ["Lakes (Kenya, Uganda)", "Port (Hong Kong SAR China)", "All"]
    assert make_roll(rows, part, "public", "en").countries == 3
    _, problems, *_ = listed(text, **{"countries-named": {**meant, "International": ("World",)}})
    assert [each.code for each in problems if each.is_error] == ["list-country"]


def test_rows_without_a_country_are_told_with_number_and_rows(make_letter):
    folder = make_letter("We write.\n", header="signatories: {show: [country]}\n")
    rows = "name,country\nOne,KE\nTwo,\nThree,\n"
    (folder / "signatories.csv").write_text(rows, encoding="utf-8")
    _, problems = letter_for(read_letter(folder)[0], "public")
    (problem,) = [each for each in problems if each.code == "country-lacking"]
    assert problem.message == "2 of 3 signatories have no country to show"
    assert problem.hint == "see rows 3 and 4"


def test_the_page_the_text_and_the_tree_have_the_country_outside_the_names_language(
    make_letter, tmp_path
):
    header = "signatories: {show: [country]}\n"
    folder = make_letter("We write.\n", header=header)
    rows = "name,country,language\nAssociation des lacs,MA,fr\n湖泊協會,TW,zh-Hant\n"
    rows += "جمعية البحيرات,EG,ar\n"
    (folder / "signatories.csv").write_text(rows, encoding="utf-8")
    built = pipeline.build(folder, output=tmp_path / "out")
    text = " ".join(pypdf.PdfReader(built.path).pages[-1].extract_text().split())
    assert "Association des lacs (Morocco)" in text
    assert "(Taiwan)" in text
    assert "Egypt" in text  # pypdf takes the bracket behind a right-to-left name apart
    with pikepdf.open(built.path) as pdf:
        spoken = {
            str(each.Lang)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/Lang" in each
        }
    assert {"fr", "zh-Hant", "ar"} <= spoken
