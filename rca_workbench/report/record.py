"""What stands on record beside the analysis: immediate actions, approval, what an import left over."""

from rca_workbench.model import (
    ImmediateAction,
    Review,
    ReviewKind,
    SignOff,
    Snapshot,
    Unplaced,
)
from rca_workbench.model.time import short_label
from rca_workbench.model.time_said import date_words
from rca_workbench.report.document import (
    Block,
    Bullets,
    Column,
    Heading,
    Span,
    TableBlock,
    missing,
    plain,
)
from rca_workbench.report.telling import cell

AT_MOST = 60
"""Places named in a row; more would be a page nobody reads."""


def immediate_actions(snapshot: Snapshot) -> list[Block]:
    """What was done in the first days to make things safe."""
    rows = tuple(
        (
            cell(one, "what"),
            one.owner,
            short_label(one.done) if one.done.start or one.done.said else "Not recorded",
            cell(one, "proof"),
        )
        for one in snapshot.of(ImmediateAction).values()
    )
    columns = (
        Column("What was done", 6),
        Column("By, by role", 3),
        Column("Done", 2),
        Column("What shows it", 4),
    )
    return [TableBlock("Immediate actions", columns, rows)] if rows else []


def approval(snapshot: Snapshot) -> list[Block]:
    """Who read drafts and who signed, by role."""
    read = tuple(
        (Span(_went(one)),) for one in snapshot.of(Review).values() if one.review_kind is ReviewKind.DRAFT
    )
    made: list[Block] = [Bullets(read)] if read else []
    rows = tuple(
        (one.role, one.version, date_words(one.on) if one.on else "", one.head[:16])
        for one in snapshot.of(SignOff).values()
    )
    if not rows:
        return [*made, missing("This report is a draft. Nobody has signed it off yet.")]
    columns = (
        Column("Role", 5),
        Column("Version", 3),
        Column("Date", 3),
        Column("Journal head, first part", 4),
    )
    return [*made, TableBlock("Sign-off", columns, rows)]


def _went(one: Review) -> str:
    """That a draft went out: which, to whom and when, as far as is said."""
    when = f" on {date_words(one.sent)}" if one.sent else ""
    return f"{one.version or 'A draft'} went to {one.to or 'readers'}{when}."


def unplaced(snapshot: Snapshot) -> list[Block]:
    """That an imported file held more than the case has fields for, and where."""
    kept = list(snapshot.of(Unplaced).values())
    if not kept:
        return []
    places = "; ".join(one.path for one in kept[:AT_MOST])
    more = f" and {len(kept) - AT_MOST:,} more" if len(kept) > AT_MOST else ""
    count = "1 item" if len(kept) == 1 else f"{len(kept):,} items"
    return [
        Heading(2, "Kept but not printed", "unplaced"),
        plain(
            f"The imported file held {count} for which the case has no field. They are kept in the case as they came. "
            f"Their places in that file: {places}{more}."
        ),
    ]
