"""A proportionate response, proposed from the answers: with its reasons, the alternatives, and what is not certain."""

from dataclasses import dataclass

from rca_workbench.analysis.asking import (
    BY_REQUIREMENTS,
    DECISIVE,
    Asked,
    asked,
    kept,
    names,
    response_words,
)
from rca_workbench.model import Answer, Profile, Snapshot
from rca_workbench.reference.criteria import Part, criteria_of, never_event_scheme, principle
from rca_workbench.reference.responses import response_of, responses

LED_HERE = "locally led PSII"
"""How the list of national requirements names an investigation by the provider itself."""
PSII = "M-PSII"
"""The learning response that is: its id in the list."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the answers lead to: a response, or none. Sentences, each to stand alone.

    `level` is the id of a level, of a learning response or of the row that requires one; empty where the answers lead
    to none, or not yet to one.
    """

    level: str
    reasons: tuple[str, ...]
    alternatives: tuple[str, ...]
    uncertain: tuple[str, ...]

    @property
    def words(self) -> str:
        """What is proposed, in a few words."""
        return response_words(self.level) if self.level else ""


def proposal(snapshot: Snapshot) -> Proposal:
    """The response that fits the answers."""
    rows = asked(snapshot)
    choose = _CHOOSE.get(snapshot.case.profile)
    level, reasons = (
        choose(rows) if choose else ("", ["This case's framework is not in the lists of this version."])
    )
    return Proposal(
        level, tuple(reasons), _alternatives(snapshot, rows, level), _uncertain(snapshot, rows, level)
    )


def outcome(snapshot: Snapshot, level: str) -> str:
    """The decision in a sentence, to begin from: what the incident is and how it is looked into."""
    rows = asked(snapshot)
    looked = f"It is looked into as: {response_words(level)}." if level else ""
    if snapshot.case.profile is Profile.SIF2015:
        serious = [row.criterion for row in _yes(rows, Part.SERIOUS)]
        first = f"A serious incident: {names(serious)}." if serious else "Not declared a serious incident."
        return f"{first} {looked}".strip()
    required = [row.criterion for row in _yes(rows, Part.NATIONAL)]
    first = f"A response is required nationally: {names(required)}." if required else ""
    return f"{first} {looked or ('' if first else 'No separate response; recorded.')}".strip()


def _level_of_2015(rows: tuple[Asked, ...]) -> tuple[str, list[str]]:
    serious = _yes(rows, Part.SERIOUS)
    if not serious:
        of = [row for row in rows if row.criterion.part is Part.SERIOUS]
        if all(row.met is Answer.NO for row in of):
            return "", [f"None of the {len(of)} criteria of a serious incident is met."]
        return "", ["No criterion of a serious incident is met so far."]
    reasons = [f"A serious incident: {names(row.criterion for row in serious)}."]
    return _by_facts(rows, reasons, "Answer which facts set the level: no level is proposed before.")


def _response_of_2022(rows: tuple[Asked, ...]) -> tuple[str, list[str]]:
    required = _yes(rows, Part.NATIONAL)
    if required:
        here = [row for row in required if row.criterion.response == LED_HERE]
        reasons = [
            f"Required nationally: {names([row.criterion])}, {row.criterion.response}." for row in required
        ]
        return (PSII if here else required[0].criterion.id), reasons
    questions = {row.criterion.id: row for row in rows if row.criterion.part is Part.QUESTION}
    yes = [row for row in questions.values() if row.met is Answer.YES and row.criterion.id != BY_REQUIREMENTS]
    by_id = {row.criterion.id for row in yes}
    if BY_REQUIREMENTS in questions and questions[BY_REQUIREMENTS].met is Answer.YES:
        asks = names([questions[BY_REQUIREMENTS].criterion])
        return "", [f"{asks}: yes. Answer which event it is: no response is proposed before."]
    reasons = [f"{names([row.criterion])}: yes." for row in yes]
    if "PQ-2" in by_id:
        return "PQ-2", reasons
    if "PQ-3" in by_id:
        return _by_facts(rows, reasons, "Answer which facts hold: no learning response is proposed before.")
    if "PQ-4" in by_id:
        return "PQ-4", reasons
    if questions and all(row.met is Answer.NO for row in questions.values()):
        return "", ["No national requirement, no local priority, and nothing new to be learned."]
    return "", ["Nothing answered with yes asks for a response so far."]


def _by_facts(rows: tuple[Asked, ...], reasons: list[str], none: str) -> tuple[str, list[str]]:
    """The response the plain facts point to. Where several hold, the last of the list, which reaches furthest."""
    hold = _yes(rows, Part.FIT)
    if not hold:
        return "", [*reasons, none]
    return hold[-1].criterion.response, [*reasons, *(f"{row.criterion.ask.rstrip('.')}." for row in hold)]


_CHOOSE = {Profile.SIF2015: _level_of_2015, Profile.PSIRF: _response_of_2022}


def _alternatives(snapshot: Snapshot, rows: tuple[Asked, ...], level: str) -> tuple[str, ...]:
    """The other responses, those that a fact points to first, each with when it is used."""
    pointed = [row.criterion.response for row in _yes(rows, Part.FIT)]
    others = [one for one in responses(snapshot.case.profile) if one.id != level]
    others.sort(key=lambda one: one.id not in pointed)
    said = [
        f"{response_words(one.id)}: {one.when}."
        + (" A fact points to it as well." if one.id in pointed else "")
        for one in others
    ]
    refer = [
        f"Beside it: {response_words(row.criterion.id)}."
        for row in _yes(rows, Part.NATIONAL)
        if row.criterion.id != level and row.criterion.response != LED_HERE
    ]
    return (*refer, *said)


def _uncertain(snapshot: Snapshot, rows: tuple[Asked, ...], level: str) -> tuple[str, ...]:
    """What the proposal rests on that is not known, not settled or not checked."""
    said = []
    asked_for = [row for row in rows if row.criterion.part in DECISIVE]
    not_known = [row.criterion for row in asked_for if row.met is Answer.NOT_KNOWN]
    if not_known:
        said.append(f"Not known yet: {names(not_known)}. Look again when it is.")
    unanswered = sum(row.met is None for row in asked_for)
    if unanswered:
        said.append(f"{unanswered} of {len(asked_for)} criteria are not answered.")
    for row in rows:
        if row.pulls_apart:
            events = names(other.criterion for other in rows if other.criterion.id in row.because)
            said.append(f"{names([row.criterion])} is answered no, and {events} is answered yes.")
    by_id = {row.criterion.id: row.met for row in rows}
    if by_id.get("PQ-3") is Answer.YES and by_id.get("PQ-4") is Answer.YES:
        said.append(
            "There is much to learn, and improvement is under way with factors understood: these two pull apart."
        )
    if len(_yes(rows, Part.FIT)) > 1:
        said.append(
            "Several facts hold. Which of them weighs most is this program's proposal, not the source's."
        )
    if by_id.get("NR-01") is Answer.YES or by_id.get("SI-4") is Answer.YES:
        said += [f"Never Events, not settled: {one}." for one in never_event_scheme().to_verify]
        said += [
            one.warning for one in criteria_of(Part.NATIONAL) if one.id == "NR-01" and by_id.get("NR-01")
        ]
    unsure = [row.criterion for row in rows if row.met is Answer.YES and row.criterion.mark]
    if unsure:
        said.append(f"Not fully checked against the source: {names(unsure)}.")
    found = response_of(level)
    if found is not None and found.mark:
        said.append(f"{found.mark}: when {found.name} is used.")
    said += [
        f"“{one.wording or one.criterion}” is not in the present list: its answer stands as it was and is not weighed."
        for one in kept(snapshot)
    ]
    words, _ = principle(snapshot.case.profile)
    return (*said, words) if words and not level else tuple(said)


def _yes(rows: tuple[Asked, ...], part: Part) -> list[Asked]:
    return [row for row in rows if row.criterion.part is part and row.met is Answer.YES]
