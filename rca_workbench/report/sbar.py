"""SBAR from the case: situation, background, assessment, recommendation. For a handover or a meeting, in a page or two.

People appear by role only.
"""

from rca_workbench.analysis.residual import OUT_OF_USE
from rca_workbench.analysis.tracing import findings_in_order, trace
from rca_workbench.model import (
    Action,
    Factor,
    FactorKind,
    FactorStatus,
    FindingKind,
    ImmediateAction,
    Recommendation,
    Snapshot,
    TimeKind,
)
from rca_workbench.model.time import said_in_words
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.report.bulletin import sentences
from rca_workbench.report.document import Block, Bullets, Paragraph, Span, missing, plain

MOST = 8
"""Points listed under one heading; the full report has them all."""


def situation(snapshot: Snapshot) -> list[Block]:
    """What happened, who was harmed, and whether people are safe now."""
    incident = snapshot.incident
    made: list[Block] = [plain(sentences(incident.summary, 3))] if incident.summary else []
    made += [_line("Harm", incident.harm), _line("Safe now", incident.safe_now)]
    shown = [one for one in made if isinstance(one, Paragraph) and one.spans[-1].text]
    return [*shown] or [missing("What happened is not yet written.")]


def background(snapshot: Snapshot) -> list[Block]:
    """Where and when, what was done at once, what is known of similar events."""
    incident = snapshot.incident
    when = "" if incident.start.kind is TimeKind.UNKNOWN else said_in_words(incident.start)
    made: list[Block] = [
        _line(name, said)
        for name, said in (
            ("Service", incident.service), ("Where", incident.setting), ("When", when[:1].upper() + when[1:]),
            ("Similar earlier events", incident.related),
        )
        if said
    ]  # fmt: skip
    done = [one.what for one in snapshot.of(ImmediateAction).values() if one.what.strip()]
    if done:
        made.append(plain("Done at once:"))
        made.append(_points(done))
    return made or [missing("Where and when it happened is not yet written.")]


def assessment(snapshot: Snapshot) -> list[Block]:
    """What was learned about the system; before there are findings, the agreed factors it rests on."""
    traces = [
        trace(snapshot, one) for one in findings_in_order(snapshot) if one.finding_kind is FindingKind.SYSTEM
    ]
    if traces:
        return [_points([one.finding.text for one in traces])]
    systems = [
        one.text
        for one in snapshot.of(Factor).values()
        if one.factor_kind is FactorKind.SYSTEM_FACTOR and one.status is FactorStatus.FINDING
    ]
    if systems:
        return [plain("Agreed so far:"), _points(systems)]
    return [missing("No findings yet.")]


def recommendation(snapshot: Snapshot) -> list[Block]:
    """What is asked for and what is planned, with who and by when."""
    said: list[tuple[Span, ...]] = []
    for asked in snapshot.of(Recommendation).values():
        to = f" Asked of {asked.to}." if asked.to else " Not yet said of whom it is asked."
        said.append((Span(_closed(asked.text)), Span(to, quiet=True)))
    for one in snapshot.of(Action).values():
        if one.status in OUT_OF_USE:
            continue
        about = [one.owner or "no owner yet", word(one.status).lower()]
        about += [f"due {date_words(one.due)}"] if one.due and not one.done else []
        said.append((Span(_closed(one.text)), Span(f" {_upper(', '.join(about))}.", quiet=True)))
    if not said:
        return [missing("No recommendations or actions have been recorded.")]
    more = len(said) - MOST
    left = [plain(f"And {more} more, in the action plan.")] if more > 0 else []
    return [Bullets(tuple(said[:MOST])), *left]


def _points(texts: list[str]) -> Bullets:
    shown = [_closed(text) for text in texts[:MOST]]
    if len(texts) > MOST:
        shown.append(f"And {len(texts) - MOST} more, in the full report.")
    return Bullets(tuple((Span(text),) for text in shown))


def _line(name: str, said: str) -> Paragraph:
    return Paragraph((Span(f"{name}: ", quiet=True), Span(said)))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _closed(text: str) -> str:
    return _upper(text.strip()).rstrip(".") + "."
