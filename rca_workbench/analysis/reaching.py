"""Trying to reach somebody: each attempt, what came of it, and whether it is shown that they are out of reach.

Paragraph 5 of regulation 20 asks for a written record of the attempts and gives no number. From how many on this program
takes it as shown stands in `resources/domain/duty_of_candour.json` (`enough_attempts`) and is the project's own.
"""

import re
from dataclasses import dataclass

from rca_workbench.model import (
    CLOSE,
    Actor,
    CandourStep,
    CandourTest,
    Contact,
    Reached,
    Snapshot,
    StepOutcome,
    TimeKind,
)
from rca_workbench.model.time import Time, moment, window
from rca_workbench.reference.candour import no_contact

UNANSWERED = (Reached.NO_ANSWER, Reached.MESSAGE, Reached.WRITTEN)
"""What may have come of an attempt without their having been spoken to."""
AT_A_DISTANCE = ("telephone", "email", "text", "letter")
"""Ways in which nobody stands before them, as `way_of` tells them."""
_WAYS = (
    ("visit", r"\bin person\b|\bface[- ]to[- ]face\b|\bvisit|\bdoor\b|\bat home\b"),
    ("telephone", r"phone|\bcall|\brang\b|mobile|\bvideo"),
    ("email", r"e-?mail"),
    ("text", r"\btext|\bsms\b|\bmessage"),
    ("letter", r"\bletter|\bpost(?:ed|al)?\b|\bwrit|\bwrote\b"),
)
"""Ways of reaching somebody, told by words in how it was done: "phone" and "by telephone" are one. In person first: a
visit that was announced by telephone is a visit."""


@dataclass(frozen=True, slots=True)
class Reaching:
    """The attempts to speak to the relevant person."""

    attempts: tuple[Contact, ...]
    """Those in which nobody was spoken to, in order of arrival."""
    spoken: tuple[Contact, ...]
    declined: Contact | None
    """The contact in which they said that they did not wish to talk."""
    lacking: tuple[str, ...]
    """What is missing before they count as out of reach; empty where the attempts show it."""
    refused: bool = False
    """They said that they did not wish to talk, in a contact or at a step of the duty: no more attempts are owed."""

    @property
    def enough(self) -> bool:
        """Whether the attempts show that they could not be reached."""
        return not self.lacking

    @property
    def words(self) -> str:
        """How it stands, in a sentence."""
        count = len(self.attempts)
        said = (
            "No attempt is recorded" if not count else f"{count} attempt{'s' if count > 1 else ''} recorded"
        )
        if self.refused:
            others = f" {said}." if count else ""
            return f"They declined; no more attempts are asked for.{others}"
        if self.spoken:
            return f"{said}, and they were spoken with."
        return f"{said}." if self.enough else f"{said}. Still missing: {'; '.join(self.lacking)}."


def reaching(snapshot: Snapshot) -> Reaching:
    """The attempts to reach the relevant person; of patient and family while nobody is named as that."""
    people = relevant(snapshot)
    contacts = [one for one in snapshot.of(Contact).values() if one.person in people]
    attempts = tuple(one for one in contacts if one.reached in UNANSWERED)
    spoken = tuple(one for one in contacts if one.reached is Reached.SPOKEN)
    declined = next((one for one in reversed(contacts) if one.reached is Reached.DECLINED), None)
    refused = declined is not None or any(
        one.became is StepOutcome.DECLINED for one in snapshot.of(CandourStep).values()
    )
    return Reaching(attempts, spoken, declined, _lacking(attempts, spoken), refused)


def relevant(snapshot: Snapshot) -> frozenset[str | None]:
    """Ids of those to whom the duty is owed: the relevant person, or patient and family while none is named."""
    person = snapshot.one(CandourTest).person
    if person:
        return frozenset((person,))
    return frozenset(one.id for one in snapshot.of(Actor).values() if one.nature in CLOSE)


def attempts_rule() -> str:
    """From when somebody counts as out of reach, in a sentence with its basis."""
    rule = no_contact()
    return (
        f"Out of reach here means at least {rule.at_least} attempts without an answer, on {rule.on_days} days or more and "
        f"in {rule.by_ways} ways or more: {rule.basis}."
    )


def _lacking(attempts: tuple[Contact, ...], spoken: tuple[Contact, ...]) -> tuple[str, ...]:
    rule = no_contact()
    days = {day for one in attempts if (day := first_day(one.when))}
    ways = {
        way_of(one.means) or "in writing"
        for one in attempts
        if one.means.strip() or one.reached is Reached.WRITTEN
    }
    undated = sum(not first_day(one.when) for one in attempts)
    missing = []
    if spoken:
        missing.append("they were spoken with, so they can be reached")
    if len(attempts) < rule.at_least:
        more = rule.at_least - len(attempts)
        missing.append(f"{more} more attempt{'s' if more > 1 else ''}")
    if undated:
        missing.append(f"the day of {undated} attempt{'s' if undated > 1 else ''}")
    elif len(days) < rule.on_days:
        missing.append("an attempt on another day")
    if len(ways) < rule.by_ways:
        missing.append("an attempt in another way, such as a letter")
    return tuple(missing)


def way_of(means: str) -> str:
    """Which way of reaching somebody it was, by how it is said to have been done; else what was said, in small letters."""
    said = means.strip().casefold()
    return next((way for way, words in _WAYS if re.search(words, said)), said)


def first_day(time: Time) -> str:
    """The first day a time may be on, as ISO text; empty where it says none."""
    if time.kind is TimeKind.UNKNOWN:
        return ""
    seen = window(time)
    first = seen.earliest if seen.earliest is not None else seen.latest
    return moment(first).date().isoformat() if first is not None else ""
