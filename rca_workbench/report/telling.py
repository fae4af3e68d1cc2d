"""Words of the case as they stand in cells and lines: each field by itself, so that a reader can change it there."""

from rca_workbench.model import Entity
from rca_workbench.report.document import Cell, Paragraph, Span, told

ROOM = "\n\u00a0"
"""Two lines of nothing: room for a signature."""
_ENDS = (".", "?", "!", "…", "”", ":")


def stacked(*parts: Cell | Span) -> Cell:
    """What stands in a cell, one under another, without what is empty; plain words where no field is among them."""
    lines = [part for part in ((one,) if isinstance(one, Span) else one for one in parts) if _says(part)]
    if all(isinstance(line, str) for line in lines):
        return "\n".join(str(line).strip() for line in lines)
    spans: list[Span] = []
    for line in lines:
        if spans:
            spans.append(Span("\n"))
        spans += (Span(line.strip()),) if isinstance(line, str) else line
    return tuple(spans)


def cell(entity: Entity, field: str = "text") -> Cell:
    """A field of the case as a cell of its own; plain and empty where it says nothing."""
    return (told(entity, field),) if str(getattr(entity, field)).strip() else ""


def named(label: str, entity: Entity, field: str) -> tuple[Span, ...]:
    """A field with its name before it; nothing where it says nothing."""
    return (Span(f"{label}: "), told(entity, field)) if str(getattr(entity, field)).strip() else ()


def ended(one: Span) -> tuple[Span, ...]:
    """A field as a sentence: its full stop stands beside it where its own words have none."""
    text = one.text.rstrip()
    return (one,) if not text or text.endswith(_ENDS) else (one, Span(".", bold=one.bold, quiet=one.quiet))


def detail(label: str, *said: Span, style: str = "Finding Detail") -> Paragraph:
    """A line under a statement: its name quiet, then what it says."""
    return Paragraph((Span(f"{label}: ", quiet=True), *said), style)


def fact(name: str, said: str) -> list[Paragraph]:
    """A line of its own: its name quiet, then what is said; none where nothing is."""
    return [detail(name, Span(said), style="Normal")] if said.strip() else []


def field_detail(label: str, entity: Entity, field: str, *, style: str = "Finding Detail") -> list[Paragraph]:
    """A field as a line under a statement, a paragraph for each of its lines; none where it says nothing."""
    one = told(entity, field)
    lines = [(part, line) for part, line in enumerate(one.text.split("\n")) if line.strip()]
    made = []
    for at, (part, line) in enumerate(lines):
        head = (Span(f"{label}: ", quiet=True),) if at == 0 else ()
        made.append(Paragraph((*head, *ended(Span(line, of=one.of, part=part))), style))
    return made


def spans_of_cell(cell: Cell) -> tuple[Span, ...]:
    """A cell as spans, for a line of text."""
    return (Span(cell),) if isinstance(cell, str) else cell


def _says(part: Cell) -> bool:
    return bool(part.strip()) if isinstance(part, str) else any(span.text.strip() for span in part)
