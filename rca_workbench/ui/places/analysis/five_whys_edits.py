"""What the 5 whys outline changes in the graph: each a step, by the same edits as the map's."""

from rca_workbench.analysis.five_whys import WhyLine, causes_of, is_loop
from rca_workbench.drawing.map import band_of, bands
from rca_workbench.model import (
    Confidence,
    Factor,
    FactorKind,
    FactorStatus,
    Link,
    new_id,
    next_code,
    shortened,
)
from rca_workbench.ui.places.analysis.cause_order import put_behind
from rca_workbench.ui.places.analysis.edits import DEFAULT_LEVEL, GraphEdits
from rca_workbench.ui.session import Session

_PROBLEM_LEVEL = "ACC.ACT"


class WhyEdits:
    """Steps on the graph, as an outline speaks of them."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.graph = GraphEdits(session)

    def begin(self, text: str) -> str:
        """Add a problem to ask about; returns its id."""
        id = new_id()
        with self.graph.arranged("Add problem") as step:
            code = next_code(step.snapshot, Factor, FactorKind.PROBLEM)
            step.add(
                Factor(
                    id=id, code=code, factor_kind=FactorKind.PROBLEM, text=text, level=_PROBLEM_LEVEL,
                    status=FactorStatus.CANDIDATE,
                )
            )  # fmt: skip
        return id

    def add_cause(self, text: str, under: str, behind: str) -> str:
        """Add what made a factor more likely, one level above it, as a suggestion; returns its id."""
        effect = self.session.snapshot.of(Factor)[under]
        return self.graph.add(text, level_above(effect), cause_of=effect, behind=behind)

    def place(self, line: WhyLine, behind: str) -> None:
        """Have a line stand right behind another cause of the same factor, or first of them (behind "")."""
        if line.link is None:
            return
        listed = [one.source for one in causes_of(self.session.snapshot, line.under)]
        down = behind in listed[listed.index(line.factor.id) + 1 :]
        with self.session.step(f"Move cause {'down' if down else 'up'}") as step:
            put_behind(step, line.link, behind)

    def move(self, line: WhyLine, to: str, behind: str) -> str:
        """Have a line stand under another factor instead; returns what hinders it, or nothing.

        What was said of the old link (without it, reasoning) was said of another effect and does not go along.
        """
        snapshot = self.session.snapshot
        factor, link, effect = line.factor, line.link, snapshot.of(Factor)[to]
        if link is None:
            return ""
        if any(one.source == factor.id for one in causes_of(snapshot, to)):
            return "It stands there already."
        if is_loop(snapshot, factor.id, to):
            return "There it would lead back to itself."
        was = snapshot.get(Factor, line.under)
        with self.graph.arranged(f"Move under “{shortened(effect.text, 40)}”") as step:
            moved = step.change(
                link, target=to, but_for=None, rationale="", reviewed=None, confidence=Confidence.POSSIBLE
            )
            put_behind(step, moved, behind)
            if was is not None and factor.level == level_above(was) != level_above(effect):
                step.change(factor, level=level_above(effect), row=None)
        return ""

    def take_out(self, line: WhyLine) -> None:
        """Take a line out: from under this factor where it stands under others too, else from the case."""
        effects = self.session.snapshot.pointed_from(Link, "source", line.factor.id)
        if line.link is not None and len(effects) > 1:
            with self.session.step("Take out from here") as step:
                step.remove(line.link)
        else:
            self.graph.remove([line.factor.id])

    def stop(self, factor: Factor, reason: str) -> None:
        """Write why nobody asks further behind a factor; nothing written opens the branch again."""
        if reason != factor.stop_reason:
            label = "Say why it stops here" if reason else "Ask further here"
            self.session.change(factor, label, stop_reason=reason)


def level_above(factor: Factor) -> str:
    """The level one band above a factor's: where what made it more likely is looked for first."""
    all_bands, here = bands(), band_of(factor)
    if here == len(all_bands) - 1:
        return DEFAULT_LEVEL
    return all_bands[max(0, here - 1)].levels[0]
