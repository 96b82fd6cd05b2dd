"""A scanned signature is in no file that it could be lifted from with a right click."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from twin_letters import content_of, differences, made

from formalletter import twins
from formalletter.twins import Twins

BOTH = "signed-by: [{name: Ada, signature: a.png}, {name: Bo, signature: b.png}]\n"
ONE = "signed-by: [{name: Ada, signature: a.png}, {name: Bo}]\n"


@pytest.fixture
def files(make_letter: Callable[..., Path]) -> Callable[[str], Twins]:
    """The addressee's twins, which say what the letter does."""

    def written(header: str) -> Twins:
        folder = make_letter("Words.\n\n![A map](map.png)\n", header=header)
        for name in ("a", "b", "map"):
            Image.new("L", (300, 100), 90).save(folder / f"{name}.png")
        letter = made(folder, "addressee")
        found = twins.make(content_of(letter))
        assert differences(letter, found) == ()
        return found

    return written


def pictures(docx: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(docx)) as parts:
        return sum(name.startswith("word/media/") for name in parts.namelist())


def words(found: Twins) -> str:
    """The document of the Word file and the other two twins."""
    with zipfile.ZipFile(io.BytesIO(found.docx)) as parts:
        return "\n".join(
            [parts.read("word/document.xml").decode(), found.html.decode(), found.text.decode()]
        )


def test_the_addressee_s_editable_files_say_signed_and_hold_no_scan(files):
    found = files(BOTH)
    assert pictures(found.docx) == found.html.count(b"data:image/") == 1, "the map is shown"
    assert words(found).count("(signed)") == 2 * 3
    assert "Signature of" not in words(found)


def test_a_scan_is_in_them_if_the_header_asks_for_it(files):
    found = files(f"{BOTH}editable-signatures: scanned\n")
    assert pictures(found.docx) == found.html.count(b"data:image/") == 3
    assert "(signed)" not in words(found)


def test_signed_over_one_of_two_would_say_that_the_other_did_not_sign(files):
    found = files(ONE)
    assert pictures(found.docx) == found.html.count(b"data:image/") == 1
    assert "(signed)" not in words(found)
