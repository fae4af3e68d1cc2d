"""Which framework a case sorts its factors by."""

from rca_workbench.analysis.classifying import framework_of
from rca_workbench.model import CaseRecord, Profile, Tag
from tests.drawing.builders import case, factor, published


def test_without_tags_it_is_the_one_the_national_framework_expects() -> None:
    assert framework_of(case(factor("a"))).id == "seips"
    assert framework_of(case(CaseRecord(id="case", profile=Profile.SIF2015), factor("a"))).id == "npsa"


def test_tags_that_are_there_already_decide_until_the_team_does() -> None:
    tagged = (factor("a", tags=(Tag("NPSA.TASK"), Tag("NEW.ONE"))), factor("b", tags=(Tag("NPSA.ORG"),)))
    assert framework_of(case(*tagged)).id == "npsa"
    even = (*tagged, *(factor(id, tags=(Tag("SEIPS.WS.TASKS"),)) for id in "cd"))
    assert framework_of(case(*even)).id == "seips"  # as many of each: what is expected comes first
    assert framework_of(case(CaseRecord(id="case", classification="ycff"), *tagged)).id == "ycff"


def test_a_framework_no_list_knows_or_none_may_choose_is_passed_over() -> None:
    for id in ("hfacs", "from a newer list"):
        assert framework_of(case(CaseRecord(id="case", classification=id), factor("a"))).id == "seips"


def test_the_published_case_is_sorted_by_the_list_its_authors_used() -> None:
    assert framework_of(published()).id == "npsa"
