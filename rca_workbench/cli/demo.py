"""The command that shows the product: the sample case, its report and pictures, then the window."""

import argparse

from rca_workbench.cli.arguments import VIEWS
from rca_workbench.cli.case_file import import_source
from rca_workbench.cli.output import write
from rca_workbench.cli.terminal import DONE, give, mark_done, say
from rca_workbench.cli.window import has_screen, platform_chosen
from rca_workbench.model.fault import Fault
from rca_workbench.store import Case


def demo(asked: argparse.Namespace) -> int:
    """Import the sample case, write its report and pictures beside it, say where, and open it."""
    from rca_workbench.reference import sample_sources

    folder = asked.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Fault(
            f"The folder {folder} cannot be made: {error.strerror or error}.", "Nothing was written."
        ) from None
    case_path = folder / "sample case.rca"
    for source in sample_sources():
        for line in import_source(case_path, source, sample=True)[:1]:
            say(line)
    with Case.open(case_path, read_only=True) as case:
        snapshot = case.snapshot
    outputs = [
        (folder / "sample case report.docx", None),
        *((folder / f"sample case {view.replace('_', ' ')}.svg", view) for view in VIEWS),
        (folder / "sample case timeline.png", "timeline"),
        (folder / "sample case graph.png", "graph"),
        (folder / "sample case graph.graphml", None),
        (folder / "sample case.json", None),
    ]
    give(str(case_path))
    for out, view in outputs:
        write(snapshot, out, view=view)
        mark_done(f"What is in {folder} stays there.")
        give(str(out))
    if asked.no_window or platform_chosen() or not has_screen():
        return DONE
    from rca_workbench.app import run

    return run(case_path, None, None, None, None)
