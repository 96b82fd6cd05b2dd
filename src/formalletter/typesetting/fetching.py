"""Serves WeasyPrint the files that a letter may use, and nothing else.

Addresses lead to a neutral host that stands for the letter's folder (WeasyPrint names
images by the digest of their address, so no path of the machine may be in it).  Styles that
the letter does not have come from the bundled ones.  There is no network and no `file:`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from ..diagnostics import Place, Problem, error
from ..reading.door import LARGEST_IMAGE, Door
from .job import PICTURES_URL
from .sound_style import unsound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}


MOST_STYLES = 30  # of a letter's own


class StyleError(BaseException):
    """A style of the letter is no sound one; WeasyPrint catches whatever is an `Exception`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class LetterFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Reads `base_url` + path below the letter's folder, or below the bundled one.

    What is below `PICTURES_URL` comes from the folder `pictures`.  The text of each style is
    kept in `styles`, that of the letter's own ones in `own_styles`, too; `tell` is told the names
    of these before anything is done with them.  What is refused raises
    `ValueError`, which WeasyPrint logs (`typesetting.logs` makes a problem of it).
    """

    def __init__(
        self,
        base_url: str,
        folder: Path,
        bundled: Path,
        styles: dict[str, str],
        pictures: Path | None = None,
    ) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._base_url = base_url
        self._styles = styles
        self.own_styles: dict[str, str] = {}
        self.tell: Callable[[str], None] = lambda _: None
        self._fetched = 0
        self._own = Door(folder, "")
        self._bundled = Door(bundled, "")
        self._pictures = Door(pictures, "") if pictures else None

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        """The file that an address stands for (`URLFetcher.fetch`)."""
        if not url.startswith(self._base_url):
            message = "addresses outside the letter's folder are not fetched"
            raise ValueError(message)
        name = unquote(urlsplit(url[len(self._base_url) :]).path)
        data = self._read(name)
        if isinstance(data, Problem):
            raise ValueError(data.message)  # noqa: TRY004 (a problem is data, not a type)
        suffix = name[name.rfind(".") :].lower()
        if suffix == ".css":
            self._styles[name] = data.decode("utf-8", "replace")
            if self._is_own(name):
                self._take_style(name, data)
        return URLFetcherResponse(url, data, {"Content-Type": _TYPES.get(suffix, "")})

    def _take_style(self, name: str, data: bytes) -> None:
        """Keeps one of the letter's own styles.  Raises `StyleError` where it can't be laid out."""
        self._fetched += 1
        self.tell(name)
        problem = unsound(name, data)
        if self._fetched > MOST_STYLES:
            message = f"styles import each other, or more than {MOST_STYLES} of them"
            problem = error("style-unsound", message, Place(name), "write them into one file")
        if problem is not None:
            raise StyleError(problem)
        self.own_styles[name] = self._styles[name]

    def _read(self, name: str) -> bytes | Problem:
        if self._pictures and name.startswith(PICTURES_URL):
            return self._pictures.read(name.removeprefix(PICTURES_URL), limit=LARGEST_IMAGE)
        door = self._own if self._is_own(name) else self._bundled
        return door.read(name, limit=LARGEST_IMAGE)

    def _is_own(self, name: str) -> bool:
        """Whether it is the letter's, as all is but a style that only the program has."""
        return not name.startswith("styles/") or self._own.holds(name)
