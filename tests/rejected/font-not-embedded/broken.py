"""The bytes of a font are gone."""

import io

import pikepdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        font = next(iter(opened.pages[0].Resources.Font.values()))
        descriptor = font.DescendantFonts[0].FontDescriptor
        [file] = [key for key in descriptor if key.startswith("/FontFile")]
        del descriptor[file]
        opened.save(out)
    return out.getvalue()
