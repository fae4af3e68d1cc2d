"""The evidence register: what there is, and what will be lost first."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from rca_workbench.model import EvidenceItem, EvidenceKind, Excerpt, Time, TimeKind, new_id
from rca_workbench.store import Case
from rca_workbench.ui.fields import FieldEditor
from rca_workbench.ui.places.evidence.register import RegisterView
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]
LOST, SECURED, FACTS = 4, 5, 7


def register(window: MainWindow) -> tuple[RegisterView, Session]:
    QApplication.processEvents()
    assert isinstance(window.view, RegisterView)
    assert window.session is not None
    return window.view, window.session


def lost_in(session: Session, name: str, days: int, *, secured: bool | None = None) -> EvidenceItem:
    day = (session.today() + timedelta(days=days)).isoformat()
    with session.step("Add evidence") as step:
        time = Time(kind=TimeKind.DATE, start=day)
        return step.add(EvidenceItem(id=new_id(), name=name, vanishes=time, secured=secured))


def test_an_empty_register_asks_what_will_be_lost_first(open_window: Open, empty_case: Path) -> None:
    view, _ = register(open_window(empty_case, "evidence"))
    said = [one.text() for one in view.findChildren(QLabel) if one.isVisible()]
    assert "Drop files here or add an item. What will be lost first?" in said


def test_an_item_is_added_by_typing_and_gets_a_code(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence")
    view, session = register(window)
    for name in ("Clinical notes", "CCTV of corridor 3"):
        box = named(window, "New item", QLineEdit)
        qtbot.keyClicks(box, name)
        qtbot.keyClick(box, Qt.Key.Key_Return)
    items = list(session.snapshot.of(EvidenceItem).values())
    assert [(one.code, one.name) for one in items] == [("E1", "Clinical notes"), ("E2", "CCTV of corridor 3")]
    assert session.selected_id == items[1].id
    assert view.counts() == "2 items"


def test_what_will_be_lost_soonest_stands_first_until_it_is_secured(
    open_window: Open, empty_case: Path
) -> None:
    window = open_window(empty_case, "evidence")
    view, session = register(window)
    with session.step("Add evidence") as step:
        step.add(EvidenceItem(id=new_id(), name="Notes"))
    lost_in(session, "Phone log", 60)
    soon = lost_in(session, "CCTV", 3)
    names = [view.rows.cell(row, 0).text for row in view.rows.rows]
    assert names == ["CCTV", "Phone log", "Notes"]
    cell = view.rows.cell(view.rows.rows[0], LOST)
    assert (cell.second, cell.second_ink) == ("lost in 3 days unless secured", "warn")
    assert view.counts() == "3 items, 2 that will be lost"
    session.change(soon, secured=True)
    assert view.rows.cell(view.rows.rows[0], 0).text == "Phone log"
    assert view.counts() == "3 items, 1 that will be lost"


def test_what_may_be_gone_says_so_in_words(open_window: Open, empty_case: Path) -> None:
    view, session = register(open_window(empty_case, "evidence"))
    lost_in(session, "CCTV", -2)
    assert view.rows.cell(view.rows.rows[0], LOST).second == "may be lost by now"


def test_each_item_says_how_many_facts_rest_on_it(open_window: Open, sample_case: Path) -> None:
    view, session = register(open_window(sample_case, "evidence"))
    (item,) = session.snapshot.of(EvidenceItem).values()
    count = len({one.about for one in session.snapshot.of(Excerpt).values()})
    assert view.rows.cell(view.rows.rows[0], FACTS).text == f"{count} facts"
    fact = next(iter(session.snapshot.of(Excerpt).values())).about
    with session.step("Remove") as step:
        for one in list(step.snapshot.pointed_from(Excerpt, "about", fact)):
            step.remove(one)
    assert view.rows.cell(view.rows.rows[0], FACTS).text == f"{count - 1} facts"
    assert view.rows.row_of(item.id) == 0


def test_find_shows_only_what_has_the_words_and_esc_all_again(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence")
    view, session = register(window)
    with session.step("Add evidence") as step:
        for name in ("Clinical notes", "CCTV of corridor 3", "Rota"):
            step.add(EvidenceItem(id=new_id(), name=name))
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = named(window, "Show only evidence register with these words", QLineEdit)
    qtbot.keyClicks(box, "corridor")
    assert [view.rows.cell(row, 0).text for row in view.rows.rows] == ["CCTV of corridor 3"]
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert len(view.rows.rows) == 3


def test_removing_an_item_takes_its_sources_and_undo_brings_all_back(
    open_window: Open, sample_case: Path, qtbot: QtBot
) -> None:
    view, session = register(open_window(sample_case, "evidence"))
    before = len(session.snapshot.of(Excerpt))
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(0, 0))
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert not session.snapshot.of(EvidenceItem)
    assert not session.snapshot.of(Excerpt)
    session.undo()
    assert len(session.snapshot.of(Excerpt)) == before
    assert view.table.isVisible()


def test_what_will_be_lost_first_shows_only_that_soonest_first(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence")
    view, session = register(window)
    lost_in(session, "Phone log", 60)
    lost_in(session, "CCTV", 2)
    lost_in(session, "Bleep log", 5, secured=True)
    with session.step("Add evidence") as step:
        step.add(EvidenceItem(id=new_id(), name="Notes"))
    button = named(window, "What will be lost first: 2")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    shown = [(view.rows.cell(row, 0).text, view.rows.cell(row, LOST).second) for row in view.rows.rows]
    assert shown == [
        ("CCTV", "lost in 2 days unless secured"),
        ("Phone log", "lost in 60 days unless secured"),
    ]
    assert view.rows.cell(view.rows.rows[0], SECURED).second == "nobody yet"
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_V)
    assert len(view.rows.rows) == 4
    qtbot.keyClick(view.table, Qt.Key.Key_V)
    for id in [row.id for row in view.rows.rows]:
        session.change(session.snapshot.get(EvidenceItem, id), secured=True)
    assert view.empty.isVisible()
    assert view.empty.text().startswith("Nothing here will be lost")


def test_items_of_one_kind_are_shown_and_esc_shows_all_again(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence")
    view, session = register(window)
    with session.step("Add evidence") as step:
        for name, kind in (("Notes", EvidenceKind.RECORD), ("Rota", None), ("CCTV", EvidenceKind.RECORDING)):
            step.add(EvidenceItem(id=new_id(), name=name, evidence_kind=kind))
    kinds = view.bar.kinds
    said = [kinds.itemText(at) for at in range(kinds.count())]
    assert said[0] == "All kinds"
    assert said[-1] == "Kind not said  1"
    kinds.setCurrentIndex(kinds.findData("recording"))
    assert [view.rows.cell(row, 0).text for row in view.rows.rows] == ["CCTV"]
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Escape)
    assert len(view.rows.rows) == 3


def test_an_item_added_while_another_kind_is_shown_comes_into_view(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    window = open_window(empty_case, "evidence")
    view, session = register(window)
    lost_in(session, "CCTV", 2)
    view.bar.show_list(True)
    box = named(window, "New item", QLineEdit)
    qtbot.keyClicks(box, "Rota")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert session.selected is not None
    assert view.rows.row_of(session.selected_id) >= 0


def test_all_fields_of_an_item_can_be_changed_in_details(open_window: Open, empty_case: Path) -> None:
    window = open_window(empty_case, "evidence")
    _, session = register(window)
    item = lost_in(session, "CCTV", 2)
    session.select(item.id)
    QApplication.processEvents()
    names = {
        one.name for one in window.findChildren(FieldEditor) if one.isVisibleTo(window) and one.id == item.id
    }
    assert names >= {field.name for field in EvidenceItem.kind.fields} - {"order"}


def test_a_case_that_is_only_read_takes_no_files(open_window: Open, empty_case: Path) -> None:
    window = open_window()
    window.open_case(Case.open(empty_case, read_only=True))
    window.go("evidence/register")
    view, _ = register(window)
    assert not view.acceptDrops()
    assert "evidence_attach" not in [one.id for one in view.tools()]
