"""The same statement, as the programs of others make a PDF of it."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf

from .fixture import Fixture, MissingProgramError

HERE = Path(__file__).parent
FONTS = HERE.parents[2] / "fonts" / "fonts.conf"
EPOCH = "1646740800"  # 8 March 2022
FIRST = "This statement is an example"

# Reportlab and Typst are no dependencies: they run in the Python that this variable names.
PYTHON = "CORPUS_PYTHON"

REPORTLAB = """
import sys
from reportlab.pdfgen.canvas import Canvas
page = Canvas(sys.argv[1], pagesize=(595, 842), invariant=1, lang="en-GB")
page.setTitle("Statement on access")
page.drawString(72, 760, "This statement is an example of an annex")
page.linkURL("https://example.org/access", (72, 750, 200, 775))
page.bookmarkPage("one"); page.addOutlineEntry("Statement", "one")
if "form" in sys.argv:
    page.acroForm.textfield(name="who", tooltip="Who", value="A. Person", x=72, y=600,
                            forceBorder=True)
    page.acroForm.checkbox(name="agreed", tooltip="Agreed", checked=True, x=72, y=560)
    page.acroForm.choice(name="kind", tooltip="Kind", value="urgent",
                         options=["routine", "urgent"], x=72, y=500)
page.showPage()
page.drawString(72, 760, "Figures")
page.bookmarkPage("two"); page.addOutlineEntry("Figures", "two")
page.save()
"""
TYPST = """
import json, sys
import typst
typst.compile(sys.argv[2], output=sys.argv[1], **json.loads(sys.argv[3]))
"""


def program(name: str) -> str:
    """The path of a program."""
    found = shutil.which(name)
    if not found:
        message = f"{name} isn't installed"
        raise MissingProgramError(message)
    return found


def python(module: str) -> str:
    """A Python that has this module."""
    for candidate in (os.environ.get(PYTHON), sys.executable):
        if candidate and not _run([candidate, "-c", f"import {module}"]).returncode:
            return candidate
    message = f"no Python has {module} (the variable {PYTHON} names one)"
    raise MissingProgramError(message)


def made(*command: str, source: str = "", result: str = "out.pdf", again: bool = False) -> bytes:
    """What a command writes; it runs in a folder of its own that has a copy of the source."""
    with tempfile.TemporaryDirectory() as folder:
        if source:
            shutil.copy(HERE / source, folder)
        for _ in range(2 if again else 1):
            done = _run(list(command), folder)
        path = Path(folder) / result
        if not path.exists():
            raise RuntimeError(done.stderr or done.stdout)
        return path.read_bytes()


def _run(command: list[str], folder: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "FONTCONFIG_FILE": str(FONTS),
        "SOURCE_DATE_EPOCH": EPOCH,
        "TZ": "UTC",
        **({"HOME": folder} if folder else {}),
    }
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def weasyprint(source: str, *options: str) -> bytes:
    """WeasyPrint, which is a dependency."""
    return made(sys.executable, "-m", "weasyprint", *options, source, "out.pdf", source=source)


def chromium(*options: str) -> bytes:
    """Chromium without a window."""
    return made(
        program("chromium"),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        "--print-to-pdf=out.pdf",
        *options,
        "statement.html",
        source="statement.html",
    )


def libreoffice(source: str, **options: bool | int) -> bytes:
    """LibreOffice, from HTML or a table."""
    kinds = {
        name: {
            "type": "boolean" if isinstance(value, bool) else "long",
            "value": str(value).lower(),
        }
        for name, value in options.items()
    }
    target = "calc_pdf_Export" if source.endswith(".csv") else "writer_web_pdf_Export"
    if source.endswith(".fodt"):
        target = "writer_pdf_Export"
    return made(
        program("soffice"),
        "--headless",
        "--convert-to",
        f"pdf:{target}:{json.dumps(kinds)}",
        source,
        source=source,
        result=f"{Path(source).stem}.pdf",
    )


def typst(**options: Any) -> bytes:
    """Typst's package for Python."""
    return made(
        python("typst"), "-c", TYPST, "out.pdf", "statement.typ", json.dumps(options),
        source="statement.typ",
    )  # fmt: skip


def pdflatex(*options: str) -> bytes:
    """Twice, because of the references."""
    name = "statement.tex"
    command = (program("pdflatex"), "-interaction=nonstopmode", "-halt-on-error", *options, name)
    return made(*command, source=name, result="statement.pdf", again=True)


def reportlab(*options: str) -> bytes:
    """Reportlab with fonts that it doesn't embed."""
    return made(python("reportlab"), "-c", REPORTLAB, "out.pdf", *options)


def ghostscript(*options: str) -> bytes:
    """Ghostscript's own PDF writer."""
    return made(
        program("gs"), "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite", "-sOutputFile=out.pdf",
        *options, "statement.ps", source="statement.ps",
    )  # fmt: skip


def cairo() -> bytes:
    """Poppler and cairo draw the statement anew."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "in.pdf").write_bytes(weasyprint("statement.html"))
        path = Path(folder) / "out.pdf"
        _run([program("pdftocairo"), "-pdf", "in.pdf", str(path)], folder)
        return path.read_bytes()


def fixed(make: partial[bytes]) -> bytes:
    """The file with a fixed date, whatever the program thinks it is, and no other change."""
    data = make()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for key in ("/CreationDate", "/ModDate"):
            if key in pdf.docinfo:
                pdf.docinfo[key] = "D:20220308120000Z"
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def fixtures() -> list[Fixture]:
    """One fixture for each program, tagged and untagged where it knows tags."""
    two: dict[str, Any] = {"pages": 2, "text": {"1": [FIRST], "2": ["Figures"]}}
    yes = {"tagged": True}
    one_link, link_and_toc = {"links": 1}, {"links": 1, "internal_links": 1}
    scripts = {"pages": 1, "text": {"1": ["人人生而自由"]}}
    rows: tuple[tuple[str, str, partial[bytes], dict[str, Any]], ...] = (
        ("weasyprint-untagged", "no tags", partial(weasyprint, "statement.html"),
         {**link_and_toc, "bookmarks": 2}),
        ("weasyprint-tagged", "PDF/UA-1",
         partial(weasyprint, "statement.html", "--pdf-variant", "pdf/ua-1"),
         {**link_and_toc, "bookmarks": 2, **yes}),
        ("weasyprint-scripts", "Chinese, Arabic and Hebrew, tagged",
         partial(weasyprint, "scripts.html", "--pdf-variant", "pdf/ua-1"), {**scripts, **yes}),
        ("chromium-untagged", "no tags", partial(chromium, "--disable-pdf-tagging"), link_and_toc),
        ("chromium-tagged", "tags and bookmarks",
         partial(chromium, "--export-tagged-pdf", "--generate-pdf-document-outline"),
         {**link_and_toc, **yes}),
        ("libreoffice-untagged", "no tags",
         partial(libreoffice, "statement.fodt", UseTaggedPDF=False), one_link),
        ("libreoffice-tagged", "PDF/UA",
         partial(libreoffice, "statement.fodt", UseTaggedPDF=True, PDFUACompliance=True),
         {**one_link, **yes}),
        ("libreoffice-calc", "a spreadsheet",
         partial(libreoffice, "statement.csv", UseTaggedPDF=True),
         {"pages": 1, "text": {"1": ["Requests"]}, **yes}),
        ("typst-untagged", "no tags", partial(typst, pdf_tags=False), link_and_toc),
        ("typst-tagged", "tags as Typst writes them", partial(typst), {**link_and_toc, **yes}),
        ("typst-ua", "PDF/UA-1", partial(typst, pdf_standards=["ua-1"]), {**link_and_toc, **yes}),
        ("typst-2.0", "PDF 2.0", partial(typst, pdf_standards=["2.0"]), {**link_and_toc, **yes}),
        ("pdflatex", "Type 1 fonts, bookmarks", partial(pdflatex),
         {**link_and_toc, "bookmarks": 2}),
        ("pdflatex-1.4", "PDF 1.4 without object streams",
         partial(pdflatex, r"\pdfminorversion=4\pdfobjcompresslevel=0\input{statement}"),
         {**link_and_toc, "bookmarks": 2}),
        ("reportlab", "fonts aren't embedded", partial(reportlab), {**one_link, "bookmarks": 2}),
        ("reportlab-form", "a form", partial(reportlab, "form"),
         {**one_link, "fields": ["agreed", "kind", "who"]}),
        ("ghostscript", "from PostScript", partial(ghostscript), {}),
        ("ghostscript-1.3", "from PostScript, PDF 1.3",
         partial(ghostscript, "-dCompatibilityLevel=1.3"), {}),
        ("cairo", "drawn anew by Poppler and cairo", partial(cairo), {}),
    )  # fmt: skip
    return [
        Fixture(name, special, partial(fixed, make), {**two, **keeps})
        for name, special, make, keeps in rows
    ]
