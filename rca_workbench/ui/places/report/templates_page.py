"""The template one is on, in words: what it is for, whether it can be used, what is wrong with it and where."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from rca_workbench.report import TemplateInfo
from rca_workbench.report.export import advice_on, template_info
from rca_workbench.report.shelf import folders
from rca_workbench.ui import style
from rca_workbench.ui.work import Progress, Stopped, Work


@dataclass(frozen=True, slots=True)
class Looked:
    """A template on the shelf, and what was found on looking it over."""

    info: TemplateInfo
    advice: tuple[str, ...] = ()
    done: bool = True
    """Whether it has been looked over: that takes a tenth of a second each."""

    @property
    def can_be_used(self) -> bool:
        """Whether it was looked over and nothing is wrong."""
        return self.done and not self.info.problems

    @property
    def state(self) -> str:
        """Whether it can be used, in words."""
        if not self.done:
            return "It is being looked over."
        return "It has to be put right." if self.info.problems else "It can be used."

    @property
    def whose(self) -> str:
        """Where it comes from, in words."""
        if self.info.replaces:
            return "Your own. It stands in place of the one of the same name that comes with the program."
        return "Your own." if self.info.own else "Comes with the program."


def at_hand() -> list[Looked]:
    """All templates by name, none looked over yet."""
    return _in_order([Looked(template_info(folder, checked=False), done=False) for folder in folders()])


def look_work() -> Work[list[Looked]]:
    """Work that looks all templates over."""

    def job(progress: Progress, cancelled: Callable[[], bool]) -> list[Looked]:
        found = []
        for folder in folders():
            if cancelled():
                raise Stopped
            one = template_info(folder)
            advice = advice_on(folder) if one.own and not one.problems else []
            found.append(Looked(one, tuple(advice)))
        return _in_order(found)

    return Work("Looking the templates over", job)


def _in_order(found: list[Looked]) -> list[Looked]:
    return sorted(found, key=lambda one: (not one.info.own, one.info.title.casefold()))


class TemplatePage(QWidget):
    """Says all there is to know of one template."""

    def __init__(self) -> None:
        super().__init__()
        style.role(self, "page")
        self._words = QVBoxLayout(self)
        self._words.setContentsMargins(4, 0, 12, 0)
        self._words.setSpacing(8)

    def show_template(self, one: Looked | None) -> None:
        """Show another template, or the same after it was looked over."""
        while self._words.count():
            taken = self._words.takeAt(0)
            if taken is not None and (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if one is None:
            return
        info = one.info
        self._say(info.title, "heading")
        self._say(one.whose, "small")
        if info.audience:
            self._say(f"For {info.audience[:1].lower()}{info.audience[1:]}", "small")
        if info.may_name:
            self._say("The person it is written to may be called by name in it, with a reason.", "small")
        if info.problems:
            count = len(info.problems)
            self._say(
                f"{count} {'thing has' if count == 1 else 'things have'} to be put right before it can be used",
                "label",
            )
            for problem in info.problems:
                self._say(problem, "warn")
        else:
            self._say(one.state, "label")
            if one.advice:
                self._say("Worth knowing", "label")
            for said in one.advice:
                self._say(said, "small")
        self._words.addStretch(1)

    def _say(self, words: str, role: str) -> None:
        label = style.role(QLabel(words), role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._words.addWidget(label)
        label.show()
