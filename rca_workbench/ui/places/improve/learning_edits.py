"""Edits of lessons and of how they went out, each one step."""

from rca_workbench.model import Answer, Entity, LearningItem, Sharing, new_id
from rca_workbench.model.order import key_between
from rca_workbench.reference.learning import AFFECTED, REPORTER, sharing_form
from rca_workbench.ui.session import Session


class LearningEdits:
    """What can be done to the learning of one case."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, text: str, about: tuple[str, ...] = ()) -> str:
        """Add a lesson; returns its id."""
        id = new_id()
        with self.session.step("Add lesson") as step:
            orders = (one.order for one in step.snapshot.of(LearningItem).values())
            step.add(
                LearningItem(
                    id=id, text=text, about=about, order=key_between(max(orders, default="") or None, None)
                )
            )
        return id

    def share(self, form: str, lesson: LearningItem | None) -> str:
        """Add that a lesson, or the whole bulletin, went out today in a form; returns the sharing's id.

        Feedback to those affected and to who reported is about the case as a whole.
        """
        id = new_id()
        found = sharing_form(form)
        label = "Add feedback" if found is not None and found.feedback else "Add sharing"
        with self.session.step(label) as step:
            step.add(
                Sharing(
                    id=id,
                    item=lesson.id if lesson is not None and form not in (AFFECTED, REPORTER) else None,
                    form=form,
                    beyond=True if found is not None and found.beyond else None,
                    on=self.session.today().isoformat(),
                )
            )
        return id

    def seen(self, lesson: LearningItem, answer: Answer) -> None:
        """Say whether a lesson was seen in practice when somebody looked today."""
        self.session.change(
            lesson, "Say whether it was seen in practice", seen=answer, seen_on=self.session.today().isoformat()
        )  # fmt: skip

    def comes_from(self, lesson: LearningItem, other: str) -> None:
        """Say from which finding or action a lesson comes, besides the others."""
        if other not in lesson.about:
            self.session.change(lesson, "Say where the lesson comes from", about=(*lesson.about, other))

    def move(self, lesson: LearningItem, among: list[LearningItem], by: int) -> None:
        """Put a lesson earlier (-1) or later (1)."""
        rest = [one for one in among if one.id != lesson.id]
        to = [one.id for one in among].index(lesson.id) + by
        if not 0 <= to <= len(rest):
            return
        before = rest[to - 1].order if to > 0 else None
        after = rest[to].order if to < len(rest) else None
        if before and after and before >= after:
            return  # two laptops gave the same place: which comes first is not ours to say
        self.session.change(lesson, "Move lesson", order=key_between(before or None, after or None))

    def lesson_of(self, one: Entity | None) -> LearningItem | None:
        """The lesson a row is about: itself, or the one that went out."""
        if isinstance(one, LearningItem):
            return one
        return self.session.snapshot.get(LearningItem, one.item) if isinstance(one, Sharing) else None
