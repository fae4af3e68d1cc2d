"""The 5 whys as pictures to keep and print: the whole as one, or page by page as a report prints it."""

from rca_workbench.analysis.layout.branching import BranchPage
from rca_workbench.drawing.files import Sheet, png_bytes, size_of, svg_bytes, whole
from rca_workbench.drawing.five_whys import (
    WhyTree,
    page_scene,
    part_numbers,
    tree_alt,
    tree_pages,
    whole_scene,
    why_trees,
)
from rca_workbench.drawing.key import map_key
from rca_workbench.drawing.picture import PAGE, Picture
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.model import Snapshot, shortened

TITLE = "5 whys"
_KEY_ROOM = 40


def five_whys_stack(snapshot: Snapshot, theme: Theme) -> list[Sheet]:
    """Every tree of the case one under another, and the key."""
    scenes = [whole_scene(snapshot, theme, tree) for tree in why_trees(snapshot, theme)]
    width = max((scene.page.width() for scene in scenes), default=PAGE[0])
    return [*(whole(scene) for scene in scenes), whole(map_key(snapshot, theme, width))]


def five_whys_alt(snapshot: Snapshot) -> str:
    """What the trees show, in words."""
    trees = why_trees(snapshot, theme_named("light"))
    return " ".join(tree_alt(tree) for tree in trees) or "Nothing lies behind any harm or problem yet."


def report_five_whys_pictures(snapshot: Snapshot, *, scale: float = 2) -> tuple[Picture, ...]:
    """The trees as pictures of one landscape A4 page each, in order; none where nothing lies behind anything yet."""
    theme = theme_named("light")
    shown = _parts(snapshot, theme)
    numbers = part_numbers(shown) if len(shown) > 1 else {}
    made: list[Picture] = []
    for number, part in enumerate(shown, 1):
        scenes = [page_scene(snapshot, theme, tree, page, numbers) for tree, page in part]
        title = TITLE if len(shown) == 1 else f"{TITLE}, part {number} of {len(shown)}"
        firsts = [shortened(tree.lines[page.boxes[0]].factor.text, 90).rstrip(".") for tree, page in part]
        begun = [tree_alt(tree) for tree, page in part if not page.boxes[0]]
        alt = " ".join((f"{title}: from {'; '.join(f'“{one}”' for one in firsts)}.", *begun))
        stack = [whole(scene) for scene in scenes]
        if number == len(shown):
            width = max(*(scene.page.width() for scene in scenes), PAGE[0] / 2)
            stack.append(whole(map_key(snapshot, theme, width)))
        size = size_of(stack)
        made.append(
            Picture(
                title, alt, svg_bytes(stack, title, alt), png_bytes(stack, scale), size.width(), size.height()
            )
        )
    return tuple(made)


def _parts(snapshot: Snapshot, theme: Theme) -> list[list[tuple[WhyTree, BranchPage]]]:
    """The pages of all trees in their order, small ones together on one sheet of paper."""
    height = PAGE[1] - _KEY_ROOM
    shown: list[list[tuple[WhyTree, BranchPage]]] = []
    used = 0.0
    for tree in why_trees(snapshot, theme):
        for page in tree_pages(tree, theme, PAGE[0], height):
            tall = page_scene(snapshot, theme, tree, page, {}).page.height()
            if shown and used + tall <= height:
                shown[-1].append((tree, page))
                used += tall
            else:
                shown.append([(tree, page)])
                used = tall
    return shown
