"""Random cases: any kind, any field, any value a case can hold."""

from hypothesis import strategies as st

from rca_workbench.model import KINDS, Kind, Polarity, Snapshot, Tag, Time, TimeKind
from rca_workbench.model.fields import Choice, Day, FieldType, Flag, Number, Ref, Refs, Tags, Text, When

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12) | st.sampled_from(
    ["<b>&amp;</b>", "שלום", "\U0001f691 line\nline", "Tab\there", "'; drop table", "31 February"]
)
_ISO = st.sampled_from(
    ["2019", "2019-04", "2019-04-22", "2019-04-22T14", "2019-04-22T14:20", "2019-04-22T14:20:05"]
)
_TIMES = st.one_of(
    st.just(Time()),
    st.builds(lambda said: Time(said=said), TEXTS),
    st.builds(lambda start, said: Time(kind=TimeKind.ABOUT_YEAR, start=start, said=said), _ISO, TEXTS),
    st.just(Time(kind=TimeKind.BETWEEN, start="2019-04-22T14:20", end="2019-04-23")),
)
_TAGS = st.lists(st.builds(Tag, TEXTS, st.none() | st.sampled_from(Polarity)), max_size=3, unique=True).map(
    tuple
)


def _values(type_: FieldType, ids: dict[str, list[str]]) -> st.SearchStrategy:
    match type_:
        case Text():
            return TEXTS
        case Number():
            return st.none() | st.integers(-(2**53) + 1, 2**53 - 1)
        case Flag():
            return st.sampled_from([None, True, False])
        case Choice(of=of):
            return st.sampled_from([*of])
        case Day():
            return st.sampled_from(["", "2025-03-12", "2024-02-29"])
        case When():
            entries = ids["timeline_entry"]
            counted = [
                Time(kind=TimeKind.OFFSET, anchor=one, least=-60, most=1200, said="then") for one in entries
            ]
            return _TIMES | st.sampled_from(counted) if counted else _TIMES
        case Tags():
            return _TAGS
        case Ref(kind=kind):
            return st.sampled_from([None, *_targets(kind, ids)])
        case Refs(kind=kind):
            targets = _targets(kind, ids)
            return (
                st.lists(st.sampled_from(targets), max_size=3, unique=True).map(tuple)
                if targets
                else st.just(())
            )
    raise TypeError(type_)


def _targets(kind: str, ids: dict[str, list[str]]) -> list[str]:
    return [one for ones in ids.values() for one in ones] if kind == "*" else ids[kind]


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """A case of up to three entities of some kinds, with references between them."""
    ids: dict[str, list[str]] = {}
    for kind in KINDS.values():
        most = 1 if kind.single else draw(st.sampled_from([0, 0, 1, 3]))
        ids[kind.name] = (
            [kind.name] * most if kind.single else [f"{kind.name}{number}" for number in range(most)]
        )
    return Snapshot(
        {kind.name: {id: _entity(draw, kind, id, ids) for id in ids[kind.name]} for kind in KINDS.values()}
    )


def _entity(draw: st.DrawFn, kind: Kind, id: str, ids: dict[str, list[str]]) -> object:
    values: dict[str, object] = {"id": id}
    for field in kind.fields:
        if draw(st.booleans()):
            values[field.name] = draw(_values(field.type, ids))
    return kind.make(values)
