"""The words users read for the choices of a field and for numbers of things: one place for window, picture and report."""

from collections.abc import Sequence
from enum import StrEnum

from rca_workbench.model.answer import Answer
from rca_workbench.model.case import Nation, Profile
from rca_workbench.model.evidence import AttachmentUse
from rca_workbench.model.graph import ButFor, ComparedWith, FactorKind, FactorStatus, LinkType, Logic
from rca_workbench.model.improve import ActionStatus, MeasureKind, ProgressKind, Standing
from rca_workbench.model.people import InvolvedAs, Reached, StepOutcome
from rca_workbench.model.report import ProposalKind, ProposalState, ReviewKind
from rca_workbench.model.respond import ClosureState, DecisionKind, TeamPart
from rca_workbench.model.timeline import Problem

_SAID: tuple[tuple[StrEnum, str], ...] = (
    (Profile.PSIRF, "Patient Safety Incident Response Framework"),
    (Profile.SIF2015, "Serious Incident Framework 2015"),
    (Problem.CARE, "Care delivery problem"),
    (Problem.SERVICE, "Service delivery problem"),
    (FactorStatus.CANDIDATE, "Suggested, not yet agreed"),
    (FactorStatus.FINDING, "Agreed finding"),
    (FactorStatus.OTHER_FINDING, "Other finding, not causal"),
    (FactorStatus.REJECTED, "Set aside, with reason"),
    (ButFor.YES, "Would not have happened"),
    (Logic.AND, "All of them together"),
    (Logic.OR, "Any one of them"),
    (Logic.K_OF_N, "A number of them together"),
    (ComparedWith.USUAL, "How it is usually done"),
    (ComparedWith.POLICY, "What the procedure says"),
    (ComparedWith.LAST_TIME, "The last time it went well"),
    (LinkType.CONTRIBUTED_TO, "Contributed to"),
    (LinkType.INTENDED_TO_STOP, "Was meant to stop"),
    (LinkType.REINFORCES, "Reinforces over time"),
    (Answer.NOT_KNOWN, "Not known yet"),
    (Nation.NORTHERN_IRELAND, "Northern Ireland"),
    (Standing.CONSIDERED, "Still considered"),
    (Standing.PARTLY, "Accepted in part"),
    (MeasureKind.PROCESS, "Process: is the change happening?"),
    (MeasureKind.OUTCOME, "Outcome: is harm or risk lower?"),
    (MeasureKind.BALANCING, "Balancing: has anything got worse?"),
    (ActionStatus.AGREED, "Approved"),
    (ProgressKind.PROGRESS, "Progress note"),
    (Reached.SPOKEN, "Spoke with them"),
    (Reached.WRITTEN, "Wrote to them"),
    (Reached.MESSAGE, "Left a message"),
    (Reached.DECLINED, "They did not wish to talk"),
    (StepOutcome.DECLINED, "Declined by them"),
    (StepOutcome.UNREACHABLE, "They could not be reached"),
    (InvolvedAs.NONE, "Not at all, for now"),
    (InvolvedAs.UPDATES, "News only"),
    (InvolvedAs.QUESTIONS, "News, and their questions"),
    (InvolvedAs.EVIDENCE, "Also gives an account of their own"),
    (InvolvedAs.DRAFT, "Also reads the draft"),
    (InvolvedAs.MEETING, "Also meets at the end"),
    (ReviewKind.DRAFT, "Comments on the draft"),
    (ReviewKind.ACCURACY, "Factual accuracy"),
    (AttachmentUse.SENT, "Draft that went out"),
    (AttachmentUse.RETURNED, "Draft that came back"),
    (AttachmentUse.SIGNED, "Signed file"),
    (ProposalKind.CHANGE, "Other words"),
    (ProposalKind.ADD, "Something more"),
    (ProposalKind.REMOVE, "Something less"),
    (ProposalKind.ELSEWHERE, "Outside the fields"),
    (ProposalState.DEFERRED, "Put off"),
    (DecisionKind.RESPONSE, "How it is looked into"),
    (DecisionKind.CLOSURE, "Closing the investigation"),
    (ClosureState.RETURNED, "Returned with queries"),
    (ClosureState.CLOSED_ACTIONS_OPEN, "Closed, actions still followed"),
    (ClosureState.CLOSED_EFFECT_CONFIRMED, "Closed, effect confirmed"),
    (TeamPart.LEAD, "Leads the response"),
    (TeamPart.ENGAGEMENT_LEAD, "Leads engagement"),
    (TeamPart.OVERSIGHT_LEAD, "Oversight lead"),
    (TeamPart.ADVISER, "Subject-matter adviser"),
    (TeamPart.MEMBER, "Member of the team"),
)
# A StrEnum member equals any other of the same text, so the list an answer is from is part of the key.
_WORDS = {(type(value), value): said for value, said in _SAID}


def word(value: StrEnum | None) -> str:
    """What users read for a choice, such as "Did not hold"; empty for none."""
    if value is None:
        return ""
    return _WORDS.get((type(value), value)) or value.replace("_", " ").capitalize()


def factor_word(kind: FactorKind, profile: Profile) -> str:
    """What users read for a kind of factor. Only the 2015 framework speaks of root causes."""
    if kind is FactorKind.SYSTEM_FACTOR:
        return "System-level root cause" if profile is Profile.SIF2015 else "System-level factor"
    return word(kind)


def made_into(kind: FactorKind) -> str:
    """What a command that makes a factor another kind is called: "Make it an event"."""
    said = kind.replace("_", " ")
    return f"Make it {'an' if said[0] in 'aeiou' else 'a'} {said}"


def counted(number: int, one: str, several: str = "") -> str:
    """A number with what it counts: "1 entry", "2,000 entries". Several is `one` with an s unless given."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def listed(said: Sequence[str], most: int | None = None) -> str:
    """Several things in a sentence: "a, b and c". Above `most` the first are named and the rest counted."""
    named = list(said[:most])
    if len(named) < len(said):
        named.append(f"{len(said) - len(named):,} more")
    return f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else "".join(named)
