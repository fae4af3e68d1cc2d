"""Finding things of a case by their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.model import (
    KINDS,
    Actor,
    EvidenceItem,
    Excerpt,
    Snapshot,
    Time,
    TimeKind,
    TimelineEntry,
    new_id,
)
from rca_workbench.store import Case
from rca_workbench.store.search import Search


@pytest.fixture
def case(tmp_path):
    with Case.create(tmp_path / "case.rca", title="Night on ward 7", who="Tester") as made:
        with made.step("Begin") as step:
            step.add(
                Actor(id="a", role="Ward nurse 1", name="Zuleika Dobson", contact="zuleika@ward.example")
            )
            step.add(EvidenceItem(id="e", code="E1", name="Bleep log", note="Kept by the switchboard"))
            step.add(TimelineEntry(id="t", code="T1", text="Doctor bleeped about Mrs Müller’s potassium"))
            step.add(
                TimelineEntry(id="u", code="T2", text="Doctor in theatre", note="Bleep answered by a porter")
            )
            step.add(Excerpt(id="x", evidence="e", about="t", quote="02:25 doctor 1 no answer"))
        yield made


def found(search, text, **more):
    return {hit.id for group in search.find(text, **more) for hit in group.hits}


def test_every_word_must_be_there_and_the_last_may_be_half_typed(case):
    search = Search.of(case.snapshot)
    assert found(search, "doctor") == {"t", "u", "x"}
    assert found(search, "doctor the") == {"u"}
    assert found(search, "doctor thex") == set()


def test_case_accents_and_signs_are_of_no_account(case):
    search = Search.of(case.snapshot)
    assert found(search, "MULLER") == {"t"}
    assert found(search, "muller's, potassium!") == {"t"}


def test_words_are_marked_whatever_accents_they_were_typed_with(case):
    for typed in ("muller", "MÜLLER", "Mu\u0308ller"):
        ((hit,),) = [group.hits for group in Search.of(case.snapshot).find(typed)]
        ((start, end),) = hit.marked
        assert hit.snippet[start:end] == "Müller"
    with case.step("Paste") as step:
        step.add(TimelineEntry(id="v", text="Caf" + "e\u0301" + " closed"))
    ((hit,),) = [group.hits for group in Search.of(case.snapshot).find("café")]
    ((start, end),) = hit.marked
    assert hit.snippet[start:end] == "Café"


def test_a_code_is_found_like_a_word_and_shown_with_what_it_stands_for(case):
    ((hit,),) = [group.hits for group in Search.of(case.snapshot).find("t1")]
    assert (hit.id, hit.field, hit.snippet) == ("t", "code", "T1 Doctor bleeped about Mrs Müller’s potassium")


def test_who_somebody_is_cannot_be_found(case):
    search = Search.of(case.snapshot)
    assert found(search, "Zuleika") == found(search, "ward.example") - {"a"} == set()
    assert found(search, "nurse") == {"a"}


def test_hits_come_grouped_by_kind_with_their_number_and_the_words_around(case):
    groups = Search.of(case.snapshot).find("bleep")
    assert [(group.kind.name, group.total) for group in groups] == [("timeline_entry", 2), ("evidence", 1)]
    noted = next(hit for hit in groups[0].hits if hit.id == "u")
    assert (noted.field, noted.code) == ("note", "T2")
    ((start, end),) = noted.marked
    assert noted.snippet[start:end] == "Bleep"


def test_far_words_are_shown_with_what_stands_around_them(case):
    with case.step("Long") as step:
        step.add(
            TimelineEntry(
                id="long", text="Nothing of note. " * 60 + "Then the monitor alarmed. " + "Quiet. " * 60
            )
        )
    ((hit,),) = [group.hits for group in Search.of(case.snapshot).find("alarmed")]
    ((start, end),) = hit.marked
    assert hit.snippet[start:end] == "alarmed"
    assert hit.snippet.startswith("… ") and hit.snippet.endswith("…") and len(hit.snippet) < 140


def test_a_step_is_found_at_once_and_what_was_removed_is_not(case):
    search = Search.of(case.snapshot)
    case.subscribe(lambda changes: search.update(changes, case.snapshot))
    with case.step("Add") as step:
        step.add(TimelineEntry(id="v", text="Crash call"))
    assert found(search, "crash") == {"v"}
    with case.step("Say it better") as step:
        step.change(step.snapshot.of(TimelineEntry)["v"], text="Arrest call")
    assert (found(search, "crash"), found(search, "arrest")) == (set(), {"v"})
    with case.step("Remove") as step:
        step.remove(step.snapshot.of(EvidenceItem)["e"])
    assert found(search, "switchboard") == found(search, "answer") - {"u"} == set()
    case.undo()
    assert found(search, "switchboard") == {"e"}


def test_steps_made_while_the_index_is_filled_are_not_missed(case):
    search = Search()
    before = case.snapshot
    case.subscribe(lambda changes: search.update(changes, case.snapshot))
    with case.step("Meanwhile") as step:
        step.change(step.snapshot.of(TimelineEntry)["t"], text="Registrar telephoned")
    search.fill(before)
    assert (found(search, "potassium"), found(search, "registrar")) == (set(), {"t"})


def test_what_is_undone_and_done_again_follows(case):
    search = Search.of(case.snapshot)
    case.subscribe(lambda changes: search.update(changes, case.snapshot))
    with case.step("Say it better") as step:
        step.change(step.snapshot.of(TimelineEntry)["u"], text="Doctor in resuscitation")
    case.undo()
    assert (found(search, "theatre"), found(search, "resuscitation")) == ({"u"}, set())
    case.redo()
    assert (found(search, "theatre"), found(search, "resuscitation")) == (set(), {"u"})


def test_where_too_many_are_found_to_rank_entries_come_in_order_of_time(case, monkeypatch):
    monkeypatch.setattr("rca_workbench.store.search.RANKED_BELOW", 1)
    with case.step("Many") as step:
        for hour in (23, 4, 12):
            time = Time(TimeKind.DATETIME, start=f"2025-03-10T{hour:02}:00")
            step.add(TimelineEntry(id=f"h{hour}", time=time, text="Observations taken"))
    (group,) = Search.of(case.snapshot).find("observations")
    assert [hit.id for hit in group.hits] == ["h4", "h12", "h23"]


def test_only_some_kinds_can_be_looked_through(case):
    assert found(Search.of(case.snapshot), "doctor", kinds=("excerpt",)) == {"x"}
    assert Search.of(case.snapshot).ids("doctor", "timeline_entry") == {"t", "u"}


def test_all_are_counted_and_only_the_first_described(case):
    with case.step("Many") as step:
        for _ in range(30):
            step.add(TimelineEntry(id=new_id(), text="Observations taken"))
    (group,) = Search.of(case.snapshot).find("observations", each=4)
    assert (group.total, len(group.hits)) == (30, 4)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        '"',
        "*",
        "NEAR(",
        "a AND",
        "NOT x",
        "said:doctor",
        "^doc",
        "-doctor",
        "(",
        "\x00",
        "🚑",
        "مريض",
        "'; DROP TABLE words",
    ],
)
def test_nothing_typed_is_taken_for_an_operator(case, text):
    Search.of(case.snapshot).find(text)


@given(st.text(max_size=60))
def test_anything_can_be_typed(text):
    said = TimelineEntry(id="t", text=f"Said at the bedside: {text}")
    search = Search.of(Snapshot.empty().changed([said], (), "head"))
    for typed in (text, f"bedside {text}"):
        groups = search.find(typed)
        assert {hit.id for group in groups for hit in group.hits} == search.ids(typed, "timeline_entry")
        for hit in (hit for group in groups for hit in group.hits):
            assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marked)
    search.close()


def test_every_kind_people_write_in_can_be_found(case):
    search = Search.of(case.snapshot)
    written = {
        name for name, kind in KINDS.items() if any(getattr(f.type, "search", False) for f in kind.fields)
    }
    from rca_workbench.store.search import _searched

    assert written <= set(_searched())
    search.close()
