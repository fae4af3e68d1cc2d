from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.model import Action, Decision, Factor, ImmediateAction, TimelineEntry
from rca_workbench.model.fault import Fault
from rca_workbench.store import Case
from rca_workbench.ui import style
from rca_workbench.ui.fields.cut import CutLabel
from rca_workbench.ui.places import PLACES
from rca_workbench.ui.shell.window import MainWindow
from rca_workbench.ui.work import Work

from .conftest import named

Open = Callable[..., MainWindow]


def test_the_start_screen_offers_a_new_case_and_the_sample(open_window: Open) -> None:
    window = open_window()
    said = [label.text() for label in window.cases.findChildren(QLabel)]
    assert "Start a case" in said
    assert "Look round the sample case" in said
    assert not window.header.isVisible()


def test_the_sample_case_opens_from_the_start_screen_and_is_listed_next_time(open_window: Open) -> None:
    window = open_window()
    window.files.open_sample()
    assert window.session is not None
    assert len(window.session.snapshot.of(TimelineEntry)) == 70
    title = window.session.snapshot.case.title
    window.show_cases()
    assert any(title[:20] in label.text() for label in window.cases.findChildren(QLabel))


@pytest.mark.parametrize("address", [f"{place.id}/{tab.id}" for place in PLACES for tab in place.tabs])
def test_every_tab_opens_on_the_published_case_and_says_what_it_counts(
    open_window: Open, sample_case: Path, address: str
) -> None:
    window = open_window(sample_case)
    window.go(address)
    assert window.view is not None
    assert window.view.isVisible()
    assert window.notice.isHidden()


@pytest.mark.parametrize("address", [f"{place.id}/{tab.id}" for place in PLACES for tab in place.tabs])
def test_every_tab_opens_on_an_empty_case(open_window: Open, empty_case: Path, address: str) -> None:
    window = open_window(empty_case)
    window.go(address)
    assert window.view is not None
    assert window.notice.isHidden()


def test_opening_and_looking_round_writes_nothing(open_window: Open, sample_case: Path) -> None:
    before = sample_case.read_bytes()
    window = open_window(sample_case)
    for place in PLACES:
        for tab in place.tabs:
            window.go(f"{place.id}/{tab.id}")
    window.close()
    assert sample_case.read_bytes() == before


def test_the_window_is_gone_and_the_case_closed_before_work_that_cannot_stop_is_waited_for(
    open_window: Open, sample_case: Path
) -> None:
    window = open_window(sample_case)
    gone, begun = Event(), Event()
    seen: list[bool] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Hide:
                gone.set()
            return False

    def job(progress: object, stop: object) -> None:
        begun.set()
        seen.append(gone.wait(30))
        with Case.open(sample_case, who="Somebody else") as case:
            seen.append(case.read_only)

    watch = Watch()
    window.installEventFilter(watch)
    work = Work("Laying out a large map", job)
    work.start()
    assert begun.wait(30)
    window.close()
    assert work.isFinished()
    assert seen == [True, False]


def test_the_palette_goes_to_a_place_by_typing(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    box = named(window, "Search, go to, or do", QLineEdit)
    qtbot.keyClicks(box, "analysis map")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.address == "analysis/map"


def test_the_palette_finds_a_factor_and_shows_it_on_the_map(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case)
    assert window.session
    factor = next(one for one in window.session.snapshot.of(Factor).values() if one.code == "P1")
    window.palette_open()
    box = named(window, "Search, go to, or do", QLineEdit)
    qtbot.keyClicks(box, "descent went on below the height")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.session.selected_id == factor.id


def test_every_command_of_the_palette_has_words_and_can_be_listed(
    open_window: Open, sample_case: Path
) -> None:
    window = open_window(sample_case, "analysis/map")
    ids = [command.id for command in window.commands]
    assert len(ids) == len(set(ids))
    assert all(command.title for command in window.commands)


def test_undo_and_redo_reach_every_view_and_outlive_a_restart(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "timeline/both")
    assert window.session
    entry = next(iter(window.session.snapshot.of(TimelineEntry).values()))
    window.session.change(entry, "Edit what happened", text="Something else happened.")
    window.close()
    again = open_window(sample_case, "timeline/both")
    assert again.session
    assert again.session.snapshot.of(TimelineEntry)[entry.id].text == "Something else happened."
    again.commands.run("undo")
    assert again.session.snapshot.of(TimelineEntry)[entry.id].text == entry.text
    again.commands.run("redo")
    assert again.session.snapshot.of(TimelineEntry)[entry.id].text == "Something else happened."


def test_the_strip_says_the_last_step_and_offers_to_undo_it(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case)
    assert window.session
    window.session.change(window.session.snapshot.incident, "Edit what happened", summary="A fall.")
    assert window.strip.last.text() == "Edit what happened"
    window.strip.undo.click()
    assert window.session.snapshot.incident.summary == ""


def test_after_undo_the_strip_and_the_overview_say_what_was_undone_and_offer_to_redo_it(
    open_window: Open, empty_case: Path
) -> None:
    def said() -> list[str]:
        QApplication.processEvents()
        return [one.text() for one in window.view.findChildren(QLabel) if one.isVisible()]

    window = open_window(empty_case)
    assert window.session and window.view
    window.session.change(window.session.snapshot.incident, "Edit where", setting="Ward 7")
    window.session.change(window.session.snapshot.incident, "Edit what happened", summary="A fall.")
    window.strip.undo.click()
    assert window.strip.last.text() == "Undid: Edit what happened"
    assert window.strip.undo.text() == "Undo one more"
    assert "Undid: Edit what happened" in said()
    assert [text.endswith("undone since") for text in said() if "Tester" in text][:3] == [False, True, False]
    window.strip.redo.click()
    assert window.session.snapshot.incident.summary == "A fall."
    assert window.strip.last.text() == "Did again: Edit what happened"
    assert not window.strip.redo.isVisible()
    assert not [text for text in said() if text.endswith("undone since")]
    window.strip.undo.click()
    window.strip.undo.click()
    assert window.session.snapshot.incident.setting == ""


def test_a_case_open_read_only_offers_nothing_that_would_change_it(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.open_case(Case.open(sample_case, read_only=True))
    window.go("analysis/map")
    assert window.header.primary is not None
    assert not window.header.primary.isEnabled()
    assert "Read only" in window.strip.kept.text()


def test_a_file_that_is_no_case_is_said_in_words_and_left_alone(open_window: Open, tmp_path: Path) -> None:
    path = tmp_path / "holiday.rca"
    path.write_text("not a case")
    window = open_window()
    assert not window.files.open_path(path)
    assert window.notice.isVisible()
    assert path.read_text() == "not a case"


def test_names_are_hidden_until_asked_for(open_window: Open, sample_case: Path) -> None:
    window = open_window(sample_case, "people/people")
    assert "hidden" in window.strip.names.text()
    window.commands.run("names")
    assert "shown" in window.strip.names.text()


def test_the_look_can_be_dark_and_the_text_twice_as_large(open_window: Open, sample_case: Path) -> None:
    from rca_workbench.ui import style

    window = open_window(sample_case, "timeline/both")
    style.look().choose("dark", keep=False)
    for _ in range(5):
        style.look().resize_text(1)
    try:
        assert style.look().percent == 200
        assert window.grab().toImage().pixelColor(5, 300).lightness() < 80
    finally:
        for _ in range(5):
            style.look().resize_text(-1)
        style.look().choose("light", keep=False)


def test_every_control_says_what_it_is(open_window: Open, sample_case: Path) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QPlainTextEdit

    window = open_window(sample_case)
    for place in PLACES:
        for tab in place.tabs:
            window.go(f"{place.id}/{tab.id}")
            kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)
            for kind in kinds:
                for widget in window.findChildren(kind):
                    if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                        said = widget.accessibleName() or getattr(widget, "text", lambda: "")()
                        assert said, (
                            f"{place.id}/{tab.id}: a {type(widget).__name__} in {_chain(widget)} says nothing"
                        )


def _chain(widget: QWidget) -> str:
    names = []
    at: QWidget | None = widget
    while at is not None:
        names.append(type(at).__name__)
        at = at.parentWidget()
    return " < ".join(names[:5])


@pytest.mark.parametrize(
    ("typed", "address"),
    [("map", "analysis/map"), ("actions", "improve/actions"), ("findings", "improve/findings")],
)
def test_the_palette_puts_what_is_called_just_that_first(
    open_window: Open, sample_case: Path, qtbot: QtBot, typed: str, address: str
) -> None:
    window = open_window(sample_case, "timeline")
    window.palette_open()
    box = named(window, "Search, go to, or do", QLineEdit)
    qtbot.keyClicks(box, typed)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert window.address == address


@pytest.mark.parametrize(
    "place", ["analysis/map", "analysis/fishbone", "timeline/timeline", "timeline/grid", "people"]
)
def test_text_grows_by_the_same_keys_in_every_place(
    open_window: Open, sample_case: Path, qtbot: QtBot, place: str
) -> None:
    window = open_window(sample_case, place)
    before = style.look().percent
    try:
        handle = window.windowHandle()
        assert handle is not None
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(handle, Qt.Key.Key_Plus, both)
        assert style.look().percent > before
    finally:
        style.look().resize_text(-1)
    # A British keyboard has + over =, so that zooming in must not need Shift.
    zoom = [key for command in window.view.commands() for key in command.keys]
    assert "Ctrl++" not in zoom


def test_the_list_of_cases_is_no_step_on_the_way_back(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "overview")
    window.go("timeline")
    window.show_cases()
    for command, shown in (("back", "overview"), ("forward", "overview"), ("back", "overview")):
        window.commands.run(command)
        assert window.address.startswith(shown)


def test_what_could_not_be_done_does_not_follow_onto_another_page(
    open_window: Callable[..., MainWindow], sample_case: Path
) -> None:
    window = open_window(sample_case, "respond/deadlines")
    assert window.session is not None
    lasting = Fault("The case could not be written.")
    lasting.of_case = True
    for fault, follows in ((Fault("It runs already."), False), (lasting, True)):
        window.go("respond/deadlines")
        window.session.faulted.emit(fault)
        QApplication.processEvents()
        assert window.notice.isVisible()
        window.go("people/contacts")
        QApplication.processEvents()
        assert window.notice.isVisible() is follows
    # said in the gesture that leads to the page, it is read there
    window.session.faulted.emit(Fault("It runs already."))
    window.go("respond/deadlines")
    assert window.notice.isVisible()


def test_what_could_not_be_done_goes_once_what_it_is_about_changes(
    open_window: Callable[..., MainWindow], sample_case: Path
) -> None:
    window = open_window(sample_case, "improve/actions")
    session = window.session
    assert session is not None
    one, other, *_ = session.snapshot.of(Action).values()
    session.select(one.id)
    session.faulted.emit(Fault("Not yet “effective”."))
    QApplication.processEvents()
    session.change(other, "Edit action", owner="Matron")
    assert window.notice.isVisible()
    session.change(one, "Edit action", owner="Matron")
    assert window.notice.isHidden()
    lasting = Fault("The case could not be written.")
    lasting.of_case = True
    session.faulted.emit(lasting)
    QApplication.processEvents()
    session.change(session.snapshot.of(Action)[one.id], "Edit action", owner="Sister")
    assert window.notice.isVisible()


def test_the_list_of_cases_says_how_far_a_case_has_come_by_now_and_cuts_titles_with_an_ellipsis(
    open_window: Open, empty_case: Path
) -> None:
    def of_list() -> list[QLabel]:
        QApplication.processEvents()
        return [one for one in window.cases.findChildren(QLabel) if one.isVisible()]

    window = open_window()
    window.files.open_path(empty_case)
    session = window.session
    assert session
    title = "A patient on ward 7 went to intensive care after a night on which nobody came " * 3
    session.change(session.snapshot.case, title=title)
    window.show_cases()
    assert "Just begun" in [one.text() for one in of_list()]
    with session.step("Add") as step:
        step.add(ImmediateAction(id="a", what="Pump taken out of use"))
    window.show_cases()
    assert "First response" in [one.text() for one in of_list()]
    with session.step("Decide") as step:
        step.add(Decision(id="d", outcome="Looked into here", on="2026-11-03"))
    window.files.close()
    assert "Decided" in [one.text() for one in of_list()]
    (shown,) = [one for one in window.cases.findChildren(CutLabel) if one.text().startswith("A patient on")]
    assert shown.shown().endswith("…") and len(shown.shown()) > 60
    assert shown.width() > window.cases.width() // 3
