"""The finished pages as they are seen, read and drawn by PDFium in a process of its own.

`process` is the near side and imports nothing heavy; `worker` is the far side.
"""

from .process import Viewer
from .showing import picture, pictures_of

__all__ = ["Viewer", "picture", "pictures_of"]
