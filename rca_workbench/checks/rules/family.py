"""Whether patient and family were heard: their questions answered, their account used."""

from collections.abc import Iterator

from rca_workbench.checks.facts import Facts
from rca_workbench.checks.graph_rule import graph_rule
from rca_workbench.checks.rule import At, Severity
from rca_workbench.model import (
    CLOSE,
    Actor,
    Contact,
    EvidenceItem,
    EvidenceKind,
    Interview,
    InterviewState,
    Question,
)


@graph_rule(
    "G-46",
    reads=("question",),
    needs=("question",),
    example="“Why was nobody with her?” has no answer.",
    sound="It is answered by a finding, in words they can use; or it says why nobody can tell.",
)
def questions_are_answered(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Question).values():
        if one.cannot_answer.strip() or (one.answered_by and one.answer.strip()):
            continue
        if one.answered_by:
            yield At(
                one,
                f"It is known what answers {case.called(one)}, and no reply is written yet. Say it in their terms.",
                field="answer",
                begin="answer",
                severity=Severity.ADVICE,
            )
        elif one.answer.strip():
            yield At(
                one,
                f"{case.called(one)} is answered, but not linked to what the answer rests on. Choose the finding, "
                "factor or entry.",
                begin="answered_by",
                severity=Severity.ADVICE,
            )
        else:
            yield At(
                one,
                f"{case.called(one)} has no answer yet. Link what answers it and say it in their terms, or say why it "
                "cannot be answered.",
                begin="answered_by",
            )


@graph_rule(
    "G-47",
    reads=("contact", "actor", "evidence", "interview"),
    needs=("contact", "timeline_entry"),
    example="The daughter was spoken with three times, and nothing she told is in the case.",
    sound="Her account is in the evidence register and is the source of two entries.",
)
def family_account_is_used(case: Facts) -> Iterator[At]:
    actors = case.snapshot.of(Actor)
    met = [
        actor
        for one in case.snapshot.of(Contact).values()
        if (actor := actors.get(one.person or "")) is not None and actor.nature in CLOSE
    ]
    told = any(
        one.evidence_kind is EvidenceKind.FAMILY_ACCOUNT for one in case.snapshot.of(EvidenceItem).values()
    ) or any(
        one.state is InterviewState.HELD
        and (actor := actors.get(one.person or "")) is not None
        and actor.nature in CLOSE
        for one in case.snapshot.of(Interview).values()
    )
    if met and not told:
        yield At(
            met[0],
            "You are in contact with the patient or family, and their account is not among the evidence. Add it, and "
            "the entries it tells of; where it differs from others, show both.",
            tuple(one.id for one in met[1:]),
        )
