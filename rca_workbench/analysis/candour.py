"""The Duty of Candour of a case: what the test of regulation 20 comes to, and how far each step has come.

The test asks the three parts of the regulation and nothing else. Harm grades of incident systems, the professional duty
of the clinicians and what the family wants are no part of it. Source: regulation 20 of the Health and Social Care Act 2008
(Regulated Activities) Regulations 2014, as `resources/domain/duty_of_candour.json` restates it.
"""

from dataclasses import dataclass
from enum import StrEnum

from rca_workbench.analysis.answers import newest_answer
from rca_workbench.analysis.reaching import Reaching, reaching
from rca_workbench.model import (
    Answer,
    CandourStep,
    CandourTest,
    CriterionAnswer,
    Snapshot,
    StepOutcome,
    TimeKind,
)
from rca_workbench.reference.candour import (
    CandourPart,
    CandourStepRule,
    candour_parts,
    candour_steps,
    conditional_words,
    if_unsure,
)


class StepState(StrEnum):
    """How far a step has come."""

    OPEN = "open"
    """Nothing is recorded of it."""
    PART = "part"
    """Recorded, but something it has to say is missing."""
    DONE = "done"
    DECLINED = "declined"
    """It ended there: the person did not wish it."""
    UNREACHABLE = "unreachable"
    """It ended there: the person could not be reached, with the attempts to show it."""
    TRYING = "trying"
    """Said to be out of reach, without the attempts that would show it."""
    EXCUSED = "excused"
    """Falls away, as the person declined or could not be reached."""


DONE_WITH = (StepState.DONE, StepState.DECLINED, StepState.UNREACHABLE, StepState.EXCUSED)
"""States in which a step asks for nothing more."""

_NOTIFY, _APOLOGY, _WRITTEN, _RESULTS = "DC-03", "DC-06", "DC-09", "DC-10"
_DECIDE, _PERSON, _COPIES = "DC-01", "DC-02", "DC-11"
_LETTERS = (_WRITTEN, _RESULTS)
_LETTER_HOLDS = "that the letter holds "
_SORRY = "an apology that hangs on no condition"
_ENDS = (StepState.DECLINED, StepState.UNREACHABLE)
"""How telling them in person ends where paragraph 5 lets the rest fall away."""


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """One part of the test and what was answered."""

    part: CandourPart
    given: CriterionAnswer | None

    @property
    def answer(self) -> Answer | None:
        """What was answered; None for nothing yet."""
        return self.given.answer if self.given is not None else None


@dataclass(frozen=True, slots=True)
class CandourReading:
    """What the answers come to: a suggestion for whoever decides."""

    parts: tuple[PartAnswer, ...]
    suggests: Answer | None
    """Whether the duty applies by the answers; None while some are missing."""
    unsure: bool
    """It rests on a part that is not known yet, and is taken as met for the time being."""
    words: str


@dataclass(frozen=True, slots=True)
class CandourLine:
    """One step of the duty, with what is recorded of it."""

    id: str
    label: str
    required: bool
    state: StepState
    steps: tuple[CandourStep, ...]
    lacking: tuple[str, ...] = ()
    """What is still missing, in words that go on from "does not say": "when it was"."""

    @property
    def lacking_words(self) -> str:
        """What is still missing in one go: "by whom; that the letter holds the account given, an apology"."""
        held = [one.removeprefix(_LETTER_HOLDS) for one in self.lacking if one.startswith(_LETTER_HOLDS)]
        rest = [one for one in self.lacking if not one.startswith(_LETTER_HOLDS)]
        return "; ".join([*rest, *([f"{_LETTER_HOLDS}{', '.join(held)}"] if held else [])])


@dataclass(frozen=True, slots=True)
class CandourState:
    """How the duty stands as a whole."""

    applies: Answer | None
    """What was decided; None while nothing is."""
    done: int
    of: int
    excused: bool
    """The person declined or could not be reached, and that is shown: the steps of paragraphs 2 to 4 fall away."""
    open: tuple[str, ...]
    """Ids of the required steps that still ask for something."""

    @property
    def owed(self) -> bool:
        """Whether the steps have to be taken: while it is not known, act as if they had."""
        return self.applies in (Answer.YES, Answer.NOT_KNOWN)


# -- the test -----------------------------------------------------------------------------------------------


def candour_reading(snapshot: Snapshot) -> CandourReading:
    """What the answers to the three parts come to. The same answers give the same reading."""
    parts = tuple(PartAnswer(one, newest_answer(snapshot, one.id)) for one in candour_parts())
    said = [one.answer for one in parts]
    missing = [one for one in parts if one.answer is None]
    if any(one in (Answer.NO, Answer.NOT_APPLICABLE) for one in said):
        no = next(one for one in parts if one.answer in (Answer.NO, Answer.NOT_APPLICABLE))
        words = f"By these answers regulation 20 does not apply: “{no.part.test}” is answered no."
        return CandourReading(parts, Answer.NO, False, words)
    if missing:
        count = "One part is" if len(missing) == 1 else f"{len(missing)} parts are"
        return CandourReading(parts, None, False, f"{count} not answered yet. “Not known yet” is an answer.")
    if Answer.NOT_KNOWN in said:
        words = f"Not all is known yet. Until it is, {if_unsure()}: go on as though regulation 20 applied."
        return CandourReading(parts, Answer.YES, True, words)
    return CandourReading(
        parts, Answer.YES, False, "By these answers regulation 20 applies: all three parts are met."
    )


# -- the steps ----------------------------------------------------------------------------------------------


def step_id(one: CandourStep) -> str:
    """Which step of the list a record is of: by its id, or by the words of the list; empty for one of one's own."""
    said = one.step.strip().casefold()
    return next(
        (rule.id for rule in candour_steps() if said in (rule.id.casefold(), rule.label.casefold())), ""
    )


def candour_lines(snapshot: Snapshot) -> tuple[CandourLine, ...]:
    """Every step of the list with what is recorded of it, in order."""
    recorded: dict[str, list[CandourStep]] = {}
    for one in snapshot.of(CandourStep).values():
        recorded.setdefault(step_id(one), []).append(one)
    ended = _ended(recorded.get(_NOTIFY, []), reaching(snapshot))
    lines = []
    for rule in candour_steps():
        steps = tuple(recorded.get(rule.id, ()))
        state, lacking = _state(snapshot, rule, steps, recorded, ended)
        lines.append(CandourLine(rule.id, rule.label, rule.required, state, steps, lacking))
    return tuple(lines)


def candour_state(snapshot: Snapshot) -> CandourState:
    """How far the duty has come: what was decided, and what is still open of it."""
    lines = [one for one in candour_lines(snapshot) if one.required]
    notify = next((one for one in lines if one.id == _NOTIFY), None)
    return CandourState(
        applies=snapshot.one(CandourTest).applies,
        done=sum(one.state in DONE_WITH for one in lines),
        of=len(lines),
        excused=notify is not None and notify.state in _ENDS and _may_lapse(snapshot),
        open=tuple(one.id for one in lines if one.state not in DONE_WITH),
    )


def letter_contents(snapshot: Snapshot) -> tuple[tuple[str, str, Answer | None], ...]:
    """What the written notification has to contain: id, words, and whether it does, as answered."""
    rule = next((one for one in candour_steps() if one.id == _WRITTEN), None)
    made = []
    sorry = any(step_id(one) == _WRITTEN for one in apologies(snapshot))
    for id, said in rule.must_contain if rule is not None else ():
        given = newest_answer(snapshot, id)
        answer = given.answer if given is not None else None
        if answer is None and sorry and "apology" in said:
            answer = Answer.YES  # its words stand in the record
        made.append((id, said, answer))
    return tuple(made)


def apologies(snapshot: Snapshot) -> tuple[CandourStep, ...]:
    """The steps that hold an apology in the words used."""
    return tuple(one for one in snapshot.of(CandourStep).values() if one.apology.strip())


def _may_lapse(snapshot: Snapshot) -> bool:
    """Whether steps can fall away at all: the duty is owed, and it is said who the relevant person is who declined."""
    test = snapshot.one(CandourTest)
    tried = reaching(snapshot)
    whom = test.person or tried.attempts or tried.declined is not None
    whom = whom or any(one.person for one in snapshot.of(CandourStep).values() if step_id(one) == _NOTIFY)
    return test.applies in (Answer.YES, Answer.NOT_KNOWN) and bool(whom)


def _ended(steps: list[CandourStep], reached: Reaching) -> StepState | None:
    """How telling them in person ended where it could not be done; None where it was done or is open."""
    if any(one.became is StepOutcome.DONE or (one.became is None and _has_content(one)) for one in steps):
        return None
    if any(one.became is StepOutcome.DECLINED for one in steps):
        said = any(
            one.outcome.strip() or one.said.strip() for one in steps if one.became is StepOutcome.DECLINED
        )
        return StepState.DECLINED if said or reached.declined is not None else StepState.TRYING
    if any(one.became is StepOutcome.UNREACHABLE for one in steps):
        return StepState.UNREACHABLE if reached.enough else StepState.TRYING
    return None


def _state(
    snapshot: Snapshot,
    rule: CandourStepRule,
    steps: tuple[CandourStep, ...],
    recorded: dict[str, list[CandourStep]],
    ended: StepState | None,
) -> tuple[StepState, tuple[str, ...]]:
    if rule.id == _NOTIFY and ended is not None:
        missing = (
            "their words, and when they declined" if _declined(steps) else "enough attempts to reach them"
        )
        return ended, (missing,) if ended is StepState.TRYING else ()
    if rule.id == _DECIDE:
        return _decided(snapshot, steps)
    if rule.id == _PERSON:
        return _named(snapshot, steps)
    if not steps:
        return _unrecorded(rule, recorded, ended if _may_lapse(snapshot) else None)
    if _declined(steps) and not any(one.became is StepOutcome.DONE for one in steps):
        return StepState.DECLINED, ()
    lacking = _lacking(snapshot, rule, steps)
    return (StepState.PART, lacking) if lacking else (StepState.DONE, ())


def _unrecorded(
    rule: CandourStepRule, recorded: dict[str, list[CandourStep]], ended: StepState | None
) -> tuple[StepState, tuple[str, ...]]:
    """A step with no record of its own: excused, or shown by what another holds."""
    if rule.lapses and ended in _ENDS:
        return StepState.EXCUSED, ()
    if rule.id == _APOLOGY:
        said = [one.apology for one in recorded.get(_NOTIFY, ()) if one.apology.strip()]
        if any(not conditional_words(one) for one in said):
            return StepState.DONE, ()  # said when they were told, in the words recorded there
        if said:
            return StepState.PART, (_SORRY,)
    if rule.id == _COPIES:
        letters = [one for id in _LETTERS for one in recorded.get(id, ())]
        if letters and all(one.document for one in letters):
            return StepState.DONE, ()
    return StepState.OPEN, ()


def _decided(snapshot: Snapshot, steps: tuple[CandourStep, ...]) -> tuple[StepState, tuple[str, ...]]:
    test = snapshot.one(CandourTest)
    if test.applies is None:
        return (StepState.DONE if any(_has_content(one) for one in steps) else StepState.OPEN), ()
    lacking = tuple(
        said
        for said, there in (
            ("why", test.reason.strip()),
            ("who decided", test.by.strip()),
            ("whose opinion of the harm it is", test.opinion.strip()),
        )
        if not there
    )
    return (StepState.PART, lacking) if lacking else (StepState.DONE, ())


def _named(snapshot: Snapshot, steps: tuple[CandourStep, ...]) -> tuple[StepState, tuple[str, ...]]:
    test = snapshot.one(CandourTest)
    if any(_has_content(one) for one in steps) or (test.person and test.lead.strip()):
        return StepState.DONE, ()
    if not (test.person or test.lead.strip() or steps):
        return StepState.OPEN, ()
    return StepState.PART, ("who leads the contact" if test.person else "who the relevant person is",)


def _lacking(snapshot: Snapshot, rule: CandourStepRule, steps: tuple[CandourStep, ...]) -> tuple[str, ...]:
    """What the records of a step leave out, all of them together."""
    asked = [
        ("when it was", any(_dated(one) for one in steps)),
        ("by whom", any(one.by.strip() for one in steps)),
        ("what was said or came of it", any(_words(one) for one in steps)),
    ]
    if rule.id == _APOLOGY:
        said = [one.apology for one in steps if one.apology.strip()]
        asked.append(("the words of the apology", bool(said)))
        asked.append((_SORRY, not said or any(not conditional_words(one) for one in said)))
    if rule.id == _WRITTEN:
        out = [said for _, said, answer in letter_contents(snapshot) if answer is not Answer.YES]
        asked += [(f"{_LETTER_HOLDS}{said}", False) for said in out]
    return tuple(said for said, there in asked if not there)


def _declined(steps: tuple[CandourStep, ...]) -> bool:
    return any(one.became is StepOutcome.DECLINED for one in steps)


def _has_content(one: CandourStep) -> bool:
    return _dated(one) or bool(_words(one))


def _dated(one: CandourStep) -> bool:
    return one.when.kind is not TimeKind.UNKNOWN or bool(one.when.said.strip())


def _words(one: CandourStep) -> str:
    return (one.said + one.apology + one.outcome).strip()
