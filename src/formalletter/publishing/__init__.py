"""Makes all editions of a letter side by side, and delivers them one by one or as a pack."""

from __future__ import annotations

from .delivery import deliver, deliver_pack
from .product import How
from .publish import make, problems_of

__all__ = ["How", "deliver", "deliver_pack", "make", "problems_of"]
