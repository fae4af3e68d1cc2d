"""What one can ask of the draft by the palette or a key: other sections, references, spelling, finding, the page's size."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.mention import Mentions

if TYPE_CHECKING:
    from rca_workbench.ui.places.report.draft import DraftView


def commands_of(view: "DraftView") -> tuple[Command, ...]:
    """All commands of the draft but its primary one."""

    def writable() -> bool:
        return not view.session.read_only

    zoom = view.page.zoom
    also = "reference cite entry factor evidence person finding action table figure @"
    return (
        Command("report_next", "Next section", partial(view.step_by, 1), ("Ctrl+PgDown",), "report", "arrow-down"),
        Command("report_back", "Previous section", partial(view.step_by, -1), ("Ctrl+PgUp",), "report", "arrow-up"),
        Command("report_refer", "Refer to …", partial(_refer, view), (), also, "link-2", enabled=writable),
        Command(
            "report_spelling", "Spelling: next word to look at", partial(_next_word, view), ("Alt+F7",),
            "spell check dictionary", "list-checks", enabled=writable,
        ),
        Command("report_find", "Find in the report", view.page.finding.begin, ("Ctrl+F",), "search", "search"),
        Command("report_larger", "Larger page", partial(zoom, 1), (), "zoom", "plus"),
        Command("report_smaller", "Smaller page", partial(zoom, -1), (), "zoom", "minus"),
        Command("report_fit", "Fit the page to the window", partial(view.page.set_scale, None), (), "zoom", "maximize"),
    )  # fmt: skip


def _refer(view: "DraftView") -> None:
    """As if @ had been typed behind the words: the list of what can be referred to opens."""
    box = view.words
    box.setFocus()
    cursor = box.textCursor()
    before = cursor.block().text()[: cursor.positionInBlock()]
    if before and before[-1].isalnum():
        box.insertPlainText(" ")
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(box, QKeyEvent(kind, Qt.Key.Key_At, Qt.KeyboardModifier.NoModifier, "@"))


def _next_word(view: "DraftView") -> None:
    view.words.setFocus()
    mentions = view.session.findChild(Mentions)
    if mentions is not None:
        mentions.spelling.next_word(view.words)
