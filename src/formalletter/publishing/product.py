"""What comes out of making one edition: data that goes from one process to another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from ..diagnostics import Problem
    from ..edition import Order
    from ..errors import FormalletterError
    from ..letter import Letter

Phase = Literal["embargoed", "released"]


@dataclass(frozen=True, slots=True)
class Task:
    """One edition to be made, and whether what goes beside it is made of it too.

    `phase` is that of a file for the public where there is an embargo.
    """

    order: Order
    phase: Phase | None = None
    with_twins: bool = False
    with_picture: bool = False


@dataclass(frozen=True, slots=True)
class How:
    """How a folder's letter is made.

    `output` is where the files will be put; `passwords` are those a person gave, by the files'
    names.
    """

    folder: Path
    output: Path | None = None
    strict: bool = False
    with_twins: bool = False
    passwords: dict[str, str] = field(default_factory=dict, repr=False)

    def is_output(self, folder: Path) -> bool:
        """Whether it is the folder in which the files will be put."""
        return self.output is not None and folder.resolve() == self.output.resolve()


@dataclass(frozen=True, slots=True)
class Product:
    """One edition, finished and checked, with what goes beside it.

    `letter` is the one that the file's audience may know, without what its annexes hold;
    `claims` are the names of the standards that the file was found to keep; `notices` are the
    lines that every file of its set carries.  `twins` are files by their endings (`txt`,
    `html`, `docx`), `picture` is page 1 as PNG.  `inputs` are digests of the letter's files.
    """

    task: Task
    stem: str
    pdf: bytes = field(repr=False)
    pages: int
    claims: tuple[str, ...]
    letter: Letter = field(repr=False)
    annexes: int
    notices: tuple[str, ...]
    problems: tuple[Problem, ...]
    inputs: dict[str, str]
    twins: dict[str, bytes] = field(default_factory=dict, repr=False)
    picture: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an edition could not be made; `asked` are files whose password nobody has given."""

    task: Task | None
    kind: type[FormalletterError]
    problems: tuple[Problem, ...]
    asked: tuple[str, ...] = ()
