"""Finding things of the whole case from anywhere."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from rca_workbench.model import Account, Excerpt, Profile, TimelineEntry, new_id
from rca_workbench.reference.documents import documents
from rca_workbench.report import templates, title_of
from rca_workbench.store.search import Search
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


def lines(window: MainWindow) -> list[str]:
    model = window.palette_box.model
    return [model.item(row).text() for row in range(model.rowCount())]


def find(window: MainWindow, qtbot: QtBot, text: str) -> None:
    qtbot.keyClick(
        window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.keyClicks(named(window, "Search, go to, or do", QLineEdit), text)


def test_the_whole_case_is_found_as_one_types_grouped_by_kind(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "overview")
    find(window, qtbot, "radio altim")
    found = lines(window)
    assert any(line.startswith("Timeline entries  ") for line in found)
    assert any(line.startswith("Factors  ") for line in found)
    assert not any("Go to" in line for line in found)


def test_enter_goes_to_the_thing_on_its_screen(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "overview")
    find(window, qtbot, "T40")
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Return)
    assert window.session.selected.code == "T40"
    assert window.address.startswith("timeline/")


def test_headings_are_passed_over_by_the_arrows(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "overview")
    find(window, qtbot, "pilot")
    palette = window.palette_box
    seen = []
    for _ in range(palette.model.rowCount()):
        seen.append(palette.list.currentIndex().row())
        qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    headings = [row for row in range(palette.model.rowCount()) if not palette.model.item(row).isEnabled()]
    assert len(headings) > 1 and not set(headings) & set(seen)


def test_what_has_no_screen_of_its_own_is_found_at_what_it_belongs_to(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "overview")
    entry = next(iter(window.session.snapshot.of(TimelineEntry)))
    with window.session.step("Tell it differently") as step:
        step.add(Account(id="told", entry=entry, text="A purple elephant landed"))
    find(window, qtbot, "elephant")
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Return)
    assert window.session.selected_id == entry
    assert window.address.startswith("timeline/")


def test_a_quotation_is_found_on_the_excerpts_tab(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "overview")
    excerpt = next(iter(window.session.snapshot.of(Excerpt).values()))
    window.session.change(excerpt, quote="unmistakable words")
    find(window, qtbot, "unmistakable")
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Return)
    assert (window.address, window.session.selected_id) == ("evidence/excerpts", excerpt.id)


def test_more_of_a_kind_can_be_shown_without_leaving(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    window = open_window(sample_case, "overview")
    find(window, qtbot, "pilot")
    palette = window.palette_box
    at = lines(window).index("Show all timeline entries")
    assert at == lines(window).index("Timeline entries  14") + 6
    while palette.list.currentIndex().row() < at:
        qtbot.keyClick(palette.box, Qt.Key.Key_Down)
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert palette.isVisible() and palette.list.currentIndex().row() == at
    assert lines(window)[at - 6 + 15].startswith("Factors  ")
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert window.address.startswith("timeline/")


def test_nothing_found_is_said(open_window: Open, sample_case: Path, qtbot: QtBot) -> None:
    window = open_window(sample_case, "overview")
    find(window, qtbot, "zebra")
    assert lines(window) == ["Nothing in this case has these words"]
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Return)
    assert window.palette_box.isVisible()


def test_while_a_case_is_still_read_nothing_is_said_to_be_missing(
    open_window: Open, empty_case: Path, qtbot: QtBot, monkeypatch
) -> None:
    window = open_window(empty_case, "overview")
    search = Search()
    monkeypatch.setattr(window.finder, "_search", search)
    find(window, qtbot, "zebra")
    (line,) = lines(window)
    assert line.startswith("Still reading the case")
    search.fill(window.session.snapshot)
    window.palette_box.again()
    assert lines(window) == ["Nothing in this case has these words"]


def test_after_a_large_step_its_words_are_found(
    open_window: Open, empty_case: Path, qtbot: QtBot, monkeypatch
) -> None:
    monkeypatch.setattr("rca_workbench.ui.finder.ANEW_FROM", 100)
    window = open_window(empty_case, "overview")
    find(window, qtbot, "observation")
    with window.session.step("Bring in") as step:
        for number in range(100):
            step.add(TimelineEntry(id=new_id(), text=f"Observation {number}"))
    window.palette_box.again()
    assert lines(window)[0] == "Timeline entries  100"
    window.session.undo()
    window.palette_box.again()
    assert lines(window) == ["Nothing in this case has these words"]


def test_a_large_case_is_read_beside_the_window_and_found_when_that_is_done(
    open_window: Open, empty_case: Path, qtbot: QtBot, monkeypatch
) -> None:
    monkeypatch.setattr("rca_workbench.ui.finder.AT_ONCE_BELOW", 1)
    window = open_window(empty_case, "overview")
    with window.session.step("Begin") as step:
        for number in range(300):
            step.add(TimelineEntry(id=new_id(), text=f"Observation {number}"))
    with qtbot.waitSignal(window.finder.ready):
        find(window, qtbot, "observation 29")
    assert lines(window)[0] == "Timeline entries  11"


def test_every_document_is_made_from_the_palette_by_its_title(
    open_window: Open, empty_case: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(empty_case)
    made: list[str] = []
    monkeypatch.setattr(window.exports, "export_word", made.append)
    for name, title in documents("psirf"):
        if name == "initial_report":
            continue  # a command of its own, with a key
        window.palette_open()
        window.palette_box.box.setText(f"make {title}")
        qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Return)
        assert made.pop() == name
    assert {one.name for one in templates()} == {name for name, _ in documents("psirf")}
    assert all(title_of(name, Profile.SIF2015) == title for name, title in documents("sif2015"))


def test_the_palette_says_where_nothing_has_the_words(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case)
    window.palette_open()
    window.palette_box.box.setText("zzqx")
    model = window.palette_box.model
    said = [model.item(row).text() for row in range(model.rowCount())]
    assert said and all(said), "no empty white box"
