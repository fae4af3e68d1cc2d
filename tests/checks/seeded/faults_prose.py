"""Seeded faults of references in what the team writes."""

from collections.abc import Iterator

from rca_workbench.model import EvidenceItem, ReportText, Snapshot, TimelineEntry
from rca_workbench.model.referring import reference
from tests.checks.seeded.fault import Edit, changed, fault


@fault("C-201")
def refers_to_what_is_gone(case: Snapshot) -> Iterator[Edit]:
    text = case.of(ReportText)["text1"]
    yield changed(
        text, "an entry that was taken out", text=f"{text.text} See {reference('T12, 02:05', 'gone-entry')}."
    )
    yield changed(
        text,
        "a factor that was merged away",
        text=f"{reference('F3, “Two lists”', 'gone-factor')} led to it.",
    )
    entry = next(iter(case.of(TimelineEntry).values()))
    held = next(iter(case.of(EvidenceItem).values()))
    both = f"{text.text} {reference('T1', entry.id)} and {reference('E9, Bleep log', 'gone-evidence')}."
    yield changed(
        text,
        "one that stands beside one that does not",
        text=f"{both} {reference(held.name, held.id)} says so.",
    )
