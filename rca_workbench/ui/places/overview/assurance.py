"""Overview, Assurance: what a commissioner looks for on one page, each line with the way to where it comes from."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QResizeEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from rca_workbench.analysis.assurance import Assurance, assurance
from rca_workbench.analysis.assured import Checked
from rca_workbench.drawing.spark import HEIGHT, WIDTH, spark_image
from rca_workbench.model import Changes
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.places.overview.assurance_html import page_html
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View

WIDEST = 980
"""Width of the page in pixels at 100 %: wider lines are hard to follow back."""
TEMPLATE = "assurance_page"


class AssurancePage(View):
    """The case as whoever assures it reads it. Nothing is typed here."""

    uses_details = False

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        style.role(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.page = QTextBrowser()
        self.page.setAccessibleName("Assurance page")
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setOpenLinks(False)
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
        document = self.page.document()
        document.clear()
        dots = self.devicePixelRatioF()
        for one in self.shown.actions:
            if one.chart is not None and one.chart.points:
                image = spark_image(one.chart, style.theme(), style.px(WIDTH), style.px(HEIGHT), dots)
                name = QUrl(f"spark:{one.action.id}")
                document.addResource(QTextDocument.ResourceType.ImageResource.value, name, image)
        self.page.setHtml(page_html(self.session.snapshot.case, self.shown, self.session.today()))
        self._make_room()
        bar.setValue(at)

    def _make_room(self) -> None:
        side = max(style.px(24), (self.width() - style.px(WIDEST)) // 2)
        frame = self.page.document().rootFrame().frameFormat()
        if (frame.leftMargin(), frame.rightMargin()) != (side, side):
            frame.setLeftMargin(side)
            frame.setRightMargin(side)
            frame.setTopMargin(style.px(24))
            frame.setBottomMargin(style.px(24))
            self.page.document().rootFrame().setFrameFormat(frame)

    def _follow(self, link: QUrl) -> None:
        where, about = link.path(), link.fragment()
        if where == "checks":
            commands = getattr(self.window(), "commands", None)
            if commands is not None:  # in a test a view may stand alone
                commands.run("checks")
        else:
            self.go_to.emit(where, about or None)

    def _export(self) -> None:
        window = self.window()
        if hasattr(window, "files"):
            window.files.export_word(TEMPLATE)
