"""The salutation against what the header declares; nothing is guessed from a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_cases import read

from formalletter.checking.salutations import salutation_problems

COMMISSIONER = "office: United Nations High Commissioner for Human Rights"


def found(folder: Path, recipient: str, salutation: str) -> list[str]:
    letter, _ = read(folder, recipient=f"{{{recipient}, organisation: One}}", salutation=salutation)
    return [problem.code for problem in salutation_problems(letter)]


@pytest.mark.parametrize(
    ("recipient", "salutation"),
    [
        ("honorific: Her Excellency, name: M. B.", "Dear Sir,"),
        ("honorific: Ms, name: M. B.", "Dear Mr B.,"),
        ("honorific: His Excellency", "Madam President,"),
        ("name: Mr A. B.", "Dear Ms B.,"),
        ("honorific: Madame", "Monsieur le Ministre,"),
        ("honorific: Sra.", "Estimado Señor,"),
        ("honorific: Frau", "Sehr geehrter Herr Doktor,"),
        ("name: Mme Dupont", "Monsieur,"),
    ],
)
def test_a_salutation_that_the_honorific_contradicts(
    tmp_path: Path, recipient: str, salutation: str
):
    assert found(tmp_path, recipient, salutation) == ["salutation-honorific"]


@pytest.mark.parametrize(
    ("recipient", "salutation"),
    [
        (COMMISSIONER, "Madam President,"),
        (COMMISSIONER, "Mr Secretary-General,"),
        ("office: Prime Minister", "Mr President,"),
        ("office: Haut-Commissaire aux droits de l’homme", "Monsieur le Ministre,"),
        ("office: Presidenta de la República", "Señora Ministra,"),
        ("office: Bundeskanzlerin", "Frau Präsidentin,"),
    ],
)
def test_a_salutation_that_names_another_office(tmp_path: Path, recipient: str, salutation: str):
    assert found(tmp_path, recipient, salutation) == ["salutation-office"]


@pytest.mark.parametrize(
    ("recipient", "salutation"),
    [
        (COMMISSIONER, "Madam High Commissioner,"),
        (COMMISSIONER, "Madam Commissioner,"),
        (COMMISSIONER, "Excellency,"),
        (COMMISSIONER, "Dear Madam or Sir,"),
        ("name: Michelle B.", "Dear Sir,"),
        ("name: Maria Pérez", "Dear Mr Pérez,"),
        ("name: M. Dupont", "Madame,"),
        ("name: Her Vang", "Dear Mr Vang,"),
        ("honorific: Sra.", "Estimado/a Alta Comisionada,"),
        ("honorific: Ms", "Dear M. Dupont,"),
        ("honorific: Her Excellency", "Madam,"),
        ("honorific: Her Excellency", "Dear Sir or Madam,"),
        ("honorific: Excellency", "Dear Sir,"),
        ("honorific: Mr and Mrs", "Dear Madam,"),
        ("office: Permanent Representative of Example", "Mr Ambassador,"),
        ("office: Head of State", "Mr President,"),
        ("office: President of the Human Rights Council", "Madam President,"),
        ("office: Chairperson of the Committee", "Mr Chair,"),
        ("office: 'Minister for Foreign Affairs, Vice-President'", "Mr Vice-President,"),
        ("office: Prime Minister", "Minister,"),
        ("office: Secretary of State", "Mr Secretary,"),
        ("office: Head of the Delegation", "Mr President,"),
        ("office: Haute-Commissaire", "Madame la Haute-Commissaire,"),
        ("office: Bundespräsident", "Sehr geehrter Herr Präsident,"),
        ("office: Ministra de Justicia", "Señora Ministra,"),
        ("address: [Ministry of the Presidency]", "Mr President,"),
    ],
)
def test_what_fits_or_is_not_declared_is_passed(tmp_path: Path, recipient: str, salutation: str):
    assert found(tmp_path, recipient, salutation) == []
