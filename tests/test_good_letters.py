"""Letters that say things twice, or at unusual places, are good letters: nothing stops them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from formalletter import parity, pipeline, twins

SENTENCE = (
    "The report was finished in the autumn, and those who asked for it have waited ever since."
)
MORE = "We therefore ask you to publish the findings without any further delay."
BODIES = {
    "a sentence that a note repeats": f"{SENTENCE}[^1]\n\n{MORE}\n\n[^1]: {SENTENCE}\n",
    "a paragraph that comes again with a note": f"{SENTENCE} {MORE}\n\n"
    f"{SENTENCE}[^1] {MORE}\n\n[^1]: Yes.\n",
    "headings that repeat": f"## Facts\n\n{SENTENCE}\n\n## Facts\n\n{MORE}\n",
    "a note in a heading": f"## What we *ask*[^1]\n\n{SENTENCE}\n\n[^1]: {MORE}\n",
    "a link in a heading": f"## See [the report](https://who.int/a)\n\n{SENTENCE}\n",
    "a link that is all there is": f"[{SENTENCE}](https://who.int/a)\n\n{MORE}\n",
}


@pytest.mark.parametrize("edition", ["delivery", "print"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_what_is_said_twice_or_noted_is_no_fault(
    make_letter: Callable[..., Path], body: str, edition: str
):
    from formalletter.edition import Edition

    checked = pipeline.check(make_letter(body), edition=Edition(edition))
    assert [problem.code for problem in checked.problems if problem.is_error] == []
    made = checked.made
    assert made is not None
    files = twins.make(twins.gather(made.desk, made.composed, made.settled))
    assert parity.differences(files, made.expected, made.desk.letter) == ()
