"""People in texts: roles by @, names offered as roles, text pasted in looked through first."""

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rca_workbench.model import Actor, Factor, FactorKind, Question, TimelineEntry, new_id
from rca_workbench.store import Case
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
NUMBER = "943 476 5919"


@pytest.fixture
def window(open_window: Open, empty_case: Path) -> MainWindow:
    """A case with three people, two of them with names, and an entry selected."""
    window = open_window(empty_case, "timeline")
    session = window.session
    assert session is not None
    with session.step("Add people") as step:
        step.add(Actor(id="a1", role="Ward nurse 1", name="Sarah Jones", nhs_number=NUMBER))
        step.add(Actor(id="a2", role="Doctor 1", name="Zoe Berg", also_known_as="Sarah"))
        step.add(Actor(id="a3", role="Patient's daughter"))
    with session.step("Add entry") as step:
        step.add(TimelineEntry(id="t1", code="T1", text="Observations taken"))
    session.select("t1")
    QApplication.processEvents()
    return window


def the(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def entry(window: MainWindow) -> TimelineEntry:
    found = the(window).snapshot.get(TimelineEntry, "t1")
    assert found is not None
    return found


def line(window: MainWindow, name: str = "What happened") -> QPlainTextEdit:
    """A text field of Details, with the focus and the cursor at its end."""
    box = named(window.panel, name, QPlainTextEdit)
    assert isinstance(box, QPlainTextEdit)
    box.setFocus()
    QApplication.processEvents()
    box.moveCursor(box.textCursor().MoveOperation.End)
    return box


def capture(window: MainWindow) -> QLineEdit:
    box = named(window, "New entry, What happened", QLineEdit)
    assert isinstance(box, QLineEdit)
    box.setFocus()
    QApplication.processEvents()
    return box


def roles(window: MainWindow) -> list[str]:
    shown = [
        one for one in window.findChildren(QListWidget) if one.accessibleName() == "Roles" and one.isVisible()
    ]
    return [shown[0].item(at).text() for at in range(shown[0].count())] if shown else []


def said(window: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def button(window: QWidget, text: str) -> QPushButton:
    QApplication.processEvents()
    found = [
        one for one in window.findChildren(QPushButton) if one.text().startswith(text) and one.isVisible()
    ]
    assert found, f"no button says “{text}”"
    return found[0]


def there(window: QWidget, text: str) -> bool:
    QApplication.processEvents()
    return any(one.text().startswith(text) and one.isVisible() for one in window.findChildren(QPushButton))


def copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def paste(qtbot: QtBot, box: QWidget) -> None:
    qtbot.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


# -- @ ------------------------------------------------------------------------------------------------------


def test_typing_at_opens_the_roles_and_enter_takes_one(window: MainWindow, qtbot: QtBot) -> None:
    box = line(window)
    qtbot.keyClicks(box, " by @")
    assert roles(window) == ["Doctor 1", "Patient's daughter", "Ward nurse 1"]
    qtbot.keyClicks(box, "war")
    assert roles(window) == ["Ward nurse 1", "Add ‘War’"]
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert roles(window) == []
    assert box.toPlainText() == "Observations taken by Ward nurse 1"
    assert window.focusWidget() is box
    qtbot.waitUntil(lambda: entry(window).text == "Observations taken by Ward nurse 1", timeout=3000)


def test_down_and_tab_take_another_and_typing_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    box = capture(window)
    qtbot.keyClicks(box, "@")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert window.focusWidget() is box
    qtbot.keyClicks(box, " rang @doc")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "Patient's daughter rang Doctor 1"
    qtbot.keyClick(box, Qt.Key.Key_Return)
    texts = [one.text for one in the(window).snapshot.of(TimelineEntry).values()]
    assert "Patient's daughter rang Doctor 1" in texts


def test_escape_leaves_the_text_as_typed(window: MainWindow, qtbot: QtBot) -> None:
    box = line(window)
    qtbot.keyClicks(box, " @war")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert roles(window) == []
    qtbot.keyClicks(box, "d")
    assert roles(window) == []
    assert box.toPlainText() == "Observations taken @ward"


def test_an_at_in_an_address_or_before_a_space_opens_nothing(window: MainWindow, qtbot: QtBot) -> None:
    box = capture(window)
    qtbot.keyClicks(box, "x@ward")
    assert roles(window) == []
    qtbot.keyClicks(box, " @ 5 mg")
    assert roles(window) == []


def test_the_last_choice_adds_somebody_by_role(window: MainWindow, qtbot: QtBot) -> None:
    box = line(window)
    qtbot.keyClicks(box, " by @ward nurse")
    assert roles(window)[-1] == "Add ‘Ward nurse 2’"
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.toPlainText() == "Observations taken by Ward nurse 2"
    made = next(one for one in the(window).snapshot.of(Actor).values() if one.role == "Ward nurse 2")
    assert made.nature == "staff" and not made.name
    assert the(window).case.undo_label == "Add person or part"


def test_someone_added_while_typing_in_a_cell_leaves_the_cell_open(window: MainWindow, qtbot: QtBot) -> None:
    window.go("people")
    QApplication.processEvents()
    view = window.view
    view.table.setFocus()  # type: ignore[union-attr]
    view.table.mark("a3")  # type: ignore[union-attr]
    view.table.edit_current(0)  # type: ignore[union-attr]
    box = named(window, "Role", QLineEdit)
    assert isinstance(box, QLineEdit)
    box.selectAll()
    qtbot.keyClicks(box, "Friend of @porter 1")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.isVisible() and box.text() == "Friend of Porter 1"
    qtbot.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()
    held = [one.role for one in the(window).snapshot.of(Actor).values()]
    assert "Friend of Porter 1" in held and "Porter 1" in held


def test_a_name_typed_behind_the_at_finds_its_role(window: MainWindow, qtbot: QtBot) -> None:
    box = capture(window)
    qtbot.keyClicks(box, "@zoe berg")
    assert roles(window) == ["Doctor 1"]


def test_words_to_search_for_have_no_roles_to_choose(window: MainWindow, qtbot: QtBot) -> None:
    window.palette_open()
    box = named(window, "Search, go to, or do", QLineEdit)
    qtbot.keyClicks(box, "@")
    assert roles(window) == []


def test_a_control_qt_made_itself_is_still_watched_after_a_search_for_garbage(
    window: MainWindow, qtbot: QtBot
) -> None:
    asks = QInputDialog(window)
    asks.show()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    for _ in range(3):
        gc.collect()
    qtbot.keyClicks(QApplication.focusWidget(), "Seen by @war")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert asks.textValue() == "Seen by Ward nurse 1"
    asks.close()


def test_a_file_name_is_no_text_of_the_case(window: MainWindow, qtbot: QtBot) -> None:
    dialog = QFileDialog(window, "Export")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    box = dialog.findChild(QLineEdit)
    box.setFocus()
    QApplication.processEvents()
    qtbot.keyClicks(box, "@war")
    assert roles(window) == []
    dialog.close()


# -- names typed --------------------------------------------------------------------------------------------


def test_a_registered_name_is_offered_as_its_role_at_once(window: MainWindow, qtbot: QtBot) -> None:
    box = line(window)
    qtbot.keyClicks(box, " by sarah jones, and SARAH JONES left")
    assert "‘sarah jones’ is in People as Ward nurse 1." in said(window)
    assert "sarah jones" in box.toPlainText()
    qtbot.keyClick(box, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert box.toPlainText() == "Observations taken by Ward nurse 1, and SARAH JONES left"
    qtbot.mouseClick(button(window, "Use the role"), Qt.MouseButton.LeftButton)
    assert box.toPlainText() == "Observations taken by Ward nurse 1, and Ward nurse 1 left"
    assert not there(window, "Use the role")
    qtbot.waitUntil(lambda: "Ward nurse 1 left" in entry(window).text, timeout=3000)


def test_undo_takes_the_role_back_as_typing(window: MainWindow, qtbot: QtBot) -> None:
    box = line(window)
    qtbot.keyClicks(box, " by Zoe Berg")
    qtbot.keyClick(box, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert box.toPlainText() == "Observations taken by Doctor 1"
    qtbot.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert box.toPlainText() == "Observations taken by Zoe Berg"


def test_what_is_kept_is_not_offered_again_in_that_text_this_session(
    window: MainWindow, qtbot: QtBot
) -> None:
    box = line(window)
    qtbot.keyClicks(box, " by Zoe Berg")
    qtbot.keyClick(box, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert not there(window, "Use the role")
    qtbot.keyClicks(box, " again")
    assert not there(window, "Use the role")
    the(window).select(None)
    the(window).select("t1")
    box = line(window)
    qtbot.keyClicks(box, " and again")
    assert not there(window, "Use the role")
    assert box.toPlainText().endswith("by Zoe Berg again and again")
    other = capture(window)
    qtbot.keyClicks(other, "Zoe Berg")
    assert there(window, "Use the role")


def test_a_name_of_two_people_opens_their_roles(window: MainWindow, qtbot: QtBot) -> None:
    box = capture(window)
    qtbot.keyClicks(box, "Sarah went")
    assert "‘Sarah’ in People may be Ward nurse 1 or Doctor 1." in said(window)
    qtbot.keyClick(box, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert roles(window) == ["Ward nurse 1", "Doctor 1"]
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "Doctor 1 went"


def test_letters_beyond_the_basic_plane_do_not_shift_the_place(window: MainWindow, qtbot: QtBot) -> None:
    box = capture(window)
    box.insert("\U0001f600\U0001f600 Zoe Berg \U0001f600 ")
    qtbot.keyClicks(box, "x")
    qtbot.keyClick(box, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == "\U0001f600\U0001f600 Doctor 1 \U0001f600 x"
    qtbot.keyClicks(box, " @ward")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "\U0001f600\U0001f600 Doctor 1 \U0001f600 x Ward nurse 1"


def test_the_fields_of_the_people_register_take_names_without_a_word(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.go("people", "a3")
    the(window).show_names(True)
    box = named(window.panel, "Name", QLineEdit)
    assert isinstance(box, QLineEdit)
    box.setFocus()
    QApplication.processEvents()
    qtbot.keyClicks(box, "Zoe Berg @")
    assert not there(window, "Use the role") and roles(window) == []
    copy(f"Sarah Jones {NUMBER}")
    paste(qtbot, box)
    assert box.text() == f"Zoe Berg @Sarah Jones {NUMBER}"


# -- pasting ------------------------------------------------------------------------------------------------

PASTED = f"Sarah Jones rang Zoe Berg about {NUMBER}"


def test_pasting_names_asks_first_and_enter_pastes_roles(window: MainWindow, qtbot: QtBot) -> None:
    box = line(window)
    copy(PASTED)
    paste(qtbot, box)
    assert "This text holds 2 names and an NHS number." in said(window)
    assert f"{NUMBER}: [NHS number]" in said(window)
    assert box.toPlainText() == "Observations taken"
    assert window.focusWidget() is box
    paste(qtbot, box)  # a key held too long asks once
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.toPlainText() == "Observations takenWard nurse 1 rang Doctor 1 about [NHS number]"
    assert not there(window, "Do not paste")
    assert QGuiApplication.clipboard().text() == PASTED


def test_pasting_as_it_is_is_one_key_away_and_is_not_asked_about_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    box = capture(window)
    copy(PASTED)
    paste(qtbot, box)
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == PASTED
    assert not there(window, "Use the role")


@pytest.mark.parametrize("way", ["escape", "button", "elsewhere"])
def test_not_pasting_leaves_text_and_clipboard_as_they_were(
    window: MainWindow, qtbot: QtBot, way: str
) -> None:
    box = capture(window)
    qtbot.keyClicks(box, "Then ")
    copy(PASTED)
    paste(qtbot, box)
    if way == "escape":
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    elif way == "button":
        qtbot.mouseClick(button(window, "Do not paste"), Qt.MouseButton.LeftButton)
    else:
        named(window, "New entry, When", QLineEdit).setFocus()
    assert not there(window, "Do not paste")
    assert box.text() == "Then "
    assert QGuiApplication.clipboard().text() == PASTED


def test_pasting_what_names_nobody_asks_nothing(window: MainWindow, qtbot: QtBot) -> None:
    box = capture(window)
    copy("Ward nurse 1 took 2 sets at 04:15")
    paste(qtbot, box)
    assert box.text() == "Ward nurse 1 took 2 sets at 04:15"


def test_paste_of_the_menu_and_a_drop_ask_as_well(window: MainWindow, qtbot: QtBot) -> None:
    box = line(window)
    copy(PASTED)

    spot = box.viewport().rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, box.viewport().mapToGlobal(spot))
    QApplication.sendEvent(box.viewport(), asked)
    QApplication.processEvents()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(one for one in menu.actions() if "Paste" in one.text()).trigger()
    menu.close()
    button(window, "Do not paste").click()
    carried = QMimeData()
    carried.setText(PASTED)
    held = (Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(box.viewport(), QDragEnterEvent(QPoint(3, 3), *held))
    QApplication.sendEvent(box.viewport(), QDropEvent(QPointF(3, 3), *held))
    qtbot.mouseClick(button(window, "Paste with roles"), Qt.MouseButton.LeftButton)
    assert box.toPlainText() == "Ward nurse 1 rang Doctor 1 about [NHS number]Observations taken"


def test_a_question_of_the_family_is_looked_through_too(window: MainWindow, qtbot: QtBot) -> None:
    session = the(window)
    with session.step("Add") as step:
        step.add(Question(id=new_id(), code="Q1", text="Why so late?"))
    window.go("people")
    question = next(iter(session.snapshot.of(Question)))
    session.select(question)
    QApplication.processEvents()
    box = line(window, "In their words")
    qtbot.keyClicks(box, " Zoe Berg")
    assert there(window, "Use the role")


# -- everywhere one types -----------------------------------------------------------------------------------


def test_typing_in_place_on_the_canvas_has_roles_offers_and_the_question(
    window: MainWindow, qtbot: QtBot
) -> None:
    session = the(window)
    with session.step("Add factor") as step:
        step.add(Factor(id="f1", code="F1", factor_kind=FactorKind.CONTRIBUTORY_FACTOR, text="One doctor"))
    window.go("analysis/map", "f1")
    QApplication.processEvents()
    canvas = window.view.canvas  # type: ignore[union-attr]
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_F2)
    QApplication.processEvents()
    box = window.focusWidget()
    assert isinstance(box, QPlainTextEdit)
    qtbot.keyClicks(box, "Cover by @doc")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.isVisible() and box.toPlainText() == "Cover by Doctor 1"
    copy(" and Sarah Jones")
    paste(qtbot, box)
    assert box.isVisible()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClicks(box, ", Zoe Berg")
    assert there(window, "Use the role")
    qtbot.keyClick(box, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert not there(window, "Use the role")
    factor = session.snapshot.get(Factor, "f1")
    assert factor is not None and factor.text == "Cover by Doctor 1 and Ward nurse 1, Doctor 1"


def test_a_cell_of_the_timeline_table_offers_too_and_keeps_what_is_typed(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.go("timeline/table", "t1")
    QApplication.processEvents()
    table = window.view.table  # type: ignore[union-attr]
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    QApplication.processEvents()
    box = named(table, "What happened", QLineEdit)
    assert isinstance(box, QLineEdit)
    box.selectAll()
    qtbot.keyClicks(box, "Zoe Berg rang @porter 1")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert box.isVisible() and box.text() == "Zoe Berg rang Porter 1"
    qtbot.keyClick(box, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert entry(window).text == "Doctor 1 rang Porter 1"
    assert "Porter 1" in [one.role for one in the(window).snapshot.of(Actor).values()]
    assert not there(window, "Use the role")


def test_a_number_that_identifies_is_offered_to_be_left_out(window: MainWindow, qtbot: QtBot) -> None:
    box = capture(window)
    qtbot.keyClicks(box, f"Asked about {NUMBER}")
    assert f"‘{NUMBER}’ is the NHS number of Ward nurse 1." in said(window)
    qtbot.keyClick(box, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert box.text() == "Asked about [NHS number]"


def test_the_offer_goes_with_the_thing_it_was_about(window: MainWindow, qtbot: QtBot) -> None:
    session = the(window)
    with session.step("Add entry") as step:
        step.add(TimelineEntry(id="t2", code="T2", text="Nothing said"))
    box = line(window)
    qtbot.keyClicks(box, " by Zoe Berg")
    assert there(window, "Use the role")
    session.select("t2")
    assert not there(window, "Use the role")
    assert entry(window).text == "Observations taken by Zoe Berg"
    session.select("t1")
    line(window)
    assert there(window, "Use the role")


def test_a_name_registered_later_is_offered_in_what_is_typed_after(window: MainWindow, qtbot: QtBot) -> None:
    box = capture(window)
    qtbot.keyClicks(box, "Otto Klein")
    assert not there(window, "Use the role")
    session = the(window)
    daughter = session.snapshot.get(Actor, "a3")
    assert daughter is not None
    session.change(daughter, name="Otto Klein")
    qtbot.keyClicks(box, " rang")
    assert "‘Otto Klein’ is in People as Patient's daughter." in said(window)


def test_a_case_that_can_only_be_read_offers_nothing(window: MainWindow, qtbot: QtBot) -> None:
    session = the(window)
    entry_ = entry(window)
    session.change(entry_, text="Zoe Berg came")
    path = session.case.path
    window.close_case()
    window.open_case(Case.open(path, read_only=True))
    window.go("timeline", "t1")
    QApplication.processEvents()
    box = line(window)
    copy(PASTED)
    paste(qtbot, box)
    qtbot.keyClicks(box, "@")
    assert box.toPlainText() == "Zoe Berg came"
    assert not there(window, "Use the role") and not there(window, "Do not paste") and roles(window) == []


def test_typing_in_twenty_thousand_letters_loses_none(window: MainWindow, qtbot: QtBot) -> None:
    session = the(window)
    with session.step("Add people") as step:
        for number in range(300):
            step.add(Actor(id=f"n{number}", role=f"Nurse {number}", name=f"Ann{number} Sur{number}nam"))
    session.change(entry(window), text="The patient was seen and the bleep was answered at 0415. " * 350)
    box = line(window)
    qtbot.keyClicks(box, "twenty letters typed")
    assert box.toPlainText().endswith("twenty letters typed")
