"""The draft: the outline, the words only the team can say, and the page as Word will print it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from rca_workbench.model import Changes, Entity, ReportText, new_id
from rca_workbench.report import (
    Edition,
    Section,
    build,
    is_for_family,
    outline,
    preview_html,
    running_text,
    templates,
)
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.reading_line import ReadingLine
from rca_workbench.ui.fields.wording import Wording
from rca_workbench.ui.session import Session
from rca_workbench.ui.view import View
from rca_workbench.ui.work import Progress, Work

REPORT = "investigation_report"
"""The document one begins with."""
PAUSE_MS = 1000
"""A pause in typing after which the words are kept and the preview made anew."""


class DraftView(View):
    """Shows the report as it stands. Text made from the case changes there; the team's own words change here."""

    uses_details = False

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.sections: list[Section] = []
        self.template = REPORT
        self.documents = QComboBox()
        self.documents.setAccessibleName("Document")
        for one in templates():
            if not one.problems:
                self.documents.addItem(one.title, one.name)
        self.documents.setCurrentIndex(self.documents.findData(REPORT))
        self.documents.activated.connect(lambda at: self.show_document(str(self.documents.itemData(at))))
        self.list = QListWidget()
        self.list.setAccessibleName("Sections of the report")
        self.list.currentRowChanged.connect(self._section_chosen)
        self.heading = style.role(QLabel(), "heading")
        self.state = style.role(QLabel(), "small")
        self.state.setWordWrap(True)
        self.words = QPlainTextEdit()
        self.words.setAccessibleName("Your words for this section")
        self.words.setTabChangesFocus(True)
        self.words.setReadOnly(session.read_only)
        self.words.textChanged.connect(self._typed)
        self.reads = ReadingLine()
        self.page = QTextBrowser()
        self.page.setAccessibleName("The report as it stands")
        self.page.setOpenLinks(False)
        self._showing = ""
        self._loading = False
        self._keep = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._keep.timeout.connect(self.keep)
        self._later = QTimer(self, singleShot=True, interval=150)
        self._later.timeout.connect(self._make_page)
        self._wording = Wording(session, self.words, self._written, under=self._under_words, commit=self.keep)
        self._work: Work[str] | None = None
        self._making = ""
        self._again = False
        self._arrange()

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("report_word", "Export to Word", self._export, ("N",), "docx draft", "file-output")

    def commands(self) -> tuple[Command, ...]:
        return (
            Command(
                "report_next", "Next section", lambda: self._step(1), ("Ctrl+PgDown",), "report", "arrow-down"
            ),
            Command(
                "report_back",
                "Previous section",
                lambda: self._step(-1),
                ("Ctrl+PgUp",),
                "report",
                "arrow-up",
            ),
        )

    def keyed(self) -> tuple[QWidget, ...]:
        return (self.list, self.page)

    def refresh(self, changes: Changes | None) -> None:
        self.sections = outline(
            self.session.snapshot, self.template, self.session.today(),
            known=self.sections, rewritten=self._rewritten(changes),
        )  # fmt: skip
        if self.list.count() != len(self.sections):
            self.list.clear()
            for _ in self.sections:
                self.list.addItem(QListWidgetItem())
        for row, section in enumerate(self.sections):
            item = self.list.item(row)
            name, shade, said = _STATES[section.state]
            item.setText(("    " * (section.level - 1)) + section.heading)
            item.setIcon(style.icon(name, shade, 16))
            item.setToolTip(section.said or said)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{section.heading}: {section.said or said}")
            item.setSizeHint(QSize(100, style.px(34)))
        if self.list.currentRow() < 0 and self.sections:
            self.list.setCurrentRow(0)
        self._show_words()
        self._say_reading_age()
        self._later.start()
        self.counts_changed.emit()

    def selected(self, entity: Entity | None) -> None:
        return None

    def counts(self) -> str:
        missing = sum(section.state == "missing" for section in self.sections)
        if not missing:
            return "Nothing required is missing"
        return f"{missing} {'section still needs' if missing == 1 else 'sections still need'} your words"

    def enter(self) -> None:
        self.list.setFocus()

    def document(self) -> str:
        self.keep()
        return self.template

    def remember(self) -> dict[str, object]:
        return {"document": self.template}

    def recall(self, state: dict[str, object]) -> None:
        name = str(state.get("document", REPORT))
        if self.documents.findData(name) >= 0:
            self.show_document(name)

    def show_document(self, name: str) -> None:
        """Work on another of the documents the case owes: its outline, its words, its page."""
        if name == self.template:
            return
        self.keep()
        self.template = name
        self.documents.setCurrentIndex(self.documents.findData(name))
        self._showing = ""
        self.list.setCurrentRow(-1)
        self.page.clear()
        self.refresh(None)

    # -- the team's words -----------------------------------------------------------------------------

    @property
    def section(self) -> Section | None:
        """The section one is on."""
        row = self.list.currentRow()
        return self.sections[row] if 0 <= row < len(self.sections) else None

    def keep(self) -> None:
        """Keep what is typed as one step."""
        self._keep.stop()
        if not self._showing or self.session.read_only:
            return
        text = self.words.toPlainText().strip()
        known = self._text_of(self._showing)
        if text == (known.text if known else ""):
            return
        with self.session.step("Edit report text") as step:
            if known is None:
                step.add(ReportText(id=new_id(), template=self.template, section=self._showing, text=text))
            elif text:
                step.change(known, text=text)
            else:
                step.remove(known)

    def hideEvent(self, event: object) -> None:
        self.keep()
        super().hideEvent(event)  # type: ignore[arg-type]

    def _written(self) -> tuple[Entity | None, str]:
        """What the words belong to: the section's text, one that is not in the case yet if need be."""
        if not self._showing:
            return None, "text"
        known = self._text_of(self._showing)
        return known or ReportText(id="new", template=self.template, section=self._showing), "text"

    def _under_words(self, line: QWidget) -> None:
        self._column.insertWidget(self._column.indexOf(self.words) + 1, line)

    def _text_of(self, section: str) -> ReportText | None:
        found = self.session.snapshot.pointed_from(ReportText, "section", section)
        return next((one for one in found if one.template in ("", self.template)), None)

    def _rewritten(self, changes: Changes | None) -> set[str] | None:
        """The sections whose words changed, where nothing else did; None where more may have."""
        if changes is None or set(changes.by_kind) != {ReportText.kind.name}:
            return None
        texts = [self.session.snapshot.get(ReportText, id) for id in changes.ids(ReportText.kind.name)]
        return None if None in texts else {one.section for one in texts if one is not None}

    def _typed(self) -> None:
        if not self._loading:
            self._keep.start()

    def _section_chosen(self, row: int) -> None:
        self.keep()
        self._show_words()
        if self.section:
            self.page.scrollToAnchor(self.section.id)

    def _show_words(self) -> None:
        section = self.section
        if section is None:
            return
        said = _STATES[section.state][2]
        self.heading.setText(section.heading)
        self.state.setText(section.said or said)
        known = self._text_of(section.id)
        text = known.text if known else ""
        if section.id != self._showing or (
            not self.words.hasFocus() and self.words.toPlainText().strip() != text
        ):
            self._loading = True
            self.words.setPlainText(text)
            self._loading = False
            self._showing = section.id
            self._wording.read()
        self.words.setPlaceholderText(_INSTEAD if section.instead else _FIRST)
        self.words.setAccessibleName(f"Your words for {section.heading}")

    def _step(self, by: int) -> None:
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + by)))

    def _say_reading_age(self) -> None:
        """Of what is for patient and family, say how old a reader it asks for."""
        for_family = is_for_family(self.template)
        self.reads.setVisible(for_family)
        if for_family:
            snapshot = self.session.snapshot
            made = build(snapshot, self.template, pictures=False, edition=Edition(self.session.today()))
            self.reads.show_text(running_text(made), snapshot.case.profile)

    # -- the page -------------------------------------------------------------------------------------

    def _make_page(self) -> None:
        snapshot, theme, template = self.session.snapshot, style.look().name, self.template
        day = self.session.today()
        if not self.page.toPlainText():
            # Words at once; the pictures follow when they are drawn.
            self._show_page(
                preview_html(build(snapshot, template, pictures=False, edition=Edition(day)), theme)
            )
        if self._work is not None and self._work.isRunning():
            self._again = True
            return

        def job(progress: Progress, cancelled: Callable[[], bool]) -> str:
            return preview_html(build(snapshot, template, edition=Edition(day)), theme)

        self._making = template
        self._work = Work("Making the preview", job)
        self._work.succeeded.connect(self._made)
        self._work.faulted.connect(self.session.faulted)
        self._work.finished.connect(self._finished)
        self._work.start()

    def _made(self, html: object) -> None:
        if self._making == self.template:  # another document may have been chosen meanwhile
            self._show_page(html)

    def _show_page(self, html: object) -> None:
        at = self.page.verticalScrollBar().value()
        self.page.setHtml(str(html))
        self.page.verticalScrollBar().setValue(at)

    def _finished(self) -> None:
        if self._again:
            self._again = False
            self._make_page()

    def _export(self) -> None:
        window = self.window()
        if hasattr(window, "files"):
            window.files.export_word(self.document())

    def _arrange(self) -> None:
        left = QWidget()
        style.role(left, "page")
        box = QVBoxLayout(left)
        box.setContentsMargins(12, 16, 8, 12)
        box.addWidget(style.role(QLabel("Document"), "label"))
        box.addWidget(self.documents)
        box.addWidget(self.reads)
        box.addSpacing(8)
        box.addWidget(style.role(QLabel("Outline"), "label"))
        box.addWidget(self.list, 1)
        middle = QWidget()
        style.role(middle, "page")
        words = self._column = QVBoxLayout(middle)
        words.setContentsMargins(16, 16, 16, 12)
        words.setSpacing(8)
        words.addWidget(self.heading)
        words.addWidget(self.state)
        words.addWidget(style.role(QLabel("Your words"), "label"))
        words.addWidget(self.words, 1)
        hint = QHBoxLayout()
        hint.addWidget(
            style.role(QLabel("Text made from the case is changed where it comes from."), "caption")
        )
        words.addLayout(hint)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        for part, share in ((left, 2), (middle, 3), (self.page, 5)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, share)
        split.setSizes([style.px(230), style.px(300), style.px(560)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)


_FIRST = "Add what only you can say. It is placed first in this section."
_INSTEAD = "What you write here stands in place of what the case makes."
_STATES = {
    "written": ("circle-check", "ok", "You have written this."),
    "made": ("file-text", "text2", "Made from the case."),
    "missing": ("circle-dashed", "warn", "Still needs your words."),
}
"""Icon, colour and words for how far a section is."""
