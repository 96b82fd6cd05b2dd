"""The viewer's process: what it answers, and what becomes of files that are made to break it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest

from formalletter import children
from formalletter.errors import DeliveryError
from formalletter.viewing import Viewer, process
from formalletter.viewing.pages import seen_pages

Make = Callable[..., bytes]
LINE = "BT /F 10 Tf 20 250 Td (Two words) Tj ET"


def test_the_answer_is_what_the_child_saw(make: Make):
    pdf = make(f"/P <</MCID 0>> BDC {LINE} EMC q 72 0 0 36 20 100 cm /Im Do Q", Rotate=90)
    with Viewer() as viewer:
        viewer.send(pdf)
        assert viewer.receive() == tuple(seen_pages(pdf, {}))


def test_one_file_after_the_other(make: Make):
    with Viewer() as viewer:
        for text in ("One", "Other"):
            viewer.send(make(LINE.replace("Two words", text)))
            assert [run.text for page in viewer.receive() for run in page.runs] == [text]


def test_a_file_that_is_sent_again_is_looked_at_once_and_another_takes_its_place(make: Make):
    first, second = make(LINE.replace("Two", "2")), make(LINE)
    with Viewer() as viewer:
        for pdf in (first, first, second, second):
            viewer.send(pdf)
        assert [run.text for page in viewer.receive() for run in page.runs] == ["Two words"]
        viewer.send(first)
        assert len(viewer.pictures(second, {0: ()}, width=50)) == 1
        viewer.send(first)
        assert [run.text for page in viewer.receive() for run in page.runs] == ["2 words"]


def test_a_large_file_goes_through(make: Make):
    pdf = make(LINE) + b"%" + bytes(5_000_000)
    with Viewer() as viewer:
        viewer.send(pdf)
        assert len(viewer.receive()) == 1


def test_the_units_are_heeded(make: Make):
    with Viewer() as viewer:
        viewer.send(make(LINE, UserUnit=3), {0: 3.0})
        assert viewer.receive()[0].width == 600


def test_what_is_no_pdf_is_told_and_the_next_file_is_looked_at(make: Make):
    with Viewer() as viewer:
        viewer.send(b"no PDF at all")
        with pytest.raises(DeliveryError) as caught:
            viewer.receive()
        (problem,) = caught.value.problems
        assert problem.code == "viewing-failed"
        assert "PDFium can't read it" in problem.message
        viewer.send(make(LINE))
        assert len(viewer.receive()) == 1


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_child_that_is_killed_is_told(make: Make, when: str):
    with Viewer() as viewer:
        if when == "after":
            viewer.send(make(LINE))
            viewer.receive()
        os.kill(viewer._child.pid, signal.SIGKILL)
        viewer._child.wait()
        viewer.send(make(LINE))
        with pytest.raises(DeliveryError, match="it was stopped"):
            viewer.receive()


def test_a_file_that_keeps_the_child_busy_is_given_up(make: Make, monkeypatch):
    monkeypatch.setattr(process, "SECONDS", 0.5)
    # 20 levels that each draw the next one ten times.
    forms = {f"/X{level}": (f"/X{level + 1} Do " * 10, {}) for level in range(20)}
    with Viewer() as viewer:
        viewer.send(make("/X0 Do", forms={**forms, "/X20": (LINE, {})}))
        with pytest.raises(DeliveryError) as caught:
            viewer.receive()
    assert caught.value.problems[0].code == "viewing-failed"


@pytest.mark.parametrize(
    "content",
    [
        "q " * 50_000 + LINE,
        "/P <</MCID 0>> BDC " * 5_000 + LINE,
        "EMC Q ET ) > ]] <</MCID -7>> BDC " + LINE,
        "/P <</MCID 99999999999>> BDC " + LINE + " EMC",
        "/Artifact <</MCID (x) /ActualText 7>> BDC " + LINE + " EMC",
        LINE.replace("10 Tf", "1e30 Tf"),
        LINE.replace("20 250 Td", "1e38 0 0 1e-38 1e38 -1e38 Tm"),
        LINE.replace("(Two words)", "<FFFE00D800DC0002>"),
        "1e38 0 0 1e38 0 0 cm /Im Do " + LINE,
        "0 0 0 0 0 0 cm /Im Do " + LINE,
    ],
    ids=range(10),
)
def test_a_hostile_content_is_looked_at_all_the_same(make: Make, content: str):
    with Viewer() as viewer:
        viewer.send(make(content))
        (page,) = viewer.receive()
    for run in page.runs:
        assert run.text
        assert len(run.box) == 4


def test_no_child_outlives_the_viewer(make: Make):
    with Viewer() as viewer:
        viewer.send(make(LINE))
    assert viewer._child.poll() is not None


def test_the_child_knows_no_secret(monkeypatch):
    monkeypatch.setenv("A_SECRET", "known")
    assert "A_SECRET" not in children.environment()
    assert children.environment()["PATH"] == os.devnull
