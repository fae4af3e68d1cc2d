"""Names in a text: who of the people register a text names, and what else in it may identify somebody.

Everything is found in one pass over the words of a text, so that it can be asked at every key: each word is
looked up among those that begin a name. Case and accents do not matter; only whole words count.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from rca_workbench.analysis.naming_numbers import Day, addresses, dates, digits_of, nhs_numbers, phones
from rca_workbench.analysis.naming_words import AFTER_NAMES, COMMON, JOBS, PARTICLES, TITLES
from rca_workbench.model import Actor, Snapshot


class FoundKind(Enum):
    """What was found, in words."""

    NAME = "name"
    NHS_NUMBER = "NHS number"
    LIKE_NHS_NUMBER = "number written like an NHS number"
    BORN = "date of birth"
    PHONE = "telephone number"
    EMAIL = "e-mail address"


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text that may identify somebody."""

    start: int
    end: int
    kind: FoundKind
    text: str
    """What stands there."""
    actors: tuple[str, ...] = ()
    """Ids of those it may mean; several where people share a name."""
    roles: tuple[str, ...] = ()
    """Their roles."""

    @property
    def instead(self) -> str:
        """What can stand there without identifying anybody: the role, or what was left out."""
        if self.kind is FoundKind.NAME:
            return " or ".join(self.roles) or "[name]"
        kind = FoundKind.NHS_NUMBER if self.kind is FoundKind.LIKE_NHS_NUMBER else self.kind
        return f"[{kind.value}]"


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words that mean somebody, as they follow each other."""

    words: tuple[str, ...]
    actors: tuple[str, ...]
    weight: int
    """2: enough of a name; 1: only with a title or an initial before it; 0: a role, which hides what is in it."""
    part: str = ""
    """"first" or "last" where it is that part of a name alone."""
    comma: bool = False
    """The surname comes first and a comma behind it."""
    initial: str = ""
    """First letter of the first name, where a surname stands alone."""


class Register:
    """The names of a case made ready to be looked for in texts."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        made: dict[tuple[tuple[str, ...], str, bool, str], _Phrase] = {}
        self._roles: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self._born: dict[Day, list[str]] = {}
        self._reached: dict[str, tuple[str, ...]] = {}
        for actor in actors:
            self._roles[actor.id] = actor.role
            for one in (phrase for name in _names(actor) for phrase in _phrases(name, actor.id)):
                key = (one.words, one.part, one.comma, one.initial)
                known = made.get(key)
                both = (*known.actors, actor.id) if known and actor.id not in known.actors else one.actors
                made[key] = _Phrase(one.words, both, one.weight, one.part, one.comma, one.initial)
            if number := digits_of(actor.nhs_number):
                self._numbers[number] = actor.id
            for reached in _ways_to_reach(actor.contact):
                self._reached[reached] = (*self._reached.get(reached, ()), actor.id)
            for _, _, (year, month, day) in dates(actor.born):
                years = (year, 1900 + year, 2000 + year) if year < 100 else (year, year % 100)
                for one_year in years:
                    self._born.setdefault((one_year, month, day), []).append(actor.id)
        for id, role in self._roles.items():
            # A role hides the names in it, except where it is itself somebody's whole name.
            made.setdefault((_words(role), "", False, ""), _Phrase(_words(role), (id,), 0))
        self._phrases: dict[tuple[str, ...], list[_Phrase]] = {}
        self._lengths: dict[str, list[int]] = {}
        for phrase in made.values():
            if phrase.words:
                self._phrases.setdefault(phrase.words, []).append(phrase)
                lengths = self._lengths.setdefault(phrase.words[0], [])
                if len(phrase.words) not in lengths:
                    lengths.append(len(phrase.words))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def __bool__(self) -> bool:
        return bool(self._phrases or self._numbers or self._born or self._reached)

    @property
    def numbers(self) -> dict[str, tuple[FoundKind, tuple[str, ...]]]:
        """The NHS and telephone numbers registered, as the digits any way of writing them has, and whose they are."""
        found: dict[str, tuple[FoundKind, tuple[str, ...]]] = {
            number: (FoundKind.NHS_NUMBER, (id,)) for number, id in self._numbers.items()
        }
        for number, ids in self._reached.items():
            if "@" not in number:
                found[number.removeprefix("0")] = (FoundKind.PHONE, ids)
        return found

    def words(self) -> set[str]:
        """Pieces of which any text that names somebody holds one, without case and accents."""
        found = {words[-1] for words, several in self._phrases.items() if any(one.weight for one in several)}
        found |= {part for number in self._numbers for part in (number[-4:],)}
        found |= {f"{day[2]}" for day in self._born}
        found |= {one if "@" in one else one[-3:] for one in self._reached}
        return found

    def find(self, text: str) -> tuple[Found, ...]:
        """All in a text that may identify somebody, from first to last, nothing twice."""
        found = [*self._numbers_in(text), *self.names_in(text)]
        found.sort(key=lambda one: (one.start, -one.end))
        kept: list[Found] = []
        for one in found:
            if not kept or one.start >= kept[-1].end:
                kept.append(one)
        return tuple(kept)

    def names_in(self, text: str) -> list[Found]:
        """The registered names in a text."""
        folded, places = _folded(text)
        words = _WORD.findall(folded)
        if self._lengths.keys().isdisjoint(words):
            return []
        spans = _spans(folded, words)
        found: list[Found] = []
        done = 0
        for at in [at for at, word in enumerate(words) if word in self._lengths]:
            if at < done:
                continue
            for length in self._lengths[words[at]]:
                several = self._phrases.get(tuple(words[at : at + length]), ())
                standing = [one for one in several if _stands(one, folded, spans, at)]
                if any(not one.weight for one in standing):
                    done = at + length  # a role: what is in it means nobody else
                    break
                hits = [
                    hit
                    for one in standing
                    if (hit := self._hit(one, text, folded, places, spans, at)) is not None
                ]
                if hits:
                    found.append(self._joined(text, hits))
                    done = at + length
                    break
        return found

    def _joined(self, text: str, hits: Sequence[Found]) -> Found:
        """One find of several in the same place: it may mean any of theirs."""
        if len(hits) == 1:
            return hits[0]
        actors = tuple(dict.fromkeys(id for one in hits for id in one.actors))
        start = min(one.start for one in hits)
        return self._found(start, hits[0].end, FoundKind.NAME, text, actors)

    def _hit(
        self, phrase: _Phrase, text: str, folded: str, places: Sequence[int] | None,
        spans: list[tuple[int, int]], at: int,
    ) -> Found | None:  # fmt: skip
        """The place of a phrase with the title and initials before it; None where it means nobody for sure."""
        begin = _before(phrase, text, folded, spans, at)
        if phrase.weight == 1 and begin == at:
            return None
        start, end = spans[begin][0], spans[at + len(phrase.words) - 1][1]
        if places is not None:
            start, end = places[start], places[end]
        if phrase.part and begin == at and _of_another(phrase.part, text, start, end):
            return None
        return self._found(start, end, FoundKind.NAME, text, phrase.actors)

    def _numbers_in(self, text: str) -> Iterable[Found]:
        if _DIGIT.search(text):
            for start, end, holds in nhs_numbers(text):
                owner = self._numbers.get(digits_of(text[start:end]))
                kind = FoundKind.NHS_NUMBER if holds or owner else FoundKind.LIKE_NHS_NUMBER
                yield self._found(start, end, kind, text, (owner,) if owner else ())
            if self._born:
                for start, end, day in dates(text):
                    owners = self._born.get(day)
                    if owners:
                        yield self._found(start, end, FoundKind.BORN, text, tuple(owners))
            for start, end in phones(text):
                yield self._found(start, end, FoundKind.PHONE, text, self._reached_by(text[start:end]))
        if "@" in text:
            for start, end in addresses(text):
                yield self._found(start, end, FoundKind.EMAIL, text, self._reached_by(text[start:end]))

    def _reached_by(self, number: str) -> tuple[str, ...]:
        """Those whose number or address it is."""
        return self._reached.get(plain_number(number), ())

    def _found(self, start: int, end: int, kind: FoundKind, text: str, actors: tuple[str, ...]) -> Found:
        roles = tuple(role for id in actors if (role := self._roles.get(id, "")))
        return Found(start, end, kind, text[start:end], actors, roles)


def with_roles(text: str, found: Iterable[Found]) -> str:
    """The text with each place that was found replaced by what identifies nobody."""
    parts, done = [], 0
    for one in found:
        parts += [text[done : one.start], one.instead]
        done = one.end
    return "".join((*parts, text[done:]))


def naming_roles(snapshot: Snapshot) -> Callable[[str], str]:
    """What puts roles in place of the names registered in a case, in a text that leaves it."""
    people = Register(snapshot.of(Actor).values())
    return lambda text: with_roles(text, people.find(text))


def plain_number(text: str) -> str:
    """A telephone number or an e-mail address as one is compared with another, however it is written."""
    if "@" in text:
        return text.strip().casefold()
    digits = digits_of(text)
    for abroad in ("0044", "44"):
        if digits.startswith(abroad) and len(digits) > 10:
            return "0" + digits.removeprefix(abroad).removeprefix("0")
    return digits


def counted(found: Iterable[Found]) -> str:
    """What was found, in words: "2 names and an NHS number". Somebody named twice counts once."""
    by_kind: dict[FoundKind, set[object]] = {}
    for one in found:
        by_kind.setdefault(one.kind, set()).add(one.actors or fold(one.text))
    said = [_count(len(texts), kind) for kind, texts in by_kind.items()]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}" if said else ""


def fold(text: str) -> str:
    """A text without case and accents, as names are compared."""
    return _folded(text)[0]


_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d{2}")
_A_NUMBER = re.compile(r"(?<![\w@.])(?:\+|\(?0)[ \u00a0]?\d(?:[ \u00a0().-]{0,2}\d){6,13}(?![\w@])")
_MARKS = re.compile("[\u0300-\u036f]")
_NAMES_END = re.compile(r"[;\n/]+|\((?:[^()]*)\)|\b(?:also known as|known as|aka|née|nee)\b", re.IGNORECASE)
_GAP = re.compile(r"[ \u00a0\t\n.'’‘-]{1,3}")
_COMMA_GAP = re.compile(r" ?,[ \u00a0]{0,2}")
_TITLE_GAP = re.compile(r"\.?[ \u00a0]{0,2}")
_SENTENCE_END = '.!?:;\n"“‘(•*'
_BEHIND = re.compile(r"[ \u00a0-]([^\W\d_]+)")
_AHEAD = re.compile(r"([^\W\d_]+)[ \u00a0-]\Z")


def _spans(folded: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where each of the words of a text stands. Nothing of a word is between two, so the next is the first found."""
    spans: list[tuple[int, int]] = []
    end = 0
    for word in words:
        start = folded.index(word, end)
        end = start + len(word)
        spans.append((start, end))
    return spans


class _Plain(dict[int, str]):
    """Each letter without its accents, small; worked out when first met. One letter stays one letter."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = _SPELLED.get(letter) or unicodedata.normalize("NFD", letter)[0].lower()
        made = self[code] = plain if len(plain) == 1 else letter
        return made


_SPELLED = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "İ": "i"}
_PLAIN = _Plain()


def _folded(text: str) -> tuple[str, Sequence[int] | None]:
    """The text as names are compared and, only where letters went, the place each letter had (and the end's)."""
    if text.isascii():
        return text.lower(), None
    if not _MARKS.search(text):
        return text.translate(_PLAIN), None
    places = [at for at, letter in enumerate(text) if not "\u0300" <= letter <= "\u036f"]
    return "".join(text[at] for at in places).translate(_PLAIN), [*places, len(text)]


def _ways_to_reach(contact: str) -> Iterable[str]:
    """The telephone numbers and addresses in what is said of how to reach somebody."""
    for start, end in addresses(contact):
        yield plain_number(contact[start:end])
    for hit in _A_NUMBER.finditer(contact):
        yield plain_number(hit[0])


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


def _names(actor: Actor) -> Iterable[str]:
    """The names somebody is registered under, each on its own."""
    yield from (one for one in _NAMES_END.split(actor.name) if one.strip())
    for one in _NAMES_END.split(actor.also_known_as):
        # "Jones, Sarah" is one name; "Sal, Sally Jones" are two.
        yield from (part for part in one.split(",") if part.strip())


def _phrases(name: str, id: str) -> Iterable[_Phrase]:
    """The ways in which a text may give one name."""
    surname, comma, firsts = name.partition(",")
    if comma and set(_words(firsts)) <= AFTER_NAMES:
        name, comma = surname, ""
    last_words = [one for one in _words(surname) if one not in TITLES] if comma else []
    words = [one for one in _words(firsts if comma else name) if one not in TITLES]
    while len(words) > 1 and words[-1] in AFTER_NAMES:
        words.pop()
    if not comma and len(words) == 1:
        yield _Phrase((words[0],), (id,), _weight(words[0]))
        return
    if not comma and words:
        length = _surname_length(name)
        words, last_words = words[:-length], words[-length:]
    if not words or not last_words:
        only = tuple(words or last_words)
        if only:
            yield _Phrase(only, (id,), 2 if len(only) > 1 else _weight(only[0]))
        return
    first, last = tuple(words), tuple(last_words)
    for given in {first, first[:1]}:
        yield _Phrase((*given, *last), (id,), 2)
        yield _Phrase((*last, *given), (id,), 2, comma=True)
    yield _Phrase(first[:1], (id,), _weight(first[0]), "first")
    yield _Phrase(last, (id,), _weight(last[-1]) if len(last) == 1 else 2, "last", initial=first[0][0])


def _surname_length(name: str) -> int:
    """How many of the last words of a name are the surname: "van der Berg" three, "Mbeki-Lindqvist" two."""
    words = [one for one in name.split() if not set(_words(one)) <= AFTER_NAMES] or name.split()
    length = 1
    while length < len(words) - 1 and fold(words[-length - 1]) in PARTICLES:
        length += 1
    return min(sum(len(_words(one)) for one in words[-length:]), max(1, len(_words(name)) - 1))


def _weight(word: str) -> int:
    """How much one word of a name says on its own."""
    return 1 if len(word) < 3 or word in COMMON or word.isdigit() else 2


def _stands(phrase: _Phrase, folded: str, spans: list[tuple[int, int]], at: int) -> bool:
    """Whether the words of a phrase, which begin at `at`, belong together: little stands between them."""
    comma = not phrase.comma
    for offset in range(1, len(phrase.words)):
        gap = folded[spans[at + offset - 1][1] : spans[at + offset][0]]
        if phrase.comma and _COMMA_GAP.fullmatch(gap):
            comma = True
        elif not _GAP.fullmatch(gap):
            return False
    return comma


def _before(phrase: _Phrase, text: str, folded: str, spans: list[tuple[int, int]], at: int) -> int:
    """Where the name begins with its title and initial, as the number of its first word.

    `text` has the letters of `folded` as they were written, as long as it has them all.
    """
    begin = at
    while begin:
        start, end = spans[begin - 1]
        if not _TITLE_GAP.fullmatch(folded[end : spans[begin][0]]):
            break
        word = folded[start:end]
        if word in TITLES:
            return begin - 1
        if word in JOBS and len(text) == len(folded):
            return begin - 1 if text[start].isupper() and text[spans[begin][0]].isupper() else begin
        if begin < at or not phrase.initial or word != phrase.initial:
            break
        begin -= 1
    return begin


def _of_another(part: str, text: str, start: int, end: int) -> bool:
    """Whether a first name or surname alone stands beside the other half of somebody else's name."""
    if part == "first":
        beside = _BEHIND.match(text, end)
        return beside is not None and _is_a_name(beside[1])
    near = text[max(0, start - 60) : start]
    beside = _AHEAD.search(near)
    if beside is None or not _is_a_name(beside[1]):
        return False
    # The first word of a sentence is large whatever it is: "Then Jones".
    ahead = near[: beside.start()].rstrip(" \u00a0\t")
    return bool(ahead) and ahead[-1] not in _SENTENCE_END


def _is_a_name(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and fold(word) not in COMMON | JOBS | TITLES


def _count(number: int, kind: FoundKind) -> str:
    if number > 1:
        return f"{number} {_SEVERAL[kind]}"
    return f"{'an' if kind in (FoundKind.NHS_NUMBER, FoundKind.EMAIL) else 'a'} {kind.value}"


_SEVERAL = {
    FoundKind.NAME: "names",
    FoundKind.NHS_NUMBER: "NHS numbers",
    FoundKind.LIKE_NHS_NUMBER: "numbers written like an NHS number",
    FoundKind.BORN: "dates of birth",
    FoundKind.PHONE: "telephone numbers",
    FoundKind.EMAIL: "e-mail addresses",
}
