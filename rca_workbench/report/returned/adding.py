"""A row that a reader added to a table becomes a thing of the case, with what can be read of it."""

from collections.abc import Iterator, Mapping
from datetime import date

from rca_workbench.model import KINDS, Actor, Proposal, ReviewedDraft, TimelineEntry, new_id
from rca_workbench.model.codes import next_code
from rca_workbench.model.entity import Field, Kind
from rca_workbench.model.fields import Ref, Text, When
from rca_workbench.model.order import key_between
from rca_workbench.model.time import Time, TimeKind
from rca_workbench.model.time_words import EntryRef, read_time
from rca_workbench.store import Step

SIGN = ": "
"""Between the name of a column and what stands in it: the words of a proposed row are a line for each cell."""
_CODES = ("no", "number", "code", "ref")
_TIMES = ("when", "time", "date")
"""Begin the headings of columns that hold a code, and a time."""


def row_words(cells: Mapping[str, str]) -> str:
    """The cells of a row as the words of a proposal: each on lines of its own, behind its column's name."""
    return "\n".join(f"{name}{SIGN}{text}" for name, text in cells.items() if text.strip())


def add_row(step: Step, proposal: Proposal) -> str:
    """Add what a proposed row describes; gives why it cannot be added, empty where it was."""
    kind = KINDS.get(proposal.subject_kind)
    main = kind.by_name.get(proposal.field or kind.title_field) if kind else None
    if kind is None or kind.single or main is None or not isinstance(main.type, Text):
        return "What kind of thing this row is cannot be told. Add it by hand, then decline this row with that reason."
    values, rest = _read(step, kind, proposal)
    if not str(values.get(main.name, "")).strip():
        if not rest:
            return "The row is empty."
        values[main.name] = rest.pop(0)
    if rest:
        note = kind.by_name.get("note")
        if note is None or not isinstance(note.type, Text):
            return f"There is no place for {_quoted(rest)}. Add it by hand, then decline this row with that reason."
        said = str(values.get("note", ""))
        values["note"] = "\n".join((said, *rest) if said else rest)
    if "code" in kind.by_name and not values.get("code"):
        values["code"] = next_code(step.snapshot, kind.cls)
    if "order" in kind.by_name:
        last = max(
            (str(getattr(one, "order", "")) for one in step.snapshot.table(kind.name).values()), default=""
        )
        values["order"] = key_between(last or None, None)
    step.add(kind.make({"id": new_id(), **values}))
    return ""


def _read(step: Step, kind: Kind, proposal: Proposal) -> tuple[dict[str, object], list[str]]:
    """The fields that the row's cells fill, and what no field takes."""
    values: dict[str, object] = {}
    rest: list[str] = []
    for name, text in _cells(proposal.after):
        field = _field(kind, name, proposal.field)
        if field is not None and field.name == "code":
            continue  # it gets the next one that is free
        value = (
            _value(step, field, text, proposal) if field is not None and field.name not in values else None
        )
        if field is not None and value is not None:
            values[field.name] = value
        else:
            rest.append(f"{name}{SIGN}{text}" if name else text)
    return values, rest


def _field(kind: Kind, name: str, main: str) -> Field | None:
    """The field that a cell of that name fills; words without a name are the thing's own."""
    if not name:
        return kind.by_name.get(main or kind.title_field)
    said = name.casefold().rstrip(".")
    for field in kind.fields:
        if field.type.label.casefold() == said:
            return field
    if said in _CODES:
        return kind.by_name.get("code")
    if said.startswith(_TIMES):
        return next((field for field in kind.fields if isinstance(field.type, When)), None)
    return None


def _value(step: Step, field: Field, text: str, proposal: Proposal) -> object:
    """What a field holds that a cell says; None where the words do not fit it."""
    match field.type:
        case When():
            return _time(step, text, _day(step, proposal))
        case Ref(kind="actor"):
            roles = (
                one for one in step.snapshot.of(Actor).values() if one.role.casefold() == text.casefold()
            )
            found = next(roles, None)
            return found.id if found is not None else None
        case Text():
            return text
        case _:
            return None


def _day(step: Step, proposal: Proposal) -> date:
    """The day on which the row was written, or came back: what "yesterday" is told from."""
    draft = step.snapshot.get(ReviewedDraft, proposal.draft)
    said = proposal.on or (draft.on if draft is not None else "")
    return date.fromisoformat(said) if said else date.max


def _cells(words: str) -> Iterator[tuple[str, str]]:
    """The name and the words of each cell of a proposed row. Lines without a name belong to the one before."""
    name, lines = "", list[str]()
    for line in words.split("\n"):
        begun, sign, said = line.partition(SIGN)
        if sign and len(begun) <= 60:
            if lines:
                yield name, "\n".join(lines)
            name, lines = begun, [said]
        else:
            lines.append(line)
    if lines:
        yield name, "\n".join(lines)


def _time(step: Step, text: str, day: date) -> Time:
    """A time as people write it; kept as said where it cannot be read."""
    entries = step.snapshot.of(TimelineEntry).values()

    def find(words: str) -> EntryRef | None:
        found = [one for one in entries if one.code and one.code.casefold() == words.strip().casefold()]
        return EntryRef(found[0].id, found[0].code) if len(found) == 1 else None

    reading = read_time(" ".join(text.split()), near=None, find=find, now=day)
    return reading.time or Time(kind=TimeKind.UNKNOWN, said=" ".join(text.split()))


def _quoted(texts: list[str]) -> str:
    return ", ".join(f"“{one}”" for one in texts)
