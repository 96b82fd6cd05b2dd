"""Where the bundled styles, fonts and content are: in a wheel, or in the source tree.

It only says where; `reading` and `typesetting` open what is inside.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# An installed wheel has the folders inside the package (see [tool.hatch.build] in
# pyproject.toml); in the source tree they stand at the top, two levels above.
_BUNDLED = _PACKAGE / "bundled"
_ROOT = _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parents[1]


def styles_folder() -> Path:
    """The folder of the bundled styles, one CSS file each."""
    return _ROOT / "styles"


def fonts_folder() -> Path:
    """The folder of the bundled font files: the only fonts that pages are set in."""
    return _ROOT / "fonts"


def profiles_folder() -> Path:
    """The folder of the bundled profiles, one YAML file each."""
    return _PACKAGE / "profiles"


def content_folder() -> Path:
    """The folder of the bundled letters and letterheads."""
    return _ROOT / "content"
