"""Whether asking why went far enough: past what a person did, to what made it so."""

from collections.abc import Iterator

from rca_workbench.analysis.chains import STOPS_WELL
from rca_workbench.checks.facts import Facts
from rca_workbench.checks.graph_rule import graph_rule
from rca_workbench.checks.rule import At
from rca_workbench.model import Factor, FactorKind, FactorStatus, Polarity

ABOUT_ONE_PERSON = frozenset(("NPSA.STAFF", "LP.STAFF", "YCFF.ACT", "YCFF.IND"))
"""Types of factor that are about one member of staff, in the frameworks that have such a type."""


def is_about_a_person(case: Facts, one: Factor) -> bool:
    """Whether a factor is what somebody did, or is about nothing but one person."""
    types = case.types(one)
    return bool(one.is_act) or (bool(types) and types <= ABOUT_ONE_PERSON)


def is_act(case: Facts, one: Factor) -> bool:
    """Whether a factor is an act, slip, misreading or decision of a person (rule G-03)."""
    return bool(one.is_act) or bool(one.tags and case.types(one) & ABOUT_ONE_PERSON)


def _went_well(one: Factor) -> bool:
    """Whether it is on the map for what it did good: nothing has to excuse it."""
    return one.status is FactorStatus.GOOD_PRACTICE or one.polarity is Polarity.HELPED


@graph_rule(
    "G-02",
    how="Ask what made it so; or say why the chain stops there: out of remit, no evidence to be had, the patient's "
    "condition, nature.",
    reads=("factor", "link", "case"),
    example="The last thing before the harm is “The nurse gave ten times the dose”, and nothing leads to it.",
    sound="It leads back to two pumps with different units on one ward.",
)
def chains_end_at_the_system(case: Facts) -> Iterator[At]:
    graph = case.graph
    for id, one in graph.factors.items():
        if (
            id in graph.leading_to_harm
            and not graph.into(id)
            and one.factor_kind not in (FactorKind.SYSTEM_FACTOR, FactorKind.HARM)  # harms: rule G-06
            and one.level not in STOPS_WELL
            and not one.stop_reason.strip()
        ):
            yield At(
                one,
                f"The chain stops at {case.called(one)}. What made it so? Add that, up to a {case.system_factor}, or "
                "say why it stops here: out of remit, no evidence to be had, the patient's condition, nature.",
                begin="cause",
            )


@graph_rule(
    "G-03",
    example="“The nurse misread the rate” has no cause, or only “The nurse was hurried by a colleague”.",
    sound="“The display shows the rate in two units” leads to it.",
)
def acts_have_a_cause_beyond_the_person(case: Facts) -> Iterator[At]:
    graph = case.graph
    for one in graph.factors.values():
        if (
            is_act(case, one)
            and not _went_well(one)
            and all(is_about_a_person(case, cause) for cause in graph.causes(one.id))
        ):
            what = "is what a person did" if one.is_act else "is about one person"
            yield At(
                one,
                f"{case.called(one)} {what}, and nothing behind it is about anything but people. Add the condition that "
                "made it likely: display, workload, layout, guidance, training offered, staffing.",
                begin="cause",
            )


@graph_rule(
    "G-04",
    example="“The second check was left out” with nothing behind it.",
    sound="“The second checker is on another floor at night” leads to it.",
)
def departures_have_a_cause(case: Facts) -> Iterator[At]:
    graph = case.graph
    wanted = (FactorKind.CONTRIBUTORY_FACTOR, FactorKind.SYSTEM_FACTOR)
    for one in graph.factors.values():
        if (
            one.is_departure
            and not _went_well(one)
            and not any(cause.factor_kind in wanted for cause in graph.causes(one.id))
        ):
            yield At(
                one,
                f"{case.called(one)} differed from procedure, and nothing says why. Add what made the other way "
                "normal or needed.",
                begin="cause",
            )


@graph_rule(
    "G-05",
    how="Name the standard, role or plan; or say instead that nobody had the task, at the level that gives tasks.",
    reads=("factor",),
    example="“No observations were taken overnight”, with no duty named.",
    sound="The same, under the ward's observation policy, section 4.",
)
def omissions_name_the_duty(case: Facts) -> Iterator[At]:
    for one in case.factors.values():
        if one.is_omission and not one.duty.strip():
            yield At(
                one,
                f"{case.called(one)} was not done, and no duty to do it is named. Name the standard, role or plan; or "
                "say instead that nobody had the task, at the level that gives tasks.",
                field="duty",
                begin="duty",
            )


@graph_rule(
    "G-08",
    title="What people did has something that led to it",
    example="“The bleep was not answered” stands at the level of acts and nothing leads to it.",
    sound="“One doctor covers four wards at night” leads to it.",
)
def acts_level_is_explained(case: Facts) -> Iterator[At]:
    graph = case.graph
    for one in graph.factors.values():
        if (
            one.level == "ACC.ACT"
            and not graph.into(one.id)
            and not one.stop_reason.strip()
            and one.status not in (FactorStatus.GOOD_PRACTICE, FactorStatus.OTHER_FINDING)
        ):
            yield At(
                one,
                f"Nothing leads to {case.called(one)}, which is at the level of what people did. Ask why it made "
                "sense at the time, and link what the answer is.",
                begin="cause",
            )
