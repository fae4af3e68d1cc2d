"""A new case from what one hears in the first telephone call, and what it leads to next."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from rca_workbench.analysis.standing import needs
from rca_workbench.model import ContactPlan, Decision, Factor, ImmediateAction, Incident, Time, TimeKind
from rca_workbench.ui import style
from rca_workbench.ui.places.cases.new_case import NewCaseWindow
from rca_workbench.ui.places.respond.first_actions import FirstActionsView
from rca_workbench.ui.shell.window import MainWindow
from rca_workbench.ui.window_files import safe_name

from .conftest import named

Open = Callable[..., MainWindow]
NEXT = ["Decide what this is", "Make things safe", "Plan contact with the family"]


def asked(qtbot: QtBot) -> NewCaseWindow:
    dialog = NewCaseWindow()
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def filled(dialog: NewCaseWindow, qtbot: QtBot) -> None:
    """By names and keys, as somebody writes while the telephone is at the ear."""
    what = named(dialog, "What happened, in a sentence?", QPlainTextEdit)
    qtbot.keyClicks(what, "A patient on ward 7 had a cardiac arrest")
    for name, text in (
        ("When was it found?", "12 March 2026 0415"),
        ("When was it reported locally?", "12 March 2026 0930"),
        ("Which service?", "Medicine"),
        ("Where?", "Ward 7"),
        ("Who was harmed, by role, and how?", "One patient, in intensive care"),
        ("Is everyone safe now?", "The patient is in intensive care"),
    ):
        qtbot.keyClicks(named(dialog, name, QLineEdit), text)
    level = named(dialog, "How badly?", QComboBox)
    assert isinstance(level, QComboBox)
    level.setCurrentIndex(level.findText("Physical harm: severe"))


def test_the_facts_of_a_telephone_call_are_kept_as_they_were_said(qtbot: QtBot) -> None:
    dialog = asked(qtbot)
    filled(dialog, qtbot)
    told = dialog.incident()
    assert told["summary"] == "A patient on ward 7 had a cardiac arrest"
    found, reported = told["found"], told["reported"]
    assert isinstance(found, Time)
    assert isinstance(reported, Time)
    assert (found.start, reported.start) == ("2026-03-12T04:15", "2026-03-12T09:30")
    assert told["harm_level"] == "Severe physical harm"
    assert told["setting"] == "Ward 7"
    assert told["safe_now"] == "The patient is in intensive care"


def test_not_yet_is_an_answer_and_leaves_the_field_open(qtbot: QtBot) -> None:
    dialog = asked(qtbot)
    qtbot.keyClicks(named(dialog, "When was it reported locally?", QLineEdit), "not yet")
    qtbot.keyClicks(named(dialog, "Is everyone safe now?", QLineEdit), "Not known yet.")
    assert not dialog.incident()["reported"]
    assert dialog.incident()["safe_now"] == ""
    qtbot.keyClicks(named(dialog, "When was it found?", QLineEdit), "after the round")
    found = dialog.incident()["found"]
    assert isinstance(found, Time)
    assert (found.kind, found.said) == (TimeKind.UNKNOWN, "after the round")


def test_is_everyone_safe_may_be_answered_with_no(qtbot: QtBot) -> None:
    dialog = asked(qtbot)
    qtbot.keyClicks(named(dialog, "Is everyone safe now?", QLineEdit), "No")
    assert dialog.incident()["safe_now"] == "No"


def test_a_long_title_is_cut_at_a_word_in_the_name_of_a_file() -> None:
    said = safe_name(
        "Air ambulance positioning flight: night impact with the sea near the Auckland Islands, April"
    )
    assert said == "Air ambulance positioning flight night impact with the sea near the Auckland"
    assert safe_name("Fall on ward 4 (night)") == "Fall on ward 4 (night)"
    assert safe_name("?") == "Case"


def test_a_new_case_opens_with_three_next_steps_each_with_its_button(
    open_window: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    dialog = asked(qtbot)
    filled(dialog, qtbot)
    window.files.create(tmp_path / "new.rca", dialog.title(), dialog.profile(), dialog.incident())
    session = window.session
    assert session is not None
    said = [one.what for one in needs(session.snapshot, session.now())]
    assert [one for one in said if one in NEXT] == NEXT
    qtbot.mouseClick(named(window, "Go through it: Make things safe", QPushButton), Qt.MouseButton.LeftButton)
    assert isinstance(window.view, FirstActionsView)


def test_a_next_step_goes_once_it_is_taken(open_window: Open, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_window()
    window.files.create(tmp_path / "new.rca", "New", asked(qtbot).profile(), {"summary": "A patient fell"})
    session = window.session
    assert session is not None

    def left() -> list[str]:
        return [one.what for one in needs(session.snapshot, session.now()) if one.what in NEXT]

    now = Time(kind=TimeKind.DATETIME, start="2026-03-12T05:00")
    for at, one in enumerate(
        (
            Decision(id="d", outcome="Investigate", on="2026-03-12"),
            ImmediateAction(id="i", what="Bed lowered", done=now),
            ContactPlan(id="p", lead="Ward manager"),
        ),
        1,
    ):
        with session.step("Add") as step:
            step.add(one)
        assert left() == NEXT[at:]
    session.undo()
    with session.step("Add") as step:
        step.add(Factor(id="f", text="One doctor covers four wards"))
    assert left() == [], "an analysis under way is past its first days"
    assert session.snapshot.one(Incident).summary == "A patient fell"


@pytest.mark.parametrize("percent", [100, 130])
def test_the_name_of_a_framework_is_read_whole(qtbot: QtBot, percent: int) -> None:
    for _ in range(2 if percent > 100 else 0):
        style.look().resize_text(1)
    dialog = asked(qtbot)
    QApplication.processEvents()
    pick = dialog.framework
    longest = max(pick.fontMetrics().horizontalAdvance(pick.itemText(at)) for at in range(pick.count()))
    assert longest + style.px(8) + 36 <= pick.width(), "words, room at the left, and the arrow"
    for _ in range(2 if percent > 100 else 0):
        style.look().resize_text(-1)
