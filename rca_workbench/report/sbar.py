"""SBAR from the case: situation, background, assessment, recommendation. For a handover or a meeting, in a page or two.

People appear by role only.
"""

from rca_workbench.analysis.residual import OUT_OF_USE
from rca_workbench.model import (
    Action,
    Finding,
    ImmediateAction,
    Recommendation,
    Snapshot,
    Standing,
    TimeKind,
)
from rca_workbench.model.time import said_in_words
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.report.bulletin import sentences
from rca_workbench.report.document import Block, Bullets, Span, missing, plain, told
from rca_workbench.report.executive import main_findings
from rca_workbench.report.telling import ended, fact, field_detail

MOST = 8
"""Points listed under one heading; the full report has them all."""


def situation(snapshot: Snapshot) -> list[Block]:
    """What happened, who was harmed, and whether people are safe now."""
    incident = snapshot.incident
    made: list[Block] = [plain(sentences(incident.summary, 3))] if incident.summary else []
    made += field_detail("Harm", incident, "harm", style="Normal")
    made += field_detail("Safe now", incident, "safe_now", style="Normal")
    return made or [missing("What happened is not yet written.")]


def background(snapshot: Snapshot) -> list[Block]:
    """Where and when, what was done at once, what is known of similar events."""
    incident = snapshot.incident
    when = "" if incident.start.kind is TimeKind.UNKNOWN else said_in_words(incident.start)
    made: list[Block] = [
        *field_detail("Service", incident, "service", style="Normal"),
        *field_detail("Where", incident, "setting", style="Normal"),
        *fact("When", _upper(when)),
        *field_detail("Similar earlier events", incident, "related", style="Normal"),
    ]
    done = [told(one, "what") for one in snapshot.of(ImmediateAction).values() if one.what.strip()]
    if done:
        made += [plain("Done at once:"), _points(done)]
    return made or [missing("Where and when it happened is not yet written.")]


def assessment(snapshot: Snapshot) -> list[Block]:
    """What was learned about the system; before there are findings, the agreed factors it rests on."""
    found, _ = main_findings(snapshot)
    if not found:
        return [missing("No findings yet.")]
    so_far = [] if isinstance(found[0], Finding) else [plain("Agreed so far:")]
    return [*so_far, _points([told(one) for one in found])]


def recommendation(snapshot: Snapshot) -> list[Block]:
    """What is asked for and what is planned, with who and by when."""
    said: list[tuple[Span, ...]] = []
    for asked in snapshot.of(Recommendation).values():
        if asked.standing is Standing.DECLINED:
            continue
        to = f" Asked of {asked.to}." if asked.to else " Not yet said of whom it is asked."
        said.append((*ended(told(asked)), Span(to, quiet=True)))
    for one in snapshot.of(Action).values():
        if one.status in OUT_OF_USE:
            continue
        about = [one.owner or "no owner yet", word(one.status).lower()]
        about += [f"due {date_words(one.due)}"] if one.due and not one.done else []
        said.append((*ended(told(one)), Span(f" {_upper(', '.join(about))}.", quiet=True)))
    if not said:
        return [missing("No recommendations or actions have been recorded.")]
    more = len(said) - MOST
    left = [plain(f"And {more} more, in the action plan.")] if more > 0 else []
    return [Bullets(tuple(said[:MOST])), *left]


def _points(texts: list[Span]) -> Bullets:
    shown = texts[:MOST]
    if len(texts) > MOST:
        shown.append(Span(f"And {len(texts) - MOST} more, in the full report."))
    return Bullets(tuple(ended(text) for text in shown))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
