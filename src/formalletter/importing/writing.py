"""Writes the parts of a letter as the two files of its folder: letter.md and signatories.csv.

The header says in comments what the source said in other words, and has all other keys as
comments, ready to be filled in.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from formalletter.reading.formulas import guarded

from . import phrases
from .lines import texts
from .plaintext import as_markdown, is_listed, paired_footnotes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..dates import DateLine
    from .lines import Line, Part
    from .names import Name
    from .recognising import Parts

LETTER = "letter.md"
SIGNATORIES = "signatories.csv"
IN_THE_SOURCE = "  # in the source: "
_DEFAULT_LANGUAGE = "en-GB"
# What YAML reads as the same string without quotation marks, whatever stands around it:
# words, and no sign that means anything (a colon only inside a word).
_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.;!?()’‘“”'/&–—-]|:(?=\w))*")
_NO_STRINGS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


def letter_text(parts: Parts, *, markdown: bool) -> str:
    """The whole of letter.md."""
    header = "\n".join(_header(parts))
    return f"---\n{header}\n---\n\n{body_text(parts.text, markdown=markdown)}\n"


def signatories_text(names: Sequence[Name]) -> str:
    """The whole of signatories.csv: a heading row and one row for each name."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["name"])
    writer.writerows([guarded(name.text)] for name in names)
    return file.getvalue()


def body_text(blocks: Sequence[Sequence[Line]], *, markdown: bool) -> str:
    """The blocks as Markdown, with a blank line between them."""
    if markdown:
        return "\n\n".join("\n".join(texts(block)) for block in blocks)
    footnotes = paired_footnotes("\n".join(line.text for block in blocks for line in block))
    return "\n\n".join(as_markdown(lines, footnotes) for lines in _with_lists_whole(blocks))


def _with_lists_whole(blocks: Sequence[Sequence[Line]]) -> Iterator[list[str]]:
    """The lines of each block; the items of a list with blank lines between them as one."""
    pending: list[str] = []
    for block in blocks:
        lines = texts(block)
        if is_listed(lines):
            pending += ["", *lines] if pending else lines
            continue
        if pending:
            yield pending
            pending = []
        yield lines
    if pending:
        yield pending


def _header(parts: Parts) -> Iterator[str]:
    opening = parts.opening
    yield from _title(opening.title)
    yield from _date(opening.date, opening.date_line)
    yield "# our-reference:"
    yield "# your-reference:"
    yield from _recipient(opening.title)
    yield "# delivery: By e-mail and by post"
    yield "# classification: Confidential"
    yield f"salutation: {scalar(opening.salutation.text)}" if opening.salutation else "salutation:"
    if parts.valediction:
        yield f"valediction: {scalar(parts.valediction.text)}"
    else:
        yield "# valediction:"
    yield "# signed-by:"
    yield "# contact:"
    yield "status: draft  # draft, sign-on or final"
    yield "# letterhead:"
    if parts.names:
        yield "signatories:"
        yield f"  file: {SIGNATORIES}"
        yield from _list_heading(parts.heading)
        yield "# named-because:  # on what ground all may be named in public; printed in no file"


def _title(title: Sequence[Part]) -> Iterator[str]:
    lines = [part.text for part in title if part.text]
    if len(lines) > 1:
        yield "title: |-"
        yield from (f"  {line}" for line in lines)
    elif lines:
        yield f"title: {scalar(lines[0])}{_unless_same(title[0])}"
    else:
        yield "title:"


def _unless_same(part: Part) -> str:
    """The source's own line in a comment, if it has more words than the part."""
    return _comment(part.line.bare) if phrases.SUBJECT.fullmatch(part.line.bare) else ""


def _date(date: DateLine | None, line: Line | None) -> Iterator[str]:
    if date and line:
        value = f" {date.date.isoformat()}" if date.date else ""
        yield f"date:{value}{_comment(line.bare)}"
    else:
        yield "date:  # such as 2022-03-08"
    yield f"place: {scalar(date.place)}" if date and date.place else "# place:"
    languages = date.languages if date else ()
    if len(languages) > 1:
        yield f"# language: {' or '.join(languages)}?"
    else:
        yield f"language: {languages[0] if languages else _DEFAULT_LANGUAGE}"


def _recipient(title: Sequence[Part]) -> Iterator[str]:
    """Whom the title names; who that is, as a person and with an address, it does not say."""
    found = phrases.ADDRESSEE.search("\n".join(part.text for part in title))
    yield "recipient:"
    yield "  # honorific:"
    yield "  # name:"
    yield f"  office: {scalar(found['addressee'])}  # from the title" if found else "  office:"
    yield "  # organisation:"
    yield "  # address: []"


def _list_heading(heading: Part | None) -> Iterator[str]:
    if heading:
        text = phrases.COUNT.sub("", heading.text).rstrip(":：, ")
        yield f"  heading: {scalar(text)}{_comment(heading.text)}"


def _comment(text: str) -> str:
    return IN_THE_SOURCE + " ".join(text.split())


def scalar(text: str) -> str:
    """The text as one YAML scalar: as it is, or in quotation marks where it needs them."""
    if _PLAIN.fullmatch(text) and not text.endswith(" ") and text.casefold() not in _NO_STRINGS:
        return text
    escaped = "".join(
        character if character.isprintable() else f"\\U{ord(character):08X}"
        for character in text.replace("\\", "\\\\").replace('"', '\\"')
    )
    return f'"{escaped}"'
