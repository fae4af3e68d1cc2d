"""Writing in the 5 whys outline: which line is being typed, and what each key of an outline does to it.

A line is in the view alone until it has words; Enter, leaving it or a pause make it a step. Where it stands is settled
before any key that follows is read, so a line can neither be lost nor land elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from rca_workbench.analysis.five_whys import Key, WhyLine
from rca_workbench.model import Factor, shortened
from rca_workbench.ui.places.analysis.five_whys_edits import WhyEdits
from rca_workbench.ui.places.analysis.five_whys_list import WhyList
from rca_workbench.ui.places.analysis.five_whys_rows import Draft, WhyRows
from rca_workbench.ui.session import Session


@dataclass(frozen=True, slots=True)
class Stop:
    """The reason to stop that is being written, by the factor it is about."""

    id: str


class Writing:
    """The line that is being typed in, if any."""

    def __init__(self, session: Session, rows: WhyRows, list: WhyList, edits: WhyEdits) -> None:
        self.session, self.rows, self.list, self.edits = session, rows, list, edits
        self.target: Draft | Key | Stop | None = None
        self.keeping = False
        """A step of this outline is under way: what it changes is shown when it is done."""
        self.said = ""
        """What hindered the last key, for the line under the outline."""
        self._base = ""
        self._quiet = False
        """A line is moved in the list: the box stays away."""
        box = list.box
        box.entered.connect(self.next_line)
        box.sunk.connect(self.sink)
        box.raised.connect(self.rise)
        box.shifted.connect(self.shift)
        box.emptied.connect(self.join_up)
        box.stepped.connect(self.step)
        box.paused.connect(self.pause)
        box.pasted.connect(self.paste)
        box.left.connect(self.leave)
        box.escaped.connect(self.close)

    # -- beginning ------------------------------------------------------------------------------------

    def line(self, key: Key) -> None:
        """Type in a line that is there."""
        if not self._drop_draft():
            return
        at = self.rows.at(key)
        row = self.rows.row(at)
        if not isinstance(row, WhyLine):
            self.close()
            return
        self.target = key
        about = (
            f"What made “{self._name(row.under)}” more likely?" if row.under else "What is to be explained?"
        )
        self._begin(row.factor.text, about)
        self.list.write_at(at)
        self.session.select(row.factor.id)

    def draft(self, under: str, after: str) -> None:
        """Begin a line under a factor, behind one of its causes; under nothing, an outline of its own."""
        line = self.rows.line_of(under)
        if (under and line is None) or not self.keep(show=False):
            return
        if line is not None and line.closed:
            self.rows.closed.discard(under)
        self._place(Draft(under, after, line.depth + 1 if line else 0))
        said = (
            f"What made “{self._name(under)}” more likely?"
            if under
            else "What happened that is to be explained?"
        )
        self._begin("", said)

    def stop(self, id: str) -> None:
        """Write why nobody asks further behind a factor."""
        if not self._drop_draft():
            return
        factor, at = self.session.snapshot.get(Factor, id), self.rows.at_prompt(id)
        if factor is None or at < 0:
            return
        self.target = Stop(id)
        self._begin(factor.stop_reason, f"Stop here behind “{shortened(factor.text, 50)}”, because…")
        self.list.write_at(at)

    def moved(self, line: WhyLine, move: Callable[[], object]) -> Key:
        """Do to a line of the list what a key does while one types in it; returns where it stands then."""
        self.target, self._quiet, self.said = line.key, True, ""
        self.list.box.begin(line.factor.text, "")
        self._base = line.factor.text
        try:
            move()
        finally:
            now = self._here()
            self.target, self._quiet = None, False
        return now[0], now[1]

    @property
    def typing(self) -> bool:
        """Whether somebody is writing."""
        return self.target is not None

    # -- the keys of an outline -----------------------------------------------------------------------

    def next_line(self) -> None:
        """Enter: keep this line and begin the next."""
        if not self.keep(show=False):
            return
        match self.target:
            case Draft():
                self._say("Type what made it more likely, or Esc to leave.")
            case Stop():
                self.close()
            case (under, id):
                self.draft(*((under, id) if under else (id, "")))

    def sink(self) -> None:
        """Tab: under the line above, as a cause of it."""
        under, id, after = self._here()
        above = after if not id else self._beside(under, id, -1)
        line = self.rows.line_of(above) if above else None
        if line is None or line.key != (under, above):
            self._say(
                "What lies behind that line is written further up." if above else "No line above to go under."
            )
            return
        self.rows.closed.discard(above)
        self._show()
        self._go_under(above, (self.rows.causes(above) or [""])[-1])

    def rise(self) -> None:
        """Shift+Tab: out again, behind the line it stood under."""
        under, _, _ = self._here()
        line = self.rows.line_of(under) if under else None
        if line is None or not line.under:
            self._say("It stands as far out as it can.")
            return
        self._go_under(line.under, under)

    def shift(self, by: int) -> None:
        """Alt+Up, Alt+Down: past the line before or behind it; from the end of a branch to the next branch."""
        under, id, after = self._here()
        if not under:
            return
        others = [one for one in self.rows.causes(under) if one != id]
        listed = self.rows.causes(under)
        at = listed.index(id) if id else (others.index(after) + 1 if after in others else 0)
        to = at + by
        if 0 <= to <= len(others):
            self._go_under(under, others[to - 1] if to else "")
            return
        line = self.rows.line_of(under)
        beside = self._beside(line.under, under, by) if line is not None and line.under else ""
        other = self.rows.line_of(beside) if beside else None
        if line is None or other is None or other.key != (line.under, beside):
            self._say("There is no branch beyond this one.")
            return
        self.rows.closed.discard(beside)
        self._show()
        self._go_under(beside, (self.rows.causes(beside) or [""])[-1] if by < 0 else "")

    def join_up(self) -> None:
        """Backspace where nothing stands: the empty line goes, and one is at the end of the line above."""
        above = self._next(-1)
        match self.target:
            case (under, id):
                line = self.rows.row(self.rows.at((under, id)))
                if not isinstance(line, WhyLine) or not under:
                    return
                if line.causes and not line.elsewhere:
                    self._say("It has causes beneath it. Esc, then Del takes it out.")
                    return
                self._steps(lambda: self.edits.take_out(line))
            case Stop(id):
                self._steps(lambda: self.edits.stop(self.session.snapshot.of(Factor)[id], ""))
        if above is not None:
            self.line(above.key)
        else:
            self.close()

    def step(self, by: int) -> None:
        """Up or Down past the words: to the line above or below."""
        other = self._next(by) if self.keep() else None
        if other is not None:
            self.line(other.key)

    def paste(self, lines: list[tuple[int, str]]) -> None:
        """Several lines where one is typed: each becomes a line, as far in as it stood among the others."""
        if isinstance(self.target, Stop):
            self.list.box.insertPlainText(" ".join(words for _, words in lines))
            return
        depth = 0
        for at, (wanted, words) in enumerate(lines):
            if at or self.list.box.value().strip():
                self.next_line()
            while depth < wanted:
                self.sink()
                depth += 1
            while depth > wanted:
                self.rise()
                depth -= 1
            self.list.box.insertPlainText(words)

    def pause(self) -> None:
        """Keep what stands here and go on."""
        if self.typing:
            self.keep()

    def leave(self) -> None:
        """The focus went elsewhere."""
        if self.typing:
            self.close(refocus=False)

    def close(self, *, refocus: bool = True) -> None:
        """Keep what was typed and go back to the list; what cannot be kept now stays where it was typed."""
        if not self.typing:
            return
        self._quiet = (
            not refocus
        )  # what is kept comes back to all views, and must not bring the keyboard back here
        try:
            kept = self.keep()
        finally:
            self._quiet = False
        if not kept:
            return
        here, target = self.list.currentIndex().row(), self.target
        self.target = None
        if refocus:
            self.list.setFocus()
        self.rows.draft = None
        self.list.write_at(-1)
        self.rows.refresh()
        if isinstance(target, Draft):
            at = self.rows.at((target.under, target.after)) if target.after else -1
            here = at if at >= 0 else self.rows.at_prompt(target.under)
        elif isinstance(target, tuple):
            here = self.rows.at(target)
        self._say("")
        self.list.go(min(here, len(self.rows.rows) - 1), quiet=not refocus)

    # -- keeping --------------------------------------------------------------------------------------

    def keep(self, *, show: bool = True) -> bool:
        """Make what was typed a step; a line that had none is then in the case. Nothing typed, nothing kept.

        False where it could not be kept: the disk is full, for one. The words stay then, and leaving waits. With
        `show` off the rows stay as they are: another line is begun at once, and shows them anew.
        """
        text = self.list.box.value().strip()
        match self.target:
            case Draft(under, after) if text:
                made: list[str] = []
                add = (
                    partial(self.edits.add_cause, text, under, after)
                    if under
                    else partial(self.edits.begin, text)
                )
                self._steps(lambda: made.append(add()), show=False)
                if self.session.snapshot.get(Factor, made[0]) is None:
                    return False
                if not under:
                    self.rows.top = made[0]
                self.rows.draft, self.target = None, (under, made[0])
                if show or not under:
                    self._show()
            case (_, id) if text and text != self._base.strip():
                if (held := self.session.snapshot.get(Factor, id)) is not None and text != held.text:
                    self._steps(partial(self.edits.graph.retext, held, text), show=show)
                    if self.session.snapshot.get(Factor, id) is held:
                        return False
            case Stop(id):
                if (held := self.session.snapshot.get(Factor, id)) is not None and text != held.stop_reason:
                    self._steps(partial(self.edits.stop, held, text))
                    if self.session.snapshot.get(Factor, id) is held:
                        return False
            case _:
                return True
        self._base = self.list.box.value()
        self.list.box.settle()
        return True

    def again(self) -> None:
        """The case changed: stay at the line, wherever it stands now."""
        if self._quiet:
            return
        match self.target:
            case Draft(under):
                if under and self.session.snapshot.get(Factor, under) is None:
                    self._place(Draft(self.rows.top, "", 1))
                else:
                    self.list.write_at(self.rows.at_draft())
            case Stop(id):
                at = self.rows.at_prompt(id)
                if at >= 0:
                    self.list.write_at(at)
                else:
                    self._gone()
            case (under, id):
                at = self.rows.at((under, id))
                row = self.rows.row(at)
                if not isinstance(row, WhyLine):
                    self._gone()
                    return
                if self.list.box.value() == self._base and row.factor.text != self._base:
                    self._begin(row.factor.text, self.list.box.accessibleName())
                self.list.write_at(at)

    # -- inside ---------------------------------------------------------------------------------------

    def _here(self) -> tuple[str, str, str]:
        """What the line stands under, its id where it is in the case, and what a line being written stands behind."""
        match self.target:
            case Draft(under, after):
                return under, "", after
            case (under, id):
                return under, id, ""
        return "", "", ""

    def _go_under(self, under: str, after: str) -> None:
        """Have the line stand under a factor, behind one of its causes."""
        match self.target:
            case Draft() as draft:
                line = self.rows.line_of(under)
                self._place(replace(draft, under=under, after=after, depth=line.depth + 1 if line else 1))
            case (was, id):
                self.keep()
                row = self.rows.row(self.rows.at((was, id)))
                if not isinstance(row, WhyLine):
                    return
                if was != under:
                    hindered: list[str] = []
                    self._steps(lambda: hindered.append(self.edits.move(row, under, after)), show=False)
                    if hindered[0]:
                        self._show()
                        self._say(hindered[0])
                        return
                else:
                    self._steps(partial(self.edits.place, row, after), show=False)
                self.target = (under, id)
                self._show()
            case _:
                return
        self._rename()

    def _place(self, draft: Draft) -> None:
        self.rows.draft = self.target = draft
        self._show()

    def _show(self) -> None:
        """Make the rows anew, with the box over the line it belongs to."""
        self.rows.refresh()
        self.again()

    def _steps(self, run: Callable[[], object], *, show: bool = True) -> None:
        self.keeping = True
        try:
            run()
        finally:
            self.keeping = False
        if show:
            self.rows.refresh()
            self.again()

    def _begin(self, text: str, name: str) -> None:
        self._base = text
        self._say("")
        self.list.box.begin(text, name)

    def _rename(self) -> None:
        under, _, _ = self._here()
        box = self.list.box
        box.setAccessibleName(f"What made “{self._name(under)}” more likely?")
        box.setPlaceholderText(box.accessibleName())
        self.said = ""

    def _say(self, sentence: str) -> None:
        self.said = sentence
        self.list.hindered.emit(sentence)

    def _drop_draft(self) -> bool:
        """Leave the line that was typed before: what it says is kept, an empty one goes. False where it has to wait."""
        if isinstance(self.target, Draft):
            if not self.keep():
                return False
            self.rows.draft = self.target = None
            self.rows.refresh()
        return True

    def _gone(self) -> None:
        """The line was taken away, by undo for one: go on at the line above, with nothing more to keep."""
        self.target = None
        above = self._next(-1, inclusive=True)
        if above is not None and self.list.box.hasFocus():
            self.line(above.key)
        else:
            self.list.write_at(-1)

    def _next(self, by: int, *, inclusive: bool = False) -> WhyLine | None:
        at = self.list.painter.writing[0]
        at = min(at, len(self.rows.rows) - 1) if inclusive else at + by
        while 0 <= at < len(self.rows.rows):
            row = self.rows.rows[at]
            if isinstance(row, WhyLine):
                return row
            at += by
        return None

    def _beside(self, under: str, id: str, by: int) -> str:
        """The cause listed before (-1) or behind (1) one of the same factor; empty where none is."""
        listed = self.rows.causes(under)
        at = listed.index(id) + by if id in listed else -1
        return listed[at] if 0 <= at < len(listed) else ""

    def _name(self, id: str) -> str:
        factor = self.session.snapshot.get(Factor, id)
        return shortened(factor.short_label or factor.text, 50) if factor is not None else ""
