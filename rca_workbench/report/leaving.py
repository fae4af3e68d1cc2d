"""The last look at a finished document before it leaves: nobody is named in it who may not be."""

from collections.abc import Callable
from pathlib import Path

from rca_workbench.leaks import LeakFault, check_clean, named_in, numbers_of
from rca_workbench.model import Snapshot
from rca_workbench.report.template import Template


def check_document(
    snapshot: Snapshot,
    plan: Template,
    made: bytes,
    *,
    name: str = "",
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Refuse a finished document that says who somebody is.

    Who is addressed in a document that may call them by name may be named in it, where somebody gave the reason. The
    organisation's own telephone numbers and addresses stand in its template.

    Raises:
        LeakFault: it says who somebody is.
        Fault: it was stopped.
    """
    try:
        check_clean(
            name,
            made,
            snapshot,
            allowed=named_in(snapshot, plan.name) if plan.may_name else (),
            ours=frozenset(one for file in _files(plan) for one in numbers_of(file.read_bytes(), file.name)),
            what=what_it_is(plan),
            cancelled=cancelled,
        )
    except LeakFault as fault:
        fault.letter = plan.name if plan.may_name else ""
        raise


def what_it_is(plan: Template) -> str:
    """What a document is, in the sentence that says it was not exported."""
    return "The report" if "report" in plan.title.casefold() else "The document"


def _files(plan: Template) -> list[Path]:
    return [one for one in (plan.style, plan.folder / "structure.json") if one.exists()]
