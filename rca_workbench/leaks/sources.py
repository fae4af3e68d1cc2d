"""The texts of a case from which what leaked into a file came, and what they say with the role in its place."""

from collections.abc import Iterable, Iterator, Sequence
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
    said: str = ""
    """What stands there first of what must not leave."""


def sources_of(snapshot: Snapshot, leaks: Sequence[Leak]) -> tuple[Source, ...]:
    """The fields that hold any of what leaked, in the order of the case.

    None where no text holds it alone: a name of which two cells hold half each, or one in the name of the file.
    """
    return tuple(source for source, _ in _held(snapshot, leaks))


def placed(snapshot: Snapshot, leaks: Sequence[Leak]) -> tuple[tuple[Leak, Source | None], ...]:
    """Each leak with the field it came from: of several that hold the same, the one whose words stand around it."""
    by_sign: dict[tuple[object, ...], list[Source]] = {}
    for source, signs in _held(snapshot, leaks):
        for sign in signs:
            by_sign.setdefault(sign, []).append(source)
    return tuple((one, _nearest(one, by_sign.get(_of(one), []))) for one in leaks)


def _held(
    snapshot: Snapshot, leaks: Sequence[Leak]
) -> Iterator[tuple[Source, frozenset[tuple[object, ...]]]]:
    register = Register(snapshot.of(Actor).values())
    wanted = {_of(one) for one in leaks}
    for entity, field, text in texts(snapshot):
        for read in (text, alike(text)):
            signed = [(one, _sign(one.kind, one.actors, one.text)) for one in register.find(read)]
            hits = [(one, sign) for one, sign in signed if sign in wanted]
            if hits:
                becomes = with_roles(read, (one for one, _ in hits))
                yield Source(entity, field, becomes, hits[0][0].text), frozenset(sign for _, sign in hits)
                break


def _nearest(leak: Leak, sources: Sequence[Source]) -> Source | None:
    line = _plain(leak.line)
    for one in sources:
        text = _plain(str(getattr(one.entity, one.field)))
        if text in line or line in text:
            return one
    return sources[0] if sources else None


def _plain(text: str) -> str:
    return " ".join(alike(text).split())


def _of(leak: Leak) -> tuple[object, ...]:
    return _sign(leak.kind, leak.actors, leak.text)


def _sign(kind: FoundKind, actors: Iterable[str], text: str) -> tuple[object, ...]:
    """What makes two finds the same: whose it is, or what stands there where it is nobody's."""
    whose = frozenset(actors)
    number = FoundKind.NHS_NUMBER if kind is FoundKind.LIKE_NHS_NUMBER else kind
    return (number, whose) if whose else (number, plain_number(text) or text.casefold())
