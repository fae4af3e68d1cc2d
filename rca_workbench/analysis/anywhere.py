"""A text as it could be said of anywhere: days, times and the places of the case taken out, each with what it stood for.

For what goes out beyond the team. What is taken out is marked in square brackets, so that a person puts it in other
words; nothing is reworded here. Source: sharing rule "anonymise and second-check before release".
"""

import re
from collections.abc import Iterator

from rca_workbench.model import Snapshot

DAY, TIME, PLACE = "[a day]", "[a time]", "[a place]"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s*(?:[-–]|\bto\b|\band\b)\s*)?\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b(?:,?\s+\d{{4}})?"
    rf"|\b(?-i:(?=[A-Z])){_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b"
    rf"|\b{_MONTH}\s+\d{{4}}\b"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:[01]?\d|2[0-3])(?::[0-5]\d(?:\s*(?:am|pm|hrs|hours|h))?|\.[0-5]\d\s*(?:am|pm|hrs|hours))\b"
    r"|\b\d{1,2}\s*(?:am|pm)\b|\b(?:[01]\d|2[0-3])[0-5]\d\s*(?:hrs?|hours|h)\b",
    re.IGNORECASE,
)
_IN_ONE = re.compile(r"(\[a (?:day|time|place)\])(?:[\s,]+(?:and\s+)?\1)+")
_SHORTEST = 4
"""Letters a place has to have: shorter ones stand in other words."""


def anywhere(snapshot: Snapshot, text: str) -> str:
    """The text with its days, times and the places of this case in square brackets."""
    for place in places(snapshot):
        text = re.sub(rf"(?<!\w){re.escape(place)}(?!\w)", PLACE, text, flags=re.IGNORECASE)
    text = _TIME.sub(TIME, _DAY.sub(DAY, text))
    return _IN_ONE.sub(r"\1", text)


def taken_out(text: str) -> bool:
    """Whether something was taken out of a text."""
    return any(mark in text for mark in (DAY, TIME, PLACE))


def places(snapshot: Snapshot) -> tuple[str, ...]:
    """What may say where the case happened, longest first: organisation, reference, setting and its parts, service."""
    case, incident = snapshot.case, snapshot.incident
    said = {case.organisation, case.reference, incident.setting, *_parts(incident.setting)}
    said |= {incident.service} if _names(incident.service) else set()
    found = {one.strip() for one in said if len(one.strip()) >= _SHORTEST}
    return tuple(sorted(found, key=lambda one: (-len(one), one)))


def _parts(text: str) -> Iterator[str]:
    """The parts of a setting that name something: "Ward 7" and "St Anne's" of "Ward 7, St Anne's"."""
    return (part.strip() for part in re.split(r"[,;()]", text) if _names(part.strip()))


def _names(text: str) -> bool:
    """Whether words name one place: a number in them, or a capital beyond the first letter of all."""
    return bool(re.search(r"\d|.\b[A-Z]", text))
