"""What can be done about a finding: go to it, mend it, accept it with a reason, take that back."""

from dataclasses import dataclass

from rca_workbench.checks import Found, Remove, Set
from rca_workbench.model import CheckOverride, Entity, Factor, Link, new_id
from rca_workbench.model.fields import Text
from rca_workbench.ui.fields.names import home_of_kind, place_of
from rca_workbench.ui.session import Session

_SECTIONS = {
    "excerpt": ("Add source", "quote"),
    "action": ("Add action", "plus"),
    "link": ("Add link", "link-2"),
    "cause": ("Add cause", "corner-left-up"),
    "account": ("Add account", "plus"),
    "knowledge": ("Say who knew", "plus"),
    "reason": ("Record why", "pencil"),
    "no_action_reason": ("Record why none is planned", "pencil"),
}
"""Sections and fields of Details where something is added, by name: what the button says, and its icon."""


@dataclass(frozen=True, slots=True)
class Mend:
    """The button that mends a finding."""

    words: str
    icon: str
    about: str
    """What it does, in full, for those who do not see the card round it."""


class Acting:
    """What can be done about findings of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def subject(self, found: Found) -> Entity | None:
        """What it is about, as the case holds it now."""
        about = found.at.subject
        if about is not None and about.kind.single:
            return self.session.snapshot.one(about.kind.cls)
        return self.session.snapshot.find(found.id)

    def address(self, found: Found) -> tuple[str, str | None]:
        """Where it is: the tab, and the id of what to select there."""
        if found.at.lacks:
            return home_of_kind(found.at.lacks), None
        subject = self.subject(found)
        if subject is not None:
            return place_of(self.session.snapshot, subject)
        if found.at.subject is not None:
            return home_of_kind(found.at.subject.kind.name), None
        return home_of_kind(next(iter(found.rule.needs or sorted(found.rule.reads)), "")), None

    def on_the_map(self, found: Found) -> str | None:
        """Id of the first thing it speaks of that the map shows."""
        for id in (found.id, *found.at.others):
            if isinstance(self.session.snapshot.find(id), Factor | Link):
                return id
        return None

    def mend(self, found: Found) -> Mend | None:
        """The button that mends it; None where one can only go there."""
        if self.session.read_only:
            return None
        if (fix := found.at.fix) is not None:
            return Mend(fix.label, "wand-sparkles", f"{fix.label}. One step, which Undo takes back")
        subject = self.subject(found)
        if subject is None or not found.at.begin:
            return None
        if found.at.begin in _SECTIONS:
            words, icon = _SECTIONS[found.at.begin]
            return Mend(words, icon, f"{words}, in Details")
        field = subject.kind.by_name.get(found.at.begin)
        if field is None:
            return None
        words = "Write it" if isinstance(field.type, Text) else "Fill it in"
        return Mend(words, "pencil", f"{words}: {field.type.label}, in Details")

    def fix(self, found: Found) -> bool:
        """Make the safe mend as one step; False where what it would change has gone."""
        fix = found.at.fix
        if fix is None:
            return False
        there = all(self.session.snapshot.find(edit.entity.id) is not None for edit in fix.edits)
        if not there:
            return False
        with self.session.step(fix.label) as step:
            for edit in fix.edits:
                match edit:
                    case Set():
                        step.change(edit.entity, **edit.fields)
                    case Remove():
                        step.remove(edit.entity)
        return True

    def accept(self, found: Found, reason: str) -> None:
        """Let it stand, with the reason, as one step; it is printed in the report."""
        held = self.session.snapshot.of(CheckOverride).values()
        known = next((one for one in held if (one.rule, one.subject or "case", one.said) == found.key), None)
        with self.session.step("Accept a check with a reason") as step:
            if known is not None:
                step.change(known, reason=reason)
                return
            step.add(
                CheckOverride(
                    id=new_id(),
                    rule=found.rule.id,
                    subject=found.id if step.snapshot.find(found.id) is not None else None,
                    said=found.at.said,
                    reason=reason,
                    by=self.session.case.who,
                    on=self.session.today().isoformat(),
                )
            )

    def take_back(self, override: CheckOverride) -> None:
        """Have an accepted check speak up again."""
        if self.session.snapshot.get(CheckOverride, override.id) is not None:
            with self.session.step("Take back an accepted check") as step:
                step.remove(override)
