"""Colours, fonts and lengths of a theme, as the design tokens name them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from threading import local

from PySide6.QtGui import QColor, QFont, QFontDatabase

from rca_workbench.drawing.face import Face
from rca_workbench.drawing.gui import ensure_gui
from rca_workbench.drawing.ink import Rgba, rgba
from rca_workbench.reference import font_paths, tokens

THEMES = ("light", "dark", "projector")


@dataclass(frozen=True, slots=True)
class KindColors:
    """The three colours of one kind of thing."""

    ink: Rgba
    fill: Rgba
    border: Rgba


@dataclass(frozen=True, eq=False)
class Theme:
    """One theme at one text size. Made by `theme_named`, which keeps one of each for every thread."""

    name: str
    text_scale: float
    colors: Mapping[str, Rgba]
    kinds: Mapping[str, KindColors]
    type: Mapping[str, Mapping[str, float]]
    """Role of text to its size, line height and weight at 100 %, as the tokens give them."""

    @cached_property
    def _faces(self) -> dict[tuple[str, int | None], Face]:
        return {}

    @cached_property
    def _fonts(self) -> dict[tuple[float, int, bool], QFont]:
        return {}

    @cached_property
    def unit(self) -> float:
        """What one pixel of the tokens measures here: shapes grow with the text they hold."""
        return self.text_scale * self.type["node"]["px"] / self.type["caption_app"]["px"]

    def color(self, name: str) -> QColor:
        """A colour by its token name, such as "text2"."""
        return QColor.fromRgba(self.colors[name])

    def px(self, length: float) -> float:
        """A length of the tokens at this theme's size."""
        return length * self.unit

    def line(self, role: str) -> float:
        """Height of a line of text of that role, in pixels."""
        return self.type[role]["line"] * self.text_scale

    def font(self, role: str, weight: int | None = None) -> QFont:
        """The font of a role ("caption", "node"); "label" has figures of equal width, for times."""
        spec = self.type[role]
        key = (spec["px"] * self.text_scale, int(weight or spec["weight"]), role == "label")
        if key not in self._fonts:
            self._fonts[key] = _font(*key)
        return self._fonts[key]

    def face(self, role: str, weight: int | None = None) -> Face:
        """The font of a role ready to measure and draw with; one and the same each time."""
        key = (role, weight)
        if key not in self._faces:
            self._faces[key] = Face(self.font(role, weight), self.line(role))
        return self._faces[key]


_MOST = 16
_kept = local()
"""The themes of each thread. Qt puts what it worked out for a thread into a font and into text laid out with it, and
throws it away from under a thread that draws with the same one at that moment: the pictures of a report are drawn
beside the map on screen."""


def theme_named(name: str, text_scale: float = 1.0) -> Theme:
    """The theme "light", "dark" or "projector" at a text size (1.0 is 100 %): one and the same each time in a thread.

    For the projector `text_scale` is the width of the window by 1440, never below 1.

    Raises:
        KeyError: no such theme.
    """
    themes: dict[tuple[str, float], Theme] = _kept.__dict__.setdefault("themes", {})
    key = (name, text_scale)
    if key not in themes:
        if len(themes) >= _MOST:
            themes.clear()
        themes[key] = _theme(name, text_scale)
    return themes[key]


def _theme(name: str, text_scale: float) -> Theme:
    load_fonts()
    read = tokens()
    colors = read["themes"][name]["color"]
    kinds = read["themes"][name]["kind"]
    app = read["type"]["app"]
    type = {role: dict(spec) for role, spec in app.items()}
    type["node"] = dict(app[read["node"]["size"]["text"]]) | {"weight": read["node"]["size"]["text_weight"]}
    type["caption_app"] = app["caption"]
    if name == "projector":
        type |= {role: dict(spec) for role, spec in read["type"]["projector"].items()}
        type["label"] = type["caption"] | {"weight": app["label"]["weight"]}
        text_scale = max(text_scale, 1.0)
    return Theme(
        name=name,
        text_scale=text_scale,
        colors={role: rgba(color) for role, color in colors.items()},
        kinds={
            kind: KindColors(**{part: rgba(color) for part, color in look.items()})
            for kind, look in kinds.items()
        },
        type=type,
    )


@lru_cache(maxsize=1)
def load_fonts() -> str:
    """Load the bundled typeface once; returns its family name. Starts a QGuiApplication if none runs."""
    ensure_gui()
    for path in font_paths():
        QFontDatabase.addApplicationFont(str(path))
    return str(tokens()["type"]["family"])


def _font(px: float, weight: int, tabular: bool) -> QFont:
    type = tokens()["type"]
    made = QFont(type["family"])
    made.setFamilies([type["family"], *type["fallback"]])
    made.setPixelSize(max(round(px), type["minimum_px"]))
    made.setWeight(QFont.Weight(weight))
    # On Linux Qt 6.11 finds one weight in a variable application font; the axis reaches the others.
    made.setVariableAxis(QFont.Tag("wght"), weight)
    # Equal figures bring wide hyphens with them, which tear "night-vision" apart in running text.
    for feature in type["features"] if tabular else ():
        made.setFeature(QFont.Tag(feature), 1)
    # Shapes keep their wording from screen to print, so glyphs must not snap to the pixels of one of them.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
