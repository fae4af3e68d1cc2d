"""Seeded faults of wording: a sentence of blame put where reports have them."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from rca_workbench.model import (
    Action,
    ActionStatus,
    FactorKind,
    Finding,
    FindingKind,
    Recommendation,
    ReportText,
    Snapshot,
    Strength,
)
from tests.checks.seeded.fault import FAULTS, Edit, Fault, added, changed, extra, factors, fault, led, problem
from tests.checks.seeded.faults_plan import actions
from tests.checks.seeded.sentences import FAULTY

_PLANS = ("BL040", "BL041", "BL042")
_STATEMENTS = ("R-1", "R-2", "R-3", "R-4", "R-5")
_ALSO = {
    "G-21": "a word that judges is no statement",
    "R-1": "a statement of blame shows no effect",
    "R-2": "the word judges",
    "R-3": "the words tell of a slip",
    "R-4": "the words tell of a departure",
    "R-5": "the words tell of something not done",
}
_ALSO_PLANS = {"G-44": "the action is aimed at people and the factor is not"}


def _in_text(rule: str) -> Callable[[Snapshot], Iterator[Edit]]:
    """The sentences of a pattern, each in another sort of text."""

    def plant(case: Snapshot) -> Iterator[Edit]:
        for place, said in enumerate(FAULTY[rule]):
            yield _PLACES[place % len(_PLACES)](case, said)

    return plant


def _in_report(case: Snapshot, said: str) -> Edit:
    one = case.of(ReportText)["text1"]
    return changed(one, f"report: {said}", text=f"{one.text} {said}")


def _in_summary(case: Snapshot, said: str) -> Edit:
    one = case.incident
    return changed(one, f"summary: {said}", summary=f"{one.summary} {said}")


def _in_finding(case: Snapshot, said: str) -> Edit:
    one = next(each for each in case.of(Finding).values() if each.finding_kind is FindingKind.SYSTEM)
    return changed(one, f"finding: {said}", text=f"{one.text} {said}")


def _in_note(case: Snapshot, said: str) -> Edit:
    one = next(factors(case, FactorKind.CONTRIBUTORY_FACTOR))
    return changed(one, f"note on the map: {said}", note=said)


_PLACES = (_in_report, _in_summary, _in_finding, _in_note)


def _in_plan(rule: str) -> Callable[[Snapshot], Iterator[Edit]]:
    def plant(case: Snapshot) -> Iterator[Edit]:
        plan = [*actions(case), *case.of(Recommendation).values()]
        for one, said in zip(plan, FAULTY[rule], strict=False):
            # A document change is enough beside a stronger action, so these two stand alone.
            alone = rule == "BL042"
            new, *rest = extra(case)
            put = replace(
                one, text=said, **({"addresses": ("new1",), "strength": Strength.WEAKER} if alone else {})
            )  # type: ignore[arg-type]
            proposed = {"status": ActionStatus.PROPOSED} if isinstance(one, Action) else {}
            kept = replace(one, id="kept", **proposed) if alone else None  # type: ignore[arg-type]
            yield added(
                f"action: {said}", put, new, *rest, led("new1", problem(case).id), *([kept] if kept else [])
            )

    return plant


def _stated(rule: str) -> Callable[[Snapshot], Iterator[Edit]]:
    """The sentence as a finding of its own, and as a factor; on the map rule R-1 has nothing to ask."""

    def plant(case: Snapshot) -> Iterator[Edit]:
        first = next(iter(case.of(Finding).values()))
        for place, said in enumerate(FAULTY[rule]):
            if place % 2 and rule != "R-1":
                new = extra(case, text=said.rstrip("."))
                yield added(f"factor: {said}", *new, led("new1", problem(case).id))
            else:
                yield added(f"finding: {said}", replace(first, id="finding9", code="Z9", text=said))

    return plant


for _rule in FAULTY:
    if _rule in _PLANS:
        FAULTS.append(Fault(_rule, _in_plan(_rule), _ALSO_PLANS))
    elif _rule in _STATEMENTS:
        FAULTS.append(
            Fault(_rule, _stated(_rule), {"G-21": _ALSO["G-21"], "BL006": "a pattern marks the words too"})
        )
    else:
        FAULTS.append(Fault(_rule, _in_text(_rule), _ALSO))


@fault("W-01")
def text_too_long(case: Snapshot) -> Iterator[Edit]:
    one = case.of(ReportText)["text1"]
    yield changed(one, "a section of 40,000 letters", text="The lodge is open by night. " * 1_500)
    yield changed(
        case.incident, "a summary of 30,000 letters", summary="The lodge is open by night. " * 1_100
    )
