"""Signing off: the file, its hash, the head printed in it, seals, and what notices that something was changed."""

import hashlib
import hmac
import io
import json
import re
import sqlite3
import zipfile
from datetime import date
from functools import partial
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from rca_workbench.analysis.signed import signed_versions
from rca_workbench.exchange import export_to
from rca_workbench.exchange.load import import_into
from rca_workbench.leaks import LeakFault
from rca_workbench.model import (
    Actor,
    Attachment,
    AttachmentUse,
    Factor,
    Incident,
    Nature,
    SignOff,
    TimelineEntry,
)
from rca_workbench.model.fault import Fault
from rca_workbench.report import outline, signing
from rca_workbench.report.pdf import can_write_pdf, pdf_of
from rca_workbench.report.signing import (
    Signer,
    check_copy,
    content_of,
    holds_seal,
    proof,
    sign_prepared,
    sign_too,
    signed_at,
    unwritten,
)
from rca_workbench.store import Case

REPORT = "family_summary"
"""A short document: what is signed is alike for all."""
TODAY = date(2026, 12, 1)
prepare = partial(signing.prepare, unwritten_stands=True)
sign = partial(signing.sign, unwritten_stands=True)
"""Most of these cases have hardly a word in them."""
LEAD = Signer("Lead investigator")
EXECUTIVE = Signer("Executive", note="Approved at the board's committee", password="a long password")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.rca"


@pytest.fixture
def case(path: Path):
    with Case.create(path, title="A case", who="Tester") as made:
        with made.step("Begin") as step:
            step.change(step.snapshot.one(Incident), summary="A dose was given twice.")
            step.change(step.snapshot.case, reference="2026/17")
            step.add(Factor(id="f1", code="F1", text="One doctor covers four wards"))
        yield made


def words(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    return "\n".join(one.text for one in document.paragraphs)


def test_the_signed_file_its_hash_and_who_signed_are_kept_in_one_step(case: Case) -> None:
    head = case.head
    signed = sign(case, REPORT, (LEAD, EXECUTIVE), today=TODAY)
    assert next(step.label for step in case.history()) == "Sign off Summary for the family, Version 1"
    assert next(step.parent for step in case.history()) == head
    [kept] = case.snapshot.of(Attachment).values()
    assert (kept.use, kept.name) == (
        AttachmentUse.SIGNED,
        "2026_17, Summary for the family, Version 1, signed.docx",
    )
    content = content_of(case, signed)
    assert hashlib.sha256(content).hexdigest() == kept.sha256 == signed.file_sha256
    assert [(one.role, one.on, one.version, one.head) for one in signed.sign_offs] == [
        ("Lead investigator", "2026-12-01", "Version 1", head),
        ("Executive", "2026-12-01", "Version 1", head),
    ]
    assert proof(case, signed) == ()
    assert case.verify(head) == []


def test_the_last_line_of_the_file_holds_the_head_that_verify_knows(case: Case) -> None:
    signed = sign(case, REPORT, (LEAD,), today=TODAY)
    last = words(content_of(case, signed)).strip().splitlines()[-1]
    [printed] = re.findall(r"[0-9a-f]{64}", last)
    assert "Version 1" in last and "1 December 2026" in last
    with case.step("Go on") as step:
        step.change(step.snapshot.one(Incident), harm="A patient")
    assert case.verify(printed) == []
    assert signed_at(case.snapshot, printed[:16]) == (signed,)
    in_groups = " ".join(printed[at : at + 8] for at in range(0, 64, 8))
    assert case.verify(in_groups) == [] and signed_at(case.snapshot, in_groups) == (signed,)
    assert signed_at(case.snapshot, "0" * 64) == ()


@pytest.mark.skipif(not can_write_pdf(), reason="LibreOffice is not installed")
def test_the_last_page_as_it_is_printed_holds_the_head(case: Case) -> None:
    signed = sign(case, REPORT, (LEAD,), today=TODAY)
    last = PdfReader(io.BytesIO(pdf_of(content_of(case, signed)))).pages[-1].extract_text()
    assert signed.head in "".join(last.split())


def test_a_signed_file_is_no_draft_and_is_not_marked_for_changes(case: Case) -> None:
    content = content_of(case, sign(case, REPORT, (LEAD,), today=TODAY))
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        text = b"".join(held.read(name) for name in held.namelist() if name.endswith(".xml")).decode()
    assert "DRAFT" not in text and "rca/" not in text


def test_others_sign_the_same_file_afterwards(case: Case) -> None:
    first = sign(case, REPORT, (LEAD,), today=TODAY)
    both = sign_too(case, first, (EXECUTIVE,), today=date(2026, 12, 3))
    assert [one.role for one in both.sign_offs] == ["Lead investigator", "Executive"]
    assert {(one.file, one.file_sha256, one.head) for one in both.sign_offs} == {
        (first.sign_offs[0].file, first.file_sha256, first.head)
    }
    assert len(case.snapshot.of(Attachment)) == 1
    with pytest.raises(Fault, match="in the role executive already"):
        sign_too(case, both, (Signer("executive "),), today=TODAY)


def test_a_later_version_lists_what_changed_since(case: Case) -> None:
    sign(case, REPORT, (LEAD,), today=TODAY)
    with case.step("Go on") as step:
        step.change(step.snapshot.get(Factor, "f1"), text="One doctor covers five wards")
    made = prepare(case, REPORT, (LEAD,), today=TODAY)
    second = sign_prepared(case, made)
    assert second.version == "Version 2"
    assert [one.version for one in signed_versions(case.snapshot)] == ["Version 1", "Version 2"]
    assert len({one.file_sha256 for one in signed_versions(case.snapshot)}) == 2


def test_taking_a_sign_off_back_is_a_step_like_any_other(case: Case) -> None:
    signed = sign(case, REPORT, (LEAD,), today=TODAY)
    case.undo()
    assert signed_versions(case.snapshot) == ()
    with pytest.raises(Fault, match="taken back meanwhile"):
        sign_too(case, signed, (EXECUTIVE,), today=TODAY)
    case.redo()
    assert signed_versions(case.snapshot) == (signed,)
    assert proof(case, signed) == ()
    assert case.verify() == []


def test_a_version_that_was_taken_back_gives_its_name_to_no_other_file(case: Case) -> None:
    sign(case, REPORT, (LEAD,), today=TODAY)
    case.undo()
    again = sign(case, REPORT, (LEAD,), today=TODAY)
    assert again.version == "Version 2"
    assert "Version 2" in words(content_of(case, again))


def test_what_was_signed_meanwhile_in_another_window_is_seen(case: Case) -> None:
    first = sign(case, REPORT, (LEAD,), today=TODAY)
    sign_too(case, first, (EXECUTIVE,), today=TODAY)
    with pytest.raises(Fault, match="in the role Executive already"):
        sign_too(case, first, (EXECUTIVE,), today=TODAY)


def test_a_case_that_came_from_an_exchange_file_is_signed_on(case: Case, tmp_path: Path) -> None:
    sign(case, "investigation_report", (LEAD,), today=TODAY, pictures=False)
    export_to(case.snapshot, tmp_path / "case.json")
    with Case.create(tmp_path / "other.rca", who="Tester") as other:
        import_into(other, tmp_path / "case.json")
        second = sign(other, "investigation_report", (LEAD,), today=TODAY, pictures=False)
        assert second.version == "Version 2"
        document = docx.Document(io.BytesIO(content_of(other, second)))
        said = [one.text for one in document.paragraphs if "since Version 1" in one.text]
        assert said == [
            "What has changed since Version 1, signed on 1 December 2026, is not listed: this case holds no history back "
            "to that version."
        ]


def test_a_seal_shows_that_who_knows_the_password_signed_this(case: Case) -> None:
    signed = sign(case, REPORT, (LEAD, EXECUTIVE), today=TODAY)
    plain, sealed = signed.sign_offs
    assert not plain.seal and not holds_seal(plain, "")
    assert holds_seal(sealed, "a long password")
    assert not holds_seal(sealed, "another password") and not holds_seal(sealed, "")
    assert "a long password" not in repr(EXECUTIVE)
    for changed in ({"role": "Chief executive"}, {"file_sha256": "0" * 64}, {"on": "2026-12-02"}):
        with case.step("Change") as step:
            other = step.change(sealed, **changed)
        assert not holds_seal(other, "a long password")
        case.undo()
    again = sign_too(case, signed, (Signer("Commissioner", password="a long password"),), today=TODAY)
    assert again.sign_offs[-1].seal != sealed.seal
    assert not holds_seal(sealed, "half a letter \ud83d")
    with case.step("Change") as step:
        broken = step.change(sealed, seal_salt="no hexadecimal")
    assert not holds_seal(broken, "a long password")


def test_a_seal_can_be_made_anew_as_the_file_format_says(case: Case) -> None:
    one = sign(case, REPORT, (EXECUTIVE,), today=TODAY).sign_offs[0]
    key = hashlib.scrypt(
        b"a long password", salt=bytes.fromhex(one.seal_salt), n=32768, r=8, p=1, maxmem=2**27, dklen=32
    )
    covered = [one.file_sha256, one.template, one.version, one.head, one.role, one.on]
    said = json.dumps(covered, separators=(",", ":"), ensure_ascii=False).encode()
    assert one.seal == hmac.new(key, said, hashlib.sha256).hexdigest()


def test_a_byte_changed_in_the_kept_file_is_noticed(case: Case, path: Path) -> None:
    signed = sign(case, REPORT, (LEAD,), today=TODAY)
    case.close()
    with sqlite3.connect(path) as file:
        n, content = file.execute("SELECT n, bytes FROM piece ORDER BY n LIMIT 1").fetchone()
        changed = bytes([content[0] ^ 1]) + content[1:]
        file.execute("UPDATE piece SET bytes = ? WHERE n = ?", (changed, n))
    file.close()
    with Case.open(path, keep_copy=False) as opened:
        [problem] = proof(opened, signed)
        assert "altered" in problem
        [found] = opened.verify()
        assert "The signed file" in found.sentence and "altered" in found.sentence
        with pytest.raises(Fault, match="altered"):
            sign_too(opened, signed, (EXECUTIVE,), today=TODAY)
        assert len(opened.snapshot.of(SignOff)) == 1


def test_another_hash_or_head_than_was_signed_is_noticed(case: Case) -> None:
    sign(case, REPORT, (LEAD,), today=TODAY)
    [row] = case.snapshot.of(SignOff).values()
    with case.step("Change") as step:
        step.change(row, file_sha256="0" * 64, head="1" * 64)
    [changed] = signed_versions(case.snapshot)
    assert [problem.split(" ")[0] for problem in proof(case, changed)] == ["The", "The"]
    with case.step("Remove the file") as step:
        step.remove(next(iter(step.snapshot.of(Attachment).values())))
    [gone] = signed_versions(case.snapshot)
    assert "not in this case any more" in proof(case, gone)[0]


def test_what_cannot_be_signed_leaves_the_case_as_it_was(case: Case) -> None:
    head = case.head
    with pytest.raises(Fault, match="Nobody signs yet"):
        sign(case, REPORT, (Signer("  "),), today=TODAY)
    with pytest.raises(Fault, match="same role"):
        sign(case, REPORT, (LEAD, Signer("lead  Investigator")), today=TODAY)
    with pytest.raises(Fault, match="no report template"):
        sign(case, "none_such", (LEAD,), today=TODAY)
    with pytest.raises(Fault, match="Stopped"):
        sign(case, REPORT, (LEAD,), today=TODAY, cancelled=lambda: True)
    assert case.head == head
    assert case.files.coming == frozenset()
    assert case.verify() == []


def test_what_says_that_words_are_missing_is_signed_only_if_somebody_decided_so(case: Case) -> None:
    lacking = unwritten(case.snapshot, REPORT, TODAY)
    assert "To you" in lacking
    head = case.head
    with pytest.raises(Fault, match="words are missing under: To you"):
        signing.sign(case, REPORT, (LEAD,), today=TODAY)
    assert (case.head, case.files.coming) == (head, frozenset())
    signing.sign(case, REPORT, (LEAD,), today=TODAY, unwritten_stands=True)


def test_a_document_that_is_all_there_is_signed_without_further_words(case: Case) -> None:
    assert unwritten(case.snapshot, "timeline_pack", TODAY) != ()
    with case.step("Say it") as step:
        step.add(TimelineEntry(id="t1", code="T1", text="The second dose is given"))
    assert unwritten(case.snapshot, "timeline_pack", TODAY) == ()
    assert signing.sign(case, "timeline_pack", (LEAD,), today=TODAY).version == "Version 1"


def test_that_nobody_has_signed_yet_is_nothing_that_is_missing(case: Case) -> None:
    assert "Review and approval" in [
        one.heading for one in outline(case.snapshot, "investigation_report", TODAY) if one.state == "missing"
    ]
    assert "Review and approval" not in unwritten(case.snapshot, "investigation_report", TODAY)


def test_a_name_in_the_file_stops_it_before_anything_is_signed(case: Case) -> None:
    with case.step("Name") as step:
        step.add(Actor(id="p1", role="Ward nurse 1", name="Zebedee Quillfeather", nature=Nature.STAFF))
        step.change(step.snapshot.one(Incident), family_summary="Zebedee Quillfeather gave the dose twice.")
    head = case.head
    with pytest.raises(LeakFault, match="contains a name"):
        sign(case, REPORT, (LEAD,), today=TODAY)
    assert case.head == head and case.files.coming == frozenset()


def test_nobody_signs_by_name(case: Case) -> None:
    signed = sign(case, REPORT, (LEAD,), today=TODAY)
    with case.step("Name") as step:
        step.add(Actor(id="p1", role="Ward nurse 1", name="Zebedee Quillfeather", nature=Nature.STAFF))
    before = case.head, case.files.coming
    for one in (Signer("Zebedee Quillfeather"), Signer("Executive", note="Seen by Zebedee Quillfeather")):
        with pytest.raises(Fault, match="name that is in People"):
            sign_too(case, signed, (one,), today=TODAY)
        with pytest.raises(Fault, match="name that is in People"):
            sign(case, REPORT, (one,), today=TODAY)
    assert (case.head, case.files.coming) == before


def test_the_case_holds_the_day_and_the_roles_that_the_file_says(case: Case) -> None:
    made = prepare(case, REPORT, (LEAD, EXECUTIVE), today=date(2026, 11, 30))
    signed = sign_prepared(case, made)
    assert [(one.role, one.on) for one in signed.sign_offs] == [
        ("Lead investigator", "2026-11-30"),
        ("Executive", "2026-11-30"),
    ]
    assert "30 November 2026" in words(made.content)


def test_a_copy_is_looked_through_again_before_it_goes_out(case: Case) -> None:
    with case.step("Write") as step:
        step.change(step.snapshot.one(Incident), family_summary="Zebedee Quillfeather gave the dose twice.")
    signed = sign(case, REPORT, (LEAD,), today=TODAY)
    content = content_of(case, signed)
    check_copy(case, signed, content, "copy.docx")
    with case.step("Name") as step:
        step.add(Actor(id="p1", role="Ward nurse 1", name="Zebedee Quillfeather", nature=Nature.STAFF))
    with pytest.raises(LeakFault):
        check_copy(case, signed, content, "copy.docx")


def test_two_windows_that_sign_at_once_make_one_version(case: Case) -> None:
    late = prepare(case, REPORT, (LEAD,), today=TODAY)
    sign(case, REPORT, (EXECUTIVE,), today=TODAY)
    with pytest.raises(Fault, match="signed meanwhile"):
        sign_prepared(case, late)
    assert [one.version for one in signed_versions(case.snapshot)] == ["Version 1"]
    assert case.files.coming == frozenset() or case.verify() == []
