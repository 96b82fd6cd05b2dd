"""What was measured in the finished file against what the recipient takes."""

from __future__ import annotations

import pytest

from formalletter.checking.profile import check_profile
from formalletter.edition import Edition
from formalletter.profile import Measures, Profile

A4, A4_ACROSS, LETTER = (595.28, 841.89), (841.89, 595.28), (612.0, 792.0)
GOOD = {"size": 20_000, "sheets": (A4, A4), "words": 900, "late_names": (), "signatories": 2}


def told(limits: dict[str, object], **measured: object) -> list[tuple[str, str]]:
    profile = Profile.model_validate({"title": "T", "source": "S", **limits}, strict=False)
    measures = Measures(**{**GOOD, **measured})
    found = check_profile(profile, measures, Edition.DELIVERY, None)
    return [(each.code, each.message) for each in found]


@pytest.mark.parametrize(
    ("limits", "measured", "code", "message"),
    [
        ({"max-pages": 1}, {}, "profile-pages", "T: takes 1 page, and the file has 2"),
        ({"max-bytes": 19_999}, {}, "profile-bytes", "T: takes 20 kB, and the file has 20 kB"),
        (
            {"max-bytes": 2_000_000},
            {"size": 2_400_000},
            "profile-bytes",
            "T: takes 2.0 MB, and the file has 2.4 MB",
        ),
        (
            {"page-sizes": ["A4"]},
            {"sheets": (A4, LETTER)},
            "profile-page-size",
            "T: takes sheets of A4, which page 2 is not",
        ),
        (
            {"orientation": "portrait"},
            {"sheets": (A4_ACROSS, A4, A4_ACROSS)},
            "profile-orientation",
            "T: takes portrait pages, which pages 1 and 3 are not",
        ),
        ({"formats": ["docx"]}, {}, "profile-format", "T: takes docx and no PDF"),
        (
            {"max-words": 800},
            {},
            "profile-words",
            "T: takes 800 words, and the letter has 900",
        ),
        (
            {"max-words": 800, "max-words-joint": 1000},
            {"signatories": 1},
            "profile-words",
            "T: takes 800 words, and the letter has 900",
        ),
        (
            {"names-first": True},
            {"late_names": ("A", "B", "C", "D")},
            "profile-names-first",
            "T: wants all names first, and lacks “A”, “B”, “C” and 1 more",
        ),
    ],
)
def test_what_is_over_a_limit_is_told(limits, measured, code, message):
    assert told(limits, **measured) == [(code, message)]


@pytest.mark.parametrize(
    ("limits", "measured"),
    [
        ({}, {"size": 10**9, "sheets": (A4,) * 900, "words": 10**6, "late_names": ("A",)}),
        ({"max-pages": 2, "max-bytes": 20_000, "max-words": 900}, {}),
        ({"page-sizes": ["A4", "Letter"]}, {"sheets": (A4_ACROSS, LETTER)}),
        ({"page-sizes": ["A4"]}, {"sheets": ((595.3, 842.0),)}),
        ({"orientation": "portrait"}, {"sheets": ((500.0, 500.0),)}),
        ({"max-words": 800, "max-words-joint": 1000}, {}),
        ({"formats": ["pdf", "docx"]}, {}),
        ({"formats": ["docx"], "max-pages": 1}, {"sheets": ()}),
        ({"editions": ["press"], "max-pages": 1}, {}),
    ],
)
def test_what_keeps_the_limits_is_no_fault(limits, measured):
    assert [code for code, _ in told(limits, **measured) if code != "profile-format"] == []


def test_of_a_recipient_without_pdf_only_the_text_is_measured():
    limits = {"formats": ["docx"], "max-pages": 1, "max-words": 800}
    assert [code for code, _ in told(limits)] == ["profile-format", "profile-words"]
