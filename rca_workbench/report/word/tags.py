"""What a review copy says of itself, so that it is known again when it comes back: the names of its marks.

Each field of the case stands in the file under a tag on its control (one control for each of its lines), between a
bookmark's ends, and in the list of a custom XML part. Programs lose the one or the other on saving; the three agree.
A field that stands in several places of a document is marked where it first stands whole, and there only: a tag that comes
back twice is a row that somebody copied.
"""

import base64
import hashlib
import re
import string
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from rca_workbench.report.document import FieldKey

NAMESPACE = "urn:rca-workbench:sent:1"
"""Of the custom XML part. Part names and item ids change on saving; the namespace does not."""
STORE_ID = "{5B0F3C5E-2B0B-4E52-9C55-52434157B001}"
"""Of the custom XML part; the same in every file, so that equal reports are equal files."""
EMPTY = "Not yet written"
"""What stands in the control of a field that holds nothing."""
LONGEST_TAG = 64
"""Word takes no longer ones."""
MOST_PARTS = 1000
"""Lines of one field that are marked; a tag has room for three digits."""


class Property(StrEnum):
    """Names of the file's custom properties."""

    CASE = "RCA case"
    EXPORT = "RCA export"
    TEMPLATE = "RCA template"
    VERSION = "RCA version"
    HEAD = "RCA journal head"


@dataclass(frozen=True, slots=True)
class SentField:
    """A field of the case as it went out."""

    key: FieldKey
    mark: str
    """Name of the bookmark around it."""
    sha256: str
    """`fingerprint` of its words as they went out."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What the custom XML part of a review copy says."""

    case_id: str
    export_id: str
    template: str
    version: str
    head: str
    """Journal head of the case it was made from, whole."""
    fields: tuple[SentField, ...] = ()

    @property
    def by_mark(self) -> dict[str, FieldKey]:
        """Which field stands in which bookmark."""
        return {one.mark: one.key for one in self.fields}

    @property
    def by_short(self) -> dict[str, FieldKey]:
        """Fields whose id does not fit in a tag, by what stands in its place."""
        return {_short(one.key): one.key for one in self.fields if _fitting(one.key).startswith("~")}


def tag_of(key: FieldKey, part: int) -> str:
    """The tag of a control: `rca/<kind>/<id>/<field>/<part>`, at most 64 characters.

    An id of 32 hexadecimal digits is written as 22 characters of base64url, a short other one as it is. One that does not
    fit (of the words of a section with a long name) is `~` and the beginning of its digest; the custom XML part lists it.
    """
    return f"rca/{key.kind}/{_fitting(key)}/{key.field}/{part}"


def key_of_tag(tag: str, short: Mapping[str, FieldKey] | None = None) -> tuple[FieldKey, int] | None:
    """Which field and which of its lines a tag names; None where it is none of ours.

    `short` are the ids that did not fit, from `Sent.by_short`; without them such a tag comes back with the digest as id.
    """
    pieces = tag.split("/")
    if len(pieces) != 5 or pieces[0] != "rca" or not all(pieces) or not _PART.fullmatch(pieces[4]):
        return None
    _, kind, id, field, part = pieces
    if id.startswith("~") and short and id in short:
        return short[id], int(part)
    return FieldKey(kind, _unpacked(id), field), int(part)


def mark_of(serial: int) -> str:
    """The name of the bookmark around the field of that number."""
    return f"rca_{serial}"


def is_mark(name: str) -> bool:
    """Whether a bookmark is one of those around fields."""
    return _MARK.fullmatch(name) is not None


def plain_text(text: str) -> str:
    """Text as it is compared: composed alike, with one blank where there are several, without lines that say nothing."""
    composed = text if text.isascii() else unicodedata.normalize("NFC", text)
    lines = [" ".join(line.split()) for line in composed.splitlines()]
    return "\n".join([line for line in lines if line])


def fingerprint(text: str) -> str:
    """SHA-256 of a text as it is compared."""
    return hashlib.sha256(plain_text(text).encode("utf-8", "surrogatepass")).hexdigest()


def sent_xml(sent: Sent) -> bytes:
    """The custom XML part."""
    rows = "".join(
        f'<field kind="{one.key.kind}" id="{escape(one.key.id)}" field="{one.key.field}" mark="{one.mark}" '
        f'sha256="{one.sha256}"/>'
        for one in sent.fields
    )
    facts = _said(
        case=sent.case_id, export=sent.export_id, template=sent.template, version=sent.version, head=sent.head
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<sent xmlns="{NAMESPACE}"{facts}>{rows}</sent>'.encode()


def sent_in(parts: Iterable[bytes]) -> Sent | None:
    """What a review copy says of itself, from the custom XML parts it holds; None where none of them is ours."""
    from lxml import etree

    for data in parts:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            continue
        if root.tag != f"{{{NAMESPACE}}}sent":
            continue
        fields = tuple(
            SentField(
                FieldKey(str(one.get("kind", "")), str(one.get("id", "")), str(one.get("field", ""))),
                str(one.get("mark", "")),
                str(one.get("sha256", "")),
            )
            for one in root.iterchildren(f"{{{NAMESPACE}}}field")
        )
        case_id, export_id, template, version, head = (
            str(root.get(name, "")) for name in ("case", "export", "template", "version", "head")
        )
        return Sent(case_id, export_id, template, version, head, fields)
    return None


_PART = re.compile(r"\d{1,3}", re.ASCII)
_MARK = re.compile(r"rca_\d+", re.ASCII)
_HEX = re.compile(r"[0-9a-f]{32}")
_PLAIN = frozenset(string.ascii_letters + string.digits + "-_:. ")


def _fitting(key: FieldKey) -> str:
    """The id as it stands in a tag."""
    room = LONGEST_TAG - len("rca///999") - 1 - len(key.kind) - len(key.field)
    if room >= 22 and _HEX.fullmatch(key.id):
        return base64.urlsafe_b64encode(bytes.fromhex(key.id)).decode().rstrip("=")
    plain = key.id and len(key.id) <= room and _PLAIN.issuperset(key.id)
    return key.id if plain and key.id == key.id.strip() and _unpacked(key.id) == key.id else _short(key)


def _short(key: FieldKey) -> str:
    digest = hashlib.sha256(f"{key.kind}/{key.id}".encode("utf-8", "surrogatepass")).digest()
    return "~" + base64.urlsafe_b64encode(digest[:12]).decode()


def _unpacked(id: str) -> str:
    """The id of a tag as the case has it."""
    if len(id) != 22:
        return id
    try:
        held = base64.b64decode(id + "==", altchars=b"-_", validate=True)
    except ValueError:
        return id
    return held.hex() if base64.urlsafe_b64encode(held).decode().rstrip("=") == id else id


def _said(**facts: str) -> str:
    return "".join(f' {name}="{escape(said)}"' for name, said in facts.items())
