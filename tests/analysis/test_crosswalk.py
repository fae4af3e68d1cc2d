from rca_workbench.analysis.crosswalk import AT_MOST, suggestions
from rca_workbench.model import Factor, Tag
from rca_workbench.reference import crosswalk, framework


def offered(*codes: str, of: str = "seips") -> list[str]:
    factor = Factor(id="f", tags=tuple(Tag(code) for code in codes))
    return [one.offered.id for one in suggestions(factor, framework(of))]


def test_another_framework_offers_what_it_often_calls_a_tag() -> None:
    assert offered("NPSA.TASK.DESIGN") == ["SEIPS.WS.TASKS"]
    assert offered("SEIPS.WS.INTERNAL_ENVIRONMENT", of="london_protocol") == ["LP.WORK"]


def test_a_heading_offers_what_most_of_its_components_are_called() -> None:
    assert offered("NPSA.TASK") == ["SEIPS.WS.TASKS"]


def test_nothing_is_offered_where_an_answer_is_there_already() -> None:
    assert offered("NPSA.TASK.GUIDE", "SEIPS.WS.TASKS") == []
    assert offered("SEIPS.WS.TASKS") == []


def test_unknown_codes_and_a_framework_nobody_is_offered_lead_to_nothing_wrong() -> None:
    assert offered("OURS.12", "NPSA.FROM.A.NEWER.LIST") == []
    assert offered("HFACS.SUP.PLAN") == ["SEIPS.WS.ORGANISATION", "SEIPS.WS.TASKS"]


def test_no_more_are_offered_at_once_than_can_be_read() -> None:
    everything = [code for row in crosswalk() for code in row.categories["npsa"]]
    assert len(offered(*everything, of="ycff")) == AT_MOST


def test_the_tag_that_led_there_and_how_well_it_fits_are_said() -> None:
    (one, *_) = suggestions(Factor(id="f", tags=(Tag("NPSA.STAFF.COG"),)), framework("seips"))
    assert one.held.id == "NPSA.STAFF.COG"
    assert one.fit.startswith("not one-to-one")
