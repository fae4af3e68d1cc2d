"""The journal: steps and what they changed, chained by hash, from which the case can be replayed.

A leaf is the SHA-256 of a change and its salt; a step's id is the SHA-256 of its own facts, its parents' ids
and its leaves. So no step can be edited, inserted, moved or taken out unless every later id changes too.

Fields that identify a person stand in rows of their own, also where a whole entity comes or goes: erasing one
then leaves the proof of all the rest as it was.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import NamedTuple

from rca_workbench.model import KINDS, Change, StepKind
from rca_workbench.model.fields import Plain, canonical
from rca_workbench.store.connection import CaseFile, Value
from rca_workbench.store.tables import CHANGE, STEP, insert_sql

SALT_BYTES = 16
PORTION = 256
"""Steps read at a time: a long journal is never loaded whole."""

_STEP_COLUMNS = "seq, id, parent, parent2, kind, label, who, at, target, meeting"
_ROW_COLUMNS = "kind, entity, field, before, after, salt, leaf"


class StepRow(NamedTuple):
    """A step as its table holds it."""

    seq: int
    id: str
    parent: str | None
    parent2: str | None
    kind: str
    label: str
    who: str
    at: str
    target: str | None
    meeting: str | None


class ChangeRow(NamedTuple):
    """A change as its table holds it. An erased one has a leaf, and neither values nor salt."""

    kind: str
    entity: str
    field: str | None
    before: str | None
    after: str | None
    salt: bytes | None
    leaf: bytes | None = None

    @property
    def erased(self) -> bool:
        """True if its values were taken out of the file for good."""
        return self.leaf is not None

    def digest(self) -> bytes:
        """The leaf: kept where the values were erased, worked out otherwise."""
        if self.leaf is not None:
            return self.leaf
        said = (
            f"[{_quoted(self.kind)},{_quoted_id(self.entity)},{_quoted(self.field)},"
            f"{self.before or 'null'},{self.after or 'null'}]"
        )
        return hashlib.sha256((self.salt or b"") + said.encode()).digest()


def step_id(step: StepRow, leaves: Sequence[bytes]) -> str:
    """The id that a step's facts and leaves give: 64 hexadecimal digits. `seq` is local and not part of it."""
    facts: list[Plain] = [
        step.parent,
        step.parent2,
        step.kind,
        step.label,
        step.who,
        step.at,
        step.target,
        step.meeting,
        len(leaves),
    ]
    return hashlib.sha256(canonical(facts).encode() + b"".join(leaves)).hexdigest()


def write_step(
    file: CaseFile,
    changes: Iterable[Change],
    *,
    parent: StepRow | None,
    kind: StepKind,
    label: str,
    who: str,
    target: str | None = None,
    meeting: str | None = None,
) -> StepRow:
    """Write a step behind `parent`, inside the caller's transaction."""
    rows = rows_of(changes)
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    seq = parent.seq + 1 if parent else 1
    bare = StepRow(seq, "", parent.id if parent else None, None, str(kind), label, who, at, target, meeting)
    made = bare._replace(id=step_id(bare, [row.digest() for row in rows]))
    file.run(_INSERT_STEP, made)
    file.run_many(_INSERT_CHANGE, [(seq, *row) for row in rows])
    return made


def last_step(file: CaseFile) -> StepRow | None:
    """The journal's last step."""
    found = file.rows(f"SELECT {_STEP_COLUMNS} FROM step ORDER BY seq DESC LIMIT 1")
    return _step(found[0]) if found else None


def portion(file: CaseFile, *, newest_first: bool = True, after: int | None = None) -> list[StepRow]:
    """The next steps in order of arrival or backwards; with `after` those beyond that seq."""
    order, beyond = ("DESC", "<") if newest_first else ("ASC", ">")
    if after is None:
        after = 1 << 62 if newest_first else -(1 << 62)
    sql = f"SELECT {_STEP_COLUMNS} FROM step WHERE seq {beyond} ? ORDER BY seq {order} LIMIT {PORTION}"
    return [_step(row) for row in file.rows(sql, (after,))]


def steps(file: CaseFile, *, newest_first: bool = True) -> Iterator[StepRow]:
    """All steps in order of arrival or backwards, read in portions."""
    after: int | None = None
    while found := portion(file, newest_first=newest_first, after=after):
        yield from found
        after = found[-1].seq


def rows_between(file: CaseFile, first: int, last: int) -> dict[int, list[ChangeRow]]:
    """Change rows of the steps `first` to `last`, in order, by seq."""
    found: dict[int, list[ChangeRow]] = {}
    sql = f"SELECT step, {_ROW_COLUMNS} FROM change WHERE step BETWEEN ? AND ? ORDER BY n"
    for row in file.rows(sql, (first, last)):
        found.setdefault(int(row[0] or 0), []).append(ChangeRow(*row[1:]))  # type: ignore[arg-type]
    return found


def change_rows(file: CaseFile, seq: int) -> list[ChangeRow]:
    """Change rows of one step, in order."""
    return rows_between(file, seq, seq).get(seq, [])


def removed(file: CaseFile, kind: str) -> frozenset[str]:
    """Ids of a kind's entities that somebody took out; not those that only an undo took back."""
    sql = (
        "SELECT change.entity, step.kind, max(change.n) FROM change JOIN step ON step.seq = change.step "
        "WHERE change.kind = ? AND change.field IS NULL AND change.after IS NULL GROUP BY change.entity"
    )
    return frozenset(str(id) for id, done, _ in file.rows(sql, (kind,)) if done != StepKind.UNDO)


def added(file: CaseFile, kind: str) -> list[dict[str, Plain]]:
    """A kind's entities as they were when they came, the first first; also those taken out or back since.

    Without what identifies a person, which stands in rows of its own. One that came again is told again.
    """
    sql = "SELECT after FROM change WHERE kind = ? AND field IS NULL AND after IS NOT NULL ORDER BY n"
    found = (json.loads(str(after)) for (after,) in file.rows(sql, (kind,)))
    return [one for one in found if isinstance(one, dict)]


def rows_of(changes: Iterable[Change]) -> list[ChangeRow]:
    """Changes as their table holds them, each with a fresh salt."""
    split: list[Change] = []
    for change in changes:
        if change.field is None and _identity(change.kind):
            split += _split(change)
        else:
            split.append(change)
    salts = os.urandom(SALT_BYTES * len(split))
    return [
        ChangeRow(
            one.kind,
            one.id,
            one.field,
            None if one.before is None and one.field is None else canonical(one.before),
            None if one.after is None and one.field is None else canonical(one.after),
            salts[at : at + SALT_BYTES],
        )
        for at, one in zip(range(0, len(salts), SALT_BYTES), split, strict=True)
    ]


def changes_of(rows: Iterable[ChangeRow]) -> tuple[Change, ...]:
    """The opposite of `rows_of`. An erased value is None. Raises ValueError where a value is not JSON."""
    found: list[Change] = []
    for row in rows:
        one = Change(row.kind, row.entity, row.field, _value(row.before), _value(row.after))
        last = found[-1] if found else None
        if last is not None and last.created and one.field is not None and _same(last, one):
            if not row.erased:
                found[-1] = Change(
                    one.kind, one.id, None, None, {**_mapping(last.after), one.field: one.after}
                )
        elif one.removed:
            whole = _mapping(one.before)
            while found and found[-1].field is not None and _same(found[-1], one):
                part = found.pop()
                if part.before is not None and part.field is not None:
                    whole = {part.field: part.before, **whole}
            found.append(Change(one.kind, one.id, None, whole, None))
        else:
            found.append(one)
    return tuple(found)


def _split(change: Change) -> Iterator[Change]:
    """The change with identity fields in rows of their own: behind a creation, in front of a removal."""
    whole = _mapping(change.after if change.before is None else change.before)
    held = [name for name in _identity(change.kind) if name in whole]
    if not held:
        yield change
        return
    rest: Plain = {name: value for name, value in whole.items() if name not in held}
    if change.created:
        yield Change(change.kind, change.id, None, None, rest)
    for name in held:
        before, after = ("", whole[name]) if change.created else (whole[name], "")
        yield Change(change.kind, change.id, name, before, after)
    if change.removed:
        yield Change(change.kind, change.id, None, rest, None)


@cache
def _identity(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in KINDS[kind].fields if field.type.identity)


def _same(one: Change, other: Change) -> bool:
    return (one.kind, one.id) == (other.kind, other.id)


def _mapping(value: Plain) -> dict[str, Plain]:
    if isinstance(value, dict):
        return value
    raise ValueError("a whole entity in the journal is not a mapping")


def _value(text: str | None) -> Plain:
    return None if text is None else json.loads(text)


@lru_cache(maxsize=1024)
def _quoted(name: str | None) -> str:
    return canonical(name)


def _quoted_id(id: str) -> str:
    return f'"{id}"' if id.isalnum() and id.isascii() else canonical(id)


def _step(row: tuple[Value, ...]) -> StepRow:
    return StepRow(*row)  # type: ignore[arg-type]


_INSERT_STEP = insert_sql(STEP)
_INSERT_CHANGE = insert_sql(CHANGE, skip=("n",))
