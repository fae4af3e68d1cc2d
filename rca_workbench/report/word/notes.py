"""Footnotes: numbered in the text, printed at the foot of its page."""

from rca_workbench.report.word import xml

MOST = 32_767
"""Word counts no further."""

_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    "<w:r><w:separator/></w:r></w:p></w:footnote>"
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


class Notes:
    """The footnotes of a document, in the order in which it refers to them.

    `after` is the highest number the template's own have.
    """

    def __init__(self, after: int = 0) -> None:
        self._after = after
        self._made: list[str] = []

    def __len__(self) -> int:
        return len(self._made)

    def add(self, text: str) -> str:
        """A footnote, and the run that refers to it. One that Word could not count stands in brackets in the text."""
        number = self._after + len(self._made) + 1
        if number > MOST:
            return xml.run(f" ({text})", style="Quiet")
        self._made.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr>'
            '<w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
            f"{xml.run(f' {text}')}</w:p></w:footnote>"
        )
        return (
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            f'<w:footnoteReference w:id="{number}"/></w:r>'
        )

    def xml(self) -> str:
        """The part that holds them."""
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{self._within(_SEPARATORS)}'

    def bare(self) -> str:
        """Only the notes, to be put after those of a template."""
        return self._within("")

    def _within(self, first: str) -> str:
        return f"<w:footnotes {xml.NAMES}>{first}{''.join(self._made)}</w:footnotes>"
