"""Brings a case file of an earlier format to the present one.

A change of any table raises `tables.FORMAT` by one and adds one function here, under the number it leads to.
The function gets the file inside a transaction that also sets the new number, and it ends with `write_step` so
that the history shows it; undo stops there. A file of every earlier format is kept in `tests/store/formats/`.
"""

from collections.abc import Callable, Mapping

from rca_workbench.store.connection import CaseFile
from rca_workbench.store.tables import FORMAT

Migration = Callable[[CaseFile], None]

MIGRATIONS: Mapping[int, Migration] = {}
"""Format -> what makes it out of the one before. Format 1 is the first."""


def migrate(
    file: CaseFile, found: int, *, to: int = FORMAT, migrations: Mapping[int, Migration] = MIGRATIONS
) -> None:
    """Bring a file from format `found` to format `to`, each format in one transaction of its own."""
    for number in range(found + 1, to + 1):
        with file.transaction():
            migrations[number](file)
            file.run(f"PRAGMA user_version={number}")
