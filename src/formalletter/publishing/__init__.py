"""Makes all editions of a letter side by side, checks them, delivers them singly or as a pack."""

from __future__ import annotations

from .checking import Asked, Report, check
from .delivery import deliver, deliver_pack
from .product import How
from .publish import make
from .telling import told

__all__ = ["Asked", "How", "Report", "check", "deliver", "deliver_pack", "make", "told"]
