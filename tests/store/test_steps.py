"""One gesture, one step: what it keeps, what it refuses, what it takes along."""

import logging

import pytest

from rca_workbench.model import (
    Actor,
    Change,
    EntryKind,
    EntryLink,
    Excerpt,
    Factor,
    GraphNote,
    Involvement,
    Knowledge,
    Lane,
    Question,
    Time,
    TimeKind,
    TimelineEntry,
    new_id,
)
from rca_workbench.model.fault import Fault
from rca_workbench.store import Case, CaseFault

from .conftest import edit, everything


def stop_after(*edits):
    raise KeyboardInterrupt


def last(case):
    """The newest step."""
    return next(case.history())


def test_a_new_case_holds_its_title_and_one_step(case):
    assert case.snapshot.case.title == "Fall on ward 4"
    (step,) = case.history()
    assert (step.kind, step.label, step.who) == ("new", "Start the case", "Facilitator")
    assert case.head == step.id


def test_what_a_step_adds_is_there_after_a_restart(case, ward, reopened):
    before = everything(case)
    assert everything(reopened()) == before
    assert list(before) == [
        "case",
        "timeline_entry",
        "entry_link",
        "knowledge",
        "factor",
        "evidence",
        "excerpt",
        "lane",
        "actor",
    ]


def test_the_order_of_arrival_outlives_a_restart(case, reopened):
    with case.step("Add") as step:
        lanes = [step.add(Lane(id=new_id(), label=str(n))) for n in range(50)]
    with case.step("Change one, remove one, add one") as step:
        step.change(lanes[20], label="x")
        step.remove(lanes[49])
        step.add(Lane(id=new_id(), label="last"))
    order = list(case.snapshot.of(Lane))
    assert list(reopened().snapshot.of(Lane)) == order


def test_reads_inside_a_step_see_its_edits_and_others_do_not(case, ward):
    with case.step("Edit") as step:
        step.change(ward.first, text="Turns the patient alone")
        new = step.add(Lane(id=new_id(), label="Theatre"))
        step.remove(ward.second)
        assert step.snapshot.get(TimelineEntry, ward.first.id).text == "Turns the patient alone"
        assert step.snapshot.get(Lane, new.id) == new
        assert step.snapshot.get(TimelineEntry, ward.second.id) is None
        assert case.snapshot.get(TimelineEntry, ward.first.id).text == "Turns the patient"
        assert case.snapshot.get(TimelineEntry, ward.second.id) is not None


def test_a_step_keeps_the_first_value_before_and_the_last_after(case, ward):
    with case.step("Edit twice") as step:
        step.change(ward.first, text="One")
        step.change(ward.first, text="Two", note="Seen")
    assert last(case).changes == (
        Change("timeline_entry", ward.first.id, "text", "Turns the patient", "Two"),
        Change("timeline_entry", ward.first.id, "note", "", "Seen"),
    )


def test_what_is_added_and_changed_in_one_step_is_one_creation(case):
    with case.step("Add") as step:
        lane = step.add(Lane(id=new_id(), label="Wrd"))
        step.change(lane, label="Ward")
    assert last(case).changes == (Change("lane", lane.id, None, None, {"label": "Ward"}),)


def test_what_is_added_and_removed_in_one_step_leaves_nothing(case):
    head = case.head
    with case.step("Add, think again") as step:
        step.remove(step.add(Lane(id=new_id(), label="Ward")))
    assert case.head == head


@pytest.mark.parametrize("text", ["Turns the patient", "Turns the patient\x00"])
def test_a_change_to_the_same_value_is_no_step(case, ward, text):
    head = case.head
    with case.step("Edit") as step:
        assert step.change(ward.first, text=text).text == "Turns the patient"
    with case.step("There and back") as step:
        step.change(ward.first, text="x")
        step.change(ward.first, text="Turns the patient")
    assert case.head == head


def test_an_exception_inside_a_step_leaves_everything_as_it_was(case, ward, path):
    before, head = everything(case), case.head
    with pytest.raises(KeyboardInterrupt), case.step("Edit") as step:
        stop_after(step.remove(ward.first), step.add(Lane(id=new_id())))
    assert (everything(case), case.head) == (before, head)
    assert case.verify() == []
    edit(case, summary="Work goes on")
    assert case.snapshot.incident.summary == "Work goes on"


def test_a_step_inside_a_step_is_refused(case):
    inner = case.step("Two")
    with case.step("One") as step:
        step.add(Lane(id=new_id()))
        with pytest.raises(RuntimeError):
            inner.__enter__()
    assert [one.label for one in case.history()] == ["One", "Start the case"]
    edit(case, summary="Work goes on")


def test_undo_inside_a_step_is_refused(case, ward):
    with pytest.raises(RuntimeError), case.step("One"):
        case.undo()
    assert case.undo_label == "Add the ward"


@pytest.mark.parametrize("one", ["incident", "involvement", "graph_note"])
def test_what_a_case_holds_one_of_is_made_by_its_first_change(case, reopened, one):
    cls = {"incident": None, "involvement": Involvement, "graph_note": GraphNote}[one]
    now = case.snapshot.incident if cls is None else case.snapshot.one(cls)
    field = "summary" if cls is None else "note"
    with case.step("Say what happened") as step:
        step.change(now, **{field: "A patient fell"})
    (change,) = last(case).changes
    assert change == Change(one, one, None, None, {field: "A patient fell"})
    with case.step("Say it better") as step:
        step.change(now, **{field: "A patient fell at night"})
    (change,) = last(case).changes
    assert (change.field, change.before) == (field, "A patient fell")
    again = reopened().snapshot
    assert getattr(again.table(one)[one], field) == "A patient fell at night"


def test_texts_are_cleaned_at_the_door(case):
    with case.step("Add") as step:
        lane = step.add(Lane(id=new_id(), label="Wa\x00rd \ud83d\ude91 \ud83d"))
        entry = step.add(TimelineEntry(id=new_id(), text="a\r\nb", entry_kind="decision"))
    assert lane.label == case.snapshot.of(Lane)[lane.id].label == "Ward 🚑 "
    assert case.snapshot.of(TimelineEntry)[entry.id].entry_kind is EntryKind.DECISION
    assert case.snapshot.of(TimelineEntry)[entry.id].text == "a\nb"
    assert case.verify() == []


@pytest.mark.parametrize(
    "text", ["مريض سقط 🚑", "x" * 200_000, "line\nline\ttab", '"quotes" \\ and {json}', "\ufeffé"]
)
def test_any_text_a_person_may_write_comes_back_as_it_was(case, reopened, text):
    edit(case, label=text[:80], summary=text)
    again = reopened()
    assert again.snapshot.incident.summary == text
    assert again.undo_label == text[:80]
    assert again.verify() == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": 5}, "What happened must be text"),
        ({"text": "x" * 1_000_001}, "What happened holds 1,000,001 characters"),
        ({"entry_kind": "party"}, "Kind must be one of: background"),
        ({"entry_kind": None}, "Kind must be chosen"),
        ({"conflicts_with": "T1"}, "Disagrees with must be a list"),
        ({"time": {"kind": "date", "start": "2025-02-31"}}, "31 February does not exist"),
        ({"colour": "red"}, "has no field called colour"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_its_label(case, ward, fields, words):
    head = case.head
    with pytest.raises(ValueError, match=words), case.step("Edit") as step:
        step.change(ward.first, **fields)
    assert case.head == head


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (
            lambda: Actor(id=new_id(), lane=new_id()),
            "Lane of the person or part points to something that is not",
        ),
        (
            lambda: Factor(id=new_id(), entries=(new_id(),)),
            "Timeline entries that show it of the factor points",
        ),
        (lambda: Excerpt(id=new_id(), about=new_id()), "Fact of the source points"),
        (
            lambda: Question(id=new_id(), answered_by=(new_id(),)),
            "Where the answer is of the question points",
        ),
        (
            lambda: TimelineEntry(
                id=new_id(), time=Time(TimeKind.OFFSET, anchor=new_id(), least=60, most=60)
            ),
            "Time of the timeline entry points",
        ),
    ],
)
def test_a_reference_to_what_is_not_there_is_refused_by_the_field_s_label(case, make, words):
    head = case.head
    with pytest.raises(CaseFault, match=words), case.step("Add") as step:
        step.add(make())
    assert case.head == head


def test_a_reference_to_the_wrong_kind_is_refused(case, ward):
    with pytest.raises(CaseFault, match="Lane of the person or part"), case.step("Add") as step:
        step.add(Actor(id=new_id(), lane=ward.first.id))


def test_a_reference_may_point_to_what_the_same_step_adds_later(case):
    late = TimelineEntry(id=new_id(), text="Later")
    with case.step("Add") as step:
        step.add(TimelineEntry(id=new_id(), time=Time(TimeKind.OFFSET, anchor=late.id, least=60, most=60)))
        step.add(late)
    assert len(case.snapshot.of(TimelineEntry)) == 2


def test_an_id_is_given_once_whatever_the_kind(case, ward):
    with pytest.raises(CaseFault, match="in the case already"), case.step("Add") as step:
        step.add(Lane(id=ward.lane.id))
    with pytest.raises(CaseFault, match="in the case already"), case.step("Add") as step:
        step.add(Factor(id=ward.lane.id))
    new = Lane(id=new_id())
    with case.step("Add") as step:
        step.add(new)
        with pytest.raises(CaseFault, match="in the case already"):
            step.add(Factor(id=new.id))


@pytest.mark.parametrize("id", ["", "x" * 65, "nür", "a\nb", None, 7])
def test_an_id_that_is_none_is_refused(case, id):
    with pytest.raises(ValueError, match="id of a lane"), case.step("Add") as step:
        step.add(Lane(id=id))


def test_removing_an_entry_takes_along_what_means_nothing_without_it(case, ward):
    with case.step("Remove entry") as step:
        step.remove(ward.first)
    now = case.snapshot
    assert list(now.of(TimelineEntry)) == [ward.second.id]
    assert not now.of(EntryLink)
    assert not now.of(Knowledge)
    assert not now.of(Excerpt)
    assert now.of(TimelineEntry)[ward.second.id].conflicts_with == ()
    assert now.of(Factor)[ward.factor.id].entries == (ward.second.id,)


def test_removing_evidence_of_an_actor_s_lane_empties_the_pointer_only(case, ward):
    with case.step("Remove lane") as step:
        step.remove(ward.lane)
    assert case.snapshot.of(Actor)[ward.nurse.id].lane is None


def test_removing_what_a_time_is_counted_from_keeps_what_was_said(case, ward):
    with case.step("Time it") as step:
        step.change(
            ward.second,
            time=Time(TimeKind.OFFSET, anchor=ward.first.id, least=600, most=600, said="10 min later"),
        )
    with case.step("Remove entry") as step:
        step.remove(ward.first)
    time = case.snapshot.of(TimelineEntry)[ward.second.id].time
    assert (time.kind, time.anchor, time.said) == (TimeKind.UNKNOWN, None, "10 min later")


def test_removing_follows_references_made_in_the_same_step(case, ward):
    with case.step("Tie and remove") as step:
        tie = step.add(EntryLink(id=new_id(), source=ward.second.id, target=ward.first.id))
        step.change(ward.nurse, lane=None)
        step.remove(ward.first)
        assert step.snapshot.get(EntryLink, tie.id) is None
    assert not case.snapshot.of(EntryLink)
    assert case.verify() == []


def test_changing_what_is_gone_is_said_in_words(case, ward):
    with case.step("Remove") as step:
        step.remove(ward.first)
    with pytest.raises(CaseFault, match="no longer in the case"), case.step("Edit") as step:
        step.change(ward.first, text="x")
    with pytest.raises(CaseFault, match="no longer in the case"), case.step("Remove again") as step:
        step.remove(ward.first)


def test_a_thing_read_long_ago_is_changed_as_it_stands_now(case, ward):
    with case.step("Note") as step:
        step.change(ward.first, note="Seen on the ward")
    with case.step("Text") as step:
        changed = step.change(ward.first, text="Turns the patient alone")
    assert (changed.note, changed.text) == ("Seen on the ward", "Turns the patient alone")


def test_a_meeting_is_kept_with_the_step(case):
    meeting = new_id()
    with case.step("Decide", meeting=meeting) as step:
        step.change(step.snapshot.incident, scope="The ward")
    assert last(case).meeting == meeting
    assert case.verify() == []


def test_listeners_hear_of_a_step_once_it_is_kept(case, ward):
    heard = []
    unsubscribe = case.subscribe(lambda changes: heard.append((changes, case.snapshot.head)))
    with case.step("Edit") as step:
        step.change(ward.first, text="x")
        assert heard == []
    ((changes, head),) = heard
    assert (changes.step, changes.label, head) == (case.head, "Edit", case.head)
    assert changes.fields("timeline_entry", ward.first.id) == {"text"}
    unsubscribe()
    unsubscribe()
    edit(case, summary="x")
    assert len(heard) == 1


def test_listeners_hear_nothing_of_a_step_that_was_not_kept(case, ward):
    heard = []
    case.subscribe(heard.append)
    with case.step("Nothing"):
        pass
    with pytest.raises(CaseFault), case.step("Bad") as step:
        step.change(ward.nurse, lane=new_id())
    assert heard == []


def test_a_listener_that_fails_loses_neither_the_step_nor_the_others(case, caplog):
    heard = []

    def fails(changes):
        raise ValueError("cannot draw")

    case.subscribe(fails)
    case.subscribe(heard.append)
    with caplog.at_level(logging.ERROR):
        edit(case, summary="A patient fell")
    assert case.snapshot.incident.summary == "A patient fell"
    assert len(heard) == 1
    assert "cannot draw" in caplog.text


def test_a_step_made_by_a_listener_is_heard_after_the_one_it_heard(case):
    heard = []

    def follow(changes):
        if changes.label == "First":
            edit(case, label="Second", scope="x")

    case.subscribe(follow)
    case.subscribe(lambda changes: heard.append(changes.label))
    edit(case, label="First", summary="x")
    assert heard == ["First", "Second"]
    assert [step.label for step in case.history()][:2] == ["Second", "First"]


def test_a_closed_case_takes_no_step(path):
    case = Case.create(path)
    case.close()
    case.close()
    with pytest.raises(RuntimeError), case.step("Late"):
        pass


def test_a_new_case_never_replaces_a_file(path):
    path.write_text("A letter")
    with pytest.raises(CaseFault, match=r"There is a file fall\.rca already"):
        Case.create(path)
    assert path.read_text() == "A letter"
    assert [one.name for one in path.parent.iterdir()] == ["fall.rca"]


def test_a_new_case_needs_a_folder(path):
    with pytest.raises(CaseFault, match="There is no folder"):
        Case.create(path.parent / "gone" / "fall.rca")


def test_a_case_fault_is_a_fault_in_three_sentences():
    fault = CaseFault("It did not fit.", todo="Try again.")
    assert isinstance(fault, Fault)
    assert str(fault) == "It did not fit. Nothing was changed. Try again."
