"""The Duty of Candour as the law and its guidance have it: the test of regulation 20, its steps, its way out.

What the law asks, what is good practice and what is this project's own stand apart, each with how far it was checked.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from rca_workbench.reference.sheet import Checked, Row, Sheet, sheet, text, texts, unchecked_mark
from rca_workbench.reference.versions import list_version


@dataclass(frozen=True, slots=True)
class CandourPart:
    """One of the parts of the test, all of which must hold for regulation 20 to apply: `N1` to `N3`."""

    id: str
    test: str
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@dataclass(frozen=True, slots=True)
class ProviderType:
    """A kind of provider, and the harms that count for it."""

    id: str
    wording: str
    """How the harm has to stand to the incident: for NHS bodies also what could result."""
    harms: tuple[str, ...]
    or_requires: str
    pitfall: str
    checked: Checked

    @property
    def label(self) -> str:
        """The kind of provider as users read it."""
        return _PROVIDERS.get(self.id, self.id.replace("_", " ").capitalize())

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@dataclass(frozen=True, slots=True)
class RelevantPerson:
    """Who the relevant person can be, and why it is them."""

    id: str
    who: str
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@dataclass(frozen=True, slots=True)
class CandourStepRule:
    """One step the duty asks for, and what to record of it."""

    id: str
    label: str
    required: bool
    record: tuple[str, ...]
    must_contain: tuple[tuple[str, str], ...]
    """What a written notification has to contain: an id to answer by (`DC-09.1`) and the words."""
    timing: str
    paragraph: str
    """The paragraph of the regulation it comes from: "20(3)(a)"."""
    lapses: bool
    """Whether it falls away where the relevant person cannot be contacted or declines to speak."""
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@dataclass(frozen=True, slots=True)
class NoContact:
    """What holds where the relevant person cannot be contacted in person or declines to speak (paragraph 5)."""

    trigger: str
    effect: str
    must_record: tuple[str, ...]
    good_practice: tuple[str, ...]
    paragraph: str
    at_least: int
    """Attempts from which this program takes somebody for out of reach; the regulation gives no number."""
    on_days: int
    by_ways: int
    basis: str
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@dataclass(frozen=True, slots=True)
class Duty:
    """One of the duties that are mixed up: statutory, professional, general, contractual."""

    id: str
    on: str
    trigger: str
    content: tuple[str, ...]
    note: str
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


_PROVIDERS = {
    "health_service_body": "NHS body (NHS trust or foundation trust)",
    "other_registered_person": "Any other registered provider",
}


def candour() -> Sheet:
    """The whole file: in force since when, definitions, enforcement, what is not the same."""
    return sheet("domain", "duty_of_candour.json")


def candour_version() -> str:
    """What to stamp on an answer given by this list."""
    return list_version("duty_of_candour")


@cache
def candour_parts() -> tuple[CandourPart, ...]:
    """The parts of the test, in order."""
    page = candour()
    return tuple(
        CandourPart(text(row, "id"), text(row, "test"), page.checked_row(row))
        for row in page.rows("notifiable_test", "all_three")
    )


@cache
def provider_types() -> tuple[ProviderType, ...]:
    """The kinds of provider the regulation tells apart."""
    page = candour()
    return tuple(
        ProviderType(
            text(row, "provider_type"), text(row, "wording"), texts(row, "harms"), text(row, "or_requires"),
            text(row, "pitfall"), page.checked_row(row),
        )
        for row in page.rows("notifiable_test", "by_provider")
    )  # fmt: skip


@cache
def candour_criteria() -> frozenset[str]:
    """Ids of all that is answered yes or no here: the parts of the test, and what the letter has to hold."""
    held = (id for one in candour_steps() for id, _ in one.must_contain)
    return frozenset((*(one.id for one in candour_parts()), *held))


def provider_type(id: str) -> ProviderType | None:
    """The kind of provider of that id; None for another."""
    return next((one for one in provider_types() if one.id == id), None)


def not_part_of_the_test() -> tuple[str, ...]:
    """What does not decide whether the duty applies."""
    return texts(_test(), "not_part_of_the_test")


def if_unsure() -> str:
    """What to do while the harm is not known."""
    return text(_test(), "if_unsure")


def definitions() -> Row:
    """What severe harm, moderate harm, prolonged and an apology mean here."""
    return cast(Row, _test()["definitions"])


@cache
def relevant_persons() -> tuple[RelevantPerson, ...]:
    """Who the relevant person can be."""
    page = candour()
    return tuple(
        RelevantPerson(text(row, "id"), text(row, "who"), page.checked_row(row))
        for row in page.rows("relevant_person")
    )


@cache
def candour_steps() -> tuple[CandourStepRule, ...]:
    """The steps, in order."""
    page = candour()
    return tuple(
        CandourStepRule(
            id=text(row, "id"),
            label=text(row, "step"),
            required=bool(row.get("required")),
            record=texts(row, "record"),
            must_contain=tuple(
                (f"{text(row, 'id')}.{number}", said)
                for number, said in enumerate(texts(row, "must_contain"), 1)
            ),
            timing=text(row, "timing"),
            paragraph=text(row, "paragraph"),
            lapses=bool(row.get("lapses")),
            checked=page.checked_row(row),
        )
        for row in page.rows("steps")
    )


@cache
def no_contact() -> NoContact:
    """The way out for those who cannot be contacted or decline, and when this program takes it as shown."""
    page = candour()
    row = cast(Row, page.content["cannot_or_will_not_talk"])
    enough = cast(Row, row["enough_attempts"])
    return NoContact(
        trigger=text(row, "trigger"),
        effect=text(row, "effect"),
        must_record=texts(row, "must_record"),
        good_practice=texts(row, "good_practice"),
        paragraph=text(row, "paragraph"),
        at_least=int(text(enough, "at_least")),
        on_days=int(text(enough, "on_days")),
        by_ways=int(text(enough, "by_ways")),
        basis=text(enough, "basis"),
        checked=page.checked_row(row),
    )


@cache
def duties() -> tuple[Duty, ...]:
    """The duties that are mixed up, each on somebody else."""
    page = candour()
    return tuple(
        Duty(
            text(row, "id"), text(row, "on"), text(row, "trigger"), texts(row, "content"),
            text(row, "note") or text(row, "adds"), page.checked_row(row),
        )
        for row in page.rows("two_duties")
    )  # fmt: skip


def duty(id: str) -> Duty:
    """The duty of that id: statutory, professional, general_openness or contractual. Raises KeyError for another."""
    found = next((one for one in duties() if one.id == id), None)
    if found is None:
        raise KeyError(id)
    return found


def not_the_same_as() -> tuple[str, ...]:
    """What is taken for the duty and is something else."""
    return texts(candour().content, "not_the_same_as")


def conditional_words(said: str) -> str:
    """The words that make an apology hang on a condition, as they stand in it; empty where there are none."""
    return _first("apology_wording", "conditional", said)


def grade_words(said: str) -> str:
    """The words by which a reason rests on a harm grade; empty where there are none."""
    return _first("harm_grade_as_reason", "patterns", said)


def _first(name: str, under: str, said: str) -> str:
    hits = (pattern.search(said) for pattern in _patterns(name, under))
    return next((hit[0].strip() for hit in hits if hit), "")


@cache
def _patterns(name: str, under: str) -> tuple[re.Pattern[str], ...]:
    row = cast(Row, candour().content[name])
    return tuple(re.compile(one, re.IGNORECASE) for one in texts(row, under))


def _test() -> Row:
    return cast(Row, candour().content["notifiable_test"])
