"""How learning was passed on: who heard of each lesson, what it is linked to, whether it was seen in practice.

Rests on resources/domain/learning_sharing.json (forms and rules for sharing) and on what the published reviews say of
lessons that stop at a training day: a lesson is weak where training is all there is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from rca_workbench.analysis.residual import OUT_OF_USE
from rca_workbench.model import (
    CLOSE,
    Action,
    Actor,
    Answer,
    Entity,
    Finding,
    LearningItem,
    Recommendation,
    Review,
    Sharing,
    Snapshot,
    Strength,
)
from rca_workbench.reference.learning import AFFECTED, REPORTER, SUPERVISION, TRAINING, sharing_form

_SUPERVISED = re.compile(
    r"\b(?:supervis|apprais|mentor|reflecti|debrief|one[- ]to[- ]one|ward round|huddle)", re.IGNORECASE
)
"""Words of a link to practice that speak of more than a course."""
_TRAINED = re.compile(
    r"\b(?:train|retrain|teach|taught|educat|e-?learning|induction|simulat|course|module|drill|workshop|scenario|refresher"
    r"|study day|skills)",
    re.IGNORECASE,
)
_FAMILY = re.compile(
    r"\b(?:famil|patients?\b(?!\s+(?:safety|experience|flow))|mother|father|parent|daughter|sons?\b|sister|brother|wife"
    r"|husband|partners?\b|relative|carer|next of kin)",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"\b(?:staff|nurse|doctor|midwi|paramedic|crew|team|colleague|registrar|consultant)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson with all that became of it."""

    item: LearningItem
    sharings: tuple[Sharing, ...]
    """Each time it went out, oldest first; those without a day last."""
    case: Snapshot = field(repr=False, compare=False)

    @property
    def actions(self) -> tuple[Action | Recommendation, ...]:
        """What changes because of it: the actions it names and those on its findings, but those out of use."""
        about = (self.case.find(id) for id in self.item.about)
        return tuple(_actions(self.case, [one for one in about if one is not None]))

    @property
    def sent(self) -> tuple[Sharing, ...]:
        """The sharings that passed it on: not those that are training, supervision or feedback."""
        return tuple(one for one in self.sharings if _passes_on(one))

    @property
    def beyond(self) -> tuple[Sharing, ...]:
        """The sharings that are marked as going beyond the team it happened in, whether or not they say to whom."""
        return tuple(one for one in self.sharings if one.beyond)

    @property
    def reached(self) -> tuple[Sharing, ...]:
        """Those of them that say whom they went to: a form alone has reached nobody."""
        return tuple(one for one in self.beyond if says_to_whom(one))

    @property
    def passed_on(self) -> bool:
        """Whether it went out at all."""
        return bool(self.sharings or self.item.shared)

    @property
    def in_team_only(self) -> bool:
        """Whether it went out, and as far as is recorded to nobody beyond the team."""
        return bool(self.sharings) and not self.beyond

    @property
    def trained(self) -> bool:
        """Whether it is linked to training or simulation."""
        return any(one.form == TRAINING for one in self.sharings) or bool(_TRAINED.search(self.item.practice))

    @property
    def supervised(self) -> bool:
        """Whether it is taken up in supervision, or in another way in which people speak of their own work."""
        return any(one.form == SUPERVISION for one in self.sharings) or bool(
            _SUPERVISED.search(self.item.practice)
        )

    @property
    def linked(self) -> bool:
        """Whether it is linked to training or supervision, or to something else where people work."""
        return self.trained or self.supervised or bool(self.item.practice.strip())

    @property
    def changes_work(self) -> bool:
        """Whether something it is tied to changes the work itself: an action graded more than weaker."""
        return any(one.strength in (Strength.STRONGER, Strength.INTERMEDIATE) for one in self.actions)

    @property
    def training_only(self) -> bool:
        """Whether training is all there is: no supervision, no change of the work, and nobody saw it in practice."""
        return self.trained and not self.supervised and not self.changes_work and not self.seen

    @property
    def seen(self) -> bool:
        """Whether it was seen in practice, by what somebody says of where and how: a yes alone shows nothing."""
        return self.item.seen is Answer.YES and bool(self.item.seen_how.strip())

    @property
    def looked_at(self) -> bool:
        """Whether somebody looked, whatever they saw."""
        return self.item.seen in (Answer.YES, Answer.NO, Answer.NOT_APPLICABLE)

    def overdue(self, today: date) -> bool:
        """Whether its review date has passed and nobody has looked at it in practice."""
        return bool(self.item.review) and self.item.review < today.isoformat() and not self.looked_at


@dataclass(frozen=True, slots=True)
class Learning:
    """The learning of a case as a whole."""

    lessons: tuple[Lesson, ...]
    bulletins: tuple[Sharing, ...]
    """Each time the whole bulletin went out."""
    unnamed: tuple[Sharing, ...]
    """Supervision and training that name no lesson: they carry none of them anywhere."""
    to_affected: tuple[Sharing, ...]
    """Feedback to those affected (LS-11)."""
    to_reporter: tuple[Sharing, ...]
    """Feedback to whoever reported (LS-12)."""

    @property
    def beyond(self) -> int:
        """How many lessons are known to have reached beyond the team, by themselves or in a bulletin."""
        whole = any(one.beyond and says_to_whom(one) for one in self.bulletins)
        return sum(bool(one.reached) or whole for one in self.lessons)

    @property
    def linked(self) -> int:
        """How many lessons are linked to training or supervision."""
        return sum(one.linked for one in self.lessons)

    @property
    def seen(self) -> int:
        """How many lessons were seen in practice."""
        return sum(one.seen for one in self.lessons)

    @property
    def training_only(self) -> tuple[Lesson, ...]:
        """The lessons of which training is all there is."""
        return tuple(one for one in self.lessons if one.training_only)


def learning(snapshot: Snapshot) -> Learning:
    """All that is recorded of passing learning on, lessons in the team's order."""
    sharings = sorted(snapshot.of(Sharing).values(), key=lambda one: (one.on or "9999", one.id))
    loose = [one for one in sharings if snapshot.get(LearningItem, one.item) is None]
    return Learning(
        lessons=tuple(lesson(snapshot, one) for one in in_order(snapshot)),
        bulletins=tuple(one for one in loose if _passes_on(one)),
        unnamed=tuple(one for one in loose if one.form in (SUPERVISION, TRAINING)),
        to_affected=tuple(one for one in sharings if one.form == AFFECTED),
        to_reporter=tuple(one for one in sharings if one.form == REPORTER),
    )


def lesson(snapshot: Snapshot, item: LearningItem) -> Lesson:
    """One lesson with its sharings and what it comes from."""
    sharings = (
        one for one in snapshot.pointed_from(Sharing, "item", item.id) if one.form not in (AFFECTED, REPORTER)
    )
    return Lesson(item, tuple(sorted(sharings, key=lambda one: (one.on or "9999", one.id))), snapshot)


def in_order(snapshot: Snapshot) -> list[LearningItem]:
    """The lessons in the team's order."""
    return sorted(snapshot.of(LearningItem).values(), key=lambda one: (one.order, one.id))


def told_before_wider_sharing(snapshot: Snapshot) -> tuple[Sharing, ...]:
    """The wider sharings that went out before family or patient were told, as far as the days say.

    Rule of sharing: "tell the family before wider sharing". Empty where nobody of family or patient is in the case.
    """
    if not any(one.nature in CLOSE for one in snapshot.of(Actor).values()):
        return ()
    sharings = snapshot.of(Sharing).values()
    told = family_told(snapshot)
    return tuple(
        one
        for one in sharings
        if one.beyond and one.form not in (AFFECTED, REPORTER) and one.on and (not told or one.on < told)
    )


def family_told(snapshot: Snapshot) -> str:
    """The day on which family or patient were first told what was learned: in person, or with the report to read."""
    days = [one.on for one in snapshot.of(Sharing).values() if one.form == AFFECTED and to_family(one)]
    for one in snapshot.of(Review).values():
        person = snapshot.get(Actor, one.person)
        if person is not None and person.nature in CLOSE:
            days.append(one.sent)
    return min((day for day in days if day), default="")


def says_to_whom(one: Sharing) -> bool:
    """Whether a sharing says whom it went to, or how many it reached."""
    return bool(one.to.strip() or one.reach.strip())


def to_family(one: Sharing) -> bool:
    """Whether feedback to those affected went to family or patient: not where it only speaks of staff."""
    return bool(_FAMILY.search(one.to)) or not _STAFF.search(one.to)


def _passes_on(one: Sharing) -> bool:
    form = sharing_form(one.form)
    return one.form not in (SUPERVISION, TRAINING) and not (form is not None and form.feedback)


def _actions(snapshot: Snapshot, about: list[Entity]) -> Iterator[Action | Recommendation]:
    """The actions a lesson names, and those on the factors of the findings it names."""
    named: dict[str, Action | Recommendation] = {
        one.id: one for one in about if isinstance(one, Action | Recommendation)
    }
    for finding in (one for one in about if isinstance(one, Finding)):
        for factor in finding.factors:
            on_it: list[Action | Recommendation] = [*snapshot.pointed_from(Action, "addresses", factor)]
            on_it += snapshot.pointed_from(Recommendation, "addresses", factor)
            for one in on_it:
                named.setdefault(one.id, one)
    for one in named.values():
        if not (isinstance(one, Action) and one.status in OUT_OF_USE):
            yield one
