"""An organisation's own templates: a copy of a standard one to change, or one begun from its own Word file."""

import io
import json
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rca_workbench.model.fault import Fault
from rca_workbench.reference import template_folder
from rca_workbench.reference.documents import REPORT
from rca_workbench.report.template import FILE, held_in
from rca_workbench.store.own_templates import own_folder
from rca_workbench.store.writing import write_whole

STYLE = "style.docx"
_COVER = (("marking", "Marking"), ("title", "Title"), ("case.title", "Subtitle"), ("facts", "Cover Fact"))
"""Placeholders with their styles, for a Word file that has none."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class Started:
    """A template that was made."""

    folder: Path
    styles: tuple[str, ...] = ()
    """Styles that were copied into it."""
    placed: tuple[str, ...] = ()
    """Placeholders that were put at the end of it."""


def copy_to_change(standard: str, title: str = "") -> Started:
    """Copy a template that comes with the program. With a title of its own it is a document beside it; else in its place.

    Raises:
        Fault: there is one of that name already, or the folder cannot be written.
    """

    def fill(folder: Path) -> Started:
        source = template_folder() / standard
        shutil.copyfile(source / STYLE, folder / STYLE)
        _structure(source, folder, title)
        return Started(folder)

    return _made(_folder_name(standard, title), fill)


def start_from_word(file: Path, standard: str, title: str = "") -> Started:
    """Make a template of a Word file of one's own, with the sections of a standard document.

    Styles it lacks are copied from the standard template, in the file's own fonts. Where it says nowhere what goes where,
    title, facts and sections are put at its end. The file itself stays as it is.

    Raises:
        Fault: it is not an ordinary Word file, there is a template of that name already, or it cannot be written.
    """
    from rca_workbench.report.word.house_styles import copy_styles, missing_styles
    from rca_workbench.report.word.opening import opened, reaching, unfinished
    from rca_workbench.report.word.placeholders import asked, is_block

    source = template_folder() / standard
    word, look = opened(file), opened(source / STYLE)
    for problem in (*reaching(word), *unfinished(word)):
        raise Fault(f"{file.name}: {problem}", "Nothing was written.", "Then start from it again.")
    names = asked(word)
    placed: list[tuple[str, str]] = []
    if not names:
        placed += _COVER
        if "contents" in asked(look):
            placed.append(("contents", "Normal"))
    if not any(is_block(name) and name not in ("facts", "contents") for name in names):
        placed.append(("report", "Normal"))
    extra = [style for _, style in placed]
    styles = copy_styles(word, look, extra)
    for name, style in placed:
        word.add_paragraph(f"{{{{{name}}}}}", style=style)
    held = io.BytesIO()
    word.save(held)

    def fill(folder: Path) -> Started:
        (folder / STYLE).write_bytes(held.getvalue())
        again = opened(folder / STYLE)
        copied = copy_styles(again, look, missing_styles(again))
        again.save(str(folder / STYLE))
        _structure(source, folder, title)
        return Started(folder, (*styles, *copied), tuple(name for name, _ in placed))

    return _made(_folder_name(standard, title), fill)


def add_styles(folder: Path) -> tuple[str, ...]:
    """Copy the styles a template lacks from the standard one; the Word file as it was stays beside it.

    Raises:
        Fault: its Word file cannot be read or written.
    """
    from rca_workbench.report.template import read_template
    from rca_workbench.report.word.house_styles import copy_styles, missing_styles
    from rca_workbench.report.word.opening import opened

    style = read_template(folder).style
    word = opened(style)
    like = template_folder() / folder.name / STYLE
    standard = opened(like if like.exists() else template_folder() / REPORT / STYLE)
    copied = copy_styles(word, standard, missing_styles(word))
    if copied:
        held = io.BytesIO()
        word.save(held)
        write_whole(style.with_name(f"style before{style.suffix}"), style.read_bytes())
        write_whole(folder / STYLE, held.getvalue())
    return copied


def _folder_name(standard: str, title: str) -> str:
    if not title.strip():
        return standard
    return _FORBIDDEN.sub("", title).strip(" .")[:60] or "template"


def _structure(source: Path, folder: Path, title: str) -> None:
    """The structure of a standard document, under a title of one's own if there is one."""
    if not title.strip():
        shutil.copyfile(source / FILE, folder / FILE)
        return
    held = dict(held_in(source))
    held["title"] = title.strip()
    held.pop("title_by_profile", None)
    lines = json.dumps(held, ensure_ascii=False, indent=2)
    (folder / FILE).write_text(lines + "\n", encoding="utf-8")


def _made(name: str, fill: Callable[[Path], Started]) -> Started:
    """Make a folder whole or not at all."""
    where = own_folder()
    target = where / name
    if _is_taken(where, name):
        raise Fault(
            f"There is a template called “{name}” in {where} already.",
            "It is as it was.",
            "Give another name.",
        )
    try:
        where.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".making-", dir=where))
        try:
            started = fill(making)
            making.chmod(0o755)
            making.rename(target)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    except OSError as fault:
        raise Fault(
            f"The template cannot be kept in {where}: {fault.strerror or fault}.",
            "Nothing was written.",
            "Choose another folder for your templates.",
        ) from None
    return Started(target, started.styles, started.placed)


def _is_taken(where: Path, name: str) -> bool:
    """Whether a name is used, capitals or not: some systems do not tell them apart."""
    try:
        return any(one.name.casefold() == name.casefold() for one in where.iterdir())
    except OSError:
        return False
