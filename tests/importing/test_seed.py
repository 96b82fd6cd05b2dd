"""The letter that must always work: the seed, imported, and as it stands in content/."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from formalletter.assets import content_folder
from formalletter.importing import Imported, import_letter

SEED = Path(__file__).with_name("seed.txt")
CONTENT = content_folder() / "ohchr-xinjiang-2022"
SEED_SHA256 = "bf47652856e3782036b669217cf7c5b4ff62beaac5eeeb146b77a0b3de54f491"
TITLE = (
    "Open letter to UN High Commissioner for Human Rights:\n"
    "OHCHR report on grave human rights violations in Xinjiang can wait no longer"
)


@pytest.fixture
def seed() -> list[str]:
    """The seed's lines that are not blank."""
    return [line for line in SEED.read_text(encoding="utf-8").split("\n") if line.strip()]


@pytest.fixture
def imported(tmp_path: Path) -> Imported:
    return import_letter(SEED, tmp_path / "letter")


def parts_of(letter: Path) -> tuple[dict[str, object], str]:
    _, head, body = letter.read_text(encoding="utf-8").split("---\n", 2)
    return YAML(typ="safe", pure=True).load(head), body


def names_in(file: Path) -> list[str]:
    with file.open(encoding="utf-8", newline="") as rows:
        return [row["name"] for row in csv.DictReader(rows)]


def test_seed_is_the_one_that_was_given() -> None:
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == SEED_SHA256


def test_what_was_found(imported: Imported) -> None:
    assert imported.title == tuple(TITLE.split("\n"))
    assert imported.date == dt.date(2022, 3, 8)
    assert (imported.paragraphs, imported.signatories) == (7, 192)
    assert [path.name for path in imported.files] == ["letter.md", "signatories.csv"]
    assert [problem.code for problem in imported.problems] == ["import-unsaid"]


def test_imported_header(imported: Imported) -> None:
    header, _ = parts_of(imported.files[0])

    assert header == {
        "title": TITLE,
        "date": dt.date(2022, 3, 8),
        "language": "en-GB",
        "recipient": {"office": "UN High Commissioner for Human Rights"},
        "salutation": "Madam High Commissioner,",
        "status": "draft",
        "signatories": {"file": "signatories.csv", "heading": "Signatories"},
    }
    text = imported.files[0].read_text(encoding="utf-8")
    assert "\ndate: 2022-03-08  # in the source: 8 March, 2022\n" in text


@pytest.mark.parametrize("where", ["imported", "content"])
def test_every_word_of_the_body_as_in_the_seed(
    where: str, imported: Imported, seed: list[str]
) -> None:
    letter = imported.files[0] if where == "imported" else CONTENT / "letter.md"
    _, body = parts_of(letter)

    assert [line for line in body.split("\n") if line] == seed[4 : seed.index("Signatories:")]


@pytest.mark.parametrize("where", ["imported", "content"])
def test_all_names_as_in_the_seed_in_its_order(
    where: str, imported: Imported, seed: list[str]
) -> None:
    folder = imported.files[0].parent if where == "imported" else CONTENT
    names = names_in(folder / "signatories.csv")

    assert len(names) == 192
    assert names == seed[seed.index("Signatories:") + 1 :]


def test_content_has_the_seeds_title_date_and_salutation(seed: list[str]) -> None:
    header, _ = parts_of(CONTENT / "letter.md")

    assert f"**{header['title']}**".split("\n") == seed[:2]
    assert header["date"] == dt.date(2022, 3, 8)
    assert seed[2] == "8 March, 2022"
    assert header["salutation"] == seed[3]


def test_nothing_is_invented_in_content(seed: list[str]) -> None:
    header, _ = parts_of(CONTENT / "letter.md")
    recipient = header["recipient"]
    text = " ".join(seed)

    assert isinstance(recipient, dict)
    unsaid = ("place", "our-reference", "your-reference", "delivery", "classification", "contact")
    assert all(header.get(key) is None for key in (*unsaid, "valediction", "signed-by"))
    assert all(header.get(key) is None for key in ("copied-to", "author"))
    assert all(recipient.get(key) is None for key in ("honorific", "name"))
    assert header["letterhead"] == "joint"
    assert isinstance(header["keywords"], list)
    assert [word for word in header["keywords"] if word not in text] == []


def test_letterhead_is_text_only() -> None:
    letterhead = (content_folder() / "letterheads" / "joint.yaml").read_text(encoding="utf-8")

    assert YAML(typ="safe", pure=True).load(letterhead) == {"text": "Joint open letter"}


@pytest.mark.parametrize("source", ["chronology.md", "un-mechanisms.fodt"])
def test_annexes_put_words_into_nobody_s_mouth(seed: list[str], source: str) -> None:
    """What they quote stands in the letter."""
    text = (CONTENT / "annexes" / source).read_text(encoding="utf-8")
    said = re.sub('[‘’“”"*]', "'", re.sub(r"\*\*|\[([^]]*)\]\(#\)", r"\1", " ".join(seed)))
    quoted = re.findall("“([^”]*)”", re.sub(r"<[^>]*>|\s+", " ", text))
    assert len(quoted) >= 7
    for words in quoted:
        plain = re.sub("[‘’]", "'", " ".join(words.split())).rstrip(".'")
        assert plain in said, words
