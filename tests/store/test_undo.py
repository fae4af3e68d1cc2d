"""Undo and redo, by anyone, at any time later."""

from rca_workbench.model import Lane, TimelineEntry, new_id
from rca_workbench.store import taken_back

from .conftest import edit, everything


def test_undo_and_redo_are_exact(case, ward):
    states = [everything(case)]
    edit(case, "Summary", summary="A patient fell")
    states.append(everything(case))
    with case.step("Lane") as step:
        step.change(ward.lane, label="Ward 4", collapsed=True)
        step.add(Lane(id=new_id(), label="Theatre"))
    states.append(everything(case))
    for state in (states[1], states[0]):
        case.undo()
        assert everything(case) == state
    for state in (states[1], states[2]):
        case.redo()
        assert everything(case) == state
    assert case.verify() == []


def test_undoing_a_removal_brings_back_all_it_took_along(case, ward):
    before = everything(case)
    order = list(case.snapshot.of(TimelineEntry))
    with case.step("Remove nurse and entries") as step:
        step.remove(ward.nurse)
        step.remove(ward.first)
        step.remove(ward.second)
    assert everything(case) != before
    case.undo()
    assert everything(case) == before
    assert list(case.snapshot.of(TimelineEntry)) == order
    case.redo()
    case.undo()
    assert everything(case) == before
    assert case.verify() == []


def test_undo_outlives_a_restart_and_serves_whoever_opens_the_file(case, ward, reopened):
    edit(case, "Summary", summary="A patient fell")
    later = reopened()
    later.who = "Somebody else"
    assert later.undo_label == "Summary"
    assert later.undo().label == "Summary"
    again = reopened()
    assert (again.undo_label, again.redo_label) == ("Add the ward", "Summary")
    again.undo()
    assert not again.snapshot.of(TimelineEntry)
    again = reopened()
    assert (again.undo_label, again.redo_label) == (None, "Add the ward")
    again.redo()
    again.redo()
    assert again.snapshot.incident.summary == "A patient fell"
    assert (again.undo_label, again.redo_label) == ("Summary", None)


def test_there_is_nothing_to_undo_or_redo_in_a_new_case(case):
    assert (case.undo_label, case.redo_label) == (None, None)
    assert (case.undo(), case.redo()) == (None, None)
    assert len(list(case.history())) == 1


def test_a_new_edit_ends_what_could_be_redone(case):
    edit(case, "One", summary="1")
    case.undo()
    edit(case, "Two", summary="2")
    assert (case.undo_label, case.redo_label) == ("Two", None)
    assert case.redo() is None
    case.undo()
    assert case.undo_label is None
    assert case.redo_label == "Two"


def test_undo_after_redo_after_undo_goes_on_where_it_was(case):
    for text in ("1", "2", "3"):
        edit(case, text, summary=text)
    labels = []
    for move in ("undo", "undo", "redo", "undo", "undo", "redo", "redo", "redo", "redo"):
        changes = getattr(case, move)()
        labels.append((move, changes.label if changes else None, case.snapshot.incident.summary))
    assert labels == [
        ("undo", "3", "2"),
        ("undo", "2", "1"),
        ("redo", "2", "2"),
        ("undo", "2", "1"),
        ("undo", "1", ""),
        ("redo", "1", "1"),
        ("redo", "2", "2"),
        ("redo", "3", "3"),
        ("redo", None, "3"),
    ]


def test_undo_is_itself_a_step_that_names_what_it_takes_back(case):
    edit(case, "Summary", summary="x")
    done = case.head
    case.undo()
    newest = next(case.history())
    assert (newest.kind, newest.label, newest.target, newest.parent) == ("undo", "Summary", done, done)


def test_listeners_hear_of_undo(case, ward):
    heard = []
    case.subscribe(heard.append)
    with case.step("Remove") as step:
        step.remove(ward.first)
    case.undo()
    assert heard[-1].step_kind == "undo"
    assert heard[-1].fields("timeline_entry", ward.first.id) is None
    assert heard[-1].touches("excerpt")


def test_undo_walks_back_over_a_long_history(case):
    edit(case, "First", summary="first")
    for n in range(150):
        edit(case, "Then", scope=str(n))
        case.undo()
    assert case.undo_label == "First"
    case.undo()
    assert case.snapshot.incident.summary == ""


def test_the_history_tells_what_was_undone_and_not_done_again(case):
    def told(count):
        steps = list(case.history())
        gone = taken_back(steps)
        return [(one.said, one.id in gone) for one in steps[:count]]

    edit(case, "Edit where", setting="Ward 7")
    done, undone = ("Edit where", False), ("Edit where", True)
    undid, again = ("Undid: Edit where", False), ("Did again: Edit where", False)
    assert told(1) == [done]
    case.undo()
    assert told(2) == [undid, undone]
    case.redo()
    assert told(3) == [again, undid, done]
    case.undo()
    assert told(4) == [undid, ("Did again: Edit where", True), undid, undone]
