"""The sample case: a published investigation, and beside it a plan that was invented to show proof of effect."""

import json

from rca_workbench.analysis.spc import Effect, chart, effect_of
from rca_workbench.exchange import import_into
from rca_workbench.model import Action, ActionStatus, DataPoint, Factor, Measure
from rca_workbench.reference import sample_sources
from rca_workbench.store import Case


def test_what_was_invented_says_so_and_ties_to_what_was_published(tmp_path):
    published, invented = sample_sources()
    with Case.create(tmp_path / "sample.rca", who="Tester", sample=True) as case:
        import_into(case, published)
        known = set(case.snapshot.of(Action))
        import_into(case, invented)
        snapshot = case.snapshot
    added = [one for id, one in snapshot.of(Action).items() if id not in known]
    assert added
    assert all(one.invented and one.owner and one.due and one.addresses for one in added)
    assert all(factor in snapshot.of(Factor) for one in added for factor in one.addresses)
    measures = snapshot.of(Measure)
    assert all(one.invented and one.action in {each.id for each in added} for one in measures.values())
    assert {one.measure for one in snapshot.of(DataPoint).values()} == set(measures)


def test_the_illustration_names_nobody_and_leaves_the_published_case_alone():
    published, invented = (json.loads(path.read_text(encoding="utf-8")) for path in sample_sources())
    held = invented["entities"]
    assert set(held) == {"action", "progress", "measure", "data_point", "measure_change", "sharing"}
    assert "entities" not in published


def test_one_measure_proves_an_effect_and_one_shows_none(tmp_path):
    with Case.create(tmp_path / "sample.rca", who="Tester", sample=True) as case:
        for source in sample_sources():
            import_into(case, source)
        snapshot = case.snapshot
    judged = {one.status: effect_of(snapshot, one).effect for one in snapshot.of(Action).values()}
    assert judged[ActionStatus.EFFECTIVE] is Effect.IMPROVED
    assert judged[ActionStatus.NOT_EFFECTIVE] is Effect.NO_SIGNAL
    assert not [one for each in snapshot.of(Measure).values() for one in chart(snapshot, each).problems]
