"""The findings: statements of what was learned, and the agreed factors by level of the system behind them.

A statement says where it comes from and what follows from it, so that a reader can follow it both ways. People appear
by role only.
"""

from collections.abc import Iterable
from dataclasses import replace

from rca_workbench.analysis.graph import FINDING_KINDS
from rca_workbench.analysis.residual import OUT_OF_USE
from rca_workbench.analysis.tracing import Trace, findings_in_order, trace
from rca_workbench.drawing.map import band_of, bands
from rca_workbench.model import (
    FROM_THE_SYSTEM,
    Action,
    EvidenceItem,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    FindingKind,
    Link,
    LinkType,
    Performance,
    Snapshot,
    Stance,
    TimelineEntry,
    shortened,
)
from rca_workbench.model.words import factor_word, word
from rca_workbench.reference import accimap_levels
from rca_workbench.report.document import Block, Bullets, Heading, Paragraph, Span, missing, told
from rca_workbench.report.sources import note_of, sort_of
from rca_workbench.report.telling import ended, field_detail

QUOTED = 3
"""Quotations printed under a statement; Details in the case has them all."""


def findings(snapshot: Snapshot) -> list[Block]:
    """Agreed factors by level, from the most remote to the harm, each with what it led to and what it rests on.

    What is only suggested is listed apart: it is no finding (rule G-22). Harms and events are what is to be explained,
    and stand in their place whatever their status.
    """
    suggested = [
        one
        for one in snapshot.of(Factor).values()
        if one.status is FactorStatus.CANDIDATE and one.factor_kind in FINDING_KINDS
    ]
    factors = [
        one
        for one in snapshot.of(Factor).values()
        if one.status is FactorStatus.FINDING
        or (one.status is FactorStatus.CANDIDATE and one.factor_kind not in FINDING_KINDS)
    ]
    made: list[Block] = _statements(snapshot, FindingKind.SYSTEM)
    if not factors and not made:
        made.append(missing("No factors have been agreed yet."))
    for number, band in enumerate(bands()):
        here = [one for one in factors if band_of(one) == number]
        if not here:
            continue
        made.append(Heading(2, band.label, f"level_{number}"))
        marks = {level.mark for level in accimap_levels() if level.id in band.levels} - {""}
        if marks:
            made.append(
                Paragraph((Span(f"Level of an AcciMap: {' or '.join(sorted(marks)).lower()}.", quiet=True),))
            )
        for one in sorted(here, key=lambda factor: (FROM_THE_SYSTEM.index(factor.factor_kind), factor.code)):
            made += _finding(snapshot, one)
    others = [one for one in snapshot.of(Factor).values() if one.status is FactorStatus.OTHER_FINDING]
    stated = _statements(snapshot, FindingKind.OTHER)
    if others or stated:
        made.append(Heading(2, "Other findings, not causal", "other_findings"))
        made += stated
    if others:
        made.append(Bullets(tuple((told(one),) for one in others)))
    if suggested:
        made.append(Heading(2, "Suggested, not yet agreed", "suggested"))
        made.append(Bullets(tuple((told(one),) for one in suggested if one.text.strip())))
    return made


def brief(snapshot: Snapshot) -> list[Block]:
    """For a short report: the statements; then the agreed factors as a list, from the system to the sharp end."""
    made = _statements(snapshot, FindingKind.SYSTEM)
    agreed = [one for one in snapshot.of(Factor).values() if one.status is FactorStatus.FINDING]
    for kind in FROM_THE_SYSTEM:
        here = [one for one in agreed if one.factor_kind is kind and kind in FINDING_KINDS]
        if here:
            word_of = factor_word(kind, snapshot.case.profile)
            made.append(Heading(2, f"{word_of}s", f"brief_{kind}"))
            made.append(Bullets(tuple(_in_brief(snapshot, one) for one in here)))
    return made or [missing("No factors have been agreed yet.")]


def _in_brief(snapshot: Snapshot, one: Factor) -> tuple[Span, ...]:
    note = _note(snapshot, one)
    lacks = () if note else (Span(" No source yet.", quiet=True),)
    return Span(f"{one.code} ".lstrip(), quiet=True), *ended(replace(told(one), note=note)), *lacks


def good_practice(snapshot: Snapshot) -> list[Block]:
    """What went well, and barriers that held."""
    said: list[tuple[Span, ...]] = [
        (told(one),) for one in snapshot.of(TimelineEntry).values() if one.good_practice
    ]
    for one in snapshot.of(Factor).values():
        held = one.performed is Performance.HELD and one.status is not FactorStatus.REJECTED
        if held or one.status is FactorStatus.GOOD_PRACTICE:
            how = (Span(f" ({word(one.performed).lower()})", quiet=True),) if held else ()
            said.append((told(one), *how))
    stated = _statements(snapshot, FindingKind.GOOD_PRACTICE)
    if said:
        return [*stated, Bullets(tuple(said))]
    return stated or [missing("Nothing is recorded of what went well.")]


def _statements(snapshot: Snapshot, kind: FindingKind) -> list[Block]:
    """What was learned, as the team states it: what is furthest from the patient first, in the team's order within."""
    traces = [trace(snapshot, one) for one in findings_in_order(snapshot) if one.finding_kind is kind]
    last = len(accimap_levels()) + 1
    traces.sort(key=lambda one: one.level.order if one.level is not None else last)
    return [block for one in traces for block in _statement(snapshot, one)]


def _statement(snapshot: Snapshot, of: Trace) -> list[Block]:
    code = (Span(f"{of.finding.code} ", quiet=True),) if of.finding.code else ()
    note = note_of(snapshot, of.excerpts, [one.code for one in of.entries])
    text = replace(told(of.finding, bold=True), note=note)
    made: list[Block] = [Paragraph((*code, text), "Finding")]
    # What was stopped, or had no effect, does not follow any more.
    follows = [one for one in of.actions if not (isinstance(one, Action) and one.status in OUT_OF_USE)]
    lines = (
        ("Because of", [_named(one) for one in of.factors]),
        ("What follows", [_named(one) for one in follows]),
        ("Answers", [_named(one) for one in of.questions]),
    )
    for name, said in lines:
        if said:
            made.append(_detail(f"{name}: ", "; ".join(said)))
    made += _sorted(snapshot, of.excerpts, note)
    for one in [each for each in of.excerpts if each.quote][:QUOTED]:
        item = snapshot.get(EvidenceItem, one.evidence)
        against = "disputes it" if one.stance is Stance.DISPUTES else ""
        where = ", ".join(
            part for part in (item.code or item.name if item else "", one.place, against) if part
        )
        made.append(_detail(f"{where}: " if where else "", f"“{shortened(one.quote, 240)}”"))
    if not follows and of.finding.finding_kind is FindingKind.SYSTEM:
        made.append(_detail("What follows: ", "no action or recommendation yet"))
    return made


def _detail(name: str, said: str) -> Paragraph:
    closed = said if said.endswith(("?", "”")) else said.rstrip(".") + "."
    return Paragraph((Span(name, quiet=True), Span(closed)), "Finding Detail")


def _named(one: object) -> str:
    code, text = str(getattr(one, "code", "")), str(getattr(one, "text", ""))
    return f"{code} {shortened(text, 90)}".strip().rstrip(".")


def _finding(snapshot: Snapshot, one: Factor) -> list[Block]:
    kind = factor_word(one.factor_kind, snapshot.case.profile)
    about = [kind]
    about += [word(one.performed).lower()] if one.performed else []
    about += [word(one.problem).lower()] if one.problem else []
    about += [word(one.confidence).lower()] if one.confidence else []
    factors = snapshot.of(Factor)
    leads = [
        (link, factors[link.target])
        for link in snapshot.pointed_from(Link, "source", one.id)
        if link.target and link.target in factors and factors[link.target].status is not FactorStatus.REJECTED
    ]
    note = _note(snapshot, one)
    made: list[Block] = [
        Paragraph(
            (Span(f"{one.code} " if one.code else "", quiet=True), replace(told(one, bold=True), note=note)),
            "Finding",
        ),
        Paragraph((Span(f"{', '.join(about)}.", quiet=True),), "Finding Detail"),
    ]
    made += field_detail("Why it made sense at the time", one, "sense")
    made += [_link(one, link, other) for link, other in leads]
    return made + _sorted(snapshot, snapshot.pointed_from(Excerpt, "about", one.id), note)


def _sorted(snapshot: Snapshot, excerpts: Iterable[Excerpt], note: str) -> list[Block]:
    """What sort of statement it is, or that nothing bears it out yet; `note` is its footnote."""
    sort = sort_of(snapshot, excerpts) if note else "No source yet."
    return [Paragraph((Span(sort, quiet=True),), "Finding Detail")] if sort else []


def _note(snapshot: Snapshot, one: Factor) -> str:
    shown = (snapshot.get(TimelineEntry, id) for id in dict.fromkeys((*one.entries, one.entry)) if id)
    excerpts = snapshot.pointed_from(Excerpt, "about", one.id)
    return note_of(snapshot, excerpts, [entry.code for entry in shown if entry is not None])


def _link(one: Factor, link: Link, other: Factor) -> Paragraph:
    """What a link claims, of which factor, and how sure that is. A barrier did not lead to what it was meant to stop."""
    sure = [f"without it: {word(link.but_for).lower()}"] if link.but_for else []
    sure += [word(link.confidence).lower()] if link.confidence else []
    tail = f" ({'; '.join(sure)})" if sure else ""
    code = f"{other.code} " if other.code else ""
    return Paragraph(
        (
            Span(f"{_claim(one, link)}: ", quiet=True),
            Span(f"{code}{(other.short_label or other.text).rstrip('.')}"),
            Span(f"{tail}.", quiet=True),
            *((Span(" "), *ended(told(link, "rationale"))) if link.rationale else ()),
        ),
        "Finding Detail",
    )


def _claim(one: Factor, link: Link) -> str:
    if one.factor_kind is FactorKind.BARRIER and link.link_type is LinkType.CONTRIBUTED_TO:
        # Not the barrier led to it, but how it did.
        return "How it did bears on"
    return _CLAIMS[link.link_type]


_CLAIMS = {
    LinkType.CONTRIBUTED_TO: "Contributed to",
    LinkType.INTENDED_TO_STOP: "Was meant to stop",
    LinkType.REINFORCES: "Reinforces over time",
    LinkType.CONFLICTS_WITH: "Conflicts with",
}
