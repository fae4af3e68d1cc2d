"""What a thing is called in lists, and the icon and colours of its kind."""

from rca_workbench.model import (
    KINDS,
    Action,
    Actor,
    Clock,
    Comment,
    Contact,
    ContactPlan,
    CriterionAnswer,
    Decision,
    DecisionKind,
    Difference,
    Entity,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Factor,
    FactorKind,
    Finding,
    ImmediateAction,
    Interview,
    Lane,
    LearningItem,
    Link,
    Measure,
    Nature,
    Notification,
    Problem,
    Proposal,
    ProposalKind,
    Question,
    Recommendation,
    Review,
    ReviewedDraft,
    ReviewKind,
    Sharing,
    Snapshot,
    StaffSupport,
    TimelineEntry,
    shortened,
)
from rca_workbench.model.words import factor_word, word
from rca_workbench.reference import tokens
from rca_workbench.reference.candour import candour_criteria
from rca_workbench.reference.closure import closure_item
from rca_workbench.reference.learning import form_label
from rca_workbench.ui import style

WHERE: dict[type[Entity], str] = {
    TimelineEntry: "timeline",
    Factor: "analysis/map",
    Link: "analysis/map",
    Difference: "analysis/change",
    EvidenceItem: "evidence/register",
    ImmediateAction: "respond/first_actions",
    Clock: "respond/deadlines",
    Notification: "respond/first_actions",
    Excerpt: "evidence/excerpts",
    Interview: "evidence/interviews",
    Actor: "people/people",
    Contact: "people/contacts",
    ContactPlan: "people/contacts",
    Lane: "people/people",
    Question: "people/questions",
    Review: "people/accuracy",
    Comment: "people/accuracy",
    ReviewedDraft: "report/review",
    Proposal: "report/review",
    StaffSupport: "people/staff_support",
    Finding: "improve/findings",
    Action: "improve/actions",
    Measure: "improve/measures",
    Recommendation: "improve/actions",
    LearningItem: "improve/learning",
    Sharing: "improve/learning",
}
"""The tab that shows a thing of each kind."""

_HOMES = {
    "respond/incident": "case incident note",
    "respond/decision": "criterion decision team_member",
    "people/people": "involvement",
    "people/candour": "candour candour_test",
    "improve/actions": "progress",
    "improve/measures": "data_point measure_change",
    "analysis/map": "graph_note",
    "analysis/methods": "method_used",
    "report/draft": "report_text override",
    "report/sign_off": "sign_off",
}
"""Tabs where those are at home that no tab shows one by one: Details shows them there."""
_HOME = {kind: where for where, kinds in _HOMES.items() for kind in kinds.split()}

_ICONS: dict[type[Entity], str] = {
    TimelineEntry: "clock",
    EvidenceItem: "file-text",
    Excerpt: "quote",
    Clock: "calendar-clock",
    Interview: "message-square-quote",
    Actor: "user",
    Contact: "message-square-quote",
    ContactPlan: "calendar-clock",
    Lane: "rows-3",
    Link: "link-2",
    Action: "circle-check-big",
    Measure: "chart-spline",
    Recommendation: "message-square-quote",
    Question: "circle-help",
    Review: "badge-check",
    ReviewedDraft: "file-text",
    Comment: "message-square-quote",
    StaffSupport: "users",
    Difference: "equal-not",
    Finding: "lightbulb",
    ImmediateAction: "siren",
    Notification: "message-square-quote",
    LearningItem: "book-open",
    Sharing: "arrow-right",
}

_PROPOSAL_ICONS = {
    ProposalKind.CHANGE: "pencil",
    ProposalKind.ADD: "plus",
    ProposalKind.REMOVE: "minus",
    ProposalKind.ELSEWHERE: "map-pin",
}

_EVIDENCE_ICONS = {
    EvidenceKind.INTERVIEW: "message-square-quote",
    EvidenceKind.STATEMENT: "message-square-quote",
    EvidenceKind.FAMILY_ACCOUNT: "message-square-quote",
    EvidenceKind.PHOTOGRAPH: "image",
    EvidenceKind.RECORDING: "mic",
    EvidenceKind.POLICY: "book-open",
    EvidenceKind.PUBLISHED_REPORT: "book-open",
    EvidenceKind.DEVICE_LOG: "monitor",
    EvidenceKind.SYSTEM_LOG: "monitor",
    EvidenceKind.OBJECT: "paperclip",
    EvidenceKind.RECORD: "clipboard-list",
}

_NATURE_ICONS = {
    Nature.TEAM: "users",
    Nature.ORGANISATION: "network",
    Nature.EQUIPMENT: "monitor",
    Nature.CONDITIONS: "info",
    Nature.FAMILY: "users",
}


def place_of(snapshot: Snapshot, entity: Entity) -> tuple[str, str]:
    """Where a thing is found: a tab, and the id of what to select there.

    That is the thing itself, or, where it is only ever seen as part of another, the one it belongs to.
    """
    seen: set[str] = set()
    waiting = [entity]
    for one in waiting:
        where = WHERE.get(type(one)) or _HOME.get(one.kind.name)
        if isinstance(one, CriterionAnswer) and one.criterion in candour_criteria():
            where = "people/candour"
        elif (isinstance(one, CriterionAnswer) and closure_item(one.criterion)) or (
            isinstance(one, Decision) and one.decision_kind is DecisionKind.CLOSURE
        ):
            where = "overview/closure"
        elif _is_of_draft(one):
            where = "report/review"
        if where:
            return where, one.id
        seen.add(one.id)
        others = (snapshot.find(target) for _, target in one.kind.references(one))
        waiting += [other for other in others if other is not None and other.id not in seen]
    return "overview", entity.id


def _is_of_draft(entity: Entity) -> bool:
    """Whether it is a draft that went out to colleagues, or a comment that came back in one."""
    if isinstance(entity, Review):
        return entity.review_kind is ReviewKind.DRAFT
    return isinstance(entity, Comment) and entity.draft is not None


def homes() -> frozenset[str]:
    """Every tab where things of some kind are at home."""
    return frozenset((*WHERE.values(), *_HOMES))


def home_of_kind(kind: str) -> str:
    """The tab where things of a kind are at home; Overview where there is none."""
    cls = KINDS[kind].cls if kind in KINDS else None
    return WHERE.get(cls, "") or _HOME.get(kind, "overview") if cls is not None else "overview"


def line_of(entity: Entity, most: int = 100) -> str:
    """A thing in one line: its code and its words; of what went out, in which form and to whom."""
    if isinstance(entity, Sharing):
        to = f" to {entity.to.strip()}" if entity.to.strip() else ", to whom is not said"
        return shortened(f"{form_label(entity.form) or 'Form not said'}{to}", most)
    return shortened(entity.title, most)


def words_of(entity: Entity) -> str:
    """A thing's main text alone, without its code."""
    field = entity.kind.title_field
    return str(getattr(entity, field)) if field else entity.kind.word


def icon_of(entity: Entity) -> str:
    """Name of the icon of a thing."""
    if isinstance(entity, Factor):
        return str(tokens()["icons"]["kind"][entity.factor_kind])
    if isinstance(entity, EvidenceItem) and entity.evidence_kind:
        return _EVIDENCE_ICONS.get(entity.evidence_kind, "file-text")
    if isinstance(entity, Actor) and entity.nature:
        return _NATURE_ICONS.get(entity.nature, "user")
    if isinstance(entity, TimelineEntry):
        return "heart-pulse" if entity.harm else "flag" if entity.problem else "clock"
    if isinstance(entity, Proposal):
        return _PROPOSAL_ICONS[entity.proposal_kind]
    if isinstance(entity, Review) and entity.review_kind is ReviewKind.DRAFT:
        return "file-output"
    return _ICONS.get(type(entity), "file")


def ink_of(entity: Entity) -> str:
    """Colour of a thing's icon and kind line: a token name or #rrggbb."""
    if isinstance(entity, Factor):
        return kind_ink(entity.factor_kind)
    if isinstance(entity, TimelineEntry):
        return kind_ink("harm" if entity.harm else "problem" if entity.problem else "event")
    if isinstance(entity, Action | Recommendation):
        return kind_ink("action")
    return "text2"


def kind_ink(kind: str) -> str:
    """The ink of a kind in the theme in force, as #rrggbb; for harm, whose ink is for its own fill, the fill."""
    look = style.theme().kinds[kind]
    if kind != "harm":
        return _hex(look.ink)
    return _hex(look.border if style.look().name == "dark" else look.fill)


def _hex(rgba: int) -> str:
    return f"#{rgba & 0xFFFFFF:06x}"


def kind_word(entity: Entity, snapshot: Snapshot) -> str:
    """What a thing is, as users read it: "System-level factor", "Care delivery problem", "Piece of evidence"."""
    if isinstance(entity, Factor):
        if entity.factor_kind is FactorKind.PROBLEM and entity.problem:
            return word(entity.problem)
        return factor_word(entity.factor_kind, snapshot.case.profile)
    if isinstance(entity, TimelineEntry):
        if isinstance(entity.problem, Problem):
            return word(entity.problem)
        return "Harm" if entity.harm else "Event"
    if isinstance(entity, Review) and entity.review_kind is ReviewKind.DRAFT:
        return "Draft that went out"
    said = entity.kind.word
    return said[:1].upper() + said[1:]
