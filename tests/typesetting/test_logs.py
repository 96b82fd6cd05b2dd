"""What WeasyPrint says in its log becomes problems."""

from __future__ import annotations

import logging

from formalletter.typesetting.logs import LogCollector


def test_a_missing_glyph_is_left_to_the_check_that_knows_its_place():
    collector = LogCollector("https://letter.invalid/", {}, lambda _: None)
    said = '.notdef glyph rendered for Unicode string unsupported by fonts: "📼" (U+1F4FC)'
    collector.handle(logging.LogRecord("weasyprint", logging.WARNING, "", 0, said, None, None))
    assert list(collector.problems) == []


def test_what_is_not_known_is_told_as_it_is_said_once():
    collector = LogCollector("https://letter.invalid/", {}, lambda _: None)
    for _ in range(2):
        collector.handle(
            logging.LogRecord("weasyprint", logging.WARNING, "", 0, "Something Odd.", None, None)
        )
    assert [(each.code, each.message) for each in collector.problems] == [
        ("typesetting-log", "something Odd")
    ]
