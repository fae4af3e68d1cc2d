"""What feeds a section of a document, and what it still lacks.

A section is made from kinds of things; how many there are says what it rests on, and the checks that speak up about them
say, thing by thing, what is missing before it can go out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rca_workbench.analysis.quoting import quoted, row
from rca_workbench.checks import Found, Gate, Severity
from rca_workbench.model import KINDS, Entity, ReportText, Snapshot
from rca_workbench.model.words import counted
from rca_workbench.report.standing import sections_of
from rca_workbench.report.template import template

NAMED = 3
"""Things that one line names; the others are counted."""
_MOST_LINES = 12
_GATES = (Gate.ALWAYS, Gate.BEFORE_REPORT, Gate.SIGN_OFF)
_WEIGHTY = (Severity.ERROR, Severity.WARNING)

_MAP = "factor link graph_note"
_PLAN = "action recommendation progress"
FEEDS: Mapping[str, str] = {
    "summary": "incident finding action",
    "involvement": "involvement contact staff_support",
    "method": "incident method_used interview evidence",
    "decision": "decision criterion",
    "timescales": "clock clock_change",
    "incident": "incident",
    "timeline": "timeline_entry excerpt",
    "timeline_upright": "timeline_entry excerpt",
    "timeline_pictures": "timeline_entry lane",
    "uncertain": "timeline_entry account time_link",
    "findings": "finding factor excerpt",
    "map_pictures": _MAP,
    "accimap_pictures": _MAP,
    "fishbone_pictures": "factor",
    "five_whys_pictures": _MAP,
    "barrier_pictures": "factor",
    "barriers": "factor",
    "differences": "difference",
    "shown": _MAP,
    "reach": "factor action recommendation",
    "good_practice": "finding factor timeline_entry",
    "actions": _PLAN,
    "plan_standing": _PLAN,
    "plan_mixes": "action recommendation",
    "plan_table": _PLAN,
    "plan_measures": "measure data_point",
    "plan_signatures": "action",
    "measures": "measure data_point measure_change",
    "questions": "question",
    "learning": "learning sharing",
    "bulletin_before": "incident",
    "bulletin_happened": "learning incident",
    "bulletin_matters": "incident",
    "bulletin_learned": "learning",
    "bulletin_differently": "action",
    "bulletin_changes": "action",
    "bulletin_ask": "learning",
    "sbar_situation": "incident",
    "sbar_background": "incident immediate_action",
    "sbar_assessment": "finding factor",
    "sbar_recommendation": _PLAN,
    "closure": "decision",
    "closure_appendix": "decision criterion",
    "assurance": "criterion clock action",
    "initial_facts": "incident",
    "initial_account": "incident",
    "initial_harm": "incident",
    "initial_actions": "immediate_action",
    "initial_wider": "immediate_action notification clock",
    "initial_evidence": "evidence",
    "initial_candour": "candour_test candour",
    "initial_staff": "staff_support",
    "initial_told": "notification",
    "initial_concerns": "timeline_entry factor",
    "initial_clocks": "clock clock_change",
    "initial_unknown": "criterion incident",
    "initial_next": "immediate_action clock",
    "initial_approval": "sign_off",
    "family_opening": "actor",
    "family_happened": "incident",
    "family_questions": "question",
    "family_found": "finding",
    "family_not_found": "question factor",
    "family_differing": "review",
    "family_changes": "action",
    "family_contact": "contact_plan",
    "family_next": "contact_plan action",
    "candour_decision": "candour_test",
    "candour": "candour",
    "contacts": "contact contact_plan",
    "promises": "contact",
    "approval": "sign_off team_member",
    "consequences": "incident immediate_action",
    "custody": "evidence custody",
    "detection": "incident",
    "distribution": "review",
    "document_control": "team_member",
    "evidence_list": "evidence excerpt",
    "evidence_table": "evidence excerpt",
    "findings_brief": "finding factor excerpt",
    "gathered": "evidence excerpt",
    "history": "sign_off review",
    "key_events": "timeline_entry",
    "links": "finding factor action",
    "problems": "factor",
    "responses": "comment proposal",
    "root_causes": "factor",
    "appendix": "evidence excerpt override",
}
"""Builder -> kinds that it is made from, the telling ones first."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One kind that feeds a section."""

    kind: str
    count: int
    words: str
    """"3 findings"; of what a case holds one of, its name."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is still missing in what feeds a section: one rule, at one thing or several."""

    must: bool
    """To be resolved before the document goes out; otherwise worth resolving."""
    names: str
    """The things by code or words; empty where it is about the case as a whole."""
    words: str
    """What to do about it."""
    kind: str
    id: str
    """Of the first of them."""
    count: int


def feeds(snapshot: Snapshot, name: str, section: str) -> tuple[Feed, ...]:
    """What feeds a section of a document: kinds with how many there are, those first that tell most."""
    return tuple(_feed(snapshot, kind) for kind in kinds_of(name, section))


def kinds_of(name: str, section: str) -> tuple[str, ...]:
    """The kinds a section of a document is made from."""
    made_by = next((one.made_by for one in sections_of(template(name)) if one.id == section), "")
    return tuple(FEEDS.get(made_by, "").split())


def gaps(found: Iterable[Found], kinds: Iterable[str], text: ReportText | None = None) -> tuple[Gap, ...]:
    """What the checks find missing in what feeds a section, and in the team's own words for it.

    Args:
        found: what the checks found in the case.
        kinds: those that feed the section.
        text: what the team wrote for it.
    """
    wanted = frozenset(kinds)
    by_rule: dict[str, list[Found]] = {}
    for one in found:
        ours = text is not None and one.id == text.id
        if ours or (one.gate in _GATES and one.severity in _WEIGHTY and _touches(one, wanted)):
            by_rule.setdefault(one.rule.id, []).append(one)
    made = [_gap(held) for held in by_rule.values()]
    return tuple(sorted(made, key=lambda one: not one.must))[:_MOST_LINES]


def _touches(one: Found, kinds: frozenset[str]) -> bool:
    subject = one.at.subject
    if subject is not None:
        return subject.kind.name in kinds
    return bool(one.rule.reads) and one.rule.reads <= kinds


def _gap(held: list[Found]) -> Gap:
    first = held[0]
    subjects = [one.at.subject for one in held if one.at.subject is not None]
    distinct = list({one.id: one for one in subjects}.values())
    must = any(one.severity is Severity.ERROR for one in held)
    if len(held) == 1:
        return Gap(must, "", first.message, first.kind, first.id, 1)
    names = row([_name(one) for one in distinct[:NAMED]], len(distinct) - NAMED)
    said = first.rule.how if distinct else first.message
    return Gap(must, names, said, first.kind, first.id, len(distinct))


def _name(one: Entity) -> str:
    return str(getattr(one, "code", "")) or quoted(one, 40)


def _feed(snapshot: Snapshot, kind: str) -> Feed:
    known = KINDS[kind]
    count = len(snapshot.table(kind))
    if known.single:
        return Feed(kind, count, f"the {known.word}")
    word, several = (
        ("piece of evidence", "pieces of evidence") if kind == "evidence" else (known.word, known.plural)
    )
    several = {"learning": "lessons"}.get(kind, several)
    return Feed(kind, count, counted(count, word, several) if count else f"no {several}")
