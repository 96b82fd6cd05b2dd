"""The names of files for outsiders."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalletter.packing.names import MOST, base_name

DATE = dt.date(2022, 3, 8)
TAIL = ["en", "public", "print"]


def test_a_name_has_date_sender_subject_and_language():
    name = base_name(DATE, "Joint open letter", "OHCHR report: the facts", ["en"], ascii_only=True)
    assert name == "2022-03-08_Joint-open-letter_OHCHR-report-the-facts_en"


@pytest.mark.parametrize(
    ("subject", "written"),
    [
        ("Lettre à l’ONU", "Lettre-a-lONU"),
        ("Открытое письмо", "Otkrytoe-pismo"),
        ("致人权事务高级专员", "ZhiRenQuanShiWuGaoJiZhuanYuan"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\\b:c*d?e|f", "a-b-c-d-e-f"),
    ],
)
def test_other_scripts_are_written_in_latin_letters(subject: str, written: str):
    assert base_name(DATE, "A", subject, ["en"], ascii_only=True) == f"2022-03-08_A_{written}_en"


def test_they_are_kept_where_that_is_asked_for():
    name = base_name(DATE, "人权组织", "Открытое письмо", ["ru"], ascii_only=False)
    assert name == "2022-03-08_人权组织_Открытое-письмо_ru"


@given(st.text(max_size=300), st.text(max_size=300), st.booleans())
def test_no_name_is_too_long_or_harmful(sender: str, subject: str, ascii_only: bool):  # noqa: FBT001
    name = base_name(DATE, sender, subject, TAIL, ascii_only=ascii_only)
    assert len(f"{name}.docx") <= MOST
    assert len(f"{name}.docx".encode()) <= 255
    assert name.startswith("2022-03-08_")
    assert name.endswith("_en_public_print")
    assert not set(name) & set('/\\:*?"<>|\0\n\r\t ')
    assert name.isascii() or not ascii_only
