"""The editor of a role: one person's alone, and changed in the texts that say it in the same step."""

from collections.abc import Iterable

from PySide6.QtWidgets import QCheckBox

from rca_workbench.analysis.roles import Mention, holder, new_role, role_mentions
from rca_workbench.model import Actor, Entity
from rca_workbench.model.fault import Fault
from rca_workbench.store import Step
from rca_workbench.ui.fields.editor import LabelAt
from rca_workbench.ui.fields.typed import TextEditor
from rca_workbench.ui.session import Session


class RoleEditor(TextEditor):
    """The role of somebody. While it is being changed, it says how many texts would follow; a role that texts say
    is kept on leaving the field or with Enter, never half typed.
    """

    def __init__(self, session: Session, *, label_at: LabelAt = LabelAt.NOWHERE) -> None:
        self._mentions: tuple[object, list[Mention]] = (None, [])
        super().__init__(
            session, Actor.kind, "role", label_at=label_at, flat=True, look="statement",
            hint=Actor.kind.by_name["role"].type.label,
        )  # fmt: skip
        self.also = QCheckBox()
        self.also.setChecked(True)
        self.also.hide()
        self.put_under(self.also)

    def read(self, text: str) -> object:
        wanted = " ".join(text.split())
        other = holder(self.session.snapshot.of(Actor).values(), wanted, self.id or "")
        if other is not None:
            fault = taken(self.session, other)
            raise ValueError(f"{fault.what} {fault.todo}")
        return wanted

    def keep(self, value: object) -> bool:
        actor = self.entity
        if not isinstance(actor, Actor) or not isinstance(value, str) or value == actor.role:
            return super().keep(value)
        self.say_problem("")
        rename(self.session, actor, value, also=self.also.isChecked())
        return getattr(self.entity, self.name, None) == self.kind.clean(self.name, value)

    def show_entity(self, entity: Entity | None) -> None:
        super().show_entity(entity)
        self._say_also()

    def _put(self, value: object) -> None:
        super()._put(value)
        self._say_also()

    def _typing(self) -> None:
        super()._typing()
        self._say_also()

    def _paused(self) -> None:
        if not self._told():
            super()._paused()

    def _told(self) -> list[Mention]:
        """The texts that say the role as it is kept now; worked out once for each state of the case."""
        actor = self.entity if self.id is not None else None
        if not isinstance(actor, Actor):
            return []
        key = (self.session.snapshot.head, actor.id)
        if self._mentions[0] != key:
            self._mentions = (key, role_mentions(self.session.snapshot, actor.role))
        return self._mentions[1]

    def _say_also(self) -> None:
        count = len(self._told()) if self.dirty and not self.session.read_only else 0
        if not count:
            self.also.setChecked(True)
        self.also.setText(also_in_words(count))
        self.also.setVisible(bool(count))


def rename(session: Session, actor: Actor, role: str, *, also: bool) -> None:
    """Give somebody another role as one step, with `also` in all texts that say the old one."""
    told = role_mentions(session.snapshot, actor.role, role) if also else []
    # The label says no role: where somebody's name stood for one, changing it is how that is put right.
    with session.step(f"Edit role, also in {texts_in_words(len(told))}" if told else "Edit role") as step:
        step.change(actor, role=role)
        _write(step, told)


def change_texts(session: Session, texts: Iterable[Mention], label: str) -> None:
    """Make texts say what they are to become, as one step."""
    with session.step(label) as step:
        _write(step, texts)


def _write(step: Step, texts: Iterable[Mention]) -> None:
    fields: dict[tuple[str, str], tuple[Entity, dict[str, object]]] = {}
    for one in texts:
        key = (one.entity.kind.name, one.entity.id)
        fields.setdefault(key, (one.entity, {}))[1][one.field] = one.becomes
    for entity, values in fields.values():
        step.change(entity, **values)


def also_in_words(count: int) -> str:
    """What changing the role elsewhere is called."""
    return f"Also change it in {texts_in_words(count)}"


def taken(session: Session, other: Actor) -> Fault:
    """Why a role cannot be given, and one that could."""
    free = new_role(session.snapshot.of(Actor).values(), other.role)
    return Fault(
        f"Role must be one person's alone: there is a {other.role} already.",
        "The role is as it was.",
        f"Add a number, such as {free}.",
    )


def texts_in_words(count: int) -> str:
    """So many texts."""
    return f"{count} {'text' if count == 1 else 'texts'}"
