"""The texts of a case from which what leaked into a file came, and what they say with the role in its place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rca_workbench.analysis.naming import FoundKind, Register, plain_number, with_roles
from rca_workbench.analysis.roles import texts
from rca_workbench.leaks.leak import Leak
from rca_workbench.leaks.words import alike
from rca_workbench.model import Actor, Entity, Snapshot


@dataclass(frozen=True, slots=True)
class Source:
    """A field of the case that holds what must not leave."""

    entity: Entity
    field: str
    becomes: str
    """What it would say without it: the role, or "[e-mail address]"."""


def sources_of(snapshot: Snapshot, leaks: Sequence[Leak]) -> tuple[Source, ...]:
    """The fields that hold any of what leaked, in the order of the case.

    None where no text holds it alone: a name of which two cells hold half each, or one in the name of the file.
    """
    register = Register(snapshot.of(Actor).values())
    wanted = {_sign(one.kind, one.actors, one.text) for one in leaks}
    found: list[Source] = []
    for entity, field, text in texts(snapshot):
        for read in (text, alike(text)):
            hits = [one for one in register.find(read) if _sign(one.kind, one.actors, one.text) in wanted]
            if hits:
                found.append(Source(entity, field, with_roles(read, hits)))
                break
    return tuple(found)


def source_of(snapshot: Snapshot, leak: Leak, nearest: str = "") -> Source | None:
    """The field one leak came from; that of the thing with the id `nearest`, where several hold the same."""
    found = sources_of(snapshot, (leak,))
    exact = [one for one in found if _holds(one, leak)]
    return next((one for one in found if one.entity.id == nearest), next(iter([*exact, *found]), None))


def _sign(kind: FoundKind, actors: Iterable[str], text: str) -> tuple[object, ...]:
    """What makes two finds the same: whose it is, or what stands there where it is nobody's."""
    whose = frozenset(actors)
    number = FoundKind.NHS_NUMBER if kind is FoundKind.LIKE_NHS_NUMBER else kind
    return (number, whose) if whose else (number, plain_number(text) or text.casefold())


def _holds(source: Source, leak: Leak) -> bool:
    """Whether the words that leaked stand in a field as they stand in the file."""
    return " ".join(leak.text.split()) in " ".join(alike(str(getattr(source.entity, source.field))).split())
