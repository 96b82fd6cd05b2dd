"""Makes small PDFs by hand, and takes them in within this process."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from formalletter.errors import InputError
from formalletter.foreign import Request, TakenIn
from formalletter.intake.limits import limit_qpdf
from formalletter.intake.worker import take_in

SIZE = (200, 300)


@pytest.fixture(autouse=True)
def _limits() -> None:
    """As in the child process; they hold for the rest of this one as well."""
    limit_qpdf()


@pytest.fixture
def save() -> Callable[..., bytes]:
    """The bytes of a PDF, the same on every run."""
    return _saved


def _saved(pdf: Pdf, **options) -> bytes:
    target = io.BytesIO()
    pdf.save(target, static_id=True, **options)
    return target.getvalue()


@pytest.fixture
def make() -> Callable[..., Pdf]:
    """A PDF with so many pages; each says its number in a font that isn't embedded."""

    def make(pages: int = 1, content: str = "BT /F 12 Tf 20 200 Td (Page {}) Tj ET") -> Pdf:
        pdf = pikepdf.new()
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
        for number in range(1, pages + 1):
            page = pdf.add_blank_page(page_size=SIZE)
            page.obj["/Resources"] = Dictionary(Font=Dictionary(F=font))
            page.obj["/Contents"] = pdf.make_stream(content.replace("{}", str(number)).encode())
        return pdf

    return make


@pytest.fixture
def take() -> Callable[..., TakenIn]:
    """Takes in a PDF or its bytes; the keywords are those of the request."""

    def take(source: Pdf | bytes, **asked) -> TakenIn:
        data = source if isinstance(source, bytes) else _saved(source)
        return take_in(data, Request(**{"name": "x.pdf", "language": "en", **asked}))

    return take


@pytest.fixture
def use() -> Callable[..., None]:
    """Adds operators to the content of a page, so that what they name is used there."""

    def use(pdf: Pdf, operators: str, page: int = 0) -> None:
        holder = pdf.pages[page].obj
        before = holder["/Contents"].read_bytes()
        holder["/Contents"] = pdf.make_stream(before + f"\n{operators}\n".encode())

    return use


@pytest.fixture
def refusal(take: Callable[..., TakenIn]) -> Callable[..., str]:
    """The code of the error with which a PDF is refused."""

    def refusal(source: Pdf | bytes, **asked) -> str:
        with pytest.raises(InputError) as caught:
            take(source, **asked)
        (problem,) = (each for each in caught.value.problems if each.is_error)
        assert problem.message.startswith("x.pdf ")
        assert problem.hint
        return problem.code

    return refusal


@pytest.fixture
def annotate() -> Callable[..., pikepdf.Object]:
    """Adds an annotation to a page."""

    def annotate(pdf: Pdf, page: int, kind: str, **entries) -> pikepdf.Object:
        made = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=[20, 100, 120, 120], F=4, **entries
            )
        )
        holder = pdf.pages[page].obj
        if "/Annots" not in holder:
            holder["/Annots"] = Array()
        holder["/Annots"].append(made)
        return made

    return annotate


@pytest.fixture
def link(annotate) -> Callable[..., pikepdf.Object]:
    """Adds a link with an action, given by its kind and entries."""

    def link(pdf: Pdf, page: int, kind: str, **entries) -> pikepdf.Object:
        action = Dictionary(S=Name(f"/{kind}"), **entries)
        return annotate(pdf, page, "Link", A=action, Contents=String("A link"))

    return link


@pytest.fixture
def opened() -> Callable[[TakenIn], Pdf]:
    """The cleaned PDF, opened; it stays open until the test ends."""
    kept = []

    def opened(taken: TakenIn) -> Pdf:
        kept.append(pikepdf.open(io.BytesIO(taken.pdf)))
        return kept[-1]

    return opened


@pytest.fixture
def told() -> Callable[[TakenIn, str], str]:
    """The message of the one problem with a code."""

    def told(taken: TakenIn, code: str) -> str:
        (message,) = (each.message for each in taken.problems if each.code == code)
        return message

    return told
