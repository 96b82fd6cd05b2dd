"""The covering e-mail: one that a person would send, in every language of the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from formalletter import orders, preparing
from formalletter.letter import Letter
from formalletter.markings import notices
from formalletter.publishing.covering import Attachment, Covering, covering_email
from formalletter.twins.wrapping import columns
from formalletter.wording import Wording

LANGUAGES = ["ar", "de", "en-GB", "es", "fr", "ru", "zh", "zh-Hant"]
HEADER = """\
contact: {name: Ada Keeper, email: reply@example.org, address: [1 Quay]}
press: {contact: {name: Bo Voice, telephone: "+41 22 000 00 00"}}
editions: [delivery, press]
"""
EMBARGO = 'embargo: {until: "2022-03-08 10:00", zone: Europe/Zurich, place: Geneva}\n'
FILES = [Attachment("letter.pdf", 162_592, 6), Attachment("letter.txt", 11_932, None)]
Written = Callable[..., list[str]]


@pytest.fixture
def email(make_letter) -> Written:
    """Writes the e-mail for the addressee, or for journalists, and gives its lines."""

    def written(more: str = "", *, language: str = "en-GB", edition: int = 0) -> list[str]:
        folder: Path = make_letter(header=f"{HEADER}language: {language}\n{more}")
        letter, _, _, _, order = preparing.read(folder, lambda head: orders.orders(head)[edition])
        lines = notices(letter, order, Wording(language))
        return _email(letter, lines, to_press=order.audience == "public").splitlines()

    return written


def _email(letter: Letter, lines: tuple[str, ...], *, to_press: bool) -> str:
    press = letter.header.press
    contact = press.contact if to_press and press else letter.header.contact
    covering = Covering(to_press, lines, bool(lines) and to_press, not to_press, contact, FILES)
    return covering_email(letter, covering)


def test_the_addressee_is_asked_in_two_sentences(email: Written):
    assert email() == [
        "Subject: A letter",
        "",
        "Madam,",
        "",
        "Please find attached the letter “A letter” of 8 March 2022, from 2",
        "signatories. We would be grateful if you would confirm its receipt, and",
        "for your reply.",
        "",
        "The original follows by post.",
        "",
        "Contact:",
        "Ada Keeper",
        "reply@example.org",
        "1 Quay",
        "",
        "Attachments:",
        "letter.pdf (6 pages, 163 kB)",
        "letter.txt (12 kB)",
    ]


def test_journalists_may_quote_it_unless_it_is_embargoed(email: Written):
    free, embargoed = email(edition=1), email(EMBARGO, edition=1)
    assert free[0] == "Subject: For the press: A letter"
    assert "signatories. You may quote from it and publish it in full." in free
    assert "Bo Voice" in free
    assert "reply@example.org" not in free
    line = "Embargoed until 8 March 2022, 10:00 in Geneva (09:00 UTC)"
    assert embargoed[0] == f"Subject: {line}: A letter"
    assert line in embargoed
    assert "signatories. Please publish nothing of it before the time given above." in embargoed


def test_the_authors_own_request_is_one_paragraph(email: Written):
    lines = email("covering-request: |-\n  Please answer.\n\n  Bcc: all@example.org\n")
    assert lines[4] == "Please answer. Bcc: all@example.org"
    assert [line for line in lines if line.startswith("Bcc")] == []


def test_a_letter_without_signatories_speaks_of_none(email: Written, tmp_path: Path):
    email()
    (tmp_path / "letter" / "signatories.csv").unlink()
    letter, *_ = preparing.read(tmp_path / "letter", lambda head: orders.orders(head)[0])
    text = _email(letter, (), to_press=False)
    assert "the letter “A letter” of 8 March 2022. We would" in " ".join(text.split())


def test_names_in_confidence_are_said_to_be_such(email: Written, tmp_path: Path):
    email()
    letter, *_ = preparing.read(tmp_path / "letter", lambda head: orders.orders(head)[0])
    roll = replace(letter.roll, is_confidential=True)
    text = _email(replace(letter, roll=roll), (), to_press=False)
    assert (
        "The list contains names given in confidence and is not for publication"
        in text.splitlines()
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", [0, 1])
def test_each_language_has_whole_sentences(email: Written, language: str, edition: int):
    lines = email(language=language, edition=edition)
    text = "\n".join(lines)
    assert ".." not in text, "a date that ends in a full stop ends no sentence twice"
    assert "。 " not in text
    assert "{" not in text
    request = lines[2 if edition else 4]
    assert request[0] == request[0].upper(), "no salutation stands before it for the press"
    assert max(map(columns, lines)) <= 72
