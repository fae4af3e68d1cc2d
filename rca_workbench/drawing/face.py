"""One font at one size: measured, wrapped and kept ready to draw."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QStaticText, QTextLayout, QTextOption

_KEPT = 20_000
"""Wrapped texts and ready glyph runs kept before starting afresh: two cases of 10,000 entries."""


class Face:
    """A font with its metrics and what was already worked out with it."""

    def __init__(self, font: QFont, line: float) -> None:
        """`line` is the height of one line in pixels."""
        self.font = font
        self.line = line
        self._metrics = QFontMetricsF(font)
        self._advances: dict[str, float] = {}
        self._wrapped: dict[tuple[str, float, int], tuple[str, ...]] = {}
        self._elided: dict[tuple[str, int], str] = {}
        self._ready: dict[str, QStaticText] = {}
        self.ascent = self._metrics.ascent()
        self._rise = (line - self._metrics.ascent() - self._metrics.descent()) / 2 + self._metrics.ascent()

    def baseline(self, top: float, index: int = 0) -> float:
        """Where line number `index` of a block starting at `top` stands."""
        return top + index * self.line + self._rise

    def advance(self, text: str) -> float:
        """Width of one line of text, in pixels."""
        known = self._advances.get(text)
        if known is None:
            if len(self._advances) > _KEPT:
                self._advances.clear()
            known = self._advances[text] = self._metrics.horizontalAdvance(text)
        return known

    def wrap(self, text: str, width: float, most: int) -> tuple[str, ...]:
        """The text in at most `most` lines no wider than `width`; the last ends in "…" if more was said."""
        key = (text, width, most)
        known = self._wrapped.get(key)
        if known is None:
            if len(self._wrapped) > _KEPT:
                self._wrapped.clear()
            known = self._wrapped[key] = self._wrap(text, width, most)
        return known

    def elide(self, text: str, width: int) -> str:
        """One line of text cut to a width, with "…" where it was cut."""
        key = (text, width)
        known = self._elided.get(key)
        if known is None:
            if len(self._elided) > _KEPT:
                self._elided.clear()
            known = self._metrics.elidedText(text[:400], Qt.TextElideMode.ElideRight, width)
            self._elided[key] = known
        return known

    def ready(self, text: str) -> QStaticText:
        """The text laid out once, for painters of pixels."""
        known = self._ready.get(text)
        if known is None:
            if len(self._ready) > _KEPT:
                self._ready.clear()
            known = QStaticText(text)
            known.setTextFormat(Qt.TextFormat.PlainText)
            known.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            known.prepare(font=self.font)
            self._ready[text] = known
        return known

    def _wrap(self, text: str, width: float, most: int) -> tuple[str, ...]:
        # A pasted chapter is not laid out to show five lines of it: a line holds fewer letters than pixels.
        plain = " ".join(text[: max(400, int(most * width))].split())
        if not plain:
            return ()
        if self.advance(plain) <= width:
            return (plain,)
        layout = QTextLayout(plain, self.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) <= most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            starts.append(_code_point(plain, line.textStart()))
        layout.endLayout()
        ends = [*starts[1:], len(plain)]
        lines = [plain[start:end].strip() for start, end in zip(starts, ends, strict=True)]
        if len(lines) > most:
            rest = plain[starts[most - 1] :]
            lines = [*lines[: most - 1], self._shortened(rest, width)]
        return tuple(lines)

    def _shortened(self, text: str, width: float) -> str:
        """`text` cut at a word if one ends near the cut, so that no line ends in half a word."""
        cut = self._metrics.elidedText(text[:400], Qt.TextElideMode.ElideRight, width)
        body = cut.removesuffix("…")
        if body == text or text[len(body) : len(body) + 1] == " ":
            return body.rstrip(" ,;:.") + "…"
        space = body.rfind(" ")
        return (body[:space] if space > len(body) // 2 else body).rstrip(" ,;:.") + "…"


def _code_point(text: str, unit: int) -> int:
    """Qt counts UTF-16 units, Python characters: the index in `text` of unit number `unit`."""
    if text.isascii():
        return unit
    index = 0
    while unit > 0 and index < len(text):
        unit -= 2 if text[index] > "\uffff" else 1
        index += 1
    return index
