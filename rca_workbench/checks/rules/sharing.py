"""Whether learning is passed on as it should be: beyond the team, safely, in the right order, and into practice."""

from collections.abc import Iterator

from rca_workbench.analysis.learning import Lesson, learning, told_before_wider_sharing
from rca_workbench.checks.case_rule import case_rule
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.published import (
    ASSURANCE,
    ENGAGEMENT,
    NPSA_REPORT,
    PROJECT,
    RCA2,
    SAFETY_STRATEGY,
    SIF_CLOSURE,
)
from rca_workbench.checks.rule import At, Gate, Severity
from rca_workbench.model import (
    CLOSE,
    Actor,
    Answer,
    LearningItem,
    Sharing,
    Snapshot,
)
from rca_workbench.model.time_said import date_words
from rca_workbench.reference.learning import form_label, sharing_form

GROUP = "learning"
LEARNING = ("learning", "sharing")
TIED = (*LEARNING, "finding", "action", "recommendation")


@case_rule(
    "C-170",
    "Learning reaches beyond the team it happened in",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="The next team with the same conditions was not there. A lesson that stays on the ward protects the ward alone.",
    how="Say who else has the same conditions, and pass it on to them: bulletin, governance meeting, system forum.",
    rests_on=(ASSURANCE, SAFETY_STRATEGY),
    reads=LEARNING,
    needs=("learning", "sharing"),
    example="Told at the ward's huddle, and nowhere else.",
    sound="Told at the huddle, and to all wards with two record systems by the bulletin of June.",
)
def learning_goes_beyond_the_team(case: Facts) -> Iterator[At]:
    found = learning(case.snapshot)
    if any(one.beyond for one in found.bulletins):
        return
    for one in found.lessons:
        if one.in_team_only:
            yield At(
                one.item,
                f"{case.called(one.item)} has only gone out within the team. Who else works under the same conditions?",
                tuple(each.id for each in one.sharings),
            )


@case_rule(
    "C-171",
    "No lesson rests on training alone",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="Training fades, and those who come later were not there. What changes the work, or is spoken of in supervision, "
    "stays.",
    how="Tie the lesson to an action that changes the work, take it up in supervision, or look whether it is seen in "
    "practice.",
    rests_on=(RCA2, SAFETY_STRATEGY),
    reads=TIED,
    needs=("learning",),
    example="“E-learning module for all staff”, and nothing else.",
    sound="The module, and one inbox for all results; asked about in supervision.",
)
def lessons_are_more_than_training(case: Facts) -> Iterator[At]:
    for one in learning(case.snapshot).training_only:
        yield At(
            one.item,
            f"Training is all there is for {case.called(one.item)}. What would change the work itself, and where do people "
            "speak of it?",
            field="practice",
            said=one.item.practice,
            begin="practice",
        )


@case_rule(
    "C-172",
    "Identities get a second check before a lesson goes beyond the team",
    group=GROUP,
    severity=Severity.ERROR,
    gate=Gate.ALWAYS,
    why="Who wrote it knows who is meant and reads past what gives them away. What has gone out cannot be called back.",
    how="Have somebody who was not there read it for names, days, places and rare details, and write their role.",
    rests_on=(SAFETY_STRATEGY, PROJECT),
    reads=LEARNING,
    needs=("learning", "sharing"),
    example="The bulletin went to all wards; nobody else had read it.",
    sound="“Second check for identities: information governance lead”.",
)
def identities_are_checked_twice(case: Facts) -> Iterator[At]:
    found = learning(case.snapshot)
    whole = [one for one in found.bulletins if one.beyond]
    for one in found.lessons:
        went = (*one.beyond, *whole)
        if went and not one.item.checked_by.strip():
            yield At(
                one.item,
                f"{case.called(one.item)} went beyond the team, and no second check for identities is recorded.",
                tuple(each.id for each in went),
                field="checked_by",
                begin="checked_by",
            )


@case_rule(
    "C-173",
    "Lessons are looked at in practice by their review date",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="Whoever assures the response asks what changed where people work, not what was sent.",
    how="Go and see, or ask; then say what was seen, also where it was not.",
    rests_on=(ASSURANCE, SIF_CLOSURE),
    reads=("learning", "sharing"),
    needs=("learning",),
    example="To be reviewed on 1 June; it is July, and nobody looked.",
    sound="Looked at on 28 May: two of three wards do it.",
    by_day=True,
)
def lessons_are_looked_at(case: Facts) -> Iterator[At]:
    for one in learning(case.snapshot).lessons:
        if one.overdue(case.today):
            yield At(
                one.item,
                f"{case.called(one.item)} was to be reviewed on {date_words(one.item.review)}, and nobody says whether it "
                "is seen in practice.",
                field="seen",
                begin="seen_how",
            )


@case_rule(
    "C-174",
    "Family and patient are told before learning goes wider",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.ALWAYS,
    why="To read about one's own harm in a bulletin, or hear of it from a neighbour, is a second harm.",
    how="Tell them what was learned and what changes first, and ask whether they mind; then share it. Record both days.",
    rests_on=(ENGAGEMENT, SAFETY_STRATEGY),
    reads=("learning", "sharing", "actor", "review"),
    needs=("sharing", "actor"),
    example="The bulletin went out on 2 June; the daughter was told on the 9th.",
    sound="She was told on 26 May and read it before it went out.",
)
def family_is_told_first(case: Facts) -> Iterator[At]:
    for one in told_before_wider_sharing(case.snapshot):
        yield At(
            one,
            f"{_named(one)} went out on {date_words(one.on)}, before family or patient are recorded as told.",
        )


@case_rule(
    "C-175",
    "Who reported the incident hears what came of it",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="People stop reporting where they never hear again.",
    how="Tell them what was learned and what changes; record it as reporter feedback.",
    rests_on=(SAFETY_STRATEGY, PROJECT),
    reads=LEARNING,
    needs=("learning",),
    example="The nurse who reported it never heard again.",
    sound="“Reporter feedback, 4 June: what was found, what changes”.",
)
def reporter_hears_back(case: Facts) -> Iterator[At]:
    if not learning(case.snapshot).to_reporter:
        yield At(None, "Nobody has told whoever reported the incident what was learned from it.")


@case_rule(
    "C-176",
    "Each lesson comes from a finding or an action",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="A lesson that no finding bears out is somebody's opinion, and whoever reads it cannot ask on what it rests.",
    how="Say which finding or action it comes from.",
    rests_on=(SAFETY_STRATEGY, NPSA_REPORT),
    reads=TIED,
    needs=("learning", "finding"),
    example="“Handover should be quiet”, and no finding on handover.",
    sound="“From K3, handover starts before the stretcher has stopped”.",
)
def lessons_come_from_findings(case: Facts) -> Iterator[At]:
    for one in learning(case.snapshot).lessons:
        if not _tied(case.snapshot, one):
            yield At(
                one.item,
                f"Which finding or action does {case.called(one.item)} come from?",
                field="about",
                begin="about",
            )


@case_rule(
    "C-177",
    "Each lesson that went out has a day on which it is looked at again",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="Nobody notices that a lesson has faded unless somebody looks.",
    how="Set the day on which somebody looks whether it is seen in practice.",
    rests_on=(SAFETY_STRATEGY, ASSURANCE),
    reads=LEARNING,
    needs=("learning",),
    example="The bulletin went out in June, and that was that.",
    sound="To be reviewed on 1 December.",
)
def lessons_have_a_review_date(case: Facts) -> Iterator[At]:
    found = learning(case.snapshot)
    for one in found.lessons:
        item = one.item
        if (one.passed_on or found.bulletins) and not item.review and item.seen is None:
            yield At(
                item,
                f"When will somebody look whether {case.called(item)} is seen in practice?",
                field="review",
                begin="review",
            )


@case_rule(
    "C-178",
    "What went out says whom it reached and what came back",
    group=GROUP,
    severity=Severity.ADVICE,
    gate=Gate.SIGN_OFF,
    why="Sending is not hearing. A bulletin nobody opened has taught nobody.",
    how="Say how many it reached or who was there, or what they said or asked.",
    rests_on=(SAFETY_STRATEGY, PROJECT),
    reads=("sharing",),
    needs=("sharing",),
    example="“Bulletin 12, sent in June”.",
    sound="“Bulletin 12: 212 of 240 opened it, two wards asked for the checklist”.",
)
def reach_is_recorded(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(Sharing).values():
        form = sharing_form(one.form)
        if form is not None and form.feedback:
            continue
        if not one.reach.strip() and not one.reaction.strip():
            yield At(
                one, f"Whom did it reach, and what came back? {_named(one)}.", field="reach", begin="reach"
            )


@case_rule(
    "C-179",
    "What is said to be seen in practice, or not seen, says where, how and when",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="“Embedded in practice” is the easiest line in an assurance report, and the one asked about first.",
    how="Say where somebody looked, what they saw, and on which day.",
    rests_on=(ASSURANCE, PROJECT),
    reads=("learning",),
    needs=("learning",),
    example="“Seen in practice: yes.”",
    sound="“Yes: 14 of 15 handovers on three wards began in silence, watched by the matron on 28 May.”",
)
def what_was_seen_is_told(case: Facts) -> Iterator[At]:
    for one in case.snapshot.of(LearningItem).values():
        if one.seen not in (Answer.YES, Answer.NO):
            continue
        lacking = "seen_how" if not one.seen_how.strip() else "seen_on" if not one.seen_on else ""
        if lacking:
            asks = "Where and how" if lacking == "seen_how" else "When"
            yield At(
                one,
                f"{asks} was it looked at whether {case.called(one)} is seen in practice?",
                field=lacking,
                begin=lacking,
            )


@case_rule(
    "C-180",
    "Those affected hear what was learned and what changes",
    group=GROUP,
    severity=Severity.WARNING,
    gate=Gate.SIGN_OFF,
    why="That nobody else should go through the same is what most families ask for; they need to hear what came of it.",
    how="Tell patient and family, and the staff involved, what was learned and what changes. Record it as feedback.",
    rests_on=(ENGAGEMENT, SIF_CLOSURE),
    reads=("learning", "sharing", "actor"),
    needs=("learning", "actor"),
    example="A bulletin to all wards, and no word to the daughter.",
    sound="“Feedback to those affected: daughter, 26 May, in person”.",
)
def those_affected_hear(case: Facts) -> Iterator[At]:
    affected = any(one.nature in CLOSE for one in case.snapshot.of(Actor).values())
    if affected and not learning(case.snapshot).to_affected:
        yield At(None, "Nobody affected is recorded as told what was learned and what changes.")


def _tied(snapshot: Snapshot, one: Lesson) -> bool:
    """Whether a lesson names a finding or an action that is there, also one that was stopped."""
    return any(
        (found := snapshot.find(id)) is not None
        and found.kind.name in ("finding", "action", "recommendation")
        for id in one.item.about
    )


def _named(one: Sharing) -> str:
    to = f" to {one.to}" if one.to.strip() else ""
    return f"{form_label(one.form) or 'What was shared'}{to}"
