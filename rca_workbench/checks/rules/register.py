"""Whether the evidence register can be trusted: secured, traceable, of several kinds, and used."""

from collections.abc import Iterator

from rca_workbench.analysis.quoting import in_quotes
from rca_workbench.analysis.support import FIRST_HAND, RECORDS
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import (
    HSSIB_2025,
    LONDON,
    NPSA_TOOLS,
    OMBUDSMAN_2015,
    PROJECT,
    RCA2,
    SIF_CLOSURE,
)
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.model import (
    Account,
    Attachment,
    CustodyEntry,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    FactorStatus,
    Interview,
    TimeKind,
)

GROUP = "evidence register"
_NOBODY_VOUCHES = frozenset((EvidenceKind.INFERENCE, EvidenceKind.UNVERIFIED, EvidenceKind.PRESS))
_IN_HAND = frozenset((EvidenceKind.OBJECT, EvidenceKind.DEVICE_LOG, EvidenceKind.RECORDING))
"""Kinds of which it can be asked later through whose hands they went."""


@case_rule(
    "C-26",
    "What will be lost is secured",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.ALWAYS,
    why="Evidence was missing in 19 % of investigations; recordings and logs are overwritten within days.",
    how="Have it copied or taken in, name who does it, and mark it as secured.",
    rests_on=(OMBUDSMAN_2015, LONDON),
    reads=("evidence",),
    needs=("evidence",),
    example="Corridor camera, overwritten after 18 March, not secured.",
    sound="Copied on 14 March by the security lead.",
)
def what_vanishes_is_secured(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(EvidenceItem).values():
        vanishes = one.vanishes.kind is not TimeKind.UNKNOWN or one.vanishes.said.strip()
        if vanishes and not one.secured:
            who = f" {one.secured_by} is to secure it." if one.secured_by.strip() else " Say who secures it."
            when = f" ({one.vanishes.said})" if one.vanishes.said.strip() else ""
            yield At(
                one,
                f"{case.called(one)} will be lost{when} and is not secured.{who}",
                field="secured",
                begin="secured" if one.secured_by.strip() else "secured_by",
            )


@case_rule(
    "C-27",
    "Each piece of evidence says where it came from",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="A source whose origin nobody knows bears nothing out.",
    how="Say where it came from, or who gave it, by role.",
    rests_on=(NPSA_TOOLS,),
    reads=("evidence", "interview"),
    needs=("evidence",),
    example="“Staffing list”, from nowhere.",
    sound="“Staffing list, from the roster system, printed by the site manager”.",
)
def evidence_has_an_origin(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(EvidenceItem).values():
        if not one.origin.strip() and not one.obtained_by.strip() and not _is_interview(case, one):
            yield At(one, f"Where did {case.called(one)} come from?", field="origin", begin="origin")


@case_rule(
    "C-28",
    "Each piece of evidence can be found again",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="Coroner, family and later readers ask to see it, often years on.",
    how="Attach it, or say where it is kept or who holds it.",
    rests_on=(NPSA_TOOLS,),
    reads=("evidence", "attachment", "interview"),
    needs=("evidence",),
    example="“Observation chart”, kept nobody knows where.",
    sound="The scan is attached; the original is with medical records.",
)
def evidence_can_be_found(case: Facts) -> Iterator[At]:
    attached = case.snapshot.by(Attachment, "evidence")
    for one in case.snapshot.of(EvidenceItem).values():
        if (
            not one.kept_at.strip()
            and not one.holder.strip()
            and one.id not in attached
            and not _is_interview(case, one)
            and one.evidence_kind is not EvidenceKind.PUBLISHED_REPORT
        ):
            yield At(
                one,
                f"Where is {case.called(one)} kept, or who holds it? Or attach it.",
                field="kept_at",
                begin="kept_at",
            )


@case_rule(
    "C-29",
    "Each piece of evidence says what kind it is",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="Whether facts rest on records or on somebody's word follows from the kind.",
    how="Choose the kind.",
    rests_on=(PROJECT,),
    reads=("evidence",),
    needs=("evidence",),
    example="“Email of 12 March”, no kind.",
    sound="The same, a document.",
)
def evidence_has_a_kind(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(EvidenceItem).values():
        if one.evidence_kind is None:
            yield At(
                one,
                f"What kind of evidence is {case.called(one)}?",
                field="evidence_kind",
                begin="evidence_kind",
            )


@case_rule(
    "C-30",
    "What was gathered is used, or its use is said",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="What lies unread in the register may hold what the analysis misses.",
    how="Make it the source of what it shows, or note why it shows nothing.",
    rests_on=(OMBUDSMAN_2015,),
    reads=("evidence", "excerpt", "account", "factor"),
    needs=("evidence", "factor"),
    example="A device log nobody has opened.",
    sound="It is the source of six entries; or “Covers another bay”.",
)
def evidence_is_used(case: Facts) -> Iterator[At]:
    used = case.snapshot.by(Excerpt, "evidence").keys() | case.snapshot.by(Account, "evidence").keys()
    for one in case.snapshot.of(EvidenceItem).values():
        if one.id not in used and not one.note.strip() and not one.quality.strip():
            yield At(
                one,
                f"{case.called(one)} is not the source of anything. Use it, or note why it shows nothing.",
                begin="note",
            )


@case_rule(
    "C-31",
    "The register holds records and first-hand accounts",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="Records say what was written down, people what the work was like; either alone gives half the picture.",
    how="Add what is missing: notes and logs, or interviews and accounts.",
    rests_on=(LONDON, SIF_CLOSURE),
    reads=("evidence", "factor"),
    needs=("evidence", "factor"),
    example="Eight documents, and nobody was spoken with.",
    sound="Charts, logs and four interviews.",
)
def evidence_is_of_both_sorts(case: Facts) -> Iterator[At]:
    kinds = {one.evidence_kind for one in case.snapshot.of(EvidenceItem).values()}
    if None in kinds:
        return  # what is unknown may be either
    if not kinds & FIRST_HAND:
        yield At(
            None, "The register holds no first-hand account. Talk with those who were there, with support."
        )
    elif kinds and not kinds & RECORDS:
        yield At(None, "The register holds no record. Add notes, charts, logs or policies.")


@case_rule(
    "C-32",
    "No finding rests on written statements alone",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Statements take the place of talking where time is short; they rarely say how the work was.",
    how="Talk with those who wrote them, or look for records that show the same.",
    rests_on=(HSSIB_2025,),
    reads=("factor", "link", "finding", "timeline_entry", "excerpt", "account", "evidence"),
    needs=("factor", "evidence"),
    example="A factor that three written statements tell of, and nothing else.",
    sound="One of the three was interviewed as well.",
)
def not_on_statements_alone(case: Facts) -> Iterator[At]:
    for one in case.graph.factors.values():
        items = case.resting.get(one.id, ()) if one.status is FactorStatus.FINDING else ()
        if items and all(item.evidence_kind is EvidenceKind.STATEMENT for item in items):
            yield At(
                one,
                f"{case.called(one)} rests on written statements alone. Talk with those who wrote them, or look for a "
                "record.",
                tuple(item.id for item in items),
                begin="excerpt",
            )


@case_rule(
    "C-33",
    "No finding rests on inference, press or unverified sources alone",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.BEFORE_REPORT,
    why="Nobody vouches for such a source; what rests on it alone is a suggestion.",
    how="Look for a record or an account, or put the factor back among what is suggested.",
    rests_on=(RCA2, PROJECT),
    reads=("factor", "link", "finding", "timeline_entry", "excerpt", "account", "evidence"),
    needs=("factor", "evidence"),
    example="A finding from a newspaper.",
    sound="The coroner's record says the same.",
)
def not_on_hearsay_alone(case: Facts) -> Iterator[At]:
    for one in case.graph.factors.values():
        items = case.resting.get(one.id, ()) if one.status is FactorStatus.FINDING else ()
        if items and all(item.evidence_kind in _NOBODY_VOUCHES for item in items):
            yield At(
                one,
                f"Nobody vouches for what {case.called(one)} rests on. Look for a record or an account, or put it back "
                "among what is suggested.",
                tuple(item.id for item in items),
                begin="excerpt",
            )


@case_rule(
    "C-34",
    "Quoted words say where they stand",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    why="A quotation that cannot be found again cannot be checked.",
    how="Add the page, paragraph or time.",
    rests_on=(PROJECT,),
    reads=("excerpt",),
    needs=("excerpt",),
    example="“I thought it was the other pump”, somewhere in forty pages.",
    sound="The same, page 3.",
)
def quotations_have_a_place(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Excerpt).values():
        if one.quote.strip() and not one.place.strip():
            yield At(one, f"Where does {in_quotes(one.quote, 60)} stand? Add page, paragraph or time.",
                     field="place", begin="place")  # fmt: skip


@case_rule(
    "C-35",
    "Objects, recordings and device logs have a record of hands",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="Where a device or recording is evidence, a coroner asks through whose hands it went.",
    how="Enter who took it, when, and each change of hands.",
    rests_on=(LONDON, PROJECT),
    reads=("evidence", "custody"),
    needs=("evidence",),
    example="The pump was “kept on the ward”.",
    sound="Taken by the matron on 13 March, handed to medical engineering on 14 March.",
)
def custody_is_recorded(case: Facts) -> Iterator[At]:
    handed = case.snapshot.by(CustodyEntry, "evidence")
    for one in case.snapshot.of(EvidenceItem).values():
        if one.evidence_kind in _IN_HAND and one.id not in handed:
            yield At(one, f"Through whose hands did {case.called(one)} go?", begin="custody")


@case_rule(
    "C-36",
    "No evidence is still wanted for what is a finding",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="Evidence was missing in 19 % of investigations, and nobody had noted it.",
    how="Get it, or say that it cannot be had.",
    rests_on=(OMBUDSMAN_2015,),
    reads=("factor", "link"),
    needs=("factor",),
    example="“Bed numbers for that night, asked of the site team”, still open at sign-off.",
    sound="They came and are a source; or “Not kept”.",
)
def nothing_is_wanted(case: Facts) -> Iterator[At]:
    for one in case.graph.factors.values():
        if one.wanted.strip() and one.status is FactorStatus.FINDING:
            yield At(
                one,
                f"Evidence is still wanted for {case.called(one)}: {in_quotes(one.wanted, 80)}. Get it, or say that it "
                "cannot be had and clear the line.",
                field="wanted",
                said=one.wanted,
                begin="wanted",
            )


def _is_interview(case: Facts, one: EvidenceItem) -> bool:
    """Whether it came by an interview of this case, whose page says with whom and when."""
    return one.id in case.snapshot.by(Interview, "evidence")
