"""Rules on the wording: quotation marks, dashes and spaces, slips of the keyboard, spelling.

They look at what is printed: the letter's own prose and that of annexes that are Markdown.  What
others said is left as it stands: transcripts wholly, quotations where it is about spelling.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from . import marks, names, pairs, quotes, repeats, spelling
from .prose import proses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...diagnostics import Problem
    from ...letter import Letter


def prose_problems(letter: Letter) -> Iterator[Problem]:
    """All that the rules on the wording find."""
    listed = names.names_of(letter.signatories)
    for prose in proses(letter):
        paired = pairs.paired_quotes(prose)
        yield from chain(
            quotes.straight(prose),
            quotes.wrong_apostrophes(prose),
            quotes.mixed(prose, paired),
            pairs.unpaired_quotes(paired),
            pairs.unpaired_brackets(prose),
            marks.typed_marks(prose),
            marks.spaces(prose),
            repeats.doubled_words(prose),
            spelling.spellings(prose, paired),
            names.misspelt(prose, paired, listed),
        )
