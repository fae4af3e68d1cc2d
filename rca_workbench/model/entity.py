"""Entity kinds: each is one class, declared once.

`@entity("lane", "lane", "lanes")` on a class whose fields carry a `FieldType` makes it a kind of the case:
it gets a table, a journal, a place in the exchange format, undo, history, merge and search without another
line anywhere. Entities are values: to change one, write a step on the case.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from itertools import compress
from operator import attrgetter, is_not
from typing import Annotated, Any, ClassVar, TypeVar, dataclass_transform, get_origin

from rca_workbench.model.fields import Column, FieldType, Plain, clean_id

T = TypeVar("T")


def new_id() -> str:
    """A fresh id: 32 hexadecimal digits of a random UUID, so that copies of a case can be merged."""
    return uuid.uuid4().hex


@dataclass_transform(kw_only_default=True, frozen_default=True)
def _value_base(cls: type[T]) -> type[T]:
    """Tells the type checker that `Entity` declares the `id` which `entity` adds to every kind."""
    return cls


@_value_base
class Entity:
    """Base of everything a case holds."""

    __slots__ = ()
    kind: ClassVar["Kind"]
    id: str

    @property
    def title(self) -> str:
        """What the thing is called where one line must do: its code, if any, and its main text."""
        return self.kind.title_of(self)


E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a kind: its name in code, table and exchange format, its declaration and its default."""

    name: str
    type: FieldType
    default: object


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """One entity kind: the class and what follows from its declaration."""

    name: str
    cls: type[Entity]
    word: str
    plural: str
    single: bool
    title_field: str
    code_prefix: str
    fields: tuple[Field, ...]
    by_name: Mapping[str, Field]
    values: Callable[[Entity], tuple[object, ...]]
    """The id and every field at once: an import or a save asks for tens of thousands."""
    defaults: tuple[object, ...]
    """The default of every field, in order of declaration."""
    _converted: tuple[tuple[int, FieldType, object, Column], ...]
    """Of the fields whose column is not the value itself: place in `values`, type, default and its column."""
    _read: tuple[tuple[int, object, Column, Callable[[Column], object]], ...]
    """Of the fields whose value is not the column itself: place in a row, default, its column, and how to read one."""
    pointing: tuple[Field, ...]
    """The fields that can refer to other entities."""
    gone: frozenset[str]
    """Names of fields that earlier formats had: a journal may still speak of them, nothing else does."""

    def make(self, values: Mapping[str, object]) -> Entity:
        """An entity of cleaned values; fields not named take their default.

        Raises:
            ValueError: a value does not fit, or a field is unknown; the sentence names the field.
        """
        cleaned = {name: self.clean(name, value) for name, value in values.items() if name != "id"}
        return self.build(self.clean_id(values["id"]), cleaned)

    def build(self, id: str, values: Mapping[str, object]) -> Entity:
        """An entity of values that are clean already; fields not named take their default."""
        return self.cls(id=id, **values)

    def clean_id(self, id: object) -> str:
        """An id as memory holds it. Raises ValueError where it is none."""
        try:
            return clean_id(id)
        except ValueError as fault:
            raise ValueError(f"The id of a {self.word} {fault}.") from None

    def clean(self, name: str, value: object) -> object:
        """One field's value as memory holds it. Raises ValueError naming the field by its label."""
        field = self.by_name.get(name)
        if field is None:
            raise ValueError(f"A {self.word} has no field called {name}.")
        try:
            cleaned = field.type.clean(value)
            if cleaned is None and field.default is not None:
                raise ValueError("must be chosen")
            return cleaned
        except ValueError as fault:
            raise ValueError(f"{field.type.label} {fault}.") from None

    def said(self, entity: Entity) -> list[tuple[Field, object]]:
        """The fields that were not simply left at their default, with their values."""
        values = self.values(entity)[1:]
        return list(compress(zip(self.fields, values, strict=True), map(is_not, values, self.defaults)))

    def row(self, entity: Entity) -> tuple[Column, ...]:
        """The entity as its table holds it: id first, then the fields in order of declaration."""
        values = list(self.values(entity))
        for place, type_, default, column in self._converted:
            value = values[place]
            values[place] = column if value is default else type_.to_column(value)
        return tuple(values)  # type: ignore[arg-type]

    def from_row(self, row: tuple[Column, ...]) -> Entity:
        """The entity a table row holds; the opposite of `row`."""
        values: list[object] = list(row)
        for place, default, column, read in self._read:
            value = values[place]
            values[place] = default if value == column else read(value)  # type: ignore[arg-type]
        return self.cls(*values)  # type: ignore[call-arg]

    def to_plain(self, entity: Entity) -> dict[str, Plain]:
        """The fields that differ from their default, as canonical JSON can hold them, without the id."""
        return {
            field.name: field.type.to_plain(value)
            for field, value in self.said(entity)
            if value != field.default
        }

    def from_plain(self, id: str, plain: Mapping[str, object]) -> Entity:
        """The entity of its plain form; the opposite of `to_plain`. Raises ValueError naming the field."""
        return self.make(
            {"id": id}
            | {name: value for name, value in plain.items() if name != "id" and name not in self.gone}
        )

    def references(self, entity: Entity) -> Iterator[tuple[Field, str]]:
        """Each field of the entity that points somewhere, with the id it points to."""
        for field in self.pointing:
            value = getattr(entity, field.name)
            if value is not field.default:
                for target in field.type.points_to(value):
                    yield field, target

    def title_of(self, entity: Entity) -> str:
        """See `Entity.title`."""
        text = str(getattr(entity, self.title_field)) if self.title_field else self.word
        code = getattr(entity, "code", "")
        return f"{code} {text}".strip() if code else text or self.word


KINDS: dict[str, Kind] = {}
"""Every entity kind by name, in order of declaration (a kind stands after those it points to)."""


@dataclass_transform(kw_only_default=True, frozen_default=True)
def entity(
    name: str,
    word: str,
    plural: str,
    *,
    single: bool = False,
    title: str = "",
    code: str = "",
    gone: tuple[str, ...] = (),
) -> Callable[[type[E]], type[E]]:
    """Declare an entity kind.

    Args:
        name: the kind's name in tables, journal and exchange format.
        word: the field's standard term for one, as users read it.
        plural: for several.
        single: a case holds exactly one, with the kind's name as its id.
        title: the field whose text names the thing in lists and labels.
        code: letter before the short number people use to refer to it ("T" for T12); empty for none.
        gone: names of fields it had in earlier file formats.
    """

    def declare(cls: type[E]) -> type[E]:
        # Frozen for the type checker, plain at run time: assigning through object.__setattr__ would double
        # the time it takes to load a large case.
        cls.__annotations__ = {"id": str} | cls.__annotations__
        # For the same reason a row may be given by position; people who write code name the fields.
        made = dataclass(slots=True)(cls)
        declared = tuple(
            Field(f.name, _field_type(cls, f.name, f.type), f.default) for f in fields(made) if f.name != "id"
        )
        if any(field.default is MISSING for field in declared):
            raise TypeError(f"{cls.__name__}: every field needs a default")
        made.kind = Kind(
            name=name,
            cls=made,
            word=word,
            plural=plural,
            single=single,
            title_field=title,
            code_prefix=code,
            fields=declared,
            by_name={f.name: f for f in declared},
            values=attrgetter("id", *(f.name for f in declared)),
            defaults=tuple(f.default for f in declared),
            _converted=tuple(
                (place, f.type, f.default, f.type.to_column(f.default))
                for place, f in enumerate(declared, 1)
                if type(f.type).to_column is not FieldType.to_column
            ),
            _read=tuple(
                (place, f.default, f.type.to_column(f.default), f.type.from_column)
                for place, f in enumerate(declared, 1)
                if type(f.type).from_column is not FieldType.from_column
            ),
            pointing=tuple(f for f in declared if f.type.can_point),
            gone=frozenset(gone),
        )
        KINDS[name] = made.kind
        return made

    return declare


def _field_type(cls: type, name: str, annotation: Any) -> FieldType:
    if get_origin(annotation) is Annotated:
        for extra in annotation.__metadata__:
            if isinstance(extra, FieldType):
                return extra
    raise TypeError(f"{cls.__name__}.{name} needs a field type: Annotated[..., Text(label=...)]")
