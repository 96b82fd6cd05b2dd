"""Makes signatories of the rows of a sheet: each row becomes one, or there is an error.

The work goes column by column: most columns have few different texts, and each is read once.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import compress
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from ..decisions import LIST_REFUSAL, decisions_name
from ..diagnostics import Place, error, warning
from ..rules import find
from ..signatory import NO_MARKS, Signatory
from . import meanings
from .columns import NAME
from .discretion import is_section, refusals
from .heads import in_yaml
from .lists.delimited import DelimitedSheet
from .marking import marks_of
from .names import is_plain, name_problems
from .phrases import listed, quoted
from .stamps import look_like_stamps, read_stamps
from .text import value_problems
from .visibility import VisibilityAnswers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..diagnostics import Problem
    from ..signatory import Marks
    from ..signatory_list import ColumnRole, SignatoryList
    from .columns import Columns
    from .lists.sheet import Sheet

# What a signatory has besides name and place, in the order of its fields, and in which column.
_FIELDS: tuple[ColumnRole, ...] = (
    *("kind", "role", "organisation", "country", "script", "group", "visibility"),
    *("sort-key", "family-name", "date-signed"),
)
_PRINTED: tuple[ColumnRole, ...] = (NAME, "role", "organisation", "group")
_OF_PERSONS: tuple[ColumnRole, ...] = ("role", "organisation", "family-name")
_COLONS = frozenset(":：")
_MOST_OF_A_KIND = 20  # errors about the same answer; the others are counted


class Entries:
    """The rows of one sheet; `problems` are in their order once `signatories` has been called."""

    def __init__(
        self, sheet: Sheet, columns: Columns, settings: SignatoryList, language: str | None
    ) -> None:
        self._sheet = sheet
        self._columns = columns.of
        self._unexplained = columns.unexplained
        self._are_organisations = columns.are_organisations
        self._settings = settings
        self._found: list[tuple[int, Problem]] = []  # with the row, or the number of rows
        self._is_row = [True] * len(sheet.rows)  # by its form
        self._sound = self._is_row
        self._is_named = self._is_row  # by the name that it would be printed under
        self._rows: list[list[str]] = []  # each with as many cells as there are heads at least
        self._readers: dict[ColumnRole, Callable[[str], meanings.Meaning]] = {
            "kind": meanings.kind,
            "country": meanings.Countries(settings.countries_named, language).read,
            "language": meanings.language,
            "script": meanings.script,
            "date-signed": meanings.date,
            "visibility": VisibilityAnswers(settings).read,
        }

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that was found, in the order of the rows."""
        return tuple(problem for _, problem in sorted(self._found, key=lambda found: found[0]))

    def signatories(self) -> tuple[Signatory, ...]:
        """All signatories; what is wrong goes to the problems.

        A row whose form is wrong, or whose name is not sure, is left out.  One with a cell that
        says nothing stays, named nowhere, so that it can be decided about.
        """
        self._rows = self._sheet.rows
        if self._check_form():
            columns = range(len(self._sheet.heads))
            self._rows = [row + [""] * (len(columns) - len(row)) for row in self._rows]
        names = self._texts(self._columns[NAME])
        places = self._sheet.places(self._columns[NAME])
        values = {role: self._values(role) for role in ("language", *_FIELDS)}
        countries = values["country"]
        values["country"] = [codes[0] if codes else None for codes in countries]
        values["kind"] = [kind or self._settings.kind for kind in values["kind"]]
        self._check_names(names, values["visibility"])
        self._check_kinds(names, values["kind"], values["organisation"])
        self._check_who_signs(names, values)
        self._report_late()
        self._report_refusals(values["visibility"])
        fields = [values[role] for role in _FIELDS]
        found = list(map(Signatory, names, values["language"], places, *fields))
        for index, codes in enumerate(countries):
            if codes and len(codes) > 1:
                found[index] = replace(found[index], further_countries=codes[1:])
        if "visibility" in self._columns:
            found = [replace(each, is_asked=True) for each in found]
        marked = (
            each if marks is NO_MARKS else replace(each, marks=marks)
            for each, marks in zip(found, self._marks, strict=True)
        )
        return tuple(compress(marked, self._is_named))

    @cached_property
    def _marks(self) -> Sequence[Marks]:
        roles = {column: str(role) for role, column in self._columns.items()}
        return marks_of(self._sheet, roles, self._columns[NAME])

    def _texts(self, column: int) -> list[str]:
        return [row[column].strip() for row in self._rows]

    def _values(self, role: ColumnRole) -> Sequence[Any]:
        """What a column says in each row; None, or public, where there is no such column."""
        column = self._columns.get(role)
        if column is None:
            return ["public" if role == "visibility" else None] * len(self._rows)
        texts = self._texts(column)
        if role not in self._readers:
            self._check_characters(column, texts)
            return [text or None for text in texts]
        read = self._readers[role]
        known = {
            text: read(text) if text or role == "visibility" else None
            for text in dict.fromkeys(texts)
        }
        faults = {text: it for text, it in known.items() if isinstance(it, meanings.Fault)}
        for text, fault in faults.items():
            # A further head of the sheet is told as one, and not by what its cells don't say.
            rows = [row for row, it in enumerate(texts) if it == text and self._is_row[row]]
            rows = [row for row in rows if not self._marks[row].is_head]
            self._refuse(column, rows, fault)
            known[text] = "withheld" if role == "visibility" else None
        return [known[text] for text in texts]

    def _refuse(self, column: int, rows: list[int], fault: meanings.Fault) -> None:
        """Tells that a text means nothing, in each row that has it."""
        for row in rows:
            self._sound[row] = False
        for row in rows[:_MOST_OF_A_KIND]:
            place = self._sheet.place(row, column)
            self._tell(row, error(fault.code, fault.message, place, fault.hint))
        if more := len(rows[_MOST_OF_A_KIND:]):
            message = f"{more} more {'row has' if more == 1 else 'rows have'} the same fault"
            place = self._sheet.head_place(column)  # no decision about one row settles them all
            self._found.append((rows[-1], error(fault.code, message, place)))

    def _tell(self, row: int, problem: Problem) -> None:
        self._found.append((row, self._sheet.told(problem)))

    def _check_form(self) -> bool:
        """Tells what is wrong with the form of rows; whether one has too few cells."""
        heads = [head.casefold() for head in self._sheet.heads]
        headless = [index for index, head in enumerate(heads) if not head]
        name, expected = self._columns[NAME], len(heads)
        rows, is_row = self._sheet.rows, self._is_row
        if not headless and set(map(len, rows)) == {expected}:  # as most lists are
            head, length = heads[name], len(heads[name])
            repeats = [
                text
                for text in self._texts(name)
                if len(text) == length and text.casefold() == head
            ]
            rows = rows if repeats else []
        is_short = False
        for index, cells in enumerate(rows):
            count = len(cells)
            is_short = is_short or count < expected
            if count == expected and not headless and cells[name].strip().casefold() != heads[name]:
                continue
            for problem in self._form_problems(index, cells, headless):
                self._found.append((index, problem))
                if problem.is_error:
                    is_row[index] = False
        self._sound, self._is_named = is_row.copy(), is_row.copy()
        return is_short

    def _form_problems(
        self, index: int, cells: list[str], headless: list[int]
    ) -> Iterator[Problem]:
        texts = [cell.strip() for cell in cells]
        place = self._sheet.row_place(index)
        count, columns = len(cells), len(self._sheet.heads)
        if [text.casefold() for text in texts] == [head.casefold() for head in self._sheet.heads]:
            message = "the row repeats the column heads"
            yield error("list-repeated-heads", message, place, "delete it")
        elif any(texts[columns:]):
            message = f"the row has more cells than there are heads ({count} for {columns})"
            place = replace(place, source=None)  # it may hold more than a name
            yield error("list-too-many-cells", message, place, self._quotation_hint())
        elif any(texts[column] for column in headless if column < count):
            message = "the row has text in a column that has no head"
            yield error("list-headless-column", message, place, "give the column a head")
        elif count < columns:
            message = f"the row has fewer cells than there are heads ({count} for {columns})"
            hint = "the others count as empty; check that the name is not broken over two lines"
            yield warning("list-too-few-cells", message, place, hint)

    def _quotation_hint(self) -> str:
        """How to write a name that has the delimiter in it."""
        if len(self._sheet.heads) > 1 or not isinstance(self._sheet, DelimitedSheet):
            return "a name with the delimiter in it stands in quotation marks"
        return "is it one name? Then put it in quotation marks"

    def _check_names(self, names: Sequence[str], visibilities: Sequence[Any]) -> None:
        """Tells what is odd about names, without showing those that not all may see."""
        for index, (name, visibility) in enumerate(zip(names, visibilities, strict=True)):
            if is_plain(name) or not self._is_row[index]:
                continue
            place = self._sheet.place(index, self._columns[NAME])
            if visibility != "public":
                place = replace(place, source=None)
            for problem in name_problems(name, place):
                self._tell(index, problem)

    def _check_characters(self, column: int, texts: Sequence[str]) -> None:
        if "".join(texts).isprintable():
            return
        what = f"the text under {quoted(self._sheet.heads[column])}"
        for index, text in enumerate(texts):
            if text.isprintable():
                continue
            place = self._sheet.place(index, column)
            for problem in value_problems(text, what, place):
                self._tell(index, problem)
            if "\n" in text or "\t" in text:
                message = f"{what} has a line break or a tab in it"
                self._tell(index, error("list-one-line", message, place, "write it on one line"))

    def _check_kinds(
        self, names: Sequence[str], kinds: Sequence[Any], organisations: Sequence[Any]
    ) -> None:
        """Refuses rows of organisations whose name may be that of a person who wrote for them."""
        if not {"kind", "organisation"} <= set(self._columns):
            return
        for index, (name, kind, organisation) in enumerate(
            zip(names, kinds, organisations, strict=True)
        ):
            if kind == "organisation" and organisation and organisation != name:
                message = "the row is of an organisation, but has a name and another organisation"
                hint = "say in the header, in columns-named, which column is whom to print"
                place = self._sheet.row_place(index)
                self._tell(index, error("list-name-unclear", message, place, hint))
                self._sound[index] = self._is_named[index] = False

    def _check_who_signs(
        self, names: Sequence[str], values: dict[ColumnRole, Sequence[Any]]
    ) -> None:
        """Refuses rows that say something of a person, where nothing says that persons sign.

        An organisation is printed without them, a person with them; neither may be guessed.
        """
        said = [(role, values[role]) for role in _OF_PERSONS if role in self._columns]
        rows = [
            row
            for row, (name, kind) in enumerate(zip(names, values["kind"], strict=True))
            if kind is None
            and self._sound[row]
            and any(texts[row] not in {None, name} for _, texts in said)
        ]
        if self._are_organisations or not rows:
            return
        for row in rows:
            self._is_named[row] = False
        of_persons = [
            self._sheet.heads[self._columns[role]]
            for role, texts in said
            if any(texts[row] not in {None, names[row]} for row in rows)
        ]
        shown = listed([quoted(head) for head in of_persons], "and")
        if (column := self._columns.get("kind")) is not None:
            message = f"the row has text under {shown}, but not who signs: a person or not"
            hint = f"write individual or organisation under {quoted(self._sheet.heads[column])};"
            hint += " or, in the header, below signatories, kind: individual for rows without it"
            self._refuse(column, rows, meanings.Fault("list-kind-unclear", message, hint))
            return
        message = f"nothing says whether persons or organisations sign, and there is {shown}"
        out = ", ".join(f"{in_yaml(head)}: ignore" for head in of_persons)
        hint = "say in the header, below signatories, kind: individual, which prints that behind"
        hint += f" the names; or kind: organisation, and columns-named: {{{out}}}"
        place = self._sheet.head_place()
        self._tell(rows[0], error("list-kind-unclear", message, place, hint))
        for row in rows:
            self._sound[row] = False

    def _report_late(self) -> None:
        """Warns of rows that were signed after the last day, by their time stamps or dates."""
        until = self._settings.until
        if until is None:
            return
        column = self._columns.get("time-stamp", self._columns.get("date-signed"))
        if column is None:
            self._ask_for_stamps()
            return
        head, texts = self._sheet.heads[column], self._texts(column)
        stamps, _ = read_stamps(texts, self._settings.dates)
        unclear, unread = [], []
        for index, stamp in enumerate(stamps):
            late = {day > until for day in stamp.days} if stamp else set()
            if not late:
                unread.append(index)
            elif len(late) > 1:
                unclear.append(index)
            elif late == {True}:
                message = f"the row was signed after {until.isoformat()}"
                hint = f"it is printed all the same; if it came too late, {self._decide('drop')}"
                place = self._sheet.row_place(index)
                self._found.append((index, warning("list-late", message, place, hint)))
        if unclear:
            message = f"{_rows(unclear)} under {quoted(head)} a date whose day and month can't be"
            message += f" told apart, so that it may be after {until.isoformat()}"
            hint = "say in the header, below signatories, how they are meant: dates: day-first or"
            place = self._sheet.row_place(unclear[0])
            found = error("list-dates-unclear", message, place, f"{hint} dates: month-first")
            self._found.append((unclear[0], found))
        if len(unread) == len(texts):
            self._ask_for_stamps(head)
        elif unread:
            message = f"{_rows(unread)} no time stamp that says whether it was too late"
            hint = f"look at {quoted(head)} in {self._lines(unread)}"
            place = self._sheet.row_place(unread[0])
            self._found.append((unread[0], warning("list-time-stamp", message, place, hint)))

    def _ask_for_stamps(self, head: str | None = None) -> None:
        """Tells that the header's last day checks nothing, and which columns might be meant."""
        message = "“until” checks nothing: no column is known as the time stamp"
        if head is not None:
            message = f"“until” checks nothing: nothing under {quoted(head)} is read as a date"
        likely = [
            f"columns-named: {{{in_yaml(self._sheet.heads[column])}: time-stamp}}"
            for column in sorted(self._unexplained)
            if look_like_stamps(self._texts(column))
        ]
        named = likely or ["columns-named: {head of the column: time-stamp}"]
        hint = f"say in the header, below signatories, {listed(named)}; or delete until"
        place = self._sheet.head_place()
        self._found.append((-1, self._sheet.told(error("list-until", message, place, hint))))

    def _lines(self, rows: Sequence[int]) -> str:
        lines = [str(self._sheet.lines[row]) for row in rows]
        return f"row {lines[0]}" if len(lines) == 1 else f"rows {listed(lines, 'and')}"

    def _report_refusals(self, visibilities: Sequence[Any]) -> None:
        """Tells of rows that all may see, and that ask in some cell not to be named.

        The head of a group may ask it too, or a line of its own above the names: `Private:`.
        """
        groups = self._texts(self._columns["group"]) if "group" in self._columns else []
        private = {group for group in dict.fromkeys(groups) if is_section(group)}
        names = self._texts(self._columns[NAME])
        heads = {row for row, name in enumerate(names) if name[-1:] in _COLONS and is_section(name)}
        printed = {self._columns[role] for role in _PRINTED if role in self._columns}
        rows: set[int] = set()
        for column in printed | self._unexplained:
            is_name = column == self._columns[NAME]
            rows.update(refusals(self._texts(column), in_names=is_name))
        rows.update(heads, (row for row, group in enumerate(groups) if group in private))
        for row in sorted(rows):
            if visibilities[row] == "public" and self._is_row[row]:
                message = "something in the row reads as if the name was not to be published"
                if row in heads:
                    message = "this reads as if the names below it were not to be published"
                elif groups and groups[row] in private:
                    message = "the head above the name reads as if it was not to be published"
                line = self._sheet.row_place(row)
                place = Place(line.path, line.line)
                hint = f"{self._decide('withheld')}\nor, where it may be named all the same,\n"
                hint += f"- {{row: …, verdict: keep, rule: {LIST_REFUSAL}}}"
                self._found.append((row, replace(find(LIST_REFUSAL, message, place), hint=hint)))

    def _decide(self, verdict: str) -> str:
        """How to write a decision about a row; its name is not shown."""
        file = PurePath(decisions_name(self._sheet.path)).name
        entry = f"- {{row: …, verdict: {verdict}}}"
        return f"write in {file}, below “decisions:”, with the row's name for …\n{entry}"


def _rows(rows: Sequence[int]) -> str:
    return f"{len(rows):,} {'row has' if len(rows) == 1 else 'rows have'}"
