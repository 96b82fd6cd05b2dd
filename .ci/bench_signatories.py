"""Times the reading of lists beside Python's own csv with NFC, and the search for duplicates.

What is read is the sheet of a sign-on form, with the names of the seed repeated and numbered.
Times are of the processor, so that other programs on the machine count less.
"""

from __future__ import annotations

import csv
import io
import random
import statistics
import tempfile
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from formalletter import assets
from formalletter.decisions import Decisions
from formalletter.diagnostics import Place
from formalletter.reading.door import Door
from formalletter.reading.signatories import read_signatories
from formalletter.signatories.duplicates import duplicate_proposals
from formalletter.signatories.rows import decided_rows
from formalletter.signatory import Signatory

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = (5_000, 10_000, 20_000)
RUNS = 9
MOST_GROWTH = 2.5  # of the time for near duplicates, when the rows are doubled
MOST = 3.0  # times Python's own csv, at the most rows
_HEADS = (
    *("Timestamp", "Email address", "Organisation name", "Type of signatory", "Country"),
    *("Website", "Contact person", "Position of the contact", "Phone", "Visibility"),
    *("Would you like to help with translations?", "Comments"),
)


def form(rows: int) -> bytes:
    """The export of a form, in CSV: most of its columns are nobody's business."""
    seed = assets.content_folder() / "ohchr-xinjiang-2022" / "signatories.csv"
    names = [row["name"] for row in csv.DictReader(io.StringIO(seed.read_text("utf-8")))]
    names += ["Ұйымдар қауымдастығы", "Общество примеров", "世界示例协会", "جمعية الأمثلة"]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADS)
    for number in range(rows):
        writer.writerow(
            (
                f"2022/03/{number % 28 + 1:02} 10:{number % 60:02}:11",
                f"office{number}@example.org",
                f"{names[number % len(names)]} {number // len(names) + 1}",
                "organisation",
                ("France", "Казахстан", "加拿大", "Türkiye", "GB")[number % 5],
                f"https://www.example.org/{number}",
                f"Zoë Example {number}",
                "Directrice générale",
                f"+33 1 23 45 {number % 10000:04}",
                ("public", "addressee", "withheld")[number % 3],
                "Oui, vers le français",
                "Thank you for doing this, we have shared it with our members" * (number % 2),
            )
        )
    return out.getvalue().encode()


def plain(path: Path) -> list[list[str]]:
    """What the reading is measured by."""
    rows = csv.reader(io.StringIO(path.read_text("utf-8"), newline=""))
    return [[unicodedata.normalize("NFC", cell) for cell in row] for row in rows]


def read(path: Path) -> tuple[Signatory, ...]:
    """The signatories of a list."""
    return read_signatories(Door(path.parent, ""), path.name)[0]


def seconds(work: Callable[[Path], object], path: Path) -> float:
    """The processor's time for a call."""
    start = time.process_time()
    work(path)
    return time.process_time() - start


def report_reading(folder: Path) -> float:
    """Prints a line for each number of rows; gives the ratio of the last."""
    print(f"{'rows':>8}{'csv and NFC':>14}{'reading':>10}{'ratio':>8}")
    ratio = 0.0
    for rows in ROWS:
        path = folder / f"{rows}.csv"
        path.write_bytes(form(rows))
        found = read(path)
        if len(found) != rows:
            message = f"{rows} rows, and {len(found)} signatories"
            raise SystemExit(message)
        pairs = [(seconds(plain, path), seconds(read, path)) for _ in range(RUNS)]
        theirs, ours = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(mine / other for other, mine in pairs)
        print(f"{rows:>8}{theirs:>13.3f}s{ours:>9.3f}s{ratio:>8.2f}")
    return ratio


def sisters(rows: int) -> list[str]:
    """Names of bodies with sisters in many places: the blocks that are hardest to compare."""
    seed = assets.content_folder() / "ohchr-xinjiang-2022" / "signatories.csv"
    names = [row["name"] for row in csv.DictReader(io.StringIO(seed.read_text("utf-8")))]
    chance = random.Random(1)  # noqa: S311 - the same names on every run
    places = ["".join(chance.choices("aeioulnrstbd", k=8)) for _ in range(rows)]
    return [f"{names[at % len(names)]} {place.title()}" for at, place in enumerate(places)]


def report_near_duplicates() -> float:
    """Prints a line for each number of rows; gives the largest growth per doubling."""
    print(f"{'rows':>8}{'near duplicates':>18}{'growth':>8}")
    growths, before = [], 0.0
    for rows in ROWS:
        names = enumerate(sisters(rows), 2)
        signatories = [Signatory(name, None, Place("list.csv", line)) for line, name in names]
        decided = decided_rows(signatories, Decisions("list.decisions.yaml"))
        times = []
        for _ in range(RUNS):
            start = time.process_time()
            sum(1 for _ in duplicate_proposals(decided))
            times.append(time.process_time() - start)
        now = statistics.median(times)
        growths += [now / before] if before else []
        print(f"{rows:>8}{now:>17.3f}s{f'{growths[-1]:.2f}' if growths else '':>8}")
        before = now
    return max(growths)


def main() -> None:
    """Prints the tables, and fails if reading costs too much or comparing grows too fast."""
    with tempfile.TemporaryDirectory() as folder:
        ratio = report_reading(Path(folder))
    growth = report_near_duplicates()
    if growth > MOST_GROWTH:
        message = f"comparing grows {growth:.2f} times per doubling; {MOST_GROWTH:g} is the most"
        raise SystemExit(message)
    if ratio > MOST:
        message = f"reading costs {ratio:.2f} times Python's own csv; {MOST:g} is the most"
        raise SystemExit(message)


if __name__ == "__main__":
    main()
