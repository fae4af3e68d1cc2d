"""What checking a case gives: places where rules speak up, and what the team let stand."""

from dataclasses import dataclass

from rca_workbench.checks.rule import At, Gate, Rule, Severity
from rca_workbench.model import CheckOverride


@dataclass(frozen=True, slots=True)
class Found:
    """One rule at one place of the case."""

    rule: Rule
    at: At

    @property
    def severity(self) -> Severity:
        return self.at.severity or self.rule.severity

    @property
    def gate(self) -> Gate:
        return self.rule.gate

    @property
    def message(self) -> str:
        return self.at.message

    @property
    def kind(self) -> str:
        """Name of the subject's kind; "case" for the case as a whole."""
        return self.at.subject.kind.name if self.at.subject is not None else "case"

    @property
    def id(self) -> str:
        """The subject's id."""
        return self.at.subject.id if self.at.subject is not None else "case"

    @property
    def key(self) -> tuple[str, str, str]:
        """What an acceptance is held against: rule, subject, words. Not the message, which may count things."""
        return self.rule.id, self.id, self.at.said


@dataclass(frozen=True, slots=True)
class Accepted:
    """A place the team let stand, with the reason."""

    found: Found
    override: CheckOverride
