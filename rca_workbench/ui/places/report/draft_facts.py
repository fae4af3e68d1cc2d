"""Under the words: what feeds the section, what it still lacks, and what is said elsewhere too, each with its way there."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QSize, QUrl, Signal
from PySide6.QtWidgets import QTextBrowser

from rca_workbench.analysis.repetition import AlsoSaid
from rca_workbench.model import shortened
from rca_workbench.report.feeds import Feed, Gap
from rca_workbench.ui import style


class Facts(QTextBrowser):
    """Lines with links; Tab goes from one to the next, Enter follows it."""

    asked = Signal(str, str)
    """Go to a kind's place and a thing of it ("kind factor", id), or to another section ("section", id)."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("What feeds this section, and what is still missing")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QTextBrowser { background: transparent; border: none; }")
        self.anchorClicked.connect(self._clicked)

    def show_facts(
        self,
        feeds: Sequence[Feed],
        gaps: Sequence[Gap],
        twice: Sequence[tuple[AlsoSaid, str]],
        *,
        known: bool,
    ) -> None:
        """Show what there is about one section.

        Args:
            feeds: what it is made from.
            gaps: what is still missing.
            twice: sentences that stand in another section too, with that one's heading.
            known: whether the checks have been worked out yet.
        """
        parts: list[str] = []
        if feeds:
            links = [_link(f"kind {one.kind}", "", one.words) for one in feeds]
            parts.append(f"<p><b>From:</b> {', '.join(links)}</p>")
        if gaps:
            must = sum(one.must for one in gaps)
            said = f"{must} must be resolved before it goes out" if must else "worth resolving"
            parts.append(f"<p><b>Still missing</b> ({said})</p><ul>{''.join(map(_gap, gaps))}</ul>")
        elif not known:
            parts.append("<p>The checks are being worked out.</p>")
        elif feeds:
            parts.append("<p>Nothing that feeds it is missing.</p>")
        for one, heading in twice:
            link = _link("section", one.other, f"‘{heading}’")
            parts.append(f"<p><b>Also said in</b> {link}: “{escape(shortened(one.words, 90))}”</p>")
        ink, quiet = style.color("text").name(), style.color("link").name()
        size = style.font("small").pixelSize()
        html = (
            f"<style>p,li{{color:{ink};font-size:{size}px;margin:0 0 6px 0}} ul{{margin:0 0 6px 0;-qt-list-indent:0}}"
            f"li{{margin:0 0 4px 12px}} a{{color:{quiet}}}</style>{''.join(parts)}"
        )
        if html != self.property("shown"):
            self.setProperty("shown", html)
            at = self.verticalScrollBar().value()
            self.setHtml(html)
            self.verticalScrollBar().setValue(at)

    def sizeHint(self) -> QSize:
        return QSize(style.px(280), style.px(160))

    def _clicked(self, url: QUrl) -> None:
        what, _, id = url.toString().partition("|")
        self.asked.emit(what.replace("_of_", " "), id)


def _gap(one: Gap) -> str:
    mark = "must" if one.must else ""
    said = (
        f"{_link(f'kind {one.kind}', one.id, one.names)}: {escape(one.words)}"
        if one.names
        else escape(one.words)
    )
    if not one.names and one.kind != "case":
        said += f" {_link(f'kind {one.kind}', one.id, 'Go to it')}"
    ink = style.color("danger").name()
    return f"<li>{f'<b style=color:{ink}>Must: </b>' if mark else ''}{said}</li>"


def _link(what: str, id: str, words: str) -> str:
    return f"<a href='{what.replace(' ', '_of_')}|{id}'>{escape(words)}</a>"
