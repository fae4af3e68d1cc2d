"""The panel that shows the Details of whatever is selected."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from rca_workbench.model import (
    Action,
    Actor,
    Changes,
    Clock,
    Comment,
    Contact,
    ContactPlan,
    Difference,
    Entity,
    EvidenceItem,
    Excerpt,
    Factor,
    Finding,
    ImmediateAction,
    Interview,
    LearningItem,
    Link,
    Measure,
    Notification,
    Proposal,
    Question,
    Recommendation,
    Review,
    ReviewedDraft,
    Sharing,
    StaffSupport,
    TimelineEntry,
)
from rca_workbench.ui import style
from rca_workbench.ui.details.page import Page
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.session import Session

EMPTY = "Select something to see all about it here."


class DetailsPanel(QWidget):
    """One page for each kind, made when first needed and kept: moving along a list only fills it anew."""

    go_to = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._pages: dict[str, Page] = {}
        self._empty = style.role(QLabel(EMPTY), "muted")
        wrapped(self._empty)
        self._empty.setMargin(20)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._empty)
        style.look().changed.connect(self._restyle)
        self.show_entity(session.selected)

    @property
    def page(self) -> Page | None:
        """The page shown now; None while nothing is selected."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def show_entity(self, entity: Entity | None) -> None:
        """Show another thing, or nothing. What is being typed for the one before is kept first."""
        shown = self.page
        if shown is not None and (entity is None or shown.kind is not entity.kind):
            shown.show_entity(None)
        if entity is None:
            self._stack.setCurrentWidget(self._empty)
            return
        name = entity.kind.name
        if name not in self._pages:
            page = _page(self.session, entity)
            page.go_to.connect(self.go_to)
            self._pages[name] = page
            self._stack.addWidget(page)
        self._pages[name].show_entity(entity)
        self._stack.setCurrentWidget(self._pages[name])

    def enter(self) -> None:
        """Put the focus where one would begin to change the thing shown: its words."""
        if self.page is not None:
            self.page.enter()

    def begin(self, name: str) -> None:
        """Start typing in a field of the thing shown, or adding to one of its sections; see `Page.begin`."""
        if self.page is not None:
            self.page.begin(name)

    def refresh(self, changes: Changes | None) -> None:
        """Show what changed of the thing shown."""
        if self.page is None:
            return
        if self.session.selected is None:
            self.show_entity(None)
        else:
            self.page.refresh(changes)

    def _restyle(self) -> None:
        """Icons and sizes are of the look in force when a page was made: make it anew."""
        shown = self.page
        entity = self.session.selected if shown is not None else None
        self.show_entity(None)
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self.show_entity(entity)


def _page(session: Session, entity: Entity) -> Page:
    """The page laid out for a kind, or the plain one."""
    # Imported one by one, when first shown: the window starts without them.
    match entity:
        case TimelineEntry():
            from rca_workbench.ui.details.entry import EntryPage

            return EntryPage(session)
        case Factor():
            from rca_workbench.ui.details.factor import FactorPage

            return FactorPage(session)
        case Finding():
            from rca_workbench.ui.details.finding import FindingPage

            return FindingPage(session)
        case Link():
            from rca_workbench.ui.details.link import LinkPage

            return LinkPage(session)
        case EvidenceItem():
            from rca_workbench.ui.details.evidence import EvidencePage

            return EvidencePage(session)
        case Excerpt():
            from rca_workbench.ui.details.excerpt import ExcerptPage

            return ExcerptPage(session)
        case Interview():
            from rca_workbench.ui.details.interview import InterviewPage

            return InterviewPage(session)
        case Actor():
            from rca_workbench.ui.details.actor import ActorPage

            return ActorPage(session)
        case Clock():
            from rca_workbench.ui.details.clock import ClockPage

            return ClockPage(session)
        case Action():
            from rca_workbench.ui.details.action import ActionPage

            return ActionPage(session)
        case Recommendation():
            from rca_workbench.ui.details.recommendation import RecommendationPage

            return RecommendationPage(session)
        case Measure():
            from rca_workbench.ui.details.measure import MeasurePage

            return MeasurePage(session)
        case Difference():
            from rca_workbench.ui.details.difference import DifferencePage

            return DifferencePage(session)
        case LearningItem():
            from rca_workbench.ui.details.learning import LessonPage

            return LessonPage(session)
        case Sharing():
            from rca_workbench.ui.details.learning import SharingPage

            return SharingPage(session)
        case Question():
            from rca_workbench.ui.details.question import QuestionPage

            return QuestionPage(session)
        case Review():
            from rca_workbench.ui.details.review import ReviewPage

            return ReviewPage(session)
        case Comment():
            from rca_workbench.ui.details.review import CommentPage

            return CommentPage(session)
        case ReviewedDraft():
            from rca_workbench.ui.details.review import ReviewedDraftPage

            return ReviewedDraftPage(session)
        case Proposal():
            from rca_workbench.ui.details.proposal import ProposalPage

            return ProposalPage(session)
        case StaffSupport():
            from rca_workbench.ui.details.staff_support import StaffSupportPage

            return StaffSupportPage(session)
        case Contact():
            from rca_workbench.ui.details.contact import ContactPage

            return ContactPage(session)
        case ContactPlan():
            from rca_workbench.ui.details.contact import ContactPlanPage

            return ContactPlanPage(session)
        case ImmediateAction():
            from rca_workbench.ui.details.first_hours import ImmediateActionPage

            return ImmediateActionPage(session)
        case Notification():
            from rca_workbench.ui.details.first_hours import NotificationPage

            return NotificationPage(session)
    from rca_workbench.ui.details.other import OtherPage

    return OtherPage(session, entity.kind)
