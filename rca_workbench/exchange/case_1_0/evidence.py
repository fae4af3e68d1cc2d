"""The sources of a `case-1.0` document and the places in them that facts rest on."""

import re
from collections.abc import Mapping

from rca_workbench.exchange.reading import Place, Reading, Shape, shown, taken, text
from rca_workbench.model import EvidenceItem, EvidenceKind, Excerpt
from rca_workbench.model.order import keys

_SAME = {
    "investigation report": EvidenceKind.PUBLISHED_REPORT,
    "published investigation report": EvidenceKind.PUBLISHED_REPORT,
    "newspaper": EvidenceKind.PRESS,
    "press report": EvidenceKind.PRESS,
    "inquest": EvidenceKind.CORONER,
    "coroner's report": EvidenceKind.CORONER,
    "photo": EvidenceKind.PHOTOGRAPH,
} | {kind.value.replace("_", " "): kind for kind in EvidenceKind}

_SOURCE: Shape = {
    "id": ("code", text),
    "label": ("name", text),
    "kind": ("kind_as_said", text),
    "ref_form": ("reference_form", text),
    "note": ("note", text),
}


def take_sources(reading: Reading, document: Mapping[str, object], after: Mapping[str, str]) -> None:
    """Take the document's sources into the evidence register."""
    found = reading.objects(document, "sources", "evidence", "source")
    for one, order in zip(found, keys(len(found), after.get("evidence", "")), strict=True):
        values = taken(reading, one.source, one.place, _SOURCE)
        said = str(values.get("kind_as_said", ""))
        values["evidence_kind"] = _SAME.get(said.strip().lower().replace("_", " "))
        reading.add(EvidenceItem(id=one.ours, order=order, **values))  # type: ignore[arg-type]


def cite(reading: Reading, said: object, about: str, place: Place, key: str) -> None:
    """Tie a fact to the places a reference such as "S1+S3" or "R1#2.6,2.8" names.

    Args:
        said: the reference as the document has it, or a list of such.
        about: the fact's id in the case.

    Raises:
        Misfit: it names a source the document does not list.
    """
    places: list[tuple[str, str]] = []
    for one in said if isinstance(said, list) else (said,):
        places += _places(reading, reading.text(one, place, key), place, key)
    for source, at in places if len(places) < 2 else dict.fromkeys(places):
        id = reading.id_for("excerpt", about, source, at)
        reading.entities.append(Excerpt(id=id, evidence=source, about=about, place=at))


def _places(reading: Reading, reference: str, place: Place, key: str) -> list[tuple[str, str]]:
    """Each source a reference names, by its id in the case, with the place in it.

    A piece that names no source but follows a place belongs to that place: "R1#2.6+2.8".
    """
    sources = reading.ids.get("sources", {})
    if "+" not in reference and ";" not in reference:
        head, _, at = reference.partition("#")
        ours = sources.get(head.strip())
        if ours is not None:
            return [(ours, at.strip())]
    pieces = re.split(r"([+;])", reference) if reference.strip() else []
    found: list[tuple[str, str]] = []
    for sign, piece in zip(["", *pieces[1::2]], pieces[::2], strict=False):
        head, _, at = (part.strip() for part in piece.partition("#"))
        ours = sources.get(head)
        if ours is not None:
            found.append((ours, at))
        elif found and found[-1][1]:
            source, before = found.pop()
            found.append((source, f"{before}{sign}{piece}"))
        else:
            place.misfit(key, f"there is no source {shown(head)}")
    return found


def is_source(reading: Reading, reference: str) -> bool:
    """True where a reference begins with the id of one of the document's sources."""
    head = re.split(r"[#+;]", reference, maxsplit=1)[0].strip()
    return head in reading.ids.get("sources", {})
