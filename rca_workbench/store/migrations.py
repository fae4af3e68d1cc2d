"""Brings a case file of an earlier format to the present one.

A change of any table raises `tables.FORMAT` by one and adds one function here, under the number it leads to.
The function gets the file inside a transaction that also sets the new number, and it ends with `write_step` so
that the history shows it; undo stops there. A file of every earlier format is kept in `tests/store/formats/`.
"""

from collections.abc import Callable, Iterable, Mapping

from rca_workbench.model import KINDS, Change, StepKind
from rca_workbench.store.connection import CaseFile, Value
from rca_workbench.store.journal import last_step, write_step
from rca_workbench.store.tables import FORMAT, STATE, row_sql, schema

Migration = Callable[[CaseFile], None]
_Rows = dict[str, list[dict[str, Value]]]
"""Kind -> its rows, each by column name."""


def _to_2(file: CaseFile) -> None:
    """Where accounts compete, the state of the dispute moves from each account to the moment they tell of."""
    rows = _taken_out(file)
    moments = {str(one["id"]): one for one in rows["timeline_entry"]}
    changes = []
    for account in rows["account"]:
        moment = moments.get(str(account["entry"]))
        if moment is None or "accounts_state" in moment or not account["state"]:
            continue
        told = {
            "accounts_state": account["state"],
            "resolution": account["resolution"],
            "resolved_by": account["resolved_by"],
        }
        moment |= told
        changes += [
            Change(
                "timeline_entry",
                str(moment["id"]),
                name,
                None if name == "accounts_state" else "",
                _plain(value),
            )
            for name, value in told.items()
            if value
        ]
    _put_in(file, rows)
    _note(file, changes)


def _to_3(file: CaseFile) -> None:
    """Factors, links, findings and accepted checks gain fields; differences get a table. Nothing is said otherwise."""
    _put_in(file, _taken_out(file))
    _note(file, ())


def _to_4(file: CaseFile) -> None:
    """The early response, engagement, actions, measures and learning gain fields and tables.

    Why a deadline was paused or met late moves to a field that says so.
    """
    rows = _taken_out(file)
    changes = []
    for clock in rows["clock"]:
        reason = clock.get("paused")
        if reason and not clock.get("late_reason"):
            clock["late_reason"] = reason
            changes.append(Change("clock", str(clock["id"]), "late_reason", "", _plain(reason)))
    _put_in(file, rows)
    _note(file, changes)


def _to_5(file: CaseFile) -> None:
    """Reviewed drafts and the changes they propose get tables; reviews, comments, sign-offs and attached files gain fields.

    No program ever filled `file_sha256` of a review: what went out is an attached file now.
    """
    _put_in(file, _taken_out(file))
    _note(file, ())


MIGRATIONS: Mapping[int, Migration] = {2: _to_2, 3: _to_3, 4: _to_4, 5: _to_5}
"""Format -> what makes it out of the one before. Format 1 is the first."""


def migrate(
    file: CaseFile,
    found: int,
    *,
    to: int = FORMAT,
    migrations: Mapping[int, Migration] = MIGRATIONS,
    check: Callable[[], None] = lambda: None,
) -> None:
    """Bring a file from format `found` to format `to`, format by format, all in one transaction.

    `check` looks at what was made before it is kept; an exception from it leaves the file as it was.
    """
    if found == to:
        return
    with file.transaction():
        for number in range(found + 1, to + 1):
            migrations[number](file)
            file.run(f"PRAGMA user_version={number}")
        check()


def _taken_out(file: CaseFile) -> _Rows:
    """All that the tables hold. The tables go: `_put_in` makes them as they are declared now."""
    file.run("PRAGMA defer_foreign_keys=ON")
    rows: _Rows = {}
    found = {str(row[0]) for row in file.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for name in STATE:
        rows[name] = []
        if name in found:
            columns = [str(row[0]) for row in file.rows(f"SELECT name FROM pragma_table_info('{name}')")]
            values = file.rows(f'SELECT * FROM "{name}" ORDER BY rowid')
            rows[name] = [dict(zip(columns, row, strict=True)) for row in values]
    for name in rows:
        file.run(f'DROP TABLE IF EXISTS "{name}"')
    return rows


def _put_in(file: CaseFile, rows: _Rows) -> None:
    """Make what tables are missing, and fill them; what a row does not name takes its default."""
    there = {str(row[0]) for row in file.rows("SELECT name FROM sqlite_schema")}
    for statement in schema():
        if _named(statement) not in there:
            file.run(statement)
    for name, kind in KINDS.items():
        defaults = dict(zip(kind.by_name, kind.row(kind.cls(id="x"))[1:], strict=True))
        names = ("id", *kind.by_name)
        made: list[tuple[Value, ...]] = [
            tuple((defaults | row)[column] for column in names) for row in rows[name]
        ]
        file.run_many(row_sql(name), made)


def _note(file: CaseFile, changes: Iterable[Change]) -> None:
    """Write into the history that the file was brought to another format, and what that changed."""
    write_step(
        file,
        changes,
        parent=last_step(file),
        kind=StepKind.MIGRATE,
        label="Bring the file to this version of RCA Workbench",
        who="RCA Workbench",
    )


def _named(statement: str) -> str:
    """The name of what a CREATE statement makes."""
    words = statement.replace('"', " ").replace("(", " ").split()
    return words[words.index("TABLE" if "TABLE" in words[:3] else "INDEX") + 1]


def _plain(value: Value) -> str:
    return str(value or "")
