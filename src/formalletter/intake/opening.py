"""Opens a foreign PDF, or says in plain words why it can't be merged."""

from __future__ import annotations

import io
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from pikepdf import PasswordError, Pdf, PdfError, PikepdfError

from .kinds import kind_of
from .limits import is_over_limit
from .names import make_names_readable
from .pagetree import check_pages
from .repairs import mend
from .values import dictionary, entry, items, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..foreign import Request
    from .findings import Findings

_WHERE = re.compile(r"^stream <[^>]*>( \([^)]*\))?: ")  # an address of this process's memory
_BOMB = "unpacks to more than a document for readers needs, or has thousands of faults"
_NO_PDF = "give the file as a PDF"
_REPAIR = 'open it in a PDF reader and save it anew ("Print", "Save as PDF")'
_OPEN = "ask whoever sent it for a file without encryption"
_PLAIN = "ask whoever sent it for a file without a password, or give password-variable"


@dataclass(frozen=True, slots=True)
class Source:
    """An opened PDF, and what is only known of the file as it came."""

    pdf: Pdf
    version: str
    producer: str | None
    title: str | None
    encrypted: bool


@contextmanager
def open_foreign(data: bytes, request: Request, findings: Findings) -> Iterator[Source]:
    """Opens the PDF and refuses what can't be merged.

    Raises `InputError`: no PDF at all, no or the wrong password, damage beyond repair, no
    pages, a page tree without end, a portfolio, a form that only Adobe's XFA draws.
    """
    kind = kind_of(data)
    if kind is not None:
        findings.refuse("annex-not-a-pdf", f"is not a PDF but {kind}", _NO_PDF)
    with _opened(data, request, findings) as pdf:
        try:
            make_names_readable(pdf)
            check_pages(pdf, findings)
            _refuse_shells(pdf, request, findings)
            mend(pdf, findings)
            _tell_encryption(pdf, findings)
            source = Source(
                pdf,
                pdf.pdf_version,
                _told(pdf, "/Producer"),
                _told(pdf, "/Title"),
                pdf.is_encrypted,
            )
        except (PikepdfError, ValueError, RuntimeError) as fault:
            _hopeless(fault, findings)
        yield source


def _opened(data: bytes, request: Request, findings: Findings) -> Pdf:
    try:
        return _open(data, "")
    except PasswordError:
        if not request.password:
            reason = "is protected by a password"
            findings.refuse("annex-password-needed", reason, _PLAIN)
    except (PikepdfError, ValueError, RuntimeError) as fault:
        _hopeless(fault, findings)
    try:
        pdf = _open(data, request.password)
    except PasswordError:
        reason = "can't be opened with this password"
        findings.refuse("annex-password-wrong", reason, _PLAIN)
    except (PikepdfError, ValueError, RuntimeError) as fault:
        _hopeless(fault, findings)
    findings.warn(
        "annex-was-encrypted",
        "was opened with its password; the finished document is not encrypted",
        "make sure that its readers may have it",
    )
    return pdf


def _open(data: bytes, password: str) -> Pdf:
    # Attributes are inherited later, when the page tree is known to have an end.
    pdf = Pdf.open(io.BytesIO(data), password=password, inherit_page_attributes=False)
    if dictionary(entry(pdf.trailer, "/Root")) is None:
        pdf.close()
        message = "it has no catalogue"
        raise PdfError(message)
    return pdf


def _hopeless(fault: Exception, findings: Findings) -> NoReturn:
    reason = " ".join(_WHERE.sub("", str(fault)).split())[:200]
    if "no pages found" in reason:
        findings.refuse("annex-no-pages", "has no pages", _REPAIR)
    if is_over_limit(reason) or "too many warnings" in reason.lower():
        findings.refuse("annex-too-demanding", _BOMB, _REPAIR)
    if "encrypt" in reason or "security handler" in reason:
        why = "is encrypted in a way that no password opens"
        findings.refuse("annex-encryption-unknown", why, _OPEN)
    why = f"is damaged beyond repair ({reason})"
    findings.refuse("annex-unreadable", why, _REPAIR)


def _refuse_shells(pdf: Pdf, request: Request, findings: Findings) -> None:
    """Refuses files whose pages only say that another program is needed.

    A portfolio (ISO 32000-1, 12.3.5) is a folder of other files; a dynamic XFA form (12.7.8)
    has its contents in a language that only Adobe's programs draw.
    """
    shells = []
    if dictionary(entry(pdf.Root, "/Collection")) is not None:
        why = "is a portfolio: other files in the cover of a PDF"
        shells.append(("annex-portfolio", why, "list each of its files as an annex of its own"))
    form = entry(pdf.Root, "/AcroForm")
    if entry(form, "/XFA") is not None:
        fields = items(entry(form, "/Fields"))
        needs = entry(pdf.Root, "/NeedsRendering") is True
        if needs or (not fields and len(pdf.pages) == 1):
            why = "is an XFA form, which only Adobe's programs can show"
            hint = "open it in Adobe Reader, print it to a PDF, and use that"
            shells.append(("annex-xfa", why, hint))
    for code, why, hint in shells:
        if not request.only_describe:
            findings.refuse(code, why, hint)
        findings.unfit(code, why, hint)


def _tell_encryption(pdf: Pdf, findings: Findings) -> None:
    if pdf.is_encrypted and not all(pdf.allow):
        findings.note(
            "annex-restricted",
            "has restrictions that its owner set; the finished document has none",
            "make sure that you may use it",
        )


def _told(pdf: Pdf, key: str) -> str | None:
    """What the information dictionary says."""
    found = text(entry(pdf.trailer, "/Info", key))[:500]
    return found or None
