"""The words users read for the choices a field offers: one place for window, picture and report."""

from enum import StrEnum

from rca_workbench.model.case import Profile
from rca_workbench.model.graph import ButFor, ComparedWith, FactorKind, FactorStatus, LinkType, Logic
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
