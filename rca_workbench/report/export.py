"""Writing the Word file, and looking over the templates there are."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, Unpack

from rca_workbench.leaks import check_clean
from rca_workbench.model import Snapshot
from rca_workbench.model.fault import Fault
from rca_workbench.reference.documents import REPORT
from rca_workbench.report.builders import built
from rca_workbench.report.compose import Maker, build
from rca_workbench.report.document import Block, Edition
from rca_workbench.report.leaving import check_document, what_it_is
from rca_workbench.report.shelf import folder_of, folders, is_own, replaces_standard
from rca_workbench.report.structure import problems_in
from rca_workbench.report.template import Template, held_in, read_template, template
from rca_workbench.store.own_templates import is_template
from rca_workbench.store.writing import check_target, write_whole

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class TemplateInfo:
    """A template that can be chosen."""

    name: str
    title: str
    folder: Path
    problems: tuple[str, ...]
    audience: str = ""
    """Whom the document is for, in words."""
    may_name: bool = False
    own: bool = False
    """Whether it is the organisation's."""
    replaces: bool = False
    """Whether it stands in place of one that comes with the program."""


class How(TypedDict, total=False):
    """How a document is made, each as it is said here where it is left out."""

    template: str
    """Its name or folder; the investigation report."""
    progress: Progress | None
    """Told how far it is; nobody."""
    cancelled: Callable[[], bool] | None
    """Says whether to stop; it is not stopped."""
    pictures: bool
    """Whether it has pictures; it has."""
    page_numbers: bool
    """Whether page numbers are worked out for its contents list; they are."""


def export_docx(snapshot: Snapshot, out: Path, edition: Edition, **how: Unpack[How]) -> None:
    """Write the report of a case as a Word file. The file appears whole or not at all.

    Raises:
        Fault: the template is not right, or the file cannot be written.
    """
    _write(snapshot, out, docx_of(snapshot, edition, **how), how)


def export_pdf(snapshot: Snapshot, out: Path, edition: Edition, **how: Unpack[How]) -> None:
    """Write the report of a case as a tagged PDF. The file appears whole or not at all.

    Raises:
        Fault: LibreOffice is not here, the template is not right, it was stopped, or the file cannot be written.
    """
    from rca_workbench.report.pdf import check_pdf

    check_pdf()
    check_target(out)
    made = docx_of(snapshot, edition, **how)
    _write(snapshot, out, pdf_of_document(snapshot, made, **how), how)


def pdf_of_document(snapshot: Snapshot, made: bytes, **how: Unpack[How]) -> bytes:
    """A finished Word file of a case as the bytes of a tagged PDF, looked through for names as well.

    Raises:
        LeakFault: it would say who somebody is.
        Fault: LibreOffice is not here or makes no PDF of it, or it was stopped.
    """
    from rca_workbench.report.pdf import pdf_of

    cancelled = how.get("cancelled")
    _say(how, "Laying it out as PDF")
    finished = pdf_of(made, cancelled)
    _say(how, "Looking for names in it")
    check_document(snapshot, _plan(how), finished, cancelled=cancelled)
    return finished


def docx_of(snapshot: Snapshot, edition: Edition, **how: Unpack[How]) -> bytes:
    """The report of a case as the bytes of a Word file, looked through for names. Every document comes from here.

    Raises:
        LeakFault: it would say who somebody is.
        Fault: the template is not right, or it was stopped.
    """
    from rca_workbench.report.word.pages import page_numbers_of
    from rca_workbench.report.word.writer import ReportWriter

    plan, cancelled = _plan(how), how.get("cancelled")
    _refuse_what_is_wrong(plan.folder)
    _say(how, "Drawing the pictures")
    pictures = how.get("pictures", True)
    document = build(snapshot, plan, edition, pictures=pictures, make=stoppable(cancelled))
    writer = ReportWriter(document, plan.style)
    numbered = how.get("page_numbers", True) and writer.has_contents
    writer.write(how.get("progress"), cancelled)
    pages = None
    if numbered:
        _say(how, "Working out page numbers")
        pages = page_numbers_of(writer.file(light=True), cancelled)
    made = writer.file(pages or None)
    _say(how, "Looking for names in it")
    check_document(snapshot, plan, made, cancelled=cancelled)
    return made


def _say(how: How, words: str) -> None:
    progress = how.get("progress")
    if progress is not None:
        progress(words, 0, 0)


def _write(snapshot: Snapshot, out: Path, made: bytes, how: How) -> None:
    """Write a finished document, unless the name of its file says who somebody is."""
    check_clean(out.name, b"", snapshot, what=what_it_is(_plan(how)))
    write_whole(out, made)


def stoppable(cancelled: Callable[[], bool] | None) -> Maker:
    """Makes sections, and asks before each whether to go on: some draw pictures for seconds."""

    def make(name: str, snapshot: Snapshot, edition: Edition) -> list[Block]:
        if cancelled and cancelled():
            raise Fault("Stopped.", "Nothing was written.")
        return built(name, snapshot, edition)

    return make


def templates() -> list[TemplateInfo]:
    """The templates at hand: an organisation's own, and those that come with the program where it has none of that name."""
    return [template_info(folder) for folder in folders()]


def usable_templates() -> list[TemplateInfo]:
    """The templates one can make a document with. To check takes long: those of the program are taken as they came."""
    found = (template_info(folder, checked=is_own(folder)) for folder in folders())
    return [one for one in found if not one.problems]


def template_info(folder: Path, *, checked: bool = True) -> TemplateInfo:
    """A template, and what is wrong with it."""
    problems = tuple(check_template(folder)) if checked else ()
    try:
        plan = read_template(folder)
        title, audience, may_name = plan.title, plan.audience, plan.may_name
    except Fault:
        title, audience, may_name = folder.name, "", False
    return TemplateInfo(
        folder.name, title, folder, problems, audience, may_name, is_own(folder), replaces_standard(folder)
    )


def check_template(folder: Path) -> list[str]:
    """What is wrong with a template folder, one sentence each with its place; empty if nothing is."""
    from rca_workbench.report.word.house_styles import missing_styles
    from rca_workbench.report.word.opening import opened, reaching, unfinished
    from rca_workbench.report.word.placeholders import check

    problems: list[str] = []
    try:
        problems += problems_in(held_in(folder))
        plan = read_template(folder)
        word = opened(plan.style)
    except Fault as fault:
        return [*problems, fault.what]
    problems += check(word) + reaching(word) + unfinished(word)
    problems += [
        f"{plan.style.name} has no style called {name}. Copy it from the standard template."
        for name in missing_styles(word)
    ]
    return problems


def advice_on(folder: Path) -> list[str]:
    """What a template that can be used leaves out and mostly should not, one sentence each."""
    from rca_workbench.report.word.opening import opened
    from rca_workbench.report.word.placeholders import asked

    try:
        plan = read_template(folder)
        names = asked(opened(plan.style))
    except Fault:
        return []
    listless = len(plan.sections) > _LONG and "contents" not in names
    contents = ["There is no contents list. Type {{contents}}, alone in a paragraph."] if listless else []
    return contents + [
        f"Nothing in the Word file says {words}. Type {{{{{wanted[0]}}}}}, in a header or footer for instance."
        for wanted, words in _ADVISED
        if not names & set(wanted)
    ]


_LONG = 12
"""Sections from which one looks for a contents list."""
_ADVISED = (
    (("title",), "which document it is"),
    (("version",), "which version it is"),
    (("marking",), "how it is marked"),
)


def _plan(how: How) -> Template:
    """The template of a name or in a folder, read anew where it is the organisation's own."""
    name = how.get("template", REPORT)
    folder = Path(name) if is_template(Path(name)) else folder_of(name)
    return read_template(folder) if is_own(folder) else template(name)


def _refuse_what_is_wrong(folder: Path) -> None:
    """Before any work: say what is wrong with an organisation's own template. Raises Fault."""
    problems = check_template(folder) if is_own(folder) else []
    if problems:
        more = f" {len(problems) - 1} more." if len(problems) > 1 else ""
        raise Fault(
            problems[0] + more,
            "Nothing was written.",
            "Report templates says what has to be put right, and where.",
        )
