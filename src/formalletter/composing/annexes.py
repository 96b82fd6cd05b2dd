"""Composes what the program sets for an annex, each as a document of its own.

They are typeset like the letter and merged behind it; the upper edge of their pages is left
to the stamp.  The program's words are in the letter's language, the text is in the annex's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from ..wording import Wording
from .body import set_body
from .body_style import BodyStyle
from .compose import addressee, author, filled
from .numbers import PageNumbers
from .references import References
from .settings import MOST_PAGES, annex_settings, counter_style
from .text import ZERO_WIDTH_SPACE, TextSetter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..edition import Addresses
    from ..fonts import Coverage
    from ..letter import Body, Enclosed, Letter
    from ..numbering import Numbering
    from .body import SetBody
    from .compose import Composed

_NARROWEST = 10.0  # em; no names in columns are set here


def compose_annex(
    letter: Letter,
    enclosed: Enclosed,
    coverage: Coverage,
    numbering: Numbering,
    letter_pages: int,
    addresses: Addresses = "live",
) -> Composed:
    """A Markdown annex, behind its cover sheet if it has one.

    `letter_pages` is the number of pages of the letter itself, by which the references in the
    text get their numbers.  Its headings have their names (`headings`) as IDs.
    """
    setting = AnnexSetting.of(letter, enclosed, coverage)
    style = BodyStyle(addresses=addresses, named_headings=True)
    body = setting.body(_given(enclosed.body), style, numbering, letter_pages)
    count = counter_style(
        "pages-behind",  # the cover sheet
        [setting.words.counted("pages", max(1, number - 1)) for number in range(1, MOST_PAGES + 1)],
    )
    values = {
        "body": body.html,
        "has_cover": enclosed.annex.cover,
        "count": Markup('<span class="pages-behind"></span>'),
    }
    rules = f"{count}\n.pages-behind::after {{ content: counter(pages, pages-behind) }}"
    return setting.composed("annex", values, body, rules if enclosed.annex.cover else "")


def compose_cover(letter: Letter, enclosed: Enclosed, coverage: Coverage, pages: int) -> Composed:
    """The cover sheet of an annex of so many pages, alone."""
    setting = AnnexSetting.of(letter, enclosed, coverage)
    return setting.composed("cover", {"count": setting.words.counted("pages", pages)})


def compose_transcript(
    letter: Letter,
    enclosed: Enclosed,
    coverage: Coverage,
    numbering: Numbering,
    letter_pages: int,
    addresses: Addresses = "live",
) -> Composed:
    """The transcript of a scan; its heading is of level 2, below that of the annex."""
    setting = AnnexSetting.of(letter, enclosed, coverage)
    style = BodyStyle(addresses=addresses, level=2, named_headings=True)
    body = setting.body(_given(enclosed.transcript), style, numbering, letter_pages)
    return setting.composed("transcript", {"body": body.html}, body)


@dataclass(frozen=True, slots=True)
class Original:
    """A file that is attached unchanged: its name, pages, size in bytes and SHA-256 in hex."""

    name: str
    pages: int
    size: int
    digest: str


def compose_placeholder(
    letter: Letter, enclosed: Enclosed, coverage: Coverage, original: Original
) -> Composed:
    """The page that stands for an annex whose original is attached."""
    setting = AnnexSetting.of(letter, enclosed, coverage)
    words, half = setting.words, len(original.digest) // 2
    facts = (
        ("file-name", setting.set(original.name)),
        ("file-pages", words.counted("pages", original.pages)),
        ("file-size", words.counted("bytes", original.size)),
        ("file-digest", original.digest[:half] + ZERO_WIDTH_SPACE + original.digest[half:]),
    )
    return setting.composed("placeholder", {"facts": facts})


def _given(body: Body | None) -> Body:
    if body is None:
        message = "this annex has no such text"
        raise ValueError(message)
    return body


@dataclass(frozen=True, slots=True)
class AnnexSetting:
    """What the documents of one annex share; `words` are those of the letter's language."""

    letter: Letter
    enclosed: Enclosed
    language: str
    words: Wording
    setter: TextSetter
    body_setter: TextSetter

    @classmethod
    def of(cls, letter: Letter, enclosed: Enclosed, coverage: Coverage) -> AnnexSetting:
        """The setting of an annex of a letter."""
        words = Wording(letter.header.language)
        language = enclosed.annex.language or letter.header.language
        return cls(
            letter,
            enclosed,
            language,
            words,
            TextSetter(words, coverage, _NARROWEST),
            TextSetter(Wording(language), coverage, _NARROWEST),
        )

    def set(self, text: str) -> Markup:
        """A text in the letter's language."""
        return self.setter.plain(text)

    def body(
        self, body: Body, style: BodyStyle, numbering: Numbering, letter_pages: int
    ) -> SetBody:
        """A Markdown text in the annex's language."""
        wording = Wording(self.language)
        references = References(
            numbering,
            PageNumbers(letter_pages),
            self.body_setter,
            wording,
            on_paper=style.addresses != "live",
        )
        return set_body(body, self.body_setter, wording, style, references)

    def _own_words(self, wording: Wording) -> Markup:
        """The attributes of what the program says, in a document that is in another language."""
        if self.language == self.letter.header.language:
            return Markup()
        language = Markup(' lang="{}"').format(self.letter.header.language)
        if wording.direction == self.words.direction:
            return language
        return language + Markup(' dir="{}"').format(self.words.direction)

    def composed(
        self,
        template: str,
        values: Mapping[str, object],
        body: SetBody | None = None,
        rules: str = "",
    ) -> Composed:
        """The document of a template."""
        header, annex, words = self.letter.header, self.enclosed.annex, self.words
        wording = Wording(self.language)
        properties = {
            "title": annex.title,
            "author": author(self.letter, words),
            "description": words.phrase(
                "annex-description",
                label=self.enclosed.label,
                recipient=addressee(header),
                date=words.date(header.date),
            ),
        }
        shared = {
            "header": header,
            "language": self.language,
            "direction": wording.direction,
            "wording": words,
            "set": self.setter.value,
            "enclosed": self.enclosed,
            "annex": annex,
            "own": self._own_words(wording),
            "label": self.set(words.phrase("annex", label=self.enclosed.label)),
            "name": self.body_setter.plain(self.body_setter.typographic_quotes(annex.title)),
            "addresses": body.addresses if body else (),
            "settings": annex_settings(self.letter, wording) + Markup(rules),  # noqa: S704 (see settings)
        }
        return filled(template, {**shared, **values}, properties, body)
