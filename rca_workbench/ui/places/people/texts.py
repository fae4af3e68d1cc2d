"""Texts outside People that name somebody: found, listed by role, and changed to the role in one step."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from rca_workbench.analysis.roles import Mention, name_mentions
from rca_workbench.model import Actor, shortened
from rca_workbench.ui.fields.editor import in_a_sentence
from rca_workbench.ui.fields.mention_question import Question
from rca_workbench.ui.fields.mention_role import change_texts, texts_in_words
from rca_workbench.ui.session import Session

TELLING = ("name", "also_known_as", "nhs_number", "born")
"""Fields of somebody that are looked for in texts."""
LISTED = 5


def ask_by_role(session: Session, actor: Actor, beside: QWidget, near: QRect) -> None:
    """Look for somebody in all texts, and ask whether the role is to stand there instead.

    Args:
        beside: the control with the focus, which keeps it.
        near: where that is, in pixels of its window.
    """
    found = name_mentions(session.snapshot, actor)
    question = Question(beside.window())
    question.answered.connect(question.deleteLater)
    if not found:
        question.ask(beside, near, "No text outside People names them.", (), (("Close", lambda: None),))
        return
    more = len(found) - LISTED
    names = "names" if len(found) == 1 else "name"
    question.ask(
        beside,
        near,
        f"{texts_in_words(len(found))} outside People {names} them. With the role:",
        [*(in_words(one) for one in found[:LISTED]), *([f"and {more} more"] if more > 0 else [])],
        (
            ("Change to the role", lambda: change_texts(session, found, by_role_label(len(found)))),
            ("Leave them as they are", lambda: None),
        ),
    )


def by_role_label(count: int) -> str:
    """What the step is called: without the role, which may itself have been a name once."""
    return f"Say a person by role in {texts_in_words(count)}"


def in_words(one: Mention) -> str:
    """Where a text is, and how it will read: who looks over the shoulder learns no name."""
    word, code = one.entity.kind.word, getattr(one.entity, "code", "")
    place = f"{word[:1].upper()}{word[1:]} {code}".strip()
    return f"{place}, {in_a_sentence(one.where)}: “{shortened(one.becomes, 80)}”"
