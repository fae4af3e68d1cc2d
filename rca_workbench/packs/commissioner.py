"""Everything for the commissioner: the report and what belongs to it, with a list that says of each file what it is."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rca_workbench.exchange.export import ACTIONS, EVIDENCE, export_to
from rca_workbench.leaks import check_clean, write_clean
from rca_workbench.model import Action, EvidenceItem, Factor, FactorKind, Measure, Snapshot, TimelineEntry
from rca_workbench.model.fault import Fault
from rca_workbench.model.time_said import date_words
from rca_workbench.packs.folder import check_folder, whole_folder
from rca_workbench.report import Copy, Edition, title_of
from rca_workbench.report.export import docx_of, pdf_of_document
from rca_workbench.report.pdf import can_write_pdf
from rca_workbench.report.versions import next_version
from rca_workbench.store.file_names import safe_file_name

FOLDER = "Everything for the commissioner"
"""What the folder is called unless somebody says otherwise."""
CONTENTS = "Contents.txt"
DOCUMENTS = (
    "investigation_report", "concise_report", "action_plan", "assurance_page", "timeline_pack", "evidence_list",
    "analysis_pack",
)  # fmt: skip
"""The documents it holds."""
PAPER = "A3"
"""What the pictures are drawn for."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder that was written."""

    files: tuple[str, ...]
    """Names of its files, the list of them last."""
    without: str
    """What it does not hold and why, in a sentence; empty where nothing is missing."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One file to write."""

    name: str
    about: str
    """What it is, in words."""
    write: Callable[[Path], object]


def write_pack(
    snapshot: Snapshot,
    target: Path,
    now: datetime,
    *,
    given: Mapping[str, Collection[str]] | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Pack:
    """Write the folder. It appears whole or not at all.

    Args:
        snapshot: the case.
        target: the folder to make; it may be there if it is empty.
        now: the clock on the wall.
        given: of each document, the names that drafts and versions of it ever had, of `versions.names_given`.
        progress: told in words what is being written, and how many files of how many are.
        cancelled: asked between portions whether to stop.

    Raises:
        LeakFault: one of the files would say who somebody is; none of them is written then.
        Fault: it cannot be written there, or was stopped.
    """
    check_folder(target)
    check_clean(target.name, b"", snapshot, what="The folder")
    pdf = can_write_pdf()
    items = list(_items(snapshot, now, given or {}, pdf, _Told(progress), cancelled))
    with whole_folder(target) as folder:
        for number, one in enumerate(items):
            _go_on(cancelled)
            if progress:
                progress(f"Writing {one.name}", number, len(items) + 1)
            one.write(folder / one.name)
        _go_on(cancelled)
        contents = _contents(snapshot, folder, items, now)
        write_clean(folder / CONTENTS, contents.encode("utf-8"), snapshot)
        _go_on(cancelled)
    without = "" if pdf else "No PDF was made: it needs LibreOffice, which is not installed here."
    return Pack((*(one.name for one in items), CONTENTS), without)


@dataclass(frozen=True, slots=True)
class _Told:
    """Tells what goes on inside one file, without a count of its own."""

    progress: Progress | None

    def __call__(self, words: str, _done: int, _total: int) -> None:
        if self.progress:
            self.progress(words, 0, 0)


def _items(
    snapshot: Snapshot,
    now: datetime,
    given: Mapping[str, Collection[str]],
    pdf: bool,
    told: "_Told",
    cancelled: Callable[[], bool] | None,
) -> Iterator[_Item]:
    number = 0
    for template in DOCUMENTS:
        number += 1
        title = title_of(template, snapshot.case.profile)
        version = next_version(snapshot, template, Copy.READING, given.get(template, ()))
        edition = Edition(now.date(), version, head=snapshot.head)
        yield from _document(
            snapshot, template, f"{number:02} {_file_name(title)}", title, edition, pdf, told, cancelled
        )
    others = (
        (bool(snapshot.of(Action)), "Action plan.xlsx", ACTIONS, "The action plan with its story and its measures"),
        (bool(snapshot.of(EvidenceItem)), "Evidence list.xlsx", EVIDENCE, "What there is and what it is used for"),
        (bool(snapshot.of(TimelineEntry)), "Timeline.xlsx", "timeline", "The timeline as a table"),
    )  # fmt: skip
    for there, name, view, about in others:
        if there:
            number += 1
            yield _Item(f"{number:02} {name}", about, _writes(snapshot, view, now, "", cancelled))
    for view, title in _pictures(snapshot):
        number += 1
        for suffix, kind in ((".svg", "lines that stay sharp at any size"), (".png", "dots")):
            about = f"The {title.lower()} as a picture for {PAPER}, in {kind}"
            yield _Item(f"{number:02} {title}{suffix}", about, _writes(snapshot, view, now, PAPER, cancelled))


def _document(
    snapshot: Snapshot, template: str, name: str, title: str, edition: Edition, pdf: bool, told: "_Told",
    cancelled: Callable[[], bool] | None,
) -> Iterator[_Item]:  # fmt: skip
    """A document as a Word file and, made from the same bytes, as a PDF."""
    made: list[bytes] = []

    def word(path: Path) -> None:
        made.append(docx_of(snapshot, edition, template=template, progress=told, cancelled=cancelled))
        path.write_bytes(made[0])

    def as_pdf(path: Path) -> None:
        path.write_bytes(
            pdf_of_document(snapshot, made[0], template=template, progress=told, cancelled=cancelled)
        )

    yield _Item(f"{name}.docx", f"{title}, {edition.version}, as a Word file to read", word)
    if pdf:
        yield _Item(f"{name}.pdf", f"{title}, {edition.version}, as a PDF", as_pdf)


def _file_name(title: str) -> str:
    """The title of a document as a name that every system takes: "Appendix pack, timeline"."""
    return safe_file_name(", ".join(part.strip() for part in title.split(":")))


def _pictures(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """The views of the case that show something, and what each is called."""
    factors = snapshot.of(Factor).values()
    if snapshot.of(TimelineEntry):
        yield "timeline", "Timeline"
    if factors:
        yield "graph", "Map of factors"
        yield "fishbone", "Fishbone"
    if any(one.factor_kind is FactorKind.BARRIER for one in factors):
        yield "barriers", "Barriers"
    if snapshot.of(Measure):
        yield "measures", "Measures"


def _writes(
    snapshot: Snapshot, view: str, now: datetime, paper: str, cancelled: Callable[[], bool] | None
) -> Callable[[Path], object]:
    return lambda path: export_to(snapshot, path, view, now=now, paper=paper, cancelled=cancelled)


def _contents(snapshot: Snapshot, folder: Path, items: list[_Item], now: datetime) -> str:
    """The list: what each file is, its size, and the digest by which one can see that it is as it was written."""
    case = snapshot.case
    lines = [
        " · ".join(part for part in (case.reference, case.title) if part) or "Investigation",
        case.marking,
        f"Made on {date_words(now.date().isoformat())}. Journal head of the case: {snapshot.head}",
        "",
    ]
    for one in items:
        held = (folder / one.name).read_bytes()
        lines += [
            one.name,
            f"    {one.about}. {len(held):,} bytes",
            f"    SHA-256 {hashlib.sha256(held).hexdigest()}",
        ]
    return "\n".join(lines) + "\n"


def _go_on(cancelled: Callable[[], bool] | None) -> None:
    if cancelled and cancelled():
        raise Fault("Stopped.", "Nothing was written.")
