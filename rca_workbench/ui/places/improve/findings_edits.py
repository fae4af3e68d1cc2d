"""Edits of findings, each one step."""

from rca_workbench.analysis.tracing import KIND_OF, findings_in_order
from rca_workbench.model import Factor, Finding, FindingKind, new_id, next_code
from rca_workbench.model.order import key_between
from rca_workbench.ui.session import Session


class FindingEdits:
    """What can be done to the findings of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, text: str, kind: FindingKind = FindingKind.SYSTEM, factors: tuple[str, ...] = ()) -> str:
        """Add a finding; returns its id."""
        id = new_id()
        with self.session.step("Add finding") as step:
            orders = (one.order for one in step.snapshot.of(Finding).values())
            step.add(
                Finding(
                    id=id, code=next_code(step.snapshot, Finding), text=text, finding_kind=kind, factors=factors,
                    order=key_between(max(orders, default="") or None, None),
                )
            )  # fmt: skip
        return id

    def make_of(self, factor: Factor, *others: Factor) -> str:
        """A finding that begins with the words of a factor and gathers it, and any others; returns its id."""
        ids = (factor.id, *(one.id for one in others))
        return self.add(factor.text, KIND_OF.get(factor.status, FindingKind.SYSTEM), ids)

    def gather(self, finding: Finding, factor: Factor) -> None:
        """Have a finding gather one factor more."""
        if factor.id not in finding.factors:
            self.session.change(finding, "Add factor to finding", factors=(*finding.factors, factor.id))

    def let_go(self, finding: Finding, factor: str) -> None:
        """Have a finding gather one factor less."""
        left = tuple(id for id in finding.factors if id != factor)
        self.session.change(finding, "Take factor out of finding", factors=left)

    def move(self, finding: Finding, by: int) -> None:
        """Put a finding earlier (-1) or later (1) among those of its kind."""
        same = [
            one
            for one in findings_in_order(self.session.snapshot)
            if one.finding_kind is finding.finding_kind
        ]
        at = next(index for index, one in enumerate(same) if one.id == finding.id)
        to = at + by
        if not 0 <= to < len(same):
            return
        rest = [one for one in same if one.id != finding.id]
        before = rest[to - 1].order if to > 0 else None
        after = rest[to].order if to < len(rest) else None
        if before is not None and after is not None and before >= after:
            return  # two laptops gave the same place: which comes first is not ours to say
        self.session.change(finding, "Move finding", order=key_between(before or None, after or None))
