"""Twelve sources of one night, each with its own format and dates, become one timeline that shows where they differ."""

from pathlib import Path

import pytest

from rca_workbench.analysis.chronology import Chronology
from rca_workbench.exchange.sheet import Zone, bring_in, guess, plan, read_sheets, removed_before
from rca_workbench.model import Actor, EvidenceItem, EvidenceKind, Excerpt, TimelineEntry, TimeLink
from rca_workbench.store import Case
from tests.checks.days import TODAY

from .sheets import entries

BUNDLE = sorted(Path(__file__).with_name("bundle").iterdir())

NIGHT = (
    "We left. He was sitting up and talking.",
    "Handover: ",
    "Took over the bay of six",
    "Early warning score charted",
    "Blood sample received",
    "Antibiotic taken from the cabinet",
    "Lactate 4.1 released",
    "Bleeped the night doctor for review",
    "Bleep 1742 sent – “review Ward 6”",
    "Bleep 1742 sent again, no answer",
    "Telephone advice asked for",
    "Entered the doctors' mess",
    "SpO2 low, 84 %",
    "Alarm silenced",
    "Finished in resuscitation",
    "Asystole",
    "2222 call received, Ward 6",
    "Entered Ward 6",
    "Arrived at the crash call",
    "Adrenaline taken from the cabinet",
    "The ward rang and asked us to come.",
    "A doctor told us he had died.",
    "Handover of the night",
    "Record exported",
    "Log printed",
    "Notes reviewed for the investigation",
    "Handover sheet secured",
)
"""What happened, in the order it did, by the clock on the wall: each told by one source, none by all."""


@pytest.fixture(params=["as named", "the other way round"])
def case(request, tmp_path):
    with Case.create(tmp_path / "night.rca", title="Night") as made:
        for path in BUNDLE if request.param == "as named" else BUNDLE[::-1]:
            book = read_sheets(path)
            found = plan(book, guess(book), made.snapshot, removed=removed_before(made), now=TODAY)
            assert found.ready, [problem.sentence for problem in found.blocking]
            bring_in(made, found)
        yield made


def chronology(case):
    return Chronology.of(entries(case.snapshot), case.snapshot.of(TimeLink).values())


def called(case, words):
    (found,) = (one for one in entries(case.snapshot) if one.text.startswith(words))
    return found


def test_twelve_sources_are_read_in_their_own_conventions():
    layouts = {path.name: guess(read_sheets(path)) for path in BUNDLE}
    assert len(layouts) == 12
    assert [name for name, one in layouts.items() if not one.day_first] == [
        "critical care outreach export.csv"
    ]
    assert [name for name, one in layouts.items() if one.zone is Zone.UTC] == ["door access log.csv"]
    assert [name for name, one in layouts.items() if one.since_1904] == ["laboratory system.xlsx"]


def test_they_become_one_timeline_in_the_order_of_the_clock(case):
    texts = {one.id: one.text for one in entries(case.snapshot)}
    order = [texts[id] for id in chronology(case).order]
    found = [next(at for at, text in enumerate(order) if text.startswith(words)) for words in NIGHT]
    assert found == sorted(found)
    assert len(order) == 39


def test_every_entry_is_cited_from_its_row(case):
    register = case.snapshot.of(EvidenceItem)
    files = {one.id for one in register.values() if one.name in {path.name for path in BUNDLE}}
    assert len(files) == 12
    for one in entries(case.snapshot):
        cited = case.snapshot.pointed_from(Excerpt, "about", one.id)
        assert any(source.evidence in files and source.place.startswith("row ") for source in cited)
    kinds = {one.name: one.evidence_kind for one in register.values()}
    assert kinds["monitor alarms.tsv"] is EvidenceKind.DEVICE_LOG
    assert kinds["nursing notes.csv"] is EvidenceKind.RECORD
    assert kinds["door access log.csv"] is EvidenceKind.SYSTEM_LOG


def test_one_role_is_one_actor_however_many_sources_name_it(case):
    roles = [one.role for one in case.snapshot.of(Actor).values()]
    assert len(roles) == len(set(roles))
    assert roles.count("Night nurse") == 1


def test_what_two_sources_tell_alike_stands_once_with_both(case):
    told = called(case, "Observations taken, early warning score 5")
    names = {
        case.snapshot.get(EvidenceItem, one.evidence).name
        for one in case.snapshot.pointed_from(Excerpt, "about", told.id)
    }
    assert names == {"nursing notes.csv", "observations chart.xlsx"}


def test_two_sources_that_give_one_thing_two_times_are_shown_to_disagree(case):
    calls = [one for one in entries(case.snapshot) if one.text == "Crash call put out to 2222"]
    assert sorted(one.time.start for one in calls) == ["2025-07-09T02:52", "2025-07-09T02:57"]
    later = next(one for one in calls if one.conflicts_with)
    assert set(later.conflicts_with) == {one.id for one in calls} - {later.id}
    assert later.conflict_note.endswith("gives another time for the same words.")


def test_an_order_that_cannot_be_names_the_smallest_set_of_entries(case):
    (conflict,) = chronology(case).conflicts
    assert {case.snapshot.get(TimelineEntry, id).text for id in conflict.ids} == {
        "Finished in resuscitation", "Answered the second bleep", "Walked to the ward",
    }  # fmt: skip


def test_bringing_all_of_them_in_again_changes_nothing(case):
    head = case.head
    for path in BUNDLE:
        book = read_sheets(path)
        done = bring_in(case, plan(book, guess(book), case.snapshot, removed=removed_before(case), now=TODAY))
        assert not done.changed, path.name
    assert case.head == head
    assert case.verify() == []
