"""Short ways to write a whole case, for the sound cases of the seeded-fault set. All of them are invented."""

from collections.abc import Iterable

from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    ButFor,
    Confidence,
    CustodyEntry,
    Entity,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    Interview,
    InterviewState,
    Lane,
    Link,
    LinkType,
    Measure,
    MeasureKind,
    Nature,
    Snapshot,
    Specificity,
    Stance,
    Strength,
    Tag,
    Time,
    TimeKind,
    TimelineEntry,
)


def when(said: str) -> Time:
    """A time as its ISO text says, as exact as that is written: "2025-03-12T02:10", "2025-03-12", "2025-03"."""
    kinds = {16: TimeKind.DATETIME, 13: TimeKind.HOUR, 10: TimeKind.DATE, 7: TimeKind.MONTH, 4: TimeKind.YEAR}
    return Time(kind=kinds[len(said)], start=said)


class Making:
    """A case in the making. Each method adds one thing, with what usually goes with it."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []

    def add(self, *several: Entity) -> None:
        self.entities += several

    def snapshot(self) -> Snapshot:
        return Snapshot.empty().changed(self.entities, (), "sound")

    def lane(self, id: str, label: str) -> None:
        self.add(Lane(id=id, label=label, order=id))

    def actor(self, id: str, role: str, nature: Nature, **more: object) -> None:
        self.add(Actor(id=id, role=role, nature=nature, order=id, **more))  # type: ignore[arg-type]

    def evidence(self, id: str, name: str, kind: EvidenceKind, **more: object) -> None:
        values: dict[str, object] = {
            "code": id.upper(), "origin": "Medical records", "obtained_by": "Investigation lead",
            "kept_at": "Case folder, records office", "holder": "Patient safety team",
            "quality": "Made at the time, in the course of the work", "order": id,
        } | more  # fmt: skip
        self.add(EvidenceItem(id=id, name=name, evidence_kind=kind, **values))  # type: ignore[arg-type]

    def interview(self, id: str, person: str, evidence: str, on: str, told: str) -> None:
        self.add(
            Interview(
                id=id, person=person, state=InterviewState.HELD, when=when(on), purpose="How the work was that day",
                consent="Given", support="A colleague came along; occupational health was offered",
                plan="What was known, what was seen, what else had to be done", notes=told, evidence=evidence,
                feedback_given="2025-06-20",
            )
        )  # fmt: skip

    def hands(self, evidence: str, on: str, what: str, by: str) -> None:
        """One change of hands of a piece of evidence."""
        self.add(CustodyEntry(id=f"c-{evidence}", evidence=evidence, what=what, by=by, at=when(on)))

    def source(self, about: str, *evidence: str) -> None:
        """What a fact rests on, with a place in each."""
        for one in evidence:
            self.add(
                Excerpt(
                    id=f"x-{about}-{one}", evidence=one, about=about, place="Page 1", stance=Stance.SUPPORTS
                )
            )

    def entry(self, id: str, at: str, actor: str, text: str, *evidence: str, **more: object) -> None:
        self.add_time(id, when(at), actor, text, *evidence, **more)

    def add_time(self, id: str, time: Time, actor: str, text: str, *evidence: str, **more: object) -> None:
        values: dict[str, object] = {"code": id.upper(), "order": id.rjust(4), "verified": True} | more
        self.add(TimelineEntry(id=id, time=time, actor=actor, text=text, **values))  # type: ignore[arg-type]
        self.source(id, *evidence)

    def factor(
        self, id: str, kind: FactorKind, level: str, text: str, *evidence: str, tags: str = "", **more: object
    ) -> None:
        values: dict[str, object] = {
            "status": FactorStatus.FINDING, "confidence": Confidence.ESTABLISHED,
            "tags": tuple(Tag(code=one) for one in tags.split()),
        } | more  # fmt: skip
        self.add(Factor(id=id, code=id.upper(), factor_kind=kind, level=level, text=text, **values))  # type: ignore[arg-type]
        self.source(id, *evidence)

    def system(self, id: str, level: str, text: str, *evidence: str, **more: object) -> None:
        """A system-level factor, said to be there on other days too, with what else it would lead to."""
        values: dict[str, object] = {
            "predicts": "The same on other wards; seen on two of three looked at"
        } | more
        values.setdefault("specificity", Specificity.GENERAL)
        self.factor(id, FactorKind.SYSTEM_FACTOR, level, text, *evidence, **values)  # type: ignore[arg-type]

    def link(
        self, source: str, target: str, rationale: str, but_for: ButFor = ButFor.LESS_LIKELY, **more: object
    ) -> None:
        self.add(
            Link(
                id=f"{source}-{target}", source=source, target=target, but_for=but_for, rationale=rationale,
                confidence=Confidence.PROBABLE, **more,  # type: ignore[arg-type]
            )
        )  # fmt: skip

    def guards(self, barrier: str, target: str, rationale: str) -> None:
        self.add(
            Link(
                id=f"{barrier}-{target}", source=barrier, target=target, link_type=LinkType.INTENDED_TO_STOP,
                rationale=rationale, confidence=Confidence.ESTABLISHED,
            )
        )  # fmt: skip

    def action(
        self,
        id: str,
        text: str,
        addresses: Iterable[str],
        strength: Strength,
        owner: str,
        measure: str,
        **more: object,
    ) -> None:
        """An action with all it takes to be followed, and the measure that will show what came of it."""
        values: dict[str, object] = {
            "code": id.upper(), "due": "2026-03-31", "status": ActionStatus.AGREED, "level": "ACC.ORG",
            "unit": "Whole trust", "success": measure, "order": id, "review": "2030-09-30",
            "strength_reason": "Looked at beside the action hierarchy with those who do the work",
            "authority": "Agreed by the executive team, with the means for it",
            "new_risks": "Asked of the ward and of engineering: more calls at first, which are counted",
        } | more  # fmt: skip
        self.add(
            Action(id=id, text=text, addresses=tuple(addresses), strength=strength, owner=owner, **values)
        )  # type: ignore[arg-type]
        taken: dict[str, object] = {"action": id, "every": "month", "source": "The trust's incident system"}
        self.add(
            Measure(
                id=f"m-{id}", name=measure, definition=f"{measure}, counted each month on all wards", unit="per month",
                measure_kind=MeasureKind.OUTCOME, chart="xmr", better="lower",
                baseline="12 months before the change: 14 a month", **taken,  # type: ignore[arg-type]
            ),
            Measure(
                id=f"b-{id}", name="Calls to the doctor on call", definition="Calls noted by switchboard each month",
                unit="calls", measure_kind=MeasureKind.BALANCING, better="lower",
                baseline="12 months before the change: 60 a month", **taken,  # type: ignore[arg-type]
            ),
        )  # fmt: skip
