"""Packs what goes to one audience: what is sent, printed and kept, with the zip file to send."""

from __future__ import annotations

from .opening import FoundPack, open_one, packs_in
from .pack import About, PackFile, Part, pack, zipped
from .verifying import looked_at, verify, verify_sent

__all__ = [
    "About",
    "FoundPack",
    "PackFile",
    "Part",
    "looked_at",
    "open_one",
    "pack",
    "packs_in",
    "verify",
    "verify_sent",
    "zipped",
]
