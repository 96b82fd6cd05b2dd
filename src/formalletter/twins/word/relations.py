"""What a part of the file refers to: addresses of links, pictures, other parts."""

from __future__ import annotations

from .xml import HEAD, OFFICE, PACKAGE, tag


class Relations:
    """The relationships of one part (ISO/IEC 29500-2, 6.5); equal ones are one."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, bool], str] = {}

    def __len__(self) -> int:
        return len(self._known)

    def add(self, kind: str, target: str, *, is_outside: bool = False) -> str:
        """The ID of the relationship of a kind (`hyperlink`) to a target."""
        kind = kind if kind.startswith("http") else f"{OFFICE}/{kind}"
        return self._known.setdefault((kind, target, is_outside), f"rId{len(self._known) + 1}")

    def written(self) -> bytes:
        """The part that lists them."""
        listed = (
            tag(
                "Relationship",
                {"Id": name, "Type": kind, "Target": target}
                | ({"TargetMode": "External"} if is_outside else {}),
            )
            for (kind, target, is_outside), name in self._known.items()
        )
        root = {"xmlns": f"{PACKAGE}/relationships"}
        return (HEAD + tag("Relationships", root, *listed)).encode()
