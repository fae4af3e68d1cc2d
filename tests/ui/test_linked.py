"""Details says of anything what it is linked to and from."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from rca_workbench.model import KINDS, EntryLink, Factor, Finding, Measure, TimelineEntry, new_id
from rca_workbench.ui.details.linked import LinkedSection, linked
from rca_workbench.ui.fields import Row
from rca_workbench.ui.shell.window import MainWindow

Open = Callable[..., MainWindow]


def words_of(row: Row) -> str:
    return " ".join(one.text() for one in row.findChildren(QLabel))


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
    said = [f"{other.title[:20]} {words}" for other, words in linked(session.snapshot, first.id)]
    assert any(second.title[:20] in one and "Link between entries: same call" in one for one in said)
    row = next(one for one in shown.findChildren(Row) if second.text[:30] in words_of(one))
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
    kinds = {other.kind.name for other, _ in linked(snapshot, factor.id)}
    assert "link" not in kinds and "factor" in kinds


@pytest.mark.parametrize(
    "name", [name for name, kind in KINDS.items() if not kind.single and name != "unplaced"]
)
def test_every_kind_has_a_page_that_opens(open_window: Open, empty_case: Path, name: str) -> None:
    window = open_window(empty_case, "timeline/table")
    with window.session.step("Add") as step:
        step.add(KINDS[name].make({"id": "x"}))
    window.session.select("x")
    assert window.panel._details.page.kind.name == name


def test_what_belongs_to_a_finding_is_found_both_ways(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case)
    with window.session.step("Add") as step:
        step.add(Factor(id="f", text="One doctor covers four wards"))
        step.add(Finding(id="g", text="Cover at night was thin", factors=("f",)))
        step.add(Measure(id="l"))
    snapshot = window.session.snapshot
    assert [other.id for other, _ in linked(snapshot, "f")] == ["g"]
    assert [other.id for other, _ in linked(snapshot, "g")] == ["f"]
    assert list(linked(snapshot, "l")) == []
