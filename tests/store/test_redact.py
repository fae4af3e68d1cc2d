"""Erasing what identifies a person: gone from the file for good, and the history still proves the rest."""

import pytest

from rca_workbench.model import Actor, new_id
from rca_workbench.store import Case, CaseFault

NAME = "Perpetua Mbeki-Lindqvist"


@pytest.fixture
def named(case):
    """An actor whose name went through the file many times."""
    with case.step("Add") as step:
        actor = step.add(Actor(id=new_id(), role="Ward nurse 1", name=NAME, nhs_number="943 476 5919"))
    with case.step("Correct the name") as step:
        step.change(actor, name=f"{NAME} (temporary)")
    with case.step("Correct it again") as step:
        step.change(actor, name=NAME)
    with case.step("Remove") as step:
        step.remove(actor)
    case.undo()
    return actor


def times(case, text=NAME):
    return case.path.read_bytes().count(text.encode())


def test_the_name_is_in_the_raw_file_before_and_nowhere_after(case, named):
    assert times(case) >= 6
    heads = [step.id for step in case.history()]
    case.redact([("actor", named.id, "name")])
    assert times(case) == 0
    assert times(case, "Ward nurse 1") > 0
    assert case.snapshot.of(Actor)[named.id].name == ""
    assert case.snapshot.of(Actor)[named.id].nhs_number == "943 476 5919"
    assert case.verify() == []
    assert all(case.verify(head) == [] for head in heads)


def test_the_salt_goes_too_and_the_leaf_stays(case, named):
    case.redact([("actor", named.id, "name")])
    rows = case._file.rows("SELECT before, after, salt, leaf FROM change WHERE field = 'name' AND step < 7")
    assert len(rows) >= 5
    assert all(row[:3] == (None, None, None) and len(row[3]) == 32 for row in rows)


def test_erasing_is_a_step_that_says_so_without_the_name(case, named, path):
    heard = []
    case.subscribe(heard.append)
    case.redact([("actor", named.id, "name"), ("actor", named.id, "nhs_number")])
    newest = next(case.history())
    assert (newest.kind, newest.label) == ("redact", "Erase personal details")
    assert [(change.field, change.before, change.after) for change in newest.changes] == [
        ("name", None, ""),
        ("nhs_number", None, ""),
    ]
    assert heard[0].fields("actor", named.id) == {"name", "nhs_number"}
    assert NAME not in repr([step.changes for step in case.history()])


def test_the_history_of_the_rest_is_still_there_after_a_restart(case, named, reopened):
    case.redact([("actor", named.id, "name")])
    again = reopened()
    added = list(again.history(newest_first=False))[1]
    assert added.changes[0].after == {"role": "Ward nurse 1", "nhs_number": "943 476 5919"}
    assert again.verify() == []


def test_undo_across_an_erasure_refuses_in_words(case, named):
    case.redact([("actor", named.id, "name")])
    head = case.head
    with pytest.raises(CaseFault, match=r"“Correct it again” cannot be undone.*erased for good"):
        case.undo()
    assert case.head == head
    assert case.undo_label == "Correct it again"


def test_undo_of_what_came_after_an_erasure_works(case, named):
    case.redact([("actor", named.id, "name")])
    with case.step("Name her by role") as step:
        step.change(named, role="Senior nurse", name="Known to the panel")
    case.undo()
    assert case.snapshot.of(Actor)[named.id].role == "Ward nurse 1"
    case.redo()
    assert case.snapshot.of(Actor)[named.id].name == "Known to the panel"
    assert case.verify() == []


def test_a_name_typed_again_can_be_erased_again(case, named):
    for _ in range(2):
        with case.step("Type it") as step:
            step.change(named, name=NAME)
        case.redact([("actor", named.id, "name")])
        assert times(case) == 0
        assert case.verify() == []


def test_the_name_of_somebody_removed_goes_from_the_history(case, named):
    with case.step("Remove") as step:
        step.remove(named)
    case.redact([("actor", named.id, "name")])
    assert times(case) == 0
    assert case.verify() == []


def test_erasing_nothing_is_no_step(case, named):
    head = case.head
    assert case.redact([("actor", named.id, "born"), ("actor", new_id(), "name")]) is None
    assert case.head == head


@pytest.mark.parametrize("field", ["role", "colour", "id"])
def test_only_fields_that_identify_a_person_can_be_erased(case, named, field):
    with pytest.raises(ValueError, match="identifies a person"):
        case.redact([("actor", named.id, "name"), ("actor", named.id, field)])
    assert times(case) >= 6
    assert case.verify() == []


def test_another_window_hears_of_an_erasure(case, named):
    with Case.open(case.path, read_only=True) as other:
        case.redact([("actor", named.id, "name")])
        other.refresh()
        assert other.snapshot.of(Actor)[named.id].name == ""
        assert other.head == case.head


def test_how_many_steps_hold_a_field_is_known_before_and_none_after(case, named):
    name = ("actor", named.id, "name")
    before = case.steps_holding([name])
    assert before == 5  # added, corrected twice, removed, brought back
    assert case.steps_holding([name, ("actor", named.id, "nhs_number")]) == before
    assert case.steps_holding([("actor", named.id, "born")]) == 0
    case.redact([name])
    assert case.steps_holding([name]) == 0
