"""The marks around fields of the case in a review copy: a control for each line, a bookmark around the whole."""

from collections.abc import Iterable, Iterator

from rca_workbench.model import KINDS
from rca_workbench.report.document import FieldKey, Span
from rca_workbench.report.word import xml
from rca_workbench.report.word.tags import EMPTY, MOST_PARTS, SentField, fingerprint, mark_of, tag_of

_LOCK = '<w:lock w:val="sdtLocked"/>'


def lines_of(span: Span) -> list[tuple[int, str]]:
    """The lines of a field's span that say something, each with its number in the field; one empty line if none does."""
    if "\n" not in span.text:
        return [(span.part, span.text)]
    lines = [(span.part + number, line) for number, line in enumerate(span.text.split("\n")) if line.strip()]
    return lines or [(span.part, "")]


class Marks:
    """Which spans of a document are marked, and how. A field is marked where it first stands whole, and there only."""

    def __init__(self, spans: Iterable[Span], controls: Iterator[int], bookmarks: Iterator[int]) -> None:
        self._controls = controls
        self._bookmarks = bookmarks
        self._wanted = _first_places(spans)
        self._begun: dict[FieldKey, tuple[int, str, list[str]]] = {}
        self._kinds: dict[tuple[str, str], str] = {}
        self._serial = 0
        self.fields: list[SentField] = []

    def around(self, key: FieldKey, part: int, text: str, look: Span, *, in_row: bool, under: str) -> str:
        """A line of a field as a run, in its control where it is marked here.

        A control in a row is not locked: Word would not delete a row that holds a locked one. `under` is the heading above.
        """
        wanted = self._wanted.get(key, 0)
        empty = not text.strip()
        if empty and wanted:
            run = xml.run(EMPTY, style="PlaceholderText")
        else:
            run = xml.run(text, bold=look.bold, style="Quiet" if look.quiet else "") if text else ""
        if not wanted:
            return run
        opening, closing = self._bookmark(key, "" if empty else text, wanted)
        return (
            f'{opening}<w:sdt><w:sdtPr><w:alias w:val="{self._words(key, under)}"/>'
            f'<w:tag w:val="{tag_of(key, part)}"/>'
            f'<w:id w:val="{next(self._controls)}"/>{"" if in_row else _LOCK}{"<w:showingPlcHdr/>" if empty else ""}'
            f'<w:text w:multiLine="1"/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>{closing}'
        )

    def _bookmark(self, key: FieldKey, text: str, wanted: int) -> tuple[str, str]:
        """Where the field's bookmark begins and ends, if it does at this line."""
        begun = self._begun.get(key) if wanted > 1 else None
        first = begun is None
        if begun is None:
            self._serial += 1
            begun = (next(self._bookmarks), mark_of(self._serial), [])
        bookmark, mark, lines = begun
        lines.append(text)
        opening = f'<w:bookmarkStart w:id="{bookmark}" w:name="{mark}"/>' if first else ""
        if len(lines) < wanted:
            self._begun[key] = begun
            return opening, ""
        self.fields.append(SentField(key, mark, fingerprint("\n".join(lines))))
        del self._wanted[key]
        self._begun.pop(key, None)
        return opening, f'<w:bookmarkEnd w:id="{bookmark}"/>'

    def _words(self, key: FieldKey, under: str) -> str:
        """What Word shows on the control: of what it is a field, and which."""
        if key.kind == "report_text":
            return xml.said(under[:60]) or "Text"
        known = self._kinds.get((key.kind, key.field))
        if known is None:
            kind = KINDS.get(key.kind)
            field = kind.by_name.get(key.field) if kind is not None else None
            word = kind.word if kind is not None else key.kind
            known = f"{word[:1].upper()}{word[1:]}: {field.type.label if field is not None else key.field}"
            known = self._kinds[key.kind, key.field] = xml.said(known[:64])
        return known


def _first_places(spans: Iterable[Span]) -> dict[FieldKey, int]:
    """How many controls each field has where it first stands: its lines in one go, up to where it begins anew."""
    wanted: dict[FieldKey, int] = {}
    last: dict[FieldKey, int] = {}
    over: set[FieldKey] = set()
    for span in spans:
        key = span.of
        if key is None or key in over:
            continue
        if key in last and span.part <= last[key]:
            over.add(key)
            continue
        if "\n" not in span.text:  # most of them, in tables of thousands of rows
            lines = [span.part] if span.part < MOST_PARTS else []
        else:
            lines = [part for part, _ in lines_of(span) if part < MOST_PARTS]
        if lines:
            wanted[key] = wanted.get(key, 0) + len(lines)
            last[key] = lines[-1]
    return wanted
