"""Where the factors stand by type and by level of the system: what the team has looked at, and where it has not.

An empty heading is a question, not a fault: nothing there, or nobody asked?
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rca_workbench.analysis.classifying import head_of, heads
from rca_workbench.analysis.graph import FINDING_KINDS
from rca_workbench.model import Factor, FactorStatus, Polarity, Snapshot
from rca_workbench.reference import Category, Framework, Level, accimap_levels, category


@dataclass(frozen=True, slots=True)
class Cell:
    """The factors under one heading at one level; how many of them hindered, helped, or are not said to do either.

    What did both counts as hindering and as helping.
    """

    factors: tuple[Factor, ...]
    hindered: int
    helped: int
    unsaid: int


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One heading; `category` is None for factors not sorted by the framework and for those with unknown tags."""

    label: str
    category: Category | None
    cells: tuple[Cell, ...]
    whole: Cell
    note: str = ""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Headings of one framework by levels of the system; the last level is None: not known.

    The outcome is no column, since harms are what is explained. A factor with several headings counts under each.
    """

    framework: Framework
    levels: tuple[Level | None, ...]
    rows: tuple[HeatRow, ...]

    @property
    def most(self) -> int:
        """The largest number of factors in one cell."""
        return max((len(cell.factors) for row in self.rows for cell in row.cells), default=0)

    @property
    def empty_heads(self) -> tuple[Category, ...]:
        """The headings of the framework with no factor under them."""
        return tuple(row.category for row in self.rows if row.category is not None and not row.whole.factors)


def heat_map(snapshot: Snapshot, framework: Framework) -> HeatMap:
    """The factors of a case by the headings of a framework and by level.

    Counted are problems, contributory and system-level factors and barriers, and whatever else carries a tag; what
    was set aside is not.
    """
    factors = [
        one
        for one in snapshot.of(Factor).values()
        if one.status is not FactorStatus.REJECTED and (one.factor_kind in FINDING_KINDS or one.tags)
    ]
    known = tuple(level for level in accimap_levels() if level.id != OUTCOME)
    by_id = {level.id: level for level in known}
    there = {by_id.get(one.level) for one in factors}
    levels = known if None not in there else (*known, None)
    under: dict[str, list[tuple[Factor, Polarity | None]]] = {}
    codes: dict[str, str | None] = {}
    for one in factors:
        for head, polarity in _heads_of(one, framework, codes):
            under.setdefault(head, []).append((one, polarity))

    def row(label: str, head: str, category: Category | None, note: str = "") -> HeatRow:
        mine = under.get(head, [])
        apart: dict[Level | None, list[tuple[Factor, Polarity | None]]] = {}
        for one, said in mine:
            apart.setdefault(by_id.get(one.level), []).append((one, said))
        cells = tuple(_cell(apart.get(level, ())) for level in levels)
        return HeatRow(label, category, cells, _cell(mine), note)

    rows = [
        row(one.label, one.id, one)
        for one in heads(framework)
        if one.group not in NOT_CAUSES or one.id in under
    ]
    if under.get(UNSORTED):
        rows.append(row(f"Not sorted by {framework.label} yet", UNSORTED, None))
    if under.get(UNKNOWN):
        strange = sorted(code for code, head in codes.items() if head is None)
        rows.append(row("Tags no list here knows", UNKNOWN, None, ", ".join(strange)))
    return HeatMap(framework, levels, tuple(rows))


OUTCOME = "ACC.OUT"
NOT_CAUSES = ("Processes", "Outcomes")
"""Parts of SEIPS that are not where contributory factors are looked for: shown only where a factor carries them."""
UNSORTED, UNKNOWN = "unsorted", "unknown"


def _heads_of(
    one: Factor, framework: Framework, known: dict[str, str | None]
) -> list[tuple[str, Polarity | None]]:
    """The headings a factor stands under, each once, and which way it pulled there.

    `known` keeps what was found of each code: a heading, "" for another framework's, None for one no list knows.
    """
    found: dict[str, Polarity | None] = {}
    strange = False
    for tag in one.tags:
        if tag.code not in known:
            known[tag.code] = _head(tag.code, framework)
        head = known[tag.code]
        strange = strange or head is None
        if head:
            found[head] = _joined(found.get(head), tag.polarity or one.polarity)
    made = list(found.items()) or [(UNSORTED, one.polarity)]
    if strange:
        made.append((UNKNOWN, one.polarity))
    return made


def _head(code: str, framework: Framework) -> str | None:
    found = category(code)
    if found is None:
        return None
    return head_of(found, framework) if found.framework == framework.id else ""


def _joined(one: Polarity | None, other: Polarity | None) -> Polarity | None:
    return Polarity.BOTH if one and other and one != other else one or other


def _cell(inside: Sequence[tuple[Factor, Polarity | None]]) -> Cell:
    pulled = Counter(said for _, said in inside)
    both = pulled[Polarity.BOTH]
    return Cell(
        tuple(one for one, _ in inside),
        pulled[Polarity.HINDERED] + both,
        pulled[Polarity.HELPED] + both,
        pulled[None],
    )
