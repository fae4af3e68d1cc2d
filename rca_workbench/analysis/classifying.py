"""Which framework a case sorts its factors by, and where each factor stands in it.

A factor may carry tags of several frameworks; one is shown at a time. A tag that no list knows is kept and counts
as unknown.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from rca_workbench.model import Factor, Snapshot
from rca_workbench.reference import Category, Framework, category, frameworks, profile


def framework_of(snapshot: Snapshot) -> Framework:
    """The framework the team chose; else the one most factors are tagged in; else what its national one expects."""
    offered = {one.id: one for one in frameworks() if one.offered}
    chosen = offered.get(snapshot.case.classification)
    if chosen is not None:
        return chosen
    usual = profile(snapshot.case.profile).first_framework
    tagged: Counter[str] = Counter({usual: 0})
    for factor in snapshot.of(Factor).values():
        known = {one.framework for tag in factor.tags if (one := category(tag.code)) is not None}
        tagged.update(known & offered.keys())
    return offered[max(tagged, key=lambda id: (tagged[id], id == usual))]


def categories_of(factor: Factor, framework: Framework) -> tuple[Category, ...]:
    """The categories of one framework that a factor is tagged with, in the order of its tags."""
    found = (category(tag.code) for tag in factor.tags)
    return tuple(one for one in found if one is not None and one.framework == framework.id)


def unknown_tags(factor: Factor) -> tuple[str, ...]:
    """The codes on a factor that no list knows: from a newer list, or an organisation's own."""
    return tuple(tag.code for tag in factor.tags if category(tag.code) is None)


def heads(framework: Framework) -> tuple[Category, ...]:
    """The main headings of a framework: the types of factor, without the components under them."""
    ids = {one.id for one in framework.categories}
    return tuple(one for one in framework.categories if not _head_above(one.id, ids))


def head_of(one: Category, framework: Framework) -> str:
    """Id of the main heading a category stands under; its own where it is one."""
    return _head_above(one.id, {other.id for other in framework.categories}) or one.id


def headings(framework: Framework) -> dict[str, str]:
    """Id of each category of a framework -> id of the main heading it stands under; its own for a heading."""
    ids = {one.id for one in framework.categories}
    return {one.id: _head_above(one.id, ids) or one.id for one in framework.categories}


def by_head(factors: Iterable[Factor], framework: Framework) -> Mapping[str, tuple[Factor, ...]]:
    """Id of a main heading -> the factors tagged with it or with what stands under it, each once, in their order."""
    heading = headings(framework)
    made: dict[str, list[Factor]] = {one.id: [] for one in heads(framework)}
    for factor in factors:
        for head in dict.fromkeys(heading[one.id] for one in categories_of(factor, framework)):
            made[head].append(factor)
    return {id: tuple(several) for id, several in made.items()}


def _head_above(id: str, known: Iterable[str]) -> str:
    """The heading an id stands under by its dots (`NPSA.TASK` of `NPSA.TASK.GUIDE`); empty where it is one itself."""
    parts = id.split(".")
    for length in range(1, len(parts)):
        above = ".".join(parts[:length])
        if above in known:
            return above
    return ""
