"""Opens a list of signatories of any kind: every kind becomes a `Sheet`."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ...diagnostics import Place, error
from ..columns import is_known
from ..magic import kind_of
from ..phrases import quoted
from ..rows import DELIMITERS
from ..text import decode
from .delimited import TAB, read_delimited
from .plain import read_markdown_list, read_text_list
from .workbook import read_workbook
from .yaml_list import read_yaml_list

if TYPE_CHECKING:
    from ...diagnostics import Problem
    from ...letter import Source
    from ...signatory_list import SignatoryList
    from ..door import Door
    from .sheet import Sheet

LARGEST_LIST = 20_000_000  # bytes
_ZIP = b"PK\x03\x04"
WORKBOOKS = {".xlsx", ".ods"}
TEXTS = {".csv", ".tsv", ".json", ".yaml", ".yml", ".md", ".markdown", ".txt"}


def open_list(
    door: Door, file: str, asked_by: Place | None, settings: SignatoryList
) -> tuple[Sheet | None, tuple[Problem, ...]]:
    """The sheet in a file below the letter's folder, or none where it can't be read."""
    ending = PurePosixPath(file).suffix.lower()
    if ending not in WORKBOOKS | TEXTS:
        message = f"{quoted(file)} is not a list that can be read"
        hint = "a list is CSV, TSV, XLSX, ODS, YAML, JSON, Markdown or plain text, and its name"
        hint += " says so"
        return None, (error("list-format", message, asked_by or Place(door.shown(file)), hint),)
    data = door.read(file, limit=LARGEST_LIST, asked_by=asked_by)
    if not isinstance(data, bytes):
        return None, (data,)
    if ending in WORKBOOKS:
        if not data.startswith(_ZIP):
            kind = kind_of(data) or "no workbook"
            message = f"the file is {kind}, not what its name says"
            hint = "save it as XLSX, ODS or CSV in the program that it comes from"
            return None, (error("list-workbook", message, Place(door.shown(file)), hint),)
        return read_workbook(data, door.shown(file), settings.sheet)
    source, problems = decode(data, door.shown(file))
    if not source.text and any(problem.is_error for problem in problems):
        return None, problems  # it is no text at all
    sheet, found = _read_text(source, ending, settings)
    return sheet, (*problems, *found)


def _read_text(
    source: Source, ending: str, settings: SignatoryList
) -> tuple[Sheet | None, tuple[Problem, ...]]:
    if ending in {".yaml", ".yml", ".json"}:  # JSON is YAML (YAML 1.2.2, 1.3)
        return read_yaml_list(source)
    if ending in {".md", ".markdown"}:
        return read_markdown_list(source)
    if ending == ".txt":
        return read_text_list(source)
    return read_delimited(source, TAB if ending == ".tsv" else DELIMITERS, is_known(settings))
