"""The factor graph of a `case-1.0` document: its nodes, its links and the note on the whole."""

from collections.abc import Mapping

from rca_workbench.exchange.case_1_0.evidence import cite, is_source
from rca_workbench.exchange.reading import (
    TOP,
    Found,
    Place,
    Reading,
    Shape,
    choice,
    flag,
    reference,
    shown,
    taken,
    text,
)
from rca_workbench.model import (
    ButFor,
    Confidence,
    Factor,
    FactorKind,
    FactorStatus,
    GraphNote,
    Link,
    LinkType,
    Performance,
    Polarity,
    Problem,
    Specificity,
    Tag,
)

_POLARITIES = {one.value: one for one in Polarity}


def _tags(reading: Reading, value: object, place: Place, key: str) -> object:
    """Takes labels, each a code or an object with a code and a polarity."""
    if not isinstance(value, list):
        place.misfit(key, "must be a list")
    return tuple(
        dict.fromkeys(_tag(reading, one, place, f"{key}[{index}]") for index, one in enumerate(value))
    )


def _tag(reading: Reading, value: object, place: Place, key: str) -> Tag:
    if isinstance(value, str):
        return Tag(reading.text(value, place, key))
    if not isinstance(value, dict):
        place.misfit(key, "must be a code, or an object with a code")
    code = value.get("code", value.get("id"))
    if code is None:
        place.misfit(key, "has no code")
    said = value.get("polarity")
    polarity = _POLARITIES.get(said) if isinstance(said, str) else None
    for name, content in value.items():
        if name in ("code", "id") and content == code:
            continue
        if name == "polarity" and (content is None or polarity is not None):
            continue
        reading.keep(f"{place.path}.{key}.{name}", content)
    return Tag(reading.text(code, place, key), polarity)


_NODE: Shape = {
    "id": ("code", text),
    "kind": ("factor_kind", choice(FactorKind)),
    "text": ("text", text),
    "short_label": ("short_label", text),
    "accimap_level": ("level", text),
    "level": ("level", text),
    "tags": ("tags", _tags),
    "status": ("status", choice(FactorStatus)),
    "confidence": ("confidence", choice(Confidence)),
    "evidence_refs": None,
    "subkind": ("problem", choice(Problem)),
    "is_act": ("is_act", flag),
    "is_omission": ("is_omission", flag),
    "duty_ref": ("duty", text),
    "is_departure": ("is_departure", flag),
    "sense_at_the_time": ("sense", text),
    "timeline_ref": ("entry", reference("timeline", "timeline entry")),
    "specific_or_general": ("specificity", choice(Specificity)),
    "performed": ("performed", choice(Performance)),
    "barrier_kind": ("barrier_kind", text),
    "actual_harm": ("actual_harm", flag),
    "polarity": ("polarity", choice(Polarity)),
    "reason": ("reason", text),
    "stop_reason": ("stop_reason", text),
    "note": ("note", text),
}

_LINK: Shape = {
    "source": ("source", reference("nodes", "node")),
    "target": ("target", reference("nodes", "node")),
    "type": ("link_type", choice(LinkType)),
    "but_for": ("but_for", choice(ButFor)),
    "confidence": ("confidence", choice(Confidence)),
    "rationale": ("rationale", text),
}


def take_graph(reading: Reading, document: Mapping[str, object]) -> None:
    """Take nodes, links and the note on the graph."""
    for one in reading.objects(document, "nodes", "factor", "node"):
        values = taken(reading, one.source, one.place, _node_shape(one))
        values["entries"] = _evidence(reading, one)
        reading.add(Factor(id=one.ours, **values))  # type: ignore[arg-type]
    _take_links(reading, document)
    note = document.get("graph_note")
    if note is not None:
        reading.add(GraphNote(id=GraphNote.kind.name, note=reading.text(note, TOP, "graph_note")))


def _node_shape(node: Found) -> Shape:
    if "level" in node.source and "accimap_level" in node.source:
        return {key: taker for key, taker in _NODE.items() if key != "level"}
    return _NODE


def _evidence(reading: Reading, node: Found) -> tuple[str, ...]:
    """The timeline entries among a node's evidence; places in sources become excerpts."""
    entries: dict[str, None] = {}
    sources: list[object] = []
    for index, said in enumerate(reading.items(node.source, "evidence_refs", node.place)):
        one = reading.text(said, node.place, "evidence_refs").strip()
        entry = reading.resolve(one, "timeline")
        if entry is not None and not is_source(reading, one):
            entries[entry] = None
        elif reading.resolve(one, "nodes", "actors") and not is_source(reading, one):
            # A node that rests on another node: the graph says that with a link, so there is no field.
            reading.keep(f"{node.place.path}.evidence_refs[{index}]", said)
        elif is_source(reading, one):
            sources.append(said)
        else:
            node.place.misfit("evidence_refs", f"there is no entry or source {shown(one)}")
    cite(reading, sources, node.ours, node.place, "evidence_refs")
    return tuple(entries)


def _take_links(reading: Reading, document: Mapping[str, object]) -> None:
    here = TOP.inside("links")
    nodes = {ours: theirs for theirs, ours in reading.ids.get("nodes", {}).items()}
    seen: dict[tuple[object, ...], int] = {}
    for index, source in enumerate(reading.items(document, "links")):
        place = here.item(index, "link")
        if not isinstance(source, dict):
            place.misfit("", "must be an object")
        values = taken(reading, source, place, _LINK)
        for end in ("source", "target"):
            if end not in values:
                place.misfit(end, "is missing")
        what = (values["source"], values["target"], values.get("link_type", LinkType.CONTRIBUTED_TO))
        seen[what] = seen.get(what, 0) + 1
        id = reading.id_for("link", nodes[str(what[0])], nodes[str(what[1])], str(what[2]), str(seen[what]))
        reading.add(Link(id=id, **values))  # type: ignore[arg-type]
