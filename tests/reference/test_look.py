"""Design tokens keep their promises: colours can be told apart, and every icon and font they name is here."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest

from rca_workbench import reference

THEMES = ("light", "dark", "projector")


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def pair(theme: Any, name: str) -> tuple[str, str]:
    """The two colours of a line such as `text/window` or `kind.harm.ink/fill`."""
    front, back = name.split("/")
    if front.startswith("kind."):
        _, kind, part = front.split(".")
        look = theme["kind"][kind]
        return look[part], look.get(back) or theme["color"][back]
    return theme["color"][front], theme["color"][back]


@pytest.mark.parametrize("name", THEMES)
def test_stated_contrast_is_what_the_colours_give_and_is_enough(name: str) -> None:
    theme = reference.theme(name)
    assert len(theme["contrast"]) > 20
    for line, stated in theme["contrast"].items():
        found = contrast(*pair(theme, line))
        assert found == pytest.approx(stated["ratio"], abs=0.006), f"{name}: {line}"
        assert found >= stated["need"], f"{name}: {line}"


@pytest.mark.parametrize("name", THEMES)
def test_text_on_every_kind_of_box_can_be_read(name: str) -> None:
    for kind, look in reference.theme(name)["kind"].items():
        assert contrast(look["ink"], look["fill"]) >= 4.5, f"{name}: {kind}"


def test_themes_offer_the_same_roles() -> None:
    roles = [set(reference.theme(name)["color"]) for name in THEMES]
    kinds = [set(reference.theme(name)["kind"]) for name in THEMES]
    assert roles[0] == roles[1] == roles[2]
    assert kinds[0] == kinds[1] == kinds[2]


def icons_named(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from icons_named(one, name)
    elif key in ("icon", "badge") and isinstance(value, str):
        yield value


def test_every_icon_the_tokens_name_is_an_svg_that_takes_a_colour() -> None:
    tokens = reference.tokens()
    names = {
        name for group in ("place", "kind", "action", "severity") for name in tokens["icons"][group].values()
    }
    names |= set(icons_named({name: part for name, part in tokens.items() if name != "icons"}))
    assert len(names) > 40
    for name in names:
        root = ElementTree.fromstring(reference.icon_path(name).read_text(encoding="utf-8"))
        assert root.tag.endswith("svg"), name
        assert root.get("stroke") == "currentColor", name


def test_typeface_and_icons_come_with_their_licences() -> None:
    assert reference.font_paths()
    assert (
        "SIL OPEN FONT LICENSE" in reference.resource("fonts", "OFL.txt").read_text(encoding="utf-8").upper()
    )
    assert "ISC" in reference.resource("icons", "lucide", "LICENSE").read_text(encoding="utf-8")


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(KeyError):
        reference.theme("sepia")
