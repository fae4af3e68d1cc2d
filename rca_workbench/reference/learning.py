"""The forms in which learning is shared, what to record of each, and the rules for sharing it."""

from dataclasses import dataclass
from functools import cache

from rca_workbench.reference.lists import learning_sharing
from rca_workbench.reference.sheet import Checked, Row, text, texts, unchecked_mark

SUPERVISION, TRAINING = "LS-03", "LS-04"
"""The forms by which a lesson is taken up in supervision, and in training or simulation."""
AFFECTED, REPORTER = "LS-11", "LS-12"
"""The forms that are feedback: to those affected, and to whoever reported."""

_BEYOND = frozenset(("organisation", "directorate or board", "system", "national"))
"""Reaches of the list that lie beyond the team it happened in."""


@dataclass(frozen=True, slots=True)
class SharingForm:
    """One form in which a lesson can go out, such as a safety bulletin."""

    id: str
    label: str
    reach: str
    """How far it reaches: team, organisation, national."""
    record: tuple[str, ...]
    """What to keep of it each time."""
    checked: Checked

    @property
    def beyond(self) -> bool:
        """Whether it reaches beyond the team it happened in by what it is."""
        return self.reach in _BEYOND

    @property
    def feedback(self) -> bool:
        """Whether it tells somebody what became of what they went through or reported, rather than pass on a lesson."""
        return self.id in (AFFECTED, REPORTER)

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against a source."""
        return unchecked_mark(self.checked)


@dataclass(frozen=True, slots=True)
class SharingRule:
    """One rule for sharing learning: "tell the family before wider sharing"."""

    text: str
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against a source."""
        return unchecked_mark(self.checked)


@cache
def sharing_forms() -> tuple[SharingForm, ...]:
    """The forms in the order of the list."""
    return tuple(
        SharingForm(text(row, "id"), text(row, "form"), text(row, "reach"), texts(row, "record"), _sure(row))
        for row in learning_sharing().rows("sharing_forms")
    )


@cache
def sharing_form(id: str) -> SharingForm | None:
    """The form of that id; None for what somebody else wrote there."""
    return next((one for one in sharing_forms() if one.id == id), None)


def form_label(id: str) -> str:
    """A form in words: its label in the list, or what stands there if it is none of the list."""
    found = sharing_form(id)
    return found.label if found is not None else id


@cache
def sharing_rules() -> tuple[SharingRule, ...]:
    """The rules in the order of the list."""
    rules = learning_sharing().content["sharing_rules"]
    assert isinstance(rules, tuple)
    return tuple(SharingRule(str(one), _sure({})) for one in rules)


def _sure(row: Row) -> Checked:
    # The file as a whole was read in its sources; of forms and rules its note says "part knowledge, part design".
    return learning_sharing().checked_row(row) if "checked" in row else Checked.PART
