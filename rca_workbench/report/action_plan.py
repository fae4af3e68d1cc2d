"""Recommendations and actions in a report, and the action plan as a document of its own.

Three states stand apart wherever a plan is printed: report closed, action implemented, effect sustained.
People appear by role only.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from rca_workbench.analysis.action_days import leaving_words
from rca_workbench.analysis.effect import effect_shown
from rca_workbench.analysis.invented import invented_words
from rca_workbench.analysis.plan import Plan, approved_without, follow_through_of, left_on, plan
from rca_workbench.analysis.spc import chart
from rca_workbench.analysis.standing import unaddressed_system_factors
from rca_workbench.drawing.mixes import TITLE, mixes_picture
from rca_workbench.model import (
    FROM_THE_SYSTEM,
    Action,
    ActionStatus,
    DataPoint,
    Factor,
    FactorStatus,
    Finding,
    Measure,
    ProgressKind,
    ProgressNote,
    Recommendation,
    Snapshot,
    shortened,
)
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import word
from rca_workbench.reference import profile
from rca_workbench.report.document import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    PictureBlock,
    Span,
    TableBlock,
    missing,
    plain,
    told,
)
from rca_workbench.report.telling import ROOM, cell, detail, ended, field_detail, spans_of_cell, stacked

_NO_FACTOR = "Not tied to a factor"
_MEASURE = 70
"""Letters of a measure's name and of its baseline in its narrow column; the table of measures has them whole."""
_BLANK_ROWS = 3
"""Rows to sign in for roles the case does not name."""


def actions(snapshot: Snapshot) -> list[Block]:
    """Recommendations and actions with what each addresses, how strong they are, and what became of them."""
    words = profile(snapshot.case.profile)
    made: list[Block] = []
    if snapshot.of(Recommendation):
        title = words.term("improvements") if "improvements" in words.terms else "Recommendations"
        made.append(_asked(snapshot, title, in_report=True))
    whole = plan(snapshot)
    if whole.actions:
        rows = tuple(_row(snapshot, one) for one in whole.actions)
        made += [_states(snapshot), TableBlock(words.term("actions"), _COLUMNS, rows)]
        made += _strength(whole)
        stories = [block for one in whole.actions for block in _story(snapshot, one)]
        if stories:
            made += [Heading(3, "What became of each", "actions_story"), *stories]
    made += _without(snapshot)
    return made or [missing("No recommendations or actions have been recorded.")]


def mixes(snapshot: Snapshot) -> list[Block]:
    """The plan beside published plans, as a picture; nothing where there is no plan yet."""
    whole = plan(snapshot)
    return [PictureBlock(mixes_picture(whole), TITLE)] if whole.counted else []


# -- the action plan as a document ------------------------------------------------------------------------


def standing(snapshot: Snapshot, day: date) -> list[Block]:
    """Where the plan stands on a day: the three states, what is late, what nobody owns, what nothing can show."""
    whole = plan(snapshot)
    if not whole.actions:
        return [missing("No actions have been recorded.")]
    late, due = whole.overdue(day), whole.review_due(day)
    lines = [
        ("Late", [f"{_named(one)}, due {_day(one.due)}, {_days(one.due, day)}" for one in late]),
        ("To be reviewed", [f"{_named(one)}, since {_day(one.review)}" for one in due]),
        (
            "The owner has left the post or leaves it",
            [
                f"{_named(one)}: {one.owner} {leaving_words(left_on(snapshot, one), day)}"
                for one in whole.owner_left
            ],
        ),
        ("Without a measure", [_named(one) for one in whole.without_measure]),
        ("Measured, without a baseline", [_named(one) for one in whole.without_baseline]),
        (
            "Aimed at a lower level than the factor",
            [
                f"{_named(one)}, for {factor.code} {shortened(factor.text, 60)}"
                for one, factor in whole.aimed_lower
            ],
        ),
    ]
    made: list[Block] = [_states(snapshot), *_strength(whole)]
    for title, said in lines:
        if said:
            made.append(Paragraph((Span(f"{title}: ", bold=True), Span("; ".join(said) + "."))))
    return made


def table(snapshot: Snapshot) -> list[Block]:
    """Every action under the first factor it answers, then what nothing is planned about."""
    factors = sorted(snapshot.of(Factor).values(), key=lambda one: FROM_THE_SYSTEM.index(one.factor_kind))
    shown: set[str] = set()
    made: list[Block] = []
    everything = plan(snapshot).actions
    for factor in factors:
        here = [one for one in everything if factor.id in one.addresses]
        if not here:
            continue
        made.append(Heading(2, f"{factor.code} {shortened(factor.text, 140)}".strip(), f"plan_{factor.id}"))
        made += _rows_of(snapshot, here, shown)
    known = {factor.id for factor in factors}
    rest = [one for one in everything if not known & set(one.addresses)]
    if rest:
        made += [Heading(2, _NO_FACTOR, "plan_none"), *_rows_of(snapshot, rest, shown)]
    if snapshot.of(Recommendation):
        made += [Heading(2, "Recommendations to others", "plan_asked"), _asked(snapshot, "")]
    return made + _without(snapshot)


def measures(snapshot: Snapshot) -> list[Block]:
    """What is counted for each action: where it stood before, how many values there are, and what they show."""
    rows: list[tuple[Cell, ...]] = []
    for one in sorted(snapshot.of(Measure).values(), key=lambda each: each.order):
        action = snapshot.get(Action, one.action)
        values = snapshot.pointed_from(DataPoint, "measure", one.id)
        counted = f"{len(values)} {'value' if len(values) == 1 else 'values'}"
        rows.append(
            (
                stacked(cell(one, "name"), cell(one, "definition"), invented_words(one)),
                action.code or shortened(action.text, 40) if action else "",
                cell(one, "baseline"),
                f"{counted}\n{one.every}".strip(),
                chart(snapshot, one).verdict.words,
            )
        )
    columns = (
        Column("Measure", 30), Column("For", 8), Column("Before the change", 20), Column("Values", 12),
        Column("What the chart says", 30),
    )  # fmt: skip
    return [TableBlock("", columns, tuple(rows))] if rows else []


def signatures(snapshot: Snapshot) -> list[Block]:
    """Lines to sign on: who approves the plan, and each owner, by role."""
    whole = plan(snapshot)
    roles = list(dict.fromkeys(one.approved_by.strip() for one in whole.actions if one.approved_by.strip()))
    owners = list(dict.fromkeys(one.owner.strip() for one in whole.actions if one.owner.strip()))
    rows = [(f"Approves the plan: {role}", ROOM, "") for role in roles or [""]]
    rows += [(f"Owns actions: {role}", ROOM, "") for role in owners]
    rows += [("", ROOM, "")] * max(0, _BLANK_ROWS - len(rows))
    return [TableBlock("", (Column("Role", 50), Column("Signature", 30), Column("Date", 20)), tuple(rows))]


# -- parts ------------------------------------------------------------------------------------------------

_COLUMNS = (
    Column("No.", 6), Column("What will change, where, and what it answers", 28), Column("Owner", 12), Column("Due", 9),
    Column("State", 12), Column("Strength, and why", 15), Column("Measure, how often, by whom", 18), Column("Review", 9),
)  # fmt: skip
_PLAN_COLUMNS = (
    Column("No.", 5), Column("What will change, and where", 22), Column("Owner", 10), Column("Due and review", 9),
    Column("State", 10), Column("Strength, and why", 12), Column("Measure", 17), Column("Progress", 14),
    Column("Effect", 13),
)  # fmt: skip


def _row(snapshot: Snapshot, one: Action) -> tuple[Cell, ...]:
    return (
        one.code, stacked(cell(one), one.unit, _codes(snapshot, one), invented_words(one)), _owner(snapshot, one),
        _day(one.due), _state(one), stacked(word(one.strength), cell(one, "strength_reason")),
        stacked(*(_measured(each) for each in snapshot.pointed_from(Measure, "action", one.id))) or "No measure yet",
        _day(one.review),
    )  # fmt: skip


def _rows_of(snapshot: Snapshot, several: Sequence[Action], shown: set[str]) -> list[Block]:
    """A table of the actions not printed yet, and a line for those that are."""
    new = [one for one in several if one.id not in shown]
    again = [one for one in several if one.id in shown]
    made: list[Block] = []
    if new:
        made.append(TableBlock("", _PLAN_COLUMNS, tuple(_plan_row(snapshot, one) for one in new)))
    if again:
        made.append(plain(f"Also answered by {', '.join(_named(one) for one in again)}, above."))
    shown.update(one.id for one in new)
    return made


def _plan_row(snapshot: Snapshot, one: Action) -> tuple[Cell, ...]:
    named = [
        _lines(
            shortened(each.name, _MEASURE),
            f"before: {shortened(each.baseline, _MEASURE)}" if each.baseline else "no baseline yet",
        )
        for each in snapshot.pointed_from(Measure, "action", one.id)
    ]
    without = approved_without(snapshot, one)
    return (
        one.code,
        stacked(cell(one), one.unit, f"Starts {_day(one.begins)}" if one.begins else "", invented_words(one)),
        stacked(_owner(snapshot, one), cell(one, "authority")),
        _lines(_day(one.due), f"review {_day(one.review)}" if one.review else ""),
        _state(one),
        stacked(word(one.strength), cell(one, "strength_reason")),
        _lines(*named) or (f"None: {without}" if without else "None yet"),
        _lines(*_progress(snapshot, one)),
        _effect(snapshot, one),
    )


def _asked(snapshot: Snapshot, title: str, *, in_report: bool = False) -> TableBlock:
    """`in_report`: what each addresses by its code, since the report has the words of each beside it."""

    def addressed(one: Recommendation) -> str:
        factors = [each for id in one.addresses if (each := snapshot.get(Factor, id)) is not None]
        by_code = in_report and all(each.code for each in factors)
        return ", ".join(each.code for each in factors) if by_code else _addressed(snapshot, one.addresses)

    rows = tuple(
        (
            one.reference or one.code, cell(one), one.to, addressed(one), word(one.strength),
            stacked(word(one.standing), cell(one, "response")),
        )
        for one in sorted(snapshot.of(Recommendation).values(), key=lambda each: each.order)
    )  # fmt: skip
    columns = (
        Column("Ref.", 7), Column("What is asked for", 41 if in_report else 32), Column("Of whom", 13),
        Column("Addresses", 14 if in_report else 23), Column("Strength", 10), Column("Answer", 15),
    )  # fmt: skip
    return TableBlock(title, columns, rows)


def _states(snapshot: Snapshot) -> Paragraph:
    report, made, shown = follow_through_of(snapshot).words
    return Paragraph(
        (Span(f"{report}. ", bold=True), Span(f"{made}; {shown}. None of the three stands for another."))
    )


def _strength(whole: Plan) -> list[Block]:
    """The mix of strengths in words, and what is amiss with it as a whole. The picture has what studies counted."""
    counts = whole.by_strength
    said = ", ".join(
        f"{count} {word(one).lower() if one else 'not graded yet'}" for one, count in counts.items() if count
    )
    if not said:
        return []
    made: list[Block] = [Paragraph((Span("Strength: ", bold=True), Span(f"{said}.")))]
    if whole.training_only:
        made.append(plain("All that is planned is training or reminding, by its words."))
    elif whole.weak_only:
        made.append(plain("All that is graded is weaker: it relies on people remembering."))
    return made


def _story(snapshot: Snapshot, one: Action) -> list[Block]:
    """What is to be told of one action beyond its row; nothing where nothing is."""
    shown = one.effect.strip() or snapshot.pointed_from(Measure, "action", one.id)
    judged = bool(shown) and one.status not in (ActionStatus.PROPOSED, ActionStatus.STOPPED)
    made = [
        *_said("Progress", "; ".join(_progress(snapshot, one))),
        *field_detail("Shown to be done by", one, "proof"),
        *field_detail("New risks", one, "new_risks"),
        *([detail("Effect", *spans_of_cell(_effect(snapshot, one)))] if judged else []),
        *_said("Approved without a measure because", approved_without(snapshot, one)),
        *field_detail("Stopped because", one, "stopped"),
    ]
    if not made:
        return []
    code = (Span(f"{one.code} ", quiet=True),) if one.code else ()
    return [Paragraph((*code, Span(shortened(one.text, 160), bold=True)), "Finding"), *made]


def _codes(snapshot: Snapshot, one: Action) -> str:
    """What an action answers, by code: findings, factors and the recommendation. It says so where it answers none."""
    gathered = set(one.addresses)
    found = [each for each in snapshot.of(Finding).values() if gathered.intersection(each.factors)]
    factors = [snapshot.get(Factor, id) for id in one.addresses]
    asked = snapshot.get(Recommendation, one.recommendation)
    several = (*found, *factors, *((asked,) if asked is not None else ()))
    codes = [each.code for each in several if each is not None and each.code]
    return f"Answers {', '.join(codes)}" if codes else "Answers nothing that was found, as far as is recorded"


def _measured(one: Measure) -> str:
    often = f"each {one.every.removeprefix('each ')}" if one.every else ""
    said = ", ".join(part for part in (shortened(one.name, _MEASURE), often) if part)
    return f"{said} ({one.owner})" if one.owner else said


def _said(name: str, said: str) -> list[Paragraph]:
    return [detail(name, Span(_closed(said)))] if said else []


def _progress(snapshot: Snapshot, one: Action) -> list[str]:
    notes = sorted(snapshot.pointed_from(ProgressNote, "action", one.id), key=lambda note: note.on)
    return [_note(each) for each in notes if not (each.progress_kind is ProgressKind.REVIEWED and each.now)]


def _note(one: ProgressNote) -> str:
    said = one.text.rstrip(".")
    match one.progress_kind:
        case ProgressKind.DATE_MOVED:
            head = f"due moved from {_day(one.was) or 'no date'} to {_day(one.now) or 'no date'}"
            said = f"{head}: {said}" if said else f"{head}, no reason given"
        case ProgressKind.OWNER_CHANGED:
            said = f"owner changed from {one.was or 'nobody'} to {one.now or 'nobody'}"
        case ProgressKind.REVIEWED:
            said = f"reviewed: {said}"
    return f"{_day(one.on)}: {said}" if one.on else said


def _effect(snapshot: Snapshot, one: Action) -> Cell:
    """What the team judged, with whom and when; where nobody has, what the data show so far."""
    if one.effect.strip():
        by = ", ".join(
            part for part in (f"by {one.effect_by}" if one.effect_by else "", _day(one.effect_on)) if part
        )
        return (*ended(told(one, "effect")), *((Span(f" Judged {by}."),) if by else ()))
    if not snapshot.pointed_from(Measure, "action", one.id):
        return "No measure, so nothing can show it."
    return effect_shown(snapshot, one).words


def _without(snapshot: Snapshot) -> list[Block]:
    made: list[Block] = [
        Paragraph((Span("No action yet: ", bold=True), Span(factor.text)))
        for factor in unaddressed_system_factors(snapshot)
    ]
    for factor in snapshot.of(Factor).values():
        if factor.no_action_reason and factor.status is not FactorStatus.REJECTED:
            head = Span("No action is planned for: ", bold=True)
            made.append(Paragraph((head, Span(f"{_closed(factor.text)} "), told(factor, "no_action_reason"))))
    return made


def _state(one: Action) -> str:
    return _lines(word(one.status), f"done {_day(one.done)}" if one.done else "")


def _owner(snapshot: Snapshot, one: Action) -> str:
    left = left_on(snapshot, one)
    return _lines(one.owner, f"in post until {_day(left)}" if left else "")


def _addressed(snapshot: Snapshot, ids: Iterable[str]) -> str:
    factors = snapshot.of(Factor)
    return "\n".join(f"{factors[id].code} {shortened(factors[id].text, 80)}" for id in ids if id in factors)


def _named(one: Action) -> str:
    return f"{one.code} {shortened(one.text, 60)}".strip().rstrip(".")


def _days(due: str, day: date) -> str:
    late = (day - date.fromisoformat(due)).days
    return f"{late} {'day' if late == 1 else 'days'} late"


def _day(iso: str) -> str:
    return date_words(iso, short=True) if iso else ""


def _lines(*parts: str) -> str:
    return "\n".join(part for part in (one.strip() for one in parts) if part)


def _closed(text: str) -> str:
    said = text.strip()
    said = said[:1].upper() + said[1:]
    return said if said.endswith((".", "?", "!", "”")) else f"{said}."
