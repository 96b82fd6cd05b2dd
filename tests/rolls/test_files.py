"""Whole files: nobody is named in one that must not be, whatever stream one looks into."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pikepdf
import pypdf
import pytest

from formalletter import assets, pipeline
from formalletter.checking import missing_glyphs
from formalletter.edition import Edition
from formalletter.errors import InputError
from formalletter.fonts import Coverage
from formalletter.reading import read_letter
from formalletter.rolls import further, letter_for, make_roll, printed
from formalletter.signatory_list import SignatoryList
from formalletter.wording import Wording

HEADER = """\
signatories:
  groups: country
  order: alphabetical
  first: [Host]
  withheld: 1
  withheld-reason: whose names are withheld for their safety
  published: 2022-03-08
annexes: [{title: Table, file: table.md}]
"""
BODY = """\
We, {{ signatories.organisations | counted }} from {{ signatories.countries | words }} country
or more, {{ signatories.count }} in all, write.
"""
ROWS = """\
name,kind,country,visibility,date signed
Host,organisation,KE,public,
Second,organisation,KE,public,2022-04-01
{addressee},organisation,{country},addressee,
{withheld},organisation,{country},withheld,
"""


@pytest.fixture
def folder(make_letter):
    """Writes the letter with these names for whoever may not be seen by all."""

    def write(addressee="Quokka Union", withheld="Wombat Centre", country="JP"):
        folder = make_letter(BODY, header=HEADER)
        (folder / "table.md").write_text("{{ signatories.count }} have signed.\n", "utf-8")
        text = ROWS.format(addressee=addressee, withheld=withheld, country=country)
        (folder / "signatories.csv").write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def build(folder, tmp_path):
    def made(edition, audience=None, **names):
        built = pipeline.build(
            folder(**names), edition=edition, audience=audience, output=tmp_path / "out"
        )
        return built.path

    return made


def text_of(path):
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


OTHERS = {
    "addressee": "世界 Ω ئۇيغۇر",
    "withheld": "A much longer name than before",
    "country": "DE",
}


@pytest.mark.parametrize(
    ("edition", "audience", "hidden"),
    [
        (Edition.DELIVERY, None, ["withheld"]),
        (Edition.PRINT, "public", ["withheld", "addressee", "country"]),
        (Edition.PRESS, None, ["withheld", "addressee", "country"]),
    ],
)
def test_replacing_a_hidden_name_leaves_every_byte_the_same(build, edition, audience, hidden):
    once = build(edition, audience).read_bytes()
    again = build(edition, audience, **{key: OTHERS[key] for key in hidden}).read_bytes()
    assert again == once


def test_the_comparison_would_notice_a_name(build):
    once = build(Edition.PRESS).read_bytes()
    assert build(Edition.DELIVERY).read_bytes() != once


def held(path, words):
    """Those of the words that stand anywhere in the file: streams, strings, metadata."""
    with pikepdf.open(path) as pdf:
        streams = [
            each.read_bytes() if isinstance(each, pikepdf.Stream) else each.unparse()
            for each in pdf.objects
        ]
    forms = {word: [word.encode(coding) for coding in ("utf-8", "utf-16-be")] for word in words}
    for known in forms.values():
        known += [form.hex().encode() for form in known]
        known += [form.upper() for form in known[2:]]
    data = (path.read_bytes(), *streams)
    text = text_of(path)
    return [
        word
        for word, known in forms.items()
        if word in text or any(form in each for form in known for each in data)
    ]


def test_a_public_file_holds_no_name_that_is_for_the_addressee(build):
    words = ["Quokka", "Union", "Wombat"]
    path = build(Edition.PRESS, addressee="Quokka Union", withheld="Wombat Centre")
    assert held(path, [*words, "Host"]) == ["Host"]


def test_neither_decisions_nor_leads_nor_messages_bring_a_name_into_a_public_build(
    folder, tmp_path
):
    where = folder(addressee="QUOKKA UNION", withheld="Wombat  Centre")
    letter = (where / "letter.md").read_text("utf-8")
    leads = letter.replace("first: [Host]", "first: [Quokka Union, Host, Wombat Centre]")
    assert leads != letter
    (where / "letter.md").write_text(leads, encoding="utf-8")
    decisions = """\
decisions:
  - {row: QUOKKA UNION, verdict: change, to: Quokka Union}
  - {row: Wombat  Centre, verdict: change, to: Wombat Centre}
"""
    (where / "signatories.decisions.yaml").write_text(decisions, encoding="utf-8")
    words = ["Quokka", "QUOKKA", "Wombat"]
    built = pipeline.build(where, edition=Edition.PRESS, output=tmp_path / "out")
    assert held(built.path, words) == []
    assert [word for word in words if word in repr(built)] == []
    built = pipeline.build(where, output=tmp_path / "out")
    assert held(built.path, words) == ["Quokka"]


def test_the_addressee_sees_the_names_and_that_they_are_in_confidence(build):
    path = build(Edition.DELIVERY)
    assert path.name == "letter-delivery-in-confidence.pdf"
    pages = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(path).pages]
    assert len(pages) > 1
    assert all("onfidence" in page and "not for publication" in page for page in pages)
    # On page 1 it is said in the text, too, not only in the margin.
    assert (
        pages[0].count("The list contains names given in confidence and is not for publication")
        == 2
    )
    text = " ".join(pages)
    assert "Quokka Union" in text
    assert "Wombat" not in text
    assert "and 2 further organisations, whose names are withheld for their safety" in text


def test_counts_are_equal_in_every_file_but_of_countries_only_those_shown(build):
    posted, published = text_of(build(Edition.PRINT)), text_of(build(Edition.PRINT, "public"))
    for text in (posted, published):
        assert "We, 5 organisations from" in text
        assert "5 in all" in text
        assert "5 have signed." in text
        assert "Signatories (5)" in text
        assert "List of signatories updated on 1 April 2022" in text
    assert "from two country" in posted
    assert "from one country" in published
    assert "and 3 further organisations" in published
    assert "confidence" not in published


def test_print_for_the_addressee_says_what_delivery_says(build):
    delivered, printed = (text_of(build(edition)) for edition in (Edition.DELIVERY, Edition.PRINT))
    assert printed == delivered


def test_a_letter_whose_signatories_are_all_withheld_says_how_many(make_letter, tmp_path):
    folder = make_letter("We write.\n", header="signatories: {withheld: 2}\n")
    rows = "name,kind,visibility\nA,organisation,withheld\nB,individual,withheld\n"
    (folder / "signatories.csv").write_text(rows, encoding="utf-8")
    built = pipeline.build(folder, output=tmp_path / "out")
    assert (built.signatories, built.unnamed) == (4, 4)
    assert "Signatories (4) 4 signatories" in text_of(built.path)


def test_the_letter_of_a_file_has_nothing_of_those_whom_it_may_not_show(folder):
    cassette = "\U0001f4fc"
    whole, _ = read_letter(folder(addressee=f"Quokka {cassette}", withheld=f"Wombat {cassette}"))
    assert len(whole.signatories) == 4
    public, problems = letter_for(whole, "public")
    assert "Quokka" not in repr((public.header, public.signatories, public.roll, public.body.text))
    assert "Wombat" not in repr((public.header, public.signatories, public.roll, public.body.text))
    assert [each.code for each in problems if each.is_error] == []
    coverage = Coverage(assets.fonts_folder(), public.folder / "fonts")
    assert list(missing_glyphs(public, coverage)) == []
    addressed, _ = letter_for(whole, "addressee")
    assert len(list(missing_glyphs(addressed, coverage))) == 1


def test_a_character_that_no_font_has_stops_only_the_files_that_show_it(build):
    names = {"addressee": "Quokka \U0001f4fc"}
    assert build(Edition.PRESS, **names).is_file()
    with pytest.raises(InputError) as raised:
        build(Edition.DELIVERY, **names)
    assert "glyph-missing" in {each.code for each in raised.value.problems}


def test_a_lead_that_is_not_in_the_list_is_an_error_with_its_place(make_letter):
    folder = make_letter("A.\n", header="signatories: {first: [Tow]}\n")
    _, problems = letter_for(read_letter(folder)[0], "public")
    assert [(each.code, each.hint) for each in problems] == [
        ("first-missing", "did you mean “Two”?")
    ]
    assert problems[0].place.line == 7


def test_numbers_of_kinds_that_the_list_does_not_state_are_told(make_letter):
    body = "We, {{ signatories.organisations }} organisations, write.\n"
    letter, problems = letter_for(read_letter(make_letter(body))[0], "public")
    assert letter.body.text == "We, 2 organisations, write.\n"
    assert [each.code for each in problems] == ["kind-unknown"]


def test_a_bare_number_of_no_kind_is_told_as_what_it_is(make_letter):
    header = "signatories: {withheld: 2}\n"
    folder = make_letter("We, {{ signatories.organisations }}, write.\n", header=header)
    rows = "name,kind\nA,organisation\nB,individual\n"
    (folder / "signatories.csv").write_text(rows, encoding="utf-8")
    _, (problem,) = letter_for(read_letter(folder)[0], "public")
    assert problem.message == "2 signatories of no stated kind count as organisations"
    assert problem.hint.startswith("they are the number withheld in the header")


def test_the_header_says_who_signs_and_persons_do_not_count_as_organisations(make_letter):
    header = "signatories: {kind: individual, withheld: 2, columns-named: {name: name}}\n"
    body = "We, {{ signatories.organisations }} groups and {{ signatories.individuals }} persons.\n"
    folder = make_letter(body, header=header)
    rows = "name,affiliation,kind\nAda Lake,Lake Institute,\nReed Group,,organisation\nBo,,\n"
    (folder / "signatories.csv").write_text(rows, encoding="utf-8")
    letter, problems = letter_for(read_letter(folder)[0], "public")
    assert [each.code for each in problems] == []
    assert letter.body.text == "We, 1 groups and 4 persons.\n"
    assert further(letter.roll, None, Wording("en")) == "and 2 further individuals"
    named = [printed(each, Wording("en")) for each in letter.signatories]
    assert named == ["Ada Lake, Lake Institute", "Reed Group", "Bo"]


def test_an_individual_is_named_with_role_and_organisation(make_letter, tmp_path):
    folder = make_letter("We write.\n", header="signatories: {order: alphabetical}\n")
    rows = (
        "name,kind,role,organisation,family name,language\n"
        "Ada Zimmer,individual,Professor,University of Bern,Zimmer,\n"
        "Association des femmes,organisation,Contact Person,,,fr\n"
    )
    (folder / "signatories.csv").write_text(rows, encoding="utf-8")
    built = pipeline.build(folder, output=tmp_path / "out")
    text = text_of(built.path)
    assert "Association des femmes Ada Zimmer, Professor, University of Bern" in text
    assert "Contact Person" not in text
    with pikepdf.open(built.path) as pdf:
        languages = [
            str(each.Lang)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/Lang" in each
        ]
    assert [each for each in languages if each != "en-GB"] == ["fr"]


def test_a_title_is_checked_like_the_text(make_letter):
    folder = make_letter("A.\n")
    text = (folder / "letter.md").read_text("utf-8")
    title = "title: Letter of the 3 undersigned organisations and {{ signatories.count }} more"
    (folder / "letter.md").write_text(text.replace("title: A letter", title), "utf-8")
    _, problems = letter_for(read_letter(folder)[0], "public")
    found = {each.code: (each.place.line, each.is_error) for each in problems}
    assert found == {"placeholder-in-header": (2, True), "number-contradicts-list": (2, False)}


def test_on_the_seed_the_alphabet_moves_only_articles_and_the_one_slip():
    seed = Path(__file__).parents[2] / "content" / "ohchr-xinjiang-2022"
    rows = read_letter(seed)[0].signatories
    published = [each.name for each in rows]
    roll = make_roll(rows, SignatoryList(order="alphabetical"), "public", "en-GB")
    ordered = [each.name for each in roll.signatories]
    matcher = SequenceMatcher(None, published, ordered, autojunk=False)
    stays = {
        name
        for block in matcher.get_matching_blocks()
        for name in published[block.a :][: block.size]
    }
    assert sorted(set(published) - stays) == [
        "Global Centre for the Responsibility to Protect",
        "The Community Human Rights Promotion and Protection Association - ACPDH",
        "The International Women's Alliance for Family Institution and Quality Education",
        "The Lesbian and Gay Association of Liberia (LEGAL)",
        "The Rights Practice",
    ]
