"""The action plan as a spreadsheet: actions and recommendations, their story, their measures, one sheet each.

People are there by role, also where a registered name stands in a text. Days are days a spreadsheet can sort and count
with; what somebody typed is text and never taken for a formula, whatever it begins with.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rca_workbench.analysis.action_days import day_conflicts, leaving_words
from rca_workbench.analysis.effect import effect_shown
from rca_workbench.analysis.invented import IN_SHORT, anything_invented, invented_words
from rca_workbench.analysis.naming import naming_roles
from rca_workbench.analysis.plan import follow_through_of, left_on, plan
from rca_workbench.analysis.spc import chart
from rca_workbench.exchange.timetable import RISKY
from rca_workbench.leaks import clean_file
from rca_workbench.model import (
    Action,
    DataPoint,
    Excerpt,
    Factor,
    Measure,
    ProgressKind,
    ProgressNote,
    Recommendation,
    Snapshot,
)
from rca_workbench.model.words import word
from rca_workbench.reference import accimap_levels

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_MOST_IN_CELL = 32_767
"""Letters Excel takes in a cell."""
_FIRST_YEAR = 1900
"""Excel has no dates before it."""
_LINE, _TALLEST = 15.0, 405.0
"""Points of a line and of the tallest row Excel takes."""

Cell = str | int | date


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    width: int
    """In letters."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    name: str
    columns: tuple[_Column, ...]
    rows: Sequence[Sequence[Cell]]


def write_action_plan(snapshot: Snapshot, target: Path, today: date) -> None:
    """Write the plan as a spreadsheet with the sheets Actions, Progress and Measures. Raises Fault."""
    import xlsxwriter

    sheets = (_actions(snapshot, today), _progress(snapshot), _measures(snapshot))
    with clean_file(target, snapshot) as path:
        book = xlsxwriter.Workbook(
            path, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        )
        case, roles = snapshot.case, naming_roles(snapshot)
        book.set_properties(
            {"title": roles(f"Action plan: {case.title}"), "author": "", "comments": case.marking}
        )
        states = " · ".join(follow_through_of(snapshot).words)
        for one in sheets:
            _write(book, one, _plain(case.marking), _plain(roles(case.reference)), _plain(states), roles)
        book.close()


def _actions(snapshot: Snapshot, today: date) -> _Sheet:
    late = {one.id: (today - date.fromisoformat(one.due)).days for one in plan(snapshot).overdue(today)}
    columns: tuple[tuple[str, int, Callable[[Action], Cell]], ...] = (
        ("No.", 7, lambda one: one.code),
        ("Kind", 14, lambda one: "Action"),
        ("What will change, and where", 44, lambda one: one.text),
        ("Addresses", 36, lambda one: _addressed(snapshot, one.addresses)),
        ("Owner", 20, lambda one: one.owner),
        ("What lets them do it", 24, lambda one: one.authority),
        ("Unit", 18, lambda one: one.unit),
        ("Starts", 12, lambda one: _day(one.begins)),
        ("Due", 12, lambda one: _day(one.due)),
        ("Days late", 8, lambda one: late.get(one.id, "")),
        ("State", 16, lambda one: word(one.status)),
        ("Done on", 12, lambda one: _day(one.done)),
        ("What shows it was done", 28, lambda one: _proof(snapshot, one)),
        ("Strength", 13, lambda one: word(one.strength)),
        ("Why it is that strong", 30, lambda one: one.strength_reason),
        ("Level", 18, lambda one: _level(one.level)),
        ("How you will know it worked", 28, lambda one: one.success),
        ("Measures", 24, lambda one: "\n".join(each.name for each in _measures_of(snapshot, one))),
        ("Review", 12, lambda one: _day(one.review)),
        ("What the data show", 32, lambda one: effect_shown(snapshot, one).words),
        ("Effect, as judged", 32, lambda one: one.effect),
        ("Judged on", 12, lambda one: _day(one.effect_on)),
        ("Judged by", 18, lambda one: one.effect_by),
        ("Approved on", 12, lambda one: _day(one.approved)),
        ("Approved by", 18, lambda one: one.approved_by),
        ("New risks", 26, lambda one: one.new_risks),
        ("Stopped because", 24, lambda one: one.stopped),
        ("Risk register", 14, lambda one: one.risk_register),
        ("Asked on", 12, lambda one: ""),
        ("Answer to a recommendation", 28, lambda one: ""),
        ("To look at", 24, lambda one: _to_look_at(snapshot, one, today)),
        ("Note", 28, lambda one: one.note),
        *(((IN_SHORT, 16, invented_words),) if anything_invented(snapshot) else ()),
    )
    rows: list[Sequence[Cell]] = [[says(one) for _, _, says in columns] for one in plan(snapshot).actions]
    titles = [title for title, _, _ in columns]
    for asked in sorted(snapshot.of(Recommendation).values(), key=lambda one: one.order):
        known: dict[str, Cell] = {
            "No.": asked.reference or asked.code,
            "Kind": "Recommendation",
            "What will change, and where": asked.text,
            "Addresses": _addressed(snapshot, asked.addresses),
            "Owner": asked.to,
            "Asked on": _day(asked.on),
            "State": word(asked.standing) or ("Answered" if asked.response else "No answer yet"),
            "Strength": word(asked.strength),
            "Answer to a recommendation": asked.response,
            "Note": asked.note,
        }
        rows.append([known.get(title, "") for title in titles])
    return _Sheet("Actions", tuple(_Column(title, wide) for title, wide, _ in columns), rows)


def _progress(snapshot: Snapshot) -> _Sheet:
    said = {
        ProgressKind.PROGRESS: "Progress",
        ProgressKind.DATE_MOVED: "Due date moved",
        ProgressKind.OWNER_CHANGED: "Owner changed",
        ProgressKind.REVIEWED: "Reviewed",
    }
    rows: list[Sequence[Cell]] = []
    for action in plan(snapshot).actions:
        notes = snapshot.pointed_from(ProgressNote, "action", action.id)
        for one in sorted(notes, key=lambda note: note.on):
            moved = one.progress_kind is ProgressKind.DATE_MOVED
            was, now = (_day(each) if moved else each for each in (one.was, one.now))
            rows.append([action.code, action.text, _day(one.on), said[one.progress_kind], was, now, one.text])
    columns = (
        ("No.", 7),
        ("Action", 40),
        ("Date", 12),
        ("What", 16),
        ("Before", 18),
        ("After", 18),
        ("Words", 60),
    )
    return _Sheet("Progress", tuple(_Column(*each) for each in columns), rows)


def _measures(snapshot: Snapshot) -> _Sheet:
    actions, marked = snapshot.of(Action), anything_invented(snapshot)
    rows: list[Sequence[Cell]] = []
    for one in sorted(snapshot.of(Measure).values(), key=lambda each: each.order):
        action = actions.get(one.action or "")
        values = snapshot.pointed_from(DataPoint, "measure", one.id)
        last = max(values, key=lambda each: each.on, default=None)
        rows.append(
            [
                one.name, action.code if action else "", action.text if action else "", word(one.measure_kind),
                one.definition, one.unit, one.every, one.source, one.owner, one.better, one.target, one.baseline,
                len(values), _day(last.on) if last else "", last.value if last else "",
                chart(snapshot, one).verdict.words, *((invented_words(one),) if marked else ()),
            ]
        )  # fmt: skip
    columns = (
        ("Measure", 30), ("No.", 7), ("For action", 36), ("What it can show", 20), ("What exactly is counted", 36),
        ("Unit", 12), ("How often", 12), ("Source", 20), ("Who collects", 18), ("Better is", 10), ("Target", 12),
        ("Baseline", 28), ("Values", 8), ("Last on", 12), ("Last value", 10), ("What the chart says", 44),
        *(((IN_SHORT, 16),) if marked else ()),
    )  # fmt: skip
    return _Sheet("Measures", tuple(_Column(*each) for each in columns), rows)


def _write(
    book: "Workbook", one: _Sheet, marking: str, reference: str, states: str, roles: Callable[[str], str]
) -> None:
    sheet: Worksheet = book.add_worksheet(one.name)
    plain = {"text_wrap": True, "valign": "top"}
    head = book.add_format({"bold": True, "bottom": 1, **plain})
    text, typed = book.add_format(plain), book.add_format({**plain, "quote_prefix": True})
    days = book.add_format({**plain, "num_format": "dd mmm yyyy", "align": "left"})
    for at, column in enumerate(one.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(0, at, column.title, head)
    for number, row in enumerate(one.rows, 1):
        sheet.set_row(number, _height(row, one.columns))
        for at, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, at, cell, days)
            elif isinstance(cell, int):
                sheet.write_number(number, at, cell, text)
            elif cell:
                said = roles(cell)[:_MOST_IN_CELL]
                sheet.write_string(number, at, said, typed if said.startswith(RISKY) else text)
    sheet.freeze_panes(1, 3 if one.name == "Actions" else 1)
    sheet.autofilter(0, 0, max(1, len(one.rows)), len(one.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3: so many columns are too small to read on less
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{marking}&R{reference}")
    sheet.set_footer(f"&L{one.name}: {states}&RPage &P of &N")


def _addressed(snapshot: Snapshot, ids: Sequence[str]) -> str:
    found = (snapshot.get(Factor, id) for id in ids)
    return "\n".join(f"{one.code} {one.text}".strip() for one in found if one is not None)


def _measures_of(snapshot: Snapshot, action: Action) -> Sequence[Measure]:
    return snapshot.pointed_from(Measure, "action", action.id)


def _proof(snapshot: Snapshot, action: Action) -> str:
    places = len(snapshot.pointed_from(Excerpt, "about", action.id))
    sources = f"{places} {'source' if places == 1 else 'sources'} in the case" if places else ""
    return "\n".join(part for part in (action.proof, sources) if part)


def _to_look_at(snapshot: Snapshot, action: Action, today: date) -> str:
    said = []
    if left := left_on(snapshot, action):
        said.append(f"The owner {leaving_words(left, today)}; nobody else owns it yet")
    said += [words[:1].upper() + words[1:] for _, words in day_conflicts(action, today)]
    return "\n".join(said)


def _level(level: str) -> str:
    return next((one.label for one in accimap_levels() if one.id == level), level)


def _day(day: str) -> Cell:
    """A day as the spreadsheet knows it; as it was written, where it is none it could hold."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return day
    return found if found.year >= _FIRST_YEAR else day


def _height(row: Sequence[Cell], columns: Sequence[_Column]) -> float:
    """Points a row needs to show all of its words; not every program works that out by itself."""
    lines = 1
    for cell, column in zip(row, columns, strict=True):
        if isinstance(cell, str) and (len(cell) > column.width // 2 or "\n" in cell):
            lines = max(lines, sum(1 + len(line) // max(1, column.width - 2) for line in cell.split("\n")))
    return min(_TALLEST, lines * _LINE + 2)


def _plain(said: str) -> str:
    """Text for a header, in which an ampersand would begin a command."""
    return said.replace("&", "&&")[:100]
