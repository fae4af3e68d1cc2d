"""Edits of the graph that are made on a bone, each one step."""

from rca_workbench.analysis.fishbone import UNSORTED, moved_tags
from rca_workbench.model import Factor, Tag
from rca_workbench.reference import Framework
from rca_workbench.ui.places.analysis.edits import DEFAULT_LEVEL, GraphEdits


class FishboneEdits(GraphEdits):
    """What can be done to the graph from a fishbone."""

    def add_on_bone(self, text: str, heading: str, head: Factor) -> str:
        """Add a suggestion on a bone, as a possible cause of the head; returns its id."""
        tags = (Tag(heading),) if heading != UNSORTED else ()
        return self.add(text, DEFAULT_LEVEL, cause_of=head, tags=tags)

    def move_to_bone(self, factor: Factor, framework: Framework, out_of: str, into: str, label: str) -> bool:
        """Move a factor from one bone to another: its tag of this framework changes, nothing else. True if it did."""
        tags = moved_tags(factor, framework, out_of, into)
        if tags == factor.tags:
            return False
        self.session.change(factor, f"Move to {label}", tags=tags)
        return True
