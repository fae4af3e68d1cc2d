"""The words of a paragraph, a point or a cell as Word's runs: marked, with footnotes and references where they have any."""

from collections.abc import Sequence

from rca_workbench.report.document import Span
from rca_workbench.report.word import xml
from rca_workbench.report.word.marking import Marks, lines_of
from rca_workbench.report.word.notes import Notes
from rca_workbench.report.word.places import Places


class Words:
    """Makes runs of spans. `marks` None leaves fields unmarked."""

    def __init__(self, places: Places, notes: Notes, marks: Marks | None) -> None:
        self._places = places
        self._notes = notes
        self._marks = marks
        self.under = ""
        """The heading above."""

    def lines(self, spans: Sequence[Span], *, in_row: bool = False) -> list[str]:
        """The runs of each paragraph: a field of several lines has one for each; a line's end in a cell begins one too."""
        if len(spans) == 1:  # most cells, in tables of thousands of rows
            span = spans[0]
            if span.of is not None and "\n" not in span.text and not span.note:
                return [self._field(span, span.part, span.text, in_row)]
        made = [""]
        for span in spans:
            if span.of is None and span.text == "\n" and in_row:
                made.append("")
            elif span.of is None:
                made[-1] += self._plain(span)
            else:
                for number, (part, text) in enumerate(lines_of(span)):
                    if number:
                        made.append("")
                    made[-1] += self._field(span, part, text, in_row)
            if span.note:
                made[-1] += self._notes.add(span.note)
        return made

    def _plain(self, span: Span) -> str:
        style = "Quiet" if span.quiet else ""
        target = self._places.target(span.to) if span.to else None
        if target is None:
            return xml.run(span.text, bold=span.bold, style=style) if span.text else ""
        name, shown = target
        return xml.field(f"REF {name} \\h", shown, bold=span.bold, style=style)

    def _field(self, span: Span, part: int, text: str, in_row: bool) -> str:
        assert span.of is not None
        if self._marks is None:
            return self._plain(Span(text, bold=span.bold, quiet=span.quiet, to=span.to))
        return self._marks.around(span.of, part, text, span, in_row=in_row, under=self.under)
