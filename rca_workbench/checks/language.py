"""Reads the wording of a text for blame, hindsight and counterfactuals, after `resources/domain/blame_language.json`.

`marks(text, scope, context)` gives the places to look at again, each with the reason and a way to reword. Words are
offered and never changed. It is quick enough to be asked at every key: what a text holds is worked out once.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from rca_workbench.checks.language_text import LONGEST_READ, Prepared, prepared
from rca_workbench.checks.rule import Severity
from rca_workbench.reference import blame_language
from rca_workbench.reference.sheet import Row, text, texts

NAMES = "BL064"
"""The pattern that finds names."""


class Scope(StrEnum):
    """What sort of text is read: it decides which patterns apply."""

    FINDING = "finding"
    CAUSAL_STATEMENT = "causal_statement"
    SUMMARY = "summary"
    TITLE = "title"
    RECOMMENDATION = "recommendation"
    ACTION = "action"
    TIMELINE_FACT = "timeline_fact"
    """What a timeline entry says happened."""
    OTHER = "other"
    """Any other text of the team's: read only for what is out of place anywhere, such as a name."""
    OWN_WORDS = "own_words"
    """Somebody's own words, which are never corrected: not read."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known around a text that decides exceptions."""

    titles: tuple[str, ...] = ()
    """Names of documents of the case."""
    equipment: tuple[str, ...] = ()
    """What the case calls its equipment and software."""
    roles: tuple[str, ...] = ()
    """What the case calls its people."""
    names: tuple[str, ...] = ()
    """Names that may stand, by consent."""
    granted: frozenset[str] = frozenset()
    """Exceptions that hold for the whole text, by type: "duty_stated" where the factor's duty is filled in."""


PLAIN = Context()


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern of the list."""

    id: str
    statement: str
    """What a sound text shows, in one line."""
    regex: re.Pattern[str]
    category: str
    severity: Severity | None
    """None for praise: a good way to say it, never a fault."""
    scopes: frozenset[str]
    explanation: str
    rewording: str
    exceptions: frozenset[str]
    sources: tuple[str, ...]
    fires: tuple[str, ...]
    clean: tuple[str, ...]

    def reads(self, scope: Scope) -> bool:
        """Whether the pattern has a say in texts of that sort."""
        if scope is Scope.OWN_WORDS:
            return False
        # A timeline says what happened; what colours a finding colours it too.
        asked = Scope.FINDING if scope is Scope.TIMELINE_FACT else scope
        return asked in self.scopes or "any" in self.scopes


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text to look at again."""

    start: int
    end: int
    pattern: str
    """The id of the pattern, which is that of its check: "BL001"."""
    phrase: str
    """The words that stand there."""
    explanation: str
    """Why to look at them again."""
    rewording: str
    """What to write instead, as advice."""
    severity: Severity
    sentence: str
    """The sentence they stand in."""

    @property
    def said(self) -> str:
        """What an acceptance is held against: the sentence. A name does not stand in it, it would outlast its text."""
        return self.sentence.replace(self.phrase, "[name]") if self.pattern == NAMES else self.sentence


def marks(text: str, scope: Scope, context: Context = PLAIN) -> tuple[Mark, ...]:
    """The places of a text to look at again, in order; of phrases that overlap, the one that weighs more."""
    return tuple(
        Mark(
            hit.start,
            hit.end,
            hit.pattern.id,
            text[hit.start : hit.end],
            hit.pattern.explanation,
            hit.pattern.rewording,
            hit.pattern.severity,
            text[slice(*hit.sentence)],
        )
        for hit in _apart(_standing(text, scope, context))
        if hit.pattern.severity is not None
    )


def praise(text: str, scope: Scope, context: Context = PLAIN) -> tuple[str, ...]:
    """What a text says well: the phrases that state the limits of what is known."""
    return tuple(
        text[hit.start : hit.end] for hit in _standing(text, scope, context) if hit.pattern.severity is None
    )


def weighed(text: str, scope: Scope) -> tuple[tuple[int, int], ...]:
    """The places that any pattern looks at in such a text, whether or not something excuses them there."""
    return tuple((hit.start, hit.end) for hit in _hits(text) if hit.pattern.reads(scope))


def read_in_part(text: str) -> bool:
    """Whether a text is so long that only its beginning is read."""
    return len(text) > LONGEST_READ


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every pattern, in the order of the list."""
    return tuple(_pattern(row) for row in blame_language().rows("patterns"))


@dataclass(frozen=True, slots=True)
class _Hit:
    """A place where a pattern matches, and the exceptions that the text itself shows to hold there."""

    pattern: Pattern
    start: int
    end: int
    sentence: tuple[int, int]
    excused: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Words:
    """Words in a text that decide one exception."""

    place: str
    """"sentence": anywhere in the sentence; "before": in it, before the phrase; "over": in part over the phrase."""
    regex: re.Pattern[str]


_WEIGHT = {Severity.ERROR: 3, Severity.WARNING: 2, Severity.ADVICE: 1, None: 0}
_LEVELS = {"high": Severity.ERROR, "medium": Severity.WARNING, "low": Severity.ADVICE, "praise": None}
"""Of `severity_levels` in the list: high must be resolved or justified before sign-off, low is a hint."""


def _standing(text: str, scope: Scope, context: Context) -> Iterator[_Hit]:
    """The hits that count in a text of that sort, there."""
    for hit in _hits(text):
        if hit.pattern.reads(scope):
            possible = hit.pattern.exceptions
            if possible.isdisjoint(hit.excused | context.granted) and not _known(hit, text, context):
                yield hit


def _apart(hits: Iterable[_Hit]) -> list[_Hit]:
    """Of hits that overlap, the one that weighs more; of equals, the longer."""
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda one: (-_WEIGHT[one.pattern.severity], one.start - one.end)):
        at = bisect_right(kept, hit.start, key=lambda one: one.start)
        clear_before = not at or kept[at - 1].end <= hit.start
        if clear_before and (at == len(kept) or hit.end <= kept[at].start):
            kept.insert(at, hit)
    return kept


# A case of 100,000 entries keeps all its readings: with room for fewer, each edit would have all texts read anew.
@lru_cache(maxsize=1 << 18)
def _hits(text: str) -> tuple[_Hit, ...]:
    """Every hit in a text, whatever sort of text it is."""
    if not text.strip():
        return ()
    made = prepared(text)
    return tuple(hit for one in patterns() for hit in _found(one, made))


def _found(one: Pattern, made: Prepared) -> Iterator[_Hit]:
    # A name identifies wherever it stands, also in a quotation.
    read = made.whole if "case_sensitive" in one.exceptions else made.read
    for match in one.regex.finditer(read):
        start, end = match.span()
        while start < end and not read[start].isalnum():
            start += 1  # a pattern may begin with the end of what came before
        sentence = made.sentence(start)
        if start < end:
            yield _Hit(one, start, end, sentence, _excused(one, made.whole, start, end, sentence))


def _excused(one: Pattern, whole: str, start: int, end: int, sentence: tuple[int, int]) -> frozenset[str]:
    begin, finish = sentence
    held = set()
    for name in one.exceptions & _deciding().keys():
        words = _deciding()[name]
        match words.place:
            case "sentence":
                holds = words.regex.search(whole, begin, finish) is not None
            case "before":
                holds = words.regex.search(whole, begin, start) is not None
            case _:
                holds = any(
                    other.start() < end and other.end() > start
                    for other in words.regex.finditer(whole, begin, finish)
                )
        if holds:
            held.add(name)
    return frozenset(held)


def _known(hit: _Hit, text: str, context: Context) -> bool:
    """Whether an exception holds that only the case can tell."""
    possible = hit.pattern.exceptions
    if not possible.isdisjoint(("policy_title", "title_of_source")) and any(
        _within(hit, text, title) for title in context.titles
    ):
        return True
    if "device_subject" in possible:
        before = text[hit.sentence[0] : hit.end].casefold()
        if any(name.casefold() in before[-len(name) - 40 :] for name in context.equipment if name):
            return True
    if "case_sensitive" in possible:
        return any(_within(hit, text, name) for name in (*context.roles, *context.names))
    return False


def _within(hit: _Hit, text: str, name: str) -> bool:
    """Whether the phrase lies inside a name of more than one word that stands there."""
    if len(name.split()) < 2:
        return False
    sentence = text[slice(*hit.sentence)].casefold()
    at = sentence.find(name.casefold())
    while at >= 0:
        begin = hit.sentence[0] + at
        if begin <= hit.start and hit.end <= begin + len(name):
            return True
        at = sentence.find(name.casefold(), at + 1)
    return False


def _pattern(row: Row) -> Pattern:
    exceptions = frozenset(texts(row, "exceptions"))
    return Pattern(
        id=text(row, "id"),
        statement=text(row, "statement"),
        # Matched against small letters, but for those that mind capitals: the list writes them in small letters too.
        regex=re.compile(text(row, "regex")),
        category=text(row, "category"),
        severity=_LEVELS[text(row, "severity")],
        scopes=frozenset(texts(row, "scope")),
        explanation=text(row, "explanation"),
        rewording=text(row, "rewording"),
        exceptions=exceptions,
        sources=texts(row, "sources"),
        fires=texts(row, "test_fires"),
        clean=texts(row, "test_clean"),
    )


@cache
def _deciding() -> dict[str, _Words]:
    """How each exception that the text itself can show is decided, by type."""
    rows = blame_language().content["exception_decisions"]
    assert hasattr(rows, "items")
    return {
        name: _Words(text(row, "in"), re.compile(text(row, "regex"), re.IGNORECASE | re.MULTILINE))
        for name, row in rows.items()
        if "regex" in row
    }
