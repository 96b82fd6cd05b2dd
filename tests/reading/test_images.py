from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from formalletter.diagnostics import Place
from formalletter.reading.door import Door
from formalletter.reading.images import check_image
from formalletter.reading.svg import DEEPEST, MOST_DRAWN, SvgError, check_svg

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
PLACE = Place("letter.md", 9, 13)


def png(mode="RGBA", size=(4, 3), kind="PNG"):
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def fault(folder, data):
    (folder / "logo").write_bytes(data)
    problem = check_image(Door(folder, "letter"), "logo", PLACE)
    if problem:
        assert problem.place == PLACE
    return problem and problem.message


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_sound_pngs_are_taken(tmp_path, mode):
    assert fault(tmp_path, png(mode)) is None


@pytest.mark.parametrize(
    ("kind", "name"), [("JPEG", "JPEG"), ("GIF", "GIF"), ("BMP", "BMP"), ("TIFF", "TIFF")]
)
def test_other_pictures_are_named(tmp_path, kind, name):
    message = f"“logo” is a {name} picture, not a PNG or SVG"
    assert fault(tmp_path, png("RGB", kind=kind)) == message


def test_every_cut_of_a_png_is_refused(tmp_path):
    out = io.BytesIO()
    Image.effect_noise((40, 30), 90).save(out, "PNG")
    data = out.getvalue()
    sums = 30  # at the end: without the check sums and IEND the picture is still whole
    assert [end for end in range(len(data) - sums) if not fault(tmp_path, data[:end])] == []


def test_a_png_of_too_many_pixels_is_refused_before_it_is_decoded(tmp_path):
    data = bytearray(png("1"))
    data[16:24] = (100_000).to_bytes(4, "big") * 2
    assert fault(tmp_path, bytes(data)).startswith("“logo” has 100000 by 100000 pixels")


@given(st.data())
def test_no_damaged_png_takes_the_program_down(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("png")
    picture = bytearray(png("RGB", (8, 8)))
    for _ in range(3):
        picture[data.draw(st.integers(8, len(picture) - 1))] = data.draw(st.integers(0, 255))
    fault(folder, bytes(picture))


@pytest.mark.parametrize(
    "svg",
    [
        SVG.format('<path d="M0 0h9"/>'),
        '<?xml version="1.0" encoding="utf-8"?>\n' + SVG.format("<title>Logo</title>"),
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">'
        + SVG.format(""),
        SVG.format('<g id="a"/><use href="#a"/><use xlink:href="#none"/>'),
        SVG.format('<image href="data:image/png;base64,iVBORw0KGgo="/>'),
        SVG.format('<a href="https://example.org"><path d="M0 0h9"/></a>'),
    ],
)
def test_sound_svgs_are_taken(tmp_path, svg):
    assert fault(tmp_path, svg.encode()) is None
    assert fault(tmp_path, svg.replace("utf-8", "utf-16").encode("utf-16")) is None


def chain(links):
    """Elements of which each draws the one before it."""
    uses = (f'<g id="a{n}"><use href="#a{n - 1}"/></g>' for n in range(1, links))
    return SVG.format('<g id="a0"/>' + "".join(uses))


def doubling(links):
    """Elements of which each draws the one before it twice."""
    uses = (f'<g id="a{n}">{f"""<use href="#a{n - 1}"/>""" * 2}</g>' for n in range(1, links))
    return SVG.format('<g id="a0"/>' + "".join(uses))


@pytest.mark.parametrize(
    ("svg", "reason"),
    [
        ("", "no well-formed SVG"),
        ("our logo", "no well-formed SVG"),
        (SVG.format("<g>"), "no well-formed SVG"),
        ('<?xml version="1.0" encoding="x-nothing"?>' + SVG, "encoding"),
        ("<svg/>", "no SVG drawing"),
        ("<html/>", "no SVG drawing"),
        ("<!DOCTYPE svg [<!ENTITY a 'a'>]>" + SVG.format("&a;"), "declarations"),
        ("<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + SVG.format("&a;"), "declar"),
        ("<!DOCTYPE svg [<!ATTLIST svg a CDATA 'a'>]>" + SVG.format(""), "declarations"),
        (SVG.format("&a;"), "no well-formed SVG"),
        (SVG.format('<image href="logo.png"/>'), "outside"),
        (SVG.format('<use xlink:href="file:///etc/passwd#a"/>'), "outside"),
        (SVG.format('<use href="#a"/><g id="a"><use href="#a"/></g>'), "too complex"),
        (SVG.format("<g>" * DEEPEST + "</g>" * DEEPEST), "too complex"),
        (SVG.format("<g/>" * MOST_DRAWN), "too complex"),
        (chain(DEEPEST), "too complex"),
        (doubling(30), "too complex"),
    ],
)
def test_unsound_svgs_are_refused(svg, reason):
    with pytest.raises(SvgError, match=reason):
        check_svg(svg.encode())


def test_what_is_just_within_bounds_is_taken():
    check_svg(SVG.format("<g>" * (DEEPEST - 1) + "</g>" * (DEEPEST - 1)).encode())
    check_svg(chain(DEEPEST // 2).encode())
    check_svg(doubling(10).encode())


@given(st.binary(max_size=200))
def test_any_bytes_are_an_svg_or_refused(data):
    try:
        check_svg(b"<svg xmlns='http://www.w3.org/2000/svg'>" + data + b"</svg>")
    except SvgError as refused:
        assert str(refused)  # noqa: PT017 (either is right)
