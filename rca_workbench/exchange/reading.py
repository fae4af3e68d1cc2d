"""Reading somebody else's document: every value finds its field, is kept apart, or is named as wrong.

A *shape* says for one sort of object which key fills which field and how its value is read. Keys no shape
knows become `Unplaced` entities with their place and content, so nothing is dropped in silence.
"""

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from hashlib import sha1
from typing import NamedTuple, NoReturn, TypeVar

from rca_workbench.model import Entity, Unplaced, clean_text, shortened

_NAMESPACE = uuid.UUID("6f0a3f7e-2f58-5d0b-9d37-6e1f1f6f7a10").bytes
"""Ids of imported things are name-based UUIDs in here: the same source always gives the same ids."""

LONGEST_PIECE = 900_000
"""Characters of content one unplaced item carries; longer content is kept in several."""

Values = dict[str, object]
E = TypeVar("E", bound=Entity)


class Misfit(ValueError):
    """A value that cannot be taken over; the sentence names the place, without the file and the full stop."""


class Place:
    """Where an object stands in the document, in words for a reader and as a JSON path.

    Only a place that is named in the end is ever put into words: a source holds thousands.
    """

    __slots__ = ("_above", "_index", "_key", "_name", "_word")

    def __init__(
        self,
        above: "Place | None" = None,
        key: str = "",
        word: str = "",
        index: int | None = None,
        name: object = "",
    ) -> None:
        self._above = above
        self._key = key
        self._word = word
        self._index = index
        self._name = name

    @property
    def words(self) -> str:
        """Such as "timeline, entry T12"."""
        above = self._above.words if self._above is not None else ""
        here = self._word
        if self._index is not None:
            named = isinstance(self._name, str) and self._name != ""
            here = f"{here} {shown(str(self._name), '') if named else self._index + 1}".strip()
        return ", ".join(part for part in (above, here) if part)

    @property
    def path(self) -> str:
        """Such as "$.timeline[11]"."""
        if self._above is None:
            return "$"
        return (
            f"{self._above.path}[{self._index}]"
            if self._index is not None
            else f"{self._above.path}.{self._key}"
        )

    def misfit(self, key: str, sentence: str) -> NoReturn:
        """Refuse what stands at `key` in this object."""
        where = ", ".join(part for part in (self.words, key) if part)
        raise Misfit(f"{where}: {sentence}" if where else sentence)

    def inside(self, key: str, word: str = "") -> "Place":
        """The object at `key` in this one."""
        return Place(self, key, word or key)

    def item(self, index: int, word: str, name: object = "") -> "Place":
        """The object at `index` (from 0) in the list that stands here: a word with its name or number."""
        return Place(self, "", word, index, name)


TOP = Place()


class Found(NamedTuple):
    """One object of a list, with the id it will have in the case."""

    place: Place
    source: Mapping[str, object]
    theirs: str
    ours: str


class Reading:
    """What one reading of a document has found so far.

    Args:
        source: the file's name, kept with what finds no field.
        case_id: the document's own name for the case: part of every id made here.
    """

    def __init__(self, source: str, case_id: str) -> None:
        self.source = source
        self.case_id = case_id
        self.entities: list[Entity] = []
        self.unplaced: list[Unplaced] = []
        self.remarks: list[str] = []
        self.cleaned: list[str] = []
        self.ids: dict[str, dict[str, str]] = {}

    def add(self, entity: Entity) -> None:
        """Take an entity into what the document holds."""
        self.entities.append(entity)

    def id_for(self, kind: str, *theirs: str) -> str:
        """The case's id for one of the document's things: always the same for the same thing."""
        return _name_based("\x1f".join((self.case_id, kind, *theirs)))

    def objects(
        self, document: Mapping[str, object], key: str, kind: str, word: str, within: Place = TOP
    ) -> list[Found]:
        """The objects of the list at `key`, their ids registered so that others can refer to them.

        An object without an id gets one from its position.

        Raises:
            Misfit: it is not a list of objects, or an id is wrong or given twice.
        """
        here = within.inside(key)
        known = self.ids.setdefault(key, {})
        found: list[Found] = []
        for index, source in enumerate(self.items(document, key, within)):
            theirs = source.get("id") if isinstance(source, dict) else None
            place = here.item(index, word, theirs)
            if not isinstance(source, dict):
                place.misfit("", "must be an object")
            if theirs is None:
                theirs = f"#{index + 1}"
            elif not isinstance(theirs, str) or not theirs.strip():
                place.misfit("id", "must be text")
            elif theirs in known:
                here.misfit("", f"two of the list have the id {shown(theirs)}")
            known[theirs] = ours = self.id_for(kind, theirs)
            found.append(Found(place, source, theirs, ours))
        return found

    def items(self, document: Mapping[str, object], key: str, within: Place = TOP) -> list[object]:
        """The list at `key`, empty if there is none."""
        value = document.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            within.misfit(key, "must be a list")
        return value

    def resolve(self, theirs: str, *sections: str) -> str | None:
        """The case's id for the document's, looked for in these lists; None if none has it."""
        for section in sections:
            ours = self.ids.get(section, {}).get(theirs)
            if ours is not None:
                return ours
        return None

    def text(self, value: object, place: Place, key: str) -> str:
        """A text as the case keeps it; what had to be cleaned out is remembered for the report."""
        if type(value) is not str:
            place.misfit(key, "must be text")
        if value.isascii() and value.isprintable() and len(value) <= 1000:
            return value
        try:
            cleaned = clean_text(value)
        except ValueError as fault:
            place.misfit(key, str(fault))
        if len(cleaned) != len(value) and cleaned != value.replace("\r\n", "\n"):
            self.cleaned.append(f"{place.words}, {key}" if place.words else key)
        return cleaned

    def keep(self, path: str, value: object) -> None:
        """Keep what has no field, as it came."""
        content = _as_json(value)
        path = clean_text(path)[:500]
        pieces = range(0, len(content), LONGEST_PIECE)
        for number, start in enumerate(pieces, 1):
            part = f"{path} (part {number} of {len(pieces)})" if len(pieces) > 1 else path
            piece = content[start : start + LONGEST_PIECE]
            one = Unplaced(
                id=self.id_for("unplaced", part, piece), source=self.source, path=part, content=piece
            )
            self.unplaced.append(one)


def _name_based(name: str) -> str:
    """`uuid.uuid5` in our name space, in hexadecimal, at a third of its cost: there are tens of thousands."""
    digest = sha1(_NAMESPACE + name.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
    return f"{digest[:12]}5{digest[13:16]}{_VARIANT[digest[16]]}{digest[17:32]}"


_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
"""The digit that says which sort of UUID it is, by the digit it takes the place of (RFC 9562)."""


def _as_json(value: object) -> str:
    content = json.dumps(value, ensure_ascii=False)
    # Half an emoji or a control character must survive as it came: JSON escapes carry it where text cannot.
    return content if _is_clean(content) else json.dumps(value)


def _is_clean(content: str) -> bool:
    pieces = (content[start : start + LONGEST_PIECE] for start in range(0, len(content), LONGEST_PIECE))
    return all(clean_text(piece) == piece for piece in pieces)


def shown(theirs: str, quote: str = '"') -> str:
    """One of the document's ids in a message: short, on one line, in quotation marks."""
    return f"{quote}{shortened(clean_text(theirs[:200]), 40)}{quote}"


class _Nothing:
    """Stands for: leave the field as it is by default."""


NOTHING = _Nothing()

Taker = Callable[[Reading, object, Place, str], object]
Shape = Mapping[str, tuple[str, Taker] | None]
"""Key in the document -> field and how the value is read; None for a key someone else reads."""


def taken(reading: Reading, source: Mapping[str, object], place: Place, shape: Shape) -> Values:
    """The fields an object fills. Keys the shape does not know are kept apart; null says nothing."""
    values: Values = {}
    for key, value in source.items():
        try:
            entry = shape[key]
        except KeyError:
            reading.keep(f"{place.path}.{key}", value)
            continue
        if entry is None or value is None:
            continue
        field, take = entry
        read = take(reading, value, place, key)
        if read is not NOTHING:
            values[field] = read
    return values


def text(reading: Reading, value: object, place: Place, key: str) -> object:
    """Takes text."""
    if type(value) is str and value.isascii() and value.isprintable() and len(value) <= 1000:
        return value  # as nearly all of it
    return reading.text(value, place, key)


def words(reading: Reading, value: object, place: Place, key: str) -> object:
    """Takes text, a whole number or a list of texts, as one text."""
    if isinstance(value, list):
        return "; ".join(reading.text(one, place, key) for one in value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return reading.text(value, place, key)


def flag(reading: Reading, value: object, place: Place, key: str) -> object:
    """Takes true or false."""
    if value is not True and value is not False:
        place.misfit(key, "must be true or false")
    return value


def day(reading: Reading, value: object, place: Place, key: str) -> object:
    """Takes a whole date. A month, a year or words are kept apart; a date that cannot be is refused."""
    said = reading.text(value, place, key)
    if len(said) == 10 and said[4] == said[7] == "-" and said.replace("-", "").isdigit():
        try:
            return date.fromisoformat(said).isoformat()
        except ValueError:
            place.misfit(key, f"{said} is not a day that exists")
    reading.keep(f"{place.path}.{key}", value)
    return NOTHING


def choice(of: type[StrEnum]) -> Taker:
    """Takes one of a closed list; a word the list does not have is kept apart."""
    members: dict[object, StrEnum] = {one.value: one for one in of}

    def take(reading: Reading, value: object, place: Place, key: str) -> object:
        if type(value) is not str:
            place.misfit(key, "must be text")
        member = members.get(value)
        if member is None:
            reading.keep(f"{place.path}.{key}", value)
            return NOTHING
        return member

    return take


def reference(section: str, word: str) -> Taker:
    """Takes the id of one object of a list of the document."""

    def take(reading: Reading, value: object, place: Place, key: str) -> object:
        if type(value) is not str:
            place.misfit(key, f"must be the id of one {word}")
        ours = reading.resolve(value, section)
        if ours is None:
            place.misfit(key, f"there is no {word} {shown(value)}")
        return ours

    return take


def references(word: str, *sections: str) -> Taker:
    """Takes a list of ids, or one id, of objects in any of these lists of the document."""

    def take(reading: Reading, value: object, place: Place, key: str) -> object:
        return tuple(dict.fromkeys(_each(reading, value, place, key)))

    def _each(reading: Reading, value: object, place: Place, key: str) -> Iterator[str]:
        for one in value if isinstance(value, list) else [value]:
            if type(one) is not str:
                place.misfit(key, f"must be a list of ids of {word}")
            ours = reading.resolve(one, *sections)
            if ours is None:
                place.misfit(key, f"there is no {shown(one)} among {word}")
            yield ours

    return take
