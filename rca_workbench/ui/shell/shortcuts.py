"""The commands of the window itself, and the page that lists every key at hand."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.places.report.templates_showing import show_templates

if TYPE_CHECKING:
    from rca_workbench.ui.shell.window import MainWindow


def shell_commands(window: "MainWindow") -> tuple[Command, ...]:
    """What can be asked from every place."""
    look = style.look()

    def open_case() -> bool:
        return window.session is not None

    def writable() -> bool:
        return window.session is not None and not window.session.read_only

    def travel(way: str) -> Callable[[], None]:
        return lambda: getattr(window.session, way)() if window.session else None

    places = ("overview", "respond", "people", "evidence", "timeline", "analysis", "improve", "report")
    return (
        Command("new", "New case", window.files.new, ("Ctrl+Shift+N",), "start begin", "file-plus", "Case"),
        Command("open", "Open a case", window.files.open, ("Ctrl+O",), "file load", "folder-open", "Case"),
        Command(
            "sample",
            "Look round the sample case",
            window.files.open_sample,
            (),
            "example demo",
            "library",
            "Case",
        ),
        Command(
            "import",
            "Import into this case",
            window.files.import_into,
            (),
            "json bring in",
            "file-plus",
            "Case",
            writable,
        ),
        Command(
            "export_word",
            "Export the report, or the document shown, to Word",
            window.exports.export_shown,
            ("Ctrl+E",),
            "docx draft",
            "file-output",
            "Case",
            open_case,
        ),
        Command(
            "export_pdf",
            "Export the report, or the document shown, as PDF",
            window.exports.export_shown_as_pdf,
            (),
            "pdf portable tagged accessible print",
            "file-output",
            "Case",
            open_case,
        ),
        Command(
            "initial_report",
            "Make the 72-hour report",
            partial(window.exports.export_word, "initial_report"),
            (),
            "initial review three days first hours docx",
            "file-output",
            "Case",
            open_case,
        ),
        Command(
            "report_templates",
            "Report templates",
            lambda: show_templates(window),
            (),
            "house own word logo style look docx placeholder",
            "file-text",
            "Case",
        ),
        Command(
            "export_other",
            "Export data or a picture",
            window.exports.export_other,
            ("Ctrl+Shift+E",),
            "json svg png graphml picture image evidence list print A3 paper",
            "file-output",
            "Case",
            open_case,
        ),
        Command(
            "export_pack",
            "Everything for the commissioner, in one folder",
            window.exports.export_pack,
            (),
            "pack folder zip submit ICB all documents",
            "file-output",
            "Case",
            open_case,
        ),
        Command(
            "verify",
            "Verify this case file",
            window.files.verify,
            (),
            "check integrity hash",
            "shield",
            "Case",
            open_case,
        ),
        Command("close", "Close this case", window.files.close, ("Ctrl+W",), "", "x", "Case", open_case),
        Command("quit", "Leave RCA Workbench", window.close, ("Ctrl+Q",), "quit exit", "x", "Case"),
        Command("undo", "Undo", travel("undo"), ("Ctrl+Z",), "back take", "undo-2", "Edit", writable),
        Command(
            "redo", "Redo", travel("redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), "again", "redo-2", "Edit", writable
        ),
        Command(
            "history",
            "History",
            window.show_history,
            ("Ctrl+H",),
            "steps journal audit",
            "history",
            "Edit",
            open_case,
        ),
        Command("add", "Add here", window.add, ("Ctrl+N",), "new", "plus", "Edit", writable),
        Command(
            "palette",
            "Search, go to, or do",
            window.palette_open,
            ("Ctrl+K",),
            "find",
            "search",
            "Edit",
        ),
        Command(
            "find_case",
            "Find in this case",
            window.find_open,
            ("Ctrl+Shift+F",),
            "search words everywhere",
            "search",
            "Edit",
            open_case,
        ),
        Command(
            "cases", "Cases", window.show_cases, ("Ctrl+Shift+O",), "library start list", "library", "Go"
        ),
        *(
            Command(
                f"place_{id}",
                f"Go to {id.capitalize()}",
                partial(window.go, id),
                (f"Ctrl+{n}",),
                "",
                "arrow-right",
                "Go",
                open_case,
            )
            for n, id in enumerate(places, 1)
        ),
        Command(
            "tab", "Next tab", partial(window.next_tab, 1), ("Ctrl+Tab",), "", "arrow-right", "Go", open_case
        ),
        Command(
            "tab_back",
            "Previous tab",
            partial(window.next_tab, -1),
            ("Ctrl+Shift+Tab",),
            "",
            "arrow-left",
            "Go",
            open_case,
        ),
        Command("back", "Back", window.go_back, ("Alt+Left",), "", "arrow-left", "Go", open_case),
        Command("forward", "Forward", window.go_forward, ("Alt+Right",), "", "arrow-right", "Go", open_case),
        Command(
            "region", "Next part of the window", window.next_region, ("F6",), "focus", "arrow-right", "Go"
        ),
        Command(
            "checks",
            "Checks",
            window.side.checks,
            ("F7",),
            "linter review quality problems warnings",
            "list-checks",
            "Look",
            open_case,
        ),
        Command(
            "check_next",
            "Next check",
            partial(window.side.next_check, 1),
            ("F8",),
            "finding warning",
            "arrow-down",
            "Look",
            open_case,
        ),
        Command(
            "check_back",
            "Previous check",
            partial(window.side.next_check, -1),
            ("Shift+F8",),
            "finding warning",
            "arrow-up",
            "Look",
            open_case,
        ),
        Command(
            "check_here",
            "Checks on what is selected",
            window.side.checks_on_selected,
            ("Ctrl+F7",),
            "badge finding",
            "list-checks",
            "Look",
            lambda: window.session is not None and window.session.selected is not None,
        ),
        Command(
            "details",
            "Details",
            window.toggle_details,
            ("Ctrl+I",),
            "panel",
            "panel-right",
            "Look",
            open_case,
        ),
        Command(
            "names",
            "Show or hide names",
            window.toggle_names,
            ("Ctrl+Shift+H",),
            "privacy identity",
            "eye",
            "Look",
            open_case,
        ),
        Command("light", "Light look", partial(look.choose, "light"), (), "theme day", "sun", "Look"),
        Command("dark", "Dark look", partial(look.choose, "dark"), (), "theme night", "moon", "Look"),
        Command(
            "system_look",
            "Look of this laptop",
            partial(look.choose, "system"),
            (),
            "theme auto",
            "monitor",
            "Look",
        ),
        Command(
            "larger",
            "Larger text",
            partial(look.resize_text, 1),
            ("Ctrl+Shift++", "Ctrl+Shift+="),
            "zoom size",
            "zoom-in",
            "Look",
        ),
        Command(
            "smaller",
            "Smaller text",
            partial(look.resize_text, -1),
            ("Ctrl+Shift+-", "Ctrl+Shift+_"),
            "zoom size",
            "zoom-out",
            "Look",
        ),
        Command(
            "settings",
            "Settings",
            window.show_settings,
            ("Ctrl+,",),
            "options preferences",
            "settings-2",
            "Help",
        ),
        Command(
            "keys",
            "All keys",
            window.show_shortcuts,
            ("Ctrl+/", "F1"),
            "shortcuts help keyboard",
            "keyboard",
            "Help",
        ),
        Command(
            "log",
            "Show the log file",
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(window.log_file.parent))),
            (),
            "support defect",
            "file-text",
            "Help",
        ),
    )


def of_what_is_selected(window: "MainWindow") -> tuple[Command, ...]:
    """What every list and canvas has for the thing selected in it."""
    session = window.session

    def writable() -> bool:
        return session is not None and not session.read_only and session.selected is not None

    begin = partial(window.focus_details, "excerpt")
    return (
        Command("add_source", "Add source", begin, ("S",), "evidence excerpt quote", "quote", "", writable),
    )


class ShortcutsWindow(QDialog):
    """Every command that has a key now, with its key."""

    def __init__(self, commands: tuple[Command, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("All keys")
        style.role(self, "page")
        self.resize(style.px(560), style.px(620))
        page = style.role(QWidget(), "page")
        form = QFormLayout(page)
        form.setHorizontalSpacing(32)
        for command in commands:
            if command.keys:
                form.addRow(QLabel(command.title), style.role(QLabel(command.key_text), "key"))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        close = style.role(QPushButton("Close"), "primary")
        close.clicked.connect(self.accept)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(12)
        box.addWidget(style.role(QLabel("All keys"), "title"))
        box.addWidget(area, 1)
        box.addWidget(close)
