"""The facts that rest on a piece of evidence, or that somebody takes part in."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from rca_workbench.model import Changes, Entity, Snapshot
from rca_workbench.ui.fields import Row
from rca_workbench.ui.fields.names import WHERE, icon_of, ink_of, line_of, place_of
from rca_workbench.ui.fields.section import Section
from rca_workbench.ui.session import Session

Fact = tuple[Entity, str]
"""A thing and what is said under it."""


class FactsSection(Section):
    """Things that have to do with the one shown: each opens where it belongs."""

    def __init__(
        self, session: Session, title: str, none: str, facts: Callable[[Snapshot, str], Iterable[Fact]],
        touched_by: Sequence[str],
    ) -> None:  # fmt: skip
        super().__init__(session, title, under=none)
        self._facts, self._touched_by = facts, tuple(touched_by)

    def refresh(self, changes: Changes | None) -> None:
        """Show the facts as they are now."""
        if self.id is None or (changes is not None and not changes.touches(*self._touched_by)):
            return
        found = list(self._facts(self.session.snapshot, self.id))
        if found == self._shown:
            return
        self._shown = found
        self._count(len(found))
        self._lay(found)

    def _lay(self, found: list[Fact]) -> None:
        """Lay out what was found."""
        self._lay_first(found, self._row)

    def _row(self, fact: Fact) -> Row:
        one, beneath = fact
        row = Row(icon_of(one), ink_of(one), line_of(one, 120), beneath)
        row.opened.connect(partial(self._open, one))
        return row

    def _open(self, one: Entity) -> None:
        if type(one) in WHERE:
            self.go_to.emit(place_of(self.session.snapshot, one)[0], one.id)
        else:
            self.session.select(one.id)
