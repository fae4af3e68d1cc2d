"""How the criteria of closure stand, for the commissioner's page and for the end of a report that was closed."""

from datetime import date, datetime, time

from rca_workbench.analysis.closure import (
    ClosureLine,
    Verdict,
    closure,
    closure_decision,
    gaps,
    stages,
)
from rca_workbench.checks.closure_wording import wording_of
from rca_workbench.model import Answer, Snapshot
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.reference.closure import ClosureSet, set_name
from rca_workbench.report.document import (
    Block,
    Column,
    Paragraph,
    Span,
    TableBlock,
    missing,
    plain,
    told_in_paragraphs,
)

_STATES = {
    Verdict.MET: "Met",
    Verdict.NOT_MET: "Not met",
    Verdict.CANNOT_TELL: "Cannot be told from the case",
    Verdict.NOT_APPLICABLE: "Not applicable",
}


def criteria(snapshot: Snapshot, day: date) -> list[Block]:
    """The three states, then each criterion with what shows it, gaps first; and the decision to close."""
    # A document knows the day it was made, not the hour: what is due on that day is not called late.
    lines = closure(snapshot, datetime.combine(day, time.min), wording_of(snapshot))
    left = gaps(lines)
    made: list[Block] = [_states(snapshot)]
    said = f"{len(lines) - len(left)} of {len(lines)} criteria are answered for"
    made.append(
        plain(f"{said}; {len(left)} {'is a gap' if len(left) == 1 else 'are gaps'}." if left else f"{said}.")
    )
    for part in ClosureSet:
        rows = tuple(_row(one) for one in lines if one.item.set is part)
        if rows:
            columns = (
                Column("No.", 3),
                Column("Criterion", 8),
                Column("State", 4),
                Column("What shows it", 11),
            )
            made.append(TableBlock(set_name(part), columns, rows))
    marks = sorted({one.item.mark for one in lines if one.item.mark})
    made += [Paragraph((Span(f"The criteria: {mark.lower()}.", quiet=True),)) for mark in marks]
    return [*made, *_decision(snapshot)]


def appendix(snapshot: Snapshot, day: date) -> list[Block]:
    """The same at the end of a report, from when somebody has begun to close the investigation."""
    return criteria(snapshot, day) if closure_decision(snapshot) is not None else []


def _states(snapshot: Snapshot) -> TableBlock:
    found = stages(snapshot)
    rows = (
        ("Report closed", found.report_words),
        ("Actions implemented", found.actions_words),
        ("Effect sustained", found.effect_words),
    )
    return TableBlock(
        "Three states, none of which follows from another",
        (Column("State", 3), Column("How it stands", 8)),
        rows,
    )


def _row(one: ClosureLine) -> tuple[str, str, str, str]:
    shown = one.shown.words
    given = one.answer
    if given is not None and given.answer is not None:
        by = f", {given.by}" if given.by else ""
        answer = {Answer.YES: "met", Answer.NO: "not met"}.get(given.answer, word(given.answer).lower())
        why = f": {given.reason}" if given.reason.strip() else ", no reason given"
        shown = f"Answered {answer}{by}{why}\nThe case shows: {shown}"
    return one.item.id, one.item.criterion, _STATES[one.verdict], shown


def _decision(snapshot: Snapshot) -> list[Block]:
    last = closure_decision(snapshot)
    if last is None:
        return [missing("No closure decision is recorded.")]
    when = f", {date_words(last.on)}" if last.on else ""
    by = f", by {last.by}" if last.by else ""
    said = word(last.closure) or "Not said in which state"
    return [
        Paragraph((Span("Closure decision: ", bold=True), Span(f"{said}{when}{by}."))),
        *told_in_paragraphs(last, "reason"),
    ]
