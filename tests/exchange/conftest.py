"""Documents and cases the exchange tests read and write."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rca_workbench.store import Case

SMALL = {
    "schema": "case-1.0",
    "case_id": "small",
    "title": "Fall on ward 4",
    "incident": {"summary": "A patient fell.", "start": "2025-03-12"},
    "actors": [
        {"id": "nurse", "label": "Ward nurse 1", "lane": "Ward"},
        {"id": "patient", "label": "Patient", "lane": "Patient"},
        {"id": "lift", "label": "Hoist", "lane": "Equipment"},
    ],
    "sources": [
        {"id": "S1", "label": "Nursing notes", "kind": "record"},
        {"id": "S3", "label": "Son", "kind": "family account"},
    ],
    "timeline": [
        {
            "id": "T1",
            "time": {
                "kind": "datetime",
                "start": "2025-03-12T14:20",
                "end": None,
                "display": "14:20",
                "sequence": 1,
            },
            "actor": "nurse",
            "text": "Turns the patient.",
            "entry_kind": "event",
            "source_ref": "S1#p.3",
            "verified": True,
        },
        {
            "id": "T2",
            "time": {
                "kind": "order_only",
                "start": None,
                "end": None,
                "display": "after that",
                "sequence": 2,
            },
            "actor": "patient",
            "text": "Falls.",
            "entry_kind": "event",
            "source_ref": "S1+S3",
            "verified": False,
        },
    ],
    "nodes": [
        {
            "id": "F1",
            "kind": "contributory_factor",
            "text": "Low staffing.",
            "evidence_refs": ["T1", "S1#p.4"],
            "tags": [],
        },
        {"id": "H1", "kind": "harm", "text": "Broken hip.", "evidence_refs": ["T2"], "timeline_ref": "T2"},
    ],
    "links": [{"source": "F1", "target": "H1", "type": "contributed_to", "but_for": "less_likely"}],
}


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Safe copies go to a folder of the test, not to the laptop's."""
    monkeypatch.setenv("RCA_WORKBENCH_DATA", str(tmp_path_factory.mktemp("data")))


@pytest.fixture
def document() -> dict:
    """A small `case-1.0` document to change at will."""
    return copy.deepcopy(SMALL)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a document to a file and gives its path."""

    def write(document: object, name: str = "source.json") -> Path:
        path = tmp_path / name
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    return write


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """A new, empty case."""
    with Case.create(tmp_path / "case.rca") as case:
        yield case
