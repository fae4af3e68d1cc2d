"""Whether what was signed off can be held to: who signed for which part, and that the file is the one that was signed.

What changed since a version was signed is no fault in a case, and stands on the Sign-off page.
"""

from collections.abc import Iterator

from rca_workbench.analysis.sign_off import REPORTS, not_signed_for, plain_role, signer_parts
from rca_workbench.analysis.signed import signed_together
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import ENGAGEMENT, PROJECT, PSIRF, SIGN_OFF_BLOCK
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.model import Attachment, Proposal, ProposalState, SignOff
from rca_workbench.model.words import listed

GROUP = "report"


@case_rule(
    "C-183",
    "Every part of the sign-off block is signed for",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="A report binds those who signed it: with no executive nobody answers for the plan, with no engagement lead nobody "
    "for what was promised to the family.",
    how="Have them sign the same file, in their role.",
    rests_on=(SIGN_OFF_BLOCK, PSIRF),
    reads=("sign_off", "team_member"),
    needs=("sign_off",),
    example="Signed by the lead investigator and the medical director; the engagement lead has not seen it.",
    sound="Signed by all three.",
)
def every_part_is_signed_for(case: Facts) -> Iterator[At]:
    for several in _last_versions(case):
        first = several[0]
        if first.template not in REPORTS:
            continue
        if lacking := not_signed_for(case.snapshot, [one.role for one in several]):
            yield At(
                first,
                f"{first.version} is not signed for by: {listed([part.words for part in lacking])}. Have them sign the "
                "same file.",
                tuple(one.id for one in several[1:]),
                said=f"{first.version} {'; '.join(part.words for part in lacking)}",
            )


@case_rule(
    "C-184",
    "Nobody alone signs off what they wrote",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="The oversight lead approves and assures; a report that only its author stands behind was approved by nobody.",
    how="Have somebody sign who did not write it.",
    rests_on=(SIGN_OFF_BLOCK, PSIRF),
    reads=("sign_off", "team_member"),
    needs=("sign_off",),
    example="Version 1, signed by the response lead alone.",
    sound="The same, signed by the chief nurse as well.",
)
def nobody_signs_alone_what_they_wrote(case: Facts) -> Iterator[At]:
    author = next((part for part in signer_parts(case.snapshot) if part.words == "author"), None)
    if author is None:
        return
    for several in _last_versions(case):
        people = {one.person or plain_role(one.role) for one in several}
        if len(people) == 1 and any(author.fits(one.role) for one in several):
            first = several[0]
            yield At(
                first,
                f"Only {first.role} has signed {first.version}, and wrote it. Have somebody else sign as well.",
                said=f"{first.version} {first.role}",
            )


@case_rule(
    "C-185",
    "The file that was signed is in the case, and is the one that was signed",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.SIGN_OFF,
    why="A signature under a file that is not there, or is another, proves nothing.",
    how="Bring the file back with Undo, or sign a new version.",
    rests_on=(PROJECT,),
    reads=("sign_off", "attachment"),
    needs=("sign_off",),
    example="The signed file was removed from the case.",
    sound="It is there, with the hash that was signed.",
)
def the_signed_file_is_there(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(SignOff).values():
        if not one.file_sha256:
            continue
        kept = case.snapshot.get(Attachment, one.file) if one.file else None
        if kept is None:
            yield At(
                one,
                f"The file of {one.version} that {one.role} signed is not in the case any more.",
                field="file",
            )
        elif kept.sha256 != one.file_sha256:
            yield At(
                one, f"The file kept for {one.version} is not the one that {one.role} signed: its hash is another.",
                (kept.id,), field="file",
            )  # fmt: skip


@case_rule(
    "C-186",
    "One version of a document is one file",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.SIGN_OFF,
    why="Two files under one number, as after two copies of a case were joined, leave readers with different reports and "
    "no way to tell.",
    how="Say which one stands, and sign the next version of it.",
    rests_on=(PROJECT,),
    reads=("sign_off",),
    needs=("sign_off",),
    example="Two laptops each signed a Version 1.",
    sound="Version 2 was signed by all; the two that came before stay in the history.",
)
def one_version_is_one_file(case: Facts) -> Iterator[At]:
    latest = {several[0].template: several[0].version for several in _last_versions(case)}
    first: dict[tuple[str, str], SignOff] = {}
    for one in case.snapshot.of(SignOff).values():
        if not one.file_sha256 or latest.get(one.template) != one.version:
            continue  # a later version settles it
        other = first.setdefault((one.template, one.version), one)
        if other.file_sha256 != one.file_sha256:
            yield At(
                one,
                f"{one.role} signed another file as {one.version} than {other.role} did. Say which stands, and sign the "
                "next version of it.",
                (other.id,),
                said=one.file_sha256,
            )


@case_rule(
    "C-187",
    "Each sign-off says in which role and on which day",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="A signature without a role or a day is nobody's, and of no version.",
    how="Have them sign here, or accept it with what is known of it.",
    rests_on=(SIGN_OFF_BLOCK,),
    reads=("sign_off",),
    needs=("sign_off",),
    example="Brought in from another file: “Version 1”, and no more.",
    sound="“Medical director, 25 November 2025”.",
)
def sign_offs_say_who_and_when(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(SignOff).values():
        lacks = [name for name, said in (("role", one.role), ("day", one.on)) if not said.strip()]
        if lacks:
            field = "role" if "role" in lacks else "on"
            yield At(
                one, f"A sign-off of {one.version or 'a version'} has no {' and no '.join(lacks)}.", field=field,
                said=one.version,
            )  # fmt: skip


@case_rule(
    "C-188",
    "What readers would have otherwise has been decided",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="A reader who changed words and hears nothing was not asked in earnest, and may have been right.",
    how="Accept it, or decline or put it off with the reason.",
    rests_on=(ENGAGEMENT, PROJECT),
    reads=("proposal",),
    needs=("proposal",),
    example="The ward's correction of a time, still undecided at sign-off.",
    sound="Declined: “The log shows 02:47; your account is printed beside it.”",
)
def proposals_are_decided(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Proposal).values():
        where = f" in {one.place}" if one.place else ""
        by = one.by or "a reader"
        if one.state is ProposalState.OPEN:
            yield At(one, f"A change that {by} proposed{where} is not decided. Accept it, or decline or put it off with "
                     "the reason.", field="state", said=one.after, begin="state")  # fmt: skip
        elif one.state is not ProposalState.ACCEPTED and not one.reason.strip():
            done = "declined" if one.state is ProposalState.DECLINED else "put off"
            yield At(one, f"A change that {by} proposed{where} was {done}. Why?", field="reason", said=one.after,
                     begin="reason")  # fmt: skip


def _last_versions(case: Facts) -> Iterator[tuple[SignOff, ...]]:
    """Who signed the last signed file of each document, in the order in which they signed."""
    with_file = (several for several in signed_together(case.snapshot) if several[0].file_sha256)
    yield from {several[0].template: several for several in with_file}.values()
