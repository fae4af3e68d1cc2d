"""Why this response: the decision with its reasons, the criteria as they were answered, and who looked into it."""

from collections.abc import Iterable

from rca_workbench.analysis.asking import Asked, asked, kept, response_words, threshold
from rca_workbench.analysis.deciding import decisions, drafted
from rca_workbench.model import Answer, CriterionAnswer, Decision, Snapshot, TeamMember
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.reference.criteria import Part, criteria
from rca_workbench.reference.versions import list_words
from rca_workbench.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Heading,
    Span,
    TableBlock,
    missing,
    plain,
    told_in_paragraphs,
)
from rca_workbench.report.telling import cell, fact, field_detail, stacked

_WEIGHED = (Part.SERIOUS, Part.QUESTION)
"""Lists of which a no is printed with its reason; of the others it is counted."""


def decision(snapshot: Snapshot) -> list[Block]:
    """The decision that stands, what it rests on, and the team."""
    found = decisions(snapshot)
    rows, gone = asked(snapshot), kept(snapshot)
    made: list[Block] = []
    written = drafted(snapshot)
    if found:
        made += _decided(found[0])
    elif written is not None:
        made.append(missing("A decision is being written. It has no date yet, so it is not on record."))
        made += _decided(written)
    elif any(row.met is not None for row in rows) or snapshot.of(TeamMember):
        made.append(missing("How this incident is looked into is not yet decided on record."))
    made += _criteria(snapshot, rows, gone)
    made += _team(snapshot)
    if found[1:]:
        made.append(Heading(3, "Earlier decisions", "decision_earlier"))
        made.append(Bullets(tuple(_earlier(one) for one in found[1:])))
    return made or [missing("How it was decided to look into this incident is not yet written.")]


def _decided(one: Decision) -> list[Block]:
    by = ", ".join(part for part in (one.by, date_words(one.on) if one.on else "") if part)
    then = one.proposed.partition("\n")[0].rstrip(".")
    response = response_words(one.level)
    led_to = then if then and then != response.rstrip(".") else ""
    return [
        *told_in_paragraphs(one, "outcome"),
        *fact("Response", response),
        *field_detail("Reasons", one, "reason", style="Normal"),
        *field_detail("Alternatives weighed", one, "alternatives", style="Normal"),
        *fact("What the answers led to", led_to),
        *field_detail("Consulted", one, "consulted", style="Normal"),
        *fact("Decided", by),
        *fact("To be looked at again on", date_words(one.reconsider) if one.reconsider else ""),
    ]


def _criteria(snapshot: Snapshot, rows: Iterable[Asked], gone: tuple[CriterionAnswer, ...]) -> list[Block]:
    printed, left_out = [], {Part.NATIONAL: 0, Part.NEVER_EVENT: 0, Part.NOTIFY: 0}
    for row in rows:
        if row.met is None:
            continue
        if row.met is Answer.NO and row.criterion.part in left_out:
            left_out[row.criterion.part] += 1
        elif row.met is not Answer.NO or row.criterion.part in _WEIGHED:
            printed.append(_row(row))
    printed += [_gone(one) for one in gone]
    if not printed and not any(left_out.values()):
        return []
    made: list[Block] = [Heading(3, "The criteria as they were answered", "decision_criteria")]
    if printed:
        columns = (Column("Criterion", 34), Column("Met", 12), Column("Reason", 36), Column("By, on", 18))
        made.append(TableBlock("Criteria", columns, tuple(printed)))
    counted = [f"{count} {_PLAIN[part][count != 1]}" for part, count in left_out.items() if count]
    far = threshold(snapshot)
    said = []
    if counted:
        said.append(f"Answered with no besides: {', '.join(counted)}.")
    if far.open:
        said.append(f"{len(far.open)} of {far.of} criteria have no answer.")
    lists = dict.fromkeys(
        row.answer.list_version for row in rows if row.answer is not None and row.answer.list_version
    )
    if lists:
        said.append(f"Answered on these lists: {list_words('; '.join(lists))}.")
    return [*made, *(plain(one) for one in said)]


def _row(row: Asked) -> tuple[Cell, ...]:
    held, known = row.answer, criteria()
    asks = held.wording if held is not None and held.wording else row.criterion.ask
    mark = f"\n({row.criterion.mark})" if row.criterion.mark else ""
    reason = cell(held, "reason") if held is not None else ""
    if row.because and (held is None or held.answer is None):
        reason = f"By: {', '.join(known[id].ask for id in row.because)}"
    return f"{asks}{mark}", word(row.met), reason, _by(held)


def _gone(one: CriterionAnswer) -> tuple[Cell, ...]:
    asks = f"{one.wording or one.criterion}\n(no longer on the list: {list_words(one.list_version)})"
    return asks, word(one.answer) or "No answer", cell(one, "reason"), _by(one)


def _by(held: CriterionAnswer | None) -> str:
    if held is None:
        return ""
    return ", ".join(part for part in (held.by, date_words(held.on) if held.on else "") if part)


def _team(snapshot: Snapshot) -> list[Block]:
    members = sorted(snapshot.of(TeamMember).values(), key=lambda one: (one.order, one.id))
    if not members:
        return []
    rows = tuple(
        (
            one.role or "Not named yet",
            word(one.part),
            one.organisation,
            stacked(word(one.independent) or "Not said", cell(one, "interests")),
            ", ".join(
                part for part in (one.training, date_words(one.trained) if one.trained else "") if part
            ),
        )
        for one in members
    )
    columns = (
        Column("Who, by role", 22),
        Column("Part", 17),
        Column("From", 17),
        Column("Independent of the area, and ties", 24),
        Column("Training", 20),
    )
    return [Heading(3, "Who looked into it", "decision_team"), TableBlock("The team", columns, rows)]


def _earlier(one: Decision) -> tuple[Span, ...]:
    on = f"{date_words(one.on)}: " if one.on else ""
    by = f" ({one.by})" if one.by.strip() else ""
    return (Span(on, quiet=True), Span(f"{(one.outcome or response_words(one.level)).rstrip('.')}{by}."))


_PLAIN = {
    Part.NATIONAL: ("event with a required response", "events with a required response"),
    Part.NEVER_EVENT: ("entry of the Never Events list", "entries of the Never Events list"),
    Part.NOTIFY: ("reason to tell somebody else", "reasons to tell somebody else"),
}
