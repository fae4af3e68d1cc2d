"""The draft: the outline, the words only the team can say, and the page as Word will print it."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QLabel, QSplitter, QVBoxLayout, QWidget

from rca_workbench.model import Changes, Entity, ReportText, new_id
from rca_workbench.report import (
    Edition,
    Section,
    build,
    is_for_family,
    outline,
    running_text,
    usable_templates,
)
from rca_workbench.report.feeds import Gap, feeds, gaps, kinds_of
from rca_workbench.report.remaking import Remaking
from rca_workbench.ui import style
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.area import UprightArea, wrapped
from rca_workbench.ui.fields.names import home_of_kind, place_of
from rca_workbench.ui.fields.prose_box import ProseBox
from rca_workbench.ui.fields.reading_line import ReadingLine
from rca_workbench.ui.fields.wording import Wording
from rca_workbench.ui.places.report.draft_commands import commands_of
from rca_workbench.ui.places.report.draft_facts import Facts
from rca_workbench.ui.places.report.draft_making import Made, make, rewritten
from rca_workbench.ui.places.report.draft_outline import STATES, Outline
from rca_workbench.ui.places.report.draft_page import ReportPage
from rca_workbench.ui.places.report.templates_showing import templates_button
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
        self.documents.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.documents.setMinimumContentsLength(8)
        self._fill_documents()
        self.documents.activated.connect(lambda at: self.show_document(str(self.documents.itemData(at))))
        self.list = Outline()
        self.list.currentRowChanged.connect(self._section_chosen)
        self.heading = style.role(QLabel(), "heading")
        self.state = style.role(QLabel(), "small")
        self.words = ProseBox(lambda: session.snapshot, lambda: self._made.parts if self._made else ())
        self.words.setAccessibleName("Your words for this section")
        self.words.setTabChangesFocus(True)
        self.words.setReadOnly(session.read_only)
        self.words.textChanged.connect(self._typed)
        self.words.escaped.connect(lambda: self.list.setFocus())
        self.words.left.connect(self.keep)
        self.reads = ReadingLine()
        self.count = style.role(QLabel(), "caption")
        for said in (self.heading, self.state, self.count):
            said.setWordWrap(True)
        self.facts = Facts()
        self.facts.asked.connect(self._asked)
        self.page = ReportPage()
        self.page.paper.chosen.connect(self._chosen)
        self.page.resized.connect(self._make_page)
        self._made: Made | None = None
        self._remaking = Remaking()
        self._split: QSplitter | None = None
        """Until it is shown first: only then there is a width to share."""
        self._gaps: dict[str, tuple[Gap, ...]] = {}
        self._showing = ""
        self._keep = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._keep.timeout.connect(self.keep)
        self._later = QTimer(self, singleShot=True, interval=150)
        self._later.timeout.connect(self._make_page)
        self._wording = Wording(
            session, self.words, self._written, commit=self.keep,
            under=lambda line: self._column.insertWidget(self._column.indexOf(self.words) + 1, line),
        )  # fmt: skip
        self._work: Work[Made] | None = None
        self._again = False
        self._arrange()

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command("report_word", "Export to Word", self._export, ("N",), "docx draft", "file-output")

    def commands(self) -> tuple[Command, ...]:
        return commands_of(self)

    def keyed(self) -> tuple[QWidget, ...]:
        return (self.list, self.page.paper)

    def refresh(self, changes: Changes | None) -> None:
        self.sections = outline(
            self.session.snapshot, self.template, self.session.today(),
            known=self.sections, rewritten=rewritten(self.session.snapshot, changes), make=self._remaking.built,
        )  # fmt: skip
        self._show_outline()
        if self.list.currentRow() < 0 and self.sections:
            self.list.setCurrentRow(0)
        self._show_words()
        self._say_reading_age()
        self._show_facts()
        self._later.start()
        self.counts_changed.emit()

    def show_checks(self) -> None:
        self._gaps = {}
        self._show_outline()
        self._show_facts()

    def selected(self, entity: Entity | None) -> None:
        return None

    def box_of(self, entity: Entity, *, turn: bool = False) -> QWidget | None:
        if not isinstance(entity, ReportText):
            return None
        if turn and self.documents.findData(entity.template) >= 0:
            self.show_document(entity.template)
            self._go_to_section(entity.section)
        shown = (entity.template, entity.section) == (self.template, self._showing)
        return self.words if shown else None

    def counts(self) -> str:
        missing = sum(section.state == "missing" for section in self.sections)
        if not missing:
            return "Every section has words"
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

    def documents_changed(self) -> None:
        """Offer the documents anew: templates came, went or were mended."""
        self.keep()
        self._fill_documents()
        if self.documents.currentData() != self.template:
            self.show_document(str(self.documents.currentData()))
        else:
            self.list.clear()
            self.sections = []
            self.refresh(None)

    def _fill_documents(self) -> None:
        self.documents.clear()
        for one in usable_templates():
            self.documents.addItem(one.title, one.name)
        at = self.documents.findData(self.template)
        self.documents.setCurrentIndex(at if at >= 0 else self.documents.findData(REPORT))

    def show_document(self, name: str) -> None:
        """Work on another of the documents the case owes: its outline, its words, its page."""
        if name == self.template:
            return
        if self.keep():
            self.template = name
        self.documents.setCurrentIndex(self.documents.findData(self.template))
        if self.template != name:
            return
        self._showing = ""
        self.list.setCurrentRow(-1)
        self._made, self._gaps = None, {}
        self.refresh(None)

    # -- the team's words -----------------------------------------------------------------------------

    @property
    def section(self) -> Section | None:
        """The section one is on."""
        row = self.list.currentRow()
        return self.sections[row] if 0 <= row < len(self.sections) else None

    def keep(self) -> bool:
        """Keep what is typed as one step; False where it could not be, and stands here still."""
        self._keep.stop()
        if not self._showing or self.session.read_only:
            return True
        text, known = self.words.typed(), self._text_of(self._showing)
        if text is None or text == (known.text if known else ""):
            return True
        with self.session.step("Edit report text") as step:
            if known is None:
                step.add(ReportText(id=new_id(), template=self.template, section=self._showing, text=text))
            elif text:
                step.change(known, text=text)
            else:
                step.remove(known)
        if self._kept_text(self._showing) != text:
            return False
        self.words.follow(text)
        return True

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        if self._split is not None and self.width() > 100:
            split, self._split = self._split, None
            split.setSizes([self.width() * share // 100 for share in (20, 30, 50)])

    def hideEvent(self, event: object) -> None:
        self.keep()
        super().hideEvent(event)  # type: ignore[arg-type]

    def _written(self) -> tuple[Entity | None, str]:
        """What the words belong to: the section's text, one that is not in the case yet if need be."""
        if not self._showing:
            return None, "text"
        known = self._text_of(self._showing)
        return known or ReportText(id="new", template=self.template, section=self._showing), "text"

    def _text_of(self, section: str) -> ReportText | None:
        found = self.session.snapshot.pointed_from(ReportText, "section", section)
        return next((one for one in found if one.template in ("", self.template)), None)

    def _kept_text(self, section: str) -> str:
        known = self._text_of(section)
        return known.text if known is not None else ""

    def _typed(self) -> None:
        self._keep.start()
        self._count_words()

    def _section_chosen(self, row: int) -> None:
        if not self.keep():
            with QSignalBlocker(self.list):
                self._go_to_section(self._showing)
            return
        self._show_words()
        if self.section:
            self.page.paper.scroll_to(self.section.id)
        self._show_facts()

    def _show_words(self) -> None:
        section = self.section
        if section is None:
            return
        self.heading.setText(section.heading)
        self.state.setText(section.said or STATES[section.state][2])
        text = self._kept_text(section.id)
        if section.id != self._showing:
            self.words.show_text(text)
            self._showing = section.id
            self._wording.read()
        elif self.words.follow(text):
            self._wording.read()
        if self.words.typed() is not None:
            self._keep.start()
        self.words.setPlaceholderText(_INSTEAD if section.instead else _FIRST)
        self.words.setAccessibleName(f"Your words for {section.heading}")

    def step_by(self, by: int) -> None:
        """Go on, or back, by so many sections."""
        self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + by)))

    def _say_reading_age(self) -> None:
        """Of what is for patient and family, say how old a reader it asks for."""
        for_family = is_for_family(self.template)
        self.reads.setVisible(for_family)
        if for_family:
            snapshot = self.session.snapshot
            made = build(snapshot, self.template, pictures=False, edition=Edition(self.session.today()))
            self.reads.show_text(running_text(made), snapshot.case.profile)

    # -- what feeds it, and what is missing -----------------------------------------------------------

    def _gaps_of(self, section: str) -> tuple[Gap, ...]:
        checks = self.session.checking.checks
        if checks is None:
            return ()
        if section not in self._gaps:
            self._gaps[section] = gaps(checks.found, kinds_of(self.template, section), self._text_of(section))
        return self._gaps[section]

    def _show_outline(self) -> None:
        missing = {one.id: len(self._gaps_of(one.id)) for one in self.sections}
        self.list.show_sections(self.sections, missing, self._made.words if self._made else {})

    def _show_facts(self) -> None:
        section = self.section
        if section is None:
            return
        headings = {one.id: one.heading for one in self.sections}
        twice = [
            (one, headings.get(one.other, one.other))
            for one in (self._made.twice if self._made else ())
            if one.section == section.id
        ]
        self.facts.show_facts(
            feeds(self.session.snapshot, self.template, section.id),
            self._gaps_of(section.id),
            twice,
            known=self.session.checking.checks is not None,
        )
        self._count_words()

    def _count_words(self) -> None:
        section = self.section
        mine = len(self.words.toPlainText().split())
        whole = self._made.words.get(section.id, 0) if self._made and section else 0
        said = f"{mine:,} {'word' if mine == 1 else 'words'} of yours"
        self.count.setText(said + (f", {whole:,} in all" if whole > mine else ""))

    def _asked(self, what: str, id: str) -> None:
        if what == "section":
            self._go_to_section(id)
            return
        entity = self.session.snapshot.find(id)
        if entity is not None:
            self.go_to.emit(*place_of(self.session.snapshot, entity))
        else:
            self.go_to.emit(home_of_kind(what.removeprefix("kind ")), None)

    def _chosen(self, what: str, id: str) -> None:
        """A place of the page was clicked."""
        if what == "of":
            self._asked("of", id)
            return
        if what == "part" and all(one.id != id for one in self.sections):
            self.page.paper.scrollToAnchor(id)
            return
        self._go_to_section(id)
        if what == "own":
            self.words.setFocus()
        elif what == "made":
            kinds = kinds_of(self.template, id)
            if kinds:
                self._asked(f"kind {kinds[0]}", "")

    def _go_to_section(self, id: str) -> None:
        at = next((n for n, one in enumerate(self.sections) if one.id == id), None)
        if at is not None:
            self.list.setCurrentRow(at)

    def show_heading(self, words: str) -> None:
        """Go to a heading of the page: that of a section, or one within it."""
        if self._made is None:
            self._make_page()
        section, place = self._made.headings.get(words, ("", "")) if self._made is not None else ("", "")
        self._go_to_section(section)
        if place:
            self.page.paper.scrollToAnchor(place)

    # -- the page -------------------------------------------------------------------------------------

    def _make_page(self) -> None:
        snapshot, template, look = self.session.snapshot, self.template, self.page.look
        day, remaking = self.session.today(), self._remaking
        if self._made is None:
            # Words at once; the pictures follow when they are drawn.
            self._show_made(make(snapshot, template, day, look, self._remaking, pictures=False))
        if self._work is not None and self._work.isRunning():
            self._again = True
            return

        def job(progress: Progress, cancelled: Callable[[], bool]) -> Made:
            return make(snapshot, template, day, look, remaking)

        self._work = Work("Making the preview", job)
        self._work.succeeded.connect(self._show_made)
        self._work.faulted.connect(self.session.faulted)
        self._work.finished.connect(self._finished)
        self._work.start()

    def _show_made(self, made: Made) -> None:
        if made.template != self.template:  # another document was chosen meanwhile
            return
        self._made = made
        self.page.paper.show_pieces(made.pieces, made.sheet)
        self._show_outline()
        self._show_facts()

    def _finished(self) -> None:
        if self._again:
            self._again = False
            self._make_page()

    def _export(self) -> None:
        if self.exports is not None:
            self.exports.export_word(self.document())

    def _arrange(self) -> None:
        left = QWidget()
        style.role(left, "page")
        box = QVBoxLayout(left)
        box.setContentsMargins(12, 16, 8, 12)
        box.addWidget(style.role(QLabel("Document"), "label"))
        box.addWidget(self.documents)
        box.addWidget(templates_button(self))
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
        words.addWidget(self.words, 3)
        words.addWidget(self.count)
        self.words.setMinimumHeight(style.px(96))
        hint = style.role(
            QLabel("Text made from the case is changed where it comes from. @ refers to anything in it."),
            "caption",
        )
        words.addWidget(wrapped(hint))
        words.addWidget(self.facts, 2)
        self.facts.setMinimumHeight(style.px(110))
        scroll = UprightArea(middle)
        scroll.setMinimumWidth(style.px(170))  # room for the longest word of a heading, in large text too
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        for part, share in ((left, 0), (scroll, 2), (self.page, 5)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, share)
        self._split = split
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)


_FIRST = "Add what only you can say. It is placed first in this section."
_INSTEAD = "What you write here stands in place of what the case makes."
