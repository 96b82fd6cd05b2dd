"""Prepares the annexes: takes foreign PDFs in, typesets the rest, reckons their pages.

Between composing and typesetting on one side and assembling on the other: the pages of the
annexes have to be known before the letter can say where they are.
"""

from .conforming import first_forms, other_forms
from .desk import Desk, Forms
from .intake import take_in
from .manuscript import Settled, bind, settle
from .telling import intake_problems

__all__ = [
    "Desk",
    "Forms",
    "Settled",
    "bind",
    "first_forms",
    "intake_problems",
    "other_forms",
    "settle",
    "take_in",
]
