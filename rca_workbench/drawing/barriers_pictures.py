"""The barriers of a case as pictures to keep and print."""

from collections.abc import Iterator, Sequence

from rca_workbench.analysis.barriers import BarrierRow, barrier_rows
from rca_workbench.drawing.barriers import BarrierScene, barrier_scene, barriers_alt
from rca_workbench.drawing.files import Sheet, whole
from rca_workbench.drawing.key import barrier_key
from rca_workbench.drawing.picture import KEY_ROOM, PAGE, Picture, picture_of
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.model import Snapshot

TITLE = "Barriers"
_MARGINS = 48


def barriers_stack(snapshot: Snapshot, theme: Theme) -> list[Sheet]:
    """All barriers, and the key."""
    scene = barrier_scene(snapshot, theme)
    width = max(scene.page.width(), PAGE[0] / 2)
    return [whole(scene), whole(barrier_key(snapshot, theme, width))]


def report_barrier_pictures(snapshot: Snapshot, *, scale: float = 2) -> tuple[Picture, ...]:
    """The barriers as pictures of one landscape A4 page each, in the order they are met; none for a case without."""
    theme = theme_named("light")
    pages = list(_pages(snapshot, theme))
    made: list[Picture] = []
    for number, rows in enumerate(pages, 1):
        title = TITLE if len(pages) == 1 else f"{TITLE}, part {number} of {len(pages)}"
        names = "; ".join(row.barrier.text.rstrip(".") for row in rows)
        alt = f"{title}: {names}." if number > 1 else barriers_alt(snapshot)
        stack = [whole(_page_scene(snapshot, rows, theme))]
        if number == len(pages):
            stack.append(whole(barrier_key(snapshot, theme, max(stack[0].rect.width(), PAGE[0] / 2))))
        made.append(picture_of(stack, title, alt, scale))
    return tuple(made)


def _page_scene(snapshot: Snapshot, rows: Sequence[BarrierRow], theme: Theme) -> BarrierScene:
    return barrier_scene(snapshot, theme, width=PAGE[0] - _MARGINS, only=rows)


def _pages(snapshot: Snapshot, theme: Theme) -> Iterator[tuple[BarrierRow, ...]]:
    page: list[BarrierRow] = []
    for row in barrier_rows(snapshot):
        if page and _page_scene(snapshot, [*page, row], theme).page.height() > PAGE[1] - KEY_ROOM:
            yield tuple(page)
            page = []
        page.append(row)
    if page:
        yield tuple(page)
