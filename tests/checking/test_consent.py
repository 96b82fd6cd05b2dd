"""Nobody is named in public without a ground, nor in confidence in what is passed around."""

from __future__ import annotations

import pytest

from formalletter import pipeline
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
