"""A case as a file, its format chosen by the file's name."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from rca_workbench.exchange.graphml import write_graphml
from rca_workbench.exchange.own_json import write_json
from rca_workbench.model import Attachment, Snapshot
from rca_workbench.model.fault import Fault

SUFFIXES = (".json", ".xlsx", ".csv", ".graphml", ".svg", ".png", ".ics")

ACTIONS, EVIDENCE = "actions", "evidence"
"""Views that are no picture: the action plan and the evidence list, in a spreadsheet."""


def export_to(
    snapshot: Snapshot,
    target: Path,
    view: str | None = None,
    *,
    now: datetime | None = None,
    paper: str = "",
    cancelled: Callable[[], bool] | None = None,
) -> str:
    """Write a case to a file: `.json`, its timeline (`.xlsx`, `.csv`), `.graphml`, a picture (`.svg`, `.png`), or its
    dates for a calendar (`.ics`).

    Args:
        snapshot: the case.
        target: the file; an earlier one is replaced once the new one is whole.
        view: what a picture shows, "timeline" or "graph"; "actions" and "evidence" for those as a spreadsheet.
        now: the clock on the wall, which dates for a calendar and the action plan need.
        paper: what a picture is to be printed on, "A4" or "A3"; empty: as large as it is.
        cancelled: asked between portions whether to stop.

    Returns:
        What to know of the file, in a sentence; empty where there is nothing.

    Raises:
        LeakFault: it would say who somebody is.
        Fault: the suffix is none of `SUFFIXES`, it was stopped, or the file cannot be written.
    """
    match target.suffix.lower():
        case ".json":
            write_json(snapshot, target, cancelled)
        case ".graphml":
            write_graphml(snapshot, target, cancelled)
        case ".xlsx" if view == ACTIONS and now is not None:
            from rca_workbench.exchange.action_plan import write_action_plan

            write_action_plan(snapshot, target, now.date(), cancelled)
        case ".xlsx" if view == EVIDENCE:
            from rca_workbench.exchange.evidence_list import write_evidence_list

            write_evidence_list(snapshot, target, cancelled)
        case ".xlsx":
            from rca_workbench.exchange.timetable import write_xlsx

            write_xlsx(snapshot, target, cancelled)
        case ".csv":
            from rca_workbench.exchange.timetable import write_csv

            write_csv(snapshot, target, cancelled)
        case ".svg" | ".png":
            from rca_workbench.exchange.pictures import write_picture

            return write_picture(snapshot, target, view or "timeline", paper=paper, cancelled=cancelled)
        case ".ics" if now is not None:
            from rca_workbench.exchange.calendar import write_calendar

            write_calendar(snapshot, target, now, cancelled)
        case suffix:
            raise Fault(
                f"A case cannot be written as {suffix or 'a file without a suffix'}.", "Nothing was written."
            )
    return left_out(snapshot, target)


def left_out(snapshot: Snapshot, target: Path) -> str:
    """What a file of that format does not hold, in a sentence; empty where it holds all of its kind."""
    names = {one.sha256 for one in snapshot.of(Attachment).values()}
    if target.suffix.lower() != ".json" or not names:
        return ""
    files = "1 attached file stays" if len(names) == 1 else f"{len(names)} attached files stay"
    return f"{files} in the case: the JSON names each with its SHA-256 and does not hold what is in it."
