"""The tables of a case file: one a kind, as declared in `model/`, the journal's two, and one for attached files.

Nothing else may stand in a case file: no trigger, view, virtual table, check or default. So whatever else is
found in one was put there by somebody else.
"""

from functools import cache

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from rca_workbench.model import KINDS, Kind
from rca_workbench.model.fields import Ref

APPLICATION_ID = 0x52434157
"""Marks an SQLite file as a case: "RCAW", at byte 68."""

FORMAT = 5
"""Version of the file format, SQLite's `user_version`. Raised with every change of a table; see `migrations`."""

METADATA = MetaData()


def _index(table: Table, *names: str) -> None:
    Index(f"{table.name}_by_{'_'.join(names)}", *(table.c[name] for name in names))


STEP = Table(
    "step",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("parent", Text),
    Column("parent2", Text),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("target", Text),
    Column("meeting", Text),
    sqlite_strict=True,
)
"""One row a step, in local order of arrival."""
Index("step_by_id", STEP.c.id, unique=True)

CHANGE = Table(
    "change",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("step", Integer, ForeignKey("step.seq"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("entity", Text, nullable=False),
    Column("field", Text),
    Column("before", Text),
    Column("after", Text),
    Column("salt", LargeBinary),
    Column("leaf", LargeBinary),
    sqlite_strict=True,
)
"""What steps changed: one row a field, or one for the whole of what was created or removed."""
_index(CHANGE, "step")
_index(CHANGE, "entity")


PIECE = Table(
    "piece",
    METADATA,
    Column("sha256", Text, primary_key=True, nullable=False),
    Column("n", Integer, primary_key=True, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""The bytes of attached files, cut into pieces, under the SHA-256 of the whole file. Never read with the case."""


def _state_table(kind: Kind) -> Table:
    columns: list[Column[object]] = [Column("id", Text, primary_key=True, nullable=False)]
    for field in kind.fields:
        column_type: type[Integer | Text] = Integer if field.type.column_type == "INTEGER" else Text
        keys = []
        if isinstance(field.type, Ref) and field.type.kind != "*":
            keys.append(ForeignKey(f"{field.type.kind}.id", deferrable=True, initially="DEFERRED"))
        nullable = field.type.nullable and field.default is None
        columns.append(Column(field.name, column_type, *keys, nullable=nullable))
    table = Table(kind.name, METADATA, *columns, sqlite_strict=True)
    for field in kind.fields:
        if isinstance(field.type, Ref) and field.type.kind != "*":
            _index(table, field.name)
    return table


STATE = {name: _state_table(kind) for name, kind in KINDS.items()}
"""Kind -> its table."""


@cache
def schema() -> tuple[str, ...]:
    """The statements that make an empty case file's tables and indexes, in a fixed order."""
    dialect = sqlite.dialect()
    statements: list[str] = []
    for table in (STEP, CHANGE, PIECE, *STATE.values()):
        statements.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        statements += [
            str(CreateIndex(index).compile(dialect=dialect))
            for index in sorted(table.indexes, key=lambda index: str(index.name))
        ]
    return tuple(statements)


def _names(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def insert_sql(table: Table, skip: tuple[str, ...] = ()) -> str:
    """INSERT of a whole row, values by position; without the columns in `skip`."""
    names = [column.name for column in table.columns if column.name not in skip]
    return f'INSERT INTO "{table.name}" ({_names(names)}) VALUES ({", ".join("?" * len(names))})'


@cache
def row_sql(kind: str) -> str:
    """INSERT of one entity, as `Kind.row` gives it."""
    return insert_sql(STATE[kind])


@cache
def update_sql(kind: str, fields: tuple[str, ...]) -> str:
    """UPDATE of some fields of one entity: their columns in that order, then the id."""
    return (
        f'UPDATE "{kind}" SET {", ".join(f"{chr(34)}{name}{chr(34)} = ?" for name in fields)} WHERE "id" = ?'
    )


@cache
def delete_sql(kind: str) -> str:
    """DELETE of one entity by id."""
    return f'DELETE FROM "{kind}" WHERE "id" = ?'


@cache
def load_sql(kind: str) -> str:
    """SELECT of every entity of a kind in order of arrival, columns as `Kind.from_row` takes them."""
    return f'SELECT {_names([column.name for column in STATE[kind].columns])} FROM "{kind}" ORDER BY rowid'
