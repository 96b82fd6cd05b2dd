"""What the typesetting process is asked to do, as plain data for the pipe."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

# Where the pictures of a foreign file's pages seem to be; no folder of a letter.
PICTURES_URL = "annex-pictures/"
OUT_OF_MEMORY = 3  # an exit code that is none of Python's own
WITHOUT_LAST = "leave out what was added last: an image, a table, a style"


@dataclass(frozen=True, slots=True)
class Fit:
    """The measures that the fitting may choose, within the bounds of `fitting`.

    `columns` of the signatory list, `size` and `leading` of its names in pt, the `leading`
    of the body in pt, the blocks (`typeset.Line.block`) that are set without hyphens,
    whether the list starts on a page of its own, and whether the last paragraph takes lines of
    the one before along.
    """

    columns: int
    size: float = 9.0
    leading: float = 12.0
    body_leading: float = 15.0
    unhyphenated: tuple[int, ...] = ()
    list_on_new_page: bool = False
    last_together: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """One document to typeset.

    `folder` is the letter's folder and `bundled` that of the bundled `styles/`, the only
    places that resources may come from; addresses that begin with `PICTURES_URL` lead to the
    folder `pictures` of a foreign file's pages, where there is one.  `fit` is the first
    attempt at a letter and `fixed_columns` says that its column count was asked for; a
    document without a list of signatories has none.
    """

    html: str
    base_url: str
    folder: str
    bundled: str
    fit: Fit | None = None
    fixed_columns: bool = False
    pictures: str | None = None

    def to_plain(self) -> dict[str, Any]:
        """The job as JSON has it."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Job:
        """The job that `to_plain` was made of."""
        fit = plain["fit"] and Fit(
            **{**plain["fit"], "unhyphenated": tuple(plain["fit"]["unhyphenated"])}
        )
        return cls(**{**plain, "fit": fit})
