"""The connection to a case file: one a case, explicit transactions, whole after every commit.

People copy, mail and sync the file while it is open, so it must be whole after each commit and no confirmed
step may be lost to a power cut: a rollback journal with EXTRA syncs (with FULL the removal of the journal
itself is not synced; with WAL a copy of the file holds no tables at all).
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import CursorResult, StaticPool, create_engine
from sqlalchemy.exc import DBAPIError

from rca_workbench.model.fields import Column

Value = Column | bytes
"""What a column of a case file holds."""

_ALWAYS = (
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "busy_timeout=3000",
    "cache_size=-65536",  # KiB: a large import is not written twice for want of room
    "fullfsync=ON",
)
_WRITING = ("journal_mode=DELETE", "synchronous=EXTRA")


COPY_PAGES = 1024
"""Pages copied in one go: 4 MB."""


class CaseFile:
    """A case file as rows: runs statements, knows nothing of what they mean."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rw'}"

        def connect() -> sqlite3.Connection:
            # Any thread may use the connection; `Case` lets in one at a time.
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            for pragma in _ALWAYS if read_only else (*_ALWAYS, *_WRITING):
                connection.execute(f"PRAGMA {pragma}")
            return connection

        self._engine = create_engine(
            "sqlite://", creator=connect, isolation_level="AUTOCOMMIT", poolclass=StaticPool
        )
        self._connection = self._engine.connect()

    def run(self, sql: str, values: tuple[Value, ...] = ()) -> CursorResult[tuple[Value, ...]]:
        """Run one statement."""
        return self._connection.exec_driver_sql(sql, values)

    def rows(self, sql: str, values: tuple[Value, ...] = ()) -> list[tuple[Value, ...]]:
        """All rows a statement gives."""
        # Straight from the driver: tens of thousands of rows need no wrapping one by one.
        return list(self._connection.exec_driver_sql(sql, values).cursor.fetchall())

    def run_many(self, sql: str, rows: Sequence[tuple[Value, ...]]) -> None:
        """Run one statement for each row of values; for none, do nothing."""
        if rows:
            self._connection.exec_driver_sql(sql, list(rows))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept whole when the block is left, or nothing after an exception.

        Nobody else can write to the file meanwhile.
        """
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            self.roll_back()
            raise

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """All that is read inside is the file at one moment, though somebody else may write to it meanwhile."""
        self.run("BEGIN")
        try:
            yield
        finally:
            self.roll_back()

    @contextmanager
    def passing(self) -> Iterator[None]:
        """A transaction that a power cut may take back, whole: for what counts only once a later one names it."""
        # The removal of the journal is not synced; that of the next transaction then syncs both.
        self.run("PRAGMA synchronous=FULL")
        try:
            with self.transaction():
                yield
        finally:
            self.run("PRAGMA synchronous=EXTRA")

    def roll_back(self) -> None:
        """End the open transaction, if there is one, and forget what it wrote."""
        # On a full disk SQLite has rolled back by itself, and then there is nothing left to end.
        with suppress(DBAPIError):
            self.run("ROLLBACK")

    @property
    def size(self) -> int:
        """Bytes the file takes."""
        (said,) = self.rows("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")[0]
        return int(str(said))

    def copy_to(self, target: Path, between: Callable[[], None]) -> None:
        """Write the file as it stands at the end to a new one, in portions.

        Args:
            target: the new file.
            between: called after each portion. What this connection writes meanwhile comes along.
        """
        source = self._connection.connection.driver_connection
        if not isinstance(source, sqlite3.Connection):
            raise TypeError("the driver is not sqlite3")
        with closing(sqlite3.connect(target)) as copy:
            copy.execute(
                "PRAGMA synchronous=OFF"
            )  # whoever asked for the copy sees to it that it is on the disk
            source.backup(copy, pages=COPY_PAGES, progress=lambda *_: between(), sleep=0.05)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
        self._engine.dispose()
