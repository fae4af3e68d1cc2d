"""Commands that write something out: export and templates."""

import argparse
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from rca_workbench.cli.arguments import TABLES
from rca_workbench.cli.terminal import DONE, FINDINGS, complain, give, mark_done, progress, say
from rca_workbench.leaks import LeakFault, leak_words
from rca_workbench.model import Snapshot
from rca_workbench.model.fault import Fault
from rca_workbench.reference.documents import REPORT
from rca_workbench.store import Case

SUFFIXES = (".docx", ".pdf", ".json", ".xlsx", ".csv", ".graphml", ".svg", ".png", ".ics")
DOCUMENTS = (".docx", ".pdf")
TIMELINES = (".xlsx", ".csv")
"""What holds the timeline, and nothing else."""

_MOST_NAMED = 50
"""Places that are named one by one where an export stops."""

_UNWRITTEN = "Nothing was written."


def export(asked: argparse.Namespace) -> int:
    """Write a case in the format its file name asks for, or a folder with everything for one reader."""
    if asked.pack:
        return _pack(asked)
    suffix = asked.out.suffix.lower()
    if suffix not in SUFFIXES:
        raise Fault(
            f"{asked.out.name} is not a file this version can write.",
            _UNWRITTEN,
            f"It writes {' '.join(SUFFIXES)}.",
        )
    if asked.template and suffix not in DOCUMENTS:
        raise Fault("--template goes with a .docx or .pdf file.", _UNWRITTEN)
    if asked.copy and suffix != ".docx":
        raise Fault("--copy goes with a .docx file.", _UNWRITTEN)
    if asked.view in TABLES:
        if suffix != ".xlsx":
            raise Fault(f"--view {asked.view} goes with a .xlsx file.", _UNWRITTEN)
    elif (
        asked.view
        and suffix not in (".svg", ".png")
        and not (asked.view == "timeline" and suffix in TIMELINES)
    ):
        raise Fault(
            "--view goes with a .svg or .png file; .xlsx and .csv hold the timeline, and .xlsx with --view actions or "
            "evidence the action plan or the evidence list.",
            _UNWRITTEN,
        )
    if asked.paper and suffix not in (".svg", ".png"):
        raise Fault("--paper goes with a .svg or .png file.", _UNWRITTEN)
    from rca_workbench.report.versions import given_out
    from rca_workbench.store.writing import check_target

    with Case.open(asked.case, read_only=True) as case:
        snapshot, case_id = case.snapshot, case.id
        given = given_out(case, asked.template or REPORT) if suffix in DOCUMENTS else frozenset[str]()
    _keep_case(asked.case, asked.out)
    check_target(asked.out)
    review = suffix == ".docx" and asked.copy != "reading"
    with _places_named():
        told = write(
            snapshot,
            asked.out,
            template=asked.template,
            view=asked.view,
            paper=asked.paper or "",
            review_of=case_id if review else "",
            given=given,
        )
    mark_done(f"{asked.out} was written.")
    say(f"Wrote {asked.out}.")
    if told:
        say(told)
    return DONE


def _pack(asked: argparse.Namespace) -> int:
    """Make the folder with everything for one reader."""
    if asked.template or asked.view or asked.paper or asked.copy:
        raise Fault("--pack goes without --template, --copy, --view and --paper.", _UNWRITTEN)
    from rca_workbench.packs import write_pack
    from rca_workbench.report.versions import names_given

    with Case.open(asked.case, read_only=True) as case:
        snapshot, given = case.snapshot, names_given(case)
    with _places_named():
        pack = write_pack(snapshot, asked.out, datetime.now(), given=given, progress=progress())
    mark_done(f"{asked.out} was written.")
    say(f"Wrote {asked.out} with {len(pack.files)} files.")
    if pack.without:
        say(pack.without)
    return DONE


@contextmanager
def _places_named() -> Iterator[None]:
    """Name each place of an export that stopped because it would say who somebody is, and never the name itself."""
    try:
        yield
    except LeakFault as fault:
        places = list(dict.fromkeys(leak_words(one) for one in fault.leaks))
        for words in places[:_MOST_NAMED]:
            complain(f"{words[:1].upper()}{words[1:]}")
        if len(places) > _MOST_NAMED:
            complain(f"And {len(places) - _MOST_NAMED} more places.")
        raise


def _keep_case(case: Path, out: Path) -> None:
    if out.exists() and out.samefile(case):
        raise Fault(f"{out} is the case itself.", _UNWRITTEN, "Give another name.")


def write(
    snapshot: Snapshot,
    out: Path,
    *,
    template: str | None = None,
    view: str | None = None,
    paper: str = "",
    review_of: str = "",
    given: Collection[str] = (),
) -> str:
    """Write a case to one file, its format by the suffix. Raises Fault where it cannot be written.

    `review_of` is the id of the case where a Word file is to be read and changed; empty where it is only read. `given` are
    the names that drafts and versions of the document ever had, of `given_out`.

    Returns:
        What to know of the file, in a sentence; empty where there is nothing.
    """
    if out.suffix.lower() in DOCUMENTS:
        from rca_workbench.report import Copy, Edition, export_docx, export_pdf
        from rca_workbench.report.versions import next_version

        writes = export_pdf if out.suffix.lower() == ".pdf" else export_docx
        copy = Copy.REVIEW if review_of else Copy.READING
        version = next_version(snapshot, template or REPORT, copy, given)
        writes(
            snapshot,
            out,
            template=template or REPORT,
            progress=progress(),
            edition=Edition(date.today(), version, copy, head=snapshot.head, case_id=review_of),
        )
        return ""
    from rca_workbench.exchange import export_to

    return export_to(snapshot, out, view, now=datetime.now(), paper=paper)


def templates(asked: argparse.Namespace) -> int:
    """List the report templates, or check the one in a folder."""
    from rca_workbench.report import check_template
    from rca_workbench.report import templates as shelf

    if asked.names:
        _give_names()
        return DONE
    if asked.check is None:
        for one in shelf():
            place = ", in place of the standard one" if one.replaces else ""
            give(f"{one.name}  {one.title}" + (f"  (your own{place})" if one.own else ""))
            for problem in one.problems:
                say(f"  {problem}")
        return DONE
    if not asked.check.is_dir():
        raise Fault(f"There is no folder {asked.check}.", "", "A template is a folder; give its name.")
    problems = check_template(asked.check)
    for problem in problems:
        give(problem)
    if problems:
        say(f"{asked.check}: {len(problems)} {'problem' if len(problems) == 1 else 'problems'} found.")
        return FINDINGS
    say(f"{asked.check} can be used.")
    return DONE


def _give_names() -> None:
    """The names one can type in a template, each with what stands in its place."""
    from rca_workbench.report.builders import names
    from rca_workbench.report.inline import INLINE
    from rca_workbench.report.word.placeholders import BLOCKS

    for name, what in {**INLINE, **BLOCKS}.items():
        give(f"{{{{{name}}}}}  {what}")
    for name in sorted(names()):
        give(f"{{{{{name}}}}}  a section")
