"""Is a case file's schema ours, and is the file sound? Looked at read-only before anything is done with it.

A case holds plain tables and indexes. A trigger, view, virtual table, check or default would run when the
program reads or writes; a case never has one, so a file that does was prepared by somebody.
"""

import re
import sqlite3
from collections.abc import Iterable
from functools import cache

from rca_workbench.store.connection import CaseFile
from rca_workbench.store.tables import schema

Shape = frozenset[tuple[object, ...]]

_OBJECTS = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
# Built-in table-valued pragmas, joined so that each question is asked once for the whole file.
_QUESTIONS = (
    "SELECT 'column', m.name, c.cid, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk, c.hidden"
    " FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c WHERE m.type = 'table'",
    'SELECT \'reference\', m.name, f."table", f."from", f."to", f.on_update, f.on_delete, f.match'
    " FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'",
    "SELECT 'index', m.name, i.name, i.\"unique\", i.origin, i.partial, x.seqno, x.cid, x.name, x.desc, x.coll"
    " FROM sqlite_schema m JOIN pragma_index_list(m.name) i JOIN pragma_index_xinfo(i.name) x"
    " WHERE m.type = 'table'",
    "SELECT 'table', t.name, t.type, t.wr, t.strict FROM pragma_table_list t"
    " WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%'",
)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_NEVER = re.compile(
    # Other quotes and comments could hide one of the words from this very search.
    r"\b(CHECK|DEFAULT|GENERATED|COLLATE|CONFLICT|CONSTRAINT|AUTOINCREMENT|WHERE|VIRTUAL)\b|['`\[]|--|/\*",
    re.IGNORECASE,
)


def strange(file: CaseFile) -> str:
    """What in the file's schema is not as in a case, in words; empty if all of it is ours."""
    odd = hostile(file)
    if odd:
        return odd
    found = frozenset(row for question in _QUESTIONS for row in file.rows(question))
    expected = _expected()
    if found == expected:
        return ""
    different = min(found ^ expected, key=str)
    return f"its {different[0]} {different[1]} is not as in a case"


def hostile(file: CaseFile) -> str:
    """What in the file's schema could run, in words; empty if nothing. Holds for files of every format."""
    objects = file.rows(_OBJECTS)
    for kind, name, _, sql in ((str(one) for one in row) for row in objects):
        if kind not in ("table", "index"):
            return f"it has a {kind} called {name}, which no case has"
        if _NEVER.search(_QUOTED.sub("", sql)):
            return f"its {kind} {name} has rules of its own, which no case has"
    return ""


def unsound(file: CaseFile) -> str:
    """What a quick look through the file's pages and references finds wrong; empty if nothing."""
    (said,) = file.rows("PRAGMA quick_check(1)")[0]
    if said != "ok":
        return str(said)
    if file.rows("PRAGMA foreign_key_check"):
        return "something in it refers to what is not there"
    return ""


@cache
def _expected() -> Shape:
    with sqlite3.connect(":memory:") as db:
        for statement in schema():
            db.execute(statement)
        questions: Iterable[str] = _QUESTIONS
        found = frozenset(tuple(row) for question in questions for row in db.execute(question))
    db.close()
    return found
