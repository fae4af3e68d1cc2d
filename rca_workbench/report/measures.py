"""What the measures show: for each its chart, what that says, how it was made, and its values as a table."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rca_workbench.analysis.invented import invented_words
from rca_workbench.analysis.spc import (
    CHART_WORDS,
    Chart,
    ChartKind,
    Meaning,
    chart,
    effect_of,
    measures_of,
    number_words,
)
from rca_workbench.drawing.spc_pictures import measures_in_order, report_chart_picture
from rca_workbench.model import Action, DataPoint, Measure, MeasureKind, Snapshot, shortened
from rca_workbench.model.time_said import date_words
from rca_workbench.reference.measuring import counts_as_improved, no_evidence
from rca_workbench.report.document import (
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    PictureBlock,
    Span,
    TableBlock,
    plain,
)
from rca_workbench.report.telling import cell, stacked

_Value = tuple[str, str, str, str, Cell]
"""Date, value as given and as drawn, signal, note."""
_SORTS = {
    MeasureKind.PROCESS: "A process measure: whether the change happens.",
    MeasureKind.OUTCOME: "An outcome measure: whether harm or risk is lower.",
    MeasureKind.BALANCING: "A balancing measure: whether anything got worse meanwhile.",
}
_COLUMNS = (
    Column("Date", 20),
    Column("Value", 14),
    Column("On the chart", 16),
    Column("Signal", 20),
    Column("Note", 30),
)
_LEFT_OUT = "Not drawn"
_MANY = 12
"""Values from which on they stand side by side: one under another they would push the next chart pages away."""
_SIDES = 3
_NARROW = (Column("Date", 40), Column("Value", 30), Column("Signal", 30))
"""Of each of the columns side by side."""


def measures(snapshot: Snapshot) -> list[Block]:
    """Whether risk fell, action by action; nothing where nothing is measured."""
    found = measures_in_order(snapshot)
    if not found:
        return []
    made: list[Block] = [plain(_how_to_read())]
    for action_id, ones in groupby(found, key=lambda one: one.action):
        action = snapshot.get(Action, action_id)
        if action is not None:
            made += _of_action(snapshot, action)
        for one in ones:
            made += _measure(snapshot, one)
    return made


def _how_to_read() -> str:
    needed = "; ".join(counts_as_improved())
    return f"An improvement is said here only where there is: {needed}. No evidence of it is: {'; '.join(no_evidence())}."


def _of_action(snapshot: Snapshot, action: Action) -> list[Block]:
    said = effect_of(snapshot, action).words
    sorts = {one.measure_kind for one in measures_of(snapshot, action.id)}
    alone = (
        MeasureKind.OUTCOME in sorts and MeasureKind.BALANCING not in sorts and "Nothing watches" not in said
    )
    more = " Nothing watches for what might have got worse." if alone else ""
    words = f"{action.code} {shortened(action.text, 160).rstrip('.')}".strip()
    return [Paragraph((Span(f"{words}: ", bold=True), Span(said + more)))]


def _measure(snapshot: Snapshot, one: Measure) -> list[Block]:
    drawn = chart(snapshot, one)
    made: list[Block] = [
        Heading(3, one.name or "Measure", f"measure_{one.id}"),
        Paragraph(
            (
                Span(drawn.verdict.words, bold=True),
                *([Span(f" {drawn.assurance}")] if drawn.assurance else []),
            )
        ),
    ]
    facts = [
        _SORTS[one.measure_kind] if one.measure_kind else "",
        f"Counted: {one.definition.rstrip('.')}."
        if one.definition.strip()
        else "What exactly is counted is not written yet.",
        f"Unit: {one.unit}." if one.unit else "",
        f"Taken each {one.every.removeprefix('each ')}." if one.every else "",
        f"From: {one.source.rstrip('.')}." if one.source else "",
        f"Before the change: {one.baseline.rstrip('.')}." if one.baseline else "",
        f"{invented}." if (invented := invented_words(one)) else "",
    ]
    made.append(plain(" ".join(part for part in facts if part)))
    if drawn.points:
        caption = f"{one.name or 'Measure'}. {CHART_WORDS[drawn.kind]}"
        made += [PictureBlock(report_chart_picture(snapshot, one), caption), plain(_made(drawn))]
    made += [plain(problem.words) for problem in drawn.problems if problem.ids]
    table = _table(snapshot, drawn)
    return [*made, table] if table is not None else made


def _made(drawn: Chart) -> str:
    parts = [drawn.why, drawn.limit_words, drawn.rule_words]
    if drawn.settings.differs and drawn.kind is not ChartKind.RUN:
        parts.append(f"Not the usual settings: {'; '.join(drawn.settings.differs)}.")
    if drawn.mark:
        parts.append(f"{drawn.mark}.")
    return " ".join(part for part in parts if part)


def _table(snapshot: Snapshot, drawn: Chart) -> TableBlock | None:
    """The data as a table: what is in the chart, and what was left out of it."""
    rows = _values(snapshot, drawn)
    if not rows:
        return None
    caption = f"Values of {drawn.measure.name or 'the measure'}"
    if len(rows) <= _MANY:
        return TableBlock(caption, _COLUMNS, tuple(rows))
    return TableBlock(caption, _NARROW * _SIDES, tuple(_side_by_side([_narrow(row) for row in rows])))


def _values(snapshot: Snapshot, drawn: Chart) -> list[_Value]:
    places = {one.id: at for at, one in enumerate(drawn.points)}
    values = sorted(
        snapshot.pointed_from(DataPoint, "measure", drawn.measure.id), key=lambda one: one.on or "9"
    )
    rows: list[_Value] = []
    for one in values:
        at = places.get(one.id)
        given = f"{one.value} of {one.denominator}" if one.denominator.strip() else one.value
        shown = number_words(drawn.points[at].value) if at is not None else _LEFT_OUT
        meaning = drawn.meaning(at) if at is not None else None
        rows.append(
            (
                date_words(one.on, short=True) if one.on else "",
                given,
                shown,
                _SIGNALS[meaning],
                cell(one, "note"),
            )
        )
    return rows


def _narrow(value: _Value) -> tuple[Cell, ...]:
    """Value and note where there is little room: what the chart shows only where it is not what was given."""
    on, given, shown, signal, note = value
    return (
        on,
        given if shown == given else stacked(given, f"({shown})" if shown != _LEFT_OUT else shown),
        stacked(signal, note),
    )


def _side_by_side(rows: Sequence[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """The same in a third as many rows, to be read down, then across."""
    high = -(-len(rows) // _SIDES)
    nothing: tuple[Cell, ...] = ("",) * len(_NARROW)
    for at in range(high):
        beside = (
            rows[at + side * high] if at + side * high < len(rows) else nothing for side in range(_SIDES)
        )
        yield tuple(one for row in beside for one in row)


_SIGNALS: dict[Meaning | None, str] = {
    Meaning.BETTER: "Better",
    Meaning.WORSE: "Worse",
    Meaning.NEITHER: "Signal",
    None: "",
}
