"""What changed in a case since a version of a document was signed, from the journal, in words."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rca_workbench.analysis.naming import naming_roles
from rca_workbench.analysis.prose import rendered
from rca_workbench.model import (
    KINDS,
    Attachment,
    Change,
    Comment,
    Conflict,
    Entity,
    FactorKind,
    Field,
    Kind,
    Proposal,
    ReportText,
    Review,
    ReviewedDraft,
    SignOff,
    Snapshot,
    Tag,
    Time,
    shortened,
)
from rca_workbench.model.fault import Fault
from rca_workbench.model.fields import Day
from rca_workbench.model.time import short_label
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import factor_word, listed, word
from rca_workbench.report.document import Since
from rca_workbench.report.template import template
from rca_workbench.store import Case
from rca_workbench.store.verify import SHORTEST_HEAD

_ABOUT_THE_FILE = frozenset(
    cls.kind.name for cls in (SignOff, Review, ReviewedDraft, Proposal, Comment, Conflict)
)
"""How a document is read and signed is no change of what it says."""
_NO_NEWS = frozenset(("order", "x", "row", "imported_id", "lists"))
"""Where things stand in a list or on the map, and what the program notes for itself."""
_SECTION = "changes_since"
"""Who makes the list in a document."""
_MOST = 300
_CONTEXT = 40
"""Letters of a long text shown before and after what differs in it."""

_Fields = dict[str, object]
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing or one field of it that is otherwise than it was."""

    kind: str
    id: str
    thing: str
    """What it is called, and which field of it."""
    before: str
    after: str
    whole: bool = False
    """The whole thing came or went."""


class UnknownHead(Fault):
    """The head that was signed is not in the history of this case."""

    def __init__(self) -> None:
        super().__init__(
            "The history of this case does not hold the step after which this version was signed, so what changed since "
            "cannot be told.",
            "Nothing was changed.",
            "Look for the copy of the case in which it was signed. The next version can be signed here.",
        )


def since(case: Case, sign_off: SignOff) -> Since:
    """What a change list says that stands in the next version; that it cannot be told, where the signed head is not known.

    A case that came from an exchange file has its sign-offs and not the history before them, and is signed on as any.
    """
    try:
        found = changed(case, sign_off)
    except UnknownHead:
        return Since(sign_off.version, sign_off.on, (), known=False)
    return Since(sign_off.version, sign_off.on, tuple((one.thing, one.before, one.after) for one in found))


def changed(case: Case, sign_off: SignOff) -> tuple[Changed, ...]:
    """What is otherwise in the case than when a file was signed.

    What was changed and changed back is not in it, nor what identifies a person, nor words for other documents.

    Raises:
        UnknownHead: the head that was signed is not in the history of this case.
    """
    now = case.snapshot
    was = _as_it_was(now, _steps_since(case, sign_off.head))
    return tuple(_told(was, now, sign_off.template))


def lists_changes(name: str) -> bool:
    """Whether a document prints what changed since its last signed version; those for readers outside do not."""
    try:
        return any(section.made_by == _SECTION for section in template(name).sections)
    except Fault:  # a template of one's own that is gone by now
        return False


def _steps_since(case: Case, head: str) -> Iterator[tuple[Change, ...]]:
    """What each step since a head changed, the latest first."""
    if len(head) < SHORTEST_HEAD:
        raise UnknownHead
    for step in case.history():
        if step.id.startswith(head):
            return
        yield step.changes
    raise UnknownHead


def _as_it_was(now: Snapshot, steps: Iterable[tuple[Change, ...]]) -> dict[_Key, _Fields | None]:
    """Everything that was touched since, as it was before; None where it was not there."""
    was: dict[_Key, _Fields | None] = {}
    for changes in steps:
        for change in reversed(changes):
            if change.kind not in KINDS or change.kind in _ABOUT_THE_FILE:
                continue
            key = (change.kind, change.id)
            if change.field is None:
                was[key] = dict(change.before) if isinstance(change.before, dict) else None
                continue
            if key not in was:
                entity = now.table(change.kind).get(change.id)
                was[key] = dict(entity.kind.to_plain(entity)) if entity is not None else None
            fields = was[key]
            if fields is not None:
                fields[change.field] = change.before
    return was


def _told(was: Mapping[_Key, _Fields | None], now: Snapshot, of: str) -> Iterator[Changed]:
    gone = {key: _made(KINDS[key[0]], key[1], fields) for key, fields in was.items() if fields is not None}
    names = _Names(now, {id: one for (_, id), one in gone.items()}, of)
    for key in _in_order(was, now):
        before, after = gone.get(key), now.table(key[0]).get(key[1])
        one = after or before
        if one is None or _is_elsewhere(one, of):
            continue
        called = names.of(one)
        if before is None or after is None:
            said = names.content(one)
            kind, id = key
            yield (
                Changed(kind, id, f"{called}: added", "", said, True)
                if before is None
                else Changed(kind, id, f"{called}: removed", said, "", True)
            )
            continue
        for field in one.kind.fields:
            values = getattr(before, field.name), getattr(after, field.name)
            if field.type.identity or field.name in _NO_NEWS or values[0] == values[1]:
                continue
            texts = _apart(names.value(field, values[0]), names.value(field, values[1]))
            if texts[0] != texts[1]:
                yield Changed(*key, f"{called}: {field.type.label}", *texts)


def _in_order(touched: Collection[_Key], now: Snapshot) -> Iterator[_Key]:
    """As the case holds them, kind by kind; of each kind what is gone comes last."""
    for name in KINDS:
        ids = {id for kind, id in touched if kind == name}
        there = [id for id in now.table(name) if id in ids] if ids else []
        yield from ((name, id) for id in (*there, *sorted(ids.difference(there))))


def _is_elsewhere(one: Entity, of: str) -> bool:
    """Whether it belongs to another document, or is itself a file that went out or was signed."""
    if isinstance(one, Attachment):
        return one.use is not None
    return isinstance(one, ReportText) and one.template not in ("", of)


def _made(kind: Kind, id: str, fields: _Fields) -> Entity:
    """The entity of what the journal holds of it, without what identifies a person."""
    known = {
        name: value
        for name, value in fields.items()
        if (field := kind.by_name.get(name)) is not None and not field.type.identity and value is not None
    }
    return kind.from_plain(id, known)


class _Names:
    """What things and values are called, also those that are gone; roles in place of registered names.

    What a text said before may hold a name that was put right since, or that of somebody registered only now.
    """

    def __init__(self, now: Snapshot, gone: Mapping[str, Entity], template: str) -> None:
        self._now = now
        self._gone = gone
        self._template = template
        self._without_names = naming_roles(now)

    def of(self, one: Entity) -> str:
        """A thing: what it is and what it is called."""
        kind = one.kind
        if kind.single:
            return _begun(kind.word)
        if isinstance(one, ReportText):
            return f"Words for “{self._heading(one.section)}”"
        field = kind.by_name.get(kind.title_field)
        said = "" if field is None or field.type.identity else self._without_names(one.title)
        return f"{_begun(kind.word)} {shortened(said, 60)}".rstrip()

    def content(self, one: Entity) -> str:
        """What a thing that came or went says."""
        field = one.kind.by_name.get("text" if isinstance(one, ReportText) else one.kind.title_field)
        if field is None or field.type.identity:
            return ""
        return shortened(self.value(field, getattr(one, field.name)), _MOST)

    def value(self, field: Field, value: object) -> str:
        """A value in words; empty for none."""
        said = self._value(field, value)
        return said if isinstance(value, bool | StrEnum) else self._without_names(said)

    def _value(self, field: Field, value: object) -> str:
        match value:
            case None | "" | ():
                return ""
            case bool():
                return "Yes" if value else "No"
            case Time():
                return short_label(value, name_of=self._called) if value.start or value.said else ""
            case FactorKind():
                return factor_word(value, self._now.case.profile)
            case StrEnum():
                return word(value)
            case tuple():
                return listed([one.code if isinstance(one, Tag) else self._called(str(one)) for one in value])
            case str() if isinstance(field.type, Day):
                return date_words(value)
            case str() if field.type.can_point:
                return self._called(value)
            case str():
                return rendered(self._now, value)
            case _:
                return str(value)

    def _called(self, id: str) -> str:
        one = self._now.find(id) or self._gone.get(id)
        return shortened(self._without_names(one.title), 60) if one is not None else "something that is gone"

    def _heading(self, section: str) -> str:
        """What a section of the document is headed."""
        try:
            plan = template(self._template)
        except Fault:
            return section
        return next(
            (one.heading(self._now.case.profile) for one in plan.sections if one.id == section), section
        )


def _apart(before: str, after: str) -> tuple[str, str]:
    """Two texts, cut down to where they differ if they are long."""
    if max(len(before), len(after)) <= _MOST or not before or not after:
        return shortened(before, _MOST), shortened(after, _MOST)
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    start = max(0, same - _CONTEXT)
    ending = 0
    while ending < min(len(before), len(after)) - same and before[-1 - ending] == after[-1 - ending]:
        ending += 1
    keep = max(0, ending - _CONTEXT)
    return _part(before, start, keep), _part(after, start, keep)


def _part(text: str, start: int, keep: int) -> str:
    part = text[start : len(text) - keep]
    cut = shortened(part, _MOST)
    return f"{'…' if start else ''}{cut}{'…' if keep and not cut.endswith('…') else ''}"


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
