"""The intake of a PDF from a stranger, in a process of its own: repaired, cleaned, described.

`process` is the near side and imports nothing heavy; `worker` is the far side and the only
way to pikepdf and PDFium.

What comes out has a sound structure tree, which is what `assembling` stands on:
`Root.StructTreeRoot.K` is an array of elements of standard types (ISO 32000-1, 14.8.4); every
element is an indirect dictionary with Type, S and P; every mark of a page's content, and every
annotation that is kept, is held by exactly one element; what paints is in a mark or is an
artifact.  There are no role maps, class maps or namespaces.  The parent tree is not written:
the assembling numbers anew.
"""

from .process import Intake, take_in_all

__all__ = ["Intake", "take_in_all"]
