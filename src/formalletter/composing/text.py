"""Sets a piece of plain text as inline HTML: bound pairs, script runs, names.

Everything that a stranger wrote passes through here (or through `composing.body`, which
uses it) and is escaped; the words are never changed, only how they are set.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from ..rolls import around_name, is_written, without_country
from .quotes import typographic
from .scripts import language_of, runs
from .spacing import WORD_JOINER, bind

if TYPE_CHECKING:
    from ..fonts import Coverage
    from ..signatory import Signatory
    from ..wording import Wording
    from .scripts import Run

LEFT_TO_RIGHT_MARK = "\u200e"  # a letter without a shape (UAX #9)
ZERO_WIDTH_SPACE = "\u200b"  # a line may turn here (UAX #14); it is not extracted
_JOINT = re.compile(r"(?=[@.])")
_HYPHENATED = re.compile(r"\S+-\S+")
_NO_BREAK = re.compile("[\u00a0\u2007\u202f]")
_KEPT = re.compile(f"[^ \\n\\t]*{_NO_BREAK.pattern}[^ \\n\\t]*")
_NO_SPACES = {"Hani", "Hira", "Kana"}  # scripts that may break between any two characters


class TextSetter:
    """Turns plain text into inline HTML for one language and one set of fonts.

    `narrowest` is the width in em of the narrowest column that names may stand in: a
    hyphenated word or a run of Chinese is kept on one line only where it is surely narrower
    (WeasyPrint lets an unbreakable run overflow its column).
    """

    def __init__(self, wording: Wording, coverage: Coverage, narrowest: float) -> None:
        self._wording = wording
        self._coverage = coverage
        self._narrowest = narrowest

    def plain(self, text: str, language: str | None = None) -> Markup:
        """A line of text; `language` is what is stated of it, if anything is."""
        bound = bind(text, self._wording)
        parts = runs(bound, self._coverage.in_text_faces)
        return Markup().join(self._run(run, language, keep=False) for run in parts)

    def value(self, text: str) -> Markup:
        """A line of the header: as plain text, with the quotation marks that the body has."""
        return self.plain(self.typographic_quotes(text))

    def lines(self, text: str) -> Markup:
        """Several such lines, with a line break between them."""
        return Markup("<br>").join(self.value(line) for line in text.splitlines())

    def email(self, address: str) -> Markup:
        """An e-mail address that may turn before its signs, and nowhere else if it can."""
        # A sign at the head of a line would go to the wrong end of it.
        mark = LEFT_TO_RIGHT_MARK if self._wording.is_right_to_left else ""
        return escape(_JOINT.sub(ZERO_WIDTH_SPACE + mark, address))

    def name(self, signatory: Signatory) -> Markup:
        """A name of the list: straight quotes set as typographic ones, nothing else changed.

        It carries a language where the list states one that its letters can be of.
        """
        text = self.typographic_quotes(without_country(signatory, self._wording))
        text = _KEPT.sub(self._let_turn, text)
        parts = runs(text, self._coverage.in_text_faces)
        name = Markup().join(self._part_of_name(run, signatory.language) for run in parts)
        # The country is in the letter's language, whatever that of the name is.
        before, behind = (
            Markup().join(
                self._run(run, None, keep=True) for run in runs(each, self._coverage.in_text_faces)
            )
            for each in around_name(signatory, self._wording)
        )
        return before + name + behind

    def _let_turn(self, match: re.Match[str]) -> str:
        """Words with no-break spaces between them, with plain ones where they may not fit.

        A line that may turn nowhere is broken inside a word.
        """
        text, face = match[0], self._coverage.text_face
        # What the text face lacks is taken to be as wide as an ideograph.
        lacking = sum(not self._coverage.in_text_faces(character) for character in text)
        fits = face.width(text) + lacking < self._narrowest
        return text if fits else _NO_BREAK.sub(" ", text)

    def _part_of_name(self, run: Run, stated: str | None) -> Markup:
        html = self._run(run, stated, keep=True)
        if run.script is not None or stated is None or stated == self._wording.language:
            return html
        if not is_written(run.text, stated):
            return html
        return Markup('<span lang="{}">{}</span>').format(stated, html)

    def typographic_quotes(self, text: str) -> str:
        """`text` with `'` and `"` set as the language's quotation marks and apostrophe."""
        return typographic(text, self._wording.quotes, self._wording.phrase("apostrophe"))

    def _run(self, run: Run, stated: str | None, *, keep: bool) -> Markup:
        if run.script is None:
            return self._keep_hyphenated(run.text) if keep else escape(run.text)
        text = run.text
        # An ideograph is about 1 em wide, so that the number of characters is the width.
        if keep and run.script in _NO_SPACES and len(text) < self._narrowest:
            text = WORD_JOINER.join(text)
        attributes = Markup(' class="script script-{}"').format(run.script.lower())
        if language := language_of(run, stated):
            attributes += Markup(' lang="{}"').format(language)
        if run.right_to_left:
            attributes += Markup(' dir="rtl"')
        return Markup("<span{}>{}</span>").format(attributes, text)

    def _keep_hyphenated(self, text: str) -> Markup:
        """A word with a hyphen of its own, such as (FORUM-ASIA), is not broken there."""

        def keep(match: re.Match[str]) -> str:
            fits = self._coverage.text_face.width(match[0]) < self._narrowest
            return match[0].replace("-", f"-{WORD_JOINER}") if fits else match[0]

        return escape(_HYPHENATED.sub(keep, text))
