"""Makes a case anew from its history, to see whether it is the case the tables hold."""

import json
from collections.abc import Iterator

from rca_workbench.model import KINDS, StepKind
from rca_workbench.model.entity import Kind
from rca_workbench.model.fields import Plain
from rca_workbench.store.connection import CaseFile, Value
from rca_workbench.store.journal import ChangeRow, StepRow
from rca_workbench.store.problem import Problem
from rca_workbench.store.tables import load_sql

MOST_NAMED = 20
"""Differences that are named one by one; of more, only how many."""

_Fields = dict[str, Plain]


class Replay:
    """The case as its steps make it, field by field, beside its tables."""

    def __init__(self) -> None:
        self._state: dict[str, dict[str, _Fields]] = {name: {} for name in KINDS}
        self._tables: dict[str, list[tuple[Value, ...]]] = {}
        self._problems: list[Problem] = []
        self._defaults = {
            name: {field.name: field.type.to_plain(field.default) for field in kind.fields}
            for name, kind in KINDS.items()
        }

    def take(self, step: StepRow, rows: list[ChangeRow]) -> None:
        """Play one step."""
        fits = True
        for row in rows:
            try:
                fits = self._play(row, announced=step.kind == StepKind.REDACT) and fits
            except (KeyError, ValueError, RecursionError):
                sentence = f"Step {step.seq}, “{step.label}”, holds something this program cannot read."
                self._problems.append(Problem(sentence, step.seq))
        if not fits:
            sentence = f"Step {step.seq}, “{step.label}”, does not fit the steps before it."
            self._problems.append(Problem(sentence, step.seq))

    def read_tables(self, file: CaseFile) -> None:
        """Read what the tables hold now."""
        self._tables = {name: file.rows(load_sql(name)) for name in KINDS}

    def problems(self) -> list[Problem]:
        """Steps that could not be played, and every difference between history and tables."""
        found = list(self._differences())
        more = (
            [Problem(f"And {len(found) - MOST_NAMED} more differences.")] if len(found) > MOST_NAMED else []
        )
        return [*self._problems, *found[:MOST_NAMED], *more]

    def _play(self, row: ChangeRow, *, announced: bool) -> bool:
        """Play one change; False if it starts from something else than the steps before it led to."""
        table, gone = self._state[row.kind], KINDS[row.kind].gone
        before, after = _read(row.before), _read(row.after)
        known = not row.erased and not announced
        if row.field is None:
            if after is None:
                return table.pop(row.entity) == _fields(before, gone)
            fits = row.entity not in table
            table[row.entity] = _fields(after, gone)
            return fits
        if row.field in gone:
            return True
        default = self._defaults[row.kind][row.field]
        if announced and row.entity not in table:
            return True
        fields = table[row.entity]
        fits = not known or fields.get(row.field, default) == before
        # An erased value counts as empty: the step that erased it made it so.
        if row.erased or after == default:
            fields.pop(row.field, None)
        else:
            fields[row.field] = after
        return fits

    def _differences(self) -> Iterator[Problem]:
        for name, kind in KINDS.items():
            expected = self._state[name]
            for row in self._tables.get(name, []):
                id = str(row[0])
                yield from _compared(kind, row, expected.pop(id, None))
            for _ in expected:
                yield Problem(f"A {kind.word} that the history knows is missing.")


def _compared(kind: Kind, row: tuple[Value, ...], expected: _Fields | None) -> Iterator[Problem]:
    try:
        entity = kind.from_row(row)  # type: ignore[arg-type]
        found = kind.to_plain(entity)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        yield Problem(f"A {kind.word} holds a value that makes no sense.")
        return
    if expected is None:
        yield Problem(f"A {kind.word} is there that the history does not know: “{entity.title[:60]}”.")
    elif found != expected:
        different = [f.type.label for f in kind.fields if found.get(f.name) != expected.get(f.name)]
        yield Problem(
            f"A {kind.word} is not what the history says: {', '.join(different)} of “{entity.title[:60]}”."
        )


def _read(text: str | None) -> Plain:
    return None if text is None else json.loads(text)


def _fields(value: Plain, gone: frozenset[str]) -> _Fields:
    if isinstance(value, dict):
        return {name: one for name, one in value.items() if name not in gone}
    raise ValueError("a whole entity in the journal is not a mapping")
