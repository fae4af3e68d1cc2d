"""Wording help in the box one types a factor in, over the picture."""

from rca_workbench.model import Entity, Factor
from rca_workbench.ui.canvas import InlineText
from rca_workbench.ui.fields.wording import Wording
from rca_workbench.ui.session import Session


def read_as_typed(session: Session, inline: InlineText) -> None:
    """Read what is typed as the text of a factor: the one selected decides exceptions where its text is edited."""

    def about() -> tuple[Entity | None, str]:
        here = session.selected
        edited = isinstance(here, Factor) and bool(here.text) and inline.before == here.text
        return here if edited else Factor(id="new"), "text"

    Wording(session, inline.text, about, say=inline.say)
