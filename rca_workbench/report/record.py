"""What stands on record beside the analysis: immediate actions, approval, what an import left over."""

from rca_workbench.model import (
    ImmediateAction,
    Snapshot,
    Unplaced,
)
from rca_workbench.model.time import short_label
from rca_workbench.report.document import (
    Block,
    Column,
    Heading,
    TableBlock,
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
