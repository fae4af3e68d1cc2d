"""Says what was made of a source, in sentences: for the command line, and wherever an import is reported."""

from rca_workbench.exchange.sheet.cells import letter
from rca_workbench.exchange.sheet.planned import Imported, Plan, RowState
from rca_workbench.exchange.sheet.roles import Layout, Role, Zone
from rca_workbench.model.words import counted


def headline(plan: Plan, imported: Imported) -> str:
    """What came in, in one sentence."""
    name = plan.workbook.name
    parts = [counted(imported.added, "timeline entry", "timeline entries")] if imported.added else []
    if imported.cited:
        parts.append(f"a source for {counted(imported.cited, 'entry', 'entries')} already there")
    return f"{name}: {' and '.join(parts)} taken in." if parts else f"{name}: nothing new."


def lines(plan: Plan, imported: Imported, most: int = 20) -> list[str]:
    """What else a reader should know, one sentence a line, at most `most` doubts named."""
    said = [f"Columns: {columns_read(plan.layout)}."]
    if imported.there:
        said.append(f"Already in the case: {counted(imported.there, 'row', 'rows')}.")
    if imported.removed:
        said.append(f"Removed from the case since they came in, and not brought back: {_rows(plan)}.")
    for reason, numbers in _left_out(plan).items():
        said.append(f"Left out ({_numbers(numbers)}): {reason}")
    if plan.new_roles and imported.added:
        named = ", ".join(plan.new_roles[:most]) + (" and others" if len(plan.new_roles) > most else "")
        said.append(f"New people and parts: {named}. Where one is somebody's name, give a role instead.")
    doubts = [problem for problem in plan.problems if not problem.blocks]
    if doubts and imported.changed:
        said.append(f"To look at ({len(doubts)}):")
        said += [f"  {one.where}: {one.sentence}" for one in doubts[:most]]
        if len(doubts) > most:
            said.append(f"  and {len(doubts) - most:,} more.")
    return [*said, *plan.workbook.notes]


def columns_read(layout: Layout) -> str:
    """Which column was taken for what: "A “When” as Date and time"."""
    read = [
        f"{_column(layout, at)} as {column.role.word}"
        for at, column in enumerate(layout.columns)
        if column.role is not Role.IGNORE
    ]
    out = [
        _column(layout, at)
        for at, column in enumerate(layout.columns)
        if column.role is Role.IGNORE and column.name
    ]
    said = ", ".join(read)
    if out:
        said += f"; not brought in: {', '.join(out[:20])}{' and others' if len(out) > 20 else ''}"
    order = "day" if layout.day_first else "month"
    zone = ", times as UTC" if layout.zone is Zone.UTC else ""
    return f"{said}; dates {order} first{zone}"


def _column(layout: Layout, at: int) -> str:
    name = layout.columns[at].name
    return f"{letter(at)} “{name[:40]}”" if name else letter(at)


def _left_out(plan: Plan) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in plan.rows:
        if row.state is RowState.LEFT_OUT:
            found.setdefault(row.reason, []).append(row.number)
    return found


def _rows(plan: Plan) -> str:
    return _numbers([row.number for row in plan.rows if row.state is RowState.REMOVED])


def _numbers(numbers: list[int]) -> str:
    word = "row" if len(numbers) == 1 else "rows"
    more = f" and {len(numbers) - 10:,} more" if len(numbers) > 10 else ""
    return f"{word} {', '.join(str(number) for number in numbers[:10])}{more}"
