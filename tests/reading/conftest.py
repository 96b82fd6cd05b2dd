"""Workbooks as small as they can be, so that tests need no library that writes them."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

import pytest

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns"


def _zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


def make_xlsx(sheets, hidden=()):
    """An XLSX file: for each sheet its rows of texts, or its XML."""
    names = list(sheets)
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"'
        f"{' state=' + quoteattr('hidden') if name in hidden else ''}/>"
        for n, name in enumerate(names, 1)
    )
    related = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/s{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r"'
        f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{related}</Relationships>",
    }
    for number, content in enumerate(sheets.values(), 1):
        xml = content if isinstance(content, str) else _xlsx_rows(content)
        members[f"xl/worksheets/s{number}.xml"] = f'<worksheet xmlns="{_SHEET}">{xml}</worksheet>'
    return _zipped(members)


def _xlsx_rows(rows):
    return "<sheetData>{}</sheetData>".format(
        "".join(
            "<row>{}</row>".format(
                "".join(
                    f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
                    for text in row
                )
            )
            for row in rows
        )
    )


def make_ods(sheets):
    """An ODS file: for each sheet its rows of texts, or its XML."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>"
        f"{content if isinstance(content, str) else _ods_rows(content)}</table:table>"
        for name, content in sheets.items()
    )
    spaces = " ".join(
        f'xmlns:{name}="{_OPEN_DOCUMENT}:{name}:1.0"' for name in ("office", "table", "text")
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return _zipped(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_OPEN_DOCUMENT}:manifest:1.0">'
            f'<m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>',
            "content.xml": f"<office:document-content {spaces}><office:body>"
            f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
            "</office:document-content>",
        }
    )


def _ods_rows(rows):
    return "".join(
        "<table:table-row>{}</table:table-row>".format(
            "".join(
                '<table:table-cell office:value-type="string">'
                f"<text:p>{escape(text)}</text:p></table:table-cell>"
                for text in row
            )
        )
        for row in rows
    )


@pytest.fixture(scope="session")
def xlsx():
    return make_xlsx


@pytest.fixture(scope="session")
def ods():
    return make_ods
