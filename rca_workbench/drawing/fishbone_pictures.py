"""Fishbones as pictures to keep and print: one for each harm, or page by page as a report prints them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF

from rca_workbench.analysis.classifying import framework_of
from rca_workbench.analysis.fishbone import Bone, Fishbone, fishbone_of, possible_heads
from rca_workbench.analysis.layout.fishbone import FishLayout
from rca_workbench.drawing.files import Sheet, whole
from rca_workbench.drawing.fishbone import FishScene, fishbone_alt, fishbone_layout, fishbone_scene
from rca_workbench.drawing.key import map_key
from rca_workbench.drawing.picture import PAGE, Picture, picture_of, print_scale
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.model import FactorKind, Snapshot

TITLE = "Fishbone"
_MARGINS = 72
_LENGTHS = range(120, 520, 20)
"""How much of a bone boxes may take up that is tried for a page, in pixels."""


def fishbones(snapshot: Snapshot, heads: Sequence[str] | None = None) -> tuple[Fishbone, ...]:
    """The fishbones worth a picture: of each harm something leads to; where there is no harm, of each problem.

    Args:
        heads: ids of the harms or problems to explain, in place of all of them.
    """
    framework = framework_of(snapshot)
    offered = possible_heads(snapshot)
    if heads is None:
        first = offered[0].factor_kind if offered else FactorKind.HARM
        offered = tuple(one for one in offered if one.factor_kind is first)
    else:
        offered = tuple(one for one in offered if one.id in heads)
    made = (fishbone_of(snapshot, framework, one.id) for one in offered)
    return tuple(one for one in made if one.factors)


def fishbone_stack(snapshot: Snapshot, theme: Theme) -> list[Sheet]:
    """Every fishbone of the case one under another, and the key; bones without a head where there is none."""
    bones = fishbones(snapshot) or (fishbone_of(snapshot, framework_of(snapshot)),)
    scenes = [fishbone_scene(snapshot, one, theme) for one in bones]
    width = max(scene.page.width() for scene in scenes)
    return [*(whole(scene) for scene in scenes), whole(map_key(snapshot, theme, width))]


def fishbones_alt(snapshot: Snapshot) -> str:
    """What the fishbones show, in words."""
    bones = fishbones(snapshot) or (fishbone_of(snapshot, framework_of(snapshot)),)
    return " ".join(fishbone_alt(one) for one in bones)


def report_fishbone_pictures(
    snapshot: Snapshot, *, heads: Sequence[str] | None = None, scale: float = 2
) -> tuple[Picture, ...]:
    """Fishbones for a report, of one landscape A4 page each, with factors in few words; on several where needed.

    None for a case in which nothing leads to a harm or problem yet.

    Args:
        heads: ids of the harms or problems to explain; without it, each harm has a fishbone.
    """
    theme = theme_named("light")
    made: list[Picture] = []
    shown = fishbones(snapshot, heads)
    for number, bones in enumerate(shown, 1):
        title = TITLE if len(shown) == 1 else f"{TITLE} {number} of {len(shown)}"
        bones = _plain(bones)
        pages = list(_pages(bones, theme))
        for part, page in enumerate(pages, 1):
            made.append(_page(snapshot, bones, page, theme, title, (part, len(pages)), scale))
    return tuple(made)


def _plain(bones: Fishbone) -> Fishbone:
    """Without the labels of components: on paper they would cost a page in three."""
    plain = (
        replace(bone, ribs=tuple(replace(rib, component="") for rib in bone.ribs)) for bone in bones.bones
    )
    return replace(bones, bones=tuple(plain))


def _page(
    snapshot: Snapshot,
    bones: Fishbone,
    page: tuple[Bone, ...],
    theme: Theme,
    title: str,
    part: tuple[int, int],
    scale: float,
) -> Picture:
    scene = _scene(snapshot, replace(bones, bones=page), theme)
    stack = [whole(scene), whole(map_key(snapshot, theme, max(scene.page.width(), PAGE[0] / 2)))]
    number, of = part
    if of == 1:
        return picture_of(stack, title, fishbone_alt(bones), scale)
    names = [bone.label for bone in page]
    said = names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"
    titled = f"{title}, part {number} of {of}: {said}"
    count = len({rib.factor.id for bone in page for rib in bone.ribs})
    alt = f"{titled}. {count} {'factor' if count == 1 else 'factors'}."
    return picture_of(stack, titled, f"{alt} {fishbone_alt(bones)}" if number == 1 else alt, scale)


def _scene(snapshot: Snapshot, bones: Fishbone, theme: Theme) -> FishScene:
    layout = _best(bones, theme)
    return fishbone_scene(snapshot, bones, theme, layout, short=True)


def _best(bones: Fishbone, theme: Theme) -> FishLayout:
    """The layout that prints largest on one page."""
    tried = [fishbone_layout(bones, theme, longest=length, short=True) for length in _LENGTHS]
    return max(tried, key=_scale)


def _scale(layout: FishLayout) -> float:
    width, height = layout.bounds.width + _MARGINS, layout.bounds.height + _MARGINS
    return print_scale(QRectF(0, 0, width, height))


def _pages(bones: Fishbone, theme: Theme) -> Iterator[tuple[Bone, ...]]:
    """All bones on one page if that can be read in print; else those with something on them, page by page.

    A bone that is too long for a page goes on on the next.
    """
    if _fits(bones, bones.bones, theme):
        yield bones.bones
        return
    page: list[Bone] = []
    for bone in (one for one in bones.bones if one.ribs):
        if page and not _fits(bones, [*page, bone], theme):
            yield tuple(page)
            page = []
        while not page and not _fits(bones, [bone], theme) and len(bone.ribs) > 1:
            at = _most(bones, bone, theme)
            yield (replace(bone, ribs=bone.ribs[:at]),)
            bone = replace(bone, ribs=bone.ribs[at:])
        page.append(bone)
    if page:
        yield tuple(page)


def _most(bones: Fishbone, bone: Bone, theme: Theme) -> int:
    """How many ribs of a bone fit on a page, one at least."""
    low, high = 1, len(bone.ribs)
    while low < high:
        middle = (low + high + 1) // 2
        if _fits(bones, [replace(bone, ribs=bone.ribs[:middle])], theme):
            low = middle
        else:
            high = middle - 1
    return low


def _fits(bones: Fishbone, page: Sequence[Bone], theme: Theme) -> bool:
    part = replace(bones, bones=tuple(page))
    return any(
        _scale(fishbone_layout(part, theme, longest=length, short=True)) >= 1 for length in reversed(_LENGTHS)
    )
