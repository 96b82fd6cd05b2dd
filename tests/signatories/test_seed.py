"""The report on the list of the seed: all 192 names, and nothing an editor would call wrong."""

from __future__ import annotations

from pathlib import Path

from formalletter.signatories.opening import open_letter_or_list
from formalletter.signatories.proposing import propose
from formalletter.signatories.telling import told

CONTENT = Path(__file__).parents[2] / "content"
LIST = "ohchr-xinjiang-2022/signatories.csv"
GOLDEN = """\
ohchr-xinjiang-2022/signatories.csv:59: odd-case: “EXCUBITUSdhe”: the capitals of “EXCUBITUSdhe” \
look like a slip
  evidence: “EXCUBITUSdhe”
ohchr-xinjiang-2022/signatories.csv:68: order: “Green Advocates International (Liberia)”: the row \
stands out of the list's alphabetical order
  evidence: its place would be behind “Global Centre for the Responsibility to Protect” and before \
“Hebrew Congregation of Somers”
"""


def test_the_report():
    opened = open_letter_or_list(LIST, CONTENT)
    proposals = propose(opened.rows, opened.decisions)

    assert len(opened.signatories) == 192
    assert opened.problems == ()
    assert "".join(f"{line}\n" for each in proposals for line in told(each)) == GOLDEN
    assert all(each.is_report for each in proposals)
