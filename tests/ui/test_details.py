"""Details: everything about the selected thing, whatever its kind, read and changed in place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.model import (
    KINDS,
    Action,
    Actor,
    ButFor,
    Confidence,
    EvidenceItem,
    Factor,
    FactorKind,
    FactorStatus,
    Link,
    Problem,
    Recommendation,
    TimelineEntry,
    new_id,
)
from rca_workbench.ui import style
from rca_workbench.ui.details import DetailsPanel
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


def session_of(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def panel_of(window: MainWindow) -> DetailsPanel:
    QApplication.processEvents()
    if not window.findChildren(DetailsPanel):  # made when the first thing is selected
        assert window.session
        window.session.select("incident")
        window.session.select(None)
    (panel,) = window.findChildren(DetailsPanel)
    return panel


def said(panel: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in panel.findChildren(QLabel) if one.isVisible())


def names_in(panel: QWidget) -> list[str]:
    return [
        one.accessibleName()
        for one in panel.findChildren(QWidget)
        if one.isVisible() and one.accessibleName()
    ]


def statement(panel: DetailsPanel, name: str) -> QPlainTextEdit:
    box = named(panel, name, QPlainTextEdit)
    assert isinstance(box, QPlainTextEdit)
    return box


def choose(menu_of: QPushButton, words: str, qtbot: QtBot) -> None:
    """Press a button that opens a menu and choose from it."""
    qtbot.mouseClick(menu_of, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(one for one in menu.actions() if one.text() == words)
    action.trigger()
    menu.close()


def test_nothing_selected_is_one_sentence(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "timeline")
    session_of(window).select(None)
    assert said(window.panel) == "Select something to see all about it here."


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [280, 520])
def test_everything_of_the_published_case_can_be_shown(
    open_window: Open, sample_case: Path, look: str, width: int
) -> None:
    style.look().choose(look, keep=False)
    window = open_window(sample_case, "timeline")
    session = session_of(window)
    window.panel.resize_to(width)
    panel = panel_of(window)
    for name in KINDS:
        for entity in list(session.snapshot.table(name).values())[:3]:
            session.select(entity.id)
            QApplication.processEvents()
            page = panel.page
            assert page is not None
            assert page.kind is entity.kind
            assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window]
    style.look().choose("light", keep=False)


@pytest.mark.parametrize("width", [280, 336, 520])
def test_no_part_of_a_page_is_wider_than_the_panel(open_window: Open, sample_case: Path, width: int) -> None:
    window = open_window(sample_case, "timeline")
    session = session_of(window)
    window.panel.resize_to(width)
    panel = panel_of(window)
    for cls in (TimelineEntry, Factor, Link, EvidenceItem, Actor, Action, Recommendation):
        session.select(next(iter(session.snapshot.of(cls))))
        for _ in range(3):
            QApplication.processEvents()
        for one in panel.findChildren(QWidget):
            if one.isVisible() and one.accessibleName():
                right = one.mapTo(panel, one.rect().topRight()).x()
                assert right <= panel.width(), f"{cls.__name__}: {one.accessibleName()}"


def test_the_text_is_edited_in_place_and_shows_everywhere(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "timeline/table")
    session = session_of(window)
    entry = next(iter(session.snapshot.of(TimelineEntry).values()))
    session.select(entry.id)
    box = statement(panel_of(window), "What happened")
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "The circular is revised")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    found = session.snapshot.get(TimelineEntry, entry.id)
    assert found and found.text == "The circular is revised"
    assert session.case.undo_label == "Edit what happened"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.toPlainText() == entry.text


def test_ctrl_z_takes_back_typing_first_and_then_the_step(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "timeline/table")
    session = session_of(window)
    entry = next(iter(session.snapshot.of(TimelineEntry).values()))
    session.change(entry, note="Before")
    session.select(entry.id)
    box = statement(panel_of(window), "Note")
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "After")
    qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.toPlainText() == "Before"
    found = session.snapshot.get(TimelineEntry, entry.id)
    assert found and found.note == "Before"
    qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    found = session.snapshot.get(TimelineEntry, entry.id)
    assert found and found.note == ""
    assert box.toPlainText() == ""


def test_what_is_being_typed_is_kept_when_something_else_is_selected(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "timeline/table")
    session = session_of(window)
    one, two = list(session.snapshot.of(TimelineEntry).values())[:2]
    session.select(one.id)
    box = statement(panel_of(window), "Note")
    box.setFocus()
    qtbot.keyClicks(box, "Half a thought")
    session.select(two.id)
    found = session.snapshot.get(TimelineEntry, one.id)
    other = session.snapshot.get(TimelineEntry, two.id)
    assert found and other
    assert (found.note, other.note) == ("Half a thought", two.note)


def test_an_event_is_flagged_from_its_kind_line(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "timeline/table")
    session = session_of(window)
    entry = next(
        one for one in session.snapshot.of(TimelineEntry).values() if not one.problem and not one.harm
    )
    session.select(entry.id)
    button = named(panel_of(window), "Event. Press to make it something else", QPushButton)
    assert isinstance(button, QPushButton)
    choose(button, "Service delivery problem", qtbot)
    found = session.snapshot.get(TimelineEntry, entry.id)
    assert found and found.problem is Problem.SERVICE
    assert "Service delivery problem. Press to make it something else" in names_in(panel_of(window))


def test_a_factor_reads_as_a_sentence(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "analysis/map")
    session = session_of(window)
    with session.step("Add factors") as step:
        plan, cover, wait = (
            step.add(Factor(id=new_id(), text=text, level="ACC.ORG"))
            for text in (
                "No agreed plan for nights.",
                "One doctor covers four wards",
                "A 90-minute wait for review",
            )
        )
        step.add(Link(id=new_id(), source=plan.id, target=cover.id))
        step.add(Link(id=new_id(), source=cover.id, target=wait.id))
    session.select(plan.id)
    assert (
        "With “No agreed plan for nights”, there was “One doctor covers four wards”. "
        "This made “A 90-minute wait for review” more likely." in said(panel_of(window))
    )


def test_a_link_is_added_by_typing_and_edited_in_its_row(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "analysis/map")
    session = session_of(window)
    with session.step("Add factors") as step:
        plan = step.add(Factor(id=new_id(), code="S1", text="No plan for nights", level="ACC.ORG"))
        cover = step.add(
            Factor(id=new_id(), code="F1", text="One doctor covers four wards", level="ACC.TECH")
        )
    session.select(plan.id)
    panel = panel_of(window)
    add = next(one for one in panel.findChildren(QPushButton) if one.text() == "Add link")
    add.click()
    box = named(panel, "Leads to: add", QLineEdit)
    qtbot.keyClicks(box, "four wards")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    (link,) = session.snapshot.of(Link).values()
    assert (link.source, link.target) == (plan.id, cover.id)
    assert "Possible. Without it: not yet asked" in said(panel)
    qtbot.mouseClick(
        named(panel, "Edit the link with One doctor covers four wards"), Qt.MouseButton.LeftButton
    )
    QApplication.processEvents()
    named(panel, "Without it")
    session.change(link, but_for=ButFor.LESS_LIKELY, confidence=Confidence.PROBABLE)
    assert "Probable. Without it: less likely" in said(panel)


def test_an_action_is_added_to_a_factor_and_shown_as_a_tag(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "analysis/map")
    session = session_of(window)
    with session.step("Add factor") as step:
        plan = step.add(Factor(id=new_id(), text="No plan for nights", factor_kind=FactorKind.SYSTEM_FACTOR))
    session.select(plan.id)
    panel = panel_of(window)
    next(one for one in panel.findChildren(QPushButton) if one.text() == "Add action").click()
    box = named(panel, "New action", QLineEdit)
    qtbot.keyClicks(box, "One escalation route for nights")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    (action,) = session.snapshot.of(Action).values()
    assert action.addresses == (plan.id,)
    QApplication.processEvents()
    tag = next(one for one in names_in(panel) if one.startswith("Action: One escalation route"))
    qtbot.mouseClick(named(panel, tag), Qt.MouseButton.LeftButton)
    assert session.selected_id == action.id
    assert window.view is not None


def test_ask_why_goes_to_the_map_and_starts_typing_a_cause(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "timeline/table")
    session = session_of(window)
    entry = next(
        one
        for one in session.snapshot.of(TimelineEntry).values()
        if session.snapshot.by(Factor, "entry").get(one.id)
    )
    session.select(entry.id)
    qtbot.mouseClick(named(panel_of(window), "Ask why", QPushButton), Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert isinstance(session.selected, Factor)
    assert any(name.startswith("What made “") for name in names_in(window))


def test_the_words_follow_the_framework_of_the_case(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "analysis/map")
    session = session_of(window)
    factor = next(
        one for one in session.snapshot.of(Factor).values() if one.factor_kind is FactorKind.SYSTEM_FACTOR
    )
    session.select(factor.id)
    assert any(name.startswith("System-level factor") for name in names_in(panel_of(window)))
    session.change(session.snapshot.case, profile="sif2015")
    assert any(name.startswith("System-level root cause") for name in names_in(panel_of(window)))


def test_a_set_aside_factor_asks_why(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "analysis/map")
    session = session_of(window)
    factor = next(iter(session.snapshot.of(Factor).values()))
    session.select(factor.id)
    assert "Why it was set aside" not in names_in(panel_of(window))
    session.change(factor, status=FactorStatus.REJECTED)
    assert "Why it was set aside" in names_in(panel_of(window))


def test_the_history_of_a_thing_unfolds(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "analysis/map")
    session = session_of(window)
    factor = next(iter(session.snapshot.of(Factor).values()))
    session.change(factor, "Agree factor", note="Discussed on Monday")
    session.select(factor.id)
    panel = panel_of(window)
    assert "Agree factor" not in said(panel)
    fold = named(panel, "History of this", QPushButton)
    assert isinstance(fold, QPushButton)
    fold.click()
    assert "Agree factor" in said(panel)
    assert "Discussed on Monday" in said(panel)


def test_what_is_removed_leaves_the_panel(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "timeline/table")
    session = session_of(window)
    entry = next(iter(session.snapshot.of(TimelineEntry).values()))
    session.select(entry.id)
    panel = panel_of(window)
    assert panel.page is not None
    session.remove(entry)
    assert panel.page is None
