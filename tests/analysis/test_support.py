"""What each fact rests on, in words, and which facts stand on one statement only."""

import pytest

from rca_workbench.analysis.support import STATEMENT_LIKE, Standing, standings, support, thin, unsupported
from rca_workbench.model import (
    Account,
    AccountState,
    Entity,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Factor,
    FactorStatus,
    Finding,
    Snapshot,
    Stance,
    TimelineEntry,
)


def case(*entities: Entity) -> Snapshot:
    return Snapshot.empty().changed(entities, (), "head")


def item(id: str, kind: EvidenceKind | None = EvidenceKind.RECORD) -> EvidenceItem:
    return EvidenceItem(id=id, name=id, evidence_kind=kind)


def quote(item: str, about: str, stance: Stance = Stance.SUPPORTS, place: str = "p1") -> Excerpt:
    return Excerpt(id=f"{item}>{about}>{place}", evidence=item, about=about, stance=stance, place=place)


ENTRY = TimelineEntry(id="entry", text="Bleep sent")


def test_a_fact_nothing_points_to_has_no_source_yet() -> None:
    found = support(case(ENTRY), "entry")
    assert (found.standing, found.words) == (Standing.NONE, "No source yet")


def test_words_that_only_give_context_are_no_source() -> None:
    found = support(case(ENTRY, item("policy"), quote("policy", "entry", Stance.CONTEXT)), "entry")
    assert (found.standing, found.words) == (Standing.NONE, "No source yet, 1 for context")


@pytest.mark.parametrize("kind", sorted(STATEMENT_LIKE))
def test_one_word_of_mouth_or_conclusion_alone_is_thin(kind: EvidenceKind) -> None:
    snapshot = case(ENTRY, item("said", kind), quote("said", "entry"))
    assert support(snapshot, "entry").standing is Standing.ONE_STATEMENT
    assert thin(snapshot) == ("entry",)


def test_thin_facts_say_what_they_rest_on() -> None:
    said = {
        kind: support(case(ENTRY, item("said", kind), quote("said", "entry")), "entry").words
        for kind in (EvidenceKind.INTERVIEW, EvidenceKind.INFERENCE, EvidenceKind.UNVERIFIED)
    }
    assert said == {
        EvidenceKind.INTERVIEW: "Rests on one statement only",
        EvidenceKind.INFERENCE: "Rests on one inference only",
        EvidenceKind.UNVERIFIED: "Rests on one unverified source only",
    }


def test_two_places_in_one_statement_are_still_one_statement() -> None:
    snapshot = case(
        ENTRY,
        item("statement", EvidenceKind.STATEMENT),
        quote("statement", "entry", place="p1"),
        quote("statement", "entry", place="p7"),
    )
    found = support(snapshot, "entry")
    assert (len(found.supporting), found.sources, found.standing) == (2, 1, Standing.ONE_STATEMENT)


def test_one_record_is_enough_and_so_are_two_people_who_say_the_same() -> None:
    record = case(ENTRY, item("notes"), quote("notes", "entry"))
    assert support(record, "entry").words == "1 source"
    people = case(
        ENTRY,
        item("a", EvidenceKind.INTERVIEW),
        item("b", EvidenceKind.STATEMENT),
        quote("a", "entry"),
        quote("b", "entry"),
    )
    found = support(people, "entry")
    assert (found.standing, found.words) == (Standing.SUPPORTED, "2 sources")
    assert found.kinds == (EvidenceKind.INTERVIEW, EvidenceKind.STATEMENT)


def test_a_source_that_disputes_a_fact_is_told_beside_those_that_support_it() -> None:
    two = case(
        ENTRY, item("notes"), item("log"), quote("notes", "entry"), quote("log", "entry", Stance.DISPUTES)
    )
    found = support(two, "entry")
    assert (found.standing, found.words) == (Standing.DISPUTED, "2 sources, 1 disputes it")
    assert [one.id for one in found.against] == ["log"]
    alone = case(ENTRY, item("log"), quote("log", "entry", Stance.DISPUTES))
    assert support(alone, "entry").words == "1 source, which disputes it"


def test_accounts_of_a_moment_are_sources_and_differ_until_it_is_settled() -> None:
    told = (
        item("a", EvidenceKind.INTERVIEW),
        item("b", EvidenceKind.FAMILY_ACCOUNT),
        Account(id="1", entry="entry", evidence="a", text="01:40"),
        Account(id="2", entry="entry", evidence="b", text="02:25"),
    )
    disputed = TimelineEntry(id="entry", accounts_state=AccountState.DISPUTED)
    assert support(case(disputed, *told), "entry").words == "2 sources, and accounts differ"
    assert support(case(disputed, *told), "entry").standing is Standing.DISPUTED
    settled = TimelineEntry(id="entry", accounts_state=AccountState.RESOLVED)
    assert support(case(settled, *told), "entry").standing is Standing.SUPPORTED
    assert support(case(disputed), "entry").standing is Standing.NONE


def test_a_factor_rests_on_the_sources_of_the_moments_that_show_it() -> None:
    factor = Factor(id="factor", text="One doctor covers four wards", entries=("entry",))
    finding = Finding(id="finding", text="Cover at night", factors=("factor",))
    snapshot = case(ENTRY, factor, finding, item("rota"), quote("rota", "entry"))
    assert support(snapshot, "factor").words == "1 source, through the timeline"
    assert support(snapshot, "finding").words == "1 source, through its factors"
    own = case(ENTRY, factor, item("rota"), item("policy"), quote("rota", "entry"), quote("policy", "factor"))
    assert support(own, "factor").words == "2 sources"


def test_the_lists_name_what_is_thin_and_what_has_no_source_but_not_what_was_set_aside() -> None:
    snapshot = case(
        ENTRY,
        TimelineEntry(id="bare"),
        Factor(id="candidate"),
        Factor(id="aside", status=FactorStatus.REJECTED),
        Finding(id="finding"),
        item("interview", EvidenceKind.INTERVIEW),
        quote("interview", "entry"),
    )
    assert thin(snapshot) == ("entry",)
    assert unsupported(snapshot) == ("bare", "candidate", "finding")


def test_the_quick_reading_of_many_facts_agrees_with_each_one() -> None:
    kinds = [None, *EvidenceKind]
    entities: list[Entity] = [item(f"i{at}", kind) for at, kind in enumerate(kinds)]
    for at in range(60):
        state = list(AccountState)[at % 3] if at % 5 == 0 else None
        entities.append(TimelineEntry(id=f"e{at}", accounts_state=state))
        entities.append(Factor(id=f"f{at}", entries=(f"e{at}",) if at % 2 else ()))
        for step in range(at % 4):
            source = f"i{(at * 3 + step) % len(kinds)}"
            entities.append(quote(source, f"{'ef'[step % 2]}{at}", list(Stance)[0 if at % 5 else step]))
        if at % 7 == 0:
            entities.append(Account(id=f"a{at}", entry=f"e{at}", evidence=f"i{at % len(kinds)}"))
    snapshot = case(*entities)
    found = standings(snapshot)
    assert found == {id: support(snapshot, id).standing for id in found}
    assert set(found.values()) == set(Standing)


def test_ten_thousand_facts_are_read_alike() -> None:
    entities: list[Entity] = [
        item(f"i{at}", EvidenceKind.INTERVIEW if at % 2 else EvidenceKind.RECORD) for at in range(100)
    ]
    for at in range(10_000):
        entities.append(TimelineEntry(id=f"e{at}"))
        entities += [quote(f"i{(at + step) % 100}", f"e{at}") for step in range(at % 3)]
    found = thin(case(*entities))
    assert len(found) == sum(1 for at in range(10_000) if at % 3 == 1 and at % 2)
