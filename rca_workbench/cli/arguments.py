"""Which commands there are and what words each takes."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from rca_workbench.cli.terminal import FAILED, complain

PICTURES = (".svg", ".png")
VIEWS = ("timeline", "graph", "fishbone", "accimap", "five_whys", "barriers", "measures")
TABLES = ("actions", "evidence")
"""Views that are no pictures: the action plan and the evidence list, in a spreadsheet."""
PAPERS = ("A4", "A3")
PACKS = ("commissioner",)
GATES = ("always", "meeting", "before_report", "sign_off")


@dataclass(frozen=True, slots=True)
class Asked:
    """One command as typed."""

    run: Callable[[argparse.Namespace], int]
    values: argparse.Namespace


def read_arguments(words: Sequence[str]) -> Asked | int:
    """The command the words ask for; an exit code where the words were answered or refused already."""
    try:
        values = _parser().parse_args(words)
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else 0
    return Asked(_command(values.module, values.function), values)


def _command(module: str, function: str) -> Callable[[argparse.Namespace], int]:
    # Each command imports what it needs when it runs: opening the window must not load the Word writer.
    from importlib import import_module

    return getattr(import_module(f"rca_workbench.cli.{module}"), function)  # type: ignore[no-any-return]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        if message.startswith("argument COMMAND: invalid choice: "):
            said = message.removeprefix("argument COMMAND: invalid choice: ").split(" (choose")[0]
            message = f"there is no command {said}"
        complain(f"{message[:1].upper()}{message[1:]}. See: {self.prog} --help")
        raise SystemExit(FAILED)


def _parser() -> _Parser:
    parser = _Parser(
        prog="rca-workbench",
        description="Structured investigation of serious incidents. Without a command: open the window.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"rca-workbench {_version()}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)

    def command(name: str, module: str, function: str, about: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        one.set_defaults(module=module, function=function)
        return one

    def on_case(one: argparse.ArgumentParser) -> None:
        one.add_argument("case", metavar="CASE", type=Path, help="the case file (.rca)")

    one = command("open", "window", "open_case", "open the window on a case")
    on_case(one)
    one.add_argument("--place", help="where to begin, such as analysis/map")
    one.add_argument("--theme", choices=("light", "dark"))
    one.add_argument("--size", type=_size, metavar="WxH", help="size of the window, such as 1440x900")
    one.add_argument(
        "--screenshot", type=Path, metavar="OUT.png", help="draw the window, save the picture, leave"
    )

    one = command("new", "case_file", "new", "start a new case")
    on_case(one)
    one.add_argument("--title", default="", help="what the case is called")
    one.add_argument(
        "--profile", choices=("psirf", "sif2015"), default="psirf", help="the framework it follows"
    )

    one = command(
        "import", "case_file", "take_in", "take a source into a case; the case is made if there is none"
    )
    on_case(one)
    one.add_argument("source", metavar="SOURCE", type=Path, help="case JSON: case-1.0 or the product's own")

    one = command("export", "output", "export", "write a case as a report, data or a picture")
    on_case(one)
    one.add_argument(
        "out",
        metavar="OUT",
        type=Path,
        help="the file to write: .docx .pdf .json .xlsx .csv .graphml .svg .png .ics; with --pack the folder to make",
    )
    one.add_argument("--template", metavar="NAME", help="the report template (.docx .pdf)")
    one.add_argument(
        "--copy",
        choices=("review", "reading"),
        help="review: its fields are marked, so that what readers change can be brought in (.docx; the default); reading",
    )
    one.add_argument(
        "--view",
        choices=(*VIEWS, *TABLES),
        help="what to draw (.svg .png); actions, evidence: the action plan, the evidence list (.xlsx)",
    )
    one.add_argument(
        "--paper", choices=PAPERS, help="draw for this paper, with 300 dots to the inch (.svg .png)"
    )
    one.add_argument("--pack", choices=PACKS, help="make a folder with everything for that reader")

    one = command(
        "templates", "output", "templates", "list the report templates, or say what is wrong with one"
    )
    one.add_argument("--check", metavar="FOLDER", type=Path, help="check the template in this folder")
    one.add_argument("--names", action="store_true", help="list the names one can type in a template")

    one = command("review", "review", "review", "say what a reviewed Word draft proposes; nothing is changed")
    on_case(one)
    one.add_argument("draft", metavar="DRAFT.docx", type=Path, help="the draft as it came back")
    one.add_argument("--json", action="store_true", help="as JSON, one object a change or comment")

    one = command("check", "checks", "check", "say what the investigation checks find in a case")
    on_case(one)
    one.add_argument("--json", action="store_true", help="as JSON, one object a finding")
    one.add_argument(
        "--gate", choices=GATES, help="only what has to be settled by then: at that gate and those before it"
    )

    one = command("checks", "checks", "checks", "list every check with its source")
    one.add_argument("--json", action="store_true", help="as JSON, one object a check")

    one = command("search", "search", "search", "find things of a case by their words")
    on_case(one)
    one.add_argument("words", metavar="WORDS", nargs="+", help="all of them must be there")
    one.add_argument("--json", action="store_true", help="as JSON, one object a hit")

    one = command("history", "case_file", "history", "list every step, newest first")
    on_case(one)
    one.add_argument("--json", action="store_true", help="as JSON, oldest first, with every change")

    one = command("verify", "case_file", "verify", "check the file and the chain of its history")
    on_case(one)
    one.add_argument("--head", metavar="HASH", help="the journal head printed in a report")

    on_case(command("undo", "case_file", "undo", "undo the last step"))
    on_case(command("redo", "case_file", "redo", "redo the step last undone"))

    one = command("demo", "demo", "demo", "make the sample case, its report and pictures, and open it")
    one.add_argument("folder", metavar="FOLDER", type=Path, nargs="?", default=Path("demo"))
    one.add_argument("--no-window", action="store_true", help="do not open the window")
    return parser


def _size(said: str) -> tuple[int, int]:
    width, cross, height = said.partition("x")
    if (
        cross
        and width.isdecimal()
        and height.isdecimal()
        and 0 < int(width) < 20000
        and 0 < int(height) < 20000
    ):
        return int(width), int(height)
    raise argparse.ArgumentTypeError(f"{said!r} is not a size such as 1440x900")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("rca-workbench")
    except PackageNotFoundError:
        return "(from source)"
