"""For each rule on following actions to their end, a case that breaks it and a sound one."""

from collections.abc import Iterable

from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    Entity,
    Measure,
    ProgressKind,
    ProgressNote,
    Recommendation,
    Standing,
    Strength,
)


def action(**fields: object) -> Action:
    return Action(id="a", **{"text": "One connector for all pumps"} | fields)  # type: ignore[arg-type]


def moved(number: int, text: str = "The maker delivers later") -> ProgressNote:
    return ProgressNote(
        id=f"n{number}", action="a", progress_kind=ProgressKind.DATE_MOVED, on=f"2025-0{number}-01",
        was=f"2025-0{number}-20", now=f"2025-0{number + 1}-20", text=text,
    )  # fmt: skip


AGREED = ActionStatus.AGREED
LEFT = Actor(id="p", role="Ward manager", left="2025-03-01")
TAKEN_OVER = ProgressNote(
    id="n", action="a", progress_kind=ProgressKind.OWNER_CHANGED, on="2025-03-04", was="Ward manager",
    now="Ward manager",
)  # fmt: skip
WHY = ProgressNote(
    id="n",
    action="a",
    progress_kind=ProgressKind.REVIEWED,
    on="2025-03-04",
    now="Agreed",
    text="A door is there or not",
)

EACH_FOLLOWING: dict[str, tuple[Iterable[Entity], Iterable[Entity]]] = {
    "C-150": ((action(owner="Ward manager"), LEFT), (action(owner="Ward manager"), LEFT, TAKEN_OVER)),
    "C-151": (
        (action(begins="2025-05-03", due="2025-04-30"),),
        (action(begins="2025-04-03", due="2025-04-30"),),
    ),
    "C-152": ((action(status=AGREED),), (action(status=AGREED), WHY)),
    "C-153": ((action(), moved(1, "")), (action(), moved(1))),
    "C-154": ((action(), moved(1), moved(2), moved(3)), (action(), moved(1), moved(2))),
    "C-155": ((action(status=AGREED),), (action(status=AGREED, review="2025-09-01"),)),
    "C-156": (
        (Recommendation(id="r", text="Close the gap", standing=Standing.DECLINED),),
        (
            Recommendation(
                id="r", text="Close the gap", standing=Standing.DECLINED, response="Not in its powers"
            ),
        ),
    ),
    "C-157": (
        (action(status=AGREED, owner="Ward manager"),),
        (action(status=AGREED, owner="Head of devices", authority="Holds the budget"),),
    ),
    "C-158": (
        (action(status=ActionStatus.EFFECTIVE),),
        (
            action(
                status=ActionStatus.EFFECTIVE,
                effect="9 a month to 3",
                effect_by="Medical director",
                effect_on="2025-09-06",
            ),
        ),
    ),
    "C-181": ((action(due="2026-12-31"),), (action(due="2027-03-31"),)),
    "C-182": (
        (action(status=ActionStatus.IMPLEMENTED, done="2026-06-01", review="2026-12-31"),),
        (action(status=ActionStatus.IMPLEMENTED, done="2026-06-01", review="2027-03-31"),),
    ),
    "C-159": (
        (action(text="Remind staff at handover", strength=Strength.STRONGER),),
        (
            action(
                text="Remind staff at handover", strength=Strength.STRONGER, strength_reason="It is a lock"
            ),
        ),
    ),
}

_STOPPED, _FAILED = ActionStatus.STOPPED, ActionStatus.NOT_EFFECTIVE
ALSO = (
    (
        "C-152",
        (action(status=AGREED), Measure(id="m", action="a")),
        (action(status=AGREED), Measure(id="m", action="a", baseline="6 %")),
    ),
    (
        "C-151",
        (action(begins="2025-05-03", done="2025-05-01"),),
        (action(begins="2025-05-03", done="2025-05-03"),),
    ),
    ("C-79", (action(status=_STOPPED),), (action(status=_STOPPED, stopped="Withdrawn"),)),
    ("C-79", (action(status=_FAILED), moved(1)), (action(status=_FAILED, effect="No change"),)),
    (
        "C-82",
        (Recommendation(id="r", text="Close it", standing=Standing.CONSIDERED, response="We will see"),),
        (Recommendation(id="r", text="Close it", standing=Standing.ACCEPTED),),
    ),
)
"""Further ways in which a rule is broken and kept."""
