"""Colour spaces and fonts that an archive asks about."""

from __future__ import annotations

from functools import partial

from PIL import ImageCms

from .draft import Draft, stream, text
from .fixture import Fixture, words

CMYK = "0.9 0.2 0 0.1 k 72 600 200 100 re f\n"


def cmyk(words_: str, *, intent: bool) -> bytes:
    """Device CMYK, with or without an output intent that says what it means."""
    draft = Draft()
    draft.page("0 0 0 1 k " + text(words_) + CMYK)
    if not intent:
        return draft.bytes()
    profile = draft.add(stream(_cmyk_profile(), "/N 4 ", flate=True))
    return draft.bytes(
        "/OutputIntents [<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (Small) "
        f"/DestOutputProfile {profile} >>]"
    )


def spaces() -> bytes:
    """CalRGB, Lab, Indexed, Separation, ICCBased and a pattern on one page."""
    draft = Draft()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # The profile tells the time at which it was made (ICC.1, 7.2.8): bytes 24 to 35.
    profile = profile[:24] + bytes([7, 230, 0, 3, 0, 8, 0, 0, 0, 0, 0, 0]) + profile[36:]
    icc = draft.add(stream(profile, "/N 3 /Alternate /DeviceRGB ", flate=True))
    tint = "<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 1 1 0] /N 1 >>"
    named = {
        "Cal": "[/CalRGB << /WhitePoint [0.9505 1 1.089] >>]",
        "Lab": "[/Lab << /WhitePoint [0.9505 1 1.089] /Range [-100 100 -100 100] >>]",
        "Idx": "[/Indexed /DeviceRGB 1 <FF000000FF00>]",
        "Sep": f"[/Separation /Signal /DeviceCMYK {tint}]",
        "Icc": f"[/ICCBased {icc}]",
    }
    values = {"Cal": "0 0 1", "Lab": "50 60 20", "Idx": "1", "Sep": "0.8", "Icc": "1 0.5 0"}
    content = text("Six colour spaces") + "".join(
        f"/{name} cs {values[name]} sc {72 + 60 * index} 600 50 50 re f\n"
        for index, name in enumerate(named)
    )
    entries = " ".join(f"/{name} {space}" for name, space in named.items())
    content += "/Gs gs 0 1 0 rg 90 580 100 40 re f\n"
    draft.page(
        content,
        resources=f"/ColorSpace << {entries} >> /ExtGState << /Gs << /ca 0.5 /BM /Multiply >> >>",
    )
    return draft.bytes()


def unembedded() -> bytes:
    """Helvetica, Symbol and a font that nobody has, none of them embedded."""
    draft = Draft(embedded=False)
    fonts = " ".join(
        f"/{name} << /Type /Font /Subtype /{kind} /BaseFont /{base} {more} >>"
        for name, kind, base, more in (
            ("F2", "Type1", "Times-Roman", "/Encoding /WinAnsiEncoding"),
            (
                "F3",
                "TrueType",
                "HouseFont-Bold",
                "/FirstChar 32 /LastChar 32 /Widths [250] /Encoding /WinAnsiEncoding",
            ),
        )
    )
    content = text("Nothing is embedded") + (
        "BT /F2 12 Tf 72 700 Td (In Times) Tj /F3 12 Tf 0 -40 Td (In a house font) Tj ET\n"
    )
    drawn = draft.add(stream(content))
    draft.pages.append(
        draft.add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {drawn} "
            f"/Resources << /Font << /F1 3 0 R {fonts} >> >> >>"
        )
    )
    return draft.bytes()


def type3(*, readable: bool) -> bytes:
    """A font of drawn squares, with or without a table that says which letters they are."""
    draft = Draft()
    glyphs = " ".join(
        f"/{name} {draft.add(stream(f'600 0 0 0 500 500 d1 0 0 500 {height} re f'))}"
        for name, height in (("a", 300), ("b", 500))
    )
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def\n"
        "/CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange\n"
        "2 beginbfchar <61> <0061> <62> <0062> endbfchar endcmap end end"
    )
    names = f"/ToUnicode {draft.add(stream(table))}" if readable else ""
    differences = "[97 /a /b]" if readable else "[97 /g1 /g2]"
    if not readable:
        glyphs = glyphs.replace("/a ", "/g1 ").replace("/b ", "/g2 ")
    font = draft.add(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 600 600] /FontMatrix [0.001 0 0 0.001 0 0] "
        f"/FirstChar 97 /LastChar 98 /Widths [600 600] /Resources << >> /CharProcs << {glyphs} >> "
        f"/Encoding << /Type /Encoding /Differences {differences} >> {names} >>"
    )
    content = text("Beside drawn letters") + "BT /T3 12 Tf 72 700 Td (abba) Tj ET\n"
    drawn = draft.add(stream(content))
    draft.read(content)
    draft.pages.append(
        draft.add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {drawn} "
            f"/Resources << /Font << /F1 3 0 R /T3 {font} >> >> >>"
        )
    )
    return draft.bytes()


def _cmyk_profile() -> bytes:
    """The smallest valid CMYK profile: one table of 2 points a channel to Lab (ICC.1:2001)."""

    def tag(signature: bytes, body: bytes) -> bytes:
        data = signature + bytes(4) + body
        return data + bytes(-len(data) % 4)

    def words16(*numbers: int) -> bytes:
        return b"".join(number.to_bytes(2, "big") for number in numbers)

    name = b"Small\0"
    desc = tag(b"desc", len(name).to_bytes(4, "big") + name + bytes(78))
    copyright_ = tag(b"text", b"No rights reserved\0")
    white = tag(b"XYZ ", b"".join(part.to_bytes(4, "big") for part in (63190, 65536, 54061)))
    ramp = words16(0, 65535)
    identity = b"".join(
        (65536 if row == column else 0).to_bytes(4, "big")
        for row in range(3)
        for column in range(3)
    )
    corners = b""
    for corner in range(16):
        c, m, y, k = (corner >> shift & 1 for shift in (3, 2, 1, 0))
        light = max(0, 255 - 60 * (c + m) - 20 * y - 200 * k)
        corners += words16(light << 8, 128 + 40 * (m - c) << 8, 128 + 40 * (y - c) << 8)
    two = words16(2, 2)  # the entries of the curves before and behind the table
    forward = tag(b"mft2", bytes((4, 3, 2, 0)) + identity + two + ramp * 4 + corners + ramp * 3)
    inks = b"".join(words16(0, 0, 0, 0 if corner & 4 else 65535) for corner in range(8))
    back = tag(b"mft2", bytes((3, 4, 2, 0)) + identity + two + ramp * 3 + inks + ramp * 4)
    tags = {b"desc": desc, b"cprt": copyright_, b"wtpt": white, b"A2B0": forward, b"B2A0": back}
    start = 128 + 4 + 12 * len(tags)
    table, bodies = len(tags).to_bytes(4, "big"), b""
    for signature, body in tags.items():
        table += signature + (start + len(bodies)).to_bytes(4, "big")
        table += len(body).to_bytes(4, "big")
        bodies += body
    head = bytearray(128)
    head[0:4] = (start + len(bodies)).to_bytes(4, "big")
    head[8:12] = bytes((2, 64, 0, 0))
    head[12:24] = b"prtrCMYKLab "
    head[24:36] = bytes((7, 230, 0, 3, 0, 8, 0, 0, 0, 0, 0, 0))
    head[36:40] = b"acsp"
    head[68:80] = b"".join(part.to_bytes(4, "big") for part in (63190, 65536, 54061))
    return bytes(head) + table + bodies


def fixtures() -> list[Fixture]:
    """One fixture for each question."""
    return [
        Fixture("cmyk-intent", "device CMYK with an output intent",
                partial(cmyk, "Printed with an intent", intent=True),
                words("Printed with an intent")),
        Fixture("cmyk-bare", "device CMYK that nothing explains",
                partial(cmyk, "Printed without an intent", intent=False),
                words("Printed without an intent")),
        Fixture("colour-spaces", "CalRGB, Lab, Indexed, Separation, ICC, transparency", spaces,
                words("Six colour spaces")),
        Fixture("fonts-unembedded", "three fonts, none of them embedded", unembedded,
                words("Nothing is embedded")),
        Fixture("fonts-type3", "a Type 3 font with ToUnicode", partial(type3, readable=True),
                words("Beside drawn letters")),
        Fixture("fonts-type3-mute", "a Type 3 font whose letters nobody can tell",
                partial(type3, readable=False), words("Beside drawn letters")),
    ]  # fmt: skip
