"""An answer that forbids naming somebody is seen, in whatever words it was asked for."""

from __future__ import annotations

import pytest

from formalletter.reading.discretion import answers_in, refusals
from formalletter.reading.door import Door
from formalletter.reading.heads import in_yaml
from formalletter.reading.signatories import read_signatories
from formalletter.reporting import draw
from formalletter.signatory_list import SignatoryList

NAMES = ("Ada Lake", "Bo Hill", "Cy Moor", "Di Fen", "Ed Tarn", "Flo Beck")


@pytest.fixture
def read(tmp_path):
    def read_rows(head, cells, **settings):
        rows = "".join(f"{name}\t{cell}\n" for name, cell in zip(NAMES, cells, strict=False))
        (tmp_path / "names.tsv").write_text(f"name\t{head}\n{rows}", encoding="utf-8")
        part = SignatoryList.model_validate(
            {key.replace("_", "-"): value for key, value in settings.items()}
        )
        return read_signatories(Door(tmp_path, ""), "names.tsv", None, part)

    return read_rows


def errors(result):
    return [problem for problem in result[1] if problem.is_error]


# Heads and answers of the program's own lists are mixed with such as no list here has.
QUESTIONS = [
    ("Should your name appear in the letter?", ["Yes", "No"]),
    ("Einwilligung zur Veröffentlichung", ["ja", "nein"]),
    ("Darf der Name erscheinen?", ["Gerne", "Lieber nicht"]),
    ("Vertraulich", ["", "x", ""]),
    ("Masquer notre nom", ["non", "oui"]),
    ("Ocultar mi nombre", ["Sí", "", "Sí"]),
    ("Скрыть имя", ["нет", "да", "нет"]),
    ("隐藏姓名", ["否", "是"]),
    ("إخفاء الاسم", ["لا", "نعم"]),
    ("Opt-out", ["", "✓", ""]),
    ("Removed", ["FALSE", "TRUE"]),
    ("Mostrare il nome", ["sì", "no", "sì"]),
    ("Jina lionekane", ["ndiyo", "hapana", "ndiyo"]),
    ("გამოჩნდეს სახელი", ["კი", "არა", "კი"]),
    ("បង្ហាញឈ្មោះ", ["បាទ", "ទេ", "បាទ"]),
    ("Igama lam", ["ewe", "hayi"]),
    ("Pokazać nazwisko", ["tak", "nie"]),
    ("이름 공개", ["예", "아니요", "예"]),
    ("İsmim görünsün mü", ["evet", "hayır"]),
    ("Zobrazit", ["1", "0", "1", "1"]),
    ("Spalte 7", ["Variante A", "Variante B", "Variante A"]),
    ("Q5", ["☑", "☐", "☐"]),
]
# Nothing of these is in any list: only the shape of the cells can tell.
SHAPES = [
    ("Zuqo", ["blim", "", "blim", "blom"]),
    ("Zuqo", ["blim", "blom"]),
    ("Zuqo", ["blim"]),
    ("Zuqo", ["", "", "", "Grum ple vo na mi zuqo", "Grum ple vo na mi zuqo"]),
    ("Zuqo", ["Ni zuq ple vo na mi", "Ka ple", "Ka ple", "Ka ple"]),
    ("Zuqo", ["", "", "", "", "Blim ple"]),
    ("Zuqo", ["2", "1", "2", "1"]),
    ("Zuqo", ["", "", "", "", "2026-03-08"]),
    ("Mi zuqo ple vo?", ["blim", "blim!", "ka", "ka na", "lom", "blim"]),
    *(("Zuqo", [one, other, one]) for one, other in (("Ѫ", "Ѭ"), ("ꢀꢁ", "ꢂ"), ("ⴰ", "ⵣⵣ"))),
]


@pytest.mark.parametrize(("head", "cells"), [*QUESTIONS, *SHAPES])
def test_a_column_of_answers_stops_the_build(read, head, cells):
    found = read(head, cells)
    assert found[0] == ()
    (problem,) = errors(found)
    assert problem.code in {"list-answers", "list-discretion"}
    assert head in problem.message
    assert not any(name in draw(found[1], colour=False) for name in NAMES)


@pytest.mark.parametrize(("head", "cells"), [*QUESTIONS, *SHAPES])
def test_the_lines_of_the_hint_settle_it_and_the_first_name_nobody(read, head, cells):
    (problem,) = errors(read(head, cells))
    answers = dict.fromkeys(cells, "withheld")
    safe = read(head, cells, columns_named={head: "visibility"}, visibility_answers=answers)
    assert {each.visibility for each in safe[0]} == {"withheld"}
    assert f"columns-named: {{{in_yaml(head)}: visibility}}" in problem.hint
    assert problem.hint.index("withheld") < problem.hint.index("columns-ignored: [")
    ignored = read(head, cells, columns_ignored=(head,))
    assert [each.name for each in ignored[0]] == list(NAMES[: len(cells)])


def test_the_message_counts_the_answers(read):
    (problem,) = errors(read("Zuqo", ["blim", "", "blim", "blom", "Grum ple vo"]))
    assert "“blim” (2), “blom” (1), 1 other, blank (1)" in problem.message
    assert "Grum" not in draw([problem], colour=False)  # what one row says may be a name
    assert '{blim: withheld, blom: withheld, "": withheld}' in problem.hint


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Zuqo", [f"{name.split()[0].lower()}@example.org" for name in NAMES]),
        ("Zuqo", ["+41 31 000 00 01", "", "0041310000002"]),
        ("Zuqo", ["https://example.org/a", "", "www.example.org"]),
        ("Zuqo", ["2026/03/08 10:00", "2026/03/08 10:01", "2026/03/09 08:00"]),
        ("Zuqo", [f"R_{number}7x91{number}" for number in range(6)]),
        ("Zuqo", ["", "", ""]),
        ("Comments", ["Thank you", "", "no", "", "Thank you"]),
        ("Bemerkungen", ["", "", "Danke!"]),
        ("Ort", ["Bern", "Genf", "Bern", "Bern"]),
        ("Contact person", ["Jane Doe", "John Roe"]),
        ("Zuqo", ["Bern", "Genf", "Basel", "Chur", "Sion", "Thun"]),
        ("Wo wohnen Sie?", ["Bern", "Genf", "Basel", "Chur", "Sion", "Thun"]),
        (
            "Zuqo",
            ["", "", "", "We have known of this for years and are glad that you have written."],
        ),
    ],
)
def test_free_text_does_not_stop_a_build(read, head, cells):
    found = read(head, cells)
    assert errors(found) == []
    assert len(found[0]) == len(cells)


def test_many_rows_are_judged_by_how_often_texts_come_again():
    towns = [f"Town {number % 60}" for number in range(600)]
    assert answers_in("Zuqo", towns) is None
    mostly = ["blim"] * 400 + [f"blim, but {number}" for number in range(90)]
    assert answers_in("Zuqo", mostly) is not None
    assert answers_in("Zuqo", [f"Option {number % 4}" for number in range(600)]) is not None


@pytest.mark.parametrize(
    "remark",
    [
        "We sign, but please do not publish our name.",
        "please don’t include my name",
        "Bitte nicht veröffentlichen!",
        "Merci de ne pas publier notre nom",
        "Por favor, no publicar",
        "Просьба не публиковать имя",
        "请不要公开我的姓名",
        "الرجاء عدم نشر الاسم",
        "Please keep me off the public list",
        "Rather not, my boss reads this",
        "I would be in danger if my name appeared anywhere, so leave me out please",
        "Lieber nicht, wegen meiner Arbeit",
        "Je préfère ne pas être cité",
    ],
)
def test_a_remark_that_refuses_is_told_by_its_row_only(read, remark):
    cells = ["Thank you all", "Good luck with it", remark, "Well said", "At last", "Go on"]
    found = read("Comments", cells)
    told = [problem for problem in found[1] if problem.code == "list-refusal"]
    assert [problem.place.line for problem in told] == [4]
    assert remark not in draw(told, colour=False)
    assert NAMES[2] not in draw(told, colour=False)


def test_marks_in_names_are_refusals_and_names_are_not():
    marked = [
        "Ada Lake (do not publish)",
        "Bo Hill [withheld]",
        "Cy Moor - anonymous",
        "王五（匿名）",
    ]
    marked += ["Di Fen: please do not print my name", "Ed Tarn*anonym"]
    names = ["Alcoholics Anonymous", "Gamblers Anonymous (UK)", "Anonymous", "Ada Lake (Kenya)"]
    assert list(refusals(names + marked, in_names=True)) == list(range(4, 10))


def test_a_decision_answers_a_refusal_but_another_name_does_not(tmp_path):
    def told(*decisions):
        lines = "".join(f"- {{row: Ada Lake (anonymous), {each}}}\n" for each in decisions)
        (tmp_path / "names.decisions.yaml").write_text(f"decisions:\n{lines}", encoding="utf-8")
        (tmp_path / "names.tsv").write_text("name\nAda Lake (anonymous)\nBo Hill\n")
        found = read_signatories(Door(tmp_path, ""), "names.tsv")
        return "list-refusal" in {problem.code for problem in found[1]}

    assert told("verdict: change, to: Ada Lake")
    assert told("verdict: keep, rule: brackets")
    assert not told("verdict: keep, rule: list-refusal")
    assert not told("verdict: drop")
    assert not told("verdict: withdrawn, on: 2026-03-08")


def test_who_is_named_nowhere_may_say_so(read):
    found = read(
        "visibility",
        ["public", "withheld (anonymous)"],
        visibility_answers={
            "withheld (anonymous)": "withheld",
        },
    )
    assert "list-refusal" not in {problem.code for problem in found[1]}


@pytest.mark.parametrize("head", ["Timestamp", "Start Date", "Zeitstempel", "sort key", "group"])
def test_answers_under_a_head_that_has_something_else_stop_too(read, head):
    """An export may be shifted by a column."""
    cells = ["yes", "yes", "no", "yes", "yes", "yes"]
    assert [each.code for each in errors(read(head, cells))] == ["list-answers"]
    assert errors(read(head, cells, columns_named={head: "group"})) == []
    if head in {"Timestamp", "Start Date", "Zeitstempel"}:
        stamps = [f"2026-03-0{day} 10:00" for day in range(1, 6)]
        assert errors(read(head, [*stamps, ""])) == []
        assert [each.code for each in errors(read(head, [*stamps, "no"]))] == ["list-answers"]


@pytest.mark.parametrize("head", ["Name embargoed until", "Sperrfrist", "Hold until"])
def test_a_day_before_which_nobody_is_to_be_named_stops(read, head):
    days = ["2020-01-01", "2020-01-01", "2099-01-01", "2020-01-01"]
    assert [each.code for each in errors(read(head, days))] == ["list-discretion"]


@pytest.mark.parametrize(
    ("file", "text", "lines"),
    [
        ("a.csv", "name\nAda Lake\nNOT PUBLIC:\nBo Hill\n", [3]),
        ("a.txt", "Ada Lake\nPrivate:\nBo Hill\n", [2]),
        ("a.txt", "Ada Lake\nВнутренние:\nBo Hill\n", [2]),
        ("a.md", "# Public\n\n- Ada Lake\n\n# Private\n\n- Bo Hill\n- Cy Moor\n", [7, 8]),
        ("a.md", "- Ada Lake\n\n## Do not publish\n\n- Bo Hill\n", [5]),
        ("a.csv", "name,group\nAda Lake,Public\nBo Hill,Private\n", [3]),
        ("a.csv", "name,group\nAda Lake,Public health\nBo Hill,Private sector\n", []),
        ("a.csv", "name\nAda Lake\nCampaign: \nPrivate Schools Forum\n", []),
    ],
)
def test_the_head_of_a_section_forbids_what_is_below_it(tmp_path, file, text, lines):
    (tmp_path / file).write_text(text, encoding="utf-8")
    _, problems = read_signatories(Door(tmp_path, ""), file)
    told = [each for each in problems if each.code == "list-refusal"]
    assert [each.place.line for each in told] == lines
    assert all("verdict: withheld" in each.hint for each in told)


@pytest.mark.parametrize(
    ("head", "cells", "line"),
    [
        ("Signing as", ["Individual", "Organisation", "Individual"], "kind"),
        ("Land", ["Deutschland", "Österreich", "Deutschland"], "country"),
    ],
)
def test_the_harmless_meaning_is_offered_first(read, head, cells, line):
    (problem,) = errors(read(head, cells))
    assert problem.hint.index(f"columns-named: {{{head}: {line}}}") < problem.hint.index("withheld")
    assert errors(read(head, cells, columns_named={head: line})) == []


def test_the_rows_of_answers_that_are_not_shown_are_told(read):
    (problem,) = errors(read("Zuqo", ["blim", "Grum ple vo", "blim", "blom", "Ka na lu mi"]))
    assert "and in the same line what rows 3, 6 answered" in problem.hint
