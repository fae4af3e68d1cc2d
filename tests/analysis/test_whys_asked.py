"""How often why was asked, held against the outlines themselves."""

from hypothesis import given
from hypothesis import strategies as st

from rca_workbench.analysis.five_whys import outline, tops
from rca_workbench.analysis.whys_asked import WHYS, Asked, whys_asked, whys_were_asked
from rca_workbench.model import Snapshot
from tests.analysis.graphs import snapshot_of

_NAMES = [f"{kind}{number}" for kind in "HPPFFSS" for number in range(2)]


def by_outlines(snapshot: Snapshot) -> Asked:
    """The same from every outline, line by line."""
    lines = [line for top in tops(snapshot) for line in outline(snapshot, top.id)]
    last = [line for line in lines if line.ends and line.depth]
    return Asked(
        max((line.depth for line in lines if not line.loop), default=0),
        frozenset(line.factor.id for line in last),
        frozenset(
            line.factor.id
            for line in last
            if line.depth >= WHYS and (line.factor.stop_reason or line.factor.factor_kind == "system_factor")
        ),
    )


@given(
    st.lists(
        st.tuples(st.sampled_from(_NAMES), st.sampled_from(_NAMES)), min_size=1, max_size=24, unique=True
    ),
    st.sampled_from(_NAMES),
)
def test_it_is_what_the_outlines_come_to(links: list[tuple[str, str]], stops: str) -> None:
    made = snapshot_of(", ".join(" > ".join(one) for one in links), **{stops: {"stop_reason": "No records"}})
    assert whys_asked(made) == by_outlines(made)
    assert whys_were_asked(made) == bool(by_outlines(made).ends_well)


def test_a_chain_of_thousands_of_problems_is_answered() -> None:
    arrows = " > ".join(["S0", *(f"P{number}" for number in range(5_000))])
    assert whys_asked(snapshot_of(arrows)) == Asked(5_000, frozenset(("S0",)), frozenset(("S0",)))
