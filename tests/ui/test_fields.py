"""Editors of fields on a real case file: what is typed is kept, understood, undone and covered."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    AgendaItem,
    EvidenceItem,
    Excerpt,
    Factor,
    FactorKind,
    Incident,
    Lane,
    Nature,
    Note,
    Polarity,
    Tag,
    TimeKind,
    TimelineEntry,
    new_id,
)
from rca_workbench.store import Case
from rca_workbench.ui import style
from rca_workbench.ui.fields import Form, LabelAt, SourcesEditor, form, read_day
from rca_workbench.ui.fields.mention_role import RoleEditor
from rca_workbench.ui.session import Session

from .conftest import named

TODAY = date(2026, 11, 23)


@pytest.fixture
def session(qtbot: QtBot, empty_case: Path) -> Iterator[Session]:
    style.look().choose("light", keep=False)
    made = Session(Case.open(empty_case, who="Tester"))
    yield made
    made.close()


class Page(QWidget):
    """A window with a form and somewhere else to go."""

    def __init__(self, qtbot: QtBot, *parts: QWidget) -> None:
        super().__init__()
        self.elsewhere = QLineEdit()
        box = QVBoxLayout(self)
        for part in (*parts, self.elsewhere):
            box.addWidget(part)
        qtbot.addWidget(self)
        self.resize(420, 600)
        self.show()
        qtbot.waitExposed(self)
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)

    def leave(self) -> None:
        if popup := QApplication.activePopupWidget():
            popup.hide()
        self.elsewhere.setFocus()

    def line(self, name: str) -> QLineEdit:
        found = named(self, name, QLineEdit)
        assert isinstance(found, QLineEdit)
        return found

    def said(self) -> str:
        QApplication.processEvents()
        return "\n".join(one.text() for one in self.findChildren(QLabel) if one.isVisible())


def an_entry(session: Session, **fields: object) -> TimelineEntry:
    with session.step("Add timeline entry") as step:
        return step.add(TimelineEntry(id=new_id(), code="T1", **fields))  # type: ignore[arg-type]


def see(page: QWidget, name: str) -> QWidget:
    """A widget that was just made."""
    QApplication.processEvents()
    return named(page, name)


def now(session: Session, entry: TimelineEntry) -> TimelineEntry:
    found = session.snapshot.get(TimelineEntry, entry.id)
    assert found is not None
    return found


def shown(qtbot: QtBot, session: Session, entity: object, *names: str) -> tuple[Page, Form]:
    made = form(session, entity, names)  # type: ignore[arg-type]
    session.changed.connect(lambda _: made.refresh())
    return Page(qtbot, made), made


def put(box: QWidget, text: str) -> None:
    """Replace what stands in a box, as pasting does."""
    assert isinstance(box, QLineEdit | QPlainTextEdit)
    box.setFocus()
    box.selectAll()
    if isinstance(box, QLineEdit):
        box.insert(text)
    else:
        pasted = QMimeData()
        pasted.setText(text)
        box.insertFromMimeData(pasted)


def test_what_is_typed_is_kept_as_one_step_on_leaving_the_field(session: Session, qtbot: QtBot) -> None:
    page, _ = shown(qtbot, session, session.snapshot.incident, "setting")
    box = page.line("Where")
    box.setFocus()
    qtbot.keyClicks(box, "Ward 7, bay 2")
    assert session.snapshot.incident.setting == ""
    page.leave()
    assert session.snapshot.incident.setting == "Ward 7, bay 2"
    assert session.case.undo_label == "Edit where"


def test_what_is_typed_is_kept_after_a_pause(session: Session, qtbot: QtBot) -> None:
    page, _ = shown(qtbot, session, session.snapshot.incident, "service")
    box = page.line("Service")
    box.setFocus()
    qtbot.keyClicks(box, "Surgery")
    qtbot.waitUntil(lambda: session.snapshot.incident.service == "Surgery", timeout=3000)
    assert box.hasFocus()


def test_enter_keeps_a_line(session: Session, qtbot: QtBot) -> None:
    page, _ = shown(qtbot, session, session.snapshot.incident, "service")
    box = page.line("Service")
    box.setFocus()
    qtbot.keyClicks(box, "Surgery")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert session.snapshot.incident.service == "Surgery"


def test_escape_leaves_a_field_and_keeps_what_is_typed_as_one_step(session: Session, qtbot: QtBot) -> None:
    session.change(session.snapshot.incident, service="Surgery")
    page, _ = shown(qtbot, session, session.snapshot.incident, "service")
    box = page.line("Service")
    box.setFocus()
    box.end(False)
    qtbot.keyClicks(box, " and so on")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert session.snapshot.incident.service == "Surgery and so on"
    assert not box.hasFocus()
    assert session.case.undo_label == "Edit service"
    session.undo()
    assert (session.snapshot.incident.service, box.text()) == ("Surgery", "Surgery")


def test_escape_leaves_what_cannot_be_kept_as_it_was_typed(session: Session, qtbot: QtBot) -> None:
    with session.step("Add") as step:
        step.add(Note(id="n", text="Rota asked for", on="2026-11-03"))
    page, _ = shown(qtbot, session, session.snapshot.of(Note)["n"], "on")
    box = page.line("Date")
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "when the moon is full")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == "when the moon is full" and not box.hasFocus()
    assert "must be a day" in page.said()
    assert session.snapshot.of(Note)["n"].on == "2026-11-03"


def test_a_change_made_elsewhere_shows_unless_somebody_is_typing(session: Session, qtbot: QtBot) -> None:
    page, _ = shown(qtbot, session, session.snapshot.incident, "service")
    box = page.line("Service")
    session.change(session.snapshot.incident, service="Medicine")
    assert box.text() == "Medicine"
    box.setFocus()
    qtbot.keyClicks(box, " and surgery")
    session.change(session.snapshot.incident, service="Theatres")
    assert box.text() == "Medicine and surgery"


@pytest.mark.parametrize(
    "text",
    [
        "x" * 200_000,
        "word " * 40_000,
        "Ali 👩‍⚕️ said 🙂\nthen left",
        "קיבלה טיפול באיחור",
        "تأخر العلاج\nسطر ثان",
    ],
    ids=["long", "words", "emoji", "hebrew", "arabic"],
)
def test_long_and_foreign_text_is_kept_to_the_letter(session: Session, qtbot: QtBot, text: str) -> None:
    page, made = shown(qtbot, session, session.snapshot.incident, "summary")
    box = named(page, "What happened", QPlainTextEdit)
    put(box, text)
    page.leave()
    assert session.snapshot.incident.summary == text
    made.show_entity(session.snapshot.incident)
    assert isinstance(box, QPlainTextEdit)
    assert box.toPlainText() == text


def test_text_grows_with_what_is_in_it(session: Session, qtbot: QtBot) -> None:
    page, _ = shown(qtbot, session, session.snapshot.incident, "summary")
    box = named(page, "What happened", QPlainTextEdit)
    before = box.height()
    put(box, "one\ntwo\nthree\nfour\nfive\nsix")
    QApplication.processEvents()
    assert box.height() > before + 40


def test_text_that_is_too_long_stays_and_says_why(session: Session, qtbot: QtBot) -> None:
    page, _ = shown(qtbot, session, session.snapshot.incident, "scope")
    box = named(page, "Scope and limits", QPlainTextEdit)
    put(box, "x" * 1_000_001)
    page.leave()
    assert session.snapshot.incident.scope == ""
    assert isinstance(box, QPlainTextEdit)
    assert len(box.toPlainText()) == 1_000_001
    assert "Scope and limits holds 1,000,001 characters" in page.said()


# -- times -----------------------------------------------------------------------------------------------


def test_the_reading_of_a_time_is_said_while_it_is_typed(session: Session, qtbot: QtBot) -> None:
    entry = an_entry(session)
    page, _ = shown(qtbot, session, entry, "time")
    box = page.line("Time")
    box.setFocus()
    qtbot.keyClicks(box, "c 0150 on 12 March 2025")
    assert "reads about 01:50 on 12 March 2025" in page.said()
    page.leave()
    time = now(session, entry).time
    assert time.kind is TimeKind.ABOUT_DATETIME
    assert time.start == "2025-03-12T01:50"
    assert box.text() == "about 01:50 on 12 March 2025"


def test_a_time_of_day_is_on_the_day_the_field_held(session: Session, qtbot: QtBot) -> None:
    from rca_workbench.model import Time

    entry = an_entry(session, time=Time(kind=TimeKind.DATE, start="2025-03-12"))
    page, _ = shown(qtbot, session, entry, "time")
    put(page.line("Time"), "0415")
    page.leave()
    assert now(session, entry).time.start == "2025-03-12T04:15"


def test_a_date_that_does_not_exist_stays_where_it_was_typed(session: Session, qtbot: QtBot) -> None:
    entry, other = an_entry(session), an_entry(session, text="Another")
    page, made = shown(qtbot, session, entry, "time")
    box = page.line("Time")
    put(box, "31 February 2019")
    page.leave()
    assert "Time: 31 February does not exist" in page.said()
    made.show_entity(other)
    assert box.text() == ""
    made.show_entity(now(session, entry))
    assert box.text() == "31 February 2019"
    assert "31 February does not exist" in page.said()
    assert now(session, entry).time.kind is TimeKind.UNKNOWN


def test_what_is_wrong_with_a_time_is_said_once(session: Session, qtbot: QtBot) -> None:
    page, _ = shown(qtbot, session, an_entry(session), "time")
    box = page.line("Time")
    box.setFocus()
    qtbot.keyClicks(box, "25:75 on 12 March 2025")
    assert page.said().count("is not a time of day") == 1
    page.leave()
    assert page.said().count("is not a time of day") == 1


def test_an_emptied_time_is_no_time(session: Session, qtbot: QtBot) -> None:
    from rca_workbench.model import Time

    entry = an_entry(session, time=Time(kind=TimeKind.DATE, start="2025-03-12"))
    page, _ = shown(qtbot, session, entry, "time")
    put(page.line("Time"), "")
    page.leave()
    assert now(session, entry).time == Time()


def test_a_time_can_be_counted_from_another_entry(session: Session, qtbot: QtBot) -> None:
    entry = an_entry(session, text="Doctor bleeped")
    later = an_entry(session, text="Doctor came")
    page, _ = shown(qtbot, session, later, "time")
    put(page.line("Time"), "20 min after doctor bleeped")
    page.leave()
    assert now(session, later).time.anchor == entry.id


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        (TimeKind.DATETIME, "2025-03-12T04:15"),
        (TimeKind.DATETIME, "2025-03-12T04:15:30"),
        (TimeKind.HOUR, "2025-03-12T04"),
        (TimeKind.DATE, "2025-03-12"),
        (TimeKind.DATE, "1899-12-31"),
        (TimeKind.MONTH, "2025-05"),
        (TimeKind.YEAR, "2025"),
        (TimeKind.ABOUT_DATE, "2025-03-12"),
        (TimeKind.BEFORE, "2025-03-12T04:15"),
    ],
)
def test_a_field_reads_back_what_it_shows(session: Session, qtbot: QtBot, kind: TimeKind, start: str) -> None:
    from rca_workbench.model import Time
    from rca_workbench.ui.fields import TimeEdit

    time = Time(kind=kind, start=start)
    entry = an_entry(session, time=time)
    editor = TimeEdit(session, entry.kind, "time")
    qtbot.addWidget(editor)
    editor.show_entity(entry)
    read = editor.read(editor.say(time))
    assert isinstance(read, Time)
    assert (read.kind, read.start) == (kind, start)


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ("About", "about 04:15 on 12 March 2025"),
        ("Before", "before 04:15 on 12 March 2025"),
        ("After", "after 04:15 on 12 March 2025"),
        ("Exact", "04:15 on 12 March 2025"),
    ],
)
def test_how_sure_a_time_is_can_be_chosen(session: Session, qtbot: QtBot, chosen: str, said: str) -> None:
    from rca_workbench.model import Time
    from rca_workbench.ui.fields import CertaintyEditor, TimeEdit

    entry = an_entry(session, time=Time(kind=TimeKind.DATETIME, start="2025-03-12T04:15", said="0415"))
    time, sure = TimeEdit(session, entry.kind, "time"), CertaintyEditor(session, entry.kind, "time")
    for one in (time, sure):
        one.show_entity(entry)
        session.changed.connect(lambda _, one=one: one.refresh())
    page = Page(qtbot, time, sure)
    pick = named(page, "How sure", QComboBox)
    assert isinstance(pick, QComboBox)
    pick.setFocus()
    qtbot.keyClicks(pick, chosen)
    qtbot.keyClick(pick.view(), Qt.Key.Key_Return)
    assert page.line("Time").text() == said
    assert now(session, entry).time.said == "0415"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("30/4/27", "2027-04-30"),
        ("30 April", "2027-04-30"),
        ("1 December", "2026-12-01"),
        ("tomorrow", "2026-11-24"),
        ("in 3 weeks", "2026-12-14"),
        ("in a month", "2026-12-23"),
        ("2027-02-28", "2027-02-28"),
        ("31 February 2027", None),
        ("soon", None),
        ("March 2027", None),
    ],
)
def test_days_are_read_as_people_write_them(typed: str, day: str | None) -> None:
    assert read_day(typed, TODAY, ahead=True) == day


def test_a_day_nobody_can_read_says_so_and_stays(session: Session, qtbot: QtBot) -> None:
    with session.step("Add action") as step:
        action = step.add(Action(id=new_id(), text="Change the route"))
    page, _ = shown(qtbot, session, action, "due")
    put(page.line("Due"), "when ready")
    page.leave()
    assert "Due must be a day" in page.said()
    assert page.line("Due").text() == "when ready"


# -- choosing --------------------------------------------------------------------------------------------


def test_choices_are_offered_in_the_words_of_the_field(session: Session, qtbot: QtBot) -> None:
    with session.step("Add action") as step:
        action = step.add(Action(id=new_id(), text="Change the route"))
    page, _ = shown(qtbot, session, action, "status", "strength")
    status = named(page, "Status", QComboBox)
    strength = named(page, "Strength", QComboBox)
    assert isinstance(status, QComboBox)
    assert isinstance(strength, QComboBox)
    assert [status.itemText(n) for n in range(3)] == ["Proposed", "Approved", "In progress"]
    assert strength.itemText(0) == "Not said"
    status.setFocus()
    qtbot.keyClick(status, Qt.Key.Key_A)
    qtbot.keyClick(status.view(), Qt.Key.Key_Return)
    found = session.snapshot.get(Action, action.id)
    assert found and found.status is ActionStatus.AGREED
    assert session.case.undo_label == "Edit status"


@pytest.mark.parametrize(
    "key", [*"ai", *(getattr(Qt.Key, f"Key_{one}") for one in ("Down", "End", "PageDown", "F4"))]
)
def test_no_key_changes_a_choice_before_it_is_taken(
    session: Session, key: str | Qt.Key, qtbot: QtBot
) -> None:
    with session.step("Add action") as step:
        action = step.add(Action(id=new_id(), text="Change the route"))
    page, _ = shown(qtbot, session, action, "status")
    pick = named(page, "Status", QComboBox)
    assert isinstance(pick, QComboBox)
    pick.setFocus()
    qtbot.keyClick(pick, key)
    assert pick.view().isVisible()
    assert (pick.currentIndex(), session.snapshot.get(Action, action.id)) == (0, action)
    qtbot.keyClick(pick.view(), Qt.Key.Key_Escape)
    assert not pick.view().isVisible()
    assert (pick.currentIndex(), session.snapshot.get(Action, action.id)) == (0, action)


def test_the_wheel_over_a_choice_changes_nothing(session: Session, qtbot: QtBot) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    with session.step("Add action") as step:
        action = step.add(Action(id=new_id(), text="Change the route"))
    page, _ = shown(qtbot, session, action, "status")
    pick = named(page, "Status", QComboBox)
    wheel = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(pick, wheel)
    found = session.snapshot.get(Action, action.id)
    assert found and found.status is ActionStatus.PROPOSED


def test_a_flag_is_ticked(session: Session, qtbot: QtBot) -> None:
    entry = an_entry(session)
    page, _ = shown(qtbot, session, entry, "good_practice")
    tick = named(page, "Good practice", QCheckBox)
    tick.setFocus()
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert now(session, entry).good_practice is True


def test_a_number_must_be_whole(session: Session, qtbot: QtBot) -> None:
    with session.step("Add agenda item") as step:
        item = step.add(AgendaItem(id=new_id(), question="What happened?"))
    page, _ = shown(qtbot, session, item, "minutes")
    put(page.line("Minutes"), "ten")
    page.leave()
    assert "Minutes must be a whole number" in page.said()
    put(page.line("Minutes"), "10")
    page.leave()
    found = session.snapshot.get(AgendaItem, item.id)
    assert found and found.minutes == 10


# -- pointing to other things ----------------------------------------------------------------------------


def test_someone_is_found_by_typing_a_part_of_the_role(session: Session, qtbot: QtBot) -> None:
    with session.step("Add people") as step:
        nurse = step.add(Actor(id=new_id(), role="Ward nurse 1"))
        step.add(Actor(id=new_id(), role="Doctor 1"))
    entry = an_entry(session)
    page, _ = shown(qtbot, session, entry, "actor")
    box = page.line("Who or what")
    box.setFocus()
    qtbot.keyClicks(box, "nur")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert now(session, entry).actor == nurse.id
    assert box.text() == "Ward nurse 1"


def test_someone_new_is_added_where_they_are_named(session: Session, qtbot: QtBot) -> None:
    entry = an_entry(session)
    page, _ = shown(qtbot, session, entry, "actor")
    box = page.line("Who or what")
    box.setFocus()
    qtbot.keyClicks(box, "Results system")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    (actor,) = session.snapshot.of(Actor).values()
    assert actor.role == "Results system"
    assert now(session, entry).actor == actor.id
    session.undo()
    assert not session.snapshot.of(Actor)
    assert box.text() == ""


def test_a_name_that_is_not_in_the_list_says_what_to_do(session: Session, qtbot: QtBot) -> None:
    entry = an_entry(session)
    page, _ = shown(qtbot, session, entry, "actor")
    box = page.line("Who or what")
    box.setFocus()
    qtbot.keyClicks(box, "Somebody")
    page.leave()
    assert "Who or what must be one of the list" in page.said()
    assert box.text() == "Somebody"
    assert now(session, entry).actor is None


def test_several_things_are_added_and_taken_out(session: Session, qtbot: QtBot) -> None:
    with session.step("Add factors") as step:
        one = step.add(Factor(id=new_id(), code="F1", text="One doctor covers four wards"))
        two = step.add(
            Factor(id=new_id(), code="S1", text="No plan for nights", factor_kind=FactorKind.SYSTEM_FACTOR)
        )
        action = step.add(Action(id=new_id(), text="Change it", addresses=(one.id,)))
    page, _ = shown(qtbot, session, action, "addresses")
    box = page.line("Addresses: add")
    box.setFocus()
    qtbot.keyClicks(box, "plan nights")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    found = session.snapshot.get(Action, action.id)
    assert found and found.addresses == (one.id, two.id)
    qtbot.mouseClick(see(page, "Take out F1 One doctor covers four wards"), Qt.MouseButton.LeftButton)
    found = session.snapshot.get(Action, action.id)
    assert found and found.addresses == (two.id,)


def test_a_factor_is_tagged_from_one_framework_at_a_time(session: Session, qtbot: QtBot) -> None:
    with session.step("Add factor") as step:
        factor = step.add(Factor(id=new_id(), text="No plan for nights"))
    page, _ = shown(qtbot, session, factor, "tags")
    framework = named(page, "Framework", QComboBox)
    assert isinstance(framework, QComboBox)
    assert framework.currentText() == "SEIPS"
    assert "HFACS" not in [framework.itemText(n) for n in range(framework.count())]
    box = page.line("Classification: add")
    box.setFocus()
    qtbot.keyClicks(box, "organisation")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    found = session.snapshot.get(Factor, factor.id)
    assert found and len(found.tags) == 1
    assert "SEIPS" in page.said()
    session.change(found, tags=(Tag(found.tags[0].code, Polarity.HINDERED),))
    assert [one for one in page.findChildren(QWidget) if one.accessibleName().endswith(": Hindered")]


def test_a_framework_that_is_not_checked_is_marked(session: Session, qtbot: QtBot) -> None:
    with session.step("Add factor") as step:
        factor = step.add(Factor(id=new_id(), text="No plan for nights"))
    page, _ = shown(qtbot, session, factor, "tags")
    framework = named(page, "Framework", QComboBox)
    assert isinstance(framework, QComboBox)
    framework.setCurrentIndex(framework.findText("Yorkshire contributory factors"))
    assert "Not checked against the source" in page.said()


# -- identities ------------------------------------------------------------------------------------------


def test_a_name_is_nowhere_in_the_window_until_somebody_asks(session: Session, qtbot: QtBot) -> None:
    with session.step("Add person") as step:
        actor = step.add(Actor(id=new_id(), role="Ward nurse 1", nature=Nature.STAFF, name="Jo Bloggs"))
    page, _ = shown(qtbot, session, actor, "role", "name", "contact")

    def everything() -> str:
        parts = [
            one.accessibleName() + one.accessibleDescription() + one.toolTip()
            for one in page.findChildren(QWidget)
        ]
        parts += [one.text() for one in page.findChildren(QLineEdit)]
        parts += [one.toPlainText() for one in page.findChildren(QPlainTextEdit)]
        parts += [one.text() for one in page.findChildren(QLabel)]
        return "\n".join(parts)

    assert "Bloggs" not in everything()
    assert "Name: Hidden. Ctrl+Shift+H shows names" in everything()
    session.show_names(True)
    assert page.line("Name").text() == "Jo Bloggs"
    put(page.line("Name"), "Jo Smith")
    session.show_names(False)
    found = session.snapshot.get(Actor, actor.id)
    assert found and found.name == "Jo Smith"
    assert "Smith" not in everything()


def test_a_covered_field_never_empties_a_name(session: Session, qtbot: QtBot) -> None:
    with session.step("Add people") as step:
        one = step.add(Actor(id=new_id(), role="Nurse", name="Jo Bloggs"))
        two = step.add(Actor(id=new_id(), role="Doctor"))
    page, made = shown(qtbot, session, one, "name")
    made.show_entity(two)
    made.commit()
    page.leave()
    made.show_entity(one)
    found = session.snapshot.get(Actor, one.id)
    assert found and found.name == "Jo Bloggs"


# -- sources ---------------------------------------------------------------------------------------------


def test_a_source_is_added_to_a_fact_with_new_evidence(session: Session, qtbot: QtBot) -> None:
    entry = an_entry(session, text="Observations taken")
    sources = SourcesEditor(session)
    sources.show_entity(entry)
    session.changed.connect(sources.refresh)
    page = Page(qtbot, sources)
    assert "No source yet." in page.said()
    sources.begin()
    qtbot.keyClicks(page.line("Source: Evidence"), "Clinical notes")
    if popup := QApplication.activePopupWidget():
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.keyClicks(page.line("Source: Page, paragraph or time"), "page 14")
    put(named(page, "Source: Words quoted", QPlainTextEdit), "Rev'd 03:35")
    qtbot.keyClick(page.line("Source: Page, paragraph or time"), Qt.Key.Key_Return)
    (item,) = session.snapshot.of(EvidenceItem).values()
    (excerpt,) = session.snapshot.pointed_from(Excerpt, "about", entry.id)
    assert (item.name, excerpt.evidence, excerpt.place, excerpt.quote) == (
        "Clinical notes",
        item.id,
        "page 14",
        "Rev'd 03:35",
    )
    assert "Clinical notes, page 14" in page.said()
    qtbot.mouseClick(see(page, "Take out source Clinical notes, page 14"), Qt.MouseButton.LeftButton)
    assert not session.snapshot.of(Excerpt)


def test_nothing_can_be_typed_where_the_case_can_only_be_read(qtbot: QtBot, empty_case: Path) -> None:
    style.look().choose("light", keep=False)
    session = Session(Case.open(empty_case, read_only=True, who="Tester"))
    made = Form(session, Incident.kind, ("summary", "setting", "start"), label_at=LabelAt.ABOVE)
    made.show_entity(session.snapshot.incident)
    page = Page(qtbot, made)
    assert page.line("Where").isReadOnly()
    assert page.line("When it happened").isReadOnly()
    qtbot.keyClicks(page.line("Where"), "Ward")
    page.leave()
    assert session.snapshot.incident.setting == ""
    session.close()


def test_every_field_of_every_kind_has_an_editor(session: Session, qtbot: QtBot) -> None:
    from rca_workbench.model import KINDS

    for kind in KINDS.values():
        made = Form(session, kind, tuple(field.name for field in kind.fields))
        qtbot.addWidget(made)
        made.show_entity(kind.cls(id=kind.name if kind.single else new_id()))
        assert len(made.editors) == len(kind.fields)


def test_lanes_are_offered_by_name(session: Session, qtbot: QtBot) -> None:
    with session.step("Add") as step:
        lane = step.add(Lane(id=new_id(), label="Ward nursing"))
        actor = step.add(Actor(id=new_id(), role="Ward nurse 1"))
    page, _ = shown(qtbot, session, actor, "lane")
    box = page.line("Lane")
    put(box, "ward nursing")
    page.leave()
    found = session.snapshot.get(Actor, actor.id)
    assert found and found.lane == lane.id


def test_a_role_is_one_persons_alone_and_kept_after_a_pause_where_no_text_says_it(
    session: Session, qtbot: QtBot
) -> None:
    with session.step("Add people") as step:
        doctor = step.add(Actor(id=new_id(), role="Doctor 1"))
        step.add(Actor(id=new_id(), role="Ward nurse 1"))
    box = RoleEditor(session, label_at=LabelAt.ABOVE)
    session.changed.connect(lambda _: box.refresh())
    page = Page(qtbot, box)
    box.show_entity(doctor)
    line = named(page, "Role", QPlainTextEdit)
    assert isinstance(line, QPlainTextEdit)
    put(line, "ward  NURSE 1")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "there is a Ward nurse 1 already. Add a number, such as Ward nurse 2." in page.said()
    assert session.snapshot.of(Actor)[doctor.id].role == "Doctor 1"
    assert line.toPlainText() == "ward  NURSE 1"
    put(line, "Registrar 1")
    qtbot.waitUntil(lambda: session.snapshot.of(Actor)[doctor.id].role == "Registrar 1", timeout=3000)
    assert not [one for one in page.findChildren(QCheckBox) if one.isVisible()]
