"""The method statement says what was really done: what was recorded, what the case holds, and where the two differ."""

from itertools import takewhile

from rca_workbench.model import Difference, Entity, Factor, FactorKind, Link, MethodUsed, Snapshot
from rca_workbench.report import Edition, build
from rca_workbench.report.document import Block, Bullets, Document, Heading, Paragraph, Span
from tests.checks.days import TODAY

STANDARD = "investigation_report"


def case(*entities: Entity) -> Snapshot:
    return Snapshot.empty().changed(entities, (), "0" * 64)


def statements(*entities: Entity) -> list[str]:
    document: Document = build(case(*entities), STANDARD, pictures=False, edition=Edition(TODAY))
    start = next(at for at, one in enumerate(document.blocks) if getattr(one, "id", "") == "methods")
    under = takewhile(lambda one: not isinstance(one, Heading), document.blocks[start + 1 :])
    return ["".join(span.text for span in spans) for one in under for spans in _lines(one)]


def _lines(block: Block) -> tuple[tuple[Span, ...], ...]:
    match block:
        case Bullets():
            return block.items
        case Paragraph():
            return (block.spans,)
    return ()


def test_a_method_recorded_and_shown_says_both() -> None:
    row = Difference(id="d", this_time="Two nurses")
    recorded = MethodUsed(id="m", method="change_analysis", note="With the night team", on="4 May 2025")
    assert statements(row, recorded) == [
        "Change analysis. With the night team (4 May 2025). 1 difference was compared: 1 with the usual way."
    ]


def test_a_method_recorded_without_a_trace_says_so_plainly() -> None:
    assert statements(MethodUsed(id="m", method="change_analysis")) == [
        "Change analysis. Recorded as used. The case holds no rows of it."
    ]


def test_a_method_that_leaves_no_rows_is_taken_at_its_word() -> None:
    assert statements(MethodUsed(id="m", method="walkthrough", note="The drug round, on 2 April")) == [
        "Walkthrough and observation. The drug round, on 2 April."
    ]


def test_what_the_case_shows_is_said_without_the_name_of_a_method_where_it_is_not_enough() -> None:
    said = statements(Factor(id="a", text="A", level="ACC.TECH"))
    assert "The map holds 1 factor on 1 level of the system, with 0 links between them." in said
    assert not any("AcciMap" in one for one in said)


def test_a_map_over_enough_levels_is_called_by_its_method() -> None:
    levels = ("ACC.TECH", "ACC.ORG", "ACC.GOV")
    factors = [
        Factor(id=level, text=level, level=level, factor_kind=FactorKind.SYSTEM_FACTOR) for level in levels
    ]
    links = [Link(id=f"{n}", source=levels[n + 1], target=levels[n]) for n in range(2)]
    said = statements(*factors, *links)
    at = said.index("This method can be seen in the work; the team has not written down how it was used.")
    assert any(one.startswith("AcciMap. The map holds 3 factors on 3 levels") for one in said[at + 1 :])
    recorded = MethodUsed(id="m", method="AcciMap", note="In two meetings")
    begins = "AcciMap. In two meetings. The map holds 3 factors"
    said = statements(*factors, *links, recorded)
    assert any(one.startswith(begins) for one in said)
    assert not any("not written down" in one for one in said)
