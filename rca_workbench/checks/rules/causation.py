"""The five rules of causation, where words show a breach that the flags and links of the map do not (G-03, G-04, G-05).

On the map a factor's causes and its duty stand beside it. A finding stands alone in the report: its one statement has to
say all of it.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from rca_workbench.checks.causal_words import departure, label, omission, shows_effect, slip
from rca_workbench.checks.facts import CAUSES, Facts
from rca_workbench.checks.language import Scope, weighed
from rca_workbench.checks.rule import At, Fix, Gate, Run, Set, Severity, rule
from rca_workbench.checks.rules.depth import is_about_a_person, is_act
from rca_workbench.model import Entity, Factor, FactorKind, Finding, FindingKind
from rca_workbench.reference import five_rules
from rca_workbench.reference.sheet import Row, text, texts

_SIGNS: dict[str, Callable[[str], bool]] = {"R3": slip, "R4": departure, "R5": omission}


def _rule(id: str, severity: Severity, reads: Iterable[str], needs: Iterable[str]) -> Callable[[Run], Run]:
    """Declare the rule of that number: its words are read from the list."""
    row = next(one for one in five_rules().rows("rules") if one["id"] == id)
    examples = row["examples"]
    assert isinstance(examples, tuple)
    first: Row = examples[0]
    return rule(
        f"R-{id[1:]}",
        title=text(row, "label"),
        severity=severity,
        gate=Gate.BEFORE_REPORT,
        group="causation",
        why=text(row, "rule"),
        how=f"Signs of a breach: {'; '.join(texts(row, 'violation_signs'))}.",
        source=str(five_rules().source),
        reads=reads,
        mark=five_rules().mark,
        needs=needs,
        example=text(first, "before"),
        sound=text(first, "after"),
    )


@_rule("R1", Severity.ADVICE, ("finding",), ("finding",))
def findings_show_cause_and_effect(case: Facts) -> Iterator[At]:
    for one in _findings(case):
        other = _labelled(one.text) or any(sign(one.text) for sign in _SIGNS.values())
        if not other and not shows_effect(one.text):
            yield _at(
                one,
                f"{case.called(one)} says what was so, not what it led to. Add how it made what happened more likely, so "
                "that a reader who was not there can follow.",
            )


@_rule("R2", Severity.WARNING, ("factor", "link", "finding"), ())
def statements_describe(case: Facts) -> Iterator[At]:
    stating: list[tuple[Entity, str]] = [
        *((one, "text") for one in case.graph.factors.values()),
        *((one, "rationale") for one in case.graph.causal),
        *((one, "text") for one in _findings(case)),
    ]
    for one, field in stating:
        found = case.kept("labelled", one, partial(_labelled_in, field))
        if found:
            yield _at(
                one,
                f"“{found}” in {case.called(one)} judges and describes nothing. Say what was seen, counted or read.",
                field=field,
            )


@_rule("R3", Severity.WARNING, ("factor", "link", "finding"), ())
def slips_have_a_reason(case: Facts) -> Iterator[At]:
    graph = case.graph
    for one in graph.of_kind(*CAUSES):
        if (
            one.is_act is None
            and not is_act(case, one)
            and _says(case, one, "R3")
            and all(is_about_a_person(case, cause) for cause in graph.causes(one.id))
        ):
            yield _at(
                one,
                f"{case.called(one)} reads as what a person did. Mark it as that, and add the condition that made it "
                "likely.",
                Fix("Mark as something a person did", (Set(one, {"is_act": True}),)),
            )
    yield from _alone(case, "R3", "tells what a person did and stops there. Add what made it likely.")


@_rule("R4", Severity.WARNING, ("factor", "link", "finding"), ())
def departures_have_a_reason(case: Facts) -> Iterator[At]:
    graph = case.graph
    behind = (FactorKind.CONTRIBUTORY_FACTOR, FactorKind.SYSTEM_FACTOR)
    for one in graph.of_kind(*CAUSES):
        if (
            one.is_departure is None
            and _says(case, one, "R4")
            and not any(cause.factor_kind in behind for cause in graph.causes(one.id))
        ):
            yield _at(
                one,
                f"{case.called(one)} reads as a departure from procedure, and nothing says why. Mark it as one, and add "
                "what made the other way the sensible or the only one.",
                Fix("Mark as differing from procedure", (Set(one, {"is_departure": True}),)),
            )
    yield from _alone(
        case,
        "R4",
        "says that a procedure was not kept to, and no more. Add what made the other way sensible.",
    )


@_rule("R5", Severity.WARNING, ("factor", "link", "finding"), ())
def omissions_have_a_duty(case: Facts) -> Iterator[At]:
    for one in case.graph.of_kind(*CAUSES):
        if (
            one.is_omission is None
            and one.is_departure is None
            and not one.duty.strip()
            and _says(case, one, "R5")
            and not _says(case, one, "R4")
        ):
            yield _at(
                one,
                f"{case.called(one)} reads as something not done. Mark it as that and name the duty, or say that nobody "
                "held it.",
                Fix("Mark as something not done", (Set(one, {"is_omission": True}),)),
            )
    yield from _alone(
        case,
        "R5",
        "says what somebody did not do, without the duty. Name the role, standard or agreement, or say that nobody "
        "held it.",
    )


def _findings(case: Facts) -> Iterator[Finding]:
    """The findings that explain: those of good practice and the others may stand alone."""
    for one in case.snapshot.of(Finding).values():
        if one.finding_kind is FindingKind.SYSTEM and one.text.strip():
            yield one


def _alone(case: Facts, number: str, said: str) -> Iterator[At]:
    """The findings with that sign which give no reason and no effect."""
    for one in _findings(case):
        first = next((key for key in ("R4", "R5", "R3") if _SIGNS[key](one.text)), "")
        if first == number and not shows_effect(one.text):
            yield _at(one, f"{case.called(one)} {said}")


def _says(case: Facts, one: Factor, number: str) -> bool:
    return case.kept(f"sign {number}", one, lambda at: _SIGNS[number](at.text))


def _labelled_in(field: str, one: Entity) -> str:
    return _labelled(str(getattr(one, field)))


def _labelled(said: str) -> str:
    """A word that judges, where no pattern of language has weighed it."""
    found = label(said)
    if not found:
        return ""
    at = said.lower().find(found.lower())
    taken = any(start < at + len(found) and at < end for start, end in weighed(said, Scope.FINDING))
    return "" if taken else found


def _at(one: Entity, message: str, fix: Fix | None = None, field: str = "text") -> At:
    return At(one, message, field=field, said=str(getattr(one, field)), begin=field, fix=fix)
