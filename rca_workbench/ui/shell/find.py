"""Finding things of the open case by their words, for the palette."""

from collections.abc import Callable
from functools import partial

from rca_workbench.model import (
    Action,
    Actor,
    Entity,
    EvidenceItem,
    Factor,
    Recommendation,
    TimelineEntry,
    shortened,
)
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.palette import Choice

_WHERE: dict[type[Entity], tuple[str, str]] = {
    TimelineEntry: ("timeline", "clock"),
    Factor: ("analysis/map", "git-merge"),
    EvidenceItem: ("evidence/register", "quote"),
    Actor: ("people/people", "user"),
    Action: ("improve/actions", "circle-check-big"),
    Recommendation: ("improve/actions", "circle-check-big"),
}
"""Where a thing of each kind is shown."""

EACH_AT_MOST = 12


def place_of(entity: Entity) -> str:
    """The tab that shows a thing, as `MainWindow.go` takes it; empty where no tab shows it."""
    return _WHERE.get(type(entity), ("", ""))[0]


def find_in_case(session: Session, text: str, go: Callable[[str, object], object]) -> list[Choice]:
    """Things whose words hold every word typed, grouped by kind."""
    words = text.casefold().split()
    found: list[Choice] = []
    for cls, (where, icon) in _WHERE.items():
        hits = 0
        for entity in session.snapshot.of(cls).values():
            title = entity.title
            folded = title.casefold()
            if all(word in folded for word in words):
                found.append(
                    Choice(
                        entity.id,
                        shortened(title, 90),
                        cls.kind.word,
                        "",
                        icon,
                        partial(go, where, entity.id),
                    )
                )
                hits += 1
                if hits == EACH_AT_MOST:
                    break
    return found
