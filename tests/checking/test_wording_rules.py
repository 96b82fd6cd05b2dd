"""Checks of the wording: what is a slip is found at its place, and good prose is let be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from formalletter.checking import prose_problems
from formalletter.diagnostics import Problem
from formalletter.reading import read_letter

ROOT = Path(__file__).parents[2]
NAMES = (
    "Human Rights Watch",
    "Human Rights in China",
    "Memória e Justiça (MJ)",
    "Amnesty International",
    "Swedish Uyghur Committee",
    "Uyghur Association of Victoria",
    "Avaaz",
    "Mères pour l’Iran libre",
)
Make = Callable[..., Path]
Find = Callable[..., list[Problem]]


@pytest.fixture
def find(make_letter: Make) -> Find:
    def found(body: str, header: str = "", names: tuple[str, ...] = NAMES) -> list[Problem]:
        header = f"{header}signatories: {{file: signatories.csv}}\n"
        letter, _ = read_letter(make_letter(body, names=names, header=header))
        return list(prose_problems(letter))

    return found


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def marked(problem: Problem) -> str:
    """The characters that a finding underlines."""
    place = problem.place
    assert place is not None
    assert place.source is not None
    assert place.column is not None
    return place.source[place.column - 1 : place.column - 1 + place.width]


@pytest.mark.parametrize(
    ("body", "code", "words"),
    [
        ('He measures 5 feet 11".', "quotes-straight", '"'),
        ("In the '90s they fled.", "quotes-straight", "'"),
        ('He called it "a measure, and left.', "quotes-straight", '"'),
        ("In the ‘90s they fled.", "apostrophe-wrong", "‘"),
        ("Women´s rights.", "apostrophe-wrong", "´"),
        ("The “first” and the «second».", "quotes-mixed", "«"),
        ('The "first" and the «second».', "quotes-mixed", "«"),
        ("The report - at last is out.", "dash-typed", "-"),
        ("The report -- at last is out.", "dash-typed", "--"),
        ("The report--at last is out.", "dash-typed", "--"),
        ("The report---at last is out.", "dash-typed", "---"),
        ("And so on...", "dots-typed", "..."),
        ("The human\u00a0 rights.", "space-doubled", "\u00a0 "),
        ("We urge you , again.", "space-before-mark", " ,"),
        ("We urge you !", "space-before-mark", " !"),
        ("We urge you ( now).", "space-before-mark", "( "),
        ("We urge you (now ).", "space-before-mark", " )"),
        ("Detention,torture.", "space-missing", ",t"),
        ("On 8 March,2022 we wrote.", "space-missing", ",2"),
        ("That is the end.The Office knows.", "space-missing", ".T"),
        ("The release of the the report.", "word-doubled", "the the"),
        ("The the report.", "word-doubled", "The the"),
        ("The release of *the* the report.", "word-doubled", "the* the"),
        ("Organisations know organized crime.", "spelling-mixed", "organized"),
        ("Labour camps and labor and labourers.", "spelling-mixed", "labor"),
        ("The programme, two programs, three programmes.", "spelling-mixed", "programs"),
        ("The color of the flag.", "spelling-variety", "color"),
        ("The Office was “finalising it, we heard.", "quotation-unpaired", "“"),
        ("The Office was finalising it”, we heard.", "quotation-unpaired", "”"),
        ("The Office was “finalising it», we heard.", "quotation-unpaired", "»"),
        ("“One.\n\nTwo.”", "quotation-unpaired", "“"),
        ("The region (Xinjiang is large.", "bracket-unpaired", "("),
        ("The region Xinjiang) is large.", "bracket-unpaired", ")"),
        ("The “assessment [in Xinjiang” is late.", "bracket-unpaired", "["),
        ("We quote Human Right Watch here.", "name-misspelt", "Human Right Watch"),
        ("We quote Human Rigths Watch’s work.", "name-misspelt", "Human Rigths Watch"),
        ("We quote Amnesty international here.", "name-misspelt", "Amnesty international"),
        ("We quote Memoria e Justica here.", "name-misspelt", "Memoria e Justica"),
        ("The Uighur Association of Victoria.", "name-misspelt", "Uighur Association of Victoria"),
    ],
)  # fmt: skip
def test_a_slip_is_found_at_its_words(find: Find, body: str, code: str, words: str):
    problems = [problem for problem in find(f"{body}\n") if problem.code == code]
    assert [marked(problem) for problem in problems][:1] == [words]


GOOD = """\
We’re told that that is so: what it is is unclear, and he had had her her passport, in Bora Bora.

A “first” and a ‘second’ quotation, the ’90s, the organisations’ own, 5′11″; Qur‘an, ‘Abd al-Rahman.

The pre- and post-war years, 2017–2022, a well-known case – and more—than one; a) or b) too.

1) one, (ii) two, (a) three, iv) four, and [sic]; “[t]he report […] is late.”

“The first paragraph of a quotation,

“and its second one,

“and its last.”

He said: “We ask you to:

- release the report;
- brief the Council.”

See https://example.org/a--b(c,d;e?f=x,y and a@b.org, 1,000 people, e.g. this, 10:30, Change.org.

The Office “organized” it; the World Health Organization, the International Labor Organization and
the Department of Defense analyse organisations. No prose is `the the -- ... color`.

> The labor of the program was “organized”.

Human Rights Watch, HUMAN RIGHTS WATCH, Human Rights Watch’s, human rights in China. Human rights in
China are what the Danish Uyghur Committee, Austrian and Australian groups, Uyghur associations of
Victoria, MJ and Memória e Justiça defend; the computer program of the programme.

Ask the WHO who is in charge of AIDS aids, at change.Org or xn--p1ai, with --strict  and  usual
spaces, which are recognized.
"""


def test_good_prose_is_let_be(find: Find):
    assert [(each.code, each.message) for each in find(GOOD)] == []


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Nous nous adressons à vous : « Que vous vous tus ? » Oui ; c’est clair !\n"),
        ("fr", "« Un paragraphe.\n\n« Un autre. »\n\nEt « une “autre” fois ».\n"),
        ("fr", "« Un paragraphe.\n\n» Un autre. »\n"),
        (
            "de",
            "Die, die die „Lage ‚dort‘ kennen“, und z.B. Jene, denen das das Recht gibt; Baden.\n",
        ),
        ("de", "Das »Recht« und noch ein »Recht ›hier‹«.\n"),
        ("de", "Human Rights Watchs Bericht und Amnesty Internationals Arbeit.\n"),
        ("es", "La «ley “nueva”» dice que que se vaya no es ¡nada!, ¿verdad?\n"),
        ("ru", "Мы знаем, что за его его дело «закон „новый“ есть» – да.\n"),
        ("ar", "قال «إن التقرير “الجديد” مهم» خطوة خطوة، شيئا شيئا، من من.\n"),
        ("ar", "قال ”نعم“ ثم “لا”.\n"),
        ("zh", "他说：“看看‘报告’。”人人天天等待，《报告》（草案）。\n"),
        ("zh-Hant", "他說：「看看『報告』。」人人天天等待（草案）。\n"),
        ("tr", "Yavaş yavaş, zaman zaman ”böyle” .\n"),
    ],
)
def test_good_prose_of_each_language_is_let_be(find: Find, language: str, body: str):
    found = find(body, f"language: {language}\n")
    assert [(each.code, each.message) for each in found if each.code != "space-before-mark"] == []


def test_each_name_of_the_list_is_right_beside_one_like_it(find: Find):
    names = ("Uyghur Group of Victoria", "Uighur Group of Victoria", "Women for Iran Now")
    body = "Uyghur Group of Victoria, Uighur Group of Victoria and Women for Iraq Now.\n"
    assert find(body, names=names) == []


def test_straight_marks_of_the_header_are_set_as_those_of_the_body(find: Find):
    header = """classification: The Committee's "last word"
place: Val d'Or
signed-by: [{name: Ada O'Neill, organisation: Women's Forum}]
contact: {email: o'hara@example.org}
"""
    assert find("Text.\n", header) == []


def test_french_words_in_an_english_letter_keep_their_spaces(find: Find):
    assert find("The poem « Où ? » is old.\n") == []


def test_single_straight_marks_are_explained(find: Find):
    [problem] = find("Un « mot » et un 'mot' de plus.\n", "language: fr\n")
    assert problem.hint is not None
    assert "type double ones" in problem.hint


def test_the_seed_letter_has_one_word_in_two_spellings():
    letter, _ = read_letter(ROOT / "content" / "ohchr-xinjiang-2022")
    [problem] = prose_problems(letter)
    assert (problem.code, marked(problem)) == ("spelling-mixed", "organized")


@pytest.mark.parametrize(
    ("language", "body", "code"),
    [
        ("fr", "La publication de de ce rapport.\n", "word-doubled"),
        ("fr", "Nous demandons , encore, justice.\n", "space-before-mark"),
        ("fr", "Les voix, les vôtres !Un défenseur.\n", "space-missing"),
        ("fr", "Un « rapport et encore « un autre ».\n", "quotation-unpaired"),
        ("de", "Der „Bericht ist da.\n", "quotation-unpaired"),
        ("de", "Wir bitten um und und um Antwort.\n", "word-doubled"),
        ("de", "Das »Recht ist da.\n", "quotation-unpaired"),
        ("es", "Pedimos el el informe.\n", "word-doubled"),
        ("ru", "Мы просим и и требуем.\n", "word-doubled"),
        ("ru", "Это «закон.\n", "quotation-unpaired"),
        ("ar", "نكتب إلى إلى المكتب.\n", "word-doubled"),
        ("ar", "قال «نعم.\n", "quotation-unpaired"),
        ("zh", "他说：“报告。\n", "quotation-unpaired"),
        ("zh", "他说（报告。\n", "bracket-unpaired"),
        ("zh-Hant", "他說：「報告。\n", "quotation-unpaired"),
    ],
)
def test_a_slip_of_each_language_is_found(find: Find, language: str, body: str, code: str):
    assert codes(find(body, f"language: {language}\n")) == [code]
