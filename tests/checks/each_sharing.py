"""For each rule on passing learning on, a case that breaks it and a sound one."""

from collections.abc import Iterable

from rca_workbench.model import Actor, Answer, Entity, Finding, LearningItem, Nature, Sharing, SignOff

K = Finding(id="k", text="Nights rest on one doctor")
WIFE = Actor(id="w", role="Wife", nature=Nature.FAMILY)


def lesson(**fields: object) -> LearningItem:
    return LearningItem(id="l", text="Every result has one inbox", **fields)  # type: ignore[arg-type]


def went(form: str, id: str = "s", **fields: object) -> Sharing:
    return Sharing(id=id, form=form, item="l", **fields)  # type: ignore[arg-type]


WIDE = went("LS-01", beyond=True, on="2026-06-02", to="All wards")

EACH_SHARING: dict[str, tuple[Iterable[Entity], Iterable[Entity]]] = {
    "C-170": ((lesson(), went("LS-02", to="Night team")), (lesson(), WIDE)),
    "C-171": (
        (lesson(practice="E-learning module"),),
        (lesson(practice="E-learning module"), went("LS-03", to="Junior doctors")),
    ),
    "C-172": ((lesson(), WIDE), (lesson(checked_by="Information governance lead"), WIDE)),
    "C-173": (
        (lesson(review="2026-06-01"), SignOff(id="o", on="2026-07-01")),
        (lesson(review="2026-06-01", seen=Answer.NO), SignOff(id="o", on="2026-07-01")),
    ),
    "C-174": (
        (lesson(), WIFE, WIDE, went("LS-11", "f", to="Wife", on="2026-06-09")),
        (lesson(), WIFE, WIDE, went("LS-11", "f", to="Wife", on="2026-05-26")),
    ),
    "C-175": ((lesson(),), (lesson(), went("LS-12", to="Nurse who reported it"))),
    "C-176": ((K, lesson()), (K, lesson(about=("k",)))),
    "C-177": ((lesson(), WIDE), (lesson(review="2026-12-01"), WIDE)),
    "C-178": ((lesson(), WIDE), (lesson(), went("LS-01", reach="212 of 240"))),
    "C-179": (
        (lesson(seen=Answer.YES),),
        (lesson(seen=Answer.YES, seen_on="2026-05-28", seen_how="Watched on three wards"),),
    ),
    "C-180": ((lesson(), WIFE), (lesson(), WIFE, went("LS-11", to="Wife"))),
}
