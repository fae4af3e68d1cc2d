"""The action plan as a spreadsheet: actions and recommendations, their story, their measures, one sheet each."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from rca_workbench.analysis.action_days import day_conflicts, leaving_words
from rca_workbench.analysis.effect import effect_shown
from rca_workbench.analysis.invented import IN_SHORT, anything_invented, invented_words
from rca_workbench.analysis.plan import follow_through_of, left_on, plan
from rca_workbench.analysis.spc import chart
from rca_workbench.exchange.book import Cell, Column, Sheet, day_cell, write_book
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


def write_action_plan(
    snapshot: Snapshot, target: Path, today: date, cancelled: Callable[[], bool] | None = None
) -> None:
    """Write the plan as a spreadsheet with the sheets Actions, Progress and Measures. Raises Fault."""
    sheets = (_actions(snapshot, today), _progress(snapshot), _measures(snapshot))
    write_book(
        snapshot, target, "Action plan", sheets, " · ".join(follow_through_of(snapshot).words), cancelled
    )


def _actions(snapshot: Snapshot, today: date) -> Sheet:
    late = {one.id: (today - date.fromisoformat(one.due)).days for one in plan(snapshot).overdue(today)}
    columns: tuple[tuple[str, int, Callable[[Action], Cell]], ...] = (
        ("No.", 7, lambda one: one.code),
        ("Kind", 14, lambda one: "Action"),
        ("What will change, and where", 44, lambda one: one.text),
        ("Addresses", 36, lambda one: _addressed(snapshot, one.addresses)),
        ("Owner", 20, lambda one: one.owner),
        ("What lets them do it", 24, lambda one: one.authority),
        ("Unit", 18, lambda one: one.unit),
        ("Starts", 12, lambda one: day_cell(one.begins)),
        ("Due", 12, lambda one: day_cell(one.due)),
        ("Days late", 8, lambda one: late.get(one.id, "")),
        ("State", 16, lambda one: word(one.status)),
        ("Done on", 12, lambda one: day_cell(one.done)),
        ("What shows it was done", 28, lambda one: _proof(snapshot, one)),
        ("Strength", 13, lambda one: word(one.strength)),
        ("Why it is that strong", 30, lambda one: one.strength_reason),
        ("Level", 18, lambda one: _level(one.level)),
        ("How you will know it worked", 28, lambda one: one.success),
        ("Measures", 24, lambda one: "\n".join(each.name for each in _measures_of(snapshot, one))),
        ("Review", 12, lambda one: day_cell(one.review)),
        ("What the data show", 32, lambda one: effect_shown(snapshot, one).words),
        ("Effect, as judged", 32, lambda one: one.effect),
        ("Judged on", 12, lambda one: day_cell(one.effect_on)),
        ("Judged by", 18, lambda one: one.effect_by),
        ("Approved on", 12, lambda one: day_cell(one.approved)),
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
            "Asked on": day_cell(asked.on),
            "State": word(asked.standing) or ("Answered" if asked.response else "No answer yet"),
            "Strength": word(asked.strength),
            "Answer to a recommendation": asked.response,
            "Note": asked.note,
        }
        rows.append([known.get(title, "") for title in titles])
    return Sheet("Actions", tuple(Column(title, wide) for title, wide, _ in columns), rows, still=3)


def _progress(snapshot: Snapshot) -> Sheet:
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
            was, now = (day_cell(each) if moved else each for each in (one.was, one.now))
            rows.append(
                [action.code, action.text, day_cell(one.on), said[one.progress_kind], was, now, one.text]
            )
    columns = (
        ("No.", 7),
        ("Action", 40),
        ("Date", 12),
        ("What", 16),
        ("Before", 18),
        ("After", 18),
        ("Words", 60),
    )
    return Sheet("Progress", tuple(Column(*each) for each in columns), rows)


def _measures(snapshot: Snapshot) -> Sheet:
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
                len(values), day_cell(last.on) if last else "", last.value if last else "",
                chart(snapshot, one).verdict.words, *((invented_words(one),) if marked else ()),
            ]
        )  # fmt: skip
    columns = (
        ("Measure", 30), ("No.", 7), ("For action", 36), ("What it can show", 20), ("What exactly is counted", 36),
        ("Unit", 12), ("How often", 12), ("Source", 20), ("Who collects", 18), ("Better is", 10), ("Target", 12),
        ("Baseline", 28), ("Values", 8), ("Last on", 12), ("Last value", 10), ("What the chart says", 44),
        *(((IN_SHORT, 16),) if marked else ()),
    )  # fmt: skip
    return Sheet("Measures", tuple(Column(*each) for each in columns), rows)


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
