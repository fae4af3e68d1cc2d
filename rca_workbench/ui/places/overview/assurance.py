"""Overview, Assurance: what a commissioner looks for on one page, each line with the way to where it comes from."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from rca_workbench.analysis.assurance import Assurance, assurance
from rca_workbench.analysis.assured import Checked
from rca_workbench.drawing.spark import HEIGHT, WIDTH, spark_image
from rca_workbench.model import Changes
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.places.overview.assurance_html import SPARK, page_html
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View

WIDEST = 980
"""Width of the page in pixels at 100 %: wider lines are hard to follow back."""
TEMPLATE = "assurance_page"


class _Sheet(QTextBrowser):
    """A page with room at both sides. Margins of the text itself would have it laid out twice."""

    def __init__(self, draw: Callable[[str], QImage | None]) -> None:
        """`draw` makes the small chart of an action, when it comes into view."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self._draw = draw
        self._side = 0

    def keep_free(self, side: int) -> None:
        """Leave so many pixels at either side."""
        if side != self._side:
            self._side = side
            self.setViewportMargins(side, style.px(16), side, 0)

    def loadResource(self, type: int, name: QUrl | str) -> object:
        url = QUrl(name)
        return self._draw(url.path()) if url.scheme() == SPARK else super().loadResource(type, name)


class AssurancePage(View):
    """The case as whoever assures it reads it. Nothing is typed here."""

    uses_details = False

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        style.role(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.page = _Sheet(self._spark)
        self.page.setAccessibleName("Assurance page")
        self.page.anchorClicked.connect(self._follow)
        self.shown: Assurance | None = None
        """What the page says now."""
        self._counted: Checked | None = None
        session.checking.changed.connect(self._recount)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.page)
        style.look().changed.connect(self._draw)

    def primary(self) -> Command:
        return Command(
            "assurance_word",
            "Export to Word",
            self._export,
            ("N",),
            "commissioner assurance docx",
            "file-output",
        )

    def keyed(self) -> tuple[QWidget, ...]:
        return (self.page,)

    def refresh(self, changes: Changes | None) -> None:
        self._counted = self._checked()
        self.shown = assurance(self.session.snapshot, self.session.now(), self._counted)
        self._draw()
        self.counts_changed.emit()

    def counts(self) -> str:
        if self.shown is None:
            return ""
        return "; ".join(one.headline for one in (self.shown.timeliness, self.shown.closure))

    def enter(self) -> None:
        self.page.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _recount(self, _: object) -> None:
        """The checks are those of a later snapshot; most steps change nothing of their counts."""
        if self.isVisible() and self._checked() != self._counted:
            self.refresh(None)

    def _checked(self) -> Checked | None:
        """What the checks found, as far as they have been run; the page is drawn again when they are."""
        checks = self.session.checking.checks
        if checks is None:
            return None
        from rca_workbench.checks.assured import checked

        return checked(checks)

    def _draw(self) -> None:
        if self.shown is None:
            return
        bar = self.page.verticalScrollBar()
        at = bar.value()
        self.page.document().clear()  # with the pictures of the page before
        self._make_room()
        self.page.setHtml(page_html(self.session.snapshot.case, self.shown, self.session.today()))
        bar.setValue(at)

    def _spark(self, action: str) -> QImage | None:
        """The measure of an action in the height of a line."""
        shown = self.shown.actions if self.shown is not None else ()
        chart = next((one.chart for one in shown if one.action.id == action), None)
        if chart is None:
            return None
        return spark_image(chart, style.theme(), style.px(WIDTH), style.px(HEIGHT), self.devicePixelRatioF())

    def _make_room(self) -> None:
        self.page.keep_free(max(style.px(24), (self.width() - style.px(WIDEST)) // 2))

    def _follow(self, link: QUrl) -> None:
        where, about = link.path(), link.fragment()
        if where == "checks":
            commands = getattr(self.window(), "commands", None)
            if commands is not None:  # in a test a view may stand alone
                commands.run("checks")
        else:
            self.go_to.emit(where, about or None)

    def document(self) -> str:
        return TEMPLATE

    def _export(self) -> None:
        if self.exports is not None:
            self.exports.export_word(self.document())
