"""Details says of anything what it is linked to and from."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.model import (
    KINDS,
    EntryLink,
    EvidenceItem,
    Factor,
    Finding,
    Interview,
    Measure,
    Question,
    TimelineEntry,
    new_id,
)
from rca_workbench.ui.details.linked import LinkedSection, linked
from rca_workbench.ui.details.linked_words import _POINTS_HERE, _TIED
from rca_workbench.ui.fields import Row
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


def words_of(row: Row) -> str:
    return " ".join(one.text() for one in row.findChildren(QLabel))


def headings(shown: LinkedSection) -> list[str]:
    return [one.text() for one in shown.findChildren(QLabel) if one.property("role") == "caption"]


def section(window: MainWindow) -> LinkedSection:
    return next(one for one in window.findChildren(LinkedSection) if one.isVisibleTo(window) or one.id)


def test_an_entry_tied_to_another_names_it_and_goes_there(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "timeline/table")
    session = window.session
    first, second, *_ = session.snapshot.of(TimelineEntry).values()
    with session.step("Tie") as step:
        step.add(EntryLink(id=new_id(), source=first.id, target=second.id, label="same call"))
    session.select(first.id)
    shown = section(window)
    qtbot.waitUntil(lambda: bool(shown.findChildren(Row)))
    assert "Tied to  1" in headings(shown)
    row = next(one for one in shown.findChildren(Row) if second.text[:30] in words_of(one))
    assert "same call" in words_of(row)
    row.opened.emit()
    assert session.selected_id == second.id


def test_where_nothing_is_linked_nothing_is_said(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "timeline/table")
    with window.session.step("Add") as step:
        step.add(TimelineEntry(id="t", text="Observations"))
    window.session.select("t")
    shown = section(window)
    qtbot.wait(350)
    assert not shown.isVisible()


def test_links_are_seen_through_to_the_other_end(open_window: Open, sample_case: Path) -> None:
    snapshot = open_window(sample_case).session.snapshot
    factor = next(one for one in snapshot.of(Factor).values() if snapshot.by(Factor, "entry"))
    found = list(linked(snapshot, factor.id))
    assert {one.how for one in found if one.other.kind is Factor.kind} <= {"Leads to", "Caused by"}
    assert "link" not in {one.other.kind.name for one in found}


@pytest.mark.parametrize(
    "name", [name for name, kind in KINDS.items() if not kind.single and name != "unplaced"]
)
def test_every_kind_has_a_page_that_opens(open_window: Open, empty_case: Path, name: str) -> None:
    window = open_window(empty_case, "timeline/table")
    with window.session.step("Add") as step:
        step.add(KINDS[name].make({"id": "x"}))
    window.session.select("x")
    assert window.panel._details.page.kind.name == name


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.single])
def test_what_a_case_has_one_of_has_a_page_as_well(open_window: Open, sample_case: Path, name: str) -> None:
    window = open_window(sample_case, "timeline/table")
    session = window.session
    if session.snapshot.find(name) is None:
        with session.step("Add") as step:
            step.add(KINDS[name].make({"id": name}))
    session.select(name)
    assert window.panel._details.page.kind.name == name


def test_what_belongs_to_a_finding_is_found_both_ways(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case)
    with window.session.step("Add") as step:
        step.add(Factor(id="f", text="One doctor covers four wards"))
        step.add(Finding(id="g", text="Cover at night was thin", factors=("f",)))
        step.add(Measure(id="l"))
    snapshot = window.session.snapshot
    assert [(one.other.id, one.how) for one in linked(snapshot, "f")] == [("g", "Findings that rest on it")]
    assert [(one.other.id, one.how) for one in linked(snapshot, "g")] == [("f", "Because of")]
    assert list(linked(snapshot, "l")) == []


def test_things_linked_in_the_same_way_stand_together_with_how_many(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence/register")
    with window.session.step("Add") as step:
        step.add(EvidenceItem(id="e", name="Bleep log"))
        step.add(Interview(id="i", purpose="Who was bleeped", evidence="e"))
        for number in range(10):
            step.add(Question(id=f"q{number}", text=f"Why {number}?", answered_by=("e",)))
    window.session.select("e")
    shown = section(window)
    qtbot.waitUntil(lambda: bool(shown.findChildren(Row)))
    assert headings(shown) == ["Interview it comes from  1", "Answered here  10"]
    assert len(shown.findChildren(Row)) == 7
    more = named(shown, "Answered here: show 4 more", QPushButton)
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(shown.findChildren(Row)) == 11)


def test_every_way_things_are_linked_is_a_field_of_theirs() -> None:
    for kind, field in (*_POINTS_HERE, *_TIED):
        assert field in {one.name for one in KINDS[kind].pointing}
