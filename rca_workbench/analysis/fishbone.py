"""What stands on a fishbone: the factors that lead to one harm or problem, under the headings of a framework.

A fishbone is another look at the factor graph and holds nothing of its own. Its head is a factor; its bones are the
headings of the framework the case is sorted by; a factor stands on every bone it is tagged with. What leads to the
head and is not tagged yet stands on a last bone, so that nothing is left out of sight.
Source: the fishbone in methods.json (put the problem at the head, use framework types as bones).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rca_workbench.analysis.classifying import categories_of, headings, heads
from rca_workbench.model import Factor, FactorKind, FactorStatus, Link, LinkType, Snapshot, Tag
from rca_workbench.reference import Category, Framework

UNSORTED = ""
"""Id of the bone for factors that carry no tag of the framework."""
UNSORTED_LABEL = "Not yet sorted"

HEAD_KINDS = (FactorKind.HARM, FactorKind.PROBLEM)
"""What can be put at the head: what is to be explained."""

_ALWAYS = {"seips": "Work system"}
"""The part of a framework whose empty headings are worth showing, where it has others: SEIPS lists processes and
outcomes beside the work system, and only the elements of the work system are places to look for what contributed."""


@dataclass(frozen=True, slots=True)
class Rib:
    """A factor on a bone."""

    factor: Factor
    component: str = ""
    """Label of the component it is tagged with; empty where it is tagged with the heading itself."""
    again: bool = False
    """True where it stands on an earlier bone too."""


@dataclass(frozen=True, slots=True)
class Bone:
    """A heading with the factors under it: those of the heading itself, then component by component."""

    id: str
    label: str
    ribs: tuple[Rib, ...]
    category: Category | None = None


@dataclass(frozen=True, slots=True)
class Fishbone:
    """A head and its bones, in the order of the framework; the bone for what is not sorted comes last."""

    head: Factor | None
    framework: Framework
    bones: tuple[Bone, ...]

    @property
    def factors(self) -> frozenset[str]:
        """Ids of the factors on its bones."""
        return frozenset(rib.factor.id for bone in self.bones for rib in bone.ribs)

    def bone(self, id: str | None) -> Bone | None:
        """The bone of a heading."""
        return next((one for one in self.bones if one.id == id), None)


def possible_heads(snapshot: Snapshot) -> tuple[Factor, ...]:
    """What can be put at the head, harms first; each kind in the order of the case."""
    standing = [one for one in snapshot.of(Factor).values() if one.status is not FactorStatus.REJECTED]
    return tuple(one for kind in HEAD_KINDS for one in standing if one.factor_kind is kind)


def fishbone_of(snapshot: Snapshot, framework: Framework, head_id: str | None = None) -> Fishbone:
    """The fishbone of one head; of the first harm (or problem) where that head is not there.

    Args:
        framework: whose headings are the bones; `framework_of(snapshot)` is the one the team chose.
        head_id: id of the factor at the head.
    """
    offered = possible_heads(snapshot)
    head = next((one for one in offered if one.id == head_id), offered[0] if offered else None)
    factors = leading_to(snapshot, head.id) if head is not None else ()
    return Fishbone(head, framework, tuple(_bones(factors, framework)))


def leading_to(snapshot: Snapshot, id: str) -> tuple[Factor, ...]:
    """All that contributed to a factor, directly or through others, without what was set aside; in case order.

    Barriers that were meant to stop something on the way are among them: how they did is part of why it happened.
    """
    factors = snapshot.of(Factor)
    by_target = snapshot.by(Link, "target")
    links = snapshot.of(Link)
    found, ahead = {id}, [id]
    while ahead:
        for link in (links[one] for one in by_target.get(ahead.pop(), ())):
            source = factors.get(link.source or "")
            follows = link.link_type in (LinkType.CONTRIBUTED_TO, LinkType.INTENDED_TO_STOP)
            if source and follows and source.id not in found and source.status is not FactorStatus.REJECTED:
                found.add(source.id)
                ahead.append(source.id)
    return tuple(one for one in factors.values() if one.id in found and one.id != id)


def moved_tags(factor: Factor, framework: Framework, out_of: str, into: str) -> tuple[Tag, ...]:
    """The tags of a factor that is moved from one bone to another; those of other frameworks stay.

    Args:
        out_of: id of the heading whose tags go (of the heading and of what stands under it).
        into: id of the heading it is tagged with instead; both may be `UNSORTED`.
    """
    if out_of == into:
        return factor.tags
    heading = headings(framework)
    kept: list[Tag] = []
    polarity = None
    for tag in factor.tags:
        if heading.get(tag.code) == out_of:
            polarity = polarity or tag.polarity
        else:
            kept.append(tag)
    if into != UNSORTED and all(heading.get(tag.code) != into for tag in kept):
        kept.append(Tag(into, polarity))
    return tuple(kept)


def prompts_of(bone: Bone, framework: Framework) -> tuple[str, ...]:
    """Questions that help to find factors for a bone: those of its heading, then those of what is under it."""
    heading = headings(framework)
    return tuple(
        prompt for one in framework.categories if heading[one.id] == bone.id for prompt in one.prompts
    )


def _bones(factors: Sequence[Factor], framework: Framework) -> Iterator[Bone]:
    heading = headings(framework)
    under: dict[str, dict[str, list[Factor]]] = {}
    sorted_ids: set[str] = set()
    for factor in factors:
        for id, place in _places(factor, framework, heading).items():
            under.setdefault(id, {}).setdefault(place, []).append(factor)
            sorted_ids.add(factor.id)
    seen: set[str] = set()
    always = _ALWAYS.get(framework.id)
    for top in heads(framework):
        ribs = _ribs(under.get(top.id, {}), top, framework, seen)
        if ribs or always is None or top.group == always:
            yield Bone(top.id, top.label, ribs, top)
        seen |= {rib.factor.id for rib in ribs}
    rest = tuple(Rib(one) for one in factors if one.id not in sorted_ids)
    if rest:
        yield Bone(UNSORTED, UNSORTED_LABEL, rest)


def _places(factor: Factor, framework: Framework, heading: dict[str, str]) -> dict[str, str]:
    """Id of each heading a factor stands under -> the most particular thing it is tagged with there."""
    found: dict[str, str] = {}
    for one in categories_of(factor, framework):
        head = heading[one.id]
        if found.get(head, head) == head:
            found[head] = one.id
    return found


def _ribs(
    under: dict[str, list[Factor]], head: Category, framework: Framework, seen: set[str]
) -> tuple[Rib, ...]:
    """The factors under one heading: its own first, then by component in the order of the framework."""
    return tuple(
        Rib(factor, "" if one.id == head.id else one.label, factor.id in seen)
        for one in (head, *(one for one in framework.categories if one.id != head.id))
        for factor in under.get(one.id, ())
    )
