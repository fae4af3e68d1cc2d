"""Cases as they come on a ward at which a rule of the graph is easily wrong: what went well, harms that lead to harms."""

from rca_workbench.checks.rule import Fix
from rca_workbench.model import Confidence, Entity, FactorStatus, Link, Polarity
from tests.checks.test_each_graph_rule import (
    RECORD,
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
from tests.drawing.builders import factor, harm, link

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
