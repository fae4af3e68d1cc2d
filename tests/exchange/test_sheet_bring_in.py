"""Bringing a sheet into a case: one step, whatever was there before stays, and the same source again changes nothing."""

import pytest

from rca_workbench.exchange.load import Stopped
from rca_workbench.exchange.sheet import (
    Role,
    RowState,
    bring_in,
    guess,
    headline,
    lines,
    plan,
    read_pasted,
    read_sheets,
    removed_before,
)
from rca_workbench.model import (
    Actor,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Lane,
    LaneKind,
    Nature,
    Problem,
    TimelineEntry,
    new_id,
)
from rca_workbench.store import Case, CaseFault
from tests.checks.days import TODAY

from .sheets import HEADER, csv_file, entries, excel_file, planned

NIGHT = (
    "13/04/2025,0215,Ward nurse,Obs taken and found wrong,NEWS 7",
    ",02:20,ward  NURSE,Bleeped the registrar twice,no answer",
    ",c 0240,Registrar,Answered the second bleep,",
)


@pytest.fixture
def case(tmp_path):
    with Case.create(tmp_path / "night.rca", title="Night") as made:
        yield made


@pytest.fixture
def log(tmp_path):
    return csv_file(tmp_path / "ward log.csv", HEADER, *NIGHT)


def bring(case, source, **how):
    return bring_in(case, planned(source, case.snapshot, removed=removed_before(case), **how))


def test_everything_comes_in_as_one_step_that_can_be_undone(case, log):
    before = case.snapshot
    done = bring(case, log)
    assert (done.added, done.there, done.left_out) == (3, 0, 0)
    assert case.undo_label == "Import ward log.csv"
    case.undo()
    assert {
        name: dict(case.snapshot.table(name)) for name in ("timeline_entry", "actor", "evidence", "excerpt")
    } == {name: dict(before.table(name)) for name in ("timeline_entry", "actor", "evidence", "excerpt")}
    case.redo()
    assert len(entries(case.snapshot)) == 3
    assert case.verify() == []


def test_entries_keep_the_order_of_the_file_and_are_cited_row_by_row(case, log):
    done = bring(case, log)
    made = entries(case.snapshot)
    assert [one.text for one in sorted(made, key=lambda one: one.order)] == [one.text for one in made]
    assert [one.code for one in made] == ["T1", "T2", "T3"]
    assert [one.note for one in made] == ["NEWS 7", "no answer", ""]
    evidence = case.snapshot.get(EvidenceItem, done.evidence)
    assert (evidence.name, evidence.evidence_kind) == ("ward log.csv", EvidenceKind.SYSTEM_LOG)
    assert read_sheets(log).sha256 in evidence.note
    for number, one in enumerate(made, 2):
        (source,) = case.snapshot.pointed_from(Excerpt, "about", one.id)
        assert (source.evidence, source.place) == (evidence.id, f"row {number}")


def test_people_are_found_by_their_role_whatever_the_capitals_or_added(case, log):
    with case.step("Nurse") as step:
        nurse = step.add(Actor(id=new_id(), role="Ward Nurse"))
    bring(case, log)
    assert sorted(one.role for one in case.snapshot.of(Actor).values()) == ["Registrar", "Ward Nurse"]
    assert [one.actor == nurse.id for one in entries(case.snapshot)] == [True, True, False]


def test_a_registered_name_becomes_its_role_and_is_written_nowhere_else(case, tmp_path):
    with case.step("Nurse") as step:
        nurse = step.add(
            Actor(id=new_id(), role="Ward nurse 1", name="Jo Example", also_known_as="J. Example")
        )
    bring(
        case,
        csv_file(tmp_path / "a.csv", HEADER, "13/04/2025,0215,jo example,Fell,", ",0216,J. Example,Got up,"),
    )
    assert {one.actor for one in entries(case.snapshot)} == {nurse.id}
    assert len(case.snapshot.of(Actor)) == 1


def test_new_people_and_parts_are_named_beforehand_and_known_by_their_words(case, log):
    assert planned(log, case.snapshot).new_roles == ("Ward nurse", "Registrar")
    bring(case, log)
    assert {one.nature for one in case.snapshot.of(Actor).values()} == {Nature.STAFF}
    assert planned(log, case.snapshot).new_roles == ()


def test_new_people_and_parts_stand_in_lanes_of_their_own_unless_the_sheet_has_lanes_or_they_are_many(
    case, log, tmp_path
):
    bring(case, log)
    lanes = case.snapshot.of(Lane)
    assert {one.role: lanes[one.lane].label for one in case.snapshot.of(Actor).values()} == {
        "Ward nurse": "Ward nurse", "Registrar": "Registrar",
    }  # fmt: skip
    assert {one.lane_kind for one in lanes.values()} == {LaneKind.ACTOR}
    many = csv_file(
        tmp_path / "many.csv", HEADER, *(f"13/04/2025,0215,User {n},Logged on {n}," for n in range(50))
    )
    bring(case, many)
    assert (len(case.snapshot.of(Actor)), len(case.snapshot.of(Lane))) == (52, 2)


def test_words_that_identify_somebody_are_named_and_can_come_in_as_roles(case, tmp_path):
    with case.step("Nurse") as step:
        step.add(Actor(id=new_id(), role="Ward nurse 1", name="Jo Example"))
    path = csv_file(
        tmp_path / "a.csv",
        HEADER,
        "13/04/2025,0215,,Jo Example checked 943 476 5919,ring 020 7946 0000",
        ",0216,,Fell,",
    )
    found = planned(path, case.snapshot)
    assert [(one.where, one.sentence, one.blocks) for one in found.problems] == [
        ("row 2, column D", "It names Ward nurse 1 and holds an NHS number.", False),
        ("row 2, column E", "It holds a telephone number.", False),
    ]
    bring_in(case, planned(path, case.snapshot, as_roles=True))
    first = entries(case.snapshot)[0]
    assert first.text == "Ward nurse 1 checked [NHS number]"
    assert first.note == "ring [telephone number]"
    assert not bring(case, path).changed


def test_a_name_with_a_title_is_found_in_the_column_of_people(case, tmp_path):
    with case.step("Doctor") as step:
        doctor = step.add(Actor(id=new_id(), role="Registrar", name="Sam Sampleton"))
    bring(case, csv_file(tmp_path / "a.csv", HEADER, "13/04/2025,0215,Dr Sampleton,Came,"))
    assert entries(case.snapshot)[0].actor == doctor.id


def test_the_same_source_again_changes_nothing(case, log):
    bring(case, log)
    head = case.head
    done = bring(case, log)
    assert (done.added, done.there, done.changed, case.head) == (0, 3, False, head)


def test_a_longer_version_of_a_source_adds_only_what_is_new(case, log):
    first = bring(case, log)
    csv_file(log, HEADER, *NIGHT, ",0300,Registrar,Came to the ward,")
    done = bring(case, log)
    assert (done.added, done.there, done.cited) == (1, 3, 0)
    assert done.evidence == first.evidence
    (evidence,) = case.snapshot.of(EvidenceItem).values()
    assert evidence.note.splitlines()[1] == f"SHA-256 of a later version: {read_sheets(log).sha256}."
    assert not bring(case, log).changed
    assert [one.code for one in entries(case.snapshot)] == ["T1", "T2", "T3", "T4"]


def test_a_longer_version_is_known_though_its_evidence_was_renamed(case, log):
    first = bring(case, log)
    with case.step("Rename") as step:
        step.change(case.snapshot.get(EvidenceItem, first.evidence), name="Ward 4 log")
    csv_file(log, HEADER, *NIGHT, ",0300,Registrar,Came to the ward,")
    assert bring(case, log).evidence == first.evidence


def test_what_was_written_in_the_case_since_is_never_overwritten(case, log):
    bring(case, log)
    with case.step("Mend") as step:
        step.change(entries(case.snapshot)[0], text="Observations taken", note="as told by the nurse")
    done = bring(case, log)
    assert (done.added, done.changed) == (0, False)
    assert entries(case.snapshot)[0].text == "Observations taken"


def test_rows_removed_since_do_not_come_back_unless_asked_for(case, log):
    bring(case, log)
    gone = entries(case.snapshot)[1]
    with case.step("Remove") as step:
        step.remove(gone)
    found = planned(log, case.snapshot, removed=removed_before(case))
    assert [row.state for row in found.rows] == [RowState.THERE, RowState.REMOVED, RowState.THERE]
    assert bring_in(case, found).removed == 1
    assert len(entries(case.snapshot)) == 2
    asked = planned(log, case.snapshot, removed=removed_before(case), again={3})
    assert bring_in(case, asked).added == 1
    assert gone.id in case.snapshot.of(TimelineEntry)


def test_an_import_taken_back_with_undo_can_be_made_again(case, log):
    bring(case, log)
    case.undo()
    assert removed_before(case) == frozenset()
    assert bring(case, log).added == 3


def test_another_source_that_says_the_same_becomes_a_second_source_of_the_entry(case, log, tmp_path):
    bring(case, log)
    other = excel_file(
        tmp_path / "nursing notes.xlsx",
        ("When", "Who", "What happened"),
        ("13/04/2025 02:15", "WARD NURSE", "obs taken and found  wrong"),
        ("13/04/2025 05:00", "Ward nurse", "Settled"),
    )
    done = bring(case, other)
    assert (done.added, done.there, done.cited) == (1, 1, 1)
    first = entries(case.snapshot)[0]
    assert [one.place for one in case.snapshot.pointed_from(Excerpt, "about", first.id)] == ["row 2", "row 2"]
    assert not bring(case, other).changed


def test_another_source_that_tells_the_same_of_another_time_is_shown_to_disagree(case, log, tmp_path):
    bring(case, log)
    other = csv_file(tmp_path / "notes.csv", HEADER, "13/04/2025,0310,Registrar,Answered the second bleep,")
    found = planned(other, case.snapshot)
    assert (
        found.problems[0].sentence == "The case tells the same of another time: T3 About 13 Apr 2025 02:40."
    )
    bring_in(case, found)
    third, fourth = entries(case.snapshot)[2:]
    assert fourth.conflicts_with == (third.id,)
    assert fourth.conflict_note == "notes.csv, row 2 gives another time for the same words."


def test_another_source_that_is_more_or_less_exact_about_the_same_is_named(case, log, tmp_path):
    bring(case, log)
    other = csv_file(tmp_path / "notes.csv", HEADER, "13/04/2025,02:41:30,,Answered the second bleep,")
    (row,) = planned(other, case.snapshot).rows
    assert (row.state, row.disagrees) == (RowState.NEW, ())
    assert row.problems[0].sentence == (
        "The case tells the same of about the same time: T3 About 13 Apr 2025 02:40. It may be one thing."
    )


def test_lanes_sources_flags_and_kinds_arrive(case, tmp_path):
    path = excel_file(
        tmp_path / "timeline.xlsx",
        ("When", "What happened", "Location", "Flag", "Source", "Page", "Type"),
        ("13/04/2025 02:15", "Fell", "Ward 4", "CDP", "Nursing notes", "p.3", "event"),
        ("13/04/2025 02:20", "Helped", "ward 4", "good practice", "nursing notes", "p.4", "decision"),
    )
    bring(case, path)
    (lane,) = case.snapshot.of(Lane).values()
    assert (lane.label, lane.lane_kind) == ("Ward 4", LaneKind.PLACE)
    fell, helped = entries(case.snapshot)
    assert (fell.lane, fell.problem, fell.good_practice) == (lane.id, Problem.CARE, None)
    assert (helped.lane, helped.good_practice, helped.entry_kind) == (lane.id, True, "decision")
    cited = case.snapshot.pointed_from(Excerpt, "about", helped.id)
    names = {case.snapshot.get(EvidenceItem, one.evidence).name: one.place for one in cited}
    assert names == {"timeline.xlsx": "row 3", "Nursing notes": "p.4"}
    assert [one.code for one in case.snapshot.of(EvidenceItem).values()] == ["E1", "E2"]


def test_rows_with_problems_stay_out_and_the_rest_comes_in_if_asked(case, tmp_path):
    path = csv_file(tmp_path / "a.csv", HEADER, "31/02/2025,0215,,Fell,", "13/04/2025,0215,,Helped,")
    found = planned(path, case.snapshot)
    assert not found.ready
    done = bring_in(case, found)
    assert (done.added, done.left_out) == (1, 1)
    book = read_sheets(path)
    mended = plan(book, guess(book), case.snapshot, {(2, Role.DATE): "28/02/2025"}, now=TODAY)
    assert bring_in(case, mended).added == 1


def test_the_row_of_a_workbook_with_several_sheets_names_its_sheet(case, tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(("Cover",))
    sheet = book.create_sheet("Night")
    sheet.append(("When", "What happened"))
    sheet.append(("13/04/2025 02:15", "Fell"))
    book.save(tmp_path / "a.xlsx")
    bring(case, tmp_path / "a.xlsx")
    (one,) = case.snapshot.of(Excerpt).values()
    assert one.place == "Night, row 2"


def test_a_row_counted_from_another_points_to_its_entry(case):
    text = "No\tTime\tWhat happened\nE1\t13/04/2025 02:15\tFell down\nE2\t20 minutes after E1\tHelped up\n"
    bring(case, read_pasted(text))
    one, two = entries(case.snapshot)
    assert two.time.anchor == one.id
    longer = text + "E3\tafter E2\tCalled\n"
    done = bring(case, read_pasted(longer))
    assert (done.added, done.there) == (1, 2)
    assert entries(case.snapshot)[2].time.anchor == two.id


def test_an_import_can_be_stopped_and_then_nothing_was_changed(case, log):
    head = case.head
    with pytest.raises(Stopped):
        bring_in(case, planned(log, case.snapshot), cancelled=lambda: True)
    assert (case.head, entries(case.snapshot)) == (head, [])


def test_a_full_disk_leaves_the_case_as_it_was_and_work_goes_on_once_there_is_room(case, tmp_path):
    path = csv_file(
        tmp_path / "a.csv", HEADER, *(f"13/04/2025,0215,Nurse,{'x' * 500} {n}," for n in range(2000))
    )
    head = case.head
    pages = case._file.rows("PRAGMA page_count")[0][0]
    case._file.run(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(CaseFault, match="The disk is full"):
        bring(case, path)
    assert (case.head, entries(case.snapshot)) == (head, [])
    case._file.run("PRAGMA max_page_count = 1000000")
    assert bring(case, path).added == 2000
    assert case.verify() == []


def test_the_report_says_what_came_in_and_what_to_look_at(case, tmp_path):
    path = csv_file(
        tmp_path / "a.csv",
        "When,Who,What happened,Session",
        "03/04/2025 0215,Nurse,Fell,1",
        "03/04/2025 25:10,Nurse,Slept,2",
        encoding="cp1252",
    )
    book = read_sheets(path)
    found = plan(book, guess(book), case.snapshot, left_out={3}, now=TODAY)
    done = bring_in(case, found)
    assert headline(found, done) == "a.csv: 1 timeline entry taken in."
    assert lines(found, done) == [
        "Columns: A “When” as Date and time, B “Who” as Who or what, C “What happened” as What happened; "
        "not brought in: D “Session”; dates day first.",
        "Left out (row 3): Left out by you.",
        "New people and parts: Nurse. Where one is somebody's name, give a role instead.",
        "To look at (1):",
        "  row 2, column A: 03/04 may be 3 April or 4 March. It was read as 3 April.",
    ]
    again = plan(book, guess(book), case.snapshot, left_out={3}, now=TODAY)
    assert headline(again, bring_in(case, again)) == "a.csv: nothing new."


def test_a_name_two_people_bear_is_nobodys_until_somebody_says_whose(tmp_path):
    from rca_workbench.exchange.sheet.identities import People
    from rca_workbench.model import Actor, Snapshot

    both = {id: Actor(id=id, role=f"Nurse {id}", name="Sarah Jones") for id in ("1", "2")}
    people = People(Snapshot({"actor": both}, ""))
    assert people.find("Sarah Jones") == ""
    assert people.find("nurse 2") == "2"
