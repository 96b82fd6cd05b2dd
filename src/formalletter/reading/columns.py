"""Finds out what the columns of a list are for, by their heads and what the header says.

A list from a form has the name of the organisation, and that of the person who filled it in.
To print the one for the other would be a disaster, so nothing is guessed between two names.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from ..diagnostics import Place, error, note
from . import meanings
from .countries import country_code
from .discretion import Answers, answers_in, is_section, misplaced
from .heads import in_yaml, is_name_word, may_forbid_naming, plain, role_of, unaccented
from .phrases import closest, did_you_mean, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..diagnostics import Problem
    from ..signatory_list import ColumnRole, SignatoryList
    from .lists.sheet import Sheet

NAME: ColumnRole = "name"
_ORGANISATION_NAME = "organisation-name"
_BEGUN = "time-begun"
_HARMLESS = {"public"}
_KINDS = {"organisation", "individual"}
_CALLED = {"kind": "kinds of signatories", "country": "countries"}
_MOSTLY = 9  # of ten cells
_MOST_ROWS = 8  # in a message
_TIMES = {"time-stamp", _BEGUN}
_NO_ANSWERS = _TIMES | {"sort-key", "group", "role", "organisation", "family-name", "ignore"}
"""What a column may be for by its head, while its cells answer a question all the same."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The column of each role that the list has, counted from 0.

    `are_organisations`: the head of the names says that they are those of organisations.
    """

    of: Mapping[ColumnRole, int]
    unexplained: frozenset[int] = frozenset()  # of which neither head nor header says anything
    are_organisations: bool = False

    @property
    def shown(self) -> set[int]:
        """The columns of which something is taken."""
        return set(self.of.values())


def is_known(settings: SignatoryList) -> _Known:
    """Whether a head is one that says what its column is for."""
    return _Known({plain(head) for head in (*settings.columns_named, *settings.columns_ignored)})


def _likely(answers: Answers) -> ColumnRole | None:
    """What the cells of a column are by their words, where it is not who may be named."""
    total = sum(n for _, n in answers.told)
    kinds = sum(n for text, n in answers.told if meanings.kind(text) in _KINDS)
    countries = sum(n for text, n in answers.told if country_code(text) is not None)
    if kinds * 10 >= total * _MOSTLY:
        return "kind"
    return "country" if countries * 10 >= total * _MOSTLY else None


class _Known:
    """The heads that the header names, and those that everybody uses."""

    def __init__(self, named: set[str]) -> None:
        self._named = named

    def __call__(self, head: str) -> bool:
        return plain(head) in self._named or role_of(head) is not None


def assign(
    sheet: Sheet, settings: SignatoryList, asked_by: Place | None
) -> tuple[Columns | None, tuple[Problem, ...]]:
    """What the columns are for; none where the names, or who may see them, can't be told.

    `asked_by` is the place in the header to which faults in its own mapping belong.
    """
    assigner = _Assigner(sheet, settings, asked_by)
    problems = tuple(assigner.problems())
    return assigner.columns, problems


class _Assigner:
    """Works on one sheet."""

    def __init__(self, sheet: Sheet, settings: SignatoryList, asked_by: Place | None) -> None:
        self._sheet = sheet
        self._settings = settings
        self._asked_by = asked_by
        self._heads = sheet.heads
        self._are_heads = any(map(is_known(settings), self._heads))  # not somebody's row
        self._roles: dict[int, str] = {}  # by column, as its head or the header says
        self._mapped: set[int] = set()
        self.columns: Columns | None = None

    def problems(self) -> Iterator[Problem]:
        """Assigns the columns, telling what is wrong."""
        found = [*self._duplicate_heads(), *self._take_mapping()]
        for column, head in enumerate(self._heads):
            if column not in self._mapped and (role := role_of(head)):
                self._roles[column] = role
        self._take_begun()
        found += self._name_problems()
        yield from found
        if any(problem.code == "list-no-name" for problem in found):
            return
        found += (rest := [*self._twice(), *self._discretion(), *self._answers_without_column()])
        yield from rest
        told = {problem.place for problem in rest}
        if ignored := [h for c, h in enumerate(self._heads) if h and self._is_ignored(c, told)]:
            message = f"columns ignored: {', '.join(ignored)}"
            yield note("list-columns-ignored", message, self._sheet.head_place())
        if not any(problem.is_error for problem in found):
            of = {
                cast("ColumnRole", role): c for c, role in self._roles.items() if role != "ignore"
            }
            unexplained = {c for c, head in enumerate(self._heads) if head and c not in self._roles}
            names_head = role_of(self._heads[of[NAME]])
            are_organisations = names_head in {"organisation", _ORGANISATION_NAME}
            self.columns = Columns(of, frozenset(unexplained), are_organisations)

    def _is_ignored(self, column: int, told: set[Place | None]) -> bool:
        """Whether nothing is taken from a column, and nothing else was said of it."""
        is_unused = self._roles.get(column, "ignore") == "ignore"
        return is_unused and self._sheet.head_place(column) not in told

    def _take_begun(self) -> None:
        """When a form was begun is the time stamp only where nothing says when it was sent."""
        for column in self._of(_BEGUN):
            is_known = bool(self._of("time-stamp"))
            self._roles[column] = "ignore" if is_known else "time-stamp"

    def _duplicate_heads(self) -> Iterator[Problem]:
        folded = [head.casefold() for head in self._heads]
        for column, head in enumerate(folded):
            if head and head in folded[:column]:
                message = f"two columns have the head {quoted(self._heads[column])}"
                place = self._sheet.head_place(column)
                if not self._are_heads:  # it may be somebody's row
                    message = (
                        f"two columns have one head: {folded.index(head) + 1} and {column + 1}"
                    )
                    place = replace(place, source=None)
                yield error("list-duplicate-head", message, place, "rename or delete one of them")

    def _take_mapping(self) -> Iterator[Problem]:
        """What the header says.  A head that is gone may have been renamed: that is told."""
        named = self._settings.columns_named.items()
        ignored = ((head, "ignore") for head in self._settings.columns_ignored)
        for key, (head, role) in (
            *(("columns-named", each) for each in named),
            *(("columns-ignored", each) for each in ignored),
        ):
            exact = [column for column, text in enumerate(self._heads) if text == head.strip()]
            alike = [c for c, text in enumerate(self._heads) if text and plain(text) == plain(head)]
            columns = exact or alike
            if len(columns) == 1 and columns[0] not in self._mapped:
                self._mapped.add(columns[0])
                self._roles[columns[0]] = role
                continue
            heads = [text for text in self._heads if text] if self._are_heads else []
            hint = did_you_mean(head, heads, self._columns_told())
            message = f"the list has no column {quoted(head)}, which “{key}” names"
            if columns:
                message = f"“{key}” may mean two columns, or means one twice: {quoted(head)}"
            yield error("list-column-missing", message, self._place(), hint)

    def _columns_told(self) -> str:
        """The heads of the columns, or their number where they may be a person's row."""
        heads = [text for text in self._heads if text]
        if self._are_heads:
            return f"its columns are {listed(heads, 'and')}"
        count = "one column" if len(heads) == 1 else f"{len(heads)} columns"
        return f"it has {count}; does its first line have the heads?"

    def _name_problems(self) -> Iterator[Problem]:
        """Finds the column of names, or tells why it can't be told."""
        names = [c for c, role in self._roles.items() if role == NAME]
        longer = [c for c, role in self._roles.items() if role == _ORGANISATION_NAME]
        if any(column in self._mapped for column in names):  # the header has decided
            for column in names:
                if column not in self._mapped:
                    self._roles[column] = "ignore"
            for column in longer:
                self._roles[column] = "organisation"
            return
        if not names and not longer:
            yield error("list-no-name", "no column has the head name", *self._no_name())
            return
        if self._take_name(names, longer):
            return
        if len({self._heads[column].casefold() for column in names}) < len(names):
            return  # told as two columns with one head
        columns = sorted({*names, *longer, *self._of("organisation")})
        heads = [self._heads[column] for column in columns]
        shown = listed([quoted(head) for head in heads], "and")
        if len(heads) == 1:
            message = f"it is not clear whether {shown} is whom to print"
        else:
            message = f"it is not clear which column is whom to print: {shown}"
        ways = [f"columns-named: {{{in_yaml(head)}: name}}" for head in heads]
        if len(names) == 1 and len(heads) > 1:  # the persons, with their organisations
            ways[columns.index(names[0])] = f"kind: individual ({quoted(self._heads[names[0]])})"
        hint = f"say in the header, below signatories, whose names are printed: {listed(ways)}"
        place = self._sheet.head_place()
        yield error("list-name-unclear", message, place, hint)

    def _take_name(self, names: list[int], longer: list[int]) -> bool:
        """Takes the column of names where there is no doubt which it is; whether there is none."""
        persons = [c for c, role in self._roles.items() if role in {"organisation", "family-name"}]
        has_kinds = "kind" in self._roles.values()
        sign = self._settings.kind
        if len(names) == 1 and sign == "individual":
            self._roles.update(dict.fromkeys(longer, "organisation"))
            return True
        if len(names) == 1 and not longer and (not self._of("organisation") or has_kinds):
            return True  # with kinds, each row tells whose name it is
        if len(longer) == 1 and not names and not persons and sign != "individual":
            self._roles[longer[0]] = NAME
            return True
        return False

    def _of(self, wanted: str) -> list[int]:
        return [column for column, role in self._roles.items() if role == wanted]

    def _no_name(self) -> tuple[Place, str]:
        """Where the column of names is missed; what may be a person's row is never quoted."""
        heads = [text for text in self._heads if text]
        place = self._sheet.head_place()
        if not self._are_heads:
            place = replace(place, source=None)
        close = closest(NAME, heads)
        unknown = [head for head in heads if role_of(head) is None]
        named = [head for head in unknown if any(map(is_name_word, plain(head).split()))]
        if named and self._are_heads:
            ways = [f"columns-named: {{{in_yaml(head)}: name}}" for head in named]
            hint = f"say in the header, below signatories, whose names are printed: {listed(ways)}"
        elif (organisations := self._of("organisation")) and not unknown:
            head = self._heads[organisations[0]]
            hint = f"say in the header which it is: columns-named: {{{in_yaml(head)}: name}}"
        elif close and self._are_heads:
            hint = f"call the column {quoted(close)} name"
        elif close:
            hint = f"call column {self._heads.index(close) + 1} name, if its first line has heads"
        elif len(heads) == 1:
            hint = "the first line is the column's head: name"
        elif self._are_heads:
            shown = listed([quoted(text) for text in heads], "and")
            hint = f"the heads are {shown}; call the right one name, or say in the header, below"
            hint += " signatories, which it is: columns-named: {head of the column: name}"
        else:
            hint = (
                f"the first line has {len(heads)} cells and no head that is known; write the"
                " heads above it, one of them name"
            )
        return place, hint

    def _twice(self) -> Iterator[Problem]:
        """Two columns of one role, whose heads are not the same (that is told already)."""
        for role in dict.fromkeys(self._roles.values()):
            columns = self._of(role)
            folded = {self._heads[column].casefold() for column in columns}
            if role == "ignore" or len(columns) == 1 or len(folded) == 1:
                continue
            if role == NAME and not any(column in self._mapped for column in columns):
                continue  # told as unclear
            heads = listed([quoted(self._heads[column]) for column in columns], "and")
            message = f"two columns are for the {role.replace('-', ' ')}: {heads}"
            hint = "say in the header, in columns-named, which of them to ignore"
            yield error("list-two-columns", message, self._sheet.head_place(columns[1]), hint)

    def _discretion(self) -> Iterator[Problem]:
        """Refuses to ignore a column by which somebody may not be named."""
        for column, head in enumerate(self._heads):
            if not head or column in self._mapped:
                continue
            cells = [row[column] if column < len(row) else "" for row in self._sheet.rows]
            role = self._roles.get(column)
            if role == "group":  # where it is a heading, `Private` is told at its names
                cells = [c for c in cells if plain(c) not in _HARMLESS and not is_section(c)]
            if role in _NO_ANSWERS:
                found = misplaced(cells, are_times=role in _TIMES)
            elif role is None:
                found = answers_in(head, cells)
            else:
                continue
            if role is None and may_forbid_naming(head):
                if not {cell.strip().casefold() for cell in cells} <= _HARMLESS:
                    message = f"the column {quoted(head)} may say who must not be named"
                    yield self._unexplained("list-discretion", message, column, found)
            elif found is not None:
                message = (
                    f"nothing says what the answers under {quoted(head)} mean: {found};"
                    " they may forbid to name somebody"
                )
                yield self._unexplained("list-answers", message, column, found)

    def _unexplained(
        self, code: str, message: str, column: int, answers: Answers | None
    ) -> Problem:
        """The error about a column, with the lines to paste: first those that name nobody."""
        head = in_yaml(self._heads[column])
        known = answers.in_header() if answers else "{}"
        others = self._rows_with_others(column, answers)
        hint = (
            "say below “signatories:” what they mean: withheld, addressee or public\n"
            f"columns-named: {{{head}: visibility}}\n"
            f"visibility-answers: {known}\n"
            f"{others}or, if it has nothing to do with who may be named\n"
            f"columns-ignored: [{head}]"
        )
        if answers and (role := _likely(answers)):
            hint = (
                f"if these are {_CALLED[role]}, say below “signatories:”\n"
                f"columns-named: {{{head}: {role}}}\n"
                f"or {hint}"
            )
        return error(code, message, self._sheet.head_place(column), hint)

    def _rows_with_others(self, column: int, answers: Answers | None) -> str:
        """Where the answers stand that a message may not have, as a line; empty without any."""
        if answers is None or len(answers.shown) == len(answers.told):
            return ""
        shown = {unaccented(text) for text, _ in answers.shown}
        rows = [
            str(self._sheet.lines[number])
            for number, row in enumerate(self._sheet.rows)
            if column < len(row) and row[column].strip() and unaccented(row[column]) not in shown
        ]
        more = ", …" if len(rows) > _MOST_ROWS else ""
        noun = "row" if len(rows) == 1 else "rows"
        return f"and in the same line what {noun} {', '.join(rows[:_MOST_ROWS])}{more} answered\n"

    def _answers_without_column(self) -> Iterator[Problem]:
        if self._settings.visibility_answers and "visibility" not in self._roles.values():
            message = "the header says what answers about visibility mean, but no column has them"
            hint = "say in columns-named which column it is, or delete visibility-answers"
            yield error("list-column-missing", message, self._place(), hint)

    def _place(self) -> Place:
        return self._asked_by or self._sheet.head_place()
