"""How much a foreign PDF may ask for.

A small file can expand to anything: pages, bytes, depth.  Each bound is far over what a
document for readers needs.  qpdf's own limits on decoding stop a decompression bomb before
the memory does; those of the operating system stop whatever else there is.
"""

from __future__ import annotations

import contextlib

LARGEST_FILE = 200 * 1024**2  # bytes
MOST_PAGES = 2000
DEEPEST_TREE = 200  # levels of a page tree, an outline, a field tree, a name tree
MOST_ITEMS = 200_000  # entries of such a tree
MOST_BOOKMARKS = 2000  # of one file; qpdf follows them with its stack, and 12,000 are its end
MOST_ANNOTATIONS = 2000  # of one page: more than can be told apart on it
MOST_WARNINGS = 5000  # of qpdf on one file
MOST_DRAWINGS = 500_000  # of form XObjects on all pages, those in others counted each time
MOST_SEARCHED = 20_000  # forms, patterns and glyphs with text, each laid out for the search
MOST_CONTENT = 512 * 1024**2  # bytes of the decoded contents of all pages

MOST_MEMORY = 3 * 1024**3  # bytes of address space
CPU_SECONDS = 120
SECONDS = 240  # on the wall's clock; more than CPU_SECONDS, because processes share the machine
LARGEST_STREAM = 256 * 1024**2  # bytes of one decoded stream
_LARGEST_OUTPUT = 512 * 1024**2  # bytes of all that the child writes


def limit_process() -> None:
    """Limits this process: address space, time, size of files.

    Not every system can limit all of it; the parent's clock still stops the process.
    """
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, _LARGEST_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def limit_qpdf() -> None:
    """Sets qpdf's limits on decoding; beyond them it raises `PdfError`.

    The one on warnings stays off: with it qpdf walks the page tree, and changes it, on opening.
    """
    from pikepdf import settings

    settings.set_qpdf_limits(
        parser_max_errors=0,  # a damaged content is read as far as it goes
        parser_max_container_size_damaged=MOST_ITEMS,
        flate_max_memory=LARGEST_STREAM,
        run_length_max_memory=LARGEST_STREAM,
        png_max_memory=LARGEST_STREAM,
        tiff_max_memory=LARGEST_STREAM,
        dct_max_memory=LARGEST_STREAM,
        dct_max_progressive_scans=100,
    )


def is_over_limit(message: object) -> bool:
    """Whether a fault or warning of qpdf says that one of its limits was met."""
    return "limit exceeded" in str(message).lower()
