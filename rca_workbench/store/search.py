"""Finds things of a case by their words, with SQLite's full-text search in memory.

The index is filled from a snapshot and kept current from the steps, in no file: so it costs nothing on disk, and
what is erased from a case is nowhere else. Fields that identify people are never in it.
"""

import re
import sqlite3
import threading
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from rca_workbench.model import KINDS, Changes, Entity, Kind, Snapshot, TimelineEntry
from rca_workbench.model.fields import Text
from rca_workbench.model.referring import said_plainly

RANKED_BELOW = 5_000
"""Hits below which the best come first; ranking more takes longer than typing the next letter."""
_PORTION = 2_000
"""Things taken into the index at a time: what else wants to be done meanwhile gets its turn."""
_SHIFT = 40
"""A row's number is the number of its kind, shifted, and a number of its own: kinds lie side by side in the index."""
_NO_WORD = re.compile(r"[\W_]+")
_NOT_FOR_PEOPLE = ("unplaced", "conflict")
"""Kinds that hold what a machine keeps for another."""
_AROUND = 36
"""Letters shown in front of the first word found."""
_SNIPPET = 120

_FIND = "SELECT rowid FROM words WHERE words MATCH ?"
_RANK = f"{_FIND} ORDER BY bm25(words), rowid"

Cancelled = Callable[[], bool]
_Row = tuple[int]
"""A row of the index as SQLite gives it: its number."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    kind: str
    id: str
    title: str
    code: str
    field: str
    """The name of the field that holds the words; empty where they are spread over several."""
    snippet: str
    """The words with what stands around them, on one line."""
    marked: tuple[tuple[int, int], ...]
    """Where in the snippet a word that was looked for begins and ends."""


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind."""

    kind: Kind
    total: int
    hits: tuple[Hit, ...]
    """The first of them."""


class Search:
    """An index of one case. Any thread may fill it, change it and ask it; one at a time gets in."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._turn = threading.Lock()
        self._db.execute(
            "CREATE VIRTUAL TABLE words USING fts5(said, tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
        )
        self._row_of: dict[str, int] = {}
        self._id_of: dict[int, str] = {}
        self._next = 0
        self._waiting: list[tuple[Changes, Snapshot]] = []
        self.snapshot = Snapshot.empty()
        """The case as the index holds it."""
        self.is_ready = False
        """False until the index holds all of the case; `find` answers before, from what it holds so far."""

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Search":
        """The index of a case, filled."""
        made = cls()
        made.fill(snapshot)
        return made

    def fill(self, snapshot: Snapshot, cancelled: Cancelled = lambda: False) -> None:
        """Take in a whole case, in portions; steps made meanwhile are taken in at the end."""
        self.snapshot = snapshot
        rows = (one for name in _searched() for one in _in_order(snapshot, name))
        while portion := list(islice(rows, _PORTION)):
            if cancelled():
                return
            with self._turn:
                self._put(portion)
        with self._turn:
            self.is_ready = True
            for changes, now in self._waiting:
                self._follow(changes, now)
            self._waiting.clear()

    def update(self, changes: Changes, snapshot: Snapshot) -> None:
        """Take in a step."""
        with self._turn:
            if self.is_ready:
                self._follow(changes, snapshot)
            else:
                self._waiting.append((changes, snapshot))

    def find(self, text: str, each: int = 12, kinds: Sequence[str] = ()) -> tuple[Group, ...]:
        """What holds every word of a text, the last one perhaps not typed to its end.

        Args:
            text: as typed; signs are of no account.
            each: the most hits described of each kind. All are counted.
            kinds: names of kinds to look through; all without.

        Returns:
            A group for each kind with hits, in the order the model declares kinds. Hits come best first; from
            `RANKED_BELOW` on entries come in order of time, as it was when the case was taken in.
        """
        words = _words(text)
        if not words:
            return ()
        groups = []
        for number, rows in self._rows(words).items():
            name = _searched()[number]
            if not kinds or name in kinds:
                hits = tuple(self._hits(name, rows, each, words))
                groups.append(Group(KINDS[name], len(rows), hits))
        return tuple(groups)

    def ids(self, text: str, kind: str) -> frozenset[str]:
        """All of one kind that hold every word of a text."""
        words = _words(text)
        if not words or kind not in _searched():
            return frozenset()
        first = _searched().index(kind) << _SHIFT
        with self._turn:
            rows = self._db.execute(
                "SELECT rowid FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?",
                (_query(words), first, first + (1 << _SHIFT) - 1),
            ).fetchall()
            return frozenset(self._id_of[row] for (row,) in rows if row in self._id_of)

    def close(self) -> None:
        """Forget everything."""
        with self._turn:
            self._db.close()

    # Inside

    def _rows(self, words: Sequence[str]) -> dict[int, list[_Row]]:
        """The rows that hold the words, by number of their kind."""
        query = _query(words)
        with self._turn:
            rows = self._db.execute(_FIND, (query,)).fetchall()
            ranked = self._db.execute(_RANK, (query,)).fetchall() if len(rows) < RANKED_BELOW else None
        found: dict[int, list[_Row]] = {}
        if ranked is not None:
            for row in ranked:
                found.setdefault(row[0] >> _SHIFT, []).append(row)
            return dict(sorted(found.items()))
        # They come in order of their numbers, in which kinds lie side by side: no need to look at each.
        start = 0
        while start < len(rows):
            number = rows[start][0] >> _SHIFT
            end = bisect_left(rows, ((number + 1) << _SHIFT,))
            found[number] = rows[start:end]
            start = end
        return found

    def _hits(self, name: str, rows: Iterable[_Row], most: int, words: Sequence[str]) -> Iterator[Hit]:
        table = self.snapshot.table(name)
        for (row,) in islice(rows, most):
            one = table.get(self._id_of.get(row, ""))
            if one is not None:
                yield _hit(one, words)

    def _put(self, entities: Iterable[Entity]) -> None:
        rows: list[tuple[int, str]] = []
        for one in entities:
            number = self._row_of.get(one.id)
            if number is None:
                number = (_number(one.kind.name) << _SHIFT) | self._next
                self._next += 1
                self._row_of[one.id] = number
                self._id_of[number] = one.id
            rows.append((number, _said(one)))
        self._db.execute("BEGIN")
        self._db.executemany("INSERT OR REPLACE INTO words (rowid, said) VALUES (?, ?)", rows)
        self._db.execute("COMMIT")

    def _follow(self, changes: Changes, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        for name, ids in changes.by_kind.items():
            if name in _searched():
                table, searched = snapshot.table(name), set(_fields(name))
                self._drop(id for id in ids if id not in table)
                said = (id for id, fields in ids.items() if fields is None or not searched.isdisjoint(fields))
                self._put(table[id] for id in said if id in table)

    def _drop(self, ids: Iterable[str]) -> None:
        rows = [(self._row_of.pop(id),) for id in ids if id in self._row_of]
        for (row,) in rows:
            del self._id_of[row]
        self._db.execute("BEGIN")
        self._db.executemany("DELETE FROM words WHERE rowid = ?", rows)
        self._db.execute("COMMIT")


def _hit(one: Entity, words: Sequence[str]) -> Hit:
    """A thing found, with the words in the field that holds most of them."""
    best, best_name, most = "", "", 0
    best_marks: tuple[tuple[int, int], ...] = ()
    for name, said in _texts(one):
        line = " ".join(said.split())
        marks = _marks(line, words)
        held = len({line[start:end].casefold() for start, end in marks})
        if held > most:
            best, best_marks, best_name, most = line, marks, name, held
    title = one.title
    if best_name in ("", "code"):  # a code alone says little
        best, best_marks = title, _marks(title, words)
    snippet, marked = _cut(best, best_marks)
    return Hit(one.kind.name, one.id, title, str(getattr(one, "code", "")), best_name, snippet, marked)


def _cut(line: str, marks: tuple[tuple[int, int], ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A piece of a line around the first word found, and where the words are in it."""
    start = max(0, marks[0][0] - _AROUND) if marks else 0
    if start:
        start = line.find(" ", start, marks[0][0]) + 1 or start
    end = min(len(line), start + _SNIPPET)
    before, after = "… " if start else "", "…" if end < len(line) else ""
    moved = len(before) - start
    inside = tuple((a + moved, min(b, end) + moved) for a, b in marks if start <= a < end)
    return f"{before}{line[start:end]}{after}", inside


def _marks(line: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Where words of a line begin with one that is looked for, whatever accents either has."""
    plain = (_bare(word) for word in sorted(words, key=len, reverse=True))
    pattern = "|".join(rf"(?<!\w){re.escape(word)}\w*" for word in plain)
    return tuple(match.span() for match in re.finditer(pattern, _bare(line), re.IGNORECASE))


def _bare(text: str) -> str:
    """A text without accents, letter for letter: what stands where stays where it was."""
    if text.isascii():
        return text
    return "".join(letter if letter < "\x80" else unicodedata.normalize("NFD", letter)[0] for letter in text)


def _words(text: str) -> tuple[str, ...]:
    whole = unicodedata.normalize(
        "NFC", text[:400]
    )  # an accent typed as a sign of its own is no end of a word
    return tuple(dict.fromkeys(word for word in _NO_WORD.split(whole) if word))[:12]


def _query(words: Sequence[str]) -> str:
    """Words as FTS5 takes them: each quoted, so that none is an operator; the last may go on."""
    return " ".join(f'"{word}"' for word in words) + "*"


def _texts(one: Entity) -> Iterator[tuple[str, str]]:
    """The texts of a thing that are searched, by field name."""
    for name in _fields(one.kind.name):
        said = getattr(one, name)
        if said:
            yield name, unicodedata.normalize("NFC", said_plainly(said))


def _in_order(snapshot: Snapshot, name: str) -> Iterable[Entity]:
    """All of a kind: entries by the time they state, those that state none last."""
    if name != TimelineEntry.kind.name:
        return snapshot.table(name).values()
    return sorted(snapshot.of(TimelineEntry).values(), key=lambda one: f"{one.time.start or '~'} {one.order}")


def _said(one: Entity) -> str:
    return "\n".join(said for _, said in _texts(one))


@cache
def _fields(kind: str) -> tuple[str, ...]:
    """Names of a kind's searched fields: its code and title, and all declared to be; none that identifies anyone."""
    return tuple(
        field.name
        for field in KINDS[kind].fields
        if isinstance(field.type, Text)
        and not field.type.identity
        and (field.type.search or field.name in ("code", KINDS[kind].title_field))
    )


@cache
def _searched() -> tuple[str, ...]:
    """Names of the kinds that have something to search, in the order of their declaration."""
    return tuple(name for name in KINDS if _fields(name) and name not in _NOT_FOR_PEOPLE)


@cache
def _numbers() -> Mapping[str, int]:
    return {name: number for number, name in enumerate(_searched())}


def _number(kind: str) -> int:
    return _numbers()[kind]
