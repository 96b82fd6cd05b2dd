"""References to the annexes: what they say, where they lead, what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from formalletter.composing.body import SetBody, set_body
from formalletter.composing.body_style import BodyStyle
from formalletter.composing.numbers import PageNumbers
from formalletter.composing.references import References
from formalletter.composing.text import TextSetter
from formalletter.letter import Body, Source
from formalletter.numbering import Enclosure, Numbering
from formalletter.wording import Wording

ANNEXES = (
    Enclosure("A", "One", "en", pages=3, places={"what-we-saw": 2, "özet": 1}),
    Enclosure("B", "Two", "en", pages=4, numbers={2: 0, 3: 1, 4: 2, 9: 3}),
)


@pytest.fixture
def body(setter: TextSetter) -> Callable[..., SetBody]:
    def render(
        text: str,
        *,
        pages: int | None = 5,
        on_paper: bool = False,
        numbering: Numbering | None = None,
    ) -> SetBody:
        wording = Wording("en-GB")
        numbering = Numbering(ANNEXES) if numbering is None else numbering
        references = References(numbering, PageNumbers(pages), setter, wording, on_paper=on_paper)
        given = Body(text, Source("letter.md", text), 1)
        style = BodyStyle(addresses="notes" if on_paper else "live")
        return set_body(given, setter, wording, style, references)

    return render


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("[](annex:A)", '<a class="annex-link" href="annex:A">Annex\u00a0A</a>'),
        (
            "[](annex:b?page=3)",
            '<a class="annex-link" href="annex:B?page=3">Annex\u00a0B, page\u00a010</a>',
        ),
        (
            "[](annex:A#what-we-saw)",
            '<a class="annex-link" href="annex:A#what-we-saw">Annex\u00a0A, page\u00a08</a>',
        ),
        (
            "[](<annex:A#What we saw>)",
            '<a class="annex-link" href="annex:A#what-we-saw">Annex\u00a0A, page\u00a08</a>',
        ),
        (
            "[](annex:A#Özet)",
            '<a class="annex-link" href="annex:A#%C3%B6zet">Annex\u00a0A, page\u00a07</a>',
        ),
        ("[the *table*](annex:B)", '<a class="annex-link" href="annex:B">the <em>table</em></a>'),
    ],
)
def test_words_and_address(body: Callable[..., SetBody], written: str, html: str) -> None:
    done = body(written)
    assert done.problems == ()
    assert done.html == f"<p>{html}</p>\n"


def test_own_numbers_do_not_follow_from_the_letter(body: Callable[..., SetBody]) -> None:
    own = Numbering(ANNEXES, is_own=True)
    assert "Annex\u00a0B, page\u00a0B-2</a>" in body("[](annex:B?page=3)", numbering=own).html
    assert "B-2</a>" in body("[](annex:B?page=3)", numbering=own, pages=None).html


@pytest.mark.parametrize(
    ("written", "behind"),
    [
        ("[the table](annex:A#özet)", "the table</a> (Annex\u00a0A, page\u00a07)"),
        ("[the table](annex:A)", "the table</a> (Annex\u00a0A)"),
        ("[as Annex A says](annex:A)", "as Annex\u00a0A says</a>."),
        ("[](annex:A#özet)", "Annex\u00a0A, page\u00a07</a>."),
    ],
)
def test_on_paper_the_number_is_printed_and_no_note_is_made(
    body: Callable[..., SetBody], written: str, behind: str
) -> None:
    html = body(f"See {written}.", on_paper=True).html
    assert behind in html
    assert "footnote" not in html


@pytest.mark.parametrize(
    ("target", "message", "hint"),
    [
        ("annex:C", "there is no annex “C”", "the annexes are A and B"),
        ("annex:B?page=1", "annex B has no page 1", "its pages are 2-4 and 9"),
        ("annex:A?page=1", "annex A has no page 1", "refer to a place in it: annex:A#the-place"),
        ("annex:A#what-we-say", "annex A has no place “what-we-say”", "did you mean “what-we-saw”"),
        ("annex:A#zzzzz", "annex A has no place “zzzzz”", "its places are what-we-saw and özet"),
        ("annex:B#x", "annex B has no place “x”", "it has no places with names"),
        ("annex:", "“annex:” does not name an annex", "write annex:B, "),
        ("annex:A?page=0", "“annex:A?page=0” does not name an annex", "write annex:B, "),
        ("annex:A?seite=1", "“annex:A?seite=1” does not name an annex", "write annex:B, "),
        ("annex:A?page=9999999", "“annex:A?page=9999999” does not name an annex", "write"),
        ("ANNEX:a/../b", "“ANNEX:a/../b” does not name an annex", "write annex:B, "),
    ],
)
def test_reference_that_leads_nowhere(
    body: Callable[..., SetBody], target: str, message: str, hint: str
) -> None:
    done = body(f"Text\nand [words]({target}) here")
    (problem,) = done.problems
    assert (problem.code, problem.is_error) == ("annex-reference", True)
    assert problem.message == message
    assert (problem.hint or "").startswith(hint)
    assert (problem.place.line, problem.place.column) == (2, 13)
    assert done.html == "<p>Text\nand words here</p>\n"


def test_letter_without_annexes(body: Callable[..., SetBody]) -> None:
    (problem,) = body("[](annex:A)", numbering=Numbering()).problems
    assert problem.message == "there is no annex “A”: the letter has none"


def test_one_annex_is_the_only_one(body: Callable[..., SetBody]) -> None:
    (problem,) = body("[](annex:B)", numbering=Numbering(ANNEXES[:1])).problems
    assert problem.hint == "the only annex is A"
