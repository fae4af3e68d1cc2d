"""People: who took part by role, in the lanes of the timeline; names covered."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from rca_workbench.model import Actor, Lane, TimelineEntry, new_id
from rca_workbench.store import Case
from rca_workbench.ui.lists import Shape
from rca_workbench.ui.places.people.rows import NAME
from rca_workbench.ui.places.people.view import PeopleView
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
ADD = "New person or part, by role"


def people(window: MainWindow) -> tuple[PeopleView, Session]:
    QApplication.processEvents()
    assert isinstance(window.view, PeopleView)
    assert window.session is not None
    return window.view, window.session


def roles(session: Session) -> list[str]:
    return [one.role for one in session.snapshot.of(Actor).values()]


def headings(view: PeopleView) -> list[str]:
    return [view.rows.heading(row).text for row in view.rows.rows if row.shape is Shape.HEADING]


def at(view: PeopleView, id: str) -> None:
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(view.rows.row_of(id), 0))


def test_an_empty_case_asks_for_roles(open_window: Open, empty_case: Path) -> None:
    view, _ = people(open_window(empty_case, "people"))
    said = [one.text() for one in view.findChildren(QLabel) if one.isVisible()]
    assert any("Names are optional" in text for text in said)


def test_people_are_added_one_after_the_other_by_typing_a_role(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people")
    view, session = people(window)
    for role in ("Ward nurse 1", "Doctor 1", "Results system"):
        box = named(window, ADD, QLineEdit)
        qtbot.keyClicks(box, role)
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert roles(session) == ["Ward nurse 1", "Doctor 1", "Results system"]
    assert view.counts() == "3 by role, 0 lanes"
    assert window.focusWidget() is named(window, ADD, QLineEdit)


def test_two_hundred_keys_in_two_seconds_lose_no_line(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    from time import perf_counter

    window = open_window(empty_case, "people")
    _, session = people(window)
    box = named(window, ADD, QLineEdit)
    started = perf_counter()
    for number in range(10, 30):
        qtbot.keyClicks(box, f"Nurse {number}")
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert roles(session) == [f"Nurse {number}" for number in range(10, 30)]
    assert perf_counter() - started < 10


def test_n_in_the_list_starts_typing(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "people")
    view, _ = people(window)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    assert window.focusWidget() is named(window, ADD, QLineEdit)


def test_a_name_is_covered_until_names_are_shown(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "people")
    view, session = people(window)
    actor = next(iter(session.snapshot.of(Actor).values()))
    session.change(actor, name="Jo Bloggs")
    row = view.rows.rows[view.rows.row_of(actor.id)]
    assert view.rows.cell(row, NAME).text == "Hidden"
    assert "Bloggs" not in view.rows.said(row)
    session.show_names(True)
    assert view.rows.cell(row, NAME).text == "Jo Bloggs"
    assert view.rows.cell(row, NAME).shown_name
    session.show_names(False)
    assert view.rows.cell(row, NAME).text == "Hidden"


def test_a_name_cannot_be_found_out_by_searching(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "people")
    view, session = people(window)
    actor = next(iter(session.snapshot.of(Actor).values()))
    session.change(actor, name="Jo Bloggs")
    view.rows.narrow("bloggs")
    assert view.rows.row_of(actor.id) < 0


def test_each_says_how_often_they_stand_on_the_timeline(open_window: Open, sample_case: Path) -> None:
    view, session = people(open_window(sample_case, "people"))
    for actor in session.snapshot.of(Actor).values():
        count = sum(entry.actor == actor.id for entry in session.snapshot.of(TimelineEntry).values())
        cell = view.rows.cell(view.rows.rows[view.rows.row_of(actor.id)], 3)
        assert cell.text == ("Not yet" if not count else "1 entry" if count == 1 else f"{count} entries")


def test_a_lane_is_added_named_and_moved(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "people")
    view, session = people(window)
    before = headings(view)
    view.add_lane()
    box = named(window, "Role", QLineEdit)
    assert isinstance(box, QLineEdit)
    box.selectAll()
    qtbot.keyClicks(box, "Family")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert headings(view) == [*before, "Family"]
    family = next(one for one in session.snapshot.of(Lane).values() if one.label == "Family")
    at(view, family.id)
    qtbot.keyClick(view.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert headings(view) == [*before[:-1], "Family", before[-1]]
    assert session.selected_id == family.id


def test_someone_is_put_in_another_lane_and_up_their_lane(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people")
    view, session = people(window)
    with session.step("Add") as step:
        ward = step.add(Lane(id=new_id(), label="Ward", order="A000"))
        one = step.add(Actor(id=new_id(), role="Nurse 1", lane=ward.id, order="A000"))
        two = step.add(Actor(id=new_id(), role="Nurse 2", lane=ward.id, order="B000"))
        out = step.add(Actor(id=new_id(), role="Doctor 1"))
    at(view, out.id)
    view.assign()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Ward").trigger()
    menu.close()
    found = session.snapshot.get(Actor, out.id)
    assert found and found.lane == ward.id
    at(view, two.id)
    view.move(-1)
    shown = [row.id for row in view.rows.rows if row.shape is Shape.ITEM]
    assert shown.index(two.id) < shown.index(one.id)


def test_removing_a_lane_leaves_its_people(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "people")
    view, session = people(window)
    before = len(session.snapshot.of(Actor))
    at(view, view.rows.rows[0].id)
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert len(session.snapshot.of(Actor)) == before
    assert "In no lane" in headings(view)


def test_ten_thousand_people_are_shown_and_changed_quickly(open_window: Open, tmp_path: Path) -> None:
    from time import perf_counter

    path = tmp_path / "many.rca"
    with Case.create(path, who="Tester") as case, case.step("Add people") as step:
        for number in range(10_000):
            step.add(Actor(id=new_id(), role=f"Nurse {number}", order=f"{number:04d}"))
    window = open_window(path)
    started = perf_counter()
    window.go("people")
    view, session = people(window)
    view.table.grab()
    assert perf_counter() - started < 3
    actor = session.snapshot.get(Actor, view.rows.rows[5000].id)
    assert actor
    started = perf_counter()
    session.change(actor, role="Ward sister")
    QApplication.processEvents()
    assert perf_counter() - started < 0.5
    assert view.rows.cell(view.rows.rows[5000], 0).text == "Ward sister"
