"""What one more timeline row costs in the Word report, beside plain XML strings zipped, and docxtpl."""

import tempfile
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.cases import write_document
from benchmarks.table import Row, ms, timed

FEW, MANY = 500, 8_000


def measure() -> list[Row]:
    """Cost of a row: (8,000 rows less 500 rows) / 7,500, so that what every report costs falls out."""
    from rca_workbench.exchange import import_into
    from rca_workbench.model import TimelineEntry
    from rca_workbench.report import Edition, export_docx
    from rca_workbench.store import Case

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        snapshots, rows = {}, {}
        for entries in (FEW, 2_000, MANY):
            with Case.create(folder / f"{entries}.rca", title="Bench") as case:
                import_into(case, write_document(folder / f"{entries}.json", entries))
                snapshots[entries] = case.snapshot
            rows[entries] = [
                (one.code, one.time.said or one.time.start or "", "Ward nurse 1", one.text, "Clinical notes")
                for one in snapshots[entries].of(TimelineEntry).values()
            ]

        def ours(entries: int) -> float:
            return min(
                timed(
                    lambda: export_docx(
                        snapshots[entries],
                        folder / "ours.docx",
                        page_numbers=False,
                        pictures=False,
                        edition=Edition(date(2026, 6, 1), head="0" * 64),
                    )
                )
                for _ in range(3)
            )

        def strings(entries: int) -> float:
            return min(timed(lambda: _strings(folder / "floor.docx", rows[entries])) for _ in range(3))

        def peer(entries: int) -> float:
            template = _peer_template(folder / "template.docx")
            return min(timed(lambda: _peer(template, folder / "peer.docx", rows[entries])) for _ in range(2))

        span = MANY - FEW
        a = (ours(MANY) - ours(FEW)) / span
        first = (ours(2_000) - ours(FEW)) / (2_000 - FEW)
        floor = (strings(MANY) - strings(FEW)) / span
        other = (peer(MANY) - peer(FEW)) / span
    return [
        Row("Word report, one more timeline row", ms(a), f"XML strings, zipped: {ms(floor)}", f"{a / floor:.2f}",
            "6", a / floor <= 6),
        Row("the same", ms(a), f"docxtpl: {ms(other)}", f"{a / other:.2f}", "0.5", a / other <= 0.5),
        Row("the same, rows 500 to 8,000 beside 500 to 2,000", ms(a), ms(first), f"{a / first:.2f}", "linear: 1.3",
            a / first <= 1.3),
    ]  # fmt: skip


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
