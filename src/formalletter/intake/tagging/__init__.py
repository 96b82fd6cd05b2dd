"""Gives any PDF a sound structure tree: its own tags mended, or tags from what its pages show.

The content of every page is written anew, so that all that paints is in a mark or an artifact
(`pages`, `sequences`, `weaving`); what has no tags gets pieces by its position (`loose`,
`paragraphs`).  The tree is read into plain objects (`reading`), put right (`normalising`),
completed (`placing`, `annotations`, `describing`) and written (`writing`).
"""

from .sound import Sound, make_sound

__all__ = ["Sound", "make_sound"]
