"""Whether the words judge, look back from the outcome, or stop at a person: one rule for each pattern of the list.

What a pattern finds is offered with a way to reword, never changed. Praise is no rule.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from rca_workbench.checks.facts import Facts
from rca_workbench.checks.language import NAMES, Mark, Pattern, marks, patterns, read_in_part
from rca_workbench.checks.language_fields import DECIDING, READ, Around, texts_of
from rca_workbench.checks.language_text import LONGEST_READ
from rca_workbench.checks.rule import At, Gate, Rule, Run, Severity, add, rule
from rca_workbench.checks.rules.fairness import TEXTS
from rca_workbench.checks.rules.report import PRINTED
from rca_workbench.model import Entity, Snapshot
from rca_workbench.reference import blame_language

_KINDS = frozenset(READ)
_READS = _KINDS | DECIDING


@dataclass(frozen=True, slots=True)
class _Read:
    """What the patterns mark in the texts of one kind."""

    tables: tuple[Mapping[str, Entity], ...]
    """What it was worked out from: the kind's own table and those that decide exceptions."""
    marked: Mapping[str, list[At]]
    """By pattern."""
    named: tuple[tuple[At, str], ...]
    """Where a name stands, and the name."""
    in_part: tuple[At, ...]
    """Texts of which only the beginning was read."""


class _Reading:
    """What the patterns mark in every text of one case, worked out once for all rules."""

    def __init__(self, snapshot: Snapshot, earlier: list["_Reading"]) -> None:
        self.kinds: dict[str, _Read] = {}
        around = Around(snapshot)
        deciding = tuple(snapshot.table(kind) for kind in sorted(DECIDING))
        for kind in READ:
            tables = (snapshot.table(kind), *deciding)
            shared = next((one.kinds[kind] for one in earlier if _same(one.kinds[kind].tables, tables)), None)
            self.kinds[kind] = shared or _read(tables, around)

    def marked(self, pattern: str) -> Iterator[At]:
        for one in self.kinds.values():
            yield from one.marked.get(pattern, ())


_readings: WeakKeyDictionary[Facts, _Reading] = WeakKeyDictionary()
_one_at_a_time = Lock()
"""Cases are checked beside the window, several at once where several are open."""


def _reading(case: Facts) -> _Reading:
    """The reading of a case; what a step left alone is taken from one made before."""
    with _one_at_a_time:
        found = _readings.get(case)
        earlier = list(_readings.values()) if found is None else []
    if found is None:
        found = _Reading(case.snapshot, earlier)
        with _one_at_a_time:
            _readings[case] = found
    return found


def _same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    return all(one is other for one, other in zip(some, others, strict=True))


def _read(tables: tuple[Mapping[str, Entity], ...], around: Around) -> _Read:
    marked: dict[str, list[At]] = {}
    named: list[tuple[At, str]] = []
    in_part: list[At] = []
    for one in tables[0].values():
        for field, said, scope in texts_of(one):
            for mark in marks(said, scope, around.context(one, field)):
                at = _at(one, field, mark)
                if mark.pattern == NAMES:
                    named.append((at, mark.phrase))
                    continue
                kept = marked.setdefault(mark.pattern, [])
                # The same words twice in a sentence are one place.
                if not kept or kept[-1].subject is not one or kept[-1] != at:
                    kept.append(at)
            if read_in_part(said):
                in_part.append(_in_part(one, field))
    return _Read(tables, marked, tuple(named), tuple(in_part))


def _at(one: Entity, field: str, mark: Mark) -> At:
    if mark.pattern == NAMES:
        # A name is not repeated where it would outlast its text.
        return At(
            one,
            f"A name stands in “{one.kind.by_name[field].type.label}”. {mark.rewording}",
            field=field,
            said=mark.said,
            begin=field,
        )
    return At(
        one,
        f"“{mark.phrase}”: {mark.explanation} {mark.rewording}",
        field=field,
        said=mark.said,
        begin=field,
    )


def _in_part(one: Entity, field: str) -> At:
    label = one.kind.by_name[field].type.label
    return At(
        one,
        f"“{label}” is longer than {LONGEST_READ:,} letters: what stands behind them is not read for its wording. "
        "Divide it, or read the rest yourself.",
        field=field,
        begin=field,
    )


def _run(id: str) -> Run:
    def run(case: Facts) -> Iterator[At]:
        yield from _reading(case).marked(id)

    return run


def _names(case: Facts) -> Iterator[At]:
    """Titles with a surname, but for those of the people register where rules G-33 and C-83 speak of them."""
    for kind, read in _reading(case).kinds.items():
        for at, phrase in read.named:
            asked = (*TEXTS.get(kind, ()), *PRINTED.get(kind, ()))
            if at.field not in asked or not case.register.find(phrase):
                yield at


def _source(one: Pattern) -> str:
    keys = blame_language().content["source_keys"]
    assert hasattr(keys, "get")
    return "; ".join(str(keys.get(key, key)) for key in one.sources)


for _one in patterns():
    if _one.severity is not None:
        add(
            Rule(
                id=_one.id,
                title=_one.statement,
                severity=_one.severity,
                gate=Gate.SIGN_OFF if _one.severity is Severity.ERROR else Gate.BEFORE_REPORT,
                group="language",
                why=_one.explanation,
                how=_one.rewording,
                source=_source(_one),
                reads=_READS,
                run=_names if _one.id == NAMES else _run(_one.id),
                mark=blame_language().mark,
                example=_one.fires[0],
                sound=_one.clean[0],
            )
        )


@rule(
    "W-01",
    title="Every text is read whole for its wording",
    severity=Severity.ADVICE,
    gate=Gate.BEFORE_REPORT,
    group="language",
    why="Of a very long text only the beginning is read, so that typing is never held up.",
    how="Divide the text, or read the rest yourself.",
    source="project judgement",
    reads=_READS,
    example="A section of 60,000 letters",
    sound="The same in three sections",
)
def every_text_is_read_whole(case: Facts) -> Iterator[At]:
    for one in _reading(case).kinds.values():
        yield from one.in_part
