"""A wide gap stands inside of a word."""

import pikepdf
from breaking import changed
from pikepdf import Pdf, String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    content = pikepdf.parse_content_stream(opened.pages[0])
    shown = [operands[0] for operands, operator in content if str(operator) == "TJ"]
    line, place = max(
        (
            (line, place)
            for line in shown
            for place in range(len(line))
            if isinstance(line[place], String)
        ),
        key=lambda found: len(bytes(found[0][found[1]])),
    )
    codes = bytes(line[place])
    half = len(codes) // 4 * 2
    line[place] = String(codes[:half])
    line.insert(place + 1, -400)
    line.insert(place + 2, String(codes[half:]))
    opened.pages[0].Contents = opened.make_stream(pikepdf.unparse_content_stream(content))
