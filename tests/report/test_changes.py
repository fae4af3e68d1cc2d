"""Which version comes next, and what changed since one was signed."""

from pathlib import Path

import pytest

from rca_workbench.analysis.signed import latest_signed, signed_versions
from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    CaseRecord,
    Factor,
    FactorKind,
    Incident,
    Nature,
    ReportText,
    Review,
    SignOff,
    new_id,
)
from rca_workbench.report import Copy
from rca_workbench.report.changes import UnknownHead, changed, lists_changes, since
from rca_workbench.report.versions import given_out, next_version, taken_back
from rca_workbench.store import Case

REPORT = "investigation_report"


@pytest.fixture
def case(tmp_path: Path):
    with Case.create(tmp_path / "c.rca", title="A case", who="Tester") as made:
        with made.step("Begin") as step:
            step.change(step.snapshot.one(Incident), summary="A dose was given twice.", harm="A patient")
            step.add(
                Factor(id="f1", code="F1", text="One doctor covers four wards", factor_kind=FactorKind.EVENT)
            )
            step.add(Actor(id="p1", role="Ward nurse 1", name="Zebedee Quill", nature=Nature.STAFF))
        yield made


def sign(case: Case, version: str = "Version 1", template: str = REPORT, sha: str = "a" * 64) -> SignOff:
    with case.step("Sign off") as step:
        return step.add(
            SignOff(
                id=new_id(), role="Executive", on="2026-12-01", template=template, version=version, head=case.head,
                file_sha256=sha,
            )
        )  # fmt: skip


def lines(case: Case, one: SignOff) -> list[tuple[str, str, str]]:
    return list(since(case, one).changes)


def test_versions_are_counted_by_what_went_out_and_what_was_signed(case: Case) -> None:
    def named(copy: Copy) -> str:
        return next_version(case.snapshot, REPORT, copy)

    assert [named(copy) for copy in Copy] == ["Draft 1", "Draft 1", "Version 1"]
    with case.step("Send") as step:
        step.add(Review(id=new_id(), version="Draft 1", template=REPORT))
        step.add(Review(id=new_id(), version="Draft 7", template="bulletin"))
    assert named(Copy.REVIEW) == "Draft 2"
    sign(case)
    assert [named(copy) for copy in Copy] == ["Version 2, draft 1", "Version 2, draft 1", "Version 2"]
    with case.step("Send") as step:
        step.add(Review(id=new_id(), version="Version 2, draft 1", template=REPORT))
    assert named(Copy.REVIEW) == "Version 2, draft 2"
    sign(case, "Version 2", sha="b" * 64)
    sign(case, "Version 2", sha="b" * 64)
    assert named(Copy.SIGNED) == "Version 3"
    assert next_version(case.snapshot, "bulletin", Copy.SIGNED) == "Version 1"
    found = signed_versions(case.snapshot, REPORT)
    assert [(one.version, len(one.sign_offs)) for one in found] == [("Version 1", 1), ("Version 2", 2)]
    assert latest_signed(case.snapshot, REPORT) == found[1]


def test_no_name_is_given_out_twice_though_undo_took_it_back(case: Case) -> None:
    def named(copy: Copy) -> str:
        return next_version(case.snapshot, REPORT, copy, given_out(case, REPORT))

    with case.step("Send") as step:
        step.add(Review(id=new_id(), version="Draft 1", template=REPORT))
    case.undo()
    assert (named(Copy.REVIEW), named(Copy.SIGNED)) == ("Draft 2", "Version 1")
    sign(case)
    case.undo()
    assert named(Copy.SIGNED) == "Version 2"
    assert taken_back(case.snapshot, REPORT, given_out(case, REPORT)) == ("Version 1",)
    case.redo()
    assert named(Copy.SIGNED) == "Version 2"
    assert taken_back(case.snapshot, REPORT, given_out(case, REPORT)) == ()
    assert given_out(case, "bulletin") == frozenset()


def test_first_versions_signed_in_two_copies_of_a_case_stay_two(case: Case) -> None:
    sign(case, sha="a" * 64)
    sign(case, sha="b" * 64)
    sign(case, sha="a" * 64)
    found = signed_versions(case.snapshot, REPORT)
    assert [(one.version, len(one.sign_offs)) for one in found] == [("Version 1", 2), ("Version 1", 1)]


def test_nothing_changed_by_signing_itself(case: Case) -> None:
    first = sign(case)
    sign(case)
    assert lines(case, first) == []


def test_changed_added_and_removed_are_told_in_words(case: Case) -> None:
    signed = sign(case)
    with case.step("Work") as step:
        factor = step.snapshot.get(Factor, "f1")
        step.change(factor, factor_kind=FactorKind.SYSTEM_FACTOR)
        step.add(Action(id="a1", code="A1", text="Two doctors at night", status=ActionStatus.AGREED))
        step.change(step.snapshot.case, title="Another title")
        step.change(step.snapshot.one(Incident), harm="")
    assert lines(case, signed) == [
        ("Case: Case title", "A case", "Another title"),
        ("Incident: Who was harmed, and how", "A patient", ""),
        ("Factor F1 One doctor covers four wards: Kind", "Event", "System-level factor"),
        ("Action A1 Two doctors at night: added", "", "Two doctors at night"),
    ]
    with case.step("Remove") as step:
        step.remove(step.snapshot.get(Factor, "f1"))
    assert ("Factor F1 One doctor covers four wards: removed", "One doctor covers four wards", "") in lines(
        case, signed
    )


def test_what_was_changed_and_changed_back_is_no_change(case: Case) -> None:
    signed = sign(case)
    with case.step("There") as step:
        step.change(step.snapshot.case, title="Another title")
        step.remove(step.snapshot.get(Factor, "f1"))
        added = step.add(Action(id="a1", code="A1", text="Two doctors at night"))
    case.undo()
    case.redo()
    with case.step("And back") as step:
        step.change(step.snapshot.case, title="A case")
        step.remove(added)
        step.add(
            Factor(id="f1", code="F1", text="One doctor covers four wards", factor_kind=FactorKind.EVENT)
        )
    assert lines(case, signed) == []


def test_what_identifies_a_person_is_never_told(case: Case) -> None:
    signed = sign(case)
    with case.step("Name") as step:
        person = step.change(step.snapshot.get(Actor, "p1"), name="Frances Quill", role="Ward nurse 2")
        step.add(Actor(id="p2", role="Doctor 1", name="Zenobia Quill", nature=Nature.STAFF))
    assert lines(case, signed) == [
        ("Person or part Ward nurse 2: Role", "Ward nurse 1", "Ward nurse 2"),
        ("Person or part Doctor 1: added", "", "Doctor 1"),
    ]
    case.redact([("actor", person.id, "name")])
    assert "Quill" not in str(lines(case, signed))


def test_a_name_that_was_put_right_since_does_not_come_back_in_the_list(case: Case) -> None:
    with case.step("Write") as step:
        step.change(
            step.snapshot.one(Incident), summary="Zebedee Quill gave it twice.", harm="Zebedee Quill saw it"
        )
    signed = sign(case)
    with case.step("Put right") as step:
        step.change(step.snapshot.one(Incident), summary="Ward nurse 1 gave it.", harm="Ward nurse 1 saw it")
    assert lines(case, signed) == [
        ("Incident: What happened", "Ward nurse 1 gave it twice.", "Ward nurse 1 gave it.")
    ]


def test_words_for_other_documents_are_no_change_of_this_one(case: Case) -> None:
    signed = sign(case)
    with case.step("Write") as step:
        step.add(ReportText(id=new_id(), template=REPORT, section="summary", text="Our words"))
        step.add(ReportText(id=new_id(), template="bulletin", section="summary", text="Other words"))
    assert lines(case, signed) == [("Words for “Executive summary”: added", "", "Our words")]


def test_of_a_long_text_the_part_that_differs_is_shown(case: Case) -> None:
    long = " ".join(f"word{n}" for n in range(400))
    with case.step("Write") as step:
        step.change(step.snapshot.one(Incident), summary=long)
    signed = sign(case)
    with case.step("Write") as step:
        step.change(step.snapshot.one(Incident), summary=long.replace("word300 ", "OTHER "))
    [(_, before, after)] = lines(case, signed)
    assert "word300" in before and "OTHER" in after
    assert before.startswith("…") and before.endswith("…") and len(before) < 120


def test_a_head_that_is_not_in_the_history_is_said(case: Case) -> None:
    with case.step("Sign") as step:
        one = step.add(SignOff(id=new_id(), template=REPORT, version="Version 1", head="0" * 64))
        none = step.add(SignOff(id=new_id(), template=REPORT, version="Version 1"))
    for sign_off in (one, none):
        with pytest.raises(UnknownHead, match="does not hold the step"):
            changed(case, sign_off)
        assert not since(case, sign_off).known
    assert case.snapshot.one(CaseRecord).title == "A case"


def test_it_is_known_which_documents_list_their_changes() -> None:
    assert lists_changes(REPORT)
    assert not lists_changes("family_summary") and not lists_changes("none_such")
