"""People, Questions: asked in the family's words, traced to answers by keyboard, in the real window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.model import Actor, Factor, FactorStatus, Finding, Nature, Question, TimelineEntry, new_id
from rca_workbench.ui.lists import Shape
from rca_workbench.ui.places.people.questions import QuestionsView
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
WHY = "Why was nobody with her?"


def view_of(window: MainWindow) -> QuestionsView:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window, 3000)
    QApplication.processEvents()
    assert isinstance(window.view, QuestionsView)
    return window.view


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def questions(window: MainWindow) -> list[Question]:
    return list(session_of(window).snapshot.of(Question).values())


def headings(view: QuestionsView) -> list[str]:
    return [view.rows.heading(row).text for row in view.rows.rows if row.shape is Shape.HEADING]


def go_to_row(view: QuestionsView, id: str) -> None:
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(view.rows.row_of(id), 0))
    QApplication.processEvents()


def ready(window: MainWindow, **fields: object) -> str:
    """A question, a finding and an entry; returns the question's id."""
    with session_of(window).step("Add") as step:
        step.add(Finding(id="k", code="K1", text="Two nurses were ill and nobody could be found"))
        step.add(TimelineEntry(id="t", code="T1", text="The ward asked the agency for a nurse"))
        step.add(Question(id="q", code="Q1", text=WHY, **fields))  # type: ignore[arg-type]
    return "q"


def test_an_empty_list_says_whom_to_ask(open_window: Open, empty_case: Path) -> None:
    view = view_of(open_window(empty_case, "people/questions"))
    said = [one.text() for one in view.findChildren(QLabel) if one.isVisible()]
    assert "Ask the family what they most want to know. Write it in their words." in said


def test_questions_are_typed_one_after_the_other_and_keep_who_asks(
    qtbot: QtBot, open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "people/questions")
    view = view_of(window)
    with session_of(window).step("Add") as step:
        step.add(Actor(id="d", role="Patient's daughter", nature=Nature.FAMILY))
    qtbot.keyClick(view, Qt.Key.Key_N)
    box = named(view, "New question, in their words")
    assert box.hasFocus()
    qtbot.keyClicks(box, WHY)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClicks(box, "Did she suffer?")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert [(one.code, one.text, one.person) for one in questions(window)] == [
        ("Q1", WHY, None),  # nobody said who asks
        ("Q2", "Did she suffer?", None),
    ]
    session = session_of(window)
    session.change(questions(window)[1], "Say who asks", person="d")
    qtbot.keyClicks(box, "Was she alone?")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert questions(window)[2].person == "d"
    assert headings(view) == ["Open"]


def test_several_lines_pasted_make_several_questions_in_one_step(
    qtbot: QtBot, open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "people/questions")
    view = view_of(window)
    window.commands.run("question_add")
    box = named(view, "New question, in their words")
    QApplication.clipboard().setText("Why so late?\n\n  Who decided?  \nWho will tell us?\n")
    qtbot.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [one.text for one in questions(window)] == ["Why so late?", "Who decided?", "Who will tell us?"]
    session_of(window).undo()
    assert questions(window) == []


def test_an_answer_is_found_by_its_words_and_the_question_moves_up(
    qtbot: QtBot, open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "people/questions")
    view = view_of(window)
    go_to_row(view, ready(window))
    qtbot.keyClick(view.table, Qt.Key.Key_L)
    box = named(view, "The other one")
    qtbot.keyClicks(box, "nurses ill")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert questions(window)[0].answered_by == ("k",)
    assert headings(view) == ["Answer found, no reply yet"]
    row = view.rows.rows[1]
    assert "Two nurses were ill" in view.rows.cell(row, 2).text


def test_the_reply_is_written_in_details_and_noted_as_given(
    qtbot: QtBot, open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "people/questions")
    view = view_of(window)
    go_to_row(view, ready(window, answered_by=("k",)))
    qtbot.keyClick(view.table, Qt.Key.Key_R)
    box = named(window, "Answer given")
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClicks(box, "Two nurses were ill that night.")
    go_to_row(view, "q")
    assert headings(view) == ["Answered"]
    qtbot.keyClick(view.table, Qt.Key.Key_D)
    assert questions(window)[0].replied == session_of(window).today().isoformat()


def test_one_key_puts_it_into_the_terms_of_reference(
    qtbot: QtBot, open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "people/questions")
    view = view_of(window)
    go_to_row(view, ready(window))
    session_of(window).change(session_of(window).snapshot.incident, terms_of_reference="What happened?")
    qtbot.keyClick(view.table, Qt.Key.Key_T)
    assert session_of(window).snapshot.incident.terms_of_reference.splitlines() == [
        "What happened?",
        f"“{WHY}”",
    ]
    assert questions(window)[0].in_terms is True
    qtbot.keyClick(view.table, Qt.Key.Key_T)
    assert len(session_of(window).snapshot.incident.terms_of_reference.splitlines()) == 2
    session_of(window).undo()
    assert session_of(window).snapshot.incident.terms_of_reference == "What happened?"
    assert questions(window)[0].in_terms is None


def test_it_goes_into_the_terms_of_a_case_that_says_nothing_yet(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "people/questions")
    view = view_of(window)
    go_to_row(view, ready(window))
    window.commands.run("question_terms")
    assert session_of(window).snapshot.incident.terms_of_reference == f"“{WHY}”"


def test_what_falls_away_opens_the_question_again(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "people/questions")
    view = view_of(window)
    session = session_of(window)
    with session.step("Add") as step:
        step.add(Factor(id="f", text="One nurse for 28 patients"))
        step.add(Question(id="q", text=WHY, answered_by=("f",), answer="There was one nurse."))
    assert headings(view) == ["Answered"]
    session.change(session.snapshot.of(Factor)["f"], status=FactorStatus.REJECTED)
    assert headings(view) == ["Open"]
    assert "was set aside" in view.rows.cell(view.rows.rows[1], 0).second
    session.undo()
    assert headings(view) == ["Answered"]
    session.remove(session.snapshot.of(Factor)["f"])
    assert headings(view) == ["Open"]


def test_details_of_a_finding_answer_a_question(qtbot: QtBot, open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "improve/findings")
    ready(window)
    session_of(window).select("k")
    QApplication.processEvents()
    button = next(
        one
        for one in window.panel.findChildren(QPushButton)
        if one.text() == "Answers a question" and one.isVisible()
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    line = named(window.panel, "Which question it answers")
    qtbot.waitUntil(line.hasFocus)
    line.clear()
    qtbot.keyClicks(line, WHY)
    popup = line._finder.popup()
    popup.hide()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert questions(window)[0].answered_by == ("k",)
    QApplication.processEvents()
    out = named(window.panel, f"Does not answer: Q1 {WHY}")
    qtbot.mouseClick(out, Qt.MouseButton.LeftButton)
    assert questions(window)[0].answered_by == ()


def test_details_say_why_it_cannot_be_answered_and_who_agreed(
    qtbot: QtBot, open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "people/questions")
    view = view_of(window)
    go_to_row(view, ready(window))
    qtbot.keyClick(view.table, Qt.Key.Key_U)
    box = named(window, "Cannot be answered because")
    qtbot.waitUntil(box.hasFocus)
    qtbot.keyClicks(box, "No record was kept of it.")
    agreed = named(window, "Agreed with")
    agreed.setFocus()
    assert headings(view) == ["Open"]
    qtbot.keyClicks(agreed, "Patient's daughter")
    go_to_row(view, "q")
    assert headings(view) == ["Cannot be answered, as agreed"]


def test_finding_narrows_to_what_has_the_words(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "people/questions")
    view = view_of(window)
    with session_of(window).step("Add") as step:
        for text in ("Why so late?", "Who decided?"):
            step.add(Question(id=new_id(), text=text))
    view.rows.narrow("decided")
    assert [view.rows.cell(row, 0).text for row in view.rows.rows if row.shape is Shape.ITEM] == [
        "Who decided?"
    ]
