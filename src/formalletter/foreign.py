"""A PDF from a stranger as data: what is asked of its intake, and what the intake tells.

Data only.  `intake` makes these values in a process of its own, so that they can be turned
into JSON and back; `preparing` and `assembling` take them as they are.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from .diagnostics import Problem

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top in pt."""

_MOST_UNREAD = 0.05  # of the characters of a page: bullets and the like

PageKind = Literal["tagged", "text", "picture", "empty"]
"""Where the meaning of a page comes from: from its own tags, from its text layer (the intake
has tagged it in the order of the content), from an alternative text because it is nothing but
a picture, or there is nothing on it."""

Forms = Literal["printed", "live"]
"""What becomes of form fields: their values as part of the page, or fields still."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the intake of one PDF.

    `name` is how messages call the file.  `pages` are indexes from 0 in the order wanted;
    None means all.  `language` is the BCP 47 tag of its text.  `alternatives` are alternative
    texts by the index of the page in the source file.  With `pictures`, each page is also
    drawn as a picture with its lines of text, for `claims: picture`.  `words` asks for all that
    the file says, so that names can be looked for.  `only_describe` is what
    `annex inspect` wants: nothing is refused for what a letter could not use, as far as it
    can be described at all.
    """

    name: str
    language: str
    pages: tuple[int, ...] | None = None
    password: str | None = None
    alternatives: dict[int, str] = field(default_factory=dict)
    forms: Forms = "printed"
    keep_attachments: bool = False
    pictures: bool = False
    words: bool = False
    only_describe: bool = False

    def to_plain(self) -> dict[str, Any]:
        """The request as JSON has it."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Self:
        """The request that `to_plain` was made of."""
        alternatives = {int(page): text for page, text in plain["alternatives"].items()}
        pages = None if plain["pages"] is None else tuple(plain["pages"])
        return cls(**{**plain, "alternatives": alternatives, "pages": pages})


@dataclass(frozen=True, slots=True)
class Clear:
    """How far from each edge the first ink is, in pt of the displayed page.

    For the left and the right half of the page apart; the whole height where there is none.
    """

    top_left: float
    top_right: float
    bottom_left: float
    bottom_right: float


@dataclass(frozen=True, slots=True)
class ForeignPage:
    """One page as it comes out of the intake.

    `width` and `height` are those of the displayed page in pt: after rotation, cropping and
    UserUnit.  `rotation` is the clockwise one (0, 90, 180, 270), `box` the visible part of
    the page in its own units and `unit` its UserUnit.  `looks_written` says that a picture
    looks like a page of text; `clear` is the space that a stamp may take.
    """

    width: float
    height: float
    rotation: int
    box: Rectangle
    unit: float
    kind: PageKind
    looks_written: bool
    clear: Clear


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text as it stands on a page.

    The rectangle is that of the displayed page, in pt from its lower left corner.
    """

    text: str
    rectangle: Rectangle


@dataclass(frozen=True, slots=True)
class Picture:
    """A page drawn as a picture: the bytes of a PNG or JPEG, and its lines of text.

    `unread` counts the characters that are in no line, because the file draws them and does
    not say which they are.
    """

    image: bytes = field(repr=False)
    lines: tuple[TextLine, ...]
    unread: int = 0

    @property
    def is_unread(self) -> bool:
        """Whether so much of its text is not known that it can't be read aloud."""
        known = sum(len(line.text) for line in self.lines)
        return self.unread > _MOST_UNREAD * (known + self.unread)


@dataclass(frozen=True, slots=True)
class Count:
    """Something that a file has: how many were found, how many are kept.

    `what` is a plural, such as "bookmarks", and `singular` the same for one.
    """

    what: str
    singular: str
    found: int
    kept: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that was attached to a PDF; it is in the cleaned PDF only if it was kept."""

    name: str
    size: int
    kept: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What the intake tells of a PDF.

    `places` are the names that a letter can refer to (`annex:B#name`): named destinations
    and the slugs of bookmarks and headings, each with the index of its page among `pages`.
    `tagged` says that the file had tags that could be used.
    """

    pages: tuple[ForeignPage, ...]
    version: str
    producer: str | None
    title: str | None
    tagged: bool
    encrypted: bool
    signed: bool
    counts: tuple[Count, ...]
    attachments: tuple[Attachment, ...]
    unembedded: tuple[str, ...]
    places: dict[str, int]

    def to_plain(self) -> dict[str, Any]:
        """The facts as JSON has them."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Self:
        """The facts that `to_plain` was made of."""
        pages = tuple(
            ForeignPage(**{**page, "box": tuple(page["box"]), "clear": Clear(**page["clear"])})
            for page in plain["pages"]
        )
        return cls(
            **{
                **plain,
                "pages": pages,
                "counts": tuple(Count(**count) for count in plain["counts"]),
                "attachments": tuple(Attachment(**item) for item in plain["attachments"]),
                "unembedded": tuple(plain["unembedded"]),
            }
        )


@dataclass(frozen=True, slots=True)
class Words:
    """All that a cleaned PDF says: the text of each page, and what stands in no page.

    `beside` are bookmarks, notes, alternative texts, names of fields and files, one a line, and
    what is drawn in patterns, masks and forms; `inside` is what no person wrote to be read: the
    names of fonts, colours and resources, and what is legible in the bytes of fonts and pictures.
    """

    pages: tuple[str, ...]
    beside: str
    inside: str = ""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What comes out of the intake: a clean PDF, what is in it, and what there is to say.

    The PDF has only the pages that were asked for, in their order, and a sound structure
    tree (see `intake`).  `problems` have no place: whoever asked knows it.  `words` are None
    where they were not asked for.
    """

    pdf: bytes = field(repr=False)
    facts: Facts
    pictures: tuple[Picture, ...]
    problems: tuple[Problem, ...]
    words: Words | None = field(default=None, repr=False)
