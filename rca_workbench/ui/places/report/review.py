"""Report, Review: the drafts that went out, what came back, and what becomes of each change and comment."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView

from rca_workbench.analysis.reviewing import Remark, counts_in_words, is_open, is_reply, reader_of
from rca_workbench.model import Comment, Entity, Proposal, ProposalState, Review, ReviewedDraft
from rca_workbench.model.fault import Fault
from rca_workbench.model.words import counted
from rca_workbench.ui.commands import Command
from rca_workbench.ui.fields.names import place_of
from rca_workbench.ui.lists import ListView, Shape
from rca_workbench.ui.places.evidence.attach import dropped_files
from rca_workbench.ui.places.improve.asking import AskBox, Asked
from rca_workbench.ui.places.report.review_bar import ReviewBar
from rca_workbench.ui.places.report.review_bringing import bring_in, choose_drafts
from rca_workbench.ui.places.report.review_edits import Decided, accept_in_words, decide, reply
from rca_workbench.ui.places.report.review_painting import ChangePainter
from rca_workbench.ui.places.report.review_rows import DRAFTS, WORDS, ReviewRows
from rca_workbench.ui.places.report.review_said import (
    answer_of,
    clashing,
    has_moved_on,
    merged_words,
    names_of,
    now_of,
    section_of,
    unanswered,
)
from rca_workbench.ui.places.report.review_words import WordsBox
from rca_workbench.ui.session import Session

EMPTY = (
    "No draft has gone out yet. Export one “for reading and comments” from Draft; when it comes back, drop the Word file "
    "here. Nothing in the case changes before you accept it."
)
WORDS_LEAST = 260
"""Width the column of proposed words keeps, in pixels at 100 %: the others stand back for it."""
NONE_LIKE_IT = "Nothing here is open, or nothing is of this reader and section. Esc shows all."


class ReviewView(ListView):
    """All that readers of a draft would have otherwise, each with what went out and what came back."""

    word = "change or comment"
    prefix = "review"

    def __init__(self, session: Session) -> None:
        self.review_rows = ReviewRows(session)
        super().__init__(session, self.review_rows, "Drafts and what came back", empty=EMPTY, folds=True)
        self.table.first_least = WORDS_LEAST
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setItemDelegateForColumn(WORDS, ChangePainter(self.table, self.review_rows))
        self.bar = ReviewBar()
        self.bar.narrowed.connect(self._narrowed)
        self.box.insertWidget(0, self.bar)
        self.ask = AskBox(self)
        self.words_box = WordsBox(self)
        self.setAcceptDrops(not session.read_only)

    # -- what the shell asks --------------------------------------------------------------------------

    def primary(self) -> Command:
        return Command(
            "review_add", "Bring in a reviewed draft", self.begin, ("N",), "word docx comments returned import", "plus",
            "", self._writable,
        )  # fmt: skip

    def tools(self) -> tuple[Command, ...]:
        # Accept and Decline stand in Details; this is all else that is done to most of them.
        later = Command(
            "review_defer", "Put off", partial(self.decide_why, ProposalState.DEFERRED), ("L",),
            "reviewed draft proposal comment later defer", "clock", "", self._on_remarks,
        )  # fmt: skip
        some = bool(self.review_rows.all_remarks) and not self.session.read_only
        return (*super().tools(), later) if some else super().tools()

    def further(self) -> Sequence[Command]:
        def made(
            id: str, title: str, run: Callable[[], object], *keys: str, icon: str, when: Callable[[], bool]
        ) -> Command:
            return Command(
                f"review_{id}", title, run, keys, "reviewed draft proposal comment", icon, "", when
            )

        on, declined = self._on_remarks, ProposalState.DECLINED
        return (
            made("accept", "Accept", self.accept, "A", icon="circle-check", when=on),
            made("decline", "Decline, with the reason", partial(self.decide_why, declined), "D", icon="equal-not", when=on),
            made("reopen", "Open it again", self.reopen, "Shift+O", icon="rotate-ccw", when=on),
            made("reply", "Answer the comment", self.answer, "R", icon="message-square-quote", when=self._on_comment),
            made("go", "Go to what it is about", self.go_to_subject, "G", icon="arrow-right", when=self._on_one),
            made("draft", "Go to it in the draft", self.go_to_draft, "Shift+G", icon="file-text", when=self._on_one),
            made("open_only", "Show only what is open, or all", self.turn_list, "V", icon="filter", when=lambda: True),
        )  # fmt: skip

    def shown(self) -> None:
        rows = self.review_rows
        remarks = [one for one in rows.all_remarks if not is_reply(self.session.snapshot, one)]
        readers = [reader_of(self.session.snapshot, one) for one in rows.all_remarks]
        self.bar.say(remarks, readers, rows.sections())
        if self.bar.isVisibleTo(self) != bool(remarks):
            self.bar.setVisible(bool(remarks))
            self.frame_changed.emit()
        there = rows.rowCount() > 0
        nothing = not rows.session.snapshot.of(Review) and not rows.session.snapshot.of(ReviewedDraft)
        self.empty.setText(EMPTY if nothing else NONE_LIKE_IT)
        self.empty.setVisible(not there)
        self.table.setVisible(there)

    def counts(self) -> str:
        snapshot = self.session.snapshot
        remarks = [one for one in self.review_rows.all_remarks if not is_reply(snapshot, one)]
        if remarks:
            return counts_in_words(remarks)
        sent = len(snapshot.of(Review))
        return f"{counted(sent, 'draft')} went out, nothing is back yet" if sent else ""

    def remember(self) -> dict[str, object]:
        return super().remember() | {"only_open": self.bar.part}

    def recall(self, state: dict[str, object]) -> None:
        super().recall(state)
        if state.get("only_open"):
            self.bar.show_list(True)

    # -- gestures -------------------------------------------------------------------------------------

    def begin(self) -> None:
        bring_in(self, self.session, choose_drafts(self))

    def accept(self) -> None:
        """Accept what is selected. Where the one selected says something else now, ask which words are to be kept."""
        chosen = self.chosen
        snapshot = self.session.snapshot
        if len(chosen) == 1 and isinstance(chosen[0], Proposal) and has_moved_on(snapshot, chosen[0]):
            one = chosen[0]
            both = merged_words(snapshot, one)
            self.words_box.ask(one, now_of(snapshot, one) or "", both, partial(self._accept_in_words, one))
            return
        moved = [one for one in chosen if isinstance(one, Proposal) and has_moved_on(snapshot, one)]
        rest = [one for one in chosen if one not in moved]
        clash = clashing(rest)
        left = [_moved_words(len(moved))] if moved else []
        left += [_clash_words(len(clash))] if clash else []
        waiting = unanswered(snapshot, rest) if len(chosen) > 1 else frozenset()
        left += [_waiting_words(len(waiting))] if waiting else []
        stay = clash | waiting
        self._decide([one for one in rest if one.id not in stay], ProposalState.ACCEPTED, "", left)

    def decide_why(self, state: ProposalState) -> None:
        """Decline or put off what is selected, with the reason that whoever said it will read."""
        chosen = self.chosen
        if not chosen:
            return
        verb = "Decline" if state is ProposalState.DECLINED else "Put off"
        before = answer_of(chosen[0]) if len(chosen) == 1 else ""
        why = "Why?" if state is ProposalState.DECLINED else "Why, and until when?"

        def keep(typed: Mapping[str, str]) -> str:
            self._decide(chosen, state, typed["reason"])
            return ""

        self.ask.ask(
            f"{verb} {names_of(self.session.snapshot, chosen)}",
            (Asked("reason", why, "Printed with the next draft", before, needed="Say why in a few words.", prose=True),),
            verb, keep,
        )  # fmt: skip

    def reopen(self) -> None:
        """Open what is selected again. Words that were accepted stay in the case: Undo takes them back."""
        self._decide([one for one in self.chosen if not is_open(one)], ProposalState.OPEN, "")

    def answer(self) -> None:
        """Write the reply to the comment one is at."""
        comment = self.current
        if not isinstance(comment, Comment):
            return

        def keep(typed: Mapping[str, str]) -> str:
            reply(self.session, comment, typed["reply"])
            self.announce("Kept. Undo with Control Z.")
            return ""

        self.ask.ask(
            f"Answer {names_of(self.session.snapshot, (comment,))}",
            (Asked("reply", "Reply", value=comment.reply, prose=True),), "Keep", keep, " ".join(comment.text.split()),
        )  # fmt: skip

    def go_to_subject(self) -> None:
        """Go to the thing in the case it is about."""
        one = self.current
        if isinstance(one, Proposal):
            thing = self.session.snapshot.find(one.subject)
        else:
            thing = self.session.snapshot.find(one.about) if isinstance(one, Comment) and one.about else None
        if thing is None:
            self.go_to_draft()
        else:
            self.go_to.emit(*place_of(self.session.snapshot, thing))

    def go_to_draft(self) -> None:
        """Go to where it stands in the draft."""
        from rca_workbench.ui.places.report.draft import DraftView

        one = self.current
        if not isinstance(one, Proposal | Comment):
            return
        draft = self.session.snapshot.get(ReviewedDraft, one.draft)
        self.go_to.emit("report/draft", None)
        view = getattr(self.window(), "view", None)
        if isinstance(view, DraftView):
            if draft is not None and view.documents.findData(draft.template) >= 0:
                view.show_document(draft.template)
            own = one.subject.partition(":")[2] if isinstance(one, Proposal) else one.field
            at = next((n for n, each in enumerate(view.sections) if each.id == own), None)
            if at is not None:
                view.list.setCurrentRow(at)
            else:
                view.show_heading(section_of(one))

    def turn_list(self) -> None:
        """Show only what is open, or everything again."""
        self.bar.show_list(not self.bar.part)
        self.announce(self.counts())

    def removable(self, entity: Entity) -> bool:
        return isinstance(entity, Review | ReviewedDraft)

    def leave(self) -> None:
        if not self.find_line.isVisible() and self.review_rows.narrowed:
            self.bar.clear()
        else:
            super().leave()

    # -- dropping files -------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        bring_in(self, self.session, dropped_files(event.mimeData()))

    # -- inside ---------------------------------------------------------------------------------------

    @property
    def chosen(self) -> tuple[Remark, ...]:
        """What is selected of what readers say, in order; a reply stands for the comment it answers."""
        at = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        rows = [row for one in at if (row := self.rows.row(one)) is not None and row.shape is Shape.ITEM]
        snapshot = self.session.snapshot
        found = self.review_rows.remarks_of(rows)
        heads = [
            snapshot.get(Comment, one.answers) or one
            if isinstance(one, Comment) and is_reply(snapshot, one)
            else one
            for one in found
        ]
        return tuple({one.id: one for one in heads}.values())

    def _decide(
        self, some: Sequence[Remark], state: ProposalState, reason: str, left: Sequence[str] = ()
    ) -> None:
        """Decide on some; `left` says in sentences why others that were selected are left open."""
        if some or left:
            following = self._following(some)
            decided = decide(self.session, some, state, reason) if some else Decided(0, ())
            self._after(decided, state, following, left)

    def _accept_in_words(self, proposal: Proposal, words: str) -> None:
        following = self._following((proposal,))
        self._after(accept_in_words(self.session, proposal, words), ProposalState.ACCEPTED, following)

    def _following(self, some: Sequence[Remark]) -> str | None:
        """The remark after the last of these, or else before the first: where one goes on once they are out of view.

        Nothing where they stay in view.
        """
        if not self.bar.part:
            return None
        ids = {one.id for one in some}
        rows = [row.id for row in self.rows.rows if row.shape is Shape.ITEM and row.group != DRAFTS]
        at = [number for number, id in enumerate(rows) if id in ids]
        after = [id for id in rows[at[-1] + 1 :] if id not in ids] if at else []
        before = [id for id in rows[: at[0]] if id not in ids] if at else []
        return next(iter((*after[:1], *before[-1:])), None)

    def _after(
        self, decided: Decided, state: ProposalState, following: str | None, left: Sequence[str] = ()
    ) -> None:
        """Say what came of it: in the notice what could not be done, to screen readers all of it."""
        sentences = [*dict.fromkeys((*decided.undone, *left))]
        if sentences:
            self.session.faulted.emit(
                Fault(" ".join(sentences[:4]), "What could be done was done; the rest is as it was.")
            )
        done = {
            ProposalState.ACCEPTED: "Accepted", ProposalState.DECLINED: "Declined", ProposalState.DEFERRED: "Put off",
            ProposalState.OPEN: "Open again",
        }[state]  # fmt: skip
        if decided.count:
            self.announce(f"{done}: {decided.count}. {self.counts()}. Undo with Control Z.")
        if decided.count and following is not None:
            self.session.select(following)
            self.table.mark(following)

    def _narrowed(self) -> None:
        rows = self.review_rows
        rows.only_open, rows.reader, rows.section = self.bar.part, self.bar.reader, self.bar.section
        rows.reset()
        self.shown()
        self.selected(self.session.selected)

    def _writable(self) -> bool:
        return not self.session.read_only

    def _on_one(self) -> bool:
        return isinstance(self.current, Proposal | Comment)

    def _on_remarks(self) -> bool:
        return self._writable() and bool(self.chosen)

    def _on_comment(self) -> bool:
        return self._writable() and isinstance(self.current, Comment)


def _moved_words(count: int) -> str:
    if count == 1:
        return "One of them says something else now than what went out. Accept it alone, to choose the words."
    return (
        f"{count} of them say something else now than what went out. Accept each alone, to choose the words."
    )


def _waiting_words(count: int) -> str:
    verb, them = ("stays", "it") if count == 1 else ("stay", "them")
    return f"{counted(count, 'comment')} without an answer {verb} open. Answer {them} with R."


def _clash_words(count: int) -> str:
    return f"{count} of them want different words in the same place. Accept the one to follow, or each alone."
