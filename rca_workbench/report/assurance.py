"""The assurance page for Word: what a commissioner looks for, in one to two pages. People appear by role only."""

import re
from datetime import date, datetime, time

from rca_workbench.analysis.assurance import Assurance, Room
from rca_workbench.analysis.assurance import assurance as read
from rca_workbench.analysis.assured import TONE_WORDS, ActionLine, Line, Part
from rca_workbench.drawing.spark import sparks_picture
from rca_workbench.model import Snapshot, shortened
from rca_workbench.report.document import (
    Block,
    Column,
    Heading,
    PictureBlock,
    TableBlock,
    plain,
)

ROOM = Room(clocks=3, actions=4, gaps=3)
"""What leaves the whole on two pages; the case and the action plan have the rest."""
_SAID = 110
"""Letters of what is said in one row: two lines of its column."""


_AHEAD = re.compile(r"^(?:Today|Tomorrow|In \d+ (?:working )?(?:minute|hour|day)s?), ")


def assurance(snapshot: Snapshot, day: date) -> list[Block]:
    """Timeliness, quality, involvement, sustained improvement, learning and closure, as the case shows them on a day."""
    from rca_workbench.checks import Checks  # the window starts with the report, and without the linter
    from rca_workbench.checks.assured import checked

    # From the day's first moment: what is due on it is not called late on it.
    page = read(snapshot, datetime.combine(day, time()), checked(Checks(snapshot, today=day)), ROOM)
    made: list[Block] = []
    for one in page.parts:
        made += _part(one)
        if one is page.improvement:
            made += _actions(page)
    return made


def _part(one: Part) -> list[Block]:
    """A heading that says in a few words how it stands, and its lines."""
    made: list[Block] = [
        Heading(2, f"{one.title}: {one.headline[:1].lower()}{one.headline[1:]}", f"assurance_{one.id}")
    ]
    if one.lines:
        columns = (Column("What", 4), Column("What the case shows", 7), Column("", 2))
        made.append(TableBlock("", columns, tuple(_row(line) for line in one.lines)))
    return [*made, plain(one.more)] if one.more else made


def _row(line: Line) -> tuple[str, str, str]:
    said = TONE_WORDS[line.tone]
    # On paper "tomorrow" is soon another day: the date says it.
    words = _AHEAD.sub("Due ", line.said.rstrip("."))
    return line.label, shortened(words, _SAID), said[:1].upper() + said[1:]


def _actions(page: Assurance) -> list[Block]:
    """The actions with what is made and what is shown, and their measures drawn small."""
    listed = page.actions
    if not listed:
        return []
    columns = (Column("Action", 5), Column("Implemented", 3), Column("What data show of its effect", 5))
    rows = tuple((_named(one), one.implemented.said, shortened(one.effect.said, 110)) for one in listed)
    made: list[Block] = [TableBlock("", columns, rows)]
    if page.more_actions:
        made.append(plain(f"{page.more_actions} See the action plan."))
    drawn = sparks_picture(
        [
            (one.action.code or shortened(one.action.text, 30), one.chart)
            for one in listed
            if one.chart is not None
        ]
    )
    return [*made, PictureBlock(drawn, "")] if drawn is not None else made


def _named(one: ActionLine) -> str:
    said = f"{one.action.code} {shortened(one.action.text, 64)}".strip()
    return f"{said}\n{one.invented}" if one.invented else said
