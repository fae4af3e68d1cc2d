"""For each rule on references in what the team writes, a case that breaks it and a sound one."""

from collections.abc import Iterable

from rca_workbench.model import Entity, ReportText, TimelineEntry
from rca_workbench.model.referring import reference

ENTRY = TimelineEntry(id="entry", code="T14", text="The registrar was called")

EACH_PROSE: dict[str, tuple[Iterable[Entity], Iterable[Entity]]] = {
    "C-201": (
        (ENTRY, ReportText(id="a", text=f"As {reference('T12', 'gone')} shows.")),
        (
            ENTRY,
            ReportText(
                id="a", text=f"As {reference('T14', 'entry')} shows, and section {reference('‘x’', '#x')}."
            ),
        ),
    ),
}
