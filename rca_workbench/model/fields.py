"""What a field of an entity can hold, and how that value is kept.

A field is declared once, as an annotation on an entity class: `text: Annotated[str, Text("What happened")]`.
From the declaration follow its column, its place in the journal and in the exchange format, what it refers
to, whether search covers it and whether it identifies a person.

A value has three forms: *in memory* (typed), *plain* (what canonical JSON can hold: the journal and the
exchange format) and *column* (what SQLite holds). No form holds a floating-point number, so that a value has
one spelling and hashes stay comparable between machines.
"""

import json
import json.encoder
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rca_workbench.model.text import LONGEST_TEXT, clean_text
from rca_workbench.model.time import Time, TimeKind

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]
"""A value as canonical JSON can hold it."""

Column = None | int | str
"""A value as a STRICT SQLite column holds it."""

_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
)


def _encoder() -> Callable[[Plain], str]:
    """`_ENCODER.encode`, without making its inner machine anew for each of tens of thousands of values."""
    make = getattr(json.encoder, "c_make_encoder", None)  # not every Python has it
    if make is None:
        return _ENCODER.encode
    inner = make(None, _ENCODER.default, json.encoder.encode_basestring, None, ":", ",", True, False, False)
    return lambda value: "".join(inner(value, 0))


_encode = _encoder()


def canonical(value: Plain) -> str:
    """The one spelling of a plain value: sorted keys, no blanks, no escapes beyond what JSON needs."""
    return _encode(value)


def clean_id(value: object) -> str:
    """An id: up to 64 printable ASCII characters. Raises ValueError with the rest of a sentence."""
    if isinstance(value, str) and 0 < len(value) <= 64 and value.isascii() and value.isprintable():
        return value
    raise ValueError("must be an id")


class OnDelete(StrEnum):
    """What becomes of an entity when the thing it points to is removed."""

    CLEAR = "clear"
    """The pointer is emptied; the entity stays."""
    CASCADE = "cascade"
    """The entity goes with it: it means nothing alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldType:
    """One field's declaration: its words, its limits, its three forms. Subclasses say what it holds."""

    label: str
    help: str = ""
    search: bool = False
    identity: bool = False
    """True where the value may identify a person: never exported, printed, drawn or logged."""

    column_type = "TEXT"
    nullable = False
    can_point = False
    """True where a value can refer to other entities."""

    def is_clean(self, value: object) -> bool:
        """True where `clean` would surely give back the very value: a cheap question, asked of thousands."""
        return False

    def clean(self, value: object) -> object:
        """The value as memory holds it. Raises ValueError with the rest of a sentence: "must be ..."."""
        raise NotImplementedError

    def to_plain(self, value: object) -> Plain:
        return value  # type: ignore[return-value]

    def from_plain(self, plain: object) -> object:
        return self.clean(plain)

    def to_column(self, value: object) -> Column:
        return value  # type: ignore[return-value]

    def from_column(self, column: Column) -> object:
        return column

    def points_to(self, value: object) -> Collection[str]:
        """Ids of the entities the value refers to."""
        return ()

    def without(self, value: object, gone: Collection[str]) -> object:
        """The value with every reference to `gone` taken out."""
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(FieldType):
    """Text a person writes. Never None: nothing written is an empty text."""

    long: bool = False
    """True where several paragraphs are usual."""

    def is_clean(self, value: object) -> bool:
        return type(value) is str and value.isascii() and value.isprintable() and len(value) <= LONGEST_TEXT

    def clean(self, value: object) -> str:
        return clean_text(value)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(FieldType):
    """A whole number, or None where nothing is said."""

    column_type = "INTEGER"
    nullable = True

    def clean(self, value: object) -> int | None:
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 53):
            return value
        raise ValueError("must be a whole number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag(FieldType):
    """Yes or no; None where neither has been said."""

    column_type = "INTEGER"
    nullable = True

    def is_clean(self, value: object) -> bool:
        return value is True or value is False

    def clean(self, value: object) -> bool | None:
        if value is None or isinstance(value, bool):
            return value
        raise ValueError("must be yes or no")

    def to_column(self, value: object) -> Column:
        return None if value is None else int(value)  # type: ignore[call-overload]

    def from_column(self, column: Column) -> object:
        return None if column is None else bool(column)


_MEMBERS: dict[type[StrEnum], dict[object, StrEnum]] = {}
"""The members of each closed list by their text: asking the list itself takes five times as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(FieldType):
    """One of a closed list, or None where nothing is chosen."""

    of: type[StrEnum]
    nullable = True

    def is_clean(self, value: object) -> bool:
        return type(value) is self.of

    def clean(self, value: object) -> StrEnum | None:
        if value is None or value == "":
            return None
        try:
            return self.of(value)  # type: ignore[arg-type]
        except ValueError:
            raise ValueError(f"must be one of: {', '.join(self.of)}") from None

    def to_plain(self, value: object) -> Plain:
        return None if value is None else str(value)

    def to_column(self, value: object) -> Column:
        return None if value is None else str(value)

    def from_column(self, column: Column) -> object:
        if column is None:
            return None
        known = _MEMBERS.get(self.of)
        if known is None:
            known = _MEMBERS[self.of] = {str(one): one for one in self.of}
        return known.get(column) or self.of(column)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(FieldType):
    """A calendar day known for sure (a due date, a date of signing), as ISO text; empty where none is set."""

    def clean(self, value: object) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, str) and len(value) == 10:
            try:
                return date.fromisoformat(value).isoformat()
            except ValueError:
                pass
        raise ValueError("must be a day such as 2025-03-12")


_NO_TIME = Time()
_UNSAID = _encode(_NO_TIME.to_json())  # type: ignore[arg-type]
"""Most times of a case are not said: their one spelling is kept ready."""
_CLOCK = '{"kind":"datetime","start":"'
_CLOCK_LENGTH = len(_CLOCK) + len("2019-04-22T14:20") + 2


@dataclass(frozen=True, slots=True, kw_only=True)
class When(FieldType):
    """A time as uncertain as its source."""

    can_point = True

    def is_clean(self, value: object) -> bool:
        return type(value) is Time and (not value.said or value.said.isprintable())

    def clean(self, value: object) -> Time:
        if not isinstance(value, Time):
            return Time.from_json(value)
        said = clean_text(value.said)
        return value if said == value.said else replace(value, said=said)

    def to_plain(self, value: object) -> Plain:
        assert isinstance(value, Time)
        return value.to_json()  # type: ignore[return-value]

    def to_column(self, value: object) -> Column:
        return _UNSAID if value == _NO_TIME else _encode(self.to_plain(value))

    def from_column(self, column: Column) -> object:
        text = str(column)
        if len(text) == _CLOCK_LENGTH and text.startswith(_CLOCK) and text.endswith('"}'):
            # Most times of a large case: a clock time, which checks itself.
            return Time(TimeKind.DATETIME, text[len(_CLOCK) : -2])
        return _NO_TIME if text == _UNSAID else Time.from_json(json.loads(text))

    def points_to(self, value: object) -> Collection[str]:
        assert isinstance(value, Time)
        return (value.anchor,) if value.anchor else ()

    def without(self, value: object, gone: Collection[str]) -> object:
        assert isinstance(value, Time)
        return value.without_anchor() if value.anchor in gone else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref(FieldType):
    """The id of one other entity, or None. `kind` is its kind's name, or "*" for any kind."""

    kind: str
    on_delete: OnDelete = OnDelete.CLEAR
    nullable = True
    can_point = True

    def is_clean(self, value: object) -> bool:
        return type(value) is str and 0 < len(value) <= 64 and value.isascii() and value.isprintable()

    def clean(self, value: object) -> str | None:
        if value is None or value == "":
            return None
        return clean_id(value)

    def points_to(self, value: object) -> Collection[str]:
        return (str(value),) if value else ()

    def without(self, value: object, gone: Collection[str]) -> object:
        return None if value in gone else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Refs(FieldType):
    """Ids of several other entities, in the order given, each once."""

    kind: str

    can_point = True

    def clean(self, value: object) -> tuple[str, ...]:
        return tuple(dict.fromkeys(clean_id(one) for one in _listed(value)))

    def to_plain(self, value: object) -> Plain:
        return list(value)  # type: ignore[call-overload, no-any-return]

    def to_column(self, value: object) -> Column:
        return _encode(self.to_plain(value)) if value else "[]"

    def from_column(self, column: Column) -> object:
        return () if column == "[]" else tuple(json.loads(str(column)))

    def points_to(self, value: object) -> Collection[str]:
        return value  # type: ignore[return-value]

    def without(self, value: object, gone: Collection[str]) -> object:
        return tuple(one for one in value if one not in gone)  # type: ignore[attr-defined]


class Polarity(StrEnum):
    """Which way a factor pulled. SEIPS needs the helping side as much as the hindering one."""

    HINDERED = "hindered"
    HELPED = "helped"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Tag:
    """A label from a classification framework. Codes from a newer data pack are kept as they are."""

    code: str
    polarity: Polarity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags(FieldType):
    """Labels from one or several frameworks."""

    def clean(self, value: object) -> tuple[Tag, ...]:
        return tuple(dict.fromkeys(_clean_tag(one) for one in _listed(value)))

    def to_plain(self, value: object) -> Plain:
        return [
            {"code": tag.code} | ({"polarity": str(tag.polarity)} if tag.polarity else {})
            for tag in value  # type: ignore[attr-defined]
        ]

    def to_column(self, value: object) -> Column:
        return _encode(self.to_plain(value)) if value else "[]"

    def from_column(self, column: Column) -> object:
        return () if column == "[]" else self.clean(json.loads(str(column)))


def _listed(value: object) -> Iterable[object]:
    if isinstance(value, list | tuple):
        return value
    raise ValueError("must be a list")


def _clean_tag(value: object) -> Tag:
    if isinstance(value, Tag):
        return value
    if isinstance(value, str):
        value = {"code": value}
    if (
        isinstance(value, dict)
        and isinstance(code := value.get("code"), str)
        and set(value) <= {"code", "polarity"}
    ):
        polarity = value.get("polarity")
        try:
            return Tag(clean_text(code), Polarity(polarity) if polarity else None)
        except ValueError:
            pass
    raise ValueError("must be a list of tags, each with a code and, if said, a polarity")
