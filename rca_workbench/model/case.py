"""The case as a whole: what it is called, how it is marked, which incident it is about."""

from enum import StrEnum
from typing import Annotated

from rca_workbench.model.entity import Entity, entity
from rca_workbench.model.fields import Choice, Day, Flag, Text, When
from rca_workbench.model.time import Time


class Nation(StrEnum):
    """Whose bank holidays count as days off."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


class Profile(StrEnum):
    """The national framework a case follows. Its words and checklists never mix with the other's."""

    PSIRF = "psirf"
    """Patient Safety Incident Response Framework (NHS England, 2022)."""
    SIF2015 = "sif2015"
    """Serious Incident Framework (NHS England, 2015)."""


@entity("case", "case", "cases", single=True, title="title")
class CaseRecord(Entity):
    """What the case file is: one in each."""

    title: Annotated[str, Text(label="Case title", search=True)] = ""
    reference: Annotated[str, Text(label="Reference", help="The number your organisation knows it by")] = ""
    profile: Annotated[Profile, Choice(label="Framework", of=Profile)] = Profile.PSIRF
    marking: Annotated[str, Text(label="Marking")] = "Confidential: contains personal data"
    organisation: Annotated[str, Text(label="Organisation")] = ""
    nation: Annotated[
        Nation,
        Choice(label="Nation", of=Nation, help="Its bank holidays count when working days are counted"),
    ] = Nation.ENGLAND
    timezone: Annotated[
        str, Text(label="Time zone", help="Times are kept as the clock on the wall showed")
    ] = ""
    classification: Annotated[
        str,
        Text(
            label="Classification framework",
            help="The list of contributory factors used for bones, prompts and coverage; empty: the usual one",
        ),
    ] = ""
    sample: Annotated[bool | None, Flag(label="Sample case")] = None
    acknowledgement: Annotated[
        str,
        Text(
            label="Source and licence",
            long=True,
            help="Printed in the report where the facts are not your own",
        ),
    ] = ""
    lists: Annotated[
        str, Text(label="List versions", help="The reference lists this case was judged against")
    ] = ""
    imported_id: Annotated[str, Text(label="Id in the imported file")] = ""


@entity("incident", "incident", "incidents", single=True, title="summary")
class Incident(Entity):
    """What happened, in brief: one in each case."""

    summary: Annotated[str, Text(label="What happened", long=True, search=True)] = ""
    family_summary: Annotated[
        str,
        Text(
            label="In words for the family", long=True, search=True, help="Plain words the family can share"
        ),
    ] = ""
    start: Annotated[Time, When(label="When it happened")] = Time()
    end: Annotated[Time, When(label="When it ended")] = Time()
    found: Annotated[Time, When(label="When it was found")] = Time()
    reported: Annotated[Time, When(label="When it was reported locally")] = Time()
    setting: Annotated[str, Text(label="Where", search=True)] = ""
    service: Annotated[str, Text(label="Service", search=True)] = ""
    harm_level: Annotated[str, Text(label="Level of harm")] = ""
    harm: Annotated[
        str, Text(label="Who was harmed, and how", long=True, search=True, help="By role, not by name")
    ] = ""
    safe_now: Annotated[str, Text(label="Is everyone safe now", long=True, search=True)] = ""
    terms_of_reference: Annotated[
        str,
        Text(
            label="Terms of reference",
            long=True,
            search=True,
            help="The questions this investigation answers",
        ),
    ] = ""
    scope: Annotated[str, Text(label="Scope and limits", long=True, search=True)] = ""
    related: Annotated[
        str,
        Text(
            label="Similar earlier events",
            long=True,
            search=True,
            help="Where you looked and what you found, also if that is none",
        ),
    ] = ""
    domain: Annotated[str, Text(label="Field of care")] = ""


@entity("unplaced", "unplaced item", "unplaced items", title="path")
class Unplaced(Entity):
    """Something an imported file held that this case has no field for. Kept as it came, never dropped."""

    source: Annotated[str, Text(label="Came from")] = ""
    path: Annotated[str, Text(label="Place in the file")] = ""
    content: Annotated[str, Text(label="Content, as JSON", long=True)] = ""


@entity("note", "note", "notes", title="text")
class Note(Entity):
    """A line written on the Overview or the Incident page."""

    text: Annotated[str, Text(label="Note", long=True, search=True)] = ""
    on: Annotated[str, Day(label="Date")] = ""
    place: Annotated[str, Text(label="Page")] = ""
