"""The Decision page, driven by names and keys: answers, what follows, the decision, the team."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from rca_workbench.model import (
    Answer,
    Clock,
    CriterionAnswer,
    Decision,
    DecisionKind,
    Notification,
    Profile,
    Snapshot,
    TeamMember,
    TeamPart,
    Time,
    TimeKind,
)
from rca_workbench.reference.versions import list_version
from rca_workbench.store import Case
from rca_workbench.ui import style
from rca_workbench.ui.fields import Pick
from rca_workbench.ui.places.respond.folding import Folding
from rca_workbench.ui.shell.window import MainWindow
from tests.ui.conftest import named

Open = Callable[..., MainWindow]
DEATH = "Death more likely than not due to problems in care (learning-from-deaths criteria)"


@pytest.fixture
def window(open_window: Open, empty_case: Path) -> Iterator[MainWindow]:
    return open_window(empty_case, "respond/decision")


def now(window: MainWindow) -> Snapshot:
    assert window.session is not None
    return window.session.snapshot


def answers(window: MainWindow) -> dict[str, Answer | None]:
    return {one.criterion: one.answer for one in now(window).of(CriterionAnswer).values()}


def row(window: MainWindow, ask: str) -> QWidget:
    QApplication.processEvents()
    found = [
        one
        for one in window.findChildren(QWidget)
        if one.accessibleName().startswith(f"Criterion: {ask}") and one.isVisible()
    ]
    assert found, f"no criterion “{ask}” is shown"
    return found[0]


def press(window: MainWindow, qtbot: QtBot, name: str) -> None:
    QApplication.processEvents()
    found = [
        one
        for one in window.findChildren(QPushButton)
        if one.isVisible() and (one.accessibleName() or one.text()).startswith(name)
    ]
    assert found, f"no button “{name}”"
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def words(window: MainWindow) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def use(window: MainWindow, profile: Profile) -> None:
    assert window.session is not None
    window.session.change(now(window).case, profile=profile)


def test_one_walks_down_the_list_and_answers_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    first = window.focusWidget()
    assert first is not None and first.accessibleName().startswith(
        "Criterion: Does the event match a nationally"
    )
    for key in ("2", Qt.Key.Key_Down, "1", Qt.Key.Key_Down, "3"):
        qtbot.keyClick(window.focusWidget(), key)
    assert answers(window) == {"PQ-1": Answer.NO, "PQ-2": Answer.YES, "PQ-3": Answer.NOT_KNOWN}
    held = next(one for one in now(window).of(CriterionAnswer).values() if one.criterion == "PQ-2")
    assert held.wording.startswith("Does it match a local priority")
    assert held.list_version == list_version("incident_thresholds")
    assert held.on == date.today().isoformat()
    assert "3 of 25 answered" in words(window)


def test_an_answer_is_taken_back_by_del_and_by_undo(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.focusWidget(), "1")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Delete)
    assert answers(window) == {}
    window.commands.run("undo")
    assert answers(window) == {"PQ-1": Answer.YES}
    assert "Yes" in row(window, "Does the event match").accessibleName()


def test_n_takes_down_the_reason_of_the_row_one_is_on(window: MainWindow, qtbot: QtBot) -> None:
    by = named(window, "Answers given by, by role")
    qtbot.keyClicks(by, "Patient safety lead")
    row(window, DEATH).setFocus()
    qtbot.keyClick(window.focusWidget(), "1")
    qtbot.keyClick(window.focusWidget(), "n")
    qtbot.keyClicks(window.focusWidget(), "The scores were not acted on")
    window.focusWidget().clearFocus()
    held = next(iter(now(window).of(CriterionAnswer).values()))
    assert (held.criterion, held.reason, held.by) == (
        "NR-02",
        "The scores were not acted on",
        "Patient safety lead",
    )


def test_a_reason_can_come_before_the_answer(window: MainWindow, qtbot: QtBot) -> None:
    row(window, "Child death").setFocus()
    qtbot.keyClick(window.focusWidget(), "n")
    qtbot.keyClicks(window.focusWidget(), "Asked the ward")
    window.focusWidget().clearFocus()
    held = next(iter(now(window).of(CriterionAnswer).values()))
    assert (held.answer, held.reason) == (None, "Asked the ward")
    assert "0 of 25 answered" in words(window)


def test_each_row_says_how_far_it_was_checked(window: MainWindow) -> None:
    assert "Not checked against the source" in row(window, "Death in custody").accessibleName()
    assert "Checked in part" in row(window, "Child death").accessibleName()
    assert "hecked" not in row(window, "Mental-health-related homicide").accessibleName()


def test_folded_out_a_row_says_what_counts_and_what_does_not(window: MainWindow, qtbot: QtBot) -> None:
    row(window, "Maternity or neonatal incident").setFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    said = words(window)
    assert "Maternal death meeting MNSI criteria" in said
    assert "Outcome due to a congenital or health condition" in said
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Left)
    assert "Maternal death meeting MNSI criteria" not in words(window)


def test_no_to_the_rest_is_one_step(window: MainWindow, qtbot: QtBot) -> None:
    row(window, DEATH).setFocus()
    qtbot.keyClick(window.focusWidget(), "1")
    press(window, qtbot, "Required nationally: answer those that are open with no")
    found = answers(window)
    assert found["NR-02"] is Answer.YES
    assert sum(one is Answer.NO for one in found.values()) == 10
    window.commands.run("undo")
    assert answers(window) == {"NR-02": Answer.YES}


def test_a_never_event_is_found_by_a_word_and_answers_its_criterion(window: MainWindow, qtbot: QtBot) -> None:
    window.commands.run("decision_find")
    find = window.focusWidget()
    assert find is not None and find.accessibleName() == "Find in the list of Never Events"
    qtbot.keyClicks(find, "gastric")
    qtbot.keyClick(find, Qt.Key.Key_Return)
    at = window.focusWidget()
    assert at is not None and at.accessibleName().startswith(
        "Criterion: Misplaced naso- or oro-gastric tubes"
    )
    qtbot.keyClick(at, "1")
    assert answers(window) == {"NE-13": Answer.YES}
    assert "Yes, by “Misplaced naso- or oro-gastric tubes”" in words(window)
    assert "Interim arrangements since September 2025 may alter this." in words(window)


def test_no_to_the_rest_of_a_narrowed_list_answers_what_is_seen(window: MainWindow, qtbot: QtBot) -> None:
    window.commands.run("decision_find")
    qtbot.keyClicks(window.focusWidget(), "insulin")
    press(window, qtbot, "Never Events: answer those that are open with no")
    assert answers(window) == {"NE-06": Answer.NO}


def test_the_suspended_never_event_cannot_be_answered(window: MainWindow, qtbot: QtBot) -> None:
    window.commands.run("decision_find")
    qtbot.keyClicks(window.focusWidget(), "oesophageal")
    at = row(window, "Undetected oesophageal intubation. Suspended on the list")
    at.setFocus()
    qtbot.keyClick(at, "1")
    qtbot.keyClick(at, "n")
    assert answers(window) == {}


def test_what_follows_is_added_in_one_step_each_and_only_once(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    window.session.change(now(window).incident, found=Time(TimeKind.DATE, "2026-03-14"))
    row(window, DEATH).setFocus()
    qtbot.keyClick(window.focusWidget(), "1")
    assert "Locally led PSII. Led by: provider." in words(window)
    press(window, qtbot, "Add 3 notifications")
    told = list(now(window).of(Notification).values())
    assert [(one.whom, one.code) for one in told] == [
        ("Commissioner (ICB)", "NR-02"),
        ("Coroner where the 2019 regulations apply", "NR-02"),
        ("Medical examiner", "NR-02"),
    ]
    press(window, qtbot, "Start 3 deadlines")
    started = {one.code: one.started for one in now(window).of(Clock).values()}
    assert started["TS-PSIRF-01"].start == "2026-03-14"
    assert started["TS-PSIRF-03"].kind is TimeKind.UNKNOWN  # nothing is decided yet
    assert "in Deadlines, waits for its start" in words(window)
    shown = [one.text() for one in window.findChildren(QPushButton) if one.isVisible()]
    assert not [one for one in shown if one.startswith(("Add 3", "Start "))]
    window.commands.run("undo")
    window.commands.run("undo")
    assert not now(window).of(Notification)


def test_a_body_noted_under_another_name_is_not_asked_for_again(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    with window.session.step("Note who was told") as step:
        step.add(Notification(id="c" * 32, whom="Senior coroner", when=Time(TimeKind.DATE, "2026-03-14")))
        step.add(Notification(id="i" * 32, whom="Integrated care board"))
        step.add(Notification(id="m" * 32, whom="Medical examiner", not_needed="The coroner has the case"))
    row(window, DEATH).setFocus()
    qtbot.keyClick(window.focusWidget(), "1")
    said = words(window)
    assert "Coroner where the 2019 regulations apply: told" in said
    assert "Commissioner (ICB): in First actions, not told yet" in said
    assert "Medical examiner: not needed, as noted" in said
    assert not [
        one for one in window.findChildren(QPushButton) if one.isVisible() and one.text().startswith("Add 1")
    ]


def test_the_decision_is_written_recorded_and_taken_anew(window: MainWindow, qtbot: QtBot) -> None:
    row(window, DEATH).setFocus()
    qtbot.keyClick(window.focusWidget(), "1")
    press(window, qtbot, "Write the decision")
    draft = next(iter(now(window).of(Decision).values()))
    assert (draft.level, draft.on) == ("M-PSII", "")
    assert draft.outcome.endswith("It is looked into as: Patient safety incident investigation.")
    assert "Not said yet: by whom." in words(window)
    by = named(window, "Decided by, by role")
    qtbot.keyClicks(by, "Incident panel")
    press(window, qtbot, "Record the decision")
    first = now(window).get(Decision, draft.id)
    assert first is not None
    assert (first.by, first.on) == ("Incident panel", date.today().isoformat())
    assert first.proposed.startswith("Patient safety incident investigation")
    assert list_version("incident_thresholds") in first.list_version
    assert now(window).case.lists == first.list_version
    assert window.view is not None and window.view.counts() == "2 of 25 criteria answered, decided"
    press(window, qtbot, "Decide anew")
    assert len(now(window).of(Decision)) == 2
    assert now(window).get(Decision, draft.id) == first
    assert "1 earlier decision" in "\n".join(one.text() for one in window.findChildren(QPushButton))
    press(window, qtbot, "Discard")
    assert len(now(window).of(Decision)) == 1


def test_a_day_to_look_again_that_has_passed_is_kept_and_said(window: MainWindow, qtbot: QtBot) -> None:
    row(window, DEATH).setFocus()
    qtbot.keyClick(window.focusWidget(), "1")
    press(window, qtbot, "Write the decision")
    assert "Not said yet" in words(window)
    box = named(window, "To be looked at again on")
    box.setFocus()
    qtbot.keyClicks(box, "3 November 2020")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    draft = next(iter(now(window).of(Decision).values()))
    assert draft.reconsider == "2020-11-03"
    assert "3 Nov 2020 has passed already. Is the date right?" in words(window)


def test_the_alternatives_say_how_far_their_list_was_checked(window: MainWindow, qtbot: QtBot) -> None:
    marked = "Not checked against the source: when each of these is used."
    assert marked not in words(window)
    press(window, qtbot, "Alternatives")
    assert marked in words(window)


def test_the_sentence_follows_the_response_until_somebody_changes_it(window: MainWindow) -> None:
    from rca_workbench.ui.fields import WordsEditor

    window.commands.run("decision_write")

    def choose(level: str) -> None:
        QApplication.processEvents()
        editor = next(one for one in window.findChildren(WordsEditor) if one.isVisible())
        editor.keep(level)

    def draft() -> Decision:
        return next(iter(now(window).of(Decision).values()))

    choose("M-AAR")
    assert draft().outcome == "It is looked into as: After action review."
    assert window.session is not None
    window.session.change(draft(), outcome="An after action review within a week.")
    choose("M-SWARM")
    assert (draft().level, draft().outcome) == ("M-SWARM", "An after action review within a week.")


def test_another_framework_asks_its_own_and_keeps_what_was_answered(window: MainWindow, qtbot: QtBot) -> None:
    row(window, DEATH).setFocus()
    qtbot.keyClick(window.focusWidget(), "1")
    use(window, Profile.SIF2015)
    assert row(window, "Unexpected or avoidable death")
    assert answers(window) == {"NR-02": Answer.YES}
    assert "One answer" in words(window) and "kept in the case and not shown here" in words(window)
    assert "Nothing yet. What a yes asks for is set out here." in words(window)
    row(window, "Unexpected or avoidable death").setFocus()
    qtbot.keyClick(window.focusWidget(), "1")
    assert "Declare on StEIS and tell the commissioner" in words(window)
    use(window, Profile.PSIRF)
    assert "Yes" in row(window, DEATH).accessibleName()
    assert "Locally led PSII" in words(window)


def test_a_criterion_a_later_list_dropped_is_shown_as_it_was(window: MainWindow) -> None:
    assert window.session is not None
    with window.session.step("import") as step:
        step.add(
            CriterionAnswer(
                id="gone", criterion="NR-99", wording="Incident in a scheme that ended", answer=Answer.YES,
                reason="It was on the list then", list_version="incident_thresholds 2024-01 0a1b2c3d",
            )
        )  # fmt: skip
    said = words(window)
    assert "No longer on the list" in said
    assert "Incident in a scheme that ended" in said
    assert "Incident thresholds, list of January 2024, NR-99" in said


def test_an_answer_given_on_other_words_says_so(window: MainWindow) -> None:
    assert window.session is not None
    with window.session.step("import") as step:
        step.add(CriterionAnswer(id="o", criterion="NR-06", wording="Death of a child", answer=Answer.NO))
    assert "Answered as it then read: “Death of a child”" in words(window)


def test_the_team_is_named_by_role_and_what_lacks_is_said(window: MainWindow, qtbot: QtBot) -> None:
    press(window, qtbot, "Add lead to the team")
    qtbot.keyClicks(window.focusWidget(), "Patient safety lead, surgery")
    window.focusWidget().clearFocus()
    member = next(iter(now(window).of(TeamMember).values()))
    assert (member.role, member.part) == ("Patient safety lead, surgery", TeamPart.LEAD)
    assert "Is the lead independent of the area and the people?" in words(window)
    assert window.session is not None
    window.session.change(member, independent=Answer.YES, training="Two days, system-based methods")
    assert "Is the lead independent" not in words(window)
    press(window, qtbot, "Done with this member of the team")
    QApplication.processEvents()
    assert named(
        window, "Patient safety lead, surgery. Leads the response, independent: yes. Press to change it"
    )
    press(window, qtbot, "Add engagement lead to the team")
    assert len(now(window).of(TeamMember)) == 2


def test_a_choice_in_the_team_leaves_the_keyboard_where_it_is(window: MainWindow, qtbot: QtBot) -> None:
    press(window, qtbot, "Add member to the team")
    QApplication.processEvents()
    pick = named(window, "Part in the response", Pick)
    assert isinstance(pick, Pick)
    pick.setFocus()
    pick.activated.emit(pick.findText("Leads the response"))
    assert next(iter(now(window).of(TeamMember).values())).part is TeamPart.LEAD
    QApplication.processEvents()
    assert window.focusWidget() is named(window, "Part in the response", Pick)


def test_what_a_recorded_decision_lacks_is_typed_without_losing_the_line(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.session is not None
    with window.session.step("x") as step:
        step.add(Decision(id="d", outcome="After action review", level="M-AAR", on="2026-03-14"))
    QApplication.processEvents()
    by = named(window, "Decided by, by role")
    by.setFocus()
    qtbot.keyClicks(by, "Incident")
    qtbot.waitUntil(lambda: now(window).of(Decision)["d"].by == "Incident", timeout=3000)
    assert window.focusWidget() is by
    qtbot.keyClicks(by, " panel")
    by.clearFocus()
    assert now(window).of(Decision)["d"].by == "Incident panel"


def test_a_check_leads_to_the_row_it_speaks_of(window: MainWindow, qtbot: QtBot) -> None:
    assert window.session is not None
    with window.session.step("x") as step:
        step.add(CriterionAnswer(id="c", criterion="ON-09", answer=Answer.YES))
        step.add(CriterionAnswer(id="e", criterion="NE-14", answer=Answer.YES))
    window.go("overview")
    window.go("respond/decision", "c")
    at = window.focusWidget()
    assert at is not None and at.accessibleName().startswith("Criterion: Possible crime")
    window.session.select("e")
    at = window.focusWidget()
    assert at is not None and at.accessibleName().startswith("Criterion: Scalding of patients")


def test_a_case_that_can_only_be_read_shows_all_and_changes_nothing(
    open_window: Open, empty_case: Path, qtbot: QtBot
) -> None:
    with Case.open(empty_case, who="T") as case, case.step("x") as step:
        step.add(CriterionAnswer(id="c", criterion="NR-02", answer=Answer.YES, reason="By the review"))
    empty_case.chmod(0o444)
    window = open_window(None)
    window.open_case(Case.open(empty_case, who="T", read_only=True), at="respond/decision")
    before = now(window)
    row(window, DEATH).setFocus()
    for key in ("2", "n", Qt.Key.Key_Delete, Qt.Key.Key_Return):
        qtbot.keyClick(window.focusWidget(), key)
    assert "By the review" in words(window) or window.findChildren(QLabel)
    assert now(window) is before


def test_where_text_is_large_all_stands_in_one_column(window: MainWindow, qtbot: QtBot) -> None:
    def beside() -> int:
        QApplication.processEvents()
        first = row(window, "Does the event match")
        button = next(one for one in window.findChildren(QPushButton) if one.text() == "Write the decision")
        return button.mapTo(window, QPoint(0, 0)).x() - first.mapTo(window, QPoint(0, 0)).x()

    assert beside() > 400
    window.resize(1280, 720)
    style.look().resize_text(9)
    qtbot.wait(50)
    try:
        assert abs(beside()) < 100
    finally:
        style.look().resize_text(-9)


def test_criteria_and_decisions_lead_to_the_page_of_their_list(window: MainWindow) -> None:
    from rca_workbench.reference.closure import closure_items
    from rca_workbench.ui.fields.names import place_of

    snapshot = now(window)
    closing = closure_items(snapshot.case.profile)[0].id
    for entity, tab in (
        (CriterionAnswer(id="a", criterion="NR-02"), "respond/decision"),
        (CriterionAnswer(id="b", criterion="NR-99"), "respond/decision"),
        (CriterionAnswer(id="c", criterion=closing), "overview/closure"),
        (Decision(id="d"), "respond/decision"),
        (Decision(id="e", decision_kind=DecisionKind.CLOSURE), "overview/closure"),
    ):
        assert place_of(snapshot, entity) == (tab, entity.id)


def test_esc_in_the_reason_keeps_it_and_goes_to_the_row_it_stands_in(
    window: MainWindow, qtbot: QtBot
) -> None:
    here = row(window, DEATH)
    here.setFocus()
    qtbot.keyClick(here, Qt.Key.Key_1)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_N)
    reason = window.focusWidget()
    assert reason.accessibleName() == "Reason"
    qtbot.keyClicks(reason, "Told by the coroner")
    qtbot.keyClick(reason, Qt.Key.Key_Escape)
    assert [one.reason for one in now(window).of(CriterionAnswer).values()] == ["Told by the coroner"]
    assert window.focusWidget().accessibleName().startswith(f"Criterion: {DEATH}")
    window.commands.run("undo")
    assert [one.reason for one in now(window).of(CriterionAnswer).values()] == [""]


def stop(window: MainWindow, name: str) -> QPushButton:
    QApplication.processEvents()
    assert window.view is not None
    found = [
        one
        for one in window.view.findChildren(QPushButton)
        if one.isVisible() and (one.accessibleName() or one.text()).startswith(name)
    ]
    assert found, f"no button “{name}”"
    return found[0]


def test_enter_presses_the_buttons_beside_the_criteria_and_the_focus_goes_on_from_there(
    window: MainWindow, qtbot: QtBot
) -> None:
    row(window, DEATH).setFocus()
    qtbot.keyClick(window.focusWidget(), "1")
    for words_of_it in ("Add ", "Start "):
        button = stop(window, words_of_it)
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Return)
        QApplication.processEvents()
        if words_of_it == "Add ":
            assert window.focusWidget() is stop(window, "Start ")
        else:
            assert window.focusWidget() is window.view
    assert now(window).of(Notification) and now(window).of(Clock)
    button = stop(window, "Write the decision")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    button = stop(window, "Record the decision")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert window.focusWidget() is window.view
    (one,) = now(window).of(Decision).values()
    assert one.on


def test_home_and_end_go_to_the_first_and_the_last_criterion(window: MainWindow, qtbot: QtBot) -> None:
    first = window.focusWidget()
    qtbot.keyClick(first, Qt.Key.Key_End)
    last = window.focusWidget()
    assert last is not first and last.accessibleName().startswith("Criterion: ")
    qtbot.keyClick(last, Qt.Key.Key_Down)
    assert window.focusWidget() is last
    qtbot.keyClick(last, Qt.Key.Key_Home)
    assert window.focusWidget() is first


@pytest.mark.parametrize("typing", [False, True])
def test_the_look_changed_several_times_leaves_one_at_the_same_criterion(
    window: MainWindow, qtbot: QtBot, typing: bool
) -> None:
    row(window, DEATH).setFocus()
    qtbot.keyClick(window.focusWidget(), "1")
    if typing:
        qtbot.keyClick(window.focusWidget(), "n")
        qtbot.keyClicks(window.focusWidget(), "As told")
    before = len(window.view.findChildren(QWidget))
    for by in (1, 1, -1):
        style.look().resize_text(by)
    style.look().choose("dark", keep=False)
    style.look().resize_text(-1)
    qtbot.waitUntil(lambda: window.focusWidget() is row(window, DEATH))
    qtbot.wait(50)
    assert len(window.view.findChildren(QWidget)) <= before + 5, "rows of before are gone"
    assert "Yes" in window.focusWidget().accessibleName()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert window.focusWidget() is not row(window, DEATH)
    assert [one.reason for one in now(window).of(CriterionAnswer).values()] == ["As told" if typing else ""]


def test_the_arrow_of_what_folds_out_is_drawn_anew_in_the_dark_look(window: MainWindow) -> None:
    def ink() -> int:
        image = fold.button.icon().pixmap(16, 16).toImage()
        dots = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        return max(dot.lightness() for dot in dots if dot.alpha() > 90)

    (fold,) = [one for one in window.findChildren(Folding) if one.button.text().startswith("What is asked")]
    light = ink()
    style.look().choose("dark", keep=False)
    assert ink() > light + 60
