"""Packs what goes to one audience: folder, zip file, manifest and checksums, whole or not."""

from __future__ import annotations

from .opening import FoundPack, open_one, packs_in
from .pack import About, PackFile, pack, zipped
from .verifying import verify, verify_copies, verify_one

__all__ = [
    "About",
    "FoundPack",
    "PackFile",
    "open_one",
    "pack",
    "packs_in",
    "verify",
    "verify_copies",
    "verify_one",
    "zipped",
]
