"""How strong published action plans were, to see one's own beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import cast

from rca_workbench.reference.sheet import Checked, Row, Sheet, sheet, text, unchecked_mark


@dataclass(frozen=True, slots=True)
class ActionMix:
    """The actions that one study counted.

    Attributes:
        percent: share of `stronger`, `intermediate` and `weaker`, each only where the study gives it.
        of: what was counted, as it follows the number: "controls in 126 action plans".
        said: what else the study says of it, in a sentence.
    """

    id: str
    name: str
    study: str
    counted: int
    of: str
    percent: Mapping[str, float]
    said: str
    checked: Checked

    @property
    def mark(self) -> str:
        """What to show beside it where it is not checked against the source."""
        return unchecked_mark(self.checked)


@cache
def action_mixes() -> tuple[ActionMix, ...]:
    """The studies, in the order of the file."""
    page = action_mixes_sheet()
    return tuple(
        ActionMix(
            id=text(row, "id"),
            name=text(row, "name"),
            study=text(row, "study"),
            counted=int(text(row, "counted")),
            of=text(row, "of"),
            percent=MappingProxyType(
                {name: float(str(share)) for name, share in cast(Row, row["percent"]).items()}
            ),
            said=text(row, "said"),
            checked=page.checked_row(row),
        )
        for row in page.rows("mixes")
    )


def action_mixes_sheet() -> Sheet:
    """The whole file."""
    return sheet("domain", "action_mixes.json")
