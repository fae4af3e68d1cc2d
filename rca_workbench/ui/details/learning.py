"""Details of a lesson, and of one time a lesson, the bulletin or feedback went out."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtWidgets import QLabel

from rca_workbench.analysis.learning import lesson
from rca_workbench.model import Entity, LearningItem, Sharing, Snapshot
from rca_workbench.model.time_said import date_words
from rca_workbench.reference.learning import sharing_form, sharing_forms, sharing_rules
from rca_workbench.ui import style
from rca_workbench.ui.details.facts import Fact, FactsSection
from rca_workbench.ui.details.page import Chip, Page
from rca_workbench.ui.fields import DayEditor, LabelAt, RefChoice, SourcesEditor, WordsEditor
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.session import Session

TAB = "improve/learning"


class LessonPage(Page):
    """What others could learn, where it comes from, how it went out, and whether it is seen in practice."""

    shows = ("sharing",)

    def __init__(self, session: Session) -> None:
        super().__init__(session, LearningItem.kind)

    def fill(self) -> None:
        self.field("about", label="Comes from")
        self.field("audience", label="For whom")
        self.field("route", label="By which way")
        self.field("owner", label="Owner")
        self.line()
        touched = ("learning", "sharing")
        self.part(
            FactsSection(self.session, "How it went out", "It has not gone out yet.", sharings, touched)
        )
        self._shared = self.field("shared")
        self.field("checked_by", label="Second check")
        _caption(self, "Rules for sharing: " + rules_said())
        self.line()
        self.field("practice")
        self._weak = _caption(self, "")
        self.line()
        self.field("seen")
        self.field("seen_how")
        self.field("seen_on")
        self.own(DayEditor(self.session, self.kind, "review", label="Review on", ahead=True))
        self.line()
        self.part(SourcesEditor(self.session), adds="excerpt")

    def chips(self, entity: Entity) -> Sequence[Chip]:
        assert isinstance(entity, LearningItem)
        found = lesson(self.session.snapshot, entity)
        made: list[Chip] = []
        if found.reached:
            made.append(("external-link", "Beyond the team", None))
        elif found.beyond:
            made.append(("external-link", "To whom is not said", None))
        elif found.in_team_only:
            made.append(("users", "Within the team so far", None))
        if found.seen:
            made.append(("circle-check", "Seen in practice", None))
        return made

    def foot(self, entity: Entity) -> Sequence[tuple[str, str, Callable[[], object], str]]:
        if self.session.read_only:
            return ()
        return (
            ("Seen…", "eye", lambda: self.run("learning_seen", TAB), ""),
            ("Shared with…", "arrow-right", lambda: self.run("learning_shared", TAB), ""),
        )

    def changed(self, entity: Entity) -> None:
        assert isinstance(entity, LearningItem)
        self._shared.setVisible(bool(entity.shared))  # where only the day is known; each sharing says its own
        weak = lesson(self.session.snapshot, entity).training_only
        self._weak.setText(
            "Training is all there is so far. A change of the work itself, or a place where people speak of their own "
            "work, makes a lesson last."
            if weak
            else ""
        )
        self._weak.setVisible(weak)


class SharingPage(Page):
    """One time something went out: in which form, to whom, and how it was taken in."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, Sharing.kind)

    def fill(self) -> None:
        offered = [(one.id, one.label) for one in sharing_forms()]
        self.own(WordsEditor(self.session, self.kind, "form", offered, label="Form"))
        self._record = _caption(self, "")
        self._item = self.own(
            RefChoice(self.session, self.kind, "item", LearningItem, none="The whole bulletin", label="What")
        )
        self.field("beyond")
        self.line()
        self.field("on", label="On")
        self.field("by", label="By, by role")
        self.field("reference", label="Session, paper")
        self.field("reach", label="Reached")
        self.field("reaction", label_at=LabelAt.ABOVE)

    def changed(self, entity: Entity) -> None:
        assert isinstance(entity, Sharing)
        form = sharing_form(entity.form)
        feedback = form is not None and form.feedback
        self._item.setVisible(not feedback)
        said = f"To keep of it: {', '.join(form.record)}." if form is not None else ""
        mark = f" {form.mark}." if form is not None and form.mark else ""
        self._record.setText(said + mark)
        self._record.setVisible(bool(said))


def sharings(snapshot: Snapshot, id: str) -> Iterable[Fact]:
    """Each time a lesson went out, with the day; the row itself names the form and to whom."""
    for one in lesson(snapshot, snapshot.of(LearningItem)[id]).sharings:
        yield one, date_words(one.on, short=True) if one.on else "No day"


def rules_said() -> str:
    """The rules for sharing in one sentence, with the mark of what is not checked."""
    rules = sharing_rules()
    marks = sorted({one.mark for one in rules if one.mark})
    return "; ".join(one.text for one in rules) + "." + (f" {marks[0]}." if marks else "")


def _caption(page: Page, text: str) -> QLabel:
    label = style.role(QLabel(text), "caption")
    wrapped(label)
    page.add(label)
    return label
