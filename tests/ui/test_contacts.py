"""People, Contacts: plans, promises and the log, by keyboard in the real window."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.model import Actor, Contact, ContactPlan, Nature, Reached, Time, TimeKind, new_id
from rca_workbench.store import Case
from rca_workbench.ui.lists import Shape
from rca_workbench.ui.places.people.contacts import ContactsView
from rca_workbench.ui.places.people.contacts_rows import NEXT, SAID
from rca_workbench.ui.places.people.erasure import Reach, remove_identity
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


def opened(window: MainWindow) -> tuple[ContactsView, Session]:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 3000)
    QApplication.processEvents()
    assert isinstance(window.view, ContactsView)
    assert window.session is not None
    return window.view, window.session


def daughter(session: Session) -> Actor:
    with session.step("Add") as step:
        return step.add(Actor(id=new_id(), role="Patient's daughter", nature=Nature.FAMILY))


def day(session: Session, ago: int) -> str:
    return (session.today() - timedelta(days=ago)).isoformat()


def contact(session: Session, person: str, ago: int, **more: object) -> Contact:
    when = Time(kind=TimeKind.DATETIME, start=f"{day(session, ago)}T10:00")
    with session.step("Add") as step:
        return step.add(Contact(id=new_id(), person=person, when=when, **more))  # type: ignore[arg-type]


def shown(view: ContactsView) -> list[tuple[str, str]]:
    """Group and words of every row."""
    rows = view.rows
    return [(row.group, rows.cell(row, SAID).text) for row in rows.rows if row.shape is Shape.ITEM]


def headings(view: ContactsView) -> list[tuple[str, str]]:
    found = (view.rows.heading(row) for row in view.rows.rows if row.shape is Shape.HEADING)
    return [(one.text, one.aside) for one in found]


def at(view: ContactsView, id: str) -> None:
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(view.rows.row_of(id), 0))


def said(window: QWidget) -> str:
    return "\n".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def type_contact(qtbot: QtBot, window: MainWindow, *parts: str) -> None:
    for number, text in enumerate(parts):
        box = window.focusWidget()
        assert isinstance(box, QLineEdit)
        box.selectAll()
        qtbot.keyClicks(box, text)
        if popup := QApplication.activePopupWidget():
            popup.hide()
        qtbot.keyClick(box, Qt.Key.Key_Return if number == len(parts) - 1 else Qt.Key.Key_Tab)


def test_an_empty_case_asks_who_will_speak_to_the_family(open_window: Open, empty_case: Path) -> None:
    view, _ = opened(open_window(empty_case, "people/contacts"))
    assert "Who will speak to the family first?" in said(view)


def test_a_contact_is_typed_in_one_line_with_whom_and_what_was_promised(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people/contacts")
    view, session = opened(window)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    type_contact(
        qtbot,
        window,
        "12/3/2025 1400",
        "Patient's son",
        "Telephone",
        "He asks why. Promised: a call on Friday",
    )
    (one,) = session.snapshot.of(Contact).values()
    (actor,) = session.snapshot.of(Actor).values()
    assert (actor.role, actor.nature) == ("Patient's son", Nature.FAMILY)
    assert (one.person, one.means, one.said) == (actor.id, "Telephone", "He asks why")
    assert (one.promised, one.reached, one.when.start) == (
        "a call on Friday",
        Reached.SPOKEN,
        "2025-03-12T14:00",
    )
    assert session.case.undo_label == "Add contact"
    assert ("promises", "a call on Friday") in shown(view)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not session.snapshot.of(Contact) and not session.snapshot.of(Actor)


def test_without_a_day_it_is_today_and_without_a_person_whoever_there_is(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people/contacts")
    view, session = opened(window)
    who = daughter(session)
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    type_contact(qtbot, window, "", who.role, "", "No answer")
    (one,) = session.snapshot.of(Contact).values()
    assert (one.person, one.reached) == (who.id, Reached.NO_ANSWER)
    assert one.when.start == session.today().isoformat()
    assert len(session.snapshot.of(Actor)) == 1


def test_what_came_of_it_is_said_before_it_is_kept(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "people/contacts")
    view, session = opened(window)
    daughter(session)
    view.begin()
    box = named(window, "New contact, what was said", QLineEdit)
    box.setFocus()
    qtbot.keyClicks(box, "Left a message")
    assert "left a message" in said(window)
    when = named(window, "New contact, when", QLineEdit)
    when.setFocus()
    qtbot.keyClicks(when, "c 1400")
    assert "reads about 14:00" in said(window)
    qtbot.keyClick(when, Qt.Key.Key_Escape)
    assert not session.snapshot.of(Contact)
    assert (box.text(), when.text()) == ("Left a message", "c 1400")  # nothing typed is lost
    view.begin()
    assert when.hasFocus() and box.text() == "Left a message"


def test_the_line_is_with_whom_one_is_at_and_not_with_whom_the_last_was(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people/contacts")
    view, session = opened(window)
    daughter(session)
    with session.step("Add") as step:
        step.add(Actor(id="s" * 32, role="Patient's son", nature=Nature.FAMILY))
        step.add(ContactPlan(id="p" * 32, person="s" * 32))
    who, what = (named(window, f"New contact, {name}", QLineEdit) for name in ("with", "what was said"))
    view.begin()
    who.setText("Patient's daughter")
    qtbot.keyClicks(what, "She asks why")
    qtbot.keyClick(what, Qt.Key.Key_Return)
    session.select("p" * 32)
    view.begin()
    assert who.text() == "Patient's son"


def test_promises_open_stand_first_and_are_marked_as_kept_by_key(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people/contacts")
    view, session = opened(window)
    who = daughter(session)
    old = contact(session, who.id, 20, said="Told", promised="A call", next=day(session, 3))
    contact(session, who.id, 5, said="Letter", promised="The charts")
    assert [words for group, words in shown(view) if group == "promises"] == ["A call", "The charts"]
    assert ("Promises still open", "1 past its day") in headings(view)
    late = view.rows.cell(view.rows.rows[view.rows.row_of(old.id)], NEXT)
    assert (late.second, late.second_ink) == ("3 days late", "warn")
    assert "1 promise past its day" in view.counts()
    at(view, old.id)
    qtbot.keyClick(view.table, Qt.Key.Key_K)
    found = session.snapshot.get(Contact, old.id)
    assert found and found.kept == session.today().isoformat()
    assert [words for group, words in shown(view) if group == "promises"] == ["The charts"]


def test_family_without_a_plan_is_offered_one_and_overdue_news_is_said(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people/contacts")
    view, session = opened(window)
    who = daughter(session)
    assert headings(view)[0] == ("How they are kept in touch with", "1 without a plan")
    at(view, who.id)
    qtbot.keyClick(view.table, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    (plan,) = session.snapshot.of(ContactPlan).values()
    assert plan.person == who.id
    assert session.selected_id == plan.id
    focus = window.focusWidget()
    assert focus is not None and focus.accessibleName() == "Who of us keeps contact, by role"
    session.change(plan, lead="Family liaison lead", every=14)
    contact(session, who.id, 20, said="Told", reached=Reached.SPOKEN)
    assert headings(view)[0] == ("How they are kept in touch with", "News overdue for 1")
    assert view.rows.cell(view.rows.rows[view.rows.row_of(plan.id)], NEXT).second == "6 days late"
    assert "News is 6 days overdue" in [one.text() for one in window.panel.findChildren(QPushButton)]
    # asked again for somebody who has a plan, none is added
    view.edits.plan(who.id)
    assert len(session.snapshot.of(ContactPlan)) == 1


def test_the_named_contact_is_taken_for_who_made_it(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "people/contacts")
    view, session = opened(window)
    who = daughter(session)
    with session.step("Add") as step:
        step.add(ContactPlan(id=new_id(), person=who.id, lead="Matron"))
    from rca_workbench.ui.places.people.contacts_edits import Typed

    id = view.edits.add(Typed("", who.role, "Letter", "The account"))
    one = session.snapshot.get(Contact, id)
    assert one and (one.by, one.reached) == ("Matron", Reached.WRITTEN)


def test_the_guide_says_what_the_case_shows_and_goes_where_it_is_recorded(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people/contacts")
    view, session = opened(window)
    who = daughter(session)
    session.change(who, contact="07700 900123")
    assert "stage 1 of 6: Before contact. The case shows 1 of 4" in said(view)
    qtbot.keyClick(view.table, Qt.Key.Key_G, Qt.KeyboardModifier.ShiftModifier)
    words = said(window)
    assert "How to reach 1 of 1 is kept on People" in words and "07700" not in words
    assert "Not checked against the source" in words
    assert "Good practice, not law" in words
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert not view.guide.isVisible()
    assert window.focusWidget() is view.table


def test_words_are_edited_in_place_and_the_next_day_is_read(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "people/contacts")
    view, session = opened(window)
    who = daughter(session)
    one = contact(session, who.id, 2, said="Told", promised="A call")
    at(view, one.id)
    view.edited(one.id, NEXT, "30/4/2027")
    view.edited(one.id, SAID, "A call on Friday")  # the row one is at is the promise
    found = session.snapshot.get(Contact, one.id)
    assert found and (found.next, found.promised, found.said) == ("2027-04-30", "A call on Friday", "Told")
    view.edited(one.id, NEXT, "soon")
    assert "Next must be a day" in said(window)


def test_what_may_identify_somebody_never_stands_in_the_list(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "people/contacts")
    view, session = opened(window)
    who = daughter(session)
    session.change(who, name="Jo Bloggs", refer_as="Mrs B", sensitive="14 March, her birthday")
    contact(session, who.id, 2, said="Told")
    session.select(who.id)
    everything = said(window) + "".join(view.rows.said(row) for row in view.rows.rows)
    for secret in ("Bloggs", "Mrs B", "birthday"):
        assert secret not in everything
    hidden = [one for one in window.panel.findChildren(QLabel) if one.text() == "Hidden" and one.isVisible()]
    assert len(hidden) == 10
    session.show_names(True)
    box = named(window, "Spoken of as", QLineEdit)
    assert isinstance(box, QLineEdit) and box.text() == "Mrs B"


def test_a_read_only_case_shows_all_and_adds_nothing(open_window: Open, empty_case: Path) -> None:
    with Case.open(empty_case, who="Tester") as case, case.step("Add") as step:
        step.add(Actor(id="d", role="Patient's daughter", nature=Nature.FAMILY))
        step.add(Contact(id="c", person="d", said="Told", promised="A call"))
    window = open_window()
    window.open_case(Case.open(empty_case, read_only=True, who="Tester"))
    window.go("people/contacts")
    view, session = opened(window)
    view.begin()
    view.add_plan()
    assert not view.line.isVisible()
    assert not session.snapshot.of(ContactPlan)
    assert ("promises", "A call") in shown(view)


def test_find_narrows_to_what_holds_the_words(open_window: Open, empty_case: Path) -> None:
    view, session = opened(open_window(empty_case, "people/contacts"))
    who = daughter(session)
    contact(session, who.id, 2, said="She asks about the bell")
    contact(session, who.id, 1, said="Date agreed")
    view.rows.narrow("bell")
    assert shown(view) == [("log", "She asks about the bell")]


def test_removing_an_identity_takes_wishes_and_days_to_avoid_along(
    open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "people/contacts")
    _, session = opened(window)
    who = daughter(session)
    session.change(who, refer_as="Mrs B", sensitive="14 March, her birthday", preferences="After 6 pm")
    kept = contact(session, who.id, 2, said="Told")
    actor = session.snapshot.of(Actor)[who.id]
    reach = Reach.of(session, actor)
    assert "How they wish to be spoken of in the report" in reach.held
    assert remove_identity(session, actor, reach, texts=False, copies=False)
    left = session.snapshot.of(Actor)[who.id]
    assert (left.refer_as, left.sensitive, left.preferences, left.role) == ("", "", "", "Patient's daughter")
    assert kept.id in session.snapshot.of(Contact)


def test_a_typed_day_is_the_last_there_was_and_one_to_come_is_said(
    open_window: Open, empty_case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, session = opened(open_window(empty_case, "people/contacts"))
    monkeypatch.setattr(session, "now", lambda: datetime(2026, 11, 30, 10, 0))  # a Monday
    read = view.edits.read
    for typed, start in (
        ("sat 2230", "2026-11-28T22:30"),
        ("mon 2200", "2026-11-23T22:00"),
        ("0900", "2026-11-30T09:00"),
        ("2230", "2026-11-29T22:30"),
        ("28th", "2026-11-28"),
    ):
        reading = read(typed)
        assert reading.time is not None
        assert (reading.time.start, reading.problem) == (start, "")
        assert "row above" not in reading.echo
    assert read("2230").echo == "reads 22:30 on Sunday 29 November 2026"
    assert "still to come" in read("tomorrow").problem
    assert "still to come" in read("3 dec").problem


def test_what_was_explained_on_a_day_to_come_is_said_in_details(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people/contacts")
    view, session = opened(window)
    person = daughter(session)
    with session.step("Add") as step:
        plan = step.add(ContactPlan(id=new_id(), person=person.id))
    QApplication.processEvents()
    at(view, plan.id)
    view.open_details("explained")
    QApplication.processEvents()
    box = window.focusWidget()
    assert box.accessibleName() == "Explained"
    tomorrow = session.today() + timedelta(days=1)
    qtbot.keyClicks(box, tomorrow.isoformat())
    qtbot.keyClick(box, Qt.Key.Key_Return)
    kept = session.snapshot.get(ContactPlan, plan.id)
    assert kept is not None and kept.explained == tomorrow.isoformat()
    assert "lies ahead. Is the date right?" in said(window)


def test_what_is_read_stands_under_the_boxes_and_takes_them_no_room(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people/contacts")
    view, _ = opened(window)
    view.begin()
    boxes = [
        named(window, f"New contact, {name}", QLineEdit) for name in ("when", "with", "how", "what was said")
    ]
    before = [box.width() for box in boxes]
    qtbot.keyClicks(boxes[0], "tomorrow")
    QApplication.processEvents()
    assert [box.width() for box in boxes] == before
    assert view.line.echo.isVisible() and view.line.echo.y() >= boxes[0].geometry().bottom()
    assert "still to come" in view.line.echo.text()


def test_the_roles_offered_stand_whole_within_the_window(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people/contacts")
    view, session = opened(window)
    with session.step("Add") as step:
        for number in range(9):
            role = f"Daughter {number} of the patient, next of kin and holder of power of attorney"
            step.add(Actor(id=new_id(), role=role, nature=Nature.FAMILY))
    view.begin()
    who = named(window, "New contact, with", QLineEdit)
    who.clear()
    who.setFocus()
    qtbot.keyClicks(who, "daugh")
    popup = who.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    inside = QRect(window.mapToGlobal(QPoint(0, 0)), window.size())
    assert inside.contains(popup.geometry())
    assert popup.width() > who.width()
    assert not popup.geometry().intersects(QRect(who.mapToGlobal(QPoint(0, 0)), who.size()))
    popup.hide()
