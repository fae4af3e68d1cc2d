"""What stands open before a document is signed off: checks, and what readers of a draft still wait for."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from rca_workbench.checks import Found, Gate, Severity
from rca_workbench.checks.words import SEVERITIES, up_to
from rca_workbench.model import Comment, CommentState, Proposal, ProposalState
from rca_workbench.model.words import counted, listed
from rca_workbench.reference import tokens
from rca_workbench.report.remaking import Remaking
from rca_workbench.ui import style
from rca_workbench.ui.fields import clear
from rca_workbench.ui.fields.area import wrapped
from rca_workbench.ui.places.cards import card, keyboard_kept
from rca_workbench.ui.session import Session
from rca_workbench.ui.work import Progress, Work

SHOWN = 8
"""Rules of one weight that are listed at once, each with the first place where it speaks up."""
_AGAIN_MS = 300


class GateCard(QWidget):
    """The gate list: what must be resolved or accepted, then the rest; each line opens where it can be settled."""

    go_to = Signal(str, object)
    asked = Signal(object)
    """A `Found` to be opened in Checks."""
    gaps_found = Signal(object)
    """Headings of the sections that would say in the signed file that words are missing."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.template = ""
        self._opened: set[Severity] = set()
        self._gaps: tuple[str, ...] = ()
        self._asked = ("", "")
        self._sections_made = Remaking()
        """Of the document: after an edit only those are made anew that read what it changed."""
        self._work: Work[tuple[str, ...]] | None = None
        self._later = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._later.timeout.connect(lambda: self._look_for_gaps(self.template))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        box = card(outer, "Before you sign")
        self._said = wrapped(style.role(QLabel(), "small"))
        box.addWidget(self._said)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        box.addLayout(self._rows)
        box.addWidget(
            wrapped(
                style.role(
                    QLabel(
                        "Nothing here stops you from signing, except a name or an NHS number in the finished file: that is "
                        "looked for when the file is made. Where words are missing, you are asked whether the file may say "
                        "so."
                    ),
                    "caption",
                )
            )
        )

    @property
    def standing(self) -> dict[Severity, list[Found]]:
        """What stands open at the gates up to sign-off, by weight; empty until the checks are there."""
        checks = self.session.checking.checks
        found = checks.at(up_to(Gate.SIGN_OFF)) if checks is not None else ()
        return {weight: [one for one in found if one.severity is weight] for weight in SEVERITIES}

    def refresh(self, template: str = "") -> None:
        """List what stands open now, for a document if one is named; the same one as before where none is."""
        if template:
            self.template = template
            self._look_for_gaps(template)
        standing = self.standing
        with keyboard_kept(self):
            clear(self._rows)
            self._say(len(standing[Severity.ERROR]))
            self._sections()
            self._readers()
            for weight, several in standing.items():
                if several:
                    self._group(weight, several)

    def _say(self, must: int) -> None:
        if self.session.checking.checks is None:
            said = "Looking through the case…"
        elif must:
            said = (
                f"Must resolve: {must:,}. Settle each, or accept it with a reason, which the report prints."
            )
        else:
            said = "Nothing that must be resolved stands open."
        self._said.setText(said)

    def _look_for_gaps(self, template: str) -> None:
        """See which sections of a document still need words, beside the window: each is made to see what it lacks."""
        asked = (template, self.session.case.head)
        if asked == self._asked:
            return
        if self._work is not None and self._work.isRunning():
            self._later.start()
            return
        if template != self._asked[0]:
            self._sections_made = Remaking()
            self._gaps = ()
            self.gaps_found.emit(())
        self._asked = asked
        snapshot, today = self.session.snapshot, self.session.today()
        make = self._sections_made.built

        def job(progress: Progress, cancelled: Callable[[], bool]) -> tuple[str, ...]:
            from rca_workbench.report.signing import unwritten

            return unwritten(snapshot, template, today, make=make)

        self._work = Work("Looking at the sections", job)
        self._work.succeeded.connect(self._found_gaps)
        self._work.faulted.connect(self.session.faulted)
        self._work.start()

    def _found_gaps(self, found: object) -> None:
        assert isinstance(found, tuple)
        if found != self._gaps:
            self._gaps = found
            self.refresh()
            self.gaps_found.emit(found)

    def _sections(self) -> None:
        if self._gaps:
            verb = "needs" if len(self._gaps) == 1 else "need"
            line = f"{counted(len(self._gaps), 'section')} still {verb} words: {listed(self._gaps, 4)}."
            self._row("circle-dashed", "warn", line, "", partial(self.go_to.emit, "report/draft", None))

    def _readers(self) -> None:
        snapshot = self.session.snapshot
        proposals = sum(
            one.state in (ProposalState.OPEN, ProposalState.DEFERRED)
            for one in snapshot.of(Proposal).values()
        )
        comments = sum(one.state is CommentState.OPEN for one in snapshot.of(Comment).values())
        said = []
        if proposals:
            said.append(f"{counted(proposals, 'proposed change')} not decided")
        if comments:
            said.append(f"{counted(comments, 'comment')} without an answer")
        if said:
            line = f"Readers of a draft: {' and '.join(said)}."
            self._row(
                "message-square-quote", "warn", line, "", partial(self.go_to.emit, "report/review", None)
            )

    def _group(self, weight: Severity, several: Sequence[Found]) -> None:
        heading = style.role(QLabel(f"{SEVERITIES[weight]} ({len(several):,})"), "small_strong")
        heading.setContentsMargins(0, 8, 0, 0)
        self._rows.addWidget(heading)
        rules: dict[str, list[Found]] = {}
        for found in several:
            rules.setdefault(found.rule.id, []).append(found)
        most = len(rules) if weight in self._opened else SHOWN if weight is Severity.ERROR else 0
        icon, ink = _LOOK[weight]
        for places in list(rules.values())[:most]:
            first = places[0]
            more_like = f" And {len(places) - 1:,} more like this." if len(places) > 1 else ""
            self._row(
                icon, ink, first.rule.title, f"{first.message}{more_like}", partial(self.asked.emit, first)
            )
        if most < len(rules):
            more = style.role(QPushButton("Show them" if not most else "Show the rest"), "link")
            more.setAccessibleName(f"{more.text()}: {SEVERITIES[weight].lower()}, {len(several):,}")
            more.clicked.connect(partial(self._open, weight))
            self._rows.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _row(self, icon: str, ink: str, said: str, under: str, run: Callable[[], object]) -> None:
        mark = QLabel()
        mark.setPixmap(style.pixmap(icon, ink, tokens()["size"]["icon_small"]))
        mark.setContentsMargins(0, 2, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(wrapped(QLabel(said)))
        if under:
            words.addWidget(wrapped(style.role(QLabel(under), "caption")))
        button = QPushButton("Open")
        button.setAccessibleName(f"Open: {said}")
        button.clicked.connect(lambda: run())
        line = QHBoxLayout()
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(8)
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        holder.setLayout(line)
        if self._rows.count():
            self._rows.addWidget(style.role(QFrame(), "line"))
        self._rows.addWidget(holder)

    def _open(self, weight: Severity) -> None:
        self._opened.add(weight)
        self.refresh()


_LOOK = {
    Severity.ERROR: ("octagon-alert", "danger"),
    Severity.WARNING: ("triangle-alert", "warn"),
    Severity.ADVICE: ("info", "text2"),
}
"""Icon and ink of a weight."""
