"""The look of the window, all from the design tokens: stylesheet, palette, fonts and icons.

No screen names a colour or a size. A widget says what it is with `role(widget, "title")`, and the stylesheet
knows how that looks in the theme and text size in force.
"""

from functools import lru_cache
from string import Template
from typing import TypeVar

from PySide6.QtCore import QByteArray, QObject, QRectF, QSettings, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from rca_workbench.drawing.theme import Theme, load_fonts, theme_named
from rca_workbench.reference import icon_path, resource, tokens

CHOICES = ("system", "light", "dark")
ROOM_AFTER = 4
"""Pixels between an icon and the words of a button, beyond the few that Qt leaves."""

AnyWidget = TypeVar("AnyWidget", bound=QWidget)


class Look(QObject):
    """The theme and text size in force, and the word when they change."""

    changed = Signal()
    settled = Signal()
    """All have heard of `changed`; once for several changes in a row. For what makes whole pages anew."""

    def __init__(self) -> None:
        super().__init__()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.settled)
        settings = QSettings()
        self.choice = str(settings.value("look/theme", "system"))
        self.percent = int(str(settings.value("look/text_percent", 100)))
        self._given = ("", 0)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def name(self) -> str:
        """Name of the theme in force: "light" or "dark"."""
        if self.choice in ("light", "dark"):
            return self.choice
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    @property
    def scale(self) -> float:
        """Factor on every text size."""
        return self.percent / 100

    def choose(self, choice: str, *, keep: bool = True) -> None:
        """Follow the system, or stay light or dark."""
        self.choice = choice
        if keep:
            QSettings().setValue("look/theme", choice)
        self.apply()

    def resize_text(self, steps: int) -> None:
        """Larger or smaller text, along the steps of the tokens."""
        sizes: list[int] = list(tokens()["type"]["text_size_steps_percent"])
        at = min(range(len(sizes)), key=lambda i: abs(sizes[i] - self.percent))
        self.percent = sizes[max(0, min(len(sizes) - 1, at + steps))]
        QSettings().setValue("look/text_percent", self.percent)
        self.apply()

    def apply(self) -> None:
        """Give the whole application the look in force; nothing is done where it has it already."""
        if (self.name, self.percent) == self._given:
            return
        first, self._given = not self._given[0], (self.name, self.percent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        load_fonts()
        app.setStyle("Fusion")
        app.setFont(font("body"))
        app.setPalette(_palette(self.name))
        app.setStyleSheet(stylesheet(self.name, self.percent))
        self.changed.emit()
        if not first:  # the first look is there before any page is
            self._soon.start()

    def _system_changed(self) -> None:
        if self.choice == "system":
            self.apply()


_look: list[Look] = []


def look() -> Look:
    """The one look of this application."""
    if not _look:
        _look.append(Look())
    return _look[0]


def theme() -> Theme:
    """The theme in force, for what is painted."""
    return theme_named(look().name, look().scale)


def color(name: str) -> QColor:
    """A colour of the theme in force by its token name."""
    return QColor(_colors(look().name)[name])


def px(value: float) -> int:
    """A length of the tokens at the text size in force, for controls that hold text."""
    return round(value * look().scale)


def font(role_name: str) -> QFont:
    """A font of the tokens by its role: "caption", "body", "title"."""
    spec = tokens()["type"]["app"][role_name]
    made = QFont(tokens()["type"]["family"])
    made.setFamilies([tokens()["type"]["family"], *tokens()["type"]["fallback"]])
    made.setPixelSize(max(px(spec["px"]), tokens()["type"]["minimum_px"]))
    made.setWeight(QFont.Weight(spec["weight"]))

    return made


def role(widget: AnyWidget, name: str) -> AnyWidget:
    """Say what a widget is; the stylesheet gives it its look. Returns the widget."""
    widget.setProperty("role", name)
    if style := widget.style():
        style.unpolish(widget)
        style.polish(widget)
    return widget


def icon(name: str, color_name: str = "text2", size: int = 18) -> QIcon:
    """A Lucide icon by name in a colour of the theme in force (a token name, or #rrggbb)."""
    return _icon(
        name, _colors(look().name).get(color_name, color_name), _colors(look().name)["disabled"], size
    )


def icon_before(button: QAbstractButton, name: str, color_name: str = "text2", size: int = 16) -> None:
    """Put an icon before the words of a button, with room between them: a style sheet cannot ask for any."""
    colors = _colors(look().name)
    button.setIcon(_icon(name, colors.get(color_name, color_name), colors["disabled"], size, ROOM_AFTER))
    button.setIconSize(QSize(size + ROOM_AFTER, size))


@lru_cache(maxsize=512)
def _icon(name: str, ink: str, faded: str, size: int, room: int = 0) -> QIcon:
    made = QIcon()
    for factor in (1, 2, 3):
        made.addPixmap(_pixmap(name, ink, size, factor, room), QIcon.Mode.Normal)
        made.addPixmap(_pixmap(name, faded, size, factor, room), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, color_name: str = "text2", size: int = 18) -> QPixmap:
    """The same icon as a picture for labels, sharp on this screen."""
    return icon(name, color_name, size).pixmap(QSize(size, size))


def _pixmap(name: str, ink: str, size: int, factor: int, room: int = 0) -> QPixmap:
    svg = icon_path(name).read_text(encoding="utf-8").replace("currentColor", ink)
    svg = svg.replace('stroke-width="2"', f'stroke-width="{tokens()["size"]["icon_stroke"]}"')
    drawn = QPixmap((size + room) * factor, size * factor)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size * factor, size * factor))
    painter.end()
    drawn.setDevicePixelRatio(factor)
    return drawn


@lru_cache(maxsize=8)
def _colors(name: str) -> dict[str, str]:
    # Tokens write alpha last (#RRGGBBAA), Qt reads it first.
    return {key: _qt_hex(value) for key, value in tokens()["themes"][name]["color"].items()}


def _qt_hex(value: str) -> str:
    return f"#{value[7:9]}{value[1:7]}" if len(value) == 9 else value


def _palette(name: str) -> QPalette:
    colors = _colors(name)
    made = QPalette()
    for part, key in {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "sunken",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.Highlight: "selection",
        QPalette.ColorRole.HighlightedText: "text",
        QPalette.ColorRole.PlaceholderText: "text3",
        QPalette.ColorRole.ToolTipBase: "text",
        QPalette.ColorRole.ToolTipText: "window",
        QPalette.ColorRole.Link: "link",
        QPalette.ColorRole.Accent: "accent",
    }.items():
        made.setColor(part, QColor(colors[key]))
    for part in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, part, QColor(colors["disabled"]))
    return made


@lru_cache(maxsize=8)
def stylesheet(name: str, percent: int) -> str:
    """The stylesheet of a theme at a text size."""
    scale = percent / 100
    values: dict[str, str] = dict(_colors(name))
    for key, spec in tokens()["type"]["app"].items():
        values[f"font_{key}"] = f"font-size: {round(spec['px'] * scale)}px; font-weight: {spec['weight']};"
    for key, value in tokens()["size"].items():
        if isinstance(value, int | float):
            values[f"size_{key}"] = f"{round(value * scale)}px"
            values[f"inner_{key}"] = f"{round(value * scale) - 2}px"
    # A button that holds several lines is as tall as they are; the tokens know controls of one line only.
    values["size_card"], values["size_case"] = f"{round(104 * scale)}px", f"{round(48 * scale)}px"
    # Room at the right of a button for the key that stands in it.
    values["room_key"], values["room_esc"] = f"{round(40 * scale)}px", f"{round(60 * scale)}px"
    values |= {f"radius_{key}": f"{value}px" for key, value in tokens()["radius"].items()}
    values |= {f"space_{key}": f"{value}px" for key, value in tokens()["space"].items()}
    values["chevron"] = _tinted("chevron-down", values["text2"])
    values["tick"] = _tinted("check", values["on_accent"])
    return Template(resource("window.qss").read_text(encoding="utf-8")).substitute(values)


@lru_cache(maxsize=16)
def _tinted(name: str, ink: str) -> str:
    """Path of an icon in one colour, for the stylesheet, which can only name files."""
    import tempfile
    from pathlib import Path

    folder = Path(tempfile.gettempdir()) / "rca-workbench-icons"
    folder.mkdir(exist_ok=True)
    drawn = folder / f"{name}-{ink.lstrip('#')}.png"
    if not drawn.exists():
        _pixmap(name, ink, 16, 2).save(str(drawn))
    return drawn.as_posix()
