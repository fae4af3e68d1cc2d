"""What the palette offers: commands, places, and things of the open case by their words, each with the words around."""

from collections.abc import Callable, Iterator
from functools import partial

from rca_workbench.reference.documents import documents
from rca_workbench.store.own_templates import own_folders
from rca_workbench.store.search import Group
from rca_workbench.ui.commands import Commands
from rca_workbench.ui.fields.names import icon_of, place_of
from rca_workbench.ui.finder import Finder
from rca_workbench.ui.places import PLACES
from rca_workbench.ui.session import Session
from rca_workbench.ui.shell.palette import Choice

EACH = 5
"""Hits shown of each kind while several kinds have some."""
ALONE = 40
"""Hits shown of the only kind that has any."""


def offered(
    commands: Commands, session: Session | None, go: Callable[[str], object], make: Callable[[str], object]
) -> Iterator[Choice]:
    """Every command at hand and, where a case is open, every tab to go to and every document to make."""
    for one in commands:
        icon = one.icon or "arrow-right"
        yield Choice(f"do/{one.id}", one.title, one.menu, one.key_text, icon, one.run, one.also)
    if session is None:
        return
    for place in PLACES:
        for tab in place.tabs:
            title = f"{place.label}: {tab.label}" if tab.label != place.label else place.label
            where = f"{place.id}/{tab.id}"
            yield Choice(f"go/{where}", title, "Go to", "", place.icon, partial(go, where))
    for name, title in documents(session.snapshot.case.profile, own_folders()):
        if name not in commands:  # else it is made by a command of that name
            job, also = partial(make, name), "docx report export paper"
            yield Choice(f"make/{name}", f"Make: {title}", "Word document", "", "file-output", job, also)


def find_in_case(finder: Finder, text: str, go: Callable[[str, object], object]) -> Iterator[Choice]:
    """Things whose words hold every word typed, under a heading for each kind with how many there are."""
    groups = finder.find(text, ALONE)
    for group in groups:
        most = ALONE if len(groups) == 1 or group.kind.name in finder.opened else EACH
        yield _heading(group)
        for hit in group.hits[:most]:
            entity = finder.session.snapshot.find(hit.id)
            if entity is not None:
                where, shown = place_of(finder.session.snapshot, entity)
                field = group.kind.by_name[hit.field].type.label if hit.field else ""
                aside = "" if hit.field in ("code", group.kind.title_field) else field
                code = "" if hit.field == "code" else hit.code
                detail = " · ".join(part for part in (code, aside) if part)
                yield Choice(
                    hit.id,
                    hit.snippet or hit.title,
                    detail,
                    "",
                    icon_of(entity),
                    partial(go, where, shown),
                    marked=hit.marked,
                )
        if len(group.hits) > most:
            yield _more(finder, group)
    if not finder.is_ready:
        said = "there may be more in a moment" if groups else "what has these words shows in a moment"
        yield Choice("", f"Still reading the case: {said}", "", "", "", _nothing, heading=True)


def _heading(group: Group) -> Choice:
    word = group.kind.plural if group.total != 1 else group.kind.word
    return Choice("", f"{word[:1].upper()}{word[1:]}  {group.total:,}", "", "", "", _nothing, heading=True)


def _more(finder: Finder, group: Group) -> Choice:
    word = group.kind.plural
    said = f"Show all {word}" if group.total == len(group.hits) else f"Show the first {ALONE} {word}"
    show = partial(finder.open, group.kind.name)
    return Choice("", said, "", "", "chevron-down", show, stays=True)


def _nothing() -> None:
    """A heading leads nowhere."""
