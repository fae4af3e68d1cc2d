"""Cases as they come on a ward at which a rule of the graph is easily wrong: what went well, harms that lead to harms."""

from rca_workbench.checks import Checks
from rca_workbench.checks.rule import Fix
from rca_workbench.model import (
    Action,
    ActionStatus,
    CheckOverride,
    Confidence,
    Entity,
    FactorStatus,
    Link,
    Measure,
    Polarity,
    Recommendation,
    Stance,
)
from tests.checks.test_each_graph_rule import (
    RECORD,
    RULES,
    SARAH,
    H,
    Things,
    acts,
    asked,
    found,
    kind,
    problem,
    source,
    system,
    tagged,
)
from tests.drawing.builders import case, factor, harm, link

ARREST, DEATH = harm("arrest", "Cardiac arrest"), harm("death", "Death four days later")


def about(id: str, things: Things) -> list[str]:
    """Ids of what a rule speaks up at."""
    return [one.id for one in found(id, things)]


def test_what_a_person_did_well_needs_no_excuse() -> None:
    well = {"is_act": True, "is_departure": True}
    for fields in ({"status": FactorStatus.GOOD_PRACTICE}, {"polarity": Polarity.HELPED}):
        things = (kind("a", "event", "The nurse saw the wrong rate and stopped the pump", **well, **fields),)
        assert not found("G-03", things)
        assert not found("G-04", things)
    assert about("G-04", (kind("a", "event", **well),)) == ["a"]


def test_how_somebody_was_is_not_called_what_somebody_did() -> None:
    (state,) = found("G-03", (tagged("t", "NPSA.STAFF.PHYS"), H, asked("t", "h")))
    assert "what a person did" not in state.message
    (act,) = found("G-03", acts())
    assert "what a person did" in act.message


def test_a_harm_without_causes_is_asked_about_once() -> None:
    things = (ARREST, DEATH, asked("arrest", "death"))
    assert about("G-06", things) == ["arrest"]
    assert not found("G-02", things)
    assert about("G-02", (problem("p"), DEATH, link("p", "death"))) == ["p"]


def test_a_harm_on_the_way_to_another_is_not_asked_for_an_action() -> None:
    things = (system("s"), ARREST, DEATH, asked("s", "arrest"), asked("arrest", "death"))
    first, second, between = found("G-37", things)
    assert [one.id for one in (first, second, between)] == ["s", "s", "arrest"]
    assert "no action addresses it" in first.message
    assert "action" not in between.message


def test_a_second_link_that_says_more_in_any_way_is_not_removed_at_one_press() -> None:
    def second(*more: Entity, **fields: object) -> Fix | None:
        twice = Link(id="2", source="f", target="h", **fields)  # type: ignore[arg-type]
        (one,) = found("G-09", (factor("f"), H, link("f", "h"), twice, *more))
        return one.at.fix

    assert second() is not None
    assert second(confidence=Confidence.PROBABLE) is None
    assert second(reviewed=True) is None
    assert second(RECORD, source("2")) is None


def test_a_factor_that_several_sources_dispute_is_one_place() -> None:
    against = [source("f", item, stance=Stance.DISPUTES) for item in ("record", "statement")]
    (one,) = found("G-25", (factor("f"), *against))
    assert one.at.others == tuple(each.id for each in against)
    assert one.message.startswith("2 sources dispute")


def test_a_link_that_a_source_disputes_asks_what_the_team_makes_of_it() -> None:
    against = source("f-h", stance=Stance.DISPUTES)
    assert about("G-25", (factor("f"), H, link("f", "h"), against)) == ["f-h"]
    assert not found("G-25", (factor("f"), H, asked("f", "h"), against))


def test_what_the_service_did_may_lead_to_what_the_patient_did() -> None:
    patient = tagged("p", "NPSA.PAT.CLIN")
    leaflet = tagged("s", "NPSA.TASK.GUIDE")
    assert about("G-34", (patient, H, asked("p", "h"))) == ["p"]
    assert not found("G-34", (patient, leaflet, H, asked("s", "p"), asked("p", "h")))


def test_a_measure_says_how_one_will_know_that_an_action_worked() -> None:
    action = Action(id="a", text="One pump", owner="Head of estates", due="2026-01-01", new_risks="None seen")
    assert about("G-43", (action,)) == ["a"]
    assert not found("G-43", (action, Measure(id="m", action="a", name="Late doses")))


def test_ways_left_open_are_accepted_by_name() -> None:
    ways = [each for id in ("s", "t", "u") for each in (system(id), asked(id, "h"))]
    first = case(H, *ways, Action(id="a", addresses=("s",)), Action(id="b", addresses=("t",)))
    (one,) = Checks(first, [RULES["G-42"]]).found
    word = CheckOverride(id="o", rule="G-42", subject="h", said=one.at.said, reason="The trust accepts it")
    accepted = first.changed([word], (), "accepted")
    assert not Checks(accepted, [RULES["G-42"]]).found
    opened = accepted.changed([Action(id="b", addresses=("t",), status=ActionStatus.STOPPED)], (), "stopped")
    assert [each.at.others for each in Checks(opened, [RULES["G-42"]]).found] == [("t", "u")]


def test_what_stays_open_is_what_the_map_shows_as_open() -> None:
    things = [H, *(each for id in ("s", "t") for each in (system(id), asked(id, "h")))]
    plan = [Action(id="a", addresses=("s",)), Recommendation(id="r", addresses=("t",), response="Declined")]
    (one,) = found("G-42", [*things, *plan])
    assert one.at.others == ("t",)
    assert not found("G-42", [*things, *plan, Action(id="b", recommendation="r")])


def test_a_name_that_stands_twice_in_one_text_is_one_place() -> None:
    (one,) = found("G-33", (factor("f", "Sarah Jones rang, and Sarah Jones waited"), SARAH))
    assert one.at.said == "Sarah Jones"
