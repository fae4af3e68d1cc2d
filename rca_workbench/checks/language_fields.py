"""Which texts of a case are read for their wording, as what sort of text, and what around them decides exceptions.

What somebody else said is theirs: questions, contacts, accounts, quotations, statements, interview notes, apologies,
responses and readers' comments are in no row of the table and are never read.
"""

from collections.abc import Callable, Iterator, Mapping

from rca_workbench.checks.language import Context, Scope
from rca_workbench.model import (
    CLOSE,
    Action,
    Actor,
    Entity,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Factor,
    ImmediateAction,
    Incident,
    Link,
    Nature,
    Recommendation,
    ReportText,
    Snapshot,
    Strength,
    TimelineEntry,
)
from rca_workbench.model.referring import said_plainly

READ: Mapping[str, Mapping[str, Scope]] = {
    "case": {"title": Scope.TITLE},
    "incident": {
        "summary": Scope.SUMMARY,
        "family_summary": Scope.SUMMARY,
        "harm": Scope.SUMMARY,
        "safe_now": Scope.SUMMARY,
        "terms_of_reference": Scope.SUMMARY,
        "scope": Scope.SUMMARY,
        "related": Scope.SUMMARY,
    },
    "timeline_entry": {
        "text": Scope.TIMELINE_FACT,
        # What should have happened is asked for there, so it may say "should have".
        "expected": Scope.OTHER,
        "sense": Scope.FINDING,
        "conflict_note": Scope.FINDING,
        "resolution": Scope.FINDING,
        "note": Scope.OTHER,
    },
    "factor": {
        "text": Scope.FINDING,
        "short_label": Scope.TITLE,
        "sense": Scope.FINDING,
        "meant_to": Scope.FINDING,
        "reason": Scope.FINDING,
        "no_action_reason": Scope.FINDING,
        "stop_reason": Scope.FINDING,
        "note": Scope.FINDING,
        # The duty is quoted from its source; what would follow and what is wanted are thought aloud; what merged
        # duplicates said is kept as it was.
        "duty": Scope.OTHER,
        "predicts": Scope.OTHER,
        "wanted": Scope.OTHER,
        "other_wording": Scope.OTHER,
    },
    "link": {"rationale": Scope.CAUSAL_STATEMENT},
    "graph_note": {"note": Scope.FINDING},
    "difference": {
        "aspect": Scope.OTHER,
        "usual": Scope.OTHER,
        "this_time": Scope.FINDING,
        "effect": Scope.CAUSAL_STATEMENT,
    },
    "method_used": {"note": Scope.SUMMARY},
    "finding": {"text": Scope.FINDING, "note": Scope.OTHER},
    "recommendation": {"text": Scope.RECOMMENDATION, "note": Scope.OTHER},
    "action": {
        "text": Scope.ACTION,
        "success": Scope.OTHER,
        "proof": Scope.OTHER,
        "new_risks": Scope.OTHER,
        "note": Scope.OTHER,
    },
    "immediate_action": {"what": Scope.ACTION, "proof": Scope.OTHER, "not_needed": Scope.OTHER},
    "progress": {"text": Scope.OTHER},
    "learning": {"text": Scope.FINDING, "practice": Scope.OTHER},
    "question": {"answer": Scope.FINDING, "cannot_answer": Scope.FINDING},
    "involvement": {"note": Scope.SUMMARY},
    "decision": {"outcome": Scope.FINDING, "reason": Scope.FINDING, "alternatives": Scope.OTHER},
    "report_text": {"text": Scope.FINDING},
    "evidence": {"name": Scope.OTHER, "quality": Scope.OTHER, "note": Scope.OTHER},
    "meeting_decision": {"text": Scope.OTHER, "reason": Scope.OTHER},
    "parked": {"text": Scope.OTHER, "settled": Scope.OTHER},
    "note": {"text": Scope.OTHER},
}
"""Kind -> field -> the sort of text it holds."""

DECIDING = frozenset({"actor", "evidence", "excerpt", "action", "recommendation"})
"""Kinds that decide exceptions for texts of other kinds."""


def scope_of(kind: str, field: str) -> Scope:
    """The sort of text a field holds; somebody's own words where it is not to be read."""
    return READ.get(kind, {}).get(field, Scope.OWN_WORDS)


def texts_of(one: Entity) -> Iterator[tuple[str, str, Scope]]:
    """The texts of an entity that are read: field, text, sort."""
    for field, scope in READ.get(one.kind.name, {}).items():
        said = getattr(one, field)
        if said:
            yield field, said_plainly(said) if field == "text" else said, scope


class Around:
    """What is known in a case around each of its texts."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        actors = tuple(snapshot.of(Actor).values())
        self._case = Context(
            titles=tuple(
                dict.fromkeys(
                    one.name for one in snapshot.of(EvidenceItem).values() if " " in one.name.strip()
                )
            ),
            equipment=tuple(one.role for one in actors if one.nature is Nature.EQUIPMENT and one.role),
            roles=tuple(one.role for one in actors if one.role),
            names=tuple(
                one.name for one in actors if one.nature in CLOSE and one.name and one.consent.strip()
            ),
        )
        self._made: dict[frozenset[str], Context] = {}

    def context(self, one: Entity, field: str) -> Context:
        """What decides exceptions for a text of an entity."""
        granting = _GRANTING.get(one.kind.name)
        granted = frozenset(granting(one, field, self._snapshot)) if granting is not None else frozenset()
        made = self._made.get(granted)
        if made is None:
            case = self._case
            made = Context(case.titles, case.equipment, case.roles, case.names, granted)
            self._made[granted] = made
        return made


def _of_factor(one: Entity, field: str, snapshot: Snapshot) -> Iterator[str]:
    assert isinstance(one, Factor)
    if one.duty.strip():
        yield "duty_stated"
    if field == "sense":
        yield from _ACCOUNT


def _of_entry(one: Entity, field: str, snapshot: Snapshot) -> Iterator[str]:
    assert isinstance(one, TimelineEntry)
    if field == "sense":
        yield from _ACCOUNT
    sources = snapshot.pointed_from(Excerpt, "about", one.id) if field == "text" else ()
    if sources:
        yield from ("timeline_fact", "timeline_fact_with_source")
    for source in sources:
        evidence = snapshot.get(EvidenceItem, source.evidence)
        if evidence is not None and evidence.evidence_kind is EvidenceKind.RECORD:
            yield "clinical_record_extract_marked"


def _of_link(one: Entity, field: str, snapshot: Snapshot) -> Iterator[str]:
    assert isinstance(one, Link)
    yield "causal_test"


def _of_incident(one: Entity, field: str, snapshot: Snapshot) -> Iterator[str]:
    assert isinstance(one, Incident)
    if field == "terms_of_reference":
        yield "terms_of_reference"


def _of_measure(one: Entity, field: str, snapshot: Snapshot) -> Iterator[str]:
    """Whether a measure stands alone: one for the same factor, or it itself, is at least intermediate."""
    assert isinstance(one, Action | Recommendation)
    beside: list[Action | Recommendation] = [one]
    for factor in one.addresses:
        beside += snapshot.pointed_from(Action, "addresses", factor)
        beside += snapshot.pointed_from(Recommendation, "addresses", factor)
    if any(other.strength in (Strength.STRONGER, Strength.INTERMEDIATE) for other in beside):
        yield "joined_to_stronger_action"


def _of_immediate(one: Entity, field: str, snapshot: Snapshot) -> Iterator[str]:
    assert isinstance(one, ImmediateAction)
    yield "immediate_safety_notice"


def _of_report(one: Entity, field: str, snapshot: Snapshot) -> Iterator[str]:
    """A section of a template of one's own may be of a sort that has exceptions: its name says so."""
    assert isinstance(one, ReportText)
    named = one.section.casefold()
    for words, exceptions in _SECTIONS.items():
        if any(word in named for word in words.split()):
            yield from exceptions


_ACCOUNT = ("self_report", "reflective_account")
"""Why it made sense at the time is told from the person's own account."""

_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "apology candour": ("apology_text",),
    "legal law data_protection privacy": ("legal_section",),
    "family_account family_words patient_story": ("family_words",),
    "human_factors": ("expert_psychology_section",),
    "authors acknowledg": ("author_list",),
    "references bibliography": ("reference_list",),
    "terms_of_reference": ("terms_of_reference",),
}

_GRANTING: Mapping[str, Callable[[Entity, str, Snapshot], Iterator[str]]] = {
    "factor": _of_factor,
    "timeline_entry": _of_entry,
    "link": _of_link,
    "incident": _of_incident,
    "action": _of_measure,
    "recommendation": _of_measure,
    "immediate_action": _of_immediate,
    "report_text": _of_report,
}
"""Exceptions that hold for a whole text, by kind."""
