"""From a telephone call to a reasoned decision, started clocks, a contact plan and the 72-hour report: by names and keys.

It walks the way one person goes on the first day, and fails where a step of it cannot be taken from the window. It says
nothing about how long that takes.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rca_workbench.analysis.deadlines import DeadlineState, deadlines
from rca_workbench.analysis.standing import needs
from rca_workbench.model import (
    Clock,
    Contact,
    ContactPlan,
    Decision,
    ImmediateAction,
    Notification,
    Snapshot,
    TimeKind,
)
from rca_workbench.ui.places.cases.new_case import NewCaseWindow
from rca_workbench.ui.places.people.contacts import ContactsView
from rca_workbench.ui.places.respond.first_actions import FirstActionsView
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
DEATH = "Death more likely than not due to problems in care (learning-from-deaths criteria)"


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def case_of(window: MainWindow) -> Snapshot:
    assert window.session is not None
    return window.session.snapshot


def press(window: QWidget, qtbot: QtBot, name: str) -> None:
    settle()
    found = [
        one
        for one in window.findChildren(QPushButton)
        if one.isVisible() and (one.accessibleName() or one.text()).startswith(name)
    ]
    assert found, f"no button “{name}”"
    found[0].setFocus()
    qtbot.keyClick(found[0], Qt.Key.Key_Space)
    settle()


def typed(qtbot: QtBot, text: str) -> None:
    """Type where the keyboard is, and leave the field."""
    at = QApplication.focusWidget()
    assert at is not None
    qtbot.keyClicks(at, text)
    at.clearFocus()
    settle()


def line(window: MainWindow, words: str) -> FirstActionsView:
    """Go to the line of First actions that begins with these words."""
    view = window.view
    assert isinstance(view, FirstActionsView)
    at = next(n for n, one in enumerate(view.rows.rows) if view.rows.cell(one, 0).text.startswith(words))
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(at, 0))
    return view


def told_on_the_telephone(qtbot: QtBot) -> NewCaseWindow:
    dialog = NewCaseWindow()
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(
        named(dialog, "What happened, in a sentence?", QPlainTextEdit),
        "A patient on ward 7 died after a night of rising scores",
    )
    for name, text in (
        ("When was it found?", "yesterday 0415"),
        ("When was it reported locally?", "yesterday 0930"),
        ("Where?", "Ward 7"),
        ("Who was harmed, by role, and how?", "One patient, who died"),
        ("Is everyone safe now?", "The night has a second doctor since"),
    ):
        qtbot.keyClicks(named(dialog, name, QLineEdit), text)
    level = named(dialog, "How badly?", QComboBox)
    assert isinstance(level, QComboBox)
    level.setCurrentIndex(level.findText("Physical harm: fatal"))
    qtbot.keyClick(named(dialog, "Where?", QLineEdit), Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    return dialog


def test_the_first_day(
    open_window: Open, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    dialog = told_on_the_telephone(qtbot)
    window.files.create(tmp_path / "new.rca", dialog.title(), dialog.profile(), dialog.incident())
    with qtbot.waitActive(window):
        window.activateWindow()
    session = window.session
    assert session is not None
    settle()

    # What is it? One criterion is met, the others of its list are not; what follows is started from there.
    press(window, qtbot, "Decide: Decide what this is")
    row = next(
        one
        for one in window.findChildren(QWidget)
        if one.isVisible() and one.accessibleName().startswith(f"Criterion: {DEATH}")
    )
    row.setFocus()
    qtbot.keyClick(row, "1")
    qtbot.keyClick(window.focusWidget(), "n")
    typed(qtbot, "The reviewer's judgement of 12 March")
    press(window, qtbot, "Required nationally: answer those that are open with no")
    press(window, qtbot, "Add 3 notifications")
    press(window, qtbot, "Write the decision")
    named(window, "Reasons").setFocus()
    typed(qtbot, "Little is understood of why rising scores were not acted on")
    named(window, "Decided by, by role").setFocus()
    typed(qtbot, "Incident panel")
    press(window, qtbot, "Record the decision")
    (decision,) = case_of(window).of(Decision).values()
    assert (decision.level, decision.by, bool(decision.on)) == ("M-PSII", "Incident panel", True)
    assert decision.reason.startswith("Little is understood")
    started = next(
        one
        for one in window.findChildren(QPushButton)
        if one.isVisible() and one.text().startswith("Start ") and "deadline" in one.text()
    )
    press(window, qtbot, started.accessibleName())
    running = [
        one
        for one in deadlines(case_of(window), session.now())
        if one.state
        in (DeadlineState.RUNNING, DeadlineState.AT_RISK, DeadlineState.OVERDUE, DeadlineState.PROMPT)
    ]
    assert running, "clocks run, each from its own event"
    assert all(one.clock.started.kind is not TimeKind.UNKNOWN for one in running)

    # Is everyone safe, what has to be secured, who has to be told?
    window.go("overview")
    settle()
    press(window, qtbot, "Go through it: Make things safe")
    view = line(window, "Make patients")
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    qtbot.keyClicks(window.focusWidget(), "Second doctor for the nights")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    line(window, "Second doctor")
    qtbot.keyClick(view.table, Qt.Key.Key_D)
    line(window, "Remove or isolate")
    qtbot.keyClick(view.table, Qt.Key.Key_X)
    qtbot.keyClicks(window.focusWidget(), "No device was used")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    line(window, "Commissioner (ICB)")
    qtbot.keyClick(view.table, Qt.Key.Key_D)
    settle()
    actions = {one.what: one for one in case_of(window).of(ImmediateAction).values()}
    assert actions["Second doctor for the nights"].done.kind is TimeKind.DATETIME
    told = {one.whom: one.when.kind for one in case_of(window).of(Notification).values()}
    assert told["Commissioner (ICB)"] is TimeKind.DATETIME
    assert told["Medical examiner"] is TimeKind.UNKNOWN

    # Who speaks to the family, and when?
    window.go("overview")
    settle()
    press(window, qtbot, "Plan it: Plan contact with the family")
    assert isinstance(window.view, ContactsView)
    window.view.enter()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    settle()
    named(window, "Who of us keeps contact, by role").setFocus()
    typed(qtbot, "Family liaison lead")
    named(window, "Next").setFocus()
    tomorrow = session.today() + timedelta(days=1)
    typed(qtbot, f"{tomorrow.day}/{tomorrow.month}/{tomorrow.year}")
    (plan,) = case_of(window).of(ContactPlan).values()
    assert (plan.lead, plan.next) == ("Family liaison lead", tomorrow.isoformat())
    assert not case_of(window).of(Contact), "nothing is claimed that has not been said yet"

    # The 72-hour report, from wherever one is.
    out = tmp_path / "initial.docx"
    monkeypatch.setattr(QMessageBox, "exec", lambda *_: 0)  # it asks whether to open the file
    window.commands.run("initial_report")
    where = named(window, "Where to", QLineEdit)
    assert isinstance(where, QLineEdit)
    where.selectAll()
    qtbot.keyClicks(where, str(out))
    qtbot.keyClick(where, Qt.Key.Key_Return)
    qtbot.waitUntil(out.exists, timeout=60_000)
    document = docx.Document(str(out))
    said = "\n".join(
        [one.text for one in document.paragraphs]
        + [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    )
    for words in (
        "A patient on ward 7 died after a night of rising scores",
        "Patient safety incident investigation",
        "Little is understood of why rising scores were not acted on",
        "Second doctor for the nights",
        "Not needed: No device was used",
        "Medical examiner",
        "Family liaison lead",
        "Whether the statutory Duty of Candour applies",
        "Nobody has signed this report yet.",
    ):
        assert words in said, words
    assert any(one.clock.what in said for one in running)
    assert not [one for one in needs(case_of(window), session.now()) if one.what == "Decide what this is"]
    assert all(one.code for one in case_of(window).of(Clock).values())
