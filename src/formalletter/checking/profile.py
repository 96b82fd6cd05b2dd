"""Compares what was measured in a finished file with what its recipient's profile takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..profile import SHEETS
from ..reading.phrases import listed, quoted
from ..rules import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Place, Problem
    from ..edition import Edition
    from ..profile import Measures, Profile

_TOLERANCE = 2.0  # pt: programs round the sizes of sheets
_MOST_LISTED = 3


def check_profile(
    profile: Profile, measures: Measures, edition: Edition, place: Place | None
) -> Iterator[Problem]:
    """What a PDF of this edition has more, or otherwise, than the profile takes.

    `place` is that of the header's value that names the profile.  Where no PDF is taken, only
    its text is compared, which its other forms share.
    """
    if profile.editions and edition.value not in profile.editions:
        return
    if not profile.formats or "pdf" in profile.formats:
        yield from _paper(profile, measures, place)
    else:
        message = f"{profile.title}: takes {listed(profile.formats)} and no PDF"
        yield find("profile-format", message, place)
    yield from _text(profile, measures, place)


def _paper(profile: Profile, measures: Measures, place: Place | None) -> Iterator[Problem]:
    title, pages = profile.title, len(measures.sheets)
    if profile.max_pages is not None and pages > profile.max_pages:
        message = f"{title}: takes {_pages(profile.max_pages)}, and the file has {pages}"
        yield find("profile-pages", message, place)
    if profile.max_bytes is not None and measures.size > profile.max_bytes:
        message = f"{title}: takes {_bytes(profile.max_bytes)}, and the file has"
        yield find("profile-bytes", f"{message} {_bytes(measures.size)}", place)
    others = _numbers(
        number
        for number, sheet in enumerate(measures.sheets, 1)
        if profile.page_sizes and not any(_is(sheet, SHEETS[each]) for each in profile.page_sizes)
    )
    if others:
        message = f"{title}: takes sheets of {listed(profile.page_sizes)}, which {others} not"
        yield find("profile-page-size", message, place)
    turned = _numbers(
        number
        for number, (width, height) in enumerate(measures.sheets, 1)
        if profile.orientation and (width > height) != (profile.orientation == "landscape")
    )
    if turned:
        message = f"{title}: takes {profile.orientation} pages, which {turned} not"
        yield find("profile-orientation", message, place)


def _text(profile: Profile, measures: Measures, place: Place | None) -> Iterator[Problem]:
    is_joint = measures.signatories > 1 and profile.max_words_joint is not None
    most = profile.max_words_joint if is_joint else profile.max_words
    if most is not None and measures.words > most:
        message = f"{profile.title}: takes {most:,} words, and the letter has {measures.words:,}"
        yield find("profile-words", message, place)
    if profile.names_first and (late := measures.late_names):
        names = ", ".join(quoted(name) for name in late[:_MOST_LISTED])
        more = f" and {len(late) - _MOST_LISTED} more" if len(late) > _MOST_LISTED else ""
        message = f"{profile.title}: wants all names first, and lacks {names}{more}"
        yield find("profile-names-first", message, place)


def _is(sheet: tuple[float, float], size: tuple[float, float]) -> bool:
    """Whether a sheet has this size, either way up."""
    pairs = zip(sorted(sheet), sorted(size), strict=True)
    return all(abs(one - other) <= _TOLERANCE for one, other in pairs)


def _numbers(pages: Iterator[int]) -> str:
    """Which pages, with the verb for them: "page 3 is", "pages 3 and 4 are"; "" for none."""
    found = [str(number) for number in pages]
    if not found:
        return ""
    return f"page {found[0]} is" if len(found) == 1 else f"pages {listed(found, 'and')} are"


def _pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number} pages"


def _bytes(size: int) -> str:
    """A size in megabytes, or in kilobytes where it is small."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size / 1000:.0f} kB"  # noqa: PLR2004
