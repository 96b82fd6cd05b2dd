"""Finds what a list may say of who must not be named, in columns that nobody has explained.

No list of words can know every question that a form asks.  So the shape of the cells decides:
few texts that come again and again, ticks, single words, texts that stand in some rows only.
What can't be told from an answer is one.  The words of `answer_words.toml` make it surer, and
find remarks that ask for a name to be left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .heads import in_yaml, plain, unaccented, word_lists
from .phrases import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_WORDS = "answer_words.toml"
_FEW = 12  # a question of a form has no more answers
_SURELY_MANY = 5  # different texts below which a column may be that of a question
_PROSE = 60  # half-widths: a longer text that stands once is a remark
_SHORT = 25  # half-widths of an answer in one's own words
_MOST_TOLD = 8  # answers in a message
_LONGEST_ANSWER = 200  # characters of a cell that are looked at
_CONTACT = re.compile(r".*(?:@|://|www\.|(?:\d\W*){4})", re.IGNORECASE | re.DOTALL)
_DATE = re.compile(r"\d{1,4}([-./])\d{1,2}\1\d{1,4}(?!\d)[^@]*")
_QUESTION = re.compile(r"[?？؟፧՞⁇]")  # marks of questions
_FILLER = {"-", "--", "–", "—", "/", ".", "n/a", "na", "?"}
_ASIDE = re.compile(r"[(\[{（［【〔«<][^)\]}）］】〕»>]*|(?:\s[-–—*]+\s|[:;*]).*", re.DOTALL)
_AROUND = " .!:：-–—*_()[]"  # signs around the head of a section
_TOO_SHORT = 2  # characters of a word that no cell is searched for


class Answers(NamedTuple):
    """The different texts of a column with how often they stand there, the most frequent first.

    `blank` counts the cells without any.  `shown` are those that may be told: what one row
    only says in several words might be somebody's name.
    """

    told: tuple[tuple[str, int], ...]
    blank: int

    @property
    def shown(self) -> tuple[tuple[str, int], ...]:
        """The answers that a message may have."""
        sayable = [(text, n) for text, n in self.told if n > 1 or _is_sayable(text)]
        return tuple(sayable[:_MOST_TOLD])

    def __str__(self) -> str:
        parts = [f"{quoted(text)} ({n:,})" for text, n in self.shown]
        if more := len(self.told) - len(self.shown):
            parts.append(f"{more:,} other{'s' if more > 1 else ''}")
        if self.blank:
            parts.append(f"blank ({self.blank:,})")
        return ", ".join(parts)

    def in_header(self) -> str:
        """The line that says that each answer lets nobody be named."""
        texts = [text for text, _ in self.shown] + ([""] if self.blank else [])
        return f"{{{', '.join(f'{_key(text)}: withheld' for text in texts)}}}"


def answers_in(head: str, cells: Iterable[str]) -> Answers | None:
    """The answers in a column of this head, or None where its cells are surely none."""
    counts: Counter[str] = Counter(cell.strip() for cell in cells)
    blank = counts.pop("", 0)
    by_form: Counter[str] = Counter()
    written: dict[str, str] = {}
    for text, count in counts.most_common():
        form = unaccented(text[:_LONGEST_ANSWER])
        by_form[form] += count
        written.setdefault(form, text)
    if not by_form or _is_harmless(head, by_form, blank):
        return None
    return Answers(tuple((written[form], n) for form, n in by_form.most_common()), blank)


def misplaced(cells: Iterable[str], *, are_times: bool) -> Answers | None:
    """The answers in a column that by its head has something else; None where they are none.

    An export may have been shifted by a column.  Where times should be (`are_times`), one word
    that answers is too many.
    """
    counts = Counter(cell.strip() for cell in cells)
    blank = counts.pop("", 0)
    known = [text for text in counts if is_answer(text) and not text.isdigit()]
    if not known or (not are_times and sum(counts[text] for text in known) * 3 < counts.total()):
        return None
    return Answers(tuple((text, counts[text]) for text in known), blank)


def _is_harmless(head: str, counts: Counter[str], blank: int) -> bool:
    """Whether the texts of a column (each with its count) are no answers."""
    total = counts.total()
    known = sum(n for text, n in counts.items() if _is_known(text))
    if plain(head) in _private_heads():
        return known < total or set(counts) <= _FILLER
    if known * 3 >= total:
        return False
    if sum(n for text, n in counts.items() if _CONTACT.match(text)) * 10 >= total * 9:
        is_of_some = blank > total and all(map(_DATE.fullmatch, counts))  # as of who has left
        return not is_of_some and (len(counts) > 1 or not blank)
    return _is_free(counts, is_question=bool(_QUESTION.search(head)))


def _is_free(counts: Counter[str], *, is_question: bool) -> bool:
    """Whether texts that are no known words are of many kinds, as names and remarks are."""
    total = counts.total()
    if len(counts) < _SURELY_MANY:
        return len(counts) == total and all(_width(text) > _PROSE for text in counts)
    most = sum(n for _, n in counts.most_common(3))
    if len(counts) * 2 <= total:
        return len(counts) > _FEW and most * 10 < total * 6
    is_repeated = most * 2 >= total and len(counts) < total
    if not is_repeated and not is_question:
        return True
    widths = sorted(map(_width, counts))
    return len(counts) == total or widths[len(widths) // 2] > _SHORT


def refusals(cells: Sequence[str], *, in_names: bool = False) -> Iterator[int]:
    """The numbers of the cells that read as if somebody was not to be named.

    In names (`in_names`) single words count in brackets or behind a dash only: there are
    organisations that are called Anonymous.
    """
    everything = unaccented_lines(cells)
    present = [word for word in _refusals() if word in everything]
    if not present:
        return
    whole = _any_of(present)
    several = _any_of([word for word in present if " " in word])
    verdicts: dict[str, bool] = {}
    for number, cell in enumerate(cells):
        if len(cell) <= _TOO_SHORT:
            continue
        if cell not in verdicts:
            text = unaccented(cell.replace("’", "'"))
            if in_names:
                aside = " ".join(_ASIDE.findall(text))
                verdicts[cell] = bool(whole.search(aside) or several.search(text))
            else:
                verdicts[cell] = bool(whole.search(text))
        if verdicts[cell]:
            yield number


def unaccented_lines(cells: Iterable[str]) -> str:
    """The different texts, one below the other, as `unaccented` has each."""
    text = "\n".join(dict.fromkeys(cells)).replace("’", "'")
    if text.isascii():
        return text.casefold()
    letters = unicodedata.normalize("NFKD", text.casefold()).replace("\u0640", "")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _any_of(found: Sequence[str]) -> re.Pattern[str]:
    """Words of which one must stand; in Arabic and Chinese also inside another word."""
    parts = [rf"{'' if word[0] > chr(0x5FF) else chr(92) + 'b'}{re.escape(word)}" for word in found]
    return re.compile("|".join(parts) or r"(?!)")


def is_answer(cell: str) -> bool:
    """Whether a cell is a word that answers a question, or a mark."""
    return _is_known(unaccented(cell))


def _is_known(text: str) -> bool:
    return text in _known() or text.strip(" .!,;:'\"") in _known()


def _is_sayable(text: str) -> bool:
    return _is_known(unaccented(text)) or (len(text.split()) == 1 and not _CONTACT.match(text))


def _key(answer: str) -> str:
    return in_yaml(answer) if answer else '""'


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


@cache
def _known() -> frozenset[str]:
    lists = word_lists(_WORDS)
    return frozenset(unaccented(word) for each in ("yes", "no", "marks") for word in lists[each])


@cache
def _private_heads() -> frozenset[str]:
    return frozenset(
        plain(head) for heads in word_lists(_WORDS)["private"].values() for head in heads
    )


def is_section(head: str) -> bool:
    """Whether the head of a group, or of the rows below it, says that they are not to be named."""
    return bool(_sections().fullmatch(unaccented(head).strip(_AROUND)))


@cache
def _sections() -> re.Pattern[str]:
    whole = (unaccented(word) for each in word_lists(_WORDS)["sections"].values() for word in each)
    parts = [re.escape(word) for word in whole] + [rf"{re.escape(word)}\w*" for word in _refusals()]
    return re.compile("|".join(parts))


@cache
def _refusals() -> tuple[str, ...]:
    lists = word_lists(_WORDS)["refusals"].values()
    return tuple(dict.fromkeys(unaccented(word) for each in lists for word in each))
