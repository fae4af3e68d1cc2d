"""Seeded faults that empty a field, or give it a value that cannot stand."""

from collections.abc import Callable, Iterator, Mapping

from rca_workbench.model import (
    AccountState,
    Action,
    ActionStatus,
    Answer,
    CandourStep,
    Clock,
    Comment,
    CommentState,
    Contact,
    CriterionAnswer,
    Decision,
    Entity,
    EvidenceItem,
    EvidenceKind,
    Factor,
    FactorKind,
    FactorStatus,
    Finding,
    FindingKind,
    ImmediateAction,
    Incident,
    Interview,
    InterviewState,
    LearningItem,
    Measure,
    MeetingDecision,
    Notification,
    Question,
    Recommendation,
    Sharing,
    Snapshot,
    Time,
    TimelineEntry,
)
from rca_workbench.model.timeline import EntryKind
from tests.checks.seeded.fault import (
    FAULTS,
    Edit,
    Fault,
    changed,
)
from tests.checks.seeded.making import when

EMPTIED: tuple[tuple[str, type[Entity], Mapping[str, object], Mapping[str, str]], ...] = (
    ("C-01", Incident, {"summary": ""}, {}),
    ("C-02", Incident, {"start": Time()}, {}),
    ("C-02", Incident, {"setting": "", "service": ""}, {}),
    ("C-03", Incident, {"harm": ""}, {}),
    ("C-03", Incident, {"harm_level": ""}, {}),
    ("C-05", ImmediateAction, {"owner": ""}, {}),
    ("C-05", ImmediateAction, {"proof": ""}, {}),
    (
        "C-06",
        CriterionAnswer,
        {"answer": None},
        {"C-100": "it was not looked at either", "C-102": "what it led to does not follow any more"},
    ),
    ("C-06", CriterionAnswer, {"reason": ""}, {}),
    ("C-07", Decision, {"reason": " "}, {}),
    ("C-07", Decision, {"by": ""}, {}),
    ("C-07", Decision, {"on": ""}, {}),
    ("C-08", Incident, {"terms_of_reference": ""}, {}),
    ("C-09", Incident, {"scope": ""}, {}),
    ("C-10", Clock, {"proof": ""}, {}),
    ("C-10", Clock, {"met": when("2026-02-01")}, {"C-103": "it is the declaration that was late"}),
    ("C-11", Notification, {"when": Time()}, {"C-123": "it is the commissioner who was not told"}),
    ("C-11", Notification, {"by": ""}, {}),
    ("C-12", Incident, {"family_summary": ""}, {}),
    ("C-14", Contact, {"when": Time()}, {"C-137": "without its day, news is overdue"}),
    ("C-14", Contact, {"said": ""}, {}),
    ("C-17", CandourStep, {"when": Time()}, {}),
    ("C-17", CandourStep, {"by": ""}, {}),
    ("C-22", Interview, {"state": InterviewState.PLANNED}, {}),
    ("C-22", Interview, {"state": InterviewState.INVITED}, {}),
    (
        "C-23",
        Interview,
        {"evidence": None},
        {"C-27": "its own page tells no more where it came from", "C-28": "the same"},
    ),
    ("C-25", Question, {"asked_by": "", "person": None}, {}),
    ("C-27", EvidenceItem, {"origin": "", "obtained_by": ""}, {}),
    ("C-28", EvidenceItem, {"kept_at": "", "holder": ""}, {}),
    ("C-29", EvidenceItem, {"evidence_kind": None}, {}),
    ("C-36", Factor, {"wanted": "Bed numbers for that night"}, {}),
    ("C-43", TimelineEntry, {"derived_time": True, "note": ""}, {"C-41": "its note spoke of a gap"}),
    ("C-44", TimelineEntry, {"actor": None, "lane": None}, {}),
    ("C-50", TimelineEntry, {"accounts_state": AccountState.RESOLVED}, {}),
    ("C-54", Finding, {"text": " "}, {}),
    ("C-55", Finding, {"factors": ()}, {"C-56": "it rested on them", "C-57": "they are in no finding now"}),
    ("C-67", Factor, {"level": "ACC.SOMEWHERE"}, {"G-02": "a level that is known ends a chain"}),
    ("C-71", Action, {"strength": None}, {"G-41": "what is graded is weaker now"}),
    ("C-74", Action, {"owner": "All staff"}, {}),
    ("C-74", Action, {"owner": "Ward team"}, {}),
    ("C-74", Action, {"owner": "Everyone"}, {}),
    ("C-75", Action, {"unit": ""}, {}),
    ("C-76", Action, {"status": ActionStatus.IMPLEMENTED, "done": "2025-08-01"}, {}),
    (
        "C-77",
        Action,
        {
            "status": ActionStatus.EFFECTIVE,
            "done": "2025-08-01",
            "proof": "Order 4471",
            "effect": "As judged by the team",
            "effect_by": "Medical director",
            "effect_on": "2025-09-01",
        },
        {},
    ),
    (
        "C-77",
        Action,
        {
            "status": ActionStatus.EFFECTIVE,
            "done": "",
            "proof": "Order 4471",
            "effect": "As judged by the team",
            "effect_by": "Medical director",
            "effect_on": "2025-09-01",
        },
        {},
    ),
    ("C-78", Measure, {"definition": ""}, {}),
    ("C-78", Measure, {"baseline": ""}, {}),
    ("C-80", Action, {"done": "2025-08-01"}, {}),
    ("C-81", Recommendation, {"to": ""}, {}),
    ("C-82", Recommendation, {"response": ""}, {}),
    ("C-86", Comment, {"state": CommentState.OPEN}, {}),
    ("C-86", Comment, {"state": CommentState.DECLINED, "reply": ""}, {}),
    ("C-89", MeetingDecision, {"reason": ""}, {}),
    ("C-90", LearningItem, {"audience": ""}, {}),
    ("C-172", LearningItem, {"checked_by": ""}, {}),
    ("C-173", LearningItem, {"review": "2025-10-30"}, {}),
    ("C-174", Sharing, {"on": "2025-09-01"}, {}),
    ("C-176", LearningItem, {"about": ()}, {}),
    ("C-177", LearningItem, {"review": ""}, {}),
    ("C-178", Sharing, {"reach": "", "reaction": ""}, {}),
    ("C-179", LearningItem, {"seen": Answer.YES, "seen_on": "2025-11-01"}, {}),
    ("C-179", LearningItem, {"seen": Answer.NO, "seen_how": "Two wards do it"}, {}),
)
"""Rule, kind, what its fields are given, and what else has to speak up. Each thing of the kind is tried in turn."""

_FITS: Mapping[str, Callable[[Entity], bool]] = {
    "C-10": lambda one: not getattr(one, "code", "") or getattr(one, "length", None) is not None,
    "C-06": lambda one: getattr(one, "answer", None) is Answer.YES,
    "C-36": lambda one: getattr(one, "status", None) is FactorStatus.FINDING,
    "C-44": lambda one: getattr(one, "entry_kind", None) is EntryKind.EVENT,
    "C-55": lambda one: getattr(one, "finding_kind", None) is FindingKind.SYSTEM,
    "C-67": lambda one: (
        getattr(one, "status", None) is FactorStatus.FINDING
        and getattr(one, "factor_kind", None) in (FactorKind.CONTRIBUTORY_FACTOR, FactorKind.SYSTEM_FACTOR)
    ),
    "C-28": lambda one: getattr(one, "evidence_kind", None) is not EvidenceKind.INTERVIEW,
    "C-174": lambda one: getattr(one, "form", "") == "LS-01",
    "C-178": lambda one: getattr(one, "form", "") == "LS-01",
    "C-27": lambda one: getattr(one, "evidence_kind", None) is not EvidenceKind.INTERVIEW,
}
"""Things of a kind in which the change is a fault, where it is not one in all."""


def _emptying(
    rule: str, kind: type[Entity], values: Mapping[str, object]
) -> Callable[[Snapshot], Iterator[Edit]]:
    def plant(case: Snapshot) -> Iterator[Edit]:
        fits = _FITS.get(rule, lambda one: True)
        for one in case.of(kind).values():
            if fits(one):
                yield changed(
                    one,
                    f"{one.kind.word} {one.id}: {', '.join(values)} as {next(iter(values.values()))!r}",
                    **values,
                )

    return plant


for _rule, _kind, _values, _also in EMPTIED:
    FAULTS.append(
        Fault(_rule, _emptying(_rule, _kind, _values), {name: why for name, why in _also.items() if why})
    )
