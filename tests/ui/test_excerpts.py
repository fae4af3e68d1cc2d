"""Excerpts: what each fact rests on, sources in Details, the list of excerpts, and quoting from a text."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.model import (
    Actor,
    Entity,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Factor,
    Interview,
    Stance,
    Time,
    TimeKind,
    TimelineEntry,
    new_id,
)
from rca_workbench.model.fault import Fault
from rca_workbench.model.time import short_label
from rca_workbench.store import Case, Step, attach
from rca_workbench.ui import style
from rca_workbench.ui.places.evidence.excerpts import ExcerptsView
from rca_workbench.ui.places.evidence.excerpts_rows import ABOUT, FROM, PLACE, QUOTE, STANCE, place_order
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.window import MainWindow

from .conftest import named

Open = Callable[..., MainWindow]


def excerpts(window: MainWindow) -> tuple[ExcerptsView, Session]:
    QApplication.processEvents()
    assert isinstance(window.view, ExcerptsView)
    assert window.session is not None
    return window.view, window.session


def said(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def line(widget: QWidget, name: str) -> QLineEdit:
    box = named(widget, name, QLineEdit)
    assert isinstance(box, QLineEdit)
    return box


def press(widget: QWidget, words: str, qtbot: QtBot) -> None:
    found = [one for one in widget.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    assert found, f"no button says “{words}”"
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def choose(widget: QWidget, name: str, words: str, qtbot: QtBot) -> None:
    """Type in a line that finds things, and take the first one offered."""
    box = line(widget, name)
    box.setFocus()
    qtbot.keyClicks(box, words)
    popup = QApplication.activePopupWidget()
    qtbot.keyClick(popup or box, Qt.Key.Key_Return)
    QApplication.processEvents()


def select_words(box: QPlainTextEdit, words: str) -> None:
    at = box.toPlainText().index(words)
    cursor = box.textCursor()
    cursor.setPosition(at)
    cursor.setPosition(at + len(words), QTextCursor.MoveMode.KeepAnchor)
    box.setTextCursor(cursor)
    QApplication.processEvents()


class Ward:
    """A case with notes, an interview, two moments and a factor."""

    def __init__(self, session: Session) -> None:
        self.session = session
        with session.step("Begin") as step:
            self.notes = step.add(
                EvidenceItem(
                    id=new_id(),
                    code="E1",
                    name="Clinical notes",
                    evidence_kind=EvidenceKind.RECORD,
                    order="B",
                )
            )
            self.statement = step.add(
                EvidenceItem(
                    id=new_id(), code="E2", name="Statement of nurse", order="C",
                    evidence_kind=EvidenceKind.STATEMENT,
                )
            )  # fmt: skip
            self.bleep = step.add(TimelineEntry(id=new_id(), code="T1", text="Doctor bleeped", order="B"))
            self.review = step.add(TimelineEntry(id=new_id(), code="T2", text="First review", order="C"))
            self.cover = step.add(Factor(id=new_id(), code="F1", text="One doctor covers four wards"))

    def quote(self, item: EvidenceItem, about: str, **fields: object) -> Excerpt:
        with self.session.step("Add source") as step:
            return step.add(Excerpt(id=new_id(), evidence=item.id, about=about, **fields))  # type: ignore[arg-type]


@pytest.fixture
def ward_window(open_window: Open, empty_case: Path) -> tuple[MainWindow, ExcerptsView, Ward]:
    window = open_window(empty_case, "evidence/excerpts")
    view, session = excerpts(window)
    return window, view, Ward(session)


Opened = tuple[MainWindow, ExcerptsView, Ward]


# -- the list --------------------------------------------------------------------------------------------


def test_with_no_excerpt_the_view_says_how_one_is_made(open_window: Open, empty_case: Path) -> None:
    view, _ = excerpts(open_window(empty_case, "evidence/excerpts"))
    assert "Select words in a document and choose “Use as excerpt”." in said(view)


def test_the_published_case_shows_all_its_sources_in_order_of_place(
    open_window: Open, sample_case: Path
) -> None:
    view, session = excerpts(open_window(sample_case, "evidence/excerpts"))
    assert len(view.rows.rows) == len(session.snapshot.of(Excerpt))
    places = [view.rows.cell(row, PLACE).text for row in view.rows.rows]
    assert places == sorted(places, key=place_order)
    assert places.index("2.9") < places.index("2.12")
    assert view.bar.buttons[None].text() == f"Excerpts  {len(places)}"


def test_a_row_says_words_place_item_fact_and_what_it_does(ward_window: Opened) -> None:
    _, view, ward = ward_window
    ward.quote(ward.notes, ward.bleep.id, quote="Bleep 02:05", place="page 4", stance=Stance.DISPUTES)
    cells = [view.rows.cell(view.rows.rows[0], column).text for column in (QUOTE, PLACE, FROM, ABOUT, STANCE)]
    assert cells == ["Bleep 02:05", "page 4", "Clinical notes", "Doctor bleeped", "Disputes"]


def test_an_excerpt_is_added_by_typing_alone(ward_window: Opened, qtbot: QtBot) -> None:
    window, view, ward = ward_window
    ward.quote(ward.notes, ward.bleep.id, place="page 1")
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    assert window.focusWidget() is line(window, "New excerpt, Evidence")
    choose(window, "New excerpt, Evidence", "clinical", qtbot)
    choose(window, "New excerpt, Fact", "covers four", qtbot)
    qtbot.keyClicks(line(window, "New excerpt, Place"), "page 9")
    box = line(window, "New excerpt, Words quoted")
    qtbot.keyClicks(box, "on call for all wards")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    made = ward.session.snapshot.pointed_from(Excerpt, "about", ward.cover.id)
    assert [(one.evidence, one.place, one.quote) for one in made] == [
        (ward.notes.id, "page 9", "on call for all wards")
    ]
    assert line(window, "New excerpt, Fact").hasFocus()
    assert line(window, "New excerpt, Evidence").text() == "E1 Clinical notes"
    assert line(window, "New excerpt, Words quoted").text() == ""


def test_evidence_that_is_new_is_added_with_the_excerpt_in_one_step(
    ward_window: Opened, qtbot: QtBot
) -> None:
    window, _, ward = ward_window
    line(window, "New excerpt, Evidence").setText("Bleep log")
    choose(window, "New excerpt, Fact", "bleeped", qtbot)
    qtbot.keyClick(line(window, "New excerpt, Place"), Qt.Key.Key_Return)
    (made,) = ward.session.snapshot.pointed_from(Excerpt, "about", ward.bleep.id)
    item = ward.session.snapshot.get(EvidenceItem, made.evidence)
    assert item and item.name == "Bleep log"
    ward.session.undo()
    assert ward.session.snapshot.get(EvidenceItem, item.id) is None


def test_what_is_missing_is_said_and_nothing_typed_is_lost(ward_window: Opened, qtbot: QtBot) -> None:
    window, view, _ = ward_window
    box = line(window, "New excerpt, Words quoted")
    qtbot.keyClicks(box, "Bleep 02:05")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert "Evidence must be said." in said(view)
    assert box.text() == "Bleep 02:05"
    choose(window, "New excerpt, Evidence", "clinical", qtbot)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert "Fact must be one of the case." in said(view)
    assert box.text() == "Bleep 02:05"


def test_words_and_place_are_edited_in_the_row(ward_window: Opened, qtbot: QtBot) -> None:
    window, view, ward = ward_window
    one = ward.quote(ward.notes, ward.bleep.id, place="page 4")
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(0, 0))
    qtbot.keyClick(view.table, Qt.Key.Key_F2)
    box = window.focusWidget()
    assert isinstance(box, QLineEdit)
    assert box.text() == ""
    qtbot.keyClicks(box, "Bleep 02:05")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    QApplication.processEvents()
    found = ward.session.snapshot.get(Excerpt, one.id)
    assert found and (found.quote, found.place) == ("Bleep 02:05", "page 4")


def test_what_it_does_is_turned_with_a_key(ward_window: Opened, qtbot: QtBot) -> None:
    _, view, ward = ward_window
    one = ward.quote(ward.notes, ward.bleep.id)
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(0, 0))
    qtbot.keyClick(view.table, Qt.Key.Key_D)
    found = ward.session.snapshot.get(Excerpt, one.id)
    assert found and found.stance is Stance.DISPUTES


def test_g_goes_to_the_fact_and_shift_g_to_the_item(ward_window: Opened, qtbot: QtBot) -> None:
    window, view, ward = ward_window
    ward.quote(ward.notes, ward.cover.id)
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(0, 0))
    qtbot.keyClick(view.table, Qt.Key.Key_G, Qt.KeyboardModifier.ShiftModifier)
    assert ward.session.selected_id == ward.notes.id
    assert window.view is not view
    window.go("evidence/excerpts", view.rows.rows[0].id)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_G)
    assert ward.session.selected_id == ward.cover.id


def test_the_list_is_narrowed_to_an_item_a_fact_or_what_is_disputed(
    ward_window: Opened, qtbot: QtBot
) -> None:
    window, view, ward = ward_window
    first = ward.quote(ward.notes, ward.bleep.id)
    second = ward.quote(ward.statement, ward.bleep.id, stance=Stance.DISPUTES)
    third = ward.quote(ward.statement, ward.review.id)
    choose(window, "Show only excerpts from this item", "statement", qtbot)
    assert {row.id for row in view.rows.rows} == {second.id, third.id}
    qtbot.keyClick(line(window, "Show only excerpts from this item"), Qt.Key.Key_Escape)
    assert len(view.rows.rows) == 3
    choose(window, "Show only excerpts about this fact", "bleeped", qtbot)
    assert {row.id for row in view.rows.rows} == {first.id, second.id}
    view.bar.stance.setCurrentIndex(1 + list(Stance).index(Stance.DISPUTES))
    assert [row.id for row in view.rows.rows] == [second.id]
    view.leave()
    assert len(view.rows.rows) == 3


def test_del_takes_out_an_excerpt_and_leaves_its_fact(ward_window: Opened, qtbot: QtBot) -> None:
    _, view, ward = ward_window
    ward.quote(ward.notes, ward.bleep.id)
    view.table.setFocus()
    view.table.setCurrentIndex(view.rows.index(0, 0))
    qtbot.keyClick(view.table, Qt.Key.Key_Delete)
    assert not ward.session.snapshot.of(Excerpt)
    assert ward.session.snapshot.get(TimelineEntry, ward.bleep.id)
    ward.session.undo()
    assert len(view.rows.rows) == 1


# -- facts that rest on too little -----------------------------------------------------------------------


def test_facts_on_one_statement_only_and_without_a_source_are_listed_and_counted(
    ward_window: Opened, qtbot: QtBot
) -> None:
    window, view, ward = ward_window
    ward.quote(ward.statement, ward.bleep.id)
    assert view.counts() == "1 excerpt, 1 on one statement only, 2 without a source"
    qtbot.mouseClick(named(window, "On one statement only: 1"), Qt.MouseButton.LeftButton)
    assert [row.id for row in view.facts.rows] == [ward.bleep.id]
    assert "Rests on one statement only" in view.facts.said(view.facts.rows[0])
    qtbot.mouseClick(named(window, "Without a source: 2"), Qt.MouseButton.LeftButton)
    assert [row.id for row in view.facts.rows] == [ward.review.id, ward.cover.id]
    ward.quote(ward.notes, ward.bleep.id)
    assert "On one statement only: 0" in [one.accessibleName() for one in view.bar.buttons.values()]


def test_s_on_a_fact_without_a_source_begins_one_in_details(ward_window: Opened, qtbot: QtBot) -> None:
    window, view, ward = ward_window
    qtbot.mouseClick(named(window, "Without a source: 3"), Qt.MouseButton.LeftButton)
    view.fact_table.setFocus()
    view.fact_table.setCurrentIndex(view.facts.index(0, 0))
    qtbot.keyClick(view.fact_table, Qt.Key.Key_S)
    QApplication.processEvents()
    assert window.focusWidget() is line(window, "Source: Evidence")
    choose(window, "Source: Evidence", "clinical", qtbot)
    place = line(window, "Source: Page, paragraph or time")
    qtbot.keyClicks(place, "page 4")
    qtbot.keyClick(place, Qt.Key.Key_Return)
    (made,) = ward.session.snapshot.pointed_from(Excerpt, "about", ward.bleep.id)
    assert made.place == "page 4"
    assert [row.id for row in view.facts.rows] == [ward.review.id, ward.cover.id]


def test_removing_is_for_excerpts_not_for_the_facts_listed(ward_window: Opened, qtbot: QtBot) -> None:
    window, view, ward = ward_window
    qtbot.mouseClick(named(window, "Without a source: 3"), Qt.MouseButton.LeftButton)
    view.fact_table.setFocus()
    view.fact_table.setCurrentIndex(view.facts.index(0, 0))
    qtbot.keyClick(view.fact_table, Qt.Key.Key_Delete)
    assert len(ward.session.snapshot.of(TimelineEntry)) == 2


# -- sources in Details ----------------------------------------------------------------------------------


def test_details_say_what_a_fact_rests_on(ward_window: Opened) -> None:
    window, _, ward = ward_window
    ward.session.select(ward.bleep.id)
    assert "No source yet." in said(window.panel)
    ward.quote(ward.statement, ward.bleep.id)
    assert "Rests on one statement only." in said(window.panel)
    ward.quote(ward.notes, ward.bleep.id, stance=Stance.DISPUTES)
    assert "2 sources, 1 disputes it." in said(window.panel)


def test_a_source_is_changed_in_place(ward_window: Opened, qtbot: QtBot) -> None:
    window, _, ward = ward_window
    one = ward.quote(ward.notes, ward.bleep.id, place="page 4")
    ward.session.select(ward.bleep.id)
    QApplication.processEvents()
    qtbot.mouseClick(named(window, "Clinical notes, page 4", QPushButton), Qt.MouseButton.LeftButton)
    box = line(window, "Source: Page, paragraph or time")
    assert window.focusWidget() is box
    box.selectAll()
    qtbot.keyClicks(box, "page 14")
    quote = named(window, "Source: Words quoted", QPlainTextEdit)
    quote.setFocus()
    qtbot.keyClicks(quote, "Rev'd 03:35")
    press(window.panel, "Done", qtbot)
    found = ward.session.snapshot.get(Excerpt, one.id)
    assert found and (found.place, found.quote) == ("page 14", "Rev'd 03:35")
    assert named(window, "Clinical notes, page 14. “Rev'd 03:35”", QPushButton)


def test_what_is_half_typed_waits_at_its_fact(ward_window: Opened, qtbot: QtBot) -> None:
    window, _, ward = ward_window
    ward.session.select(ward.bleep.id)
    QApplication.processEvents()
    press(window.panel, "Add source", qtbot)
    qtbot.keyClicks(line(window, "Source: Page, paragraph or time"), "page 4")
    ward.session.select(ward.review.id)
    QApplication.processEvents()
    assert not ward.session.snapshot.of(Excerpt)
    ward.session.select(ward.bleep.id)
    QApplication.processEvents()
    assert line(window, "Source: Page, paragraph or time").text() == "page 4"


def test_a_source_that_is_whole_is_kept_when_one_looks_elsewhere_or_closes(
    ward_window: Opened, qtbot: QtBot, empty_case: Path
) -> None:
    window, _, ward = ward_window
    for fact, place in ((ward.bleep, "page 4"), (ward.review, "page 5")):
        ward.session.select(fact.id)
        QApplication.processEvents()
        press(window.panel, "Add source", qtbot)
        choose(window, "Source: Evidence", "clinical", qtbot)
        qtbot.keyClicks(line(window, "Source: Page, paragraph or time"), place)
    assert [one.place for one in ward.session.snapshot.of(Excerpt).values()] == ["page 4"]
    window.close_case()
    with Case.open(empty_case, read_only=True) as case:
        assert [one.place for one in case.snapshot.of(Excerpt).values()] == ["page 4", "page 5"]


def test_what_is_half_typed_outlives_another_look(ward_window: Opened, qtbot: QtBot) -> None:
    window, _, ward = ward_window
    ward.session.select(ward.bleep.id)
    QApplication.processEvents()
    press(window.panel, "Add source", qtbot)
    qtbot.keyClicks(line(window, "Source: Page, paragraph or time"), "page 4")
    style.look().choose("dark", keep=False)
    QApplication.processEvents()
    shown = line(window, "Source: Page, paragraph or time").text()
    style.look().choose("light", keep=False)
    assert shown == "page 4"


def test_words_that_say_not_yet_what_they_are_from_are_kept_when_the_case_is_closed(
    ward_window: Opened, qtbot: QtBot, empty_case: Path
) -> None:
    window, _, ward = ward_window
    ward.session.select(ward.bleep.id)
    QApplication.processEvents()
    press(window.panel, "Add source", qtbot)
    qtbot.keyClicks(named(window, "Source: Words quoted", QPlainTextEdit), "Bleep 02:05")
    window.close_case()
    with Case.open(empty_case, read_only=True) as case:
        (made,) = case.snapshot.of(Excerpt).values()
    assert (made.about, made.evidence, made.quote) == (ward.bleep.id, None, "Bleep 02:05")


def test_evidence_taken_back_meanwhile_is_not_used_by_its_old_id(ward_window: Opened, qtbot: QtBot) -> None:
    window, _, ward = ward_window
    with ward.session.step("Add evidence") as step:
        step.add(EvidenceItem(id=new_id(), name="Bleep log", order="D"))
    choose(window, "New excerpt, Evidence", "bleep log", qtbot)
    ward.session.undo()
    choose(window, "New excerpt, Fact", "bleeped", qtbot)
    qtbot.keyClick(line(window, "New excerpt, Place"), Qt.Key.Key_Return)
    (made,) = ward.session.snapshot.of(Excerpt).values()
    item = ward.session.snapshot.get(EvidenceItem, made.evidence)
    assert item and item.name == "Bleep log"


def test_nothing_typed_is_lost_where_the_file_cannot_take_it(
    ward_window: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, view, ward = ward_window
    ward.session.select(ward.bleep.id)
    box = reading(window, view, ward, "I bleeped twice.")
    select_words(box, "I bleeped twice.")
    press(window, "Use as excerpt", qtbot)
    qtbot.keyClicks(line(window, "Excerpt, When"), "c 0205")
    choose(window, "New excerpt, Evidence", "clinical", qtbot)
    choose(window, "New excerpt, Fact", "bleeped", qtbot)
    qtbot.keyClicks(line(window, "New excerpt, Place"), "page 4")
    press(window.panel, "Add source", qtbot)
    choose(window, "Source: Evidence", "statement", qtbot)
    qtbot.keyClicks(line(window, "Source: Page, paragraph or time"), "page 9")

    def full(step: Step, entity: Entity) -> Entity:
        raise Fault("The laptop's disk is full, so the last line is not kept yet.")

    with monkeypatch.context() as patch:
        patch.setattr(Step, "add", full)
        for name in ("Excerpt, When", "New excerpt, Place", "Source: Page, paragraph or time"):
            qtbot.keyClick(line(window, name), Qt.Key.Key_Return)
            QApplication.processEvents()
        assert "disk is full" in said(window)
        assert not ward.session.snapshot.of(Excerpt)
    for name in ("Source: Page, paragraph or time", "New excerpt, Place", "Excerpt, When"):
        assert line(window, name).text()
        qtbot.keyClick(line(window, name), Qt.Key.Key_Return)
        QApplication.processEvents()
    assert sorted(one.place for one in ward.session.snapshot.of(Excerpt).values()) == [
        "page 4",
        "page 9",
        "paragraph 1",
    ]


# -- reading a text --------------------------------------------------------------------------------------


def reading(window: MainWindow, view: ExcerptsView, ward: Ward, text: str) -> QPlainTextEdit:
    with ward.session.step("Add interview") as step:
        actor = step.add(Actor(id=new_id(), role="Ward nurse 1"))
        step.add(Interview(id=new_id(), person=actor.id, notes=text))
    view.read()
    QApplication.processEvents()
    box = named(window, "Text to quote from", QPlainTextEdit)
    assert isinstance(box, QPlainTextEdit)
    return box


def test_words_selected_become_a_moment_of_the_timeline_with_their_source_in_one_step(
    ward_window: Opened, qtbot: QtBot
) -> None:
    window, view, ward = ward_window
    day = Time(kind=TimeKind.DATE, start="2025-03-12")
    ward.session.change(ward.session.snapshot.incident, start=day)
    box = reading(window, view, ward, "I came on at eight.\n\nI bleeped twice, no answer. 😀 Then I rang.")
    select_words(box, "I bleeped twice, no answer.")
    press(window, "Use as excerpt", qtbot)
    when = line(window, "Excerpt, When")
    assert window.focusWidget() is when
    assert when.text() == ""
    qtbot.keyClicks(when, "0205")
    qtbot.keyClick(when, Qt.Key.Key_Return)
    snapshot = ward.session.snapshot
    entry = next(one for one in snapshot.of(TimelineEntry).values() if one.text.startswith("I bleeped"))
    assert "02:05" in short_label(entry.time)
    (made,) = snapshot.pointed_from(Excerpt, "about", entry.id)
    assert (made.quote, made.place) == ("I bleeped twice, no answer.", "paragraph 2")
    item = snapshot.get(EvidenceItem, made.evidence)
    assert item and (item.name, item.evidence_kind) == ("Interview with Ward nurse 1", EvidenceKind.INTERVIEW)
    assert next(iter(snapshot.of(Interview).values())).evidence == item.id
    assert [
        box.document().toPlainText()[0:1] and one.cursor.selectedText() for one in box.extraSelections()
    ] == ["I bleeped twice, no answer."]
    ward.session.undo()
    assert not ward.session.snapshot.of(Excerpt)
    assert ward.session.snapshot.get(TimelineEntry, entry.id) is None


def test_words_selected_are_tied_to_a_fact_that_is_there(ward_window: Opened, qtbot: QtBot) -> None:
    window, view, ward = ward_window
    box = reading(window, view, ward, "Nobody else was on for the four wards.")
    select_words(box, "Nobody else was on")
    press(window, "Use as excerpt", qtbot)
    press(window, "A fact that is there", qtbot)
    choose(window, "Excerpt, Fact", "covers four", qtbot)
    press(window, "Keep excerpt", qtbot)
    (made,) = ward.session.snapshot.pointed_from(Excerpt, "about", ward.cover.id)
    assert made.quote == "Nobody else was on"
    assert ward.session.selected_id == ward.cover.id


def test_the_text_opens_at_the_words_of_the_excerpt_chosen(ward_window: Opened, qtbot: QtBot) -> None:
    _, view, ward = ward_window
    with ward.session.step("Note") as step:
        step.change(ward.statement, note="First line.\n" * 200 + "I bleeped twice.\n" + "Last line.\n" * 200)
    ward.quote(ward.notes, ward.review.id)
    one = ward.quote(ward.statement, ward.bleep.id, quote="I bleeped twice.")
    view.read()
    ward.session.select(one.id)
    QApplication.processEvents()
    box = view.reading.text
    assert box.textCursor().block().text() == "I bleeped twice."
    assert 0 <= box.cursorRect().top() < box.viewport().height()


def test_an_attached_text_file_is_read_and_quoted_by_line(
    ward_window: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    window, view, ward = ward_window
    log = tmp_path / "bleep log.txt"
    log.write_bytes("02:05 ward 9 bleeps\r\n\r\n02:25 ward 9 bleeps again – no reply".encode("cp1252"))
    picture = tmp_path / "board.png"
    picture.write_bytes(b"\x89PNG not really")
    for path in (log, picture):
        attach(ward.session.case, ward.notes.id, path)
    view.read()
    QApplication.processEvents()
    box = named(window, "Text to quote from", QPlainTextEdit)
    assert isinstance(box, QPlainTextEdit)
    assert line(window, "Text to read").text() == "E1 Clinical notes: bleep log.txt"
    select_words(box, "bleeps again – no reply")
    press(window, "Use as excerpt", qtbot)
    press(window, "A fact that is there", qtbot)
    choose(window, "Excerpt, Fact", "bleeped", qtbot)
    press(window, "Keep excerpt", qtbot)
    (made,) = ward.session.snapshot.of(Excerpt).values()
    assert (made.evidence, made.place, made.quote) == (ward.notes.id, "line 3", "bleeps again – no reply")


def test_a_text_that_is_covered_waits_until_it_is_asked_for(
    ward_window: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    window, view, ward = ward_window
    note = tmp_path / "letter.txt"
    note.write_text("What her mother wrote.")
    attach(ward.session.case, ward.notes.id, note, covered="A letter of the family")
    view.read()
    QApplication.processEvents()
    assert view.reading.text.toPlainText() == ""
    choose(window, "Text to read", "letter", qtbot)
    assert view.reading.text.toPlainText() == "What her mother wrote."


def test_a_time_nobody_can_read_is_kept_in_its_own_words(ward_window: Opened, qtbot: QtBot) -> None:
    window, view, ward = ward_window
    box = reading(window, view, ward, "It was after the handover that I noticed.")
    select_words(box, "after the handover that I noticed")
    press(window, "Use as excerpt", qtbot)
    when = line(window, "Excerpt, When")
    qtbot.keyClicks(when, "when the tea came")
    qtbot.keyClick(when, Qt.Key.Key_Return)
    entry = next(one for one in ward.session.snapshot.of(TimelineEntry).values() if "noticed" in one.text)
    assert entry.time.said == "when the tea came"


def test_a_case_that_can_only_be_read_offers_nothing_to_add(open_window: Open, sample_case: Path) -> None:
    window = open_window()
    window.open_case(Case.open(sample_case, read_only=True, who="Tester"))
    window.go("evidence/excerpts")
    view, session = excerpts(window)
    session.select(view.rows.rows[3].id)
    QApplication.processEvents()
    assert not view.row.isVisible()
    assert "Use as excerpt" not in [one.text() for one in window.findChildren(QPushButton) if one.isVisible()]


def test_ten_thousand_excerpts_are_shown_and_changed(open_window: Open, tmp_path: Path) -> None:
    path = tmp_path / "many.rca"
    with Case.create(path, who="Tester") as case, case.step("Add") as step:
        items = [
            step.add(EvidenceItem(id=new_id(), name=f"Item {at}", order=f"{at:04d}")) for at in range(200)
        ]
        for at in range(10_000):
            entry = step.add(TimelineEntry(id=new_id(), text=f"Entry {at}", order=f"{at:05d}"))
            step.add(
                Excerpt(id=new_id(), about=entry.id, evidence=items[at % 200].id, place=f"page {at % 97}")
            )
    window = open_window(path)
    window.go("evidence/excerpts")
    view, session = excerpts(window)
    view.table.grab()
    one = session.snapshot.get(Excerpt, view.rows.rows[5000].id)
    assert one
    session.change(one, quote="Other words")
    QApplication.processEvents()
    assert "Other words" in view.rows.cell(view.rows.rows[5000], 0).text
