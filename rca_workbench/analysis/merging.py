"""Making one factor of two that say the same: nothing that hung on either is lost.

Works out what a step has to change; the words of both are kept, in `other_wording` and in the journal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rca_workbench.model import Confidence, Entity, Factor, FactorStatus, Link, Snapshot

_JOINED_TEXTS = (
    "sense", "meant_to", "reason", "no_action_reason", "stop_reason", "predicts", "wanted", "note", "duty",
)  # fmt: skip
_FIRST_SAID = (
    "short_label", "level", "confidence", "entry", "problem", "is_act", "is_omission", "is_departure", "specificity",
    "performed", "barrier_kind", "actual_harm", "polarity", "gate", "gate_count", "sufficient", "pinned",
)  # fmt: skip
_SURER = (None, Confidence.POSSIBLE, Confidence.PROBABLE, Confidence.ESTABLISHED)


@dataclass(slots=True)
class Merging:
    """What a step changes to make one of two: new field values by entity, and what goes."""

    changed: dict[str, tuple[Entity, dict[str, object]]] = field(default_factory=dict)
    removed: list[Entity] = field(default_factory=list)

    def put(self, entity: Entity, values: Mapping[str, object]) -> None:
        """Give fields of an entity other values."""
        self.changed.setdefault(entity.id, (entity, {}))[1].update(values)

    def now(self, entity: Entity, name: str) -> object:
        """A field as it will be."""
        there = self.changed.get(entity.id)
        return there[1].get(name, getattr(entity, name)) if there else getattr(entity, name)


def merging(snapshot: Snapshot, kept: Factor, gone: Factor) -> Merging:
    """What has to change so that `kept` stands for both and `gone` can go.

    All that pointed to `gone` points to `kept`: links, sources, actions, findings, questions, accepted checks.
    Links that would join a factor with itself go; of two links that then claim the same, one stays with the
    reasoning of both and the surer word of the two.

    Raises:
        ValueError: both are the same factor.
    """
    if kept.id == gone.id:
        raise ValueError("A factor cannot be made one with itself.")
    made = Merging()
    made.put(kept, _both(kept, gone))
    _repoint(made, snapshot, gone.id, kept.id)
    _settle_links(made, snapshot, kept, gone)
    made.removed.append(gone)
    return made


def _both(kept: Factor, gone: Factor) -> dict[str, object]:
    """The fields of the factor that stays, with what the other said besides."""
    wordings = [
        line for one in (kept.other_wording, gone.text, gone.other_wording) for line in one.splitlines()
    ]
    said = dict.fromkeys(line for line in map(str.strip, wordings) if line and line != kept.text.strip())
    values: dict[str, object] = {
        "other_wording": "\n".join(said),
        "tags": (*kept.tags, *(tag for tag in gone.tags if tag.code not in {one.code for one in kept.tags})),
        "entries": tuple(dict.fromkeys((*kept.entries, *gone.entries))),
    }
    values |= {name: _joined(getattr(kept, name), getattr(gone, name)) for name in _JOINED_TEXTS}
    for name in _FIRST_SAID:
        if getattr(kept, name) in (None, "") and getattr(gone, name) not in (None, ""):
            values[name] = getattr(gone, name)
    if kept.status is FactorStatus.CANDIDATE and gone.status is not FactorStatus.REJECTED:
        values["status"] = gone.status
    if not kept.text.strip():
        said.pop(gone.text.strip(), None)
        values |= {"text": gone.text, "other_wording": "\n".join(said)}
    return values


def _repoint(made: Merging, snapshot: Snapshot, old: str, new: str) -> None:
    """Whatever refers to one thing refers to another."""
    for one in snapshot.pointing_to(old):
        for pointing in one.kind.pointing:
            value = made.now(one, pointing.name)
            if isinstance(value, tuple) and old in value:
                made.put(one, {pointing.name: tuple(dict.fromkeys(new if id == old else id for id in value))})
            elif value == old:
                made.put(one, {pointing.name: new})


def _settle_links(made: Merging, snapshot: Snapshot, kept: Factor, gone: Factor) -> None:
    """Take out links that came to join a factor with itself, and one of each two that came to claim the same."""
    touched = {
        link.id: link
        for id in (kept.id, gone.id)
        for end in ("source", "target")
        for link in snapshot.pointed_from(Link, end, id)
    }
    there: dict[tuple[object, object, object], Link] = {}
    for link in sorted(touched.values(), key=lambda one: gone.id in (one.source, one.target)):
        ends = (made.now(link, "source"), made.now(link, "target"))
        first = there.setdefault((*ends, link.link_type), link)
        if ends[0] == ends[1]:
            _repoint(made, snapshot, link.id, kept.id)
        elif first is not link:
            made.put(first, _surer(made, first, link))
            _repoint(made, snapshot, link.id, first.id)
        else:
            continue
        made.changed.pop(link.id, None)
        made.removed.append(link)


def _surer(made: Merging, first: Link, second: Link) -> dict[str, object]:
    now = {name: made.now(first, name) for name in ("confidence", "but_for", "rationale", "reviewed")}
    confidence = max((now["confidence"], second.confidence), key=_SURER.index)
    return {
        "confidence": confidence,
        "but_for": now["but_for"] or second.but_for,
        "rationale": _joined(str(now["rationale"]), second.rationale),
        "reviewed": bool(now["reviewed"] and second.reviewed) or None,
    }


def _joined(one: str, other: str) -> str:
    if not other.strip() or other.strip() in one:
        return one
    return f"{one.rstrip()}\n{other.strip()}" if one.strip() else other
