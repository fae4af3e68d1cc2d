"""The comments of a file that came back, each on the field, the row or under the heading it stands on."""

from dataclasses import replace
from datetime import date

from rca_workbench.model import Action, Comment, Recommendation, Snapshot, new_id
from rca_workbench.report.document import FieldKey
from rca_workbench.report.returned.authors import Authors
from rca_workbench.report.returned.comparison import Comparison
from rca_workbench.report.returned.deciding import SECTION, entity_of
from rca_workbench.report.returned.file import ReturnedComment, ReturnedFile
from rca_workbench.report.returned.rows import subject_of
from rca_workbench.report.word.tags import plain_text

_ENOUGH = 15
"""Letters of a sentence by which a thing is known."""
NOWHERE = "The words it stood on are no longer in the file"


def comments_of(
    snapshot: Snapshot, file: ReturnedFile, beside: Comparison, authors: Authors
) -> tuple[Comment, ...]:
    """The comments of a file as the case keeps them, replies behind what they answer."""
    ids = {one.id: new_id() for one in file.comments}
    by_id = {one.id: one for one in file.comments}
    made: list[Comment] = []
    for number, one in enumerate(file.comments):
        at = one
        seen = {one.id}
        while at.line is None and at.answers in by_id and at.answers not in seen:
            at = by_id[at.answers]  # a reply stands where what it answers does
            seen.add(at.id)
        made.append(
            replace(
                _placed(snapshot, one, at, beside, authors, number),
                id=ids[one.id],
                answers=ids.get(one.answers),
            )
        )
    return tuple(made)


def _placed(
    snapshot: Snapshot,
    one: ReturnedComment,
    at: ReturnedComment,
    beside: Comparison,
    authors: Authors,
    number: int,
) -> Comment:
    key = _key(snapshot, at, beside)
    entity = entity_of(snapshot, key) if key is not None else None
    there = entity is not None and snapshot.table(entity.kind.name).get(entity.id) is not None
    field = ""
    if key is not None:
        field = key.id.partition(":")[2] if key.kind == SECTION else key.field
    place = beside.place(at.line) if at.line is not None else NOWHERE
    order = len(beside.back) if at.line is None else at.line
    return Comment(
        id="",
        about=entity.id if entity is not None and there else None,
        field=field,
        place=authors.without_names(place),
        by=authors.role(one.author),
        on=day(one.on),
        quote=authors.without_names(at.quote),
        text=authors.without_names(one.text),
        resolved=one.resolved or None,
        order=f"{(order + 1) * 2:07d}-{number:05d}",
    )


def _key(snapshot: Snapshot, one: ReturnedComment, beside: Comparison) -> FieldKey | None:
    """The field a comment stands on: by its control, its paragraph, what that tells of, otherwise its row's."""
    if one.tags:
        return one.tags[0]
    if one.line is None or one.line >= len(beside.back):
        return None
    if found := beside.keys.get(one.line):
        return found[0]
    if told := _told(snapshot, plain_text(beside.back[one.line].text(after=False))):
        return told
    row = beside.back[one.line].row
    if row is None:
        return None
    here = beside.rows.get((row.table, row.number))
    return subject_of(here, beside.rows.values()) if here is not None else None


def _told(snapshot: Snapshot, words: str) -> FieldKey | None:
    """The action or recommendation whose first sentence a paragraph outside all fields repeats, where it is but one.

    Lists and tables of a report tell them a second time there.
    """
    told: list[Action | Recommendation] = [
        *snapshot.of(Action).values(),
        *snapshot.of(Recommendation).values(),
    ]
    found = [
        FieldKey(one.kind.name, one.id, one.kind.title_field)
        for one in told
        if len(said := plain_text(one.text).partition(". ")[0].rstrip(".")) >= _ENOUGH and said in words
    ]
    return found[0] if len(found) == 1 else None


def day(on: str) -> str:
    """A day of the file as the case keeps one; empty where it is none."""
    try:
        return date.fromisoformat(on).isoformat() if len(on) == 10 and on > "1900" else ""
    except ValueError:
        return ""
