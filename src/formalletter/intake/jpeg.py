"""Takes the hidden records out of a JPEG: camera, place, author, comments.

The picture itself is not touched: a JPEG is a row of segments, and those of the records are
left out (ITU-T T.81, annex B).
"""

from __future__ import annotations

_START = b"\xff\xd8"
_SCAN = 0xDA  # start of scan: the picture's data follow
_ALONE = {0x01, *range(0xD0, 0xD9)}  # markers without a length
_COMMENT = 0xFE
_RECORDS = {*range(0xE1, 0xF0)} - {0xE2, 0xEE}  # APP1 to APP15; not APP2 (ICC), APP14 (Adobe)
_PROFILE = b"ICC_PROFILE\x00"
_APP2 = 0xE2


def without_metadata(data: bytes) -> bytes:
    """The JPEG without Exif, XMP, Photoshop's records and comments.

    The colour profile (APP2) and Adobe's note on colours (APP14) are needed to show it.
    What can't be read as a JPEG is given back as it is.
    """
    if not data.startswith(_START):
        return data
    kept = [_START]
    at = len(_START)
    while at + 4 <= len(data):
        if data[at] != 0xFF:  # noqa: PLR2004 (every marker begins with it)
            return data
        marker = data[at + 1]
        if marker == 0xFF:  # noqa: PLR2004 (a byte that fills)
            at += 1
            continue
        if marker == _SCAN:
            return b"".join([*kept, data[at:]])
        length = 0 if marker in _ALONE else int.from_bytes(data[at + 2 : at + 4], "big")
        segment = data[at : at + 2 + length]
        if not _is_record(marker, segment):
            kept.append(segment)
        at += len(segment)
    return data


def _is_record(marker: int, segment: bytes) -> bool:
    if marker == _APP2:
        return not segment[4:].startswith(_PROFILE)
    return marker in _RECORDS or marker == _COMMENT
