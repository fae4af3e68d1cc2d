"""The timeline as pictures to keep and print."""

from rca_workbench.drawing.files import Sheet, whole
from rca_workbench.drawing.key import timeline_key
from rca_workbench.drawing.lanes import Lanes, chronology_of, lanes_of
from rca_workbench.drawing.picture import PAGE, Picture, picture_of
from rca_workbench.drawing.scene import Scene
from rca_workbench.drawing.strips import strip_pages
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.drawing.ties import Ties
from rca_workbench.model import Lane, Snapshot, TimelineEntry, shortened
from rca_workbench.model.words import counted

TITLE = "Timeline"


def timeline_stack(snapshot: Snapshot, theme: Theme) -> list[Sheet]:
    """The whole timeline, and its key."""
    lanes = _lanes(snapshot)
    pages = strip_pages(lanes, theme, PAGE[0], float("inf"), Ties(snapshot))
    width = pages[0].page.width() if pages else PAGE[0]
    return [*(whole(page) for page in pages), whole(timeline_key(_marks(lanes), theme, width))]


def report_timeline_pictures(snapshot: Snapshot, *, scale: float = 2) -> tuple[Picture, ...]:
    """The timeline as pictures of one landscape A4 page each, in order; none for a case without entries."""
    theme = theme_named("light")
    lanes = _lanes(snapshot)
    pages = strip_pages(lanes, theme, *PAGE, Ties(snapshot))
    made = []
    for number, page in enumerate(pages, 1):
        shown = _headings(page)
        title = TITLE if len(pages) == 1 else f"{TITLE}, part {number} of {len(pages)}"
        alt = f"{title}: {shown}." if number > 1 else f"{title}: {shown}. {timeline_alt(snapshot)}"
        stack = [whole(page)]
        if number == len(pages):
            stack.append(whole(timeline_key(_marks(lanes), theme, page.page.width())))
        made.append(picture_of(stack, title, alt, scale))
    return tuple(made)


def timeline_alt(snapshot: Snapshot) -> str:
    """What the timeline shows, in words: how many entries, in which lanes, and where harm happened."""
    lanes = _lanes(snapshot)
    moments = lanes.moments
    said = [f"Timeline of {counted(len(snapshot.of(TimelineEntry)), 'entry', 'entries')}"]
    if moments:
        said[0] += f", from {moments[0].heading} to {moments[-1].heading}"
    named = [lane.label for lane in lanes.rows if lane.moments]
    if named:
        said.append(f"Lanes: {', '.join(named)}")
    harm = [moment for moment in moments if moment.card == "harm"]
    if harm:
        said.append(
            "Harm: " + "; ".join(f"{one.when}, {shortened(one.text, 100).rstrip('.')}" for one in harm[:5])
        )
    if lanes.tray:
        said.append(f"{counted(len(lanes.tray), 'entry has', 'entries have')} no time yet")
    return ". ".join(said) + "."


def _lanes(snapshot: Snapshot) -> Lanes:
    """All lanes open: nothing on paper can be unfolded."""
    return lanes_of(snapshot, chronology_of(snapshot), folded=dict.fromkeys(snapshot.of(Lane), False))


def _marks(lanes: Lanes) -> set[str]:
    """The marks and cards that a timeline uses."""
    moments = lanes.moments
    used = {moment.mark for moment in moments if not moment.card} | {moment.card for moment in moments}
    used |= {"half_disc" for moment in moments if moment.disagrees}
    return used | {"good" for moment in moments if moment.good}


def _headings(page: Scene) -> str:
    dates = list(dict.fromkeys(item.name for item in page.items if item.ref is None and item.name))
    return dates[0] if len(dates) == 1 else f"{dates[0]} to {dates[-1]}" if dates else ""
