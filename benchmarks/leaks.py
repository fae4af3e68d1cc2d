"""How long a finished report of 300 pages is looked through for 50 registered people, beside unzipping and reading it."""

import io
import tempfile
import time
import zipfile
from pathlib import Path

from benchmarks.leak_seeds import SEEDS, seeded
from benchmarks.table import Row, alternate, ms
from rca_workbench.analysis.naming import Register
from rca_workbench.leaks import leaks_in
from rca_workbench.model import Actor

ENTRIES = 4_650
"""Of the timeline: with 300 factors and 20 pictures they fill 300 pages, as LibreOffice lays them out."""
PEOPLE = 50
REACH = 3.0

_FIRST = "Aisha Bronwen Caspian Delphine Eluned Fenella Gawain Hamza Ingrid Jovan".split()
_LAST = "Abernethy Balakrishnan Czerwinski Drummond O'Shaughnessy".split()


def people() -> list[Actor]:
    """Fifty registered people with names, numbers and ways to reach them."""
    made = []
    for number in range(PEOPLE):
        name = f"{_FIRST[number % 10]} {_LAST[number // 10]}{chr(97 + number % 10)}"
        digits = f"{943_476_000 + number:09}"
        made.append(
            Actor(
                id=f"p{number}", role=f"Nurse {number + 1}", name=name, nhs_number=f"{digits}{_check(digits)}",
                born=f"{1 + number % 28:02}/03/{1931 + number}", contact=f"07700 900{number:03}, p{number}@example.org",
            )
        )  # fmt: skip
    return made


def measure() -> list[Row]:
    """The check in turn with reading: every part unzipped, parsed, and its paragraphs taken as text."""
    from benchmarks.word import _case, _made

    with tempfile.TemporaryDirectory() as name:
        data = _with_pictures(_made(_case(Path(name), ENTRIES)))
    register = Register(people())

    def ours() -> float:
        start = time.perf_counter()
        found = leaks_in(data, "report.docx", register)
        assert not found, found[:3]
        return time.perf_counter() - start

    def floor() -> float:
        start = time.perf_counter()
        _read(data)
        return time.perf_counter() - start

    took, reading, ratio = alternate(ours, floor, runs=5)
    someone = people()[7].name
    missed = [
        place
        for place, seed in SEEDS.items()
        if not any(one.actors for one in leaks_in(seeded(data, someone, seed), "report.docx", register))
    ]
    return [
        Row(
            f"leak check, 300 pages ({len(data) / 1e6:.1f} MB), {PEOPLE} people", ms(took), ms(reading),
            f"{ratio:.1f}x", f"within {REACH:.0f}x of unzipping and reading it", ratio <= REACH,
        ),
        Row(
            f"leaks seeded in {len(SEEDS)} places of it", f"{len(SEEDS) - len(missed)} found", f"{len(SEEDS)}",
            ", ".join(missed) or "none missed", "all found", not missed,
        ),
    ]  # fmt: skip


def _with_pictures(data: bytes) -> bytes:
    """The file with real pictures of the size of those it has: as the benchmark of the writer makes them they are noise."""
    picture = _png()

    def put(parts: dict[str, bytes], _words: str) -> None:
        for name in parts:
            if name.endswith(".png"):
                parts[name] = picture

    return seeded(data, "", put)


def _png() -> bytes:
    """A picture of 60 kB."""
    import struct
    import zlib
    from random import Random

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    row, noise = 200 * 3, Random(6)
    dots = b"".join(b"\0" + noise.randbytes(row) for _ in range(100))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 200, 100, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(dots)) + chunk(b"IEND", b"")


def _read(data: bytes) -> int:
    """Every part out of the package; the XML parsed; the words of each paragraph put together."""
    from lxml import etree

    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    letters = 0
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            content = package.read(name)
            if not name.endswith((".xml", ".rels", ".svg")):
                continue
            root = etree.fromstring(content, etree.XMLParser(huge_tree=True))
            if root.tag.startswith(word):
                letters += sum(
                    len("".join(map(str, one.itertext(f"{word}t")))) for one in root.iter(f"{word}p")
                )
            else:
                letters += sum(len(str(one)) for one in root.itertext())
    return letters


def _check(digits: str) -> int:
    """The digit that checks nine others; a number it would be 10 for is not given."""
    rest = 11 - sum(int(one) * weight for one, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
    return 0 if rest in (10, 11) else rest
