"""People, Candour: the test of regulation 20, the decision, the steps with their content, in the real window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.analysis.deadlines import started_clock
from rca_workbench.model import (
    Actor,
    Answer,
    CandourStep,
    CandourTest,
    Clock,
    ClockUnit,
    Contact,
    CriterionAnswer,
    Nature,
    Reached,
    StepOutcome,
    Time,
    TimeKind,
    new_id,
)
from rca_workbench.reference.candour import candour_steps
from rca_workbench.store import Case
from rca_workbench.ui.fields.names import place_of
from rca_workbench.ui.places.people.candour import CandourPage
from rca_workbench.ui.places.people.contacts import ContactsView
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


def opened(window: MainWindow) -> tuple[CandourPage, Session]:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 3000)
    QApplication.processEvents()
    assert isinstance(window.view, CandourPage)
    assert window.session is not None
    return window.view, window.session


def said(page: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in page.findChildren(QLabel) if not one.isHidden())


def press(qtbot: QtBot, page: QWidget, name: str) -> None:
    """Press a button by its name, wherever on the page it is."""
    QApplication.processEvents()
    found = [
        one for one in page.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible()
    ]
    assert found, name
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def answer(qtbot: QtBot, page: QWidget, *answers: str) -> None:
    starts = ("Was it unintended", "Did it happen", "Does the harm meet")
    for start, one in zip(starts, answers, strict=False):
        name = next(
            each.accessibleName()
            for each in page.findChildren(QPushButton)
            if each.accessibleName().startswith(f"{one}: {start}")
        )
        press(qtbot, page, name)


def choose(page: QWidget, name: str, words: str) -> None:
    pick = named(page, name, QComboBox)
    assert isinstance(pick, QComboBox)
    at = pick.findText(words)
    assert at >= 0, words
    pick.setCurrentIndex(at)
    pick.activated.emit(at)


def step_head(page: CandourPage, title: str) -> str:
    return next(
        one.accessibleName()
        for one in page.findChildren(QPushButton)
        if one.accessibleName().startswith(f"{title}. ")
    )


def test_the_three_parts_are_answered_and_come_to_a_suggestion(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    page, session = opened(open_window(empty_case, "people/candour"))
    assert "3 parts are not answered yet" in said(page)
    answer(qtbot, page, "Yes", "Yes", "Not known yet")
    assert "act as if the most serious level" in said(page)
    answer(qtbot, page, "Yes")  # pressed again, it is taken back
    assert "One part is not answered yet" in said(page)
    answer(qtbot, page, "Yes", "Yes", "Yes")
    held = {one.criterion: one for one in session.snapshot.of(CriterionAnswer).values()}
    # the second was pressed twice more, so it is open again
    assert held["N1"].answer is Answer.YES
    assert held["N1"].wording == "unintended or unexpected"
    assert held["N1"].list_version.startswith("duty_of_candour ")
    assert session.snapshot.one(CandourTest).applies is None, "answers never decide by themselves"


def test_the_keyboard_starts_at_the_first_part_without_an_answer(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people/candour")
    _, session = opened(window)
    focus = window.focusWidget()
    assert focus is not None and focus.accessibleName().startswith("Yes: Was it unintended")
    qtbot.keyClick(focus, Qt.Key.Key_Space)
    (one,) = session.snapshot.of(CriterionAnswer).values()
    assert (one.criterion, one.answer) == ("N1", Answer.YES)


def test_each_kind_of_provider_has_its_own_harms(open_window: Open, empty_case: Path) -> None:
    page, session = opened(open_window(empty_case, "people/candour"))
    assert "Say which kind first" in said(page)
    choose(page, "Kind of provider", "NHS body (NHS trust or foundation trust)")
    assert session.snapshot.one(CandourTest).provider_type == "health_service_body"
    assert "could result in, or appears to have resulted in" in said(page)
    nhs = "\n".join(one.text() for one in page.findChildren(QLabel))
    assert "Moderate harm" in nhs and "28 continuous days" in nhs
    choose(page, "Kind of provider", "Any other registered provider")
    QApplication.processEvents()
    other = "\n".join(one.text() for one in page.findChildren(QLabel))
    assert "Change to the structure of the body" in other
    assert "Checked in part against the source" in other


def test_the_decision_keeps_who_when_and_which_list_and_names_a_harm_grade(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    page, session = opened(open_window(empty_case, "people/candour"))
    answer(qtbot, page, "Yes", "Yes", "Yes")
    press(qtbot, page, "No: Does regulation 20 apply?")
    test = session.snapshot.one(CandourTest)
    assert (test.applies, test.on) == (Answer.NO, session.today().isoformat())
    assert test.list_version.startswith("duty_of_candour ")
    session.change(test, "Edit decided on", on="2025-03-14")
    press(
        qtbot, page, "Yes: Does regulation 20 apply?"
    )  # decided anew, and not on the day of the first decision
    assert session.snapshot.one(CandourTest).on == session.today().isoformat()
    press(qtbot, page, "No: Does regulation 20 apply?")
    assert "other than the answers above come to" in said(page)
    box = named(page, "Reason", QPlainTextEdit)
    box.setFocus()
    qtbot.keyClicks(box, "Graded as low harm on LFPSE")
    named(page, "Decided by, by role", QLineEdit).setFocus()
    assert "is a harm grade" in said(page)
    session.change(
        session.snapshot.one(CandourTest), reason="The deterioration was the course of her illness"
    )
    assert "is a harm grade" not in said(page)


def test_the_professional_duty_stands_apart(open_window: Open, empty_case: Path) -> None:
    page, session = opened(open_window(empty_case, "people/candour"))
    assert "Meeting the professional duty alone does not meet the statutory one." in said(page)
    choose(page, "Professional duty met by the clinicians", "Yes")
    assert session.snapshot.one(CandourTest).professional is Answer.YES
    assert page.counts() == "Not yet decided"


def test_its_deadlines_start_in_one_step_and_the_local_target_says_so(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    page, session = opened(open_window(empty_case, "people/candour"))
    told = Time(kind=TimeKind.DATETIME, start="2026-10-15T14:30")
    with session.step("Add") as step:
        step.change(session.snapshot.one(CandourTest), applies=Answer.YES)
        step.add(CandourStep(id=new_id(), step="DC-03", when=told, by="Consultant 1", said="What was known"))
    assert "10 working days as a local target" in said(page)
    press(qtbot, page, "Start its deadlines: Duty of Candour")
    clocks = {one.code: one for one in session.snapshot.of(Clock).values()}
    assert {"TS-DOC-01", "TS-DOC-02", "TS-DOC-03"} <= clocks.keys()
    written = clocks["TS-DOC-03"]
    assert (written.local, written.length, written.unit) == (True, 10, ClockUnit.WORKING_DAYS)
    assert written.started == told
    assert clocks["TS-DOC-01"].length is None, "the law sets no number of days"
    assert "(local target, not law)" in said(page)
    qtbot.keyClick(page.window(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not session.snapshot.of(Clock)


def test_a_step_opens_in_place_and_keeps_its_content(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people/candour")
    page, session = opened(window)
    press(qtbot, page, step_head(page, "Notify in person"))
    when = named(page, "When", QLineEdit)
    assert window.focusWidget() is when
    qtbot.keyClicks(when, "12 March 2025 1430")
    what = named(page, "What was said", QPlainTextEdit)
    what.setFocus()
    qtbot.keyClicks(what, "What was known then")
    sorry = named(page, "Apology, in the words used", QPlainTextEdit)
    sorry.setFocus()
    qtbot.keyClicks(sorry, "I am sorry if you feel we came late.")
    named(page, "By, by role", QLineEdit).setFocus()
    assert "makes the apology hang on a condition" in said(page)
    qtbot.keyClicks(named(page, "By, by role", QLineEdit), "Consultant 1")
    when.setFocus()
    (one,) = session.snapshot.of(CandourStep).values()
    assert (one.step, one.by, one.when.start) == ("DC-03", "Consultant 1", "2025-03-12T14:30")
    assert "Done" in step_head(page, "Notify in person")
    # the apology made then shows the step of that name
    assert "an apology that hangs on no condition" in step_head(page, "Apologise")
    sorry.setFocus()
    sorry.selectAll()
    qtbot.keyClicks(sorry, "I am sorry that we came late.")
    when.setFocus()
    assert "Done" in step_head(page, "Apologise")


def test_what_belongs_to_the_same_conversation_begins_with_its_facts(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    page, session = opened(open_window(empty_case, "people/candour"))
    told = Time(kind=TimeKind.DATETIME, start="2026-10-15T14:30")
    with session.step("Add") as step:
        step.add(
            CandourStep(
                id="s", step="DC-03", when=told, by="Consultant 1", means="In person", said="Known facts"
            )
        )
    page.steps.open("DC-05")
    made = next(one for one in session.snapshot.of(CandourStep).values() if one.step == "DC-05")
    assert (made.when, made.by, made.means) == (told, "Consultant 1", "In person")
    page.steps.open("DC-09")
    letter = next(one for one in session.snapshot.of(CandourStep).values() if one.step == "DC-09")
    assert letter.when == Time()


def test_a_step_opened_and_left_without_a_word_leaves_nothing(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "people/candour")
    page, session = opened(window)
    page.steps.open("DC-07")
    assert len(session.snapshot.of(CandourStep)) == 1
    assert page.steps.close_step()
    assert not session.snapshot.of(CandourStep)
    focus = window.focusWidget()
    assert focus is not None and focus.accessibleName().startswith("Offer reasonable support")


def test_what_the_letter_holds_is_answered_item_by_item(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    page, session = opened(open_window(empty_case, "people/candour"))
    page.steps.open("DC-09")
    letter = next(iter(session.snapshot.of(CandourStep).values()))
    session.change(
        letter,
        when=Time(kind=TimeKind.DATE, start="2026-10-20"),
        by="Matron",
        said="Letter",
        apology="We are sorry.",
    )
    assert "that the letter holds the account given" in step_head(page, "Send written notification")
    for item in ("The account given", "Details of enquiries to be made", "Results of enquiries so far"):
        press(qtbot, page, f"Yes: {item}")
    assert ". Done" in step_head(page, "Send written notification")


def test_n_opens_the_first_step_that_still_asks_for_something(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    page, session = opened(open_window(empty_case, "people/candour"))
    session.change(session.snapshot.one(CandourTest), applies=Answer.YES, reason="x", by="Panel", opinion="C")
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_N)
    assert page.steps.opened == "DC-03"
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.steps.opened == ""


@pytest.mark.parametrize("count", [1, 3])
def test_one_unanswered_call_is_not_enough_and_several_attempts_are(
    open_window: Open, empty_case: Path, qtbot: QtBot, count: int
) -> None:
    page, session = opened(open_window(empty_case, "people/candour"))
    with session.step("Add") as step:
        step.add(Actor(id="d", role="Patient's daughter", nature=Nature.FAMILY))
        for number in range(count):
            step.add(
                Contact(
                    id=f"c{number}", person="d", means="Letter" if number else "Telephone",
                    reached=Reached.WRITTEN if number else Reached.NO_ANSWER,
                    when=Time(kind=TimeKind.DATE, start=f"2026-10-1{number}"),
                )
            )  # fmt: skip
    session.change(session.snapshot.one(CandourTest), "Decide", applies=Answer.YES)
    press_link(qtbot, page, "Record that they could not be reached")
    (one,) = session.snapshot.of(CandourStep).values()
    assert (one.step, one.became) == ("DC-03", StepOutcome.UNREACHABLE)
    head = step_head(page, "Notify in person")
    if count == 1:
        assert "Not yet shown" in head and "Still missing: 2 more attempts" in said(page)
    else:
        assert "They could not be reached" in head
        assert "Falls away" in step_head(page, "Send written notification")


def test_that_they_declined_later_leaves_the_record_of_what_was_done(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    page, session = opened(open_window(empty_case, "people/candour"))
    with session.step("Add") as step:
        # As an import names it, in the words of the list.
        step.add(
            CandourStep(id="d", step=candour_steps()[2].label, said="What was known", became=StepOutcome.DONE)
        )
    press_link(qtbot, page, "Record that they declined")
    kept = session.snapshot.of(CandourStep)
    assert kept["d"].became is StepOutcome.DONE
    assert sorted(str(one.became) for one in kept.values()) == ["declined", "done"]


def press_link(qtbot: QtBot, page: QWidget, words: str) -> None:
    button = next(one for one in page.findChildren(QPushButton) if one.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def test_an_attempt_is_noted_in_the_contacts_log(open_window: Open, empty_case: Path, qtbot: QtBot) -> None:
    window = open_window(empty_case, "people/candour")
    page, session = opened(window)
    with session.step("Add") as step:
        step.add(Actor(id="d", role="Patient's daughter", nature=Nature.FAMILY))
    press_link(qtbot, page, "Note an attempt")
    (one,) = session.snapshot.of(Contact).values()
    assert (one.person, one.reached) == ("d", Reached.NO_ANSWER)
    assert isinstance(window.view, ContactsView)
    assert session.selected_id == one.id


def test_the_law_good_practice_and_what_is_ours_stand_apart(open_window: Open, empty_case: Path) -> None:
    page, _ = opened(open_window(empty_case, "people/candour"))
    words = said(page)
    assert "The law, 20(5)" in words
    assert "Good practice: leave an open offer" in words
    assert "this number is the project's own" in words
    assert "No part of the test: fault or error" in words


def test_steps_of_ones_own_are_shown_and_nothing_is_lost(open_window: Open, empty_case: Path) -> None:
    with Case.open(empty_case, who="Tester") as case, case.step("Add") as step:
        step.add(CandourStep(id="own", step="Told by the ward on the night", said="That she had died"))
    page, session = opened(open_window(empty_case, "people/candour"))
    assert "Other records" in step_head(page, "Other records")
    session.select("own")
    QApplication.processEvents()
    assert named(page, "What was said", QPlainTextEdit)


def test_a_read_only_case_can_be_read(open_window: Open, empty_case: Path) -> None:
    with Case.open(empty_case, who="Tester") as case, case.step("Add") as step:
        step.add(CandourStep(id="s", step="DC-03", said="What was known"))
    window = open_window()
    window.open_case(Case.open(empty_case, read_only=True, who="Tester"))
    window.go("people/candour")
    page, session = opened(window)
    page.steps.open("DC-03")
    page.steps.open("DC-09")
    assert len(session.snapshot.of(CandourStep)) == 1
    assert not [one for one in page.findChildren(QPushButton) if one.text() == "Note an attempt"]


def test_what_a_check_speaks_of_is_found_on_this_page(open_window: Open, empty_case: Path) -> None:
    page, session = opened(open_window(empty_case, "people/candour"))
    with session.step("Add") as step:
        step.change(session.snapshot.one(CandourTest), applies=Answer.YES)
        part = step.add(CriterionAnswer(id="n3", criterion="N3", answer=Answer.YES))
        other = step.add(CriterionAnswer(id="x", criterion="NR-01", answer=Answer.YES))
        made = step.add(CandourStep(id="s", step="DC-03"))
    for one in (session.snapshot.one(CandourTest), part, made):
        assert place_of(session.snapshot, one) == ("people/candour", one.id)
    assert place_of(session.snapshot, other)[0] != "people/candour"
    session.select("candour_test")
    focus = page.window().focusWidget()
    assert focus is not None and focus.accessibleName() == "Reason"


def test_esc_in_a_step_keeps_what_was_said_and_goes_to_its_heading(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    page, session = opened(window := open_window(empty_case, "people/candour"))
    page.steps.open("DC-03")
    QApplication.processEvents()
    box = named(page, "What was said", QPlainTextEdit)
    box.setFocus()
    qtbot.keyClicks(box, "We told her all we know")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    (one,) = session.snapshot.of(CandourStep).values()
    assert one.said == "We told her all we know"
    assert window.focusWidget().accessibleName().startswith("Notify in person")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert page.steps.opened == ""


def test_an_answer_moves_no_other_question(open_window: Open, empty_case: Path) -> None:
    page, session = opened(open_window(empty_case, "people/candour"))
    session.change(session.snapshot.one(CandourTest), "Choose", provider_type="health_service_body")
    QApplication.processEvents()
    rows = [page.test.rows[id] for id in ("N1", "N2", "N3")]
    places = [row.buttons.mapTo(page, row.buttons.rect().topLeft()) for row in rows]
    for row in rows:
        row.buttons.buttons[Answer.YES].click()
        QApplication.processEvents()
        assert row.reason is not None and row.reason.isEnabled()
    assert [row.buttons.mapTo(page, row.buttons.rect().topLeft()) for row in rows] == places


def test_recording_that_they_declined_begins_in_the_record(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    page, _ = opened(window := open_window(empty_case, "people/candour"))
    press_link(qtbot, page, "Record that they declined")
    QApplication.processEvents()
    assert window.focusWidget() is named(page, "When", QLineEdit)


def test_deadlines_that_a_step_meets_are_offered_to_be_marked_as_met(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    page, session = opened(open_window(empty_case, "people/candour"))
    when = Time(kind=TimeKind.DATETIME, start="2026-11-30T10:30")
    with session.step("Add") as step:
        for code in ("TS-DOC-01", "TS-DOC-02", "TS-DOC-03"):
            step.add(started_clock(code, Time(kind=TimeKind.DATETIME, start="2026-11-28T22:30")))
    QApplication.processEvents()
    shown = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    assert not any(one.text().startswith("Mark") for one in shown)
    with session.step("Add") as step:
        step.add(CandourStep(id="s", step="DC-03", when=when, by="Consultant", said="What was known"))
    QApplication.processEvents()
    button = next(
        one for one in page.findChildren(QPushButton) if one.isVisible() and one.text().startswith("Mark 2")
    )
    assert button.text() == "Mark 2 deadlines as met: 30 Nov 2026 10:30"
    button.click()
    met = {one.code: one.met for one in session.snapshot.of(Clock).values()}
    assert met == {"TS-DOC-01": when, "TS-DOC-02": when, "TS-DOC-03": Time()}
    assert not button.isVisible()
