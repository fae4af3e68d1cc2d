"""For each rule on questions, on support for staff and on factual accuracy, a case that breaks it and a sound one."""

from collections.abc import Iterable

from rca_workbench.model import (
    Actor,
    Contact,
    Entity,
    Factor,
    Finding,
    Incident,
    Nature,
    Question,
    Review,
    ReviewKind,
    StaffSupport,
    TimelineEntry,
)

K = Finding(id="k", text="Nights rest on one doctor")
F = Factor(id="f", text="One doctor covers four wards")
ACT = Factor(id="a", text="The registrar stayed in theatre", is_act=True)
DAUGHTER = Actor(id="d", role="Patient's daughter", nature=Nature.FAMILY)
NURSE = Actor(id="n", role="Ward nurse 1", nature=Nature.STAFF)
FOUND = TimelineEntry(id="t", text="Found her on the floor", actor="n")
CALLED = Contact(id="c", person="d", said="She asks to be told")
PLAIN = "Your mother came to us on 4 March. She was very ill. We called a doctor. He came an hour later. We are sorry. "
HARD = (
    "Subsequently a comprehensive organisational investigation identified considerable unanticipated complications "
    "attributable to restricted availability of experienced professionals, notwithstanding established arrangements "
    "communicated previously to responsible departments, and recommended immediate organisational improvements "
    "to all of them."
)


def asked(**fields: object) -> Question:
    return Question(id="q", text="Why was nobody with her?", **fields)  # type: ignore[arg-type]


def told(text: str) -> Incident:
    return Incident(id="incident", family_summary=text)


def offer(**fields: object) -> StaffSupport:
    return StaffSupport(id="s", person="n", **fields)  # type: ignore[arg-type]


def draft(**fields: object) -> Review:
    return Review(id="r", **({"review_kind": ReviewKind.ACCURACY, "person": "d"} | fields))  # type: ignore[arg-type]


EACH_QUESTIONS: dict[str, tuple[Iterable[Entity], Iterable[Entity]]] = {
    "C-140": (
        (asked(answered_by=("gone",), answer="Two were ill"),),
        (K, asked(answered_by=("gone", "k"), answer="Two were ill")),
    ),
    "C-141": (
        (asked(cannot_answer="No record was kept"),),
        (asked(cannot_answer="No record was kept", agreed="Patient's daughter"),),
    ),
    "C-142": ((ACT, asked(answered_by=("a",))), (ACT, F, asked(answered_by=("a", "f")))),
    "C-143": ((F, DAUGHTER, CALLED), (F, DAUGHTER, CALLED, asked())),
    "C-144": ((told(HARD),), (told(PLAIN * 2),)),
    "C-145": (
        (told("Her NEWS2 was high."),),
        (told("The number that shows how ill she was (NEWS2) was high."),),
    ),
    "C-146": ((NURSE, FOUND), (NURSE, FOUND, offer(offer="Time with a peer supporter"))),
    "C-147": ((NURSE, FOUND, F), (NURSE, FOUND, F, offer(invited="2025-04-01"))),
    "C-148": ((NURSE, FOUND, K), (NURSE, FOUND, K, offer(feedback="2025-06-20"))),
    "C-149": (
        (K, DAUGHTER, draft(sent="2025-05-20")),
        (K, DAUGHTER, draft(sent="2025-05-20", returned="2025-06-02")),
    ),
}
