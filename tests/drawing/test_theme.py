from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtGui import QFontInfo

from rca_workbench.drawing.ink import Rgba, blend, rgba
from rca_workbench.drawing.paint import READABLE
from rca_workbench.drawing.theme import Theme, theme_named
from rca_workbench.reference import tokens


def test_colours_are_those_of_the_tokens(any_theme: Theme) -> None:
    for name, text in tokens()["themes"][any_theme.name]["color"].items():
        assert any_theme.color(name).name() == text[:7].lower()


def test_the_bundled_typeface_is_used(any_theme: Theme) -> None:
    assert QFontInfo(any_theme.font("node")).family() == tokens()["type"]["family"]


def test_bolder_text_is_wider(theme: Theme) -> None:
    widths = [
        theme.face("caption", weight).advance("Outside the organisation") for weight in (400, 500, 600, 700)
    ]
    assert widths == sorted(set(widths))


def test_figures_of_times_are_equally_wide(theme: Theme) -> None:
    assert theme.face("label").advance("11:11") == theme.face("label").advance("08:24")


@pytest.mark.parametrize("percent", tokens()["type"]["text_size_steps_percent"])
def test_shapes_grow_with_their_text(percent: int) -> None:
    theme = theme_named("light", percent / 100)
    assert theme.px(160) == pytest.approx(160 * percent / 100)
    assert theme.font("node").pixelSize() == round(12 * percent / 100)


def test_no_text_is_smaller_than_twelve_pixels(any_theme: Theme) -> None:
    assert min(any_theme.font(role).pixelSize() for role in any_theme.type) >= 12


def test_words_beside_a_shown_path_can_still_be_read(any_theme: Theme) -> None:
    window = any_theme.colors["window"]
    for colors in any_theme.kinds.values():
        ink = colors.ink if colors is any_theme.kinds["harm"] else any_theme.colors["text"]
        faded = blend(ink, window, READABLE), blend(colors.fill, window, READABLE)
        assert contrast(*faded) >= 4.5


def test_colours_with_opacity_keep_it() -> None:
    assert rgba("#1E222614") == 0x141E2226
    assert rgba("#1E2226") == 0xFF1E2226


def contrast(one: Rgba, other: Rgba) -> float:
    """WCAG 2.2 contrast ratio."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(color: Rgba) -> float:
    parts = [(color >> shift & 0xFF) / 255 for shift in (16, 8, 0)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_each_thread_has_a_theme_and_fonts_of_its_own() -> None:
    # Drawing in two threads with one font ends the program: the report's pictures are drawn beside the window.
    with ThreadPoolExecutor(1) as elsewhere:
        other, again = elsewhere.submit(lambda: (theme_named("light"), theme_named("light"))).result()
    here = theme_named("light")
    assert here is theme_named("light") and other is again
    assert other is not here
    assert other.face("node") is not here.face("node")
    assert other.colors == here.colors
