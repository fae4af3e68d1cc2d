"""From what was found to what is to change, and what the 2015 framework asks for between: problems and root causes."""

from collections.abc import Iterable

from rca_workbench.analysis.residual import OUT_OF_USE, in_use
from rca_workbench.model import (
    FROM_THE_SYSTEM,
    Action,
    Factor,
    FactorKind,
    FactorStatus,
    Finding,
    Link,
    LinkType,
    Profile,
    Recommendation,
    Snapshot,
    Standing,
    TimelineEntry,
    shortened,
)
from rca_workbench.model.words import factor_word, word
from rca_workbench.reference import profile
from rca_workbench.report.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Span,
    TableBlock,
    missing,
    plain,
    told,
)
from rca_workbench.report.executive import main_findings, system_factors
from rca_workbench.report.telling import cell, stacked

_SHORT = 110
_LONG = 200

# -- from findings to changes -----------------------------------------------------------------------------


def links(snapshot: Snapshot) -> list[Block]:
    """Each finding with the recommendation and the action that answer it; then what answers no finding."""
    found, _ = main_findings(snapshot)
    words = profile(snapshot.case.profile)
    answered: set[str] = set()
    rows: list[tuple[Cell, ...]] = []

    def once(each: Recommendation | Action) -> str:
        """With its words where it first stands; after that its code says which it is."""
        again = each.id in answered and bool(each.code)
        answered.add(each.id)
        return each.code if again else _named(each, _SHORT)

    for one in found:
        factors = one.factors if isinstance(one, Finding) else (one.id,)
        asked, acted = _answers(snapshot, factors)
        rows.append(
            (
                _named(one, _LONG),
                stacked(*(once(each) for each in asked)) or "None",
                stacked(*(once(each) for each in acted)) or _why_none(snapshot, factors),
            )
        )
    if not rows:
        return []
    columns = (
        Column(words.term("finding") if isinstance(found[0], Finding) else words.term("system_factor"), 5),
        Column(words.term("improvement"), 5),
        Column(words.term("action"), 5),
    )
    made: list[Block] = [
        TableBlock("What was found, and what answers it", columns, tuple(rows), "links_table")
    ]
    rest = [one for one in in_use(snapshot) if one.id not in answered]
    loose = [_code(one) for one in rest if not one.addresses]
    others = [_code(one) for one in rest if one.addresses]
    if others:
        made.append(
            plain(f"These answer contributory factors, which are part of the findings: {'; '.join(others)}.")
        )
    if loose:
        made.append(plain(f"These are not yet tied to anything that was found: {'; '.join(loose)}."))
    return made


def _answers(snapshot: Snapshot, factors: Iterable[str]) -> tuple[list[Recommendation], list[Action]]:
    asked: dict[str, Recommendation] = {}
    acted: dict[str, Action] = {}
    for id in factors:
        asked |= {
            one.id: one
            for one in snapshot.pointed_from(Recommendation, "addresses", id)
            if one.standing is not Standing.DECLINED
        }
        acted |= {
            one.id: one
            for one in snapshot.pointed_from(Action, "addresses", id)
            if one.status not in OUT_OF_USE
        }
    for one in list(asked.values()):
        acted |= {
            each.id: each
            for each in snapshot.pointed_from(Action, "recommendation", one.id)
            if each.status not in OUT_OF_USE
        }
    return list(asked.values()), list(acted.values())


def _why_none(snapshot: Snapshot, factors: Iterable[str]) -> Cell:
    excused = [
        one
        for id in factors
        if (one := snapshot.get(Factor, id)) is not None and one.no_action_reason.strip()
    ]
    return stacked(*(cell(one, "no_action_reason") for one in excused)) or "None yet"


# -- the 2015 framework -----------------------------------------------------------------------------------


def problems(snapshot: Snapshot) -> list[Block]:
    """Care and service delivery problems, each with what contributed to it; nothing under PSIRF, which knows none."""
    if snapshot.case.profile is not Profile.SIF2015:
        return []
    factors = [
        one
        for one in snapshot.of(Factor).values()
        if one.factor_kind is FactorKind.PROBLEM and one.status is FactorStatus.FINDING
    ]
    shown = {id for one in factors for id in (*one.entries, one.entry) if id}
    rows: list[tuple[Cell, ...]] = [
        (
            one.code,
            shortened(one.text, _LONG),
            word(one.problem) or "Not said",
            _causes(snapshot, one) or "Not linked yet",
        )
        for one in factors
    ]
    rows += [
        (one.code, shortened(one.text, _LONG), word(one.problem), "Not on the map yet")
        for one in snapshot.of(TimelineEntry).values()
        if one.problem is not None and one.id not in shown
    ]
    if not rows:
        return [missing("No care or service delivery problem is recorded.")]
    columns = (Column("No.", 2), Column("Problem", 8), Column("Type", 4), Column("What contributed to it", 8))
    return [TableBlock("Care and service delivery problems", columns, tuple(rows), "problems_table")]


def root_causes(snapshot: Snapshot) -> list[Block]:
    """The most fundamental factors, as the 2015 framework calls them; nothing under PSIRF, which names none."""
    if snapshot.case.profile is not Profile.SIF2015:
        return []
    found = system_factors(snapshot)
    if not found:
        return [missing("No root cause is agreed yet.")]
    return [
        plain("The most fundamental of the factors above, all of them in the system around care:"),
        Bullets(tuple((Span(f"{one.code} ".lstrip(), quiet=True), told(one)) for one in found)),
    ]


def _causes(snapshot: Snapshot, one: Factor) -> str:
    """What contributed to a problem, sorted by what it is: by code, since the factors stand below in words."""
    links = (
        link
        for link in snapshot.pointed_from(Link, "target", one.id)
        if link.link_type is LinkType.CONTRIBUTED_TO
    )
    causes = [cause for link in links if (cause := snapshot.get(Factor, link.source)) is not None]
    found = []
    for kind in FROM_THE_SYSTEM:
        here = [
            each.code or shortened(each.text, _SHORT)
            for each in causes
            if each.factor_kind is kind and each.status is not FactorStatus.REJECTED
        ]
        if here:
            found.append(
                f"{factor_word(kind, snapshot.case.profile)}{'s' * (len(here) > 1)}: {', '.join(here)}"
            )
    return "\n".join(found)


def _named(one: object, most: int) -> str:
    code, text = str(getattr(one, "code", "")), str(getattr(one, "text", ""))
    return f"{code} {shortened(text, most)}".strip()


def _code(one: Recommendation | Action) -> str:
    return _named(one, 60).rstrip(".")
