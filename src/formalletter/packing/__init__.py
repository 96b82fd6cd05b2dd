"""Packs what goes to one audience: folder, zip file, manifest and checksums, whole or not."""

from __future__ import annotations

from .opening import open_pack, packs_in
from .pack import About, PackFile, pack, zipped
from .placing import Staging
from .verifying import verify, verify_one

__all__ = [
    "About",
    "PackFile",
    "Staging",
    "open_pack",
    "pack",
    "packs_in",
    "verify",
    "verify_one",
    "zipped",
]
