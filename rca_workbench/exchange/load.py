"""Takes a source file into a case: all of it as one step, or nothing.

Reading comes first and touches nothing; only what was read whole is written. Taking in the same source twice
changes nothing, and what the team has written is never overwritten.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from rca_workbench.exchange import case_1_0, own_json
from rca_workbench.exchange.document import UNCHANGED, read_source
from rca_workbench.exchange.reading import Misfit, Reading
from rca_workbench.model import KINDS, CaseRecord, Entity, Factor, Link, LinkType, Profile, Snapshot, Unplaced
from rca_workbench.model.fault import Fault
from rca_workbench.model.fields import canonical
from rca_workbench.store import Case
from rca_workbench.store.collecting import gc_paused
from rca_workbench.store.step import goes_with, without

VERSIONS = (case_1_0.VERSION, own_json.VERSION)

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and of how much."""

_ORDERED = tuple(kind.name for kind in KINDS.values() if "order" in kind.by_name)


class Stopped(Fault):
    """The user stopped an import."""

    def __init__(self) -> None:
        super().__init__("The import was stopped.", UNCHANGED)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a source file holds, ready to be taken into a case."""

    name: str
    version: str
    entities: tuple[Entity, ...]
    unplaced: tuple[Unplaced, ...]
    remarks: tuple[str, ...]

    @property
    def record(self) -> CaseRecord:
        """What the source says of the case as a whole."""
        found = (one for one in self.entities if isinstance(one, CaseRecord))
        return next(found, CaseRecord(id=CaseRecord.kind.name))

    @property
    def title(self) -> str:
        return self.record.title

    @property
    def profile(self) -> Profile:
        return self.record.profile


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of one import."""

    name: str
    added: Mapping[str, int]
    """Kind -> how many came in."""
    present: Mapping[str, int]
    """Kind -> how many the case already had."""
    unplaced: tuple[Unplaced, ...]
    """What the source holds that the case has no field for, whether it came in now or before."""
    remarks: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """True if the import made a step."""
        return bool(self.added)

    def headline(self) -> str:
        """What came in, in one sentence."""
        return (
            f"{self.name}: {_counted(self.added)} taken in." if self.added else f"{self.name}: nothing new."
        )

    def lines(self, most: int = 20) -> list[str]:
        """What else a reader should know, one sentence a line, at most `most` unplaced items named."""
        lines: list[str] = []
        if self.present:
            lines.append(f"Already in the case: {_counted(self.present)}.")
        if self.unplaced:
            lines.append(f"Kept without a field of their own ({len(self.unplaced)}):")
            lines += [f"  {one.path}: {_preview(one.content)}" for one in self.unplaced[:most]]
            if len(self.unplaced) > most:
                lines.append(f"  and {len(self.unplaced) - most} more.")
        return [*lines, *self.remarks]


def import_into(
    case: Case, path: Path, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
) -> ImportReport:
    """Take a source file into a case as one step.

    Args:
        case: the case, open for writing.
        path: a JSON file, `case-1.0` or the product's own.
        progress: told now and then how far it is.
        cancelled: asked now and then whether to stop.

    Raises:
        Fault: the file is faulty (the sentence names the place) or the import was stopped; nothing was
            changed.
    """
    return take_in(case, read_file(path, case.snapshot), progress, cancelled)


def read_file(path: Path, snapshot: Snapshot) -> Contents:
    """What a source file holds. Raises Fault where it is faulty.

    Args:
        path: the file.
        snapshot: the case it is to join, `Snapshot.empty()` for a new one.
    """
    with gc_paused():
        return _read(path, snapshot)


def _read(path: Path, snapshot: Snapshot) -> Contents:
    source = read_source(path, VERSIONS)
    try:
        if source.version == own_json.VERSION:
            reading = own_json.read_own(source.content, source.name, snapshot)
        else:
            reading = case_1_0.read_case(source.content, source.name, source.digest, _last_orders(snapshot))
        remarks = (*reading.remarks, *_cleaned(reading), *_circle(reading.entities))
        return Contents(
            source.name, source.version, tuple(reading.entities), tuple(reading.unplaced), remarks
        )
    except Misfit as misfit:
        raise Fault(f"{source.name}: {misfit}.", UNCHANGED) from None
    except RecursionError:
        raise Fault(f"{source.name} is nested too deeply to be a case.", UNCHANGED) from None


def take_in(
    case: Case,
    contents: Contents,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Take what was read into a case as one step; see `import_into`."""
    kinds = {entity.kind.name for entity in contents.entities}
    plan = _Plan(case.snapshot, contents, frozenset().union(*(case.removed(kind) for kind in kinds)))
    total = len(plan.new)
    label = f"Import {contents.name}"
    if total or plan.fields:
        with gc_paused(), case.step(label) as step:
            for done, entity in enumerate(plan.new):
                if done % 500 == 0:
                    if cancelled is not None and cancelled():
                        raise Stopped
                    if progress is not None:
                        progress(label, done, total)
                step.add(entity)
            for entity, values in plan.fields:
                step.change(entity, **values)
        if progress is not None:
            progress(label, total, total)
    return ImportReport(
        contents.name, plan.added, plan.present, contents.unplaced, (*contents.remarks, *plan.remarks)
    )


class _Plan:
    """What an import adds to a case as it stands, worked out before anything is written."""

    def __init__(self, snapshot: Snapshot, contents: Contents, removed: frozenset[str]) -> None:
        self.snapshot = snapshot
        self.contents = contents
        self.new: list[Entity] = []
        self.fields: list[tuple[Entity, dict[str, object]]] = []
        self.remarks: list[str] = []
        self.fresh = not any(snapshot.table(name) for name in KINDS if name != CaseRecord.kind.name)
        again = snapshot.case.imported_id != "" and snapshot.case.imported_id == contents.record.imported_id
        added: Counter[str] = Counter()
        present: Counter[str] = Counter()
        differing = 0
        for entity in (*contents.entities, *contents.unplaced):
            name = entity.kind.name
            there = snapshot.table(name).get(entity.id)
            if there is None:
                self.new.append(entity)
            elif entity.kind.single:
                filled = self._merge(there, entity, again)
                (added if filled else present)[name] += 1
            else:
                present[name] += 1
                differing += contents.version == own_json.VERSION and _differs(there, entity)
        if differing:
            self.remarks.append(
                f"{differing} of them differ from the file and were left as they are in the case."
            )
        self._leave_out(removed)
        added.update(one.kind.name for one in self.new)
        self.added = dict(added)
        self.present = dict(present)

    def _leave_out(self, removed: frozenset[str]) -> None:
        """What the team took out of the case since it first came in stays out, with all that hangs on it."""
        gone = {one.id for one in self.new if one.id in removed}
        if not gone:
            return
        self.fields = [
            (
                there,
                {name: there.kind.by_name[name].type.without(value, gone) for name, value in values.items()},
            )
            for there, values in self.fields
        ]
        taken_out = len(gone)
        while hanging := {one.id for one in self.new if one.id not in gone and goes_with(one, gone)}:
            gone |= hanging
        self.new = [without(one, gone) for one in self.new if one.id not in gone]
        things = "thing that was" if taken_out == 1 else "things that were"
        self.remarks.append(f"{taken_out} {things} removed from the case since stay out.")

    def _merge(self, there: Entity, entity: Entity, again: bool) -> bool:
        """Fill what the case has not said. True if anything was filled."""
        whole = self.fresh and self.contents.version == own_json.VERSION
        fill: dict[str, object] = {}
        for field in there.kind.fields:
            ours, theirs = getattr(there, field.name), getattr(entity, field.name)
            if ours == theirs or (theirs == field.default and not whole) or field.type.identity:
                continue
            if ours == field.default or whole:
                fill[field.name] = theirs
            elif not again:
                self._keep_beside(entity, field.name, canonical(field.type.to_plain(theirs)))
        if fill:
            self.fields.append((there, fill))
        return bool(fill)

    def _keep_beside(self, entity: Entity, field: str, content: str) -> None:
        """The case says something else already: what the file says is kept beside it."""
        keep = Reading(self.contents.name, entity.kind.name)
        label = entity.kind.by_name[field].type.label
        path = f"{entity.kind.name}.{field}"
        one = Unplaced(
            id=keep.id_for("unplaced", path, content), source=self.contents.name, path=path, content=content
        )
        if one.id not in self.snapshot.of(Unplaced):
            self.new.append(one)
            self.remarks.append(
                f"{label}: the case keeps what it says; what {self.contents.name} says is kept beside it."
            )


def _differs(there: Entity, entity: Entity) -> bool:
    return any(
        getattr(there, field.name) != getattr(entity, field.name)
        for field in there.kind.fields
        if not field.type.identity
    )


def _last_orders(snapshot: Snapshot) -> dict[str, str]:
    return {
        name: max((str(getattr(one, "order", "")) for one in snapshot.table(name).values()), default="")
        for name in _ORDERED
    }


def _cleaned(reading: Reading) -> Iterable[str]:
    if reading.cleaned:
        more = f" and {len(reading.cleaned) - 1} other texts" if len(reading.cleaned) > 1 else ""
        yield f"Characters that no document can carry were taken out of {reading.cleaned[0]}{more}."


def _circle(entities: Iterable[Entity]) -> Iterable[str]:
    """Names one circle of causes, if there is any: it may stand, but somebody should look at it."""
    causes: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for one in entities:
        if isinstance(one, Factor):
            names[one.id] = one.code or one.text[:40]
        elif isinstance(one, Link) and one.source and one.target and one.link_type is LinkType.CONTRIBUTED_TO:
            causes.setdefault(one.target, []).append(one.source)
    try:
        TopologicalSorter(causes).prepare()
    except CycleError as circle:
        yield f"The links go round in a circle: {' to '.join(names.get(id, id) for id in circle.args[1])}."


def _counted(counts: Mapping[str, int]) -> str:
    """Such as "70 timeline entries and 50 factors". Single records go without saying beside others."""
    several = {name: count for name, count in counts.items() if not KINDS[name].single} or counts
    parts = [
        f"{count:,} {KINDS[name].word if count == 1 else KINDS[name].plural}"
        for name, count in several.items()
    ]
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else parts[0]


def _preview(content: str) -> str:
    return content if len(content) <= 70 else f"{content[:69]}…"
