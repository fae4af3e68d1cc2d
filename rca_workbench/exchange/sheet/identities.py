"""Names and numbers that identify somebody: who a cell means, and what stands in words that should not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rca_workbench.analysis.naming import Found, FoundKind, Register, with_roles
from rca_workbench.exchange.sheet.planned import CellProblem, PlannedRow, RowState
from rca_workbench.exchange.sheet.roles import Layout, Role
from rca_workbench.model import Actor, Snapshot


def plain(text: str) -> str:
    """A text for comparing: without regard to capitals and spaces."""
    return " ".join(text.split()).casefold()


class People:
    """The people and parts of a case, as the cells of a sheet may call them."""

    def __init__(self, snapshot: Snapshot) -> None:
        actors = list(snapshot.of(Actor).values())
        self.register = Register(actors)
        self._known: dict[str, str] = {}
        for one in actors:
            self._known.setdefault(plain(one.role), one.id)
        named: dict[str, set[str]] = {}
        for one in actors:
            for name in (one.name, *one.also_known_as.replace("\n", ";").split(";")):
                named.setdefault(plain(name), set()).add(one.id)
        for name, ids in named.items():
            # A name that two people bear says of neither that it was they.
            self._known.setdefault(name, next(iter(ids)) if len(ids) == 1 else "")
        self._known[""] = ""

    def find(self, said: str) -> str:
        """The id of who is meant, by role or by registered name; empty where nobody is."""
        key = plain(said)
        found = self._known.get(key)
        if found is None:
            whole = [one for one in self.register.names_in(said) if len(one.text) >= len(said.strip()) - 1]
            found = whole[0].actors[0] if len(whole) == 1 and len(whole[0].actors) == 1 else ""
            self._known[key] = found
        return found


def looked_over(
    rows: Iterable[PlannedRow], layout: Layout, register: Register, *, as_roles: bool
) -> Iterator[PlannedRow]:
    """The rows, each told of where its words name or identify somebody; with `as_roles`, roles stand there instead."""
    known: dict[str, tuple[Found, ...]] = {}
    for row in rows:
        if row.state is not RowState.NEW:
            yield row
            continue
        problems: list[CellProblem] = []
        instead: dict[str, str] = {}
        for role, name in _WORDS:
            text = getattr(row, name)
            if not text:
                continue
            found = known.get(text)
            if found is None:
                found = known[text] = register.find(text)
            if found and as_roles:
                instead[name] = with_roles(text, found)
            elif found:
                sentence = f"It {_holds(found)}."
                problems.append(
                    CellProblem(row.number, layout.column(role), role, text[:200], sentence, blocks=False)
                )
        if instead:
            row = replace(row, **instead)  # type: ignore[arg-type]
        elif problems:
            row = replace(row, problems=(*row.problems, *problems))
        yield row


def _holds(found: Sequence[Found]) -> str:
    """What was found, without repeating it: "names Ward nurse 1 and holds an NHS number"."""
    said = {
        f"names {one.instead}"
        if one.kind is FoundKind.NAME
        else f"holds {_ARTICLE[one.kind]} {one.kind.value}"
        for one in found
    }
    return " and ".join(sorted(said, reverse=True))


_WORDS = ((Role.WHAT, "what"), (Role.NOTE, "note"), (Role.EXPECTED, "expected"))
_ARTICLE = {kind: "an" if kind in (FoundKind.NHS_NUMBER, FoundKind.EMAIL) else "a" for kind in FoundKind}
