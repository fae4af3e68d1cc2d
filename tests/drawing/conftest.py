import os

import pytest

from rca_workbench.drawing.theme import Theme, theme_named

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(params=("light", "dark", "projector"))
def any_theme(request: pytest.FixtureRequest) -> Theme:
    return theme_named(request.param)


@pytest.fixture
def theme() -> Theme:
    return theme_named("light")
