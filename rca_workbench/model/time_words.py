"""Reads a time as people type it, and says in words how it was read before it is kept.

`0415`, `c 0150`, `0220-0245`, `before 3`, `12/3`, `bleep +20m`, `between 2 and 3 pm on 4 Jan`, `?`. Days come first in
numbers; a time of day without a date is on the day of the row above. Everything `said_in_words` writes is read back
to the same value.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from rca_workbench.model.text import clean_text
from rca_workbench.model.time import Time, TimeKind, said_in_words, short_label, span
from rca_workbench.model.time_counted import Counted, counted, lengths
from rca_workbench.model.time_phrases import Misread, scan
from rca_workbench.model.time_settling import Settled, settle
from rca_workbench.model.wall_clock import DAY, HOUR, MINUTE, iso_of, moment, parts

__all__ = ["EntryRef", "Reading", "read_time", "said_in_words", "short_label"]

A_TIME = "Time must be a time or a guess, like 0415 or c 0150."


class EntryRef(NamedTuple):
    """An entry that words point to: its id, and what to call it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How words about time were understood."""

    time: Time | None
    """None where nothing can be kept as a time."""
    echo: str
    """One line: "reads about 01:50"."""
    problem: str = ""
    """What is wrong, in sentences. Beside a time it is a doubt, not a refusal."""


Find = Callable[[str], EntryRef | None]


def read_time(text: str, *, near: date | None, find: Find | None, now: date) -> Reading:
    """Read what somebody typed. Never raises; words nobody can read are kept as said, without a time.

    Args:
        text: what was typed.
        near: the day of the row above, for what has no day of its own.
        find: gives the entry that a code ("T12") or words ("the handover") point to, None where none or many do.
        now: today.
    """
    try:
        reader = _Reader(clean_text(text).strip(), near, find, now)
        return reader.read()
    except Misread as fault:
        return Reading(None, "", str(fault))
    except (ValueError, OverflowError):
        return Reading(None, "", A_TIME)


_LONGEST = 200
_UPPER = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})
_SIGNS = str.maketrans({"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "’": "'", "‘": "'", "\u00a0": " "})
_PARTS_OF_ONE = (("½", ".5"), ("¼", ".25"), ("¾", ".75"))
_NOT_KNOWN = re.compile(
    r"\?+|(?:time )?(?:is )?(?:unknown|not (?:known|recorded|stated|given|sure))|n/?k|d/?k|no (?:time|idea)(?: yet)?"
    r"|don'?t know|tbc"
)
_ORDER_KNOWN = re.compile(r"order known(?:, time not known)?|(?:known )?order only")
_NO_ANCHOR = re.compile(r"[+-]?\s*(.+?)\s*(?:before|after(?:wards)?|earlier|later|previously)?")
_HAS_LETTERS = re.compile(r"[^\W\d_]{2}")

_ABOUT = re.compile(
    r"^(?:at |on |in )?(?:(?:about|around|abt|approx(?:imately)?|roughly|circa|ca|some ?time (?:around|about))\b\.?"
    r"|c(?=[\s.\d])\.?|~)\s*(?:at )?"
)
_ABOUT_BEHIND = re.compile(r"\s*(?:-?ish|\bor so|\bor thereabouts|\bapprox(?:\.|imately)?|\?)$")
_MARGIN = re.compile(r",?\s*(?:give or take|\+/-|±|plus or minus)\s*(.+)$")

_ADVERB = r"(?:just |shortly |soon |immediately |right |some ?time |well |straight |directly )?"
_BEFORE = re.compile(rf"^{_ADVERB}(?:before|prior to|earlier than)\s+")
_BY = re.compile(r"^(?:by|no later than|not later than|not after|until|till|up to)\s+")
_AFTER = re.compile(rf"^{_ADVERB}(?:after|later than|following)\s+")
_SINCE = re.compile(r"^(?:since|from|no earlier than|not earlier than|not before)\s+")
_ONWARDS = re.compile(r"\s*(?:onwards?|or later|and after)$")

_BETWEEN = re.compile(r"^(?:some ?time )?between\s+(.+)$")
_AND = re.compile(r"\s+(?:and|to)\s+|\s*[-&]\s*")
_FROM = re.compile(r"^from\s+(.+)$")
_TO = re.compile(r"\s+(?:to|until|till|through)\s+|\s*-\s*")
_OR = re.compile(r"\s+or\s+")
_WEEK = re.compile(r"^(?:in )?(?:the )?(?:week (?:of|commencing|beginning|starting)|w/c|wc)\s+(.+)$")
_DECADE = re.compile(r"^(?:in )?(?:the )?((?:19|20)\d)0'?s$")
_NIGHTS = re.compile(
    r"^(?:during |in )?(?:the )?(?:over ?night|night)(?: of)?(?: the)?\s+(\d{1,2})\s*(?:-|to|/)\s*(\d{1,2})\s+(.+)$"
)

_SIDES = (
    (_BEFORE, TimeKind.BEFORE),
    (_BY, TimeKind.BEFORE),
    (_AFTER, TimeKind.AFTER),
    (_SINCE, TimeKind.AFTER),
)
_AT = re.compile(r"^(?:at|when|on|with)\s+")
_DURING = re.compile(r"^during\s+")
_TIME_NOT_KNOWN = re.compile(r",?\s*time (?:is )?not known$")
_CODE = re.compile(r"^[a-z]{1,3}\s?\d{1,6}\b")

_KIND_BY_LENGTH = {4: "year", 7: "month", 10: "date", 13: "hour", 16: "datetime", 19: "datetime"}
_SHORTER = {
    TimeKind.DATETIME: ("at ", ""),
    TimeKind.DATE: ("some time on ", ""),
    TimeKind.MONTH: ("in ", ""),
    TimeKind.YEAR: ("in ", "the year "),
}
"""How the echo begins where "reads" stands in front of it."""


@dataclass(slots=True)
class _Reader:
    """One reading: the words, what is around them, and what had to be assumed on the way."""

    text: str
    near: date | None
    find: Find | None
    now: date
    plain: str = ""
    notes: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    doubt: str = ""
    assumed: bool = False
    asked: dict[str, EntryRef | None] = field(default_factory=dict)
    missing: str = ""

    def read(self) -> Reading:
        plain = self.text.translate(_SIGNS)
        for sign, part in _PARTS_OF_ONE:
            plain = re.sub(rf"(\d)\s?{sign}", rf"\g<1>{part}", plain).replace(sign, f"0{part}")
        self.plain = " ".join(plain.split())
        words = self.plain.translate(_UPPER)
        if not words:
            return Reading(None, "", A_TIME)
        if len(words) > _LONGEST:
            return self._kept("it is too long to be read as a time")
        if _NOT_KNOWN.fullmatch(words):
            return self._reading(Time(TimeKind.UNKNOWN))
        if _ORDER_KNOWN.fullmatch(words):
            return self._reading(Time(TimeKind.ORDER_ONLY))
        time = self._absolute(words) or self._relative(words, 0) or self._both(words)
        if time is not None:
            return self._reading(time)
        if self.missing:
            return self._kept(self.missing)
        if _NO_ANCHOR.fullmatch(words) and lengths(_NO_ANCHOR.sub(r"\1", words)):
            return self._kept("it does not say from what, as 20 minutes after T12 does")
        if words[0] in "+-" and words[1:].strip().isdecimal():
            raise Misread("Time needs an entry to count from, like +20 min after T12.")
        if _HAS_LETTERS.search(words):
            return self._kept("no date or clock time was found in it")
        return Reading(None, "", A_TIME)

    # What the reading says back

    def _reading(self, time: Time) -> Reading:
        name_of = self.names.__getitem__
        said = "" if self.text == said_in_words(time, name_of) else self.text
        day = self.near if self.assumed else None
        words = said_in_words(time, name_of, day=day)
        front, instead = _SHORTER.get(time.kind, ("", ""))
        if front:
            words = words.replace(front, instead, 1)
        notes = dict.fromkeys(self.notes)
        echo = ", ".join((f"reads {words}", *(note for note in notes if not note.startswith("for "))))
        echo = "; ".join((echo, *(note for note in notes if note.startswith("for "))))
        kept = Time(time.kind, time.start, time.end, said, time.anchor, time.least, time.most, time.margin)
        return Reading(kept, echo, self.doubt)

    def _kept(self, why: str) -> Reading:
        return Reading(Time(TimeKind.UNKNOWN, said=self.text), f"kept as said, without a time: {why}")

    # Dates and clock times

    def _absolute(self, words: str) -> Time | None:
        """A time that stands on its own, None where the words hold anything else."""
        margin = None
        if given := _MARGIN.search(words):
            length = lengths(given[1])
            if length is None:
                return None
            margin, words = length[1], words[: given.start()]
        about = _ABOUT.match(words)
        body = words[about.end() :] if about else words
        behind = _ABOUT_BEHIND.search(body)
        if behind:
            body = body[: behind.start()]
        sure = about is None and behind is None and margin is None
        ways: tuple[Callable[[], Time | None], ...] = (
            partial(self._single, body, sure=sure, margin=margin),
            partial(self._stretch, body),
            partial(self._range, body, sure=sure),
            partial(self._bounded, body),
        )
        return self._first(ways)

    def _first(self, ways: tuple[Callable[[], Time | None], ...]) -> Time | None:
        """The first way of reading that works; where none does, the first thing that cannot be is raised."""
        fault: Misread | None = None
        for way in ways:
            notes = list(self.notes)
            try:
                time = way()
            except Misread as misread:
                fault = fault or misread
                time = None
            if time is not None:
                return time
            self.notes, self.doubt = notes, ""
        if fault is not None:
            raise fault
        return None

    def _single(self, words: str, *, sure: bool, margin: int | None) -> Time | None:
        said = scan(words, self.now)
        if said is None:
            return None
        rounded = said.rounded
        settled = self._note(settle(said, self.near))
        if settled.end is not None:
            return Time(TimeKind.BETWEEN, settled.start, settled.end)
        kind = _KIND_BY_LENGTH[len(settled.start)]
        if sure:
            return Time(TimeKind(kind), settled.start)
        if margin is None and rounded and kind == "datetime":
            margin = HOUR // 2
        return Time(TimeKind(f"about_{kind}"), settled.start, margin=margin)

    def _stretch(self, words: str) -> Time | None:
        """A week, a decade, a night between two days."""
        if match := _WEEK.match(words):
            said = scan(match[1], self.now)
            if said is None or said.has_clock or said.part:
                return None
            settled = self._note(settle(said, self.near))
            if len(settled.start) != len("2019-04-22"):
                return None
            last = date.fromisoformat(settled.start) + timedelta(days=6)
            return Time(TimeKind.BETWEEN, settled.start, last.isoformat())
        if match := _DECADE.match(words):
            return Time(TimeKind.BETWEEN, f"{match[1]}0", f"{match[1]}9")
        if match := _NIGHTS.match(words):
            first, second = scan(f"{match[1]} {match[3]}", self.now), scan(f"{match[2]} {match[3]}", self.now)
            if first is None or second is None or first.has_clock:
                return None
            first.part = second.part = "night"
            start, other = self._note(settle(first, self.near)), settle(second, self.near)
            return Time(TimeKind.BETWEEN, start.start, f"{other.start[:10]}T08:00")
        return None

    def _range(self, words: str, *, sure: bool) -> Time | None:
        between = _BETWEEN.match(words)
        ways = ((_AND, TimeKind.BETWEEN),) if between else ((_TO, TimeKind.PERIOD), (_OR, TimeKind.BETWEEN))
        body = between[1] if between else words
        if not between and (whole := _FROM.match(words)):
            body = whole[1]
        for joined, kind in ways:
            for match in joined.finditer(body):
                pair = self._pair(body[: match.start()], body[match.end() :])
                if pair is not None:
                    return Time(kind if sure else TimeKind.BETWEEN, *pair)
        return None

    def _pair(self, left: str, right: str) -> tuple[str, str] | None:
        """Two moments of one range; one that crosses midnight ends the day after."""
        first, last = scan(left, self.now), scan(right, self.now)
        if first is None or last is None:
            return None
        dated = first.has_date and last.has_date
        one, two = scan(left, self.now), scan(right, self.now)
        start = self._note(settle(first, self.near, two))
        finish = settle(last, self.near, one, last=True)
        if not finish.day_assumed:
            self.assumed = False
        if not start.notes:
            self._note(finish)
        end = finish.end or finish.start
        if span(end)[1] < span(start.start)[0]:
            if dated or len(end) <= len("2019-04-22"):
                raise Misread("Time ends before it starts. Check both ends.")
            numbers = parts(end)
            after = date(*numbers[:3]) + timedelta(days=1)
            end = iso_of((after.year, after.month, after.day, *numbers[3:]))
        return start.start, end

    def _bounded(self, words: str) -> Time | None:
        """Before and after a date or clock time; `by Friday` and `since Friday` take that day in."""
        onwards = _ONWARDS.search(words)
        if onwards:
            words = words[: onwards.start()]
        for pattern, kind, whole in (
            (_BEFORE, TimeKind.BEFORE, False),
            (_BY, TimeKind.BEFORE, True),
            (_AFTER, TimeKind.AFTER, False),
            (_SINCE, TimeKind.AFTER, True),
        ):
            if match := pattern.match(words):
                return self._bound(words[match.end() :], kind, whole=whole)
        return self._bound(words, TimeKind.AFTER, whole=True) if onwards else None

    def _bound(self, words: str, kind: TimeKind, *, whole: bool) -> Time | None:
        said = scan(words, self.now)
        if said is None:
            return None
        settled = self._note(settle(said, self.near))
        iso = settled.start
        if settled.end is not None:
            return Time(kind, settled.end if whole == (kind is TimeKind.BEFORE) else settled.start)
        if whole and len(iso) <= len("2019-04-22"):
            first, last = span(iso)
            there = moment(last + 1 if kind is TimeKind.BEFORE else first - 1)
            iso = there.isoformat()[: len(iso)]
        return Time(kind, iso)

    def _note(self, settled: Settled) -> Settled:
        self.notes += settled.notes
        self.doubt = self.doubt or settled.doubt
        self.assumed = settled.day_assumed
        return settled

    # Counted from something else. `at` is where the words start in the text, whose letters keep their size.

    def _relative(self, words: str, at: int) -> Time | None:
        if found := counted(words):
            return self._counted(words, at, found)
        order_only = _TIME_NOT_KNOWN.search(words)
        body = words[: order_only.start()] if order_only else words
        for pattern, kind in _SIDES:
            if match := pattern.match(body):
                entry = self._entry(at + match.end(), at + len(body))
                if order_only and kind is TimeKind.AFTER:
                    kind = TimeKind.ORDER_ONLY
                return Time(kind, anchor=entry.id) if entry else None
        if match := _BETWEEN.match(words):
            self._two_entries(words, at, match.start(1))
            return None
        if match := _DURING.match(words):
            entry = self._entry(at + match.end(), at + len(words))
            return Time(TimeKind.OFFSET, anchor=entry.id, least=0) if entry else None
        match = _AT.match(words)
        if match is None and not _CODE.match(words):
            return None
        entry = self._entry(at + (match.end() if match else 0), at + len(words))
        return Time(TimeKind.OFFSET, anchor=entry.id, least=0, most=0) if entry else None

    def _counted(self, words: str, at: int, found: Counted) -> Time | None:
        start, stop, _ = found.anchor.indices(len(words))
        entry = self._entry(at + start, at + stop)
        if entry is not None:
            return Time(
                TimeKind.OFFSET, anchor=entry.id, least=found.least, most=found.most, margin=found.margin
            )
        base = self._absolute(words[start:stop].strip())
        if base is None or base.start is None:
            return None
        self.missing = ""
        return _shifted(base, found)

    def _two_entries(self, words: str, at: int, start: int) -> None:
        for match in re.finditer(r"\s+and\s+", words[start:]):
            one = self._entry(at + start, at + start + match.start())
            other = self._entry(at + start + match.end(), at + len(words))
            if one and other:
                self.missing = (
                    f"a time between two entries cannot be kept. Type after {one.name} or before {other.name}"
                )
                return

    def _both(self, words: str) -> Time | None:
        """A date or clock time and, behind a comma, what it is counted from: both are known of the moment."""
        for match in re.finditer(r",\s+", words):
            front = self._absolute(words[: match.start()])
            if front is None or front.start is None:
                continue
            beside = self._relative(words[match.end() :], match.end())
            if beside is None or beside.margin is not None:
                continue
            same = beside.kind is front.kind and front.kind in (TimeKind.BEFORE, TimeKind.AFTER)
            if same or beside.kind is TimeKind.OFFSET:
                return Time(
                    front.kind,
                    front.start,
                    front.end,
                    anchor=beside.anchor,
                    least=beside.least,
                    most=beside.most,
                    margin=front.margin,
                )
        return None

    def _entry(self, start: int, stop: int) -> EntryRef | None:
        """The entry that part of the text points to; remembers what could not be found."""
        words = self.plain[start:stop].strip(" ,;\"'“”")
        if not words or self.find is None:
            return None
        if words not in self.asked:
            bare = re.sub(r"(?i)^(?:the|a|an|when)\s+", "", words)
            code = words.replace(" ", "").upper() if _CODE.fullmatch(words.translate(_UPPER)) else words
            found = None
            for form in dict.fromkeys((words, bare, code)):
                found = self.find(form)
                if found is not None:
                    break
            self.asked[words] = found
        entry = self.asked[words]
        if entry is None:
            self.missing = f"no single entry is found for “{words}”"
        else:
            self.names[entry.id] = entry.name
        return entry


def _shifted(base: Time, by: Counted) -> Time | None:
    """A clock time or date moved by a length: `10 min before 1500`."""
    kind = base.kind.removeprefix("about_")
    step = {"datetime": 1, "date": DAY}.get(kind)
    if step is None or base.start is None:
        return None
    if any(one is not None and one % step for one in (by.least, by.most)):
        return None
    first = span(base.start)[0]
    cut = 19 if by.least is not None and (first + by.least) % MINUTE else 16 if kind == "datetime" else 10

    def there(seconds: int) -> str:
        return moment(first + seconds).isoformat()[:cut]

    if by.least is None or by.most is None:
        bound = by.least if by.least is not None else by.most
        return Time(TimeKind.AFTER if by.most is None else TimeKind.BEFORE, there(bound or 0))
    if by.least != by.most:
        return Time(TimeKind.BETWEEN, there(by.least), there(by.most))
    if by.margin is None and base.kind is TimeKind(kind):
        return Time(base.kind, there(by.least))
    return Time(
        TimeKind(f"about_{kind}"), there(by.least), margin=by.margin if kind == "datetime" else base.margin
    )
