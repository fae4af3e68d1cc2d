"""The values of a measure in order of time, with everything named that a reader of the chart has to know.

No value is ever dropped without a word: what cannot be drawn is a `Problem` that names it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from statistics import median

from rca_workbench.analysis.spc.numbers import Reading, read_number, says_decimal_comma
from rca_workbench.analysis.spc.parts import Point, Problem, ProblemKind
from rca_workbench.model import DataPoint, Measure
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import listed

_PERCENT = frozenset(("%", "percent", "per cent", "percentage", "pct"))
_PER = re.compile(r"\bper\s+([\d, ]*\d)|/\s?(\d[\d, ]*)")
NAMED = 4
"""As many values are named in a sentence; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Series:
    """What of a measure can be drawn, in order of time, and what cannot or is doubtful."""

    points: tuple[Point, ...]
    problems: tuple[Problem, ...]
    unit: str
    events: tuple[date, ...] = ()
    """Days of events that came without a value: what counts is the days between them."""
    event_ids: tuple[str, ...] = ()


def series(measure: Measure, values: Sequence[DataPoint], *, events: bool = False) -> Series:
    """The values of a measure; with `events`, those without a value count as events on their day."""
    comma = says_decimal_comma(text for one in values for text in (one.value, one.denominator)) or None
    problems: list[Problem] = []
    dated = [one for one in values if one.on]
    undated = [one for one in values if not one.on]
    if undated:
        problems.append(_problem(ProblemKind.NO_DATE, undated, "has no date", "have no date", out=True))
    if any(before.on > after.on for before, after in pairwise(dated)):
        words = "The values were not entered in order of their dates. The chart puts them in order."
        problems.append(Problem(ProblemKind.OUT_OF_ORDER, words))
    dated.sort(key=lambda one: one.on)
    bare = [one for one in dated if events and not one.value.strip()]
    read = [(one, read_number(one.value, decimal_comma=comma)) for one in dated if one not in bare]
    problems += _unread(read)
    good = [(one, reading) for one, reading in read if reading.number is not None]
    good, unit, mixed = _one_unit(measure, good)
    problems += mixed
    problems += _ambiguous(good, comma)
    if not unit.strip() and any(one.denominator.strip() for one, _ in good):
        unit = "%"
    points, more = _points(good, _scale(unit), comma)
    problems += more
    problems += _some_out_of(good, events)
    drawn = {one.id for one in points}
    unread = [one for one in dated if one.id not in drawn]
    problems += _days(measure, points, bare, unread)
    return Series(
        tuple(points), tuple(problems), unit,
        tuple(date.fromisoformat(one.on) for one in bare), tuple(one.id for one in bare),
    )  # fmt: skip


def step_days(measure: Measure, days: Sequence[date]) -> float:
    """Days from one value to the next: as the measure says, else as is usual among its values; 0 where not known."""
    said = measure.every.casefold()
    for name, length in (("quarter", 91.3), ("month", 30.4), ("fortnight", 14.0), ("week", 7.0)):
        if name in said:
            return length
    if "day" in said or "daily" in said:
        return 1.0
    if "year" in said or "annual" in said:
        return 365.25
    apart = [(after - before).days for before, after in pairwise(days) if after > before]
    return float(median(apart)) if len(apart) >= 2 else 0.0


def for_each_event(measure: Measure) -> bool:
    """Whether a value is noted for each event and not at a regular time."""
    return "event" in measure.every.casefold() or "incident" in measure.every.casefold()


def is_percent(unit: str) -> bool:
    """Whether a unit says that values are parts of a hundred."""
    return unit.strip().casefold().rstrip(".") in _PERCENT or unit.strip().startswith("%")


def _scale(unit: str) -> Fraction:
    """What a part of the whole is multiplied with where values come with what they are out of."""
    if is_percent(unit):
        return Fraction(100)
    hit = _PER.search(unit.casefold())
    return Fraction(int(re.sub(r"\D", "", hit[1] or hit[2])) or 1) if hit else Fraction(1)


def _unread(read: Iterable[tuple[DataPoint, Reading]]) -> list[Problem]:
    why: dict[str, list[DataPoint]] = {}
    for one, reading in read:
        if reading.number is None:
            why.setdefault(reading.problem, []).append(one)
    made = []
    for reason, ones in why.items():
        quoted = listed(
            [f"“{one.value.strip()}” on {_day(one)}" if one.value.strip() else _day(one) for one in ones],
            NAMED,
        )
        if reason == "no value":
            words = f"No value on {listed([_day(one) for one in ones], NAMED)}: left out, nothing is put in its place."
        else:
            words = f"{quoted}: {reason}. Left out of the chart."
        made.append(Problem(ProblemKind.NOT_A_NUMBER, words, tuple(one.id for one in ones), True))
    return made


def _one_unit(
    measure: Measure, good: list[tuple[DataPoint, Reading]]
) -> tuple[list[tuple[DataPoint, Reading]], str, list[Problem]]:
    """The values that share a unit: the measure's, else the commonest one. The others are named and left out."""
    counted = Counter(_folded(reading.unit) for _, reading in good if reading.unit)
    wanted = _folded(measure.unit)
    if not counted:
        return good, measure.unit, []
    named = [one for one, reading in good if reading.unit]
    if not wanted and 2 * len(named) < len(good):
        said = listed([f"“{one.value.strip()}” on {_day(one)}" for one in named], NAMED)
        words = f"Only {said} {'names' if len(named) == 1 else 'name'} a unit. Say in Details in which unit the values are."
        return good, "", [Problem(ProblemKind.UNITS_MIXED, words, tuple(one.id for one in named))]
    fits = [one for one in counted if wanted and _same(one, wanted)]
    main = fits[0] if fits else wanted or counted.most_common(1)[0][0]
    other = [
        (one, reading) for one, reading in good if reading.unit and not _same(_folded(reading.unit), main)
    ]
    unit = measure.unit or next(reading.unit for _, reading in good if _folded(reading.unit) == main)
    if not other:
        return good, unit, []
    ids = {one.id for one, _ in other}
    said = listed([f"“{one.value.strip()}” on {_day(one)}" for one, _ in other], NAMED)
    words = f"The values are in different units. The chart is in {unit}; left out: {said}."
    kept = [pair for pair in good if pair[0].id not in ids]
    return kept, unit, [Problem(ProblemKind.UNITS_MIXED, words, tuple(sorted(ids)), True)]


def _folded(unit: str) -> str:
    said = unit.strip().casefold().rstrip(".")
    return "%" if said in _PERCENT else said


def _same(unit: str, other: str) -> bool:
    """Whether two units are one, written out or cut short: "min", "mins", "minutes"."""
    short, long = sorted((unit.rstrip("s"), other.rstrip("s")), key=len)
    return bool(short) and long.startswith(short)


def _ambiguous(good: Sequence[tuple[DataPoint, Reading]], comma: bool | None) -> list[Problem]:
    doubtful = [(one, reading) for one, reading in good if reading.ambiguous]
    if not doubtful:
        return []
    others = [
        abs(reading.number) for one, reading in good if not reading.ambiguous and reading.number is not None
    ]
    if not comma and others and max(others) >= 100:
        return []  # among hundreds a comma before three figures is plainly one between thousands
    quoted = listed([f"“{one.value.strip()}” on {_day(one)}" for one, _ in doubtful], NAMED)
    reading = "as a decimal comma, because other values have one" if comma else "as one between thousands"
    words = f"The comma in {quoted} is read {reading}. Write a point, or no comma, if that is wrong."
    return [Problem(ProblemKind.AMBIGUOUS, words, tuple(one.id for one, _ in doubtful))]


def _some_out_of(good: Sequence[tuple[DataPoint, Reading]], events: bool) -> list[Problem]:
    """A count beside a share: both are drawn, and no line between them means anything."""
    bare = [one for one, _ in good if not one.denominator.strip()]
    if events or not bare or len(bare) == len(good):
        return []
    fewer = min(bare, [one for one, _ in good if one not in bare], key=len)
    what = "without what it is out of" if fewer is bare else "with what it is out of"
    said = listed([f"“{one.value.strip()}” on {_day(one)}" for one in fewer], NAMED)
    words = f"Some values are out of something and others are not, so they cannot be compared. {what.capitalize()}: {said}."
    return [Problem(ProblemKind.UNITS_MIXED, words, tuple(one.id for one in fewer))]


def _points(
    good: Iterable[tuple[DataPoint, Reading]], scale: Fraction, comma: bool | None
) -> tuple[list[Point], list[Problem]]:
    points: list[Point] = []
    no_whole: list[DataPoint] = []
    more: list[DataPoint] = []
    for one, reading in good:
        assert reading.number is not None
        number, said = reading.number, one.value.strip()
        if one.denominator.strip():
            whole = read_number(one.denominator, decimal_comma=comma).number
            if not whole or whole < 0:
                no_whole.append(one)
                continue
            if number > whole and scale == 100:
                more.append(one)
            number, said = number * scale / whole, f"{said} of {one.denominator.strip()}"
        points.append(Point(one.id, date.fromisoformat(one.on), number, said, one.note))
    problems = []
    if no_whole:
        problems.append(
            _problem(ProblemKind.NO_DENOMINATOR, no_whole, "is out of nothing one can divide by",
                     "are out of nothing one can divide by", out=True)
        )  # fmt: skip
    if more:
        problems.append(
            _problem(
                ProblemKind.MORE_THAN_ALL, more, "is more than it is out of", "are more than they are out of"
            )
        )
    return points, problems


def _days(
    measure: Measure, points: Sequence[Point], bare: Sequence[DataPoint], unread: Sequence[DataPoint]
) -> list[Problem]:
    """Two values on one day, and days that should have one. Where one stands that was left out, that is said already."""
    problems: list[Problem] = []
    if bare or for_each_event(measure):
        return problems
    counted = Counter(one.on for one in points)
    twice = [one for one in points if counted[one.on] > 1]
    if twice:
        days = listed([date_words(day.isoformat()) for day, count in counted.items() if count > 1], NAMED)
        words = f"More than one value on {days}. All are drawn; remove one if it was entered twice."
        problems.append(Problem(ProblemKind.SAME_DATE, words, tuple(one.id for one in twice)))
    days_apart = step_days(measure, [one.on for one in points])
    gaps = []
    for before, after in pairwise(points):
        missing = _missing(before.on, after.on, days_apart)
        if missing and not any(before.on.isoformat() < one.on < after.on.isoformat() for one in unread):
            gaps.append((before, after, missing))
    if gaps:
        said = listed([
            f"between {date_words(a.on.isoformat())} and {date_words(b.on.isoformat())} ({count} missing)"
            for a, b, count in gaps
        ], NAMED)  # fmt: skip
        words = f"No values {said}. Days without one are skipped, and a gap distorts the limits."
        problems.append(Problem(ProblemKind.GAP, words, tuple(id for a, b, _ in gaps for id in (a.id, b.id))))
    return problems


def _missing(before: date, after: date, apart: float) -> int:
    """How many values should lie between two days that are `apart` from each other as a rule."""
    if not apart:
        return 0
    if apart == 1.0 and after - before <= timedelta(days=3) and before.weekday() == 4:
        return 0  # a weekend
    return max(0, int((after - before).days / apart + 0.25) - 1)


def _problem(
    kind: ProblemKind, ones: Sequence[DataPoint], is_: str, are: str, *, out: bool = False
) -> Problem:
    said = listed([f"“{one.value.strip()}”" + (f" on {_day(one)}" if one.on else "") for one in ones], NAMED)
    words = f"{said} {is_ if len(ones) == 1 else are}" + (": left out of the chart." if out else ".")
    return Problem(kind, words, tuple(one.id for one in ones), out)


def _day(one: DataPoint) -> str:
    return date_words(one.on) if one.on else "no date"
