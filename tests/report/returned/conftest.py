"""A case with a draft that went out, and what readers do to Word files."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from rca_workbench.exchange import import_into
from rca_workbench.model import Profile, ReportText, Review, TimelineEntry, new_id
from rca_workbench.reference import sample_case_path
from rca_workbench.report.sending import go_out, make_ready
from rca_workbench.store import Case
from tests.report.returned.libreoffice import LibreOffice, why_not

TODAY = date(2026, 1, 12)
TEMPLATE = "investigation_report"


@dataclass(frozen=True)
class Sent:
    """A draft that went out."""

    case: Path
    draft: Path
    review: Review


@pytest.fixture(scope="session")
def sent_once(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    """The published case with a draft of its report sent to the medical director."""
    folder = tmp_path_factory.mktemp("sent")
    with Case.create(folder / "sample.rca", who="Tester") as case:
        import_into(case, sample_case_path())
        with case.step("Write") as step:
            step.add(
                ReportText(
                    id=new_id(),
                    template=TEMPLATE,
                    section="background",
                    text="We looked at the task from call to rescue.\nWe did not look at the later search.",
                )
            )
        ready = make_ready(
            case, TEMPLATE, "Medical director", date(2026, 1, 5), pictures=False, page_numbers=False
        )
        review = go_out(case, ready, folder / "Draft 1.docx")
    return Sent(folder / "sample.rca", folder / "Draft 1.docx", review)


@pytest.fixture
def sent(sent_once: Sent, tmp_path: Path) -> Sent:
    """The same in a copy of its own."""
    return Sent(
        Path(shutil.copy(sent_once.case, tmp_path / "case.rca")),
        Path(shutil.copy(sent_once.draft, tmp_path / "Draft 1.docx")),
        sent_once.review,
    )


@pytest.fixture
def case(sent: Sent) -> Iterator[Case]:
    """The case of that draft, open."""
    with Case.open(sent.case, who="Tester", keep_copy=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def office() -> Iterator[LibreOffice]:
    """A running LibreOffice, led as its user would."""
    if because := why_not():
        pytest.skip(because)
    with LibreOffice() as running:
        yield running


@pytest.fixture
def edited(office: LibreOffice, sent: Sent, tmp_path: Path) -> Callable[..., Path]:
    """Has a reader open the draft, do things to it and save it; gives the file."""

    def edit(*orders: tuple[object, ...], reader: str = "Ann Example", name: str = "back.docx") -> Path:
        target = tmp_path / name
        office.does("who", *reader.split(" ", 1))
        office.does("open", str(sent.draft))
        try:
            office.does("track", False)
            for order, *arguments in orders:
                office.does(str(order), *arguments)
            office.does("save", str(target))
        finally:
            office.does("close")
        return target

    return edit


@pytest.fixture
def other_case(tmp_path: Path) -> Iterator[Case]:
    """A case of somebody else."""
    with Case.create(tmp_path / "other.rca", title="Another", profile=Profile.PSIRF) as made:
        with made.step("Write") as step:
            step.add(TimelineEntry(id=new_id(), text="Something else."))
        yield made
