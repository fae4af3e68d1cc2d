"""The learning bulletin: one page that can go to people who were not there. No day, time, place or name in it.

What happened in two sentences, why it matters, what was learned, what others could do differently, what changes here,
whom to ask. Source: resources/domain/learning_sharing.json, form LS-01 and the rules for sharing.
"""

import math
import re
from collections.abc import Callable, Iterable

from rca_workbench.analysis.anywhere import anywhere, taken_out
from rca_workbench.analysis.learning import in_order
from rca_workbench.analysis.plan import DONE
from rca_workbench.analysis.prose import rendered
from rca_workbench.analysis.residual import OUT_OF_USE
from rca_workbench.analysis.tracing import findings_in_order
from rca_workbench.model import (
    Action,
    FindingKind,
    Recommendation,
    ReportText,
    Snapshot,
    Standing,
    Strength,
    TeamMember,
    TeamPart,
    shortened,
)
from rca_workbench.model.words import word
from rca_workbench.report.document import Block, Bullets, Paragraph, Span, missing, told
from rca_workbench.report.telling import ended

TEMPLATE = "learning_bulletin"
LINES, WIDE = 33, 88
"""Lines of text one page holds beside its headings, one less than were seen to fit in print; letters on a line."""
_NOBODY = "Nobody is named whom readers could ask."
_OF_OTHERS = re.compile(r"(?:the|all|each|every)\b.{0,80}?\bshould\b", re.IGNORECASE)
"""How a recommendation begins that says of whom it asks something: "The regulator should…"."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"'\[])")


def before(snapshot: Snapshot) -> list[Block]:
    """What stands in the way of sending it: a page too long, words that say where, no second check. Empty when ready."""
    said: list[str] = []
    lines = lines_needed(snapshot)
    if lines > LINES:
        said.append(
            f"This will not fit on one page: about {lines} lines of text, and a page holds {LINES}. Shorten it, or keep "
            "only the lessons that matter most."
        )
    texts = [text.text for _, _, texts in _sections(snapshot) for text in texts]
    told = [text for text in texts if anywhere(snapshot, text) != text]
    if told:
        said.append(f"Your own words say a day, a time or a place: “{shortened(told[0], 90)}”. Leave it out.")
    if any(taken_out(text) for text in texts):
        said.append(
            "Words in square brackets stood for a day, a time or a place. Say it without them: write your own words for "
            "that section in Report, or change the text it is made from."
        )
    unchecked = sum(not one.checked_by.strip() for one in in_order(snapshot))
    if unchecked:
        said.append("The second check for identities is not recorded yet.")
    if not any(texts for name, _, texts in _sections(snapshot) if name == "ask"):
        said.append(_NOBODY)
    return [missing(one) for one in said]


def happened(snapshot: Snapshot) -> list[Block]:
    """What happened, in two sentences that could be said of anywhere."""
    return _made(snapshot, "happened", missing("What happened is not yet written."))


def matters(snapshot: Snapshot) -> list[Block]:
    """Who was harmed and how, and whether it happened before."""
    return _made(snapshot, "matters", missing("Why it matters is not yet written."))


def learned(snapshot: Snapshot) -> list[Block]:
    """The lessons; where none is written, the findings about the system."""
    return _made(snapshot, "learned", missing("No lesson is written down yet."))


def differently(snapshot: Snapshot) -> list[Block]:
    """What readers could change where they work: what nobody else was asked for, and actions that change the work."""
    return _made(
        snapshot,
        "differently",
        missing(
            "What other teams could do differently is not yet written. Speak of equipment, layout, staffing and steps."
        ),
    )


def changes(snapshot: Snapshot) -> list[Block]:
    """What has changed here, what is changing and how far that has come, and what others were asked for."""
    return _made(snapshot, "changes", missing("No action is recorded yet."))


def ask(snapshot: Snapshot) -> list[Block]:
    """Whom to ask, by role."""
    return _made(snapshot, "ask", missing(f"{_NOBODY} Name who sees to a lesson, or a lead of the response."))


def lines_needed(snapshot: Snapshot) -> int:
    """About how many lines of text the bulletin takes, with the team's own words."""
    return sum(_lines(text.text) for _, _, texts in _sections(snapshot) for text in texts)


def sentences(text: str, most: int) -> str:
    """The first sentences of a text."""
    return " ".join(_SENTENCE.split(" ".join(text.split()))[:most])


def _made(snapshot: Snapshot, id: str, otherwise: Paragraph) -> list[Block]:
    if own_words(snapshot, TEMPLATE, id):
        return []  # the team's own words stand for what the case says
    listed, texts = next((listed, texts) for name, listed, texts in _sections(snapshot) if name == id)
    if not texts:
        return [otherwise]
    if listed:
        return [Bullets(tuple(ended(text) for text in texts))]
    return [Paragraph(ended(text)) for text in texts]


def own_words(snapshot: Snapshot, template: str, section: str) -> str:
    """What the team wrote for a section of a document."""
    found = snapshot.pointed_from(ReportText, "section", section)
    return next(
        (
            rendered(snapshot, one.text)
            for one in found
            if one.template in ("", template) and one.text.strip()
        ),
        "",
    )


def _sections(snapshot: Snapshot) -> list[tuple[str, bool, list[Span]]]:
    """Each section with its texts, as a list or as paragraphs: the team's own, or those made from the case."""
    made: list[tuple[str, bool, Callable[[Snapshot], Iterable[str | Span]]]] = [
        ("happened", False, _happened), ("matters", False, _matters), ("learned", True, _learned),
        ("differently", True, _differently), ("changes", True, _changes), ("ask", False, _ask),
    ]  # fmt: skip
    sections: list[tuple[str, bool, list[Span]]] = []
    for id, listed, texts in made:
        own = own_words(snapshot, TEMPLATE, id)
        if own:
            sections.append((id, False, [Span(one.strip()) for one in own.split("\n") if one.strip()]))
        else:
            said = (_anywhere(snapshot, text) for text in texts(snapshot))
            sections.append((id, listed, [one for one in said if one.text]))
    return sections


def _anywhere(snapshot: Snapshot, text: str | Span) -> Span:
    """A text as it could be said of anywhere. It stays a field of the case only where that is word for word."""
    words = text.text if isinstance(text, Span) else text
    said = anywhere(snapshot, words.strip())
    if isinstance(text, Span) and said and said == words:
        return text
    return Span(_closed(said) if said else "")


def _happened(snapshot: Snapshot) -> Iterable[str]:
    incident = snapshot.incident
    yield sentences(incident.family_summary or incident.summary, 2)


def _matters(snapshot: Snapshot) -> Iterable[str]:
    incident = snapshot.incident
    yield sentences(incident.harm, 2)
    yield sentences(incident.related, 1)


def _learned(snapshot: Snapshot) -> Iterable[Span]:
    items = in_order(snapshot)
    if items:
        yield from (told(one) for one in items)
    else:
        yield from (
            told(one) for one in findings_in_order(snapshot) if one.finding_kind is FindingKind.SYSTEM
        )


def _differently(snapshot: Snapshot) -> Iterable[Span]:
    for asked in _asked(snapshot):
        if not _of_others(asked):
            yield told(asked)
    for one in snapshot.of(Action).values():
        if _for_readers(one):
            yield told(one)


def _changes(snapshot: Snapshot) -> Iterable[str]:
    here = [
        one for one in snapshot.of(Action).values() if one.status not in OUT_OF_USE and not _for_readers(one)
    ]
    for one in sorted(here, key=lambda one: one.status not in DONE):
        yield f"{one.text.rstrip('. ')} ({word(one.status).lower()})"
    for asked in _asked(snapshot):
        if _of_others(asked):
            to = asked.to.strip() or "others"
            answer = word(asked.standing).lower() or (
                "answered" if asked.response.strip() else "no answer yet"
            )
            yield f"Asked of {to}: {asked.text.rstrip('. ')} ({answer})"


def _asked(snapshot: Snapshot) -> Iterable[Recommendation]:
    return (one for one in snapshot.of(Recommendation).values() if one.standing is not Standing.DECLINED)


def _of_others(asked: Recommendation) -> bool:
    """Whether it says of whom it asks something: that is not for readers to do."""
    return bool(asked.to.strip() or _OF_OTHERS.match(asked.text.strip()))


def _for_readers(one: Action) -> bool:
    """Whether an action is shown as something to do elsewhere too: it changes the work, and is still to be made here."""
    return one.status not in (*OUT_OF_USE, *DONE) and one.strength is Strength.STRONGER


def _ask(snapshot: Snapshot) -> Iterable[str]:
    owners = [one.owner for one in in_order(snapshot) if one.owner.strip()]
    leads = [one.role for one in snapshot.of(TeamMember).values() if one.part is TeamPart.LEAD]
    asked = list(dict.fromkeys(owners or leads))
    if asked:
        yield ", ".join(asked)


def _closed(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!", "”")) else f"{text}."


def _lines(text: str) -> int:
    return max(1, math.ceil(len(text) / WIDE))
