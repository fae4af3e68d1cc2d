"""The summary for the family: what happened, their questions, what was found and what will change, in plain words.

Roles are put as one would speak of people, codes are left out, and a word of the field that stays is followed by what
it means. Sections: resources/domain/report_structures.json, template family_summary (a proposal of this project).
"""

import re
from collections.abc import Iterable
from datetime import date

from rca_workbench.analysis.accuracy import DIFFERING, is_answered, shared
from rca_workbench.analysis.family_words import as_a_family_says_it, unfamiliar
from rca_workbench.analysis.plan import DONE, judged_undone
from rca_workbench.analysis.questions import QuestionStanding, QuestionState, asker, standings
from rca_workbench.analysis.residual import in_use
from rca_workbench.analysis.roles import nature_of
from rca_workbench.analysis.tracing import findings_in_order
from rca_workbench.model import (
    CLOSE,
    Action,
    ActionStatus,
    Actor,
    CandourTest,
    ContactPlan,
    Entity,
    FindingKind,
    InvolvedAs,
    Nature,
    Question,
    Recommendation,
    Snapshot,
)
from rca_workbench.model.time_said import date_words
from rca_workbench.model.words import listed
from rca_workbench.report.document import Block, Bullets, Heading, Paragraph, Span, missing, plain, told
from rca_workbench.report.telling import ended

TEMPLATE = "family_summary"
"""The document they are addressed in: an override to call them by name holds for it alone."""
_UNDECIDED = (ActionStatus.PROPOSED,)


def greeting(snapshot: Snapshot) -> list[Block]:
    """To whom: by name only where somebody has decided that they may be called so, with a reason."""
    called = list(dict.fromkeys(spoken for _, spoken in addressed(snapshot)))
    return [plain(f"Dear {listed(called)},")] if called else []


def opening(snapshot: Snapshot) -> list[Block]:
    """To whom, who writes, and an apology: only the team can say that."""
    return [
        *greeting(snapshot),
        missing("Write to them: who you are, why you write, and that you are sorry."),
    ]


def happened(snapshot: Snapshot) -> list[Block]:
    """What happened, in the words written for the family."""
    incident = snapshot.incident
    if not incident.family_summary.strip():
        return [missing("What happened is not yet written in words for the family.")]
    return _told(snapshot, told(incident, "family_summary"))


def questions(snapshot: Snapshot) -> list[Block]:
    """Their questions in their own words, each with its answer, or why nobody can tell."""
    made: list[Block] = []
    for one in standings_of_the_family(snapshot):
        made.append(_quoted(told(one.question, bold=True)))
        made += _answer(snapshot, one)
    return made


def found(snapshot: Snapshot) -> list[Block]:
    """What was learned, and what went well, as statements with their words explained."""
    stated = [one for one in findings_in_order(snapshot) if one.text.strip()]
    made: list[Block] = []
    known: set[str] = set()
    for one in stated:
        if one.finding_kind is FindingKind.SYSTEM:
            made += _told(snapshot, told(one), known)
    if not made:
        made.append(missing("What was found is not yet written as findings."))
    went_well = [one for one in stated if one.finding_kind is FindingKind.GOOD_PRACTICE]
    if went_well:
        made.append(Heading(2, "What went well", "family_went_well"))
        for one in went_well:
            made += _told(snapshot, told(one), known)
    return made


def not_found(snapshot: Snapshot) -> list[Block]:
    """What nobody can tell, as was agreed. More only the team can say in words a family would use."""
    points: list[tuple[Span, ...]] = [
        _line(snapshot, told(one.question, "cannot_answer"))
        for one in standings_of_the_family(snapshot)
        if one.state is QuestionState.CANNOT
    ]
    return [Bullets(tuple(points))] if points else []


def differing(snapshot: Snapshot) -> list[Block]:
    """What they said of the draft that was not followed, with the reason: both views stand. What staff and others said
    of it is none of theirs.
    """
    made: list[Block] = []
    theirs = [comment for each in shared(snapshot) if each.close for comment in each.comments]
    for one in theirs:
        if one.state in DIFFERING and is_answered(one) and one.text.strip():
            made.append(_quoted(Span(one.text.strip(), bold=True)))
            made += _told(snapshot, told(one, "reply"))
    return made


def changes(snapshot: Snapshot) -> list[Block]:
    """What has changed or will: each with who sees to it and by when."""
    points: list[tuple[Span, ...]] = []
    texts: list[str] = []
    for one in in_use(snapshot):
        if not one.text.strip():
            continue
        texts.append(_said(snapshot, one.text))
        if isinstance(one, Action):
            points.append((*_line(snapshot, told(one)), Span(f" {_by_whom(snapshot, one)}".rstrip())))
        else:
            points.append((*_line(snapshot, told(one)), Span(_asked_of(snapshot, one))))
    if not points:
        return [missing("No change is planned yet, as far as is recorded.")]
    return [Bullets(tuple(points)), *_meanings(snapshot, "\n".join(texts))]


def contact(snapshot: Snapshot) -> list[Block]:
    """Who to contact, by role."""
    leads = dict.fromkeys(one.lead.strip() for one in _plans(snapshot) if one.lead.strip())
    lead = snapshot.one(CandourTest).lead.strip()
    if lead and not leads:
        leads[lead] = None
    if not leads:
        return [
            missing("Who they can contact is not yet recorded. Add a named contact under People, Contacts.")
        ]
    named = [_after_the(_said(snapshot, one)) for one in leads]
    return [plain(f"You can talk to us at any time. Please ask for {' or '.join(named)}.")]


def next_steps(snapshot: Snapshot, day: date) -> list[Block]:
    """When they hear next, and until when changes are being made."""
    said: list[str] = []
    for one in _plans(snapshot):
        if one.next and date.fromisoformat(one.next) >= day:
            said.append(f"We will be in touch again on {date_words(one.next)}.")
        if one.every and one.involved_as is not InvolvedAs.NONE:
            said.append(f"You will hear from us at least every {one.every} days, also when there is no news.")
    due = [
        one.due
        for one in in_use(snapshot)
        if isinstance(one, Action)
        and one.due
        and (one.status not in (*DONE, *_UNDECIDED) or judged_undone(one))
    ]
    if due:
        said.append(f"The last of the changes above is due by {date_words(max(due))}.")
    if not said:
        return [missing("What happens next, and when they will hear, is not yet recorded.")]
    return [plain(one) for one in dict.fromkeys(said)]


def standings_of_the_family(snapshot: Snapshot) -> tuple[QuestionStanding, ...]:
    """The questions of patient and family in the order they came; those that staff asked are no part of this."""
    known = {one.question.id: one for one in standings(snapshot)}
    order = (id for id in snapshot.table("question") if id in known)
    return tuple(known[id] for id in order if not _asked_by_staff(snapshot, known[id]))


def _answer(snapshot: Snapshot, one: QuestionStanding) -> list[Block]:
    question = one.question
    if one.state is QuestionState.CANNOT:
        agreed = _agreed(snapshot, question)
        why = _line(snapshot, told(question, "cannot_answer"))
        return [Paragraph((Span("We cannot answer this. "), *why, Span(agreed)))]
    if question.answer.strip():
        said = _told(snapshot, told(question, "answer"))
        return [*said, missing(one.why)] if one.state is QuestionState.OPEN and one.why else said
    if one.state is QuestionState.POINTED:
        made: list[Block] = [
            missing("The reply is not yet written in words for them. This is what answers it:")
        ]
        for each in one.stands:
            made += _told(snapshot, Span(_words(each)))
        return made
    return [missing("Not yet answered.")]


def _agreed(snapshot: Snapshot, question: Question) -> str:
    """With whom it was agreed that nobody can tell; whoever asked is spoken to."""
    whom = question.agreed.strip()
    if not whom:
        return ""
    if whom.casefold() == asker(snapshot, question).casefold():
        return " We agreed this with you."
    return f" We agreed this with {_after_the(_said(snapshot, whom))}."


def _told(snapshot: Snapshot, text: Span, known: set[str] | None = None) -> list[Block]:
    """A text as a family would say it, a paragraph for each line, then what its words mean.

    It stays a field of the case only where it is printed word for word. `known` holds the words that were explained before
    in the same section.
    """
    said = _said(snapshot, text.text)
    of = text.of if said == text.text else None
    lines: list[Block] = [
        Paragraph((Span(line if of else line.strip(), of=of, part=part if of else 0),))
        for part, line in enumerate(said.split("\n"))
        if line.strip()
    ]
    return [*lines, *_meanings(snapshot, said, known)]


def _line(snapshot: Snapshot, text: Span) -> tuple[Span, ...]:
    """A text as a family would say it, as one sentence in a line; a field of the case where that is word for word."""
    said = _sentence(_said(snapshot, text.text))
    return ended(text) if said in (text.text, f"{text.text}.") else (Span(said),)


def _quoted(text: Span) -> Paragraph:
    return Paragraph((Span("“", bold=True), text, Span("”", bold=True)), "Quote")


def _meanings(snapshot: Snapshot, text: str, known: set[str] | None = None) -> list[Block]:
    """What the words of the field in a text mean, where the text does not say so itself."""
    words = [one for one in unfamiliar(text, snapshot.case.profile) if not one.explained]
    if known is not None:
        words = [one for one in words if one.plain not in known]
        known.update(one.plain for one in words)
    if not words:
        return []
    said = "; ".join(f"“{one.said}”: {_lower(one.plain)}" for one in words)
    return [Paragraph((Span(f"{said}.", quiet=True),))]


def _said(snapshot: Snapshot, text: str) -> str:
    for role, spoken in addressed(snapshot):
        small = re.escape(f"{role[:1].lower()}{role[1:]}")
        whole = rf"\b(?:[Tt]he )?{re.escape(role)}\b|\b[Tt]he {small}\b"
        text = spoken.join(re.split(whole, text))
    return as_a_family_says_it(snapshot, text)


def addressed(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Patient and family who may be called by name here: role and how they wish to be spoken of, longest role first.

    A name is an identity. Nothing else in report/ reads one; the finished file is looked through for all others.
    """
    from rca_workbench.leaks import (
        named_in,  # which reads files too: not needed to show a draft without names
    )

    allowed = named_in(snapshot, TEMPLATE)
    found = [
        (one.role.strip(), one.refer_as.strip())
        for one in snapshot.of(Actor).values()
        if one.id in allowed and one.role.strip() and one.refer_as.strip()
    ]
    return sorted(found, key=lambda one: -len(one[0]))


def _by_whom(snapshot: Snapshot, one: Action) -> str:
    if one.status in DONE and not judged_undone(one):
        when = f" on {date_words(one.done)}" if one.done else ""
        shown = " We have checked that it works." if one.status is ActionStatus.EFFECTIVE else ""
        return f"This was done{when}.{shown}"
    owner = _after_the(_said(snapshot, one.owner)) if one.owner.strip() else ""
    by = f" by {date_words(one.due)}" if one.due else ""
    if one.status in _UNDECIDED:
        return f"This is proposed and not yet agreed{f', to be done{by}' if by else ''}."
    if owner:
        return f"{_capital(owner)} will see that it is done{by}."
    return f"It is to be done{by}." if by else ""


def _asked_of(snapshot: Snapshot, one: Recommendation) -> str:
    return f" We asked this of {_after_the(_said(snapshot, one.to))}." if one.to.strip() else ""


def _plans(snapshot: Snapshot) -> Iterable[ContactPlan]:
    """Contact plans for patient and family."""
    for one in snapshot.of(ContactPlan).values():
        actor = snapshot.get(Actor, one.person)
        if actor is None or actor.nature in (*CLOSE, None):
            yield one


def _asked_by_staff(snapshot: Snapshot, one: QuestionStanding) -> bool:
    actor = snapshot.get(Actor, one.question.person)
    said = actor.nature if actor is not None else None
    return (said or nature_of(asker(snapshot, one.question))) is Nature.STAFF


def _words(one: Entity) -> str:
    return str(getattr(one, "text", "") or getattr(one, one.kind.title_field, ""))


def _after_the(role: str) -> str:
    """A role as it stands inside a sentence: the ward manager, the Civil Aviation Authority."""
    role = role.strip()
    if role.casefold().startswith(("the ", "our ", "your ", "a ", "an ")):
        return f"{role[:1].lower()}{role[1:]}"
    return f"the {_lower(role)}"


def _lower(text: str) -> str:
    """With a small first letter, unless it is a name: capitals further on tell."""
    return text if any(one.isupper() for one in text[1:]) else text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    text = _capital(text.strip())
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."
