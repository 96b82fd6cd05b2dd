"""Lists of 5,000 people with namesakes: no proposal may cost anybody's signature."""

from __future__ import annotations

import csv
import random
import sys
from collections import Counter
from pathlib import Path

import pytest
from soaking import tries

from formalletter.decisions import Decisions
from formalletter.signatories.duplicates import SAME_SIGNATORY
from formalletter.signatories.opening import open_letter_or_list
from formalletter.signatories.proposing import propose
from formalletter.signatories.rows import decided_rows
from formalletter.signatories.rules import RULES
from formalletter.signatories.tidying import accepting, tidy

LETTER = """\
---
title: A
date: 2022-03-08
salutation: Madam,
recipient: {name: B}
signatories: {file: list.csv, columns-ignored: [Office]}
---
We write.
"""
NUMBER = 5000
NAMESAKES = NUMBER // 100
GIVEN = {
    "latin": "Ada Bo Carla Dilnur Emre Fatima Graham Hans Ines João Karin Lucía Michael Ngozi Olga "
    "Priya Quentin Renée Siân Thabo Ümit Valérie Wei Ximena Yusuf Zoë Müge Søren Łucja",
    "cyrillic": "Анна Борис Виктор Галина Дмитрий Елена Иван Мария Сергей Юлия",
    "arabic": "أحمد فاطمة محمد ليلى يوسف مريم",
    "han": "伟 芳 娜 敏 静 磊",
}
FAMILY = {
    "latin": "Lake Brook Meyer Meier Müller Mueller John García Nowak Öztürk Okafor Singh Silva "
    "Sørensen Dubois O'Neill McKay Van-Dyke Salih Wang Nguyen Kovács Stone Hill Reed Moss Frost",
    "cyrillic": "Иванов Петров Орлов Коваль Соколов Лебедев",
    "arabic": "صالح حسن إبراهيم الخطيب",
    "han": "王 李 张 刘 陈",
}
OFFICES = ["Bern", "Basel", "Nairobi", "Tokyo", "Paris", "Lima", "Almaty", "Oslo", "Accra", "Quito"]
COUNTRIES = ["CH", "KE", "JP", "FR", "PE", "KZ", "NO", "GH", "EC", "DE"]
NOBODY = ["Anonymous", "anonyme", "Anonym", "Аноним", "匿名", "مجهول", "anónimo"]


def crowd(seed: int) -> list[tuple[int, list[str]]]:
    """Rows of name, e-mail, office and country, each with the number of its person."""
    chance = random.Random(seed)  # noqa: S311 - the same people on every run
    people: list[list[str]] = []
    for number in range(NUMBER - NAMESAKES):
        script = chance.choices(list(GIVEN), weights=(80, 10, 5, 5))[0]
        given, family = (chance.choice(each[script].split()) for each in (GIVEN, FAMILY))
        middle = "" if script != "latin" else f" {chance.choice('ABCDEFGHKLMN')}{number:x}".title()
        name = family + given if script == "han" else f"{given}{middle} {family}"
        if chance.random() < 0.01:
            name = chance.choice([given, *NOBODY])
        people.append(_with_columns(chance, name, number))
    for number in range(NAMESAKES):
        name = chance.choice(people)[0]
        words = name.split()
        name = " ".join(reversed(words)) if chance.random() < 0.1 else name
        people.append(_with_columns(chance, name, NUMBER + number))
    rows = list(enumerate(people))
    for number in chance.sample(range(len(people)), 40):  # who signs twice
        name, email, office, country = people[number]
        name = chance.choice([name, f"Dr. {name}", f"{name}, PhD", name.upper(), name.lower()])
        rows.append((number, [name, email, office, country]))
    chance.shuffle(rows)
    return rows


def _with_columns(chance: random.Random, name: str, number: int) -> list[str]:
    email = f"person{number}@example.org" if chance.random() < 0.6 else ""
    office = chance.choice(OFFICES) if chance.random() < 0.7 else ""
    return [name, email, office, chance.choice(COUNTRIES) if chance.random() < 0.7 else ""]


@pytest.mark.soak
@pytest.mark.slow
@pytest.mark.parametrize("seed", tries(1, 12))
def test_no_proposal_costs_a_signature(tmp_path: Path, seed: int):
    rows = crowd(seed)
    with (tmp_path / "list.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("Name", "E-mail", "Office", "Country"), *(r for _, r in rows)])
    (tmp_path / "letter.md").write_text(LETTER, encoding="utf-8")
    opened = open_letter_or_list("list.csv", tmp_path)
    opened.stop_unless_read()
    person = {row.key: who for row, (who, _) in zip(opened.rows, rows, strict=True)}
    found = propose(opened.rows, opened.decisions)
    false: Counter[str] = Counter()
    for each in found:
        if each.drop:
            false[each.rule] += each.twin is None or person[each.key] != person[each.twin]
    told = Counter(each.rule for each in found)
    drops = Counter(each.rule for each in found if each.drop)
    table = (f"{rule}: {told[rule]}, {drops[rule]} to drop, {false[rule]} false" for rule in told)
    sys.stdout.write("".join(f"{line}\n" for line in table))
    assert false.total() == 0
    assert drops.total() > 10
    decisions = tidy(opened.signatories, Decisions("d"), accepting(RULES))
    left = {person[row.key] for row in decided_rows(opened.signatories, decisions) if row.stands}
    assert left == {who for who, _ in rows}
    assert "example.org" not in repr(
        (decisions, [each for each in found if each.rule in SAME_SIGNATORY])
    )
