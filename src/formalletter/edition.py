"""The editions of a letter.  A module of its own, because the command line names them."""

from __future__ import annotations

from enum import Enum


class Edition(Enum):
    """What a file is made for."""

    DELIVERY = "delivery"
    PRINT = "print"
    PRESS = "press"
