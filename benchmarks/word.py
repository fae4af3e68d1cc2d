"""What one more timeline row costs in the Word report, its fields marked, beside plain XML strings zipped, and docxtpl."""

import gc
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from benchmarks.cases import write_document
from benchmarks.table import Row, ms

if TYPE_CHECKING:
    from rca_workbench.drawing.pictures import Picture
    from rca_workbench.model import Snapshot

FEW, SOME, MANY = 500, 2_000, 8_000
FACTORS, PICTURES = 300, 20
_TEMPLATE = "investigation_report"


def measure() -> list[Row]:
    """Cost of a row: (8,000 rows less 500 rows) / 7,500, so that what every report costs falls out.

    The report is that of a case of 300 factors, as a review copy with its fields marked and 20 pictures, made from the
    case to the finished bytes, without page numbers.
    """
    from rca_workbench.model import TimelineEntry

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        snapshots = {entries: _case(folder, entries) for entries in (FEW, SOME, MANY)}
        rows = {
            entries: [
                (one.code, one.time.said or one.time.start or "", "Ward nurse 1", one.text, "Clinical notes")
                for one in snapshots[entries].of(TimelineEntry).values()
            ]
            for entries in snapshots
        }
        template = _peer_template(folder / "template.docx")

        def ours(entries: int) -> float:
            out = folder / "ours.docx"
            return _spent(lambda: out.write_bytes(_made(snapshots[entries])))

        def strings(entries: int) -> float:
            return _spent(lambda: _strings(folder / "floor.docx", rows[entries]))

        def peer(entries: int) -> float:
            return _spent(lambda: _peer(template, folder / "peer.docx", rows[entries]))

        # In turn, and the best of each.
        jobs = [(ours, n) for n in snapshots] + [(job, n) for job in (strings, peer) for n in (FEW, MANY)]
        rounds = [[job(n) for job, n in jobs] for _ in range(5)]
        best = [min(one) for one in zip(*rounds, strict=True)]
        seconds = dict(zip(snapshots, best, strict=False))
        floors, peers = best[3:5], best[5:7]
        span = MANY - FEW
        a = (seconds[MANY] - seconds[FEW]) / span
        first = (seconds[SOME] - seconds[FEW]) / (SOME - FEW)
        floor = (floors[1] - floors[0]) / span
        other = (peers[1] - peers[0]) / span
        fields = _fields(folder / "ours.docx")
        few, many = (_peak(folder / f"{entries}.rca") for entries in (FEW, MANY))
    whole = ", ".join(f"{entries:,}: {seconds[entries]:.1f} s" for entries in seconds)
    return [
        Row(f"Word report of {whole} rows, {fields:,} marked fields; one more row", ms(a),
            f"XML strings, zipped: {ms(floor)}", f"{a / floor:.2f}", "10", a / floor <= 10),
        Row("the same", ms(a), f"docxtpl, no fields marked: {ms(other)}", f"{a / other:.2f}", "1", a / other <= 1),
        Row(f"the same, rows {FEW} to {MANY:,} beside {FEW} to {SOME:,}", ms(a), ms(first), f"{a / first:.2f}",
            "linear: 1.3", a / first <= 1.3),
        Row(f"the same, peak memory of the process at {MANY:,} rows", f"{many} MB", f"at {FEW} rows: {few} MB",
            f"{many / few:.2f}", "stated", True),
    ]  # fmt: skip


def _spent(job: Callable[[], object]) -> float:
    """Seconds of the processor a job takes: what else the machine does meanwhile does not count."""
    gc.collect()
    begin = time.process_time()
    job()
    return time.process_time() - begin


def _case(folder: Path, entries: int) -> "Snapshot":
    from rca_workbench.exchange import import_into
    from rca_workbench.store import Case

    with Case.create(folder / f"{entries}.rca", title="Bench") as case:
        import_into(case, write_document(folder / f"{entries}.json", entries, FACTORS))
        return case.snapshot


def _made(snapshot: "Snapshot") -> bytes:
    """The whole report as a review copy, its own pictures left out and others put in: 20, whatever the case."""
    from rca_workbench.report import Copy, Edition, build
    from rca_workbench.report.document import PictureBlock
    from rca_workbench.report.template import template
    from rca_workbench.report.word.writer import ReportWriter

    edition = Edition(date(2026, 6, 1), copy=Copy.REVIEW, head="0" * 64, export_id="0" * 32, case_id="0" * 64)
    document = build(snapshot, _TEMPLATE, edition, pictures=False)
    shown = tuple(PictureBlock(_picture(), f"Picture {number}") for number in range(PICTURES))
    return ReportWriter(
        replace(document, blocks=(*document.blocks, *shown)), template(_TEMPLATE).style
    ).saved()


@cache
def _picture() -> "Picture":
    """One of the size a map's part has: 60 KB as a bitmap, which does not grow smaller, and 30 KB as a drawing."""
    from rca_workbench.drawing.pictures import Picture

    svg = b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<path d='M0 0L9 9'/>" * 1_500 + b"</svg>"
    return Picture("A picture", "A picture made for measuring", svg, os.urandom(60_000), 900, 600)


def _fields(path: Path) -> int:
    with zipfile.ZipFile(path) as held:
        return held.read("word/document.xml").count(b'<w:tag w:val="rca/')


def _peak(case: Path) -> int:
    """Most memory, in MB, that a process of its own holds while it opens a case and makes the report.

    Read from Linux's own count: what `getrusage` says of a child begins with what its parent held.
    """
    job = (
        "import sys; from pathlib import Path\n"
        "from benchmarks import word; from rca_workbench.store import Case\n"
        "with Case.open(Path(sys.argv[1]), read_only=True) as case: word._made(case.snapshot)\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", job, str(case)], check=True, capture_output=True, text=True)
    return int(done.stdout) // 1024


def _strings(path: Path, rows: Sequence[tuple[str, ...]]) -> None:
    cells = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{escape(cell)}</w:t></w:r></w:p></w:tc>" for cell in row)
        + "</w:tr>"
        for row in rows
    )
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w='
        '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl>'
        f"{cells}</w:tbl></w:body></w:document>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", body)


def _peer_template(path: Path) -> Path:
    from docx import Document

    document = Document()
    table = document.add_table(3, 5)
    table.cell(0, 0).text = "{%tr for row in rows %}"
    for column in range(5):
        table.cell(1, column).text = f"{{{{ row[{column}] }}}}"
    table.cell(2, 0).text = "{%tr endfor %}"
    document.save(str(path))
    return path


def _peer(template: Path, path: Path, rows: Sequence[tuple[str, ...]]) -> None:
    from docxtpl import DocxTemplate

    document = DocxTemplate(str(template))
    document.render({"rows": rows}, autoescape=True)
    document.save(str(path))
