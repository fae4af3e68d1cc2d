"""Small cases in one line each, and the published one."""

from functools import lru_cache

from rca_workbench.exchange.load import read_file
from rca_workbench.model import Entity, Factor, FactorKind, FactorStatus, Lane, Link, Snapshot, Time, TimeKind
from rca_workbench.model import TimelineEntry as Entry
from rca_workbench.reference import sample_case_path


def case(*entities: Entity) -> Snapshot:
    """A case that holds these."""
    return Snapshot.empty().changed(entities, (), "head")


@lru_cache(maxsize=1)
def published() -> Snapshot:
    """The published case: 70 entries, 50 factors, 63 links."""
    return case(*read_file(sample_case_path(), Snapshot.empty()).entities)


def factor(id: str, text: str = "One doctor covers four wards at night", **more: object) -> Factor:
    """A contributory factor agreed by the team, unless said otherwise."""
    values: dict[str, object] = {"status": FactorStatus.FINDING, "level": "ACC.TECH"} | more
    return Factor(id=id, text=text, **values)  # type: ignore[arg-type]


def harm(id: str, text: str = "Cardiac arrest, then intensive care") -> Factor:
    return factor(id, text, factor_kind=FactorKind.HARM, level="ACC.OUT")


def link(source: str, target: str, **more: object) -> Link:
    return Link(id=f"{source}-{target}", source=source, target=target, **more)  # type: ignore[arg-type]


def lane(id: str, order: str = "a") -> Lane:
    return Lane(id=id, label=id.capitalize(), order=order)


def at(clock: str, day: str = "2025-03-12") -> Time:
    """An exact time of day."""
    return Time(kind=TimeKind.DATETIME, start=f"{day}T{clock}")


def entry(id: str, time: Time, text: str = "Observations taken", **more: object) -> Entry:
    return Entry(id=id, time=time, text=text, **more)  # type: ignore[arg-type]
