"""What the analysis of the map gives a reader: barriers, differences, what the map shows, how far analysis and plan reach.

Every sentence and number is worked out in `analysis/`; here they are only laid out. People appear by role only.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from rca_workbench.analysis.barriers import barrier_rows, barriers_said
from rca_workbench.analysis.classifying import framework_of
from rca_workbench.analysis.coverage import Coverage, coverage
from rca_workbench.analysis.heat import HeatMap, heat_map
from rca_workbench.analysis.insights import InsightGroup, insights
from rca_workbench.model import (
    Difference,
    Factor,
    Snapshot,
    shortened,
)
from rca_workbench.model.words import counted, word
from rca_workbench.reference import accimap_levels
from rca_workbench.report.document import (
    Block,
    Bullets,
    Column,
    Heading,
    Paragraph,
    PictureBlock,
    Span,
    TableBlock,
    plain,
    told,
)
from rca_workbench.report.telling import cell, named

if TYPE_CHECKING:
    from rca_workbench.drawing.picture import Picture

INSIGHTS_AT_MOST = 6
"""Results printed of each kind; the window shows them all."""


def barriers(snapshot: Snapshot) -> list[Block]:
    """Each barrier, in the order they are met on the way to harm: what it was meant to do, how it did, and why."""
    found = barrier_rows(snapshot)
    if not found:
        return []
    rows = tuple(
        (
            (Span(f"{one.barrier.code} ".lstrip(), quiet=True), told(one.barrier)),
            cell(one.barrier, "meant_to") or _named(one.guards),
            word(one.barrier.performed) or "Not said",
            _named(one.causes) or cell(one.barrier, "stop_reason") or "Not said",
        )
        for one in found
    )
    columns = (
        Column("Barrier", 6),
        Column("What it was meant to do, or to stop", 6),
        Column("How it did", 3),
        Column("Why", 7),
    )
    said = barriers_said(found, snapshot)
    return [plain(f"{said}."), TableBlock("Barriers and how they did", columns, rows)]


def differences(snapshot: Snapshot) -> list[Block]:
    """What differed this time from the usual, from the procedure or from the last time, and what came of it."""
    found = sorted(snapshot.of(Difference).values(), key=lambda one: (one.order, one.id))
    factors = snapshot.of(Factor)
    rows = tuple(
        (
            cell(one, "aspect"),
            named(word(one.compared_with), one, "usual") or word(one.compared_with),
            cell(one, "this_time"),
            cell(one, "effect") or ("It made no difference" if one.mattered is False else ""),
            factors[one.factor].code if one.factor and one.factor in factors else "",
        )
        for one in found
    )
    columns = (
        Column("What was compared", 4),
        Column("There or then", 6),
        Column("This time", 6),
        Column("What came of it", 5),
        Column("Factor", 2),
    )
    return [TableBlock("What differed this time", columns, rows)] if rows else []


def shown(snapshot: Snapshot) -> list[Block]:
    """Where chains stop, what is on every path, what stays open: each in a sentence with what it means."""
    made: list[Block] = []
    for number, group in enumerate(insights(snapshot), 1):
        if group.insights:
            made += [Heading(3, group.title, f"shown_{number}"), *_group(group)]
    return made


# What draws is loaded by these, not with this module: a report without pictures needs no fonts.


def map_pictures(snapshot: Snapshot) -> list[Block]:
    """The map of factors in its five bands."""
    from rca_workbench.drawing.pictures import report_graph_pictures

    return _pictures(report_graph_pictures(snapshot))


def accimap_pictures(snapshot: Snapshot) -> list[Block]:
    """The map with every level of an AcciMap by itself."""
    from rca_workbench.drawing.pictures import report_accimap_pictures

    return _pictures(report_accimap_pictures(snapshot))


def fishbone_pictures(snapshot: Snapshot) -> list[Block]:
    """A fishbone of each harm, by the framework the case is sorted by."""
    from rca_workbench.drawing.pictures import report_fishbone_pictures

    return _pictures(report_fishbone_pictures(snapshot))


def five_whys_pictures(snapshot: Snapshot) -> list[Block]:
    """The branching tree of whys."""
    from rca_workbench.drawing.pictures import report_five_whys_pictures

    return _pictures(report_five_whys_pictures(snapshot))


def barrier_pictures(snapshot: Snapshot) -> list[Block]:
    """The barriers in the order they are met on the way to harm."""
    from rca_workbench.drawing.pictures import report_barrier_pictures

    return _pictures(report_barrier_pictures(snapshot))


def _pictures(drawn: "Iterable[Picture]") -> list[Block]:
    return [PictureBlock(one, one.title) for one in drawn]


DRAWN: dict[str, Callable[[Snapshot], list[Block]]] = {
    "map_pictures": map_pictures,
    "accimap_pictures": accimap_pictures,
    "fishbone_pictures": fishbone_pictures,
    "five_whys_pictures": five_whys_pictures,
    "barrier_pictures": barrier_pictures,
}
"""The views of the map as pictures, by the name a structure file uses."""


def _group(group: InsightGroup) -> Iterable[Block]:
    yield Paragraph((Span(group.about, quiet=True),))
    yield Bullets(
        tuple(
            (Span(f"{one.title}."), *((Span(f" {one.explanation}", quiet=True),) if one.explanation else ()))
            for one in group.insights[:INSIGHTS_AT_MOST]
        )
    )
    left = len(group.insights) - INSIGHTS_AT_MOST
    said = [f"{counted(left, 'more result')} in the case."] if left > 0 else []
    said += [group.note] if group.note else []
    if said:
        yield Paragraph((Span(" ".join(said), quiet=True),))


def reach(snapshot: Snapshot) -> list[Block]:
    """How far the analysis reached, by framework and level, and which factors the plan addresses."""
    if not snapshot.of(Factor):
        return []
    return [*_heat(heat_map(snapshot, framework_of(snapshot))), *_covered(coverage(snapshot))]


def _heat(heat: HeatMap) -> list[Block]:
    rows = tuple(
        (
            row.label,
            *(str(len(cell.factors) or "") for cell in row.cells),
            str(len(row.whole.factors) or "None"),
        )
        for row in heat.rows
    )
    if not rows:
        return []
    levels = (Column(level.label if level is not None else "Level not known", 3) for level in heat.levels)
    columns = (Column(heat.framework.label, 5), *levels, Column("In all", 2))
    made: list[Block] = [
        TableBlock(f"Factors by {heat.framework.label} and level of the system", columns, rows)
    ]
    if heat.empty_heads:
        named = ", ".join(one.label for one in heat.empty_heads)
        made.append(
            plain(
                f"Nothing is recorded under: {named}. That may be because there was nothing, or nobody asked."
            )
        )
    if heat.framework.mark:
        made.append(Paragraph((Span(f"{heat.framework.label}: {heat.framework.mark.lower()}.", quiet=True),)))
    return made


def _covered(of: Coverage) -> list[Block]:
    if not of.factors:
        return []
    labels = {level.id: level.label for level in accimap_levels()}
    acting = {
        factor.id: [one for one in of.measures if (factor.id, one.id) in of.cells] for factor in of.factors
    }
    lower = set(of.lower)
    rows = tuple(
        (
            f"{one.code} {shortened(one.text, 110)}".strip(),
            labels.get(one.level, one.level or "Not said"),
            "\n".join(
                f"{each.code} {shortened(each.text, 70)}".strip()
                + (" (aimed at a lower level)" if (one.id, each.id) in lower else "")
                for each in acting[one.id]
            )
            or cell(one, "no_action_reason")
            or "Nothing",
        )
        for one in of.factors
    )
    columns = (Column("Factor", 8), Column("Level", 4), Column("What addresses it", 8))
    said = f"{len(of.factors) - sum(not acting[one.id] for one in of.factors)} of {counted(len(of.factors), 'factor')} "
    said += "are addressed by an action or a recommendation."
    if of.lower:
        said += (
            f" In {counted(len(of.lower), 'place')} what is planned acts at a lower level than the factor."
        )
    return [plain(said), TableBlock("Factors and what addresses them", columns, rows)]


def _named(factors: Iterable[Factor]) -> str:
    """Factors by code and words, a line each."""
    return "\n".join(f"{one.code} {shortened(one.short_label or one.text, 90)}".strip() for one in factors)
