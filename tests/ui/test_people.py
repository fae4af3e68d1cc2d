"""People: who took part by role, in the lanes of the timeline; names covered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rca_workbench.model import Actor, Lane, TimelineEntry, new_id
from rca_workbench.store import Case
from rca_workbench.store.backup import backup, safe_copies
from rca_workbench.ui.lists import Shape
from rca_workbench.ui.places.people.rows import CONSENT, CONTACT, DOTS, ENTRIES, NAME, NATURE, NEEDS
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
    assert view.rows.cell(row, NAME).text == DOTS
    assert "Bloggs" not in view.rows.said(row) and DOTS not in view.rows.said(row)
    assert "hidden" in view.rows.said(row)
    session.show_names(True)
    assert view.rows.cell(row, NAME).text == "Jo Bloggs"
    assert view.rows.cell(row, NAME).shown_name
    session.show_names(False)
    assert view.rows.cell(row, NAME).text == DOTS


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
        cell = view.rows.cell(view.rows.rows[view.rows.row_of(actor.id)], ENTRIES)
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


# -- roles ------------------------------------------------------------------------------------------------------------


def a_case_with(session: Session, *actors: Actor, text: str = "") -> None:
    with session.step("Add people") as step:
        for actor in actors:
            step.add(actor)
        if text:
            step.add(TimelineEntry(id="t1", code="T1", text=text))
    QApplication.processEvents()


def suggested(window: MainWindow) -> list[str]:
    shown = [
        one for one in window.findChildren(QListWidget) if one.accessibleName() == "Roles" and one.isVisible()
    ]
    return [shown[0].item(at).text() for at in range(shown[0].count())] if shown else []


def text_of(session: Session) -> str:
    entry = session.snapshot.get(TimelineEntry, "t1")
    assert entry is not None
    return entry.text


def said(window: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def press(window: QWidget, words: str) -> None:
    QApplication.processEvents()
    found = [
        one for one in window.findChildren(QPushButton) if one.text().startswith(words) and one.isVisible()
    ]
    assert found, f"no button says “{words}”"
    found[0].click()
    QApplication.processEvents()


def test_n_suggests_roles_and_down_and_enter_add_one_with_what_it_is(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people")
    view, session = people(window)
    a_case_with(session, Actor(id="a", role="Patient"), Actor(id="b", role="Ward nurse 1"))
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    assert suggested(window)[:2] == ["Ward nurse 2", "Patient's daughter"]
    box = named(window, ADD, QLineEdit)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    made = [one for one in session.snapshot.of(Actor).values() if one.role == "Patient's daughter"]
    assert [one.nature for one in made] == ["family"]
    assert window.focusWidget() is box
    qtbot.keyClicks(box, "nurse")
    assert suggested(window)[0] == "Ward nurse 2"
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert "nurse" in roles(session)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert suggested(window) == []


def test_a_role_that_is_taken_is_numbered_on_when_added(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people")
    _, session = people(window)
    for _ in range(3):
        box = named(window, ADD, QLineEdit)
        qtbot.keyClicks(box, "Patient")
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert roles(session) == ["Patient", "Patient 2", "Patient 3"]


def test_needs_consent_and_contact_are_covered_like_the_name(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "people")
    view, session = people(window)
    a_case_with(session, Actor(id="a", role="Patient", needs="Hearing loop", consent="Given", contact="0770"))
    row = view.rows.rows[view.rows.row_of("a")]
    for column, text in ((NEEDS, "Hearing loop"), (CONSENT, "Given"), (CONTACT, "0770")):
        assert view.rows.cell(row, column).text == DOTS
        session.show_names(True)
        assert view.rows.cell(row, column).text == text
        session.show_names(False)
    assert view.rows.cell(row, NAME).text == ""
    assert view.rows.cell(row, NATURE).text == "Not said"


def test_renaming_in_the_list_asks_whether_texts_follow(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people")
    view, session = people(window)
    a_case_with(
        session, Actor(id="a", role="Nurse A"), Actor(id="b", role="Doctor 1"), text="Nurse A told Doctor 1"
    )

    def retype(role: str) -> None:
        at(view, "a")
        view.table.edit_current(0)
        box = named(window, "Role", QLineEdit)
        assert isinstance(box, QLineEdit)
        box.selectAll()
        qtbot.keyClicks(box, role)
        qtbot.keyClick(box, Qt.Key.Key_Return)
        QApplication.processEvents()

    retype("Ward nurse 1")
    assert "1 text says Nurse A." in said(window)
    assert roles(session)[0] == "Nurse A"
    qtbot.keyClick(view.table, Qt.Key.Key_Return)
    assert text_of(session) == "Ward nurse 1 told Doctor 1"
    assert roles(session)[0] == "Ward nurse 1"
    session.undo()
    assert (text_of(session), roles(session)[0]) == ("Nurse A told Doctor 1", "Nurse A")
    retype("Ward nurse 1")
    press(window, "Change it in People only")
    assert (text_of(session), roles(session)[0]) == ("Nurse A told Doctor 1", "Ward nurse 1")
    session.undo()
    retype("Ward nurse 1")
    qtbot.keyClick(view.table, Qt.Key.Key_Escape)
    assert roles(session)[0] == "Nurse A"
    retype("doctor 1")
    assert roles(session)[0] == "Nurse A"
    assert "there is a Doctor 1 already" in said(window)


def test_renaming_in_details_says_the_count_first_and_is_one_step(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people")
    _, session = people(window)
    a_case_with(
        session, Actor(id="a", role="Nurse A"), Actor(id="b", role="Doctor 1"), text="Nurse A told Doctor 1"
    )
    session.select("a")
    QApplication.processEvents()
    box = named(window.panel, "Role", QPlainTextEdit)
    assert isinstance(box, QPlainTextEdit)
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "Ward nurse")
    also = [one for one in window.panel.findChildren(QCheckBox) if one.isVisible()]
    assert [one.text() for one in also] == ["Also change it in 1 text"]
    qtbot.wait(1200)
    assert roles(session)[0] == "Nurse A"
    qtbot.keyClicks(box, " 1")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert text_of(session) == "Ward nurse 1 told Doctor 1"
    assert session.case.undo_label == "Edit role, also in 1 text"
    assert not also[0].isVisible()
    session.undo()
    QApplication.processEvents()
    assert box.toPlainText() == "Nurse A"
    box.selectAll()
    qtbot.keyClicks(box, "Nurse B")
    also[0].click()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (roles(session)[0], text_of(session)) == ("Nurse B", "Nurse A told Doctor 1")
    box.selectAll()
    qtbot.keyClicks(box, "DOCTOR 1")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert roles(session)[0] == "Nurse B"
    assert "there is a Doctor 1 already. Add a number, such as Doctor 2." in said(window)


# -- erasure ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def sarah(open_window: Open, empty_case: Path) -> MainWindow:
    """Somebody whose name went through the file more than once, and stands in a text."""
    window = open_window(empty_case, "people")
    _, session = people(window)
    actor = Actor(id="a", role="Ward nurse 1", name="Perpetua Lindqvist", nhs_number="943 476 5919")
    a_case_with(session, actor, text="Perpetua Lindqvist took the call")
    session.change(actor, name="Perpetua Lindqvist-Mbeki")
    session.change(actor, name="Perpetua Lindqvist")
    backup(session.case)
    session.select("a")
    QApplication.processEvents()
    return window


def asked(window: MainWindow, act: Callable[[QWidget], object]) -> None:
    """Press the button in Details, and do something with the dialog that opens."""

    def on_dialog() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(20, on_dialog)
            return
        try:
            act(dialog)
        finally:
            dialog.close()

    QTimer.singleShot(0, on_dialog)
    press(window.panel, "Remove this person's identity")


def times(session: Session, name: str = "Lindqvist") -> int:
    return session.case.path.read_bytes().count(name.encode())


def test_what_an_erasure_comes_to_is_said_before_and_nothing_is_done(sarah: MainWindow) -> None:
    _, session = people(sarah)
    before, heard = session.case.head, []
    asked(sarah, lambda dialog: heard.append(said(dialog)))
    [words] = heard
    assert "Name and NHS number go from People and from 3 steps of the history" in words
    assert "Ward nurse 1 stays, by role" in words
    assert "the one thing Undo cannot bring back" in words
    assert "1 text outside People still names them" in words
    assert "Timeline entry T1, what happened: “Ward nurse 1 took the call”" in words
    assert "Reports, pictures and data exported before" in words
    assert "Safe copies of this case on this laptop" in words
    assert "Lindqvist" not in words
    assert session.case.head == before and times(session) > 2


def test_an_erasure_leaves_the_role_a_sound_history_and_no_trace_in_people(sarah: MainWindow) -> None:
    _, session = people(sarah)
    asked(sarah, lambda dialog: press(dialog, "Remove for good"))
    actor = session.snapshot.get(Actor, "a")
    assert actor is not None and (actor.role, actor.name, actor.nhs_number) == ("Ward nurse 1", "", "")
    assert text_of(session) == "Ward nurse 1 took the call"
    assert session.case.verify() == []
    assert times(session, "Mbeki") == 0 and times(session, "943 476") == 0
    assert [one.label for one in session.case.history()][:2] == [
        "Remove the identity of Ward nurse 1",
        "Say a person by role in 1 text",
    ]
    assert len(safe_copies(session.case.id)) > 0
    shown = [one.text() for one in sarah.panel.findChildren(QPushButton) if one.isVisible()]
    assert "Remove this person's identity" not in shown


def test_safe_copies_go_where_somebody_says_so_and_texts_stay_where_they_do(sarah: MainWindow) -> None:
    _, session = people(sarah)

    def act(dialog: QWidget) -> None:
        for box in dialog.findChildren(QCheckBox):
            if box.isVisible():
                box.click()
        press(dialog, "Remove for good")

    asked(sarah, act)
    assert safe_copies(session.case.id) == []
    assert text_of(session) == "Perpetua Lindqvist took the call"
    actor = session.snapshot.get(Actor, "a")
    assert actor is not None and actor.name == ""


def test_the_palette_removes_an_identity_of_the_one_selected_only(sarah: MainWindow) -> None:
    view, _ = people(sarah)
    at(view, "a")
    titles = [one.title for one in sarah.commands]
    assert "Remove this person's identity" in titles
    view.table.mark(None)
    assert "Remove this person's identity" not in [one.title for one in sarah.commands]


def test_texts_that_name_somebody_are_found_and_changed_to_the_role_in_one_step(sarah: MainWindow) -> None:
    _, session = people(sarah)
    press(sarah.panel, "Find their name in texts")
    words = said(sarah)
    assert "1 text outside People names them. With the role:" in words
    assert "Timeline entry T1, what happened: “Ward nurse 1 took the call”" in words
    press(sarah, "Change to the role")
    assert text_of(session) == "Ward nurse 1 took the call"
    press(sarah.panel, "Find their name in texts")
    assert "No text outside People names them." in said(sarah)
    press(sarah, "Close")
    session.undo()
    assert text_of(session) == "Perpetua Lindqvist took the call"
