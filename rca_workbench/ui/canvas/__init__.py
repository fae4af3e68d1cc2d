"""The one canvas widget: a painted picture that can be moved about, read aloud and typed on."""

from rca_workbench.ui.canvas.canvas import Canvas
from rca_workbench.ui.canvas.inline import InlineText
from rca_workbench.ui.canvas.overview import Overview

__all__ = ["Canvas", "InlineText", "Overview"]
