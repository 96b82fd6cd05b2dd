"""Nobody is named in public without a ground, nor in confidence in what is passed around."""

from __future__ import annotations

import zipfile

import pikepdf
import pypdf
import pytest
from typer.testing import CliRunner

from formalletter import pipeline
from formalletter.cli.app import app
from formalletter.edition import Edition
from formalletter.errors import InputError


def found(folder, audience="public"):
    return {each.code for each in pipeline.check(folder, audience=audience).problems}


@pytest.mark.parametrize(
    ("header", "text", "is_stopped"),
    [
        ("named-because: …\n", "name\nAda Lake\n", True),
        ("named-because: each agreed\n", "name\nAda Lake\n", False),
        ("named-because: …\nsignatories: {kind: organisation}\n", "name\nAda Lake\n", False),
        ("named-because: …\n", "name,kind\nOne,organisation\nAda,individual\n", True),
        ("named-because: …\n", "name,kind\nOne,organisation\n", False),
        ("named-because: …\n", "name,visibility\nAda,public\n", False),
    ],
)
def test_persons_are_named_in_public_on_a_ground(make_letter, header, text, is_stopped):
    folder = make_letter(header=header)
    (folder / "signatories.csv").write_text(text, encoding="utf-8")
    assert ("consent-unsaid" in found(folder)) is is_stopped


def test_what_is_passed_around_holds_no_name_in_confidence(make_letter, tmp_path):
    folder = make_letter()
    (folder / "signatories.csv").write_text("name,visibility\nAda,addressee\nBo,public\n")
    text = (folder / "letter.md").read_text().replace("status: final", "status: sign-on")
    (folder / "letter.md").write_text(text)
    assert "confidence-in-sign-on" not in found(folder)
    with pytest.raises(InputError, match="given in confidence"):
        pipeline.build(folder, edition=Edition.DELIVERY, output=tmp_path / "out")


def test_the_ground_is_in_no_file_and_nobody_is_no_author(make_letter, tmp_path):
    folder = make_letter(names=[], header="named-because: zanzibar said so\n")
    (folder / "signatories.csv").unlink()
    built = pipeline.build(folder, edition=Edition.PRESS, output=tmp_path / "out")
    reader = pypdf.PdfReader(built.path)
    assert reader.metadata is not None
    assert reader.metadata.author is None
    with pikepdf.open(built.path) as pdf:
        streams = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
    texts = [page.extract_text() for page in reader.pages]
    assert "zanzibar" not in " ".join([*texts, str(reader.metadata)]).casefold()
    assert not [each for each in streams if b"zanzibar" in each or b"0 signatories" in each]


def test_the_ground_is_in_no_file_of_a_pack(make_letter, tmp_path):
    folder = make_letter(header="named-because: zanzibar said so\neditions: [delivery, press]\n")
    done = CliRunner().invoke(app, ["build", str(folder), "--pack", "-o", str(tmp_path / "out")])
    files = [each for each in (tmp_path / "out").rglob("*") if each.is_file()]
    assert files, done.output
    for file in files:
        data = [file.read_bytes()]
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                data += [archive.read(name) for name in archive.namelist()]
        assert not any(b"zanzibar" in each for each in data), file
