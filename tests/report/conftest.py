"""The published case, exported to Word once, with every identity field of its people filled in."""

from pathlib import Path

import pytest

from rca_workbench.exchange import import_into
from rca_workbench.model import Actor, Profile, ReportText, Snapshot, new_id
from rca_workbench.reference import sample_case_path
from rca_workbench.report import Edition, export_docx
from rca_workbench.store import Case
from tests.checks.days import TODAY

IDENTITIES = (
    "Zebedee Quillfeather",
    "Quill",
    "943 476 5919",
    "1951-07-09",
    "07700 900123",
    "prefers letters",
    "uses BSL",
    "agreed 3 May",
    "as our Frances",
    "not on 9 November",
)
"""One for each identity field; none occurs in any case."""


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    path = tmp_path_factory.mktemp("case") / "sample.rca"
    with Case.create(path, who="Tester") as case:
        import_into(case, sample_case_path())
        names = [field.name for field in Actor.kind.fields if field.type.identity]
        with case.step("Write names") as step:
            for actor in list(step.snapshot.of(Actor).values()):
                step.change(actor, **dict(zip(names, IDENTITIES, strict=True)))
            step.add(
                ReportText(
                    id=new_id(), section="summary", text="Our own first words.\nAnd a second paragraph."
                )
            )
        return case.snapshot


@pytest.fixture(scope="session")
def report(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.docx"
    export_docx(snapshot, path, page_numbers=False, edition=Edition(TODAY))
    return path


@pytest.fixture(scope="session")
def on_the_other_profile(snapshot: Snapshot) -> Snapshot:
    case = snapshot.case
    plain = case.kind.to_plain(case) | {"profile": str(Profile.SIF2015)}
    return snapshot.changed([case.kind.from_plain(case.id, plain)], (), snapshot.head)
