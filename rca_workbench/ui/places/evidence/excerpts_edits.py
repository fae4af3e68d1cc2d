"""Edits of excerpts, each one step: words of a text tied to a fact, or made into a new moment of the timeline."""

from dataclasses import dataclass
from datetime import date

from rca_workbench.model import (
    Actor,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Interview,
    Snapshot,
    Stance,
    Time,
    TimeKind,
    TimelineEntry,
    new_id,
    next_code,
)
from rca_workbench.model.time_words import Reading, read_time
from rca_workbench.store import Step
from rca_workbench.ui.fields.refs import add_by_name, last_order
from rca_workbench.ui.fields.time_edit import day_of, find_entry
from rca_workbench.ui.session import Session


@dataclass(frozen=True, slots=True)
class Origin:
    """Where words come from: a piece of evidence, or an interview that may not be one yet."""

    id: str
    interview: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words and the place they stand at."""

    words: str
    place: str = ""


class ExcerptEdits:
    """What can be done to the excerpts of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def read(self, text: str) -> Reading:
        """How a time typed beside words of a source is understood."""
        snapshot = self.session.snapshot
        return read_time(
            text,
            near=self._day(),
            find=lambda words: find_entry(snapshot, words),
            now=self.session.today(),
        )

    def add(self, evidence: str | None, name: str, about: str, passage: Passage, stance: Stance) -> str:
        """Tie a place in evidence to a fact; without an id, evidence of that name is added. Returns the id."""
        id = new_id()
        with self.session.step("Add source") as step:
            item = evidence or add_by_name(step, EvidenceItem.kind.name, name).id
            step.add(_excerpt(id, item, about, passage, stance))
        return id

    def tie(self, origin: Origin, about: str, passage: Passage, stance: Stance) -> str:
        """Tie words of a text to a fact that is there; returns the excerpt's id."""
        id = new_id()
        with self.session.step("Use words as excerpt") as step:
            step.add(_excerpt(id, _item(step, origin), about, passage, stance))
        return id

    def to_timeline(self, origin: Origin, passage: Passage, when: str, who: str, what: str) -> str:
        """Make a new timeline entry from words of a text, with the words as its source; returns the entry's id."""
        id = new_id()
        reading = self.read(when) if when.strip() else None
        time = reading.time if reading else Time()
        with self.session.step("New timeline entry from an excerpt") as step:
            step.add(
                TimelineEntry(
                    id=id,
                    code=next_code(step.snapshot, TimelineEntry),
                    time=time or Time(kind=TimeKind.UNKNOWN, said=when.strip()),
                    text=what.strip(),
                    actor=_actor(step, who),
                    order=last_order(step, TimelineEntry.kind.name),
                )
            )
            step.add(_excerpt(new_id(), _item(step, origin), id, passage, Stance.SUPPORTS))
        return id

    def _day(self) -> date | None:
        """The day a time of day alone is on: that of the incident, or of the first moment that has one."""
        snapshot = self.session.snapshot
        entries = snapshot.of(TimelineEntry)
        times = (entries[id].time for id in self.session.chronology.order if id in entries)
        return day_of(snapshot.incident.start) or next(filter(None, map(day_of, times)), None)


def item_of(snapshot: Snapshot, origin: Origin) -> str | None:
    """The piece of evidence an excerpt of a text belongs to; None while an interview is in no register."""
    if not origin.interview:
        return origin.id if snapshot.get(EvidenceItem, origin.id) else None
    interview = snapshot.get(Interview, origin.id)
    return interview.evidence if interview else None


def interview_name(snapshot: Snapshot, interview: Interview) -> str:
    """What an interview is called wherever it is evidence: by the role, never by a name."""
    person = snapshot.get(Actor, interview.person)
    return f"Interview with {person.role}" if person and person.role else "Interview"


def _excerpt(id: str, item: str, about: str, passage: Passage, stance: Stance) -> Excerpt:
    return Excerpt(
        id=id,
        evidence=item,
        about=about,
        place=passage.place.strip(),
        quote=passage.words.strip(),
        stance=stance,
    )


def _item(step: Step, origin: Origin) -> str:
    """The piece of evidence words belong to. An interview gets its entry in the register when first quoted."""
    known = item_of(step.snapshot, origin)
    if known is not None and step.snapshot.get(EvidenceItem, known) is not None:
        return known
    interview = step.snapshot.get(Interview, origin.id)
    if interview is None:
        raise ValueError(
            "The text these words are from is no longer in the case. They are still on the screen."
        )
    item = step.add(
        EvidenceItem(
            id=new_id(),
            code=next_code(step.snapshot, EvidenceItem),
            name=interview_name(step.snapshot, interview),
            evidence_kind=EvidenceKind.INTERVIEW,
            obtained=interview.when,
            reference_form="paragraph of the notes",
            order=last_order(step, EvidenceItem.kind.name),
        )
    )
    step.change(interview, evidence=item.id)
    return item.id


def _actor(step: Step, who: str) -> str | None:
    role = who.strip()
    if not role:
        return None
    for actor in step.snapshot.of(Actor).values():
        if actor.role.casefold() == role.casefold():
            return actor.id
    return add_by_name(step, Actor.kind.name, role).id
