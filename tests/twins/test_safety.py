"""That nobody is named in a twin who must not be, and that its bytes depend on nothing else."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import subprocess
import sys
import zipfile
from base64 import b64decode
from dataclasses import replace
from pathlib import Path

from twin_letters import TOLD_BESIDE, content_of, differences

from formalletter import twins
from formalletter.pipeline import Made
from formalletter.twins import Content, Twins
from formalletter.twins.pictures import picture
from formalletter.twins.tree import without_marks

HIDDEN = "Hidden House"


def everything(files: Twins) -> bytes:
    """All bytes of all files, and what is packed in them."""
    pages = files.html.split(b";base64,")
    pictures = [b64decode(each.split(b'"')[0]) for each in pages[1:]]
    with zipfile.ZipFile(io.BytesIO(files.docx)) as archive:
        members = [archive.read(name) for name in archive.namelist()]
    return b"\n".join([files.text, files.html, files.docx, *pictures, *members])


def test_a_name_for_the_addressee_only_is_in_no_byte_of_a_public_file(
    files: Twins, addressee: Made
):
    assert HIDDEN.encode() not in everything(files)
    for_addressee = twins.make(content_of(addressee))
    for data in (for_addressee.text, for_addressee.html, for_addressee.docx):
        assert HIDDEN.encode() in data
        assert b"in confidence" in data
    assert differences(addressee, for_addressee) == ()


def test_what_is_written_beside_a_picture_stays_out(files: Twins):
    said = everything(files)
    assert TOLD_BESIDE.encode() not in said
    assert b"tool" not in said
    assert b"onload" not in said


def test_a_drawing_is_still_drawn():
    kept = picture(
        b'<svg xmlns="http://www.w3.org/2000/svg"><!-- x --><g id="a"><path d="M0 0"/></g></svg>'
    )
    assert kept.data.split(b"?>\n")[1] == (
        b'<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><path d="M0 0" /></g></svg>'
    )


def test_characters_that_no_file_can_hold_are_left_out(content: Content):
    hostile = replace(content, html=content.html.replace("Madam", "Ma\x00\x0b\ud800\uffffdam"))
    made = twins.make(hostile)
    for data in (made.text, made.html):
        assert b"Madam," in data
    assert without_marks("a\u2060b\tc\u200dd") == "ab\tc\u200dd"


def test_the_same_content_gives_the_same_bytes_at_any_time_and_place(
    content: Content, files: Twins, tmp_path: Path
):
    stored = tmp_path / "content"
    stored.write_bytes(pickle.dumps(content))
    program = (
        "import hashlib, pickle, sys; from formalletter import twins\n"
        "made = twins.make(pickle.loads(open(sys.argv[1], 'rb').read()))\n"
        "print(hashlib.sha256(made.text + made.html + made.docx).hexdigest())"
    )
    expected = hashlib.sha256(files.text + files.html + files.docx).hexdigest()
    for zone, seed in (("Asia/Kolkata", "1"), ("America/Lima", "2")):
        settings = {**os.environ, "TZ": zone, "LC_ALL": "C", "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", program, str(stored)],
            capture_output=True,
            text=True,
            check=True,
            env=settings,
            cwd=tmp_path,
        )
        assert done.stdout.strip() == expected


def test_a_zip_tells_neither_its_time_nor_its_machine(files: Twins):
    with zipfile.ZipFile(io.BytesIO(files.docx)) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {3}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
    assert entries[0].filename == "[Content_Types].xml"


def _png(mode: str, colour: object = None) -> bytes:
    """A picture of 2,000 by 1,000 pixels: noise as a photograph has it, or of one colour."""
    from PIL import Image

    size = (2000, 1000)
    image = Image.effect_noise(size, 60).convert(mode) if colour is None else Image.new(mode, size)
    if colour is None:
        red, green, _ = image.split()
        image = Image.merge("RGB", (red, green.rotate(180), red.rotate(180)))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def test_a_photograph_has_no_more_pixels_than_a_screen_shows():
    data = _png("RGB")
    made = picture(data)
    assert (made.kind, made.size) == ("image/jpeg", (1600, 800))
    assert len(made.data) < len(data) / 3
    assert picture(data) == made, "the same bytes each time"


def test_a_large_drawing_stays_a_png_with_what_is_seen_through():
    made = picture(_png("RGBA", colour=0))
    assert (made.kind, made.size) == ("image/png", (1600, 800))
    assert made.data[25] == 6, "colours with transparency (PNG, 11.2.2)"
