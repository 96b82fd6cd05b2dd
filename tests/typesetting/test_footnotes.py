"""Notes that a layout has lost, or set twice."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from formalletter.typesetting import worker
from formalletter.typesetting.footnotes import has_sound_notes


def laid_out(*pages: tuple[str, ...]) -> SimpleNamespace:
    """A document whose pages have these names."""
    return SimpleNamespace(pages=[SimpleNamespace(anchors=dict.fromkeys(names)) for names in pages])


SOUND = laid_out(("note-1-call", "a-heading"), ("note-1", "note-2-call", "note-2"))
LOST = laid_out(("note-1-call",), ())
TWICE = laid_out(("note-1-call",), ("note-1",), ("note-1",))


@pytest.mark.parametrize(("document", "sound"), [(SOUND, True), (LOST, False), (TWICE, False)])
def test_each_note_that_is_called_stands_on_one_page(document: SimpleNamespace, *, sound: bool):
    assert has_sound_notes(document) is sound


def test_another_leading_is_tried_where_a_note_is_lost(monkeypatch: pytest.MonkeyPatch):
    tried = []

    def render(stylesheets: list[str], **_: object) -> SimpleNamespace:
        tried.append(stylesheets)
        return SOUND if len(tried) == 3 else LOST

    monkeypatch.setattr(worker.weasyprint, "CSS", lambda string: string)
    html = SimpleNamespace(etree_element=SimpleNamespace(iter=list), render=render)
    assert worker._lay_out(html, None, None) is SOUND
    assert [bool(sheets) for sheets in tried] == [False, True, True]
    assert tried[1] != tried[2]
