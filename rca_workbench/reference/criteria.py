"""The criteria an incident is judged by: thresholds of 2015, required responses of 2022, bodies to tell, Never Events."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import cast

from rca_workbench.reference.responses import LEVELS, fits
from rca_workbench.reference.sheet import Checked, Row, sheet, text, texts, unchecked_mark
from rca_workbench.reference.versions import list_version

THRESHOLDS = "incident_thresholds"
NEVER_EVENTS = "never_events"


class Part(StrEnum):
    """Which list a criterion stands in."""

    SERIOUS = "serious"
    """What makes an incident serious (Serious Incident Framework 2015)."""
    QUESTION = "question"
    """What decides on a response (PSIRF 2022)."""
    NATIONAL = "national"
    """Events with a response required nationally (PSIRF 2022)."""
    NEVER_EVENT = "never_event"
    """The list of Never Events, in both frameworks."""
    NOTIFY = "notify"
    """Others who have to be told, in both frameworks."""
    FIT = "fit"
    """Plain facts that point to a level or a learning response, in each framework its own."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: what it asks, what counts and what does not, and what a yes asks for.

    `clocks` are ids in `clock_rows()`. `warning` says what is not settled in the source. A `suspended` entry is on the
    list and cannot be met.
    """

    id: str
    part: Part
    ask: str
    list_version: str
    checked: Checked
    detail_checked: Checked
    counts: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    response: str = ""
    led_by: str = ""
    notify: tuple[str, ...] = ()
    timescale: str = ""
    clocks: tuple[str, ...] = ()
    note: str = ""
    warning: str = ""
    suspended: bool = False

    @property
    def mark(self) -> str:
        """What to show beside what it asks, where that is not checked against the source."""
        return unchecked_mark(self.checked)

    @property
    def detail_mark(self) -> str:
        """The same for what counts and what is excluded."""
        return unchecked_mark(self.detail_checked)


@cache
def criteria() -> dict[str, Criterion]:
    """Every criterion of the present lists by id, in their order. To be read only."""
    found = (*_serious(), *_questions(), *_national(), *_notify(), *_never_events(), *_fits())
    return {one.id: one for one in found}


@cache
def criteria_for(profile: str) -> tuple[Criterion, ...]:
    """The criteria a framework (`model.Profile`) asks; of a framework that is not in the lists, those of every one."""
    listed = {fit.id for fit in fits(profile)}
    parts = _PARTS.get(profile, (Part.NEVER_EVENT, Part.NOTIFY))
    return tuple(one for one in criteria_of(*parts) if one.part is not Part.FIT or one.id in listed)


_PARTS = {
    "sif2015": (Part.SERIOUS, Part.NEVER_EVENT, Part.FIT, Part.NOTIFY),
    "psirf": (Part.QUESTION, Part.NATIONAL, Part.NEVER_EVENT, Part.FIT, Part.NOTIFY),
}


def criteria_of(*parts: Part) -> tuple[Criterion, ...]:
    """The criteria of some lists, in the order of the parts asked for."""
    return tuple(one for part in parts for one in criteria().values() if one.part is part)


def serious_harm() -> tuple[str, ...]:
    """What the 2015 framework means by serious harm."""
    return texts(_sheet_part("sif_2015"), "serious_harm_means")


def principle(profile: str) -> tuple[str, str]:
    """How a framework judges, in a sentence, and its mark; empty for a framework that is not in the lists."""
    name = {"sif2015": "sif_2015", "psirf": "psirf_2022"}.get(profile)
    if name is None:
        return "", ""
    part = _sheet_part(name)
    return text(part, "principle"), unchecked_mark(sheet("domain", f"{THRESHOLDS}.json").checked_row(part))


def always() -> tuple[str, ...]:
    """What PSIRF asks for whatever the response is."""
    return texts(_sheet_part("psirf_2022"), "always")


def threshold_contradictions() -> tuple[str, ...]:
    """Where the sources of the thresholds disagree."""
    return texts(sheet("domain", f"{THRESHOLDS}.json").content, "contradictions")


@dataclass(frozen=True, slots=True)
class Scheme:
    """Where the Never Events scheme stands: what is settled and what is not."""

    definition: str
    harm: str
    interim: str
    to_verify: tuple[str, ...]
    contradictions: tuple[str, ...]
    mark: str


@cache
def never_event_scheme() -> Scheme:
    """The state of the scheme, as far as the list knows it."""
    page = sheet("domain", f"{NEVER_EVENTS}.json")
    state = cast(Row, page.content["scheme_status"])
    return Scheme(
        definition=text(state, "definition_2018"),
        harm=text(state, "harm_note"),
        interim=text(state, "after_findings"),
        to_verify=texts(state, "must_verify"),
        contradictions=texts(page.content, "contradictions"),
        mark=page.mark,
    )


def begun(words: str) -> str:
    """Words of a list as a line begins with them."""
    return f"{words[:1].upper()}{words[1:]}"


def _sheet_part(name: str) -> Row:
    return cast(Row, sheet("domain", f"{THRESHOLDS}.json").content[name])


def _serious() -> list[Criterion]:
    page = sheet("domain", f"{THRESHOLDS}.json")
    checked = page.checked_row(_sheet_part("sif_2015"))  # the rows say nothing of their own
    return [
        Criterion(
            text(row, "id"), Part.SERIOUS, begun(text(row, "name")), list_version(THRESHOLDS), checked, checked,
            counts=texts(row, "criteria"), clocks=texts(row, "clocks"),
        )
        for row in page.rows("sif_2015", "categories")
    ]  # fmt: skip


def _questions() -> list[Criterion]:
    page = sheet("domain", f"{THRESHOLDS}.json")
    checked = page.checked_row(_sheet_part("psirf_2022"))
    return [
        Criterion(
            text(row, "id"), Part.QUESTION, begun(text(row, "ask")), list_version(THRESHOLDS), checked, checked,
            response=text(row, "if_yes"), clocks=texts(row, "clocks"),
        )
        for row in page.rows("psirf_2022", "decision_questions")
    ]  # fmt: skip


def _national() -> list[Criterion]:
    page = sheet("domain", f"{THRESHOLDS}.json")
    return [
        Criterion(
            text(row, "id"), Part.NATIONAL, begun(text(row, "incident_type")), list_version(THRESHOLDS),
            page.checked_row(row), page.checked_row(row),
            counts=texts(row, "criteria"), excluded=texts(row, "exclude"), response=text(row, "mandated_response"),
            led_by=text(row, "response_led_by"), notify=texts(row, "notify"), timescale=text(row, "timescale"),
            clocks=texts(row, "clocks"), warning=text(row, "warning"),
            note=". ".join(begun(said) for name in ("scope_note", "name_change") if (said := text(row, name))),
        )
        for row in page.rows("psirf_2022", "national_requirements")
    ]  # fmt: skip


def _notify() -> list[Criterion]:
    page = sheet("domain", f"{THRESHOLDS}.json")
    return [
        Criterion(
            text(row, "id"), Part.NOTIFY, begun(text(row, "trigger")), list_version(THRESHOLDS),
            page.checked_row(row), page.checked_row(row), notify=texts(row, "notify"), clocks=texts(row, "clocks"),
        )
        for row in page.rows("other_notifications")
    ]  # fmt: skip


def _never_events() -> list[Criterion]:
    page = sheet("domain", f"{NEVER_EVENTS}.json")
    return [
        Criterion(
            text(row, "id"), Part.NEVER_EVENT, begun(text(row, "title")), list_version(NEVER_EVENTS),
            page.checked_row(row, "title_checked"), page.checked_row(row, "detail_checked"),
            counts=(text(row, "description"), *texts(row, "includes")), excluded=texts(row, "exclusions"),
            note=text(row, "detail_note"), suspended=text(row, "status") == "suspended",
        )
        for row in page.rows("events")
    ]  # fmt: skip


def _fits() -> list[Criterion]:
    return [
        Criterion(
            fit.id, Part.FIT, begun(fit.fact), list_version(LEVELS), fit.checked, fit.checked, response=fit.response
        )
        for profile in ("sif2015", "psirf")
        for fit in fits(profile)
    ]  # fmt: skip
