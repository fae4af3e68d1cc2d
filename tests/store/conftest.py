"""Cases to keep, change, damage and open again."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rca_workbench.model import (
    KINDS,
    Actor,
    EntryLink,
    EvidenceItem,
    Excerpt,
    Factor,
    Knowledge,
    Lane,
    TimelineEntry,
    new_id,
)
from rca_workbench.store import Case


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for the program's own files."""
    folder = tmp_path / "data"
    monkeypatch.setenv("RCA_WORKBENCH_DATA", str(folder))
    return folder


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the case of a test lies."""
    return tmp_path / "fall.rca"


@pytest.fixture
def case(path: Path) -> Iterator[Case]:
    """A new case, open."""
    with Case.create(path, title="Fall on ward 4", who="Facilitator") as case:
        yield case


@pytest.fixture
def reopened(case: Case) -> Iterator[Callable[[], Case]]:
    """Closes the case and opens its file anew, as after a restart."""
    opened = [case]

    def reopen() -> Case:
        opened[-1].close()
        opened.append(Case.open(case.path, who="Facilitator"))
        return opened[-1]

    yield reopen
    opened[-1].close()


class Ward:
    """A small case: two entries by a nurse, tied to each other, to evidence and to a factor."""

    def __init__(self, case: Case) -> None:
        with case.step("Add the ward") as step:
            self.lane = step.add(Lane(id=new_id(), label="Ward"))
            self.nurse = step.add(Actor(id=new_id(), role="Ward nurse 1", lane=self.lane.id))
            self.first = step.add(
                TimelineEntry(id=new_id(), code="T1", text="Turns the patient", actor=self.nurse.id)
            )
            self.second = step.add(
                TimelineEntry(id=new_id(), code="T2", text="Falls", conflicts_with=(self.first.id,))
            )
            self.tie = step.add(EntryLink(id=new_id(), source=self.first.id, target=self.second.id))
            self.knows = step.add(Knowledge(id=new_id(), entry=self.first.id, actor=self.nurse.id))
            self.notes = step.add(EvidenceItem(id=new_id(), code="E1", name="Nursing notes"))
            self.source = step.add(
                Excerpt(id=new_id(), evidence=self.notes.id, about=self.first.id, place="p. 3")
            )
            self.factor = step.add(
                Factor(id=new_id(), text="Low staffing", entries=(self.first.id, self.second.id))
            )


@pytest.fixture
def ward(case: Case) -> Ward:
    """The small case, filled."""
    return Ward(case)


def everything(case: Case) -> dict[str, dict[str, object]]:
    """All that a case holds, in plain values, to compare."""
    snapshot = case.snapshot
    return {
        name: {id: one.kind.to_plain(one) for id, one in snapshot.table(name).items()}
        for name in KINDS
        if snapshot.table(name)
    }


def edit(case: Case, label: str = "Edit", **fields: object) -> None:
    """One step on the incident."""
    with case.step(label) as step:
        step.change(step.snapshot.incident, **fields)


@contextmanager
def without_rights() -> Iterator[None]:
    """As an account that owns nothing; whoever runs the tests, permissions then count."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
