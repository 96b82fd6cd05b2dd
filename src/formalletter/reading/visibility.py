"""What answers about visibility mean.  Nobody is named on a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .heads import answers, in_yaml, unaccented
from .meanings import Fault
from .phrases import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..signatory import Visibility
    from ..signatory_list import SignatoryList

# The answer that is safe comes first: a hint is copied at midnight.
_EXAMPLE = "visibility-answers: {{{answer}: withheld}}, or addressee, or public"


class VisibilityAnswers:
    """The answers of one list: those that the header explains, else the program's own words."""

    def __init__(self, settings: SignatoryList) -> None:
        own = cast("Mapping[str, Visibility]", answers("visibility"))
        mapped: dict[str, set[Visibility]] = {}
        for answer, meaning in settings.visibility_answers.items():
            mapped.setdefault(unaccented(answer), set()).add(meaning)
        # Two spellings of one answer with different meanings mean nothing for sure.
        sure = {form: min(each) if len(each) == 1 else None for form, each in mapped.items()}
        self._known: dict[str, Visibility | None] = {**own, **sure}

    def read(self, text: str) -> Visibility | Fault:
        """What an answer means, or why that can't be told."""
        if meaning := self._known.get(unaccented(text)):
            return meaning
        if not text:
            message = "the row does not say who may see the name"
            return Fault("list-visibility", message, "write public, addressee or withheld")
        message = f"the answer {quoted(text)} does not say who may see the name"
        hint = "say in the header, below signatories, what it means: "
        return Fault("list-visibility", message, hint + _EXAMPLE.format(answer=in_yaml(text)))
