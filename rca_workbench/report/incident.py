"""The incident and what it led to, how it was found, and what it is looked into with: the first chapters of a report."""

from collections import Counter
from datetime import datetime

from rca_workbench.analysis.asking import response_words
from rca_workbench.analysis.deciding import decided
from rca_workbench.model import EvidenceItem, EvidenceKind, Excerpt, Snapshot, TimeKind
from rca_workbench.model.time import Time, said_in_words
from rca_workbench.model.time_said import length_words
from rca_workbench.model.words import counted, listed, word
from rca_workbench.reference.harm import harm_words
from rca_workbench.report import record
from rca_workbench.report.document import (
    Block,
    Cell,
    Column,
    Paragraph,
    Span,
    TableBlock,
    missing,
)
from rca_workbench.report.telling import cell, field_detail

_WHAT = (Column("What", 3), Column("As known", 9))


def brief(snapshot: Snapshot) -> list[Block]:
    """What identifies the incident, in a few rows: when, where, how bad, how it was found, how it is looked into."""
    incident, decision = snapshot.incident, decided(snapshot)
    rows: tuple[tuple[str, Cell], ...] = (
        ("When", when_of(snapshot)),
        ("Where", cell(incident, "setting")),
        ("Service", cell(incident, "service")),
        ("Level of harm", harm_words(incident.harm_level)),
        ("Found", moment_said(incident.found)),
        ("Response", response_words(decision.level) if decision is not None else ""),
    )
    known = tuple((name, said) for name, said in rows if said)
    return [TableBlock("The incident in brief", _WHAT, known, "brief_table")] if known else []


def consequences(snapshot: Snapshot) -> list[Block]:
    """Who was harmed and how, whether people are safe now, what was done at once, and whether it happened before."""
    incident = snapshot.incident
    made: list[Block] = [
        *field_detail("Harm", incident, "harm", style="Normal"),
        *field_detail("Safe now", incident, "safe_now", style="Normal"),
        *field_detail("Similar earlier events", incident, "related", style="Normal"),
    ]
    if not incident.harm.strip() and incident.harm_level:
        made.insert(
            0, Paragraph((Span("Level of harm: ", quiet=True), Span(f"{harm_words(incident.harm_level)}.")))
        )
    return [*made, *record.immediate_actions(snapshot)] or [missing("What it led to is not yet written.")]


def detection(snapshot: Snapshot) -> list[Block]:
    """How long it took until it was found, and until it was reported."""
    incident = snapshot.incident
    if incident.found.kind is TimeKind.UNKNOWN and not incident.found.said.strip():
        return [missing("When and how the incident was found is not recorded.")]
    rows = (
        ("Happened", when_of(snapshot)),
        ("Found", _after(incident.found, incident.end if incident.end.start else incident.start)),
        ("Reported locally", _after(incident.reported, incident.found)),
    )
    return [TableBlock("", _WHAT, tuple((name, said) for name, said in rows if said))]


def gathered(snapshot: Snapshot) -> list[Block]:
    """How much information was gathered, of which kinds, and where the list of it stands."""
    items = list(snapshot.of(EvidenceItem).values())
    if not items:
        return [missing("No information is in the evidence register yet.")]
    counts = Counter(one.evidence_kind for one in items)
    kinds = [
        f"{_kind(kind)} ({number})" if len(items) > 1 else _kind(kind)
        for kind, number in counts.most_common()
    ]
    used = sum(bool(snapshot.pointed_from(Excerpt, "evidence", one.id)) for one in items)
    rest = "Statements in this report rest on " + (
        "it" if len(items) == 1 else "all of them" if used == len(items) else f"{used} of them"
    )
    return [
        Paragraph(
            (
                Span(f"{counted(len(items), 'source')}: {listed(kinds)}. "),
                Span(f"{rest}. See " if used else "See "),
                Span("the list of evidence", to="evidence_table"),
                Span("."),
            )
        )
    ]


def when_of(snapshot: Snapshot) -> str:
    """When it happened, from its beginning to its end."""
    incident = snapshot.incident
    parts = [
        said_in_words(one).removeprefix("some time on ").removeprefix("at ").removeprefix("in ")
        for one in (incident.start, incident.end)
        if one.kind is not TimeKind.UNKNOWN
    ]
    said = " to ".join(dict.fromkeys(parts)) or incident.start.said
    return said[:1].upper() + said[1:]


def moment_said(time: Time) -> str:
    """A moment with a capital; empty where it is not known."""
    said = time.said.strip() if time.kind is TimeKind.UNKNOWN else said_in_words(time)
    return said[:1].upper() + said[1:]


def _after(time: Time, before: Time) -> str:
    said = moment_said(time)
    if not (said and time.start and before.start and "T" in time.start and "T" in before.start):
        return said
    seconds = (datetime.fromisoformat(time.start) - datetime.fromisoformat(before.start)).total_seconds()
    return f"{said}, {length_words(int(seconds))} later" if seconds > 0 else said


def _kind(kind: EvidenceKind | None) -> str:
    return word(kind).lower() if kind is not None else "kind not said"
