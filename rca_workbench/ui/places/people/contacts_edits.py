"""Edits of contacts and contact plans, each one step."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from rca_workbench.analysis.contacts import close_ones, heard
from rca_workbench.analysis.reaching import first_day
from rca_workbench.analysis.roles import holder, nature_of, new_role
from rca_workbench.model import Actor, Contact, ContactPlan, Time, new_id
from rca_workbench.model.time import moment, window
from rca_workbench.model.time_said import date_words
from rca_workbench.model.time_words import Reading, read_time
from rca_workbench.model.wall_clock import MONTHS, WEEKDAYS
from rca_workbench.store import Step
from rca_workbench.ui.fields.refs import last_order
from rca_workbench.ui.session import Session

TO_COME = "That is still to come. Check the day."
_ROW_ABOVE = re.compile(r", (?:the (?:first|month|year) )?[^,;]*from the row above")
"""The line to type in has no row above: the day is the last there was."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The capture line: when, with whom, how, and what was said and promised, each as typed."""

    when: str
    who: str
    means: str
    what: str


class ContactEdits:
    """What can be done to the contacts of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def read(self, when: str) -> Reading:
        """How a typed time is read: as the last such time there was, since a contact lies in the past."""
        now = self.session.now()
        today = now.date()
        first = read_time(when, near=today, find=None, now=today)
        for back in (0, 1, 7, today.day):
            got = read_time(when, near=today - timedelta(days=back), find=None, now=today)
            if got.time is not None and not _ahead(got.time, now):
                return replace(got, echo=_with_day(got, today))
        if first.time is None:
            return first
        return replace(first, echo=_with_day(first, today), problem=first.problem or TO_COME)

    def add(self, typed: Typed) -> str:
        """Keep a contact as it was typed, with whoever is new to People; returns its id."""
        id = new_id()
        got = heard(typed.means, typed.what)
        with self.session.step("Add contact") as step:
            person = self._person(step, typed.who)
            step.add(
                Contact(
                    id=id, person=person, when=self._time(typed.when), by=self._lead(person), means=typed.means.strip(),
                    reached=got.reached, said=got.said, promised=got.promised,
                )
            )  # fmt: skip
        return id

    def plan(self, person: str | None) -> str:
        """A contact plan with somebody; returns its id. Who has one keeps it."""
        for one in self.session.snapshot.of(ContactPlan).values():
            if person and one.person == person:
                return one.id
        id = new_id()
        with self.session.step("Add contact plan") as step:
            step.add(ContactPlan(id=id, person=person))
        return id

    def keep(self, contact: Contact) -> None:
        """Mark what was promised as kept today, or as open again."""
        on = "" if contact.kept else self.session.today().isoformat()
        self.session.change(contact, "Mark promise as kept" if on else "Mark promise as open again", kept=on)

    def usual_person(self, selected: object) -> str:
        """The role a contact is with when nobody types one: of what is selected, or the one there is a plan for."""
        snapshot = self.session.snapshot
        id = selected.person if isinstance(selected, Contact | ContactPlan) else None
        if isinstance(selected, Actor):
            id = selected.id
        if id is None:
            plans = list(snapshot.of(ContactPlan).values())
            close = close_ones(snapshot)
            id = plans[0].person if len(plans) == 1 else close[0].id if len(close) == 1 else None
        actor = snapshot.get(Actor, id)
        return actor.role if actor is not None else ""

    def to_come(self, time: Time) -> bool:
        """Whether a time has not begun yet."""
        return _ahead(time, self.session.now())

    def _time(self, when: str) -> Time:
        read = self.read(when.strip() or "today")
        return read.time if read.time is not None else Time(said=when.strip())

    def _person(self, step: Step, who: str) -> str | None:
        who = " ".join(who.split())
        if not who:
            return None
        actors = step.snapshot.of(Actor).values()
        known = holder(actors, who)
        if known is not None:
            return known.id
        role = new_role(actors, who)
        made = step.add(
            Actor(id=new_id(), role=role, nature=nature_of(role), order=last_order(step, "actor"))
        )
        return made.id

    def _lead(self, person: str | None) -> str:
        plans = self.session.snapshot.of(ContactPlan).values()
        return next((one.lead for one in plans if person and one.person == person), "")


def _ahead(time: Time, now: datetime) -> bool:
    """Whether a time lies wholly after now; one without a date does not."""
    first = window(time).earliest
    return first is not None and moment(first) > now


def _with_day(reading: Reading, today: date) -> str:
    """How a time was read, with the day where it is neither typed nor today."""
    echo = _ROW_ABOVE.sub("", reading.echo)
    day = first_day(reading.time) if reading.time is not None else ""
    if not day or day == today.isoformat() or any(month in echo for month in MONTHS[1:]):
        return echo
    return f"{echo} on {WEEKDAYS[date.fromisoformat(day).weekday()]} {date_words(day)}"
