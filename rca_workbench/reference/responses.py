"""How an incident can be looked into: levels of 2015, learning responses of 2022, what leads to which, and by whom."""

from dataclasses import dataclass
from functools import cache
from typing import cast

from rca_workbench.reference.sheet import Checked, Row, sheet, text, texts, unchecked_mark

LEVELS = "investigation_levels"


@dataclass(frozen=True, slots=True)
class Response:
    """One way to look into an incident. `clock` is an id in `clock_rows()`, if one runs for it."""

    id: str
    name: str
    when: str
    team: str
    products: tuple[str, ...]
    effort: str
    clock: str
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@dataclass(frozen=True, slots=True)
class Fit:
    """A fact that points to a response: `fact` is what is asked, `response` the id of what it points to."""

    id: str
    fact: str
    response: str
    checked: Checked


@dataclass(frozen=True, slots=True)
class TeamRole:
    """One role in a response and what is asked of whoever has it. `part` is the value of `model.TeamPart`."""

    part: str
    role: str
    notes: str
    training: str


@cache
def responses(profile: str) -> tuple[Response, ...]:
    """The responses of a framework (`model.Profile`), least effort first for levels, as listed for the others.

    Empty for a framework that is not in the list.
    """
    page = sheet("domain", f"{LEVELS}.json")
    if profile == "sif2015":
        return tuple(
            Response(
                text(row, "id"), text(row, "name"), text(row, "when"), text(row, "team"), texts(row, "products"), "",
                text(row, "timescale"), page.checked_row(row),
            )
            for row in page.rows("sif_levels")
        )  # fmt: skip
    if profile == "psirf":
        return tuple(
            Response(
                text(row, "id"), text(row, "name"), text(row, "use_when"), text(row, "group_size"),
                texts(row, "typical_output"), text(row, "effort"), "", page.checked_row(row),
            )
            for row in page.rows("psirf_methods")
        )  # fmt: skip
    return ()


@cache
def response_of(id: str) -> Response | None:
    """The level or learning response with that id; None where the list has none, as for a name of one's own."""
    return next((one for name in ("sif2015", "psirf") for one in responses(name) if one.id == id), None)


@cache
def fits(profile: str) -> tuple[Fit, ...]:
    """The plain facts that point to a response, in the order of the list.

    Under PSIRF they are the rows of its way to choose that name a response; under the 2015 framework what the list
    says of when each level is used.
    """
    page = sheet("domain", f"{LEVELS}.json")
    if profile == "sif2015":
        return tuple(Fit(one.id, one.when, one.id, one.checked) for one in responses("sif2015"))
    if profile == "psirf":
        known = {one.id for one in responses("psirf")}
        return tuple(
            Fit(text(row, "id"), text(row, "if"), text(row, "then"), page.checked_row(row))
            for row in page.rows("choose")
            if text(row, "then") in known
        )
    return ()


def choosing_rules() -> tuple[str, ...]:
    """What holds whichever response is chosen."""
    return texts(sheet("domain", f"{LEVELS}.json").content, "choose_rules")


def level_contradictions() -> tuple[str, ...]:
    """Where the sources of levels and responses disagree."""
    return texts(sheet("domain", f"{LEVELS}.json").content, "contradictions")


@cache
def team_roles() -> tuple[TeamRole, ...]:
    """The roles in a response, each with what is recalled of the training it asks for."""
    page = sheet("domain", f"{LEVELS}.json")
    trained = texts(cast(Row, page.content["psirf_competence"]), "recalled")
    made = []
    for row in page.rows("psirf_roles"):
        role = text(row, "role")
        short = role.removeprefix("learning ")
        training = next((said.partition(": ")[2] for said in trained if said.startswith(f"{short}:")), "")
        made.append(TeamRole(_PARTS[role], role, text(row, "notes"), training))
    return tuple(made)


def competence_mark() -> str:
    """What to show beside what is said of training."""
    page = sheet("domain", f"{LEVELS}.json")
    return unchecked_mark(page.checked_row(cast(Row, page.content["psirf_competence"])))


_PARTS = {
    "learning response lead": "lead",
    "engagement lead": "engagement_lead",
    "oversight lead": "oversight_lead",
    "subject-matter adviser": "adviser",
    "patient safety partner": "patient_safety_partner",
}
