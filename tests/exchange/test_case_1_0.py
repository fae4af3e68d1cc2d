"""What a `case-1.0` document becomes."""

import json

import pytest

from rca_workbench.exchange.case_1_0 import read_case
from rca_workbench.exchange.reading import Misfit
from rca_workbench.model import (
    Action,
    ActionStatus,
    Actor,
    ButFor,
    CaseRecord,
    EntryKind,
    EvidenceItem,
    EvidenceKind,
    Excerpt,
    Factor,
    FactorKind,
    FactorStatus,
    GraphNote,
    Incident,
    Involvement,
    Lane,
    LearningItem,
    Link,
    Nature,
    Polarity,
    Problem,
    Question,
    Recommendation,
    Strength,
    Tag,
    Time,
    TimeKind,
    TimelineEntry,
)
from rca_workbench.reference import sample_case_path


class Read:
    """A reading, asked in the document's own ids."""

    def __init__(self, document):
        self.reading = read_case(document, "source.json", "digest")
        self.unplaced = {one.path: json.loads(one.content) for one in self.reading.unplaced}

    def all(self, cls):
        return [one for one in self.reading.entities if isinstance(one, cls)]

    def one(self, cls, **wanted):
        found = [
            one for one in self.all(cls) if all(getattr(one, name) == value for name, value in wanted.items())
        ]
        assert len(found) == 1, found
        return found[0]

    def sources(self, fact):
        evidence = {one.id: one.code for one in self.all(EvidenceItem)}
        return [(evidence[one.evidence], one.place) for one in self.all(Excerpt) if one.about == fact.id]


@pytest.fixture(scope="module")
def sample():
    return Read(json.loads(sample_case_path().read_text(encoding="utf-8")))


def test_the_sample_case_comes_in_whole(sample):
    counts = {
        cls: len(sample.all(cls))
        for cls in (TimelineEntry, Factor, Link, Actor, Lane, Recommendation, Action, LearningItem)
    }
    assert counts == {
        TimelineEntry: 70, Factor: 50, Link: 63, Actor: 14, Lane: 8, Recommendation: 2, Action: 3,
        LearningItem: 7,
    }  # fmt: skip


def test_what_has_no_field_is_kept_with_its_place_and_nothing_else_is(sample):
    assert set(sample.unplaced) == {
        "$.source.section", "$.source_checked", "$.source_check_note", "$.purpose", "$.anonymised",
        "$.test_points", "$.counts",
    }  # fmt: skip
    assert sample.unplaced["$.counts"]["nodes"] == 50


def test_the_case_record_names_source_and_licence(sample):
    record = sample.one(CaseRecord)
    assert record.title.startswith("Air ambulance positioning flight")
    assert record.imported_id == "shared_air_ambulance_2019"
    assert record.timezone == "NZST (UTC+12)"
    for words in (
        "Final report AO-2019-005",
        "Transport Accident Investigation Commission",
        "2023",
        "taic.org.nz",
        "acknowledgement",
    ):
        assert words in record.acknowledgement


def test_the_incident_keeps_its_dates_and_setting(sample):
    incident = sample.one(Incident)
    assert (incident.start.kind, incident.start.start) == (TimeKind.DATE, "2019-04-22")
    assert incident.setting == "air ambulance, remote over-water night operation"
    assert incident.harm_level.startswith("moderate")
    assert incident.domain == "air ambulance / aviation"


def test_actors_stand_in_lanes_in_the_order_of_the_document(sample):
    lanes = sorted(sample.all(Lane), key=lambda lane: lane.order)
    assert [lane.label for lane in lanes][:3] == ["Operator", "Flight crew", "Patient"]
    pilot = sample.one(Actor, imported_id="pilot")
    assert (pilot.role, pilot.lane) == ("Pilot", lanes[1].id)
    roles = [actor.role for actor in sorted(sample.all(Actor), key=lambda actor: actor.order)]
    assert roles[:2] == ["Helicopter operator and base", "Chief pilot"]


def test_an_actor_is_called_a_patient_only_where_that_is_sure(sample, document):
    assert sample.one(Actor, imported_id="patient").nature is None  # "Patient and fishing vessel"
    small = Read(document)
    assert small.one(Actor, imported_id="patient").nature is Nature.PATIENT
    assert small.one(Actor, imported_id="lift").nature is Nature.EQUIPMENT
    assert small.one(Actor, imported_id="nurse").nature is None


def test_an_entry_keeps_what_the_source_says_of_it(sample):
    entry = sample.one(TimelineEntry, code="T39")
    assert entry.conflict_note.startswith("Three minutes of level flight")
    assert entry.conflicts_with == (sample.one(TimelineEntry, code="T37").id,)
    assert entry.verified is True
    assert entry.actor == sample.one(Actor, imported_id="pilot").id
    assert sample.one(TimelineEntry, code="T24").derived_time is True
    assert sample.one(TimelineEntry, code="T29").good_practice is True
    assert sample.one(TimelineEntry, code="T17").entry_kind is EntryKind.DECISION


def test_an_entry_has_one_source_for_each_document_named_with_the_place(sample, document):
    assert sample.sources(sample.one(TimelineEntry, code="T04")) == [("R1", "2.27,2.33,2.36")]
    small = Read(document)
    assert small.sources(small.one(TimelineEntry, code="T1")) == [("S1", "p.3")]
    assert small.sources(small.one(TimelineEntry, code="T2")) == [("S1", ""), ("S3", "")]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("S1#2.6,2.8", [("S1", "2.6,2.8")]),
        ("S1#2.6+2.8", [("S1", "2.6+2.8")]),
        ("S1#2.6+S3#p.1", [("S1", "2.6"), ("S3", "p.1")]),
        (" S1 + S3 ", [("S1", ""), ("S3", "")]),
        ("S1+S1", [("S1", "")]),
        (["S1", "S3#p.2"], [("S1", ""), ("S3", "p.2")]),
        ("", []),
        (None, []),
    ],
)
def test_the_ways_a_source_is_named(document, said, found):
    document["timeline"][0]["source_ref"] = said
    small = Read(document)
    assert small.sources(small.one(TimelineEntry, code="T1")) == found


def test_sequence_gives_the_order_and_equal_sequences_stay_equal(document):
    first, second = document["timeline"]
    third = dict(first, id="T3", time=dict(first["time"], sequence=2))
    fourth = dict(first, id="T4", time=dict(first["time"], sequence=-5))
    document["timeline"] = [second, third, first, fourth]
    small = Read(document)
    order = {entry.code: entry.order for entry in small.all(TimelineEntry)}
    assert order["T4"] < order["T1"] < order["T2"] == order["T3"]


def test_an_entry_without_sequence_stays_behind_the_one_before_it(document):
    first = document["timeline"][0]
    bare = dict(first, id="T9", time={"kind": "date", "start": "2025-03-12"})
    document["timeline"].insert(1, bare)
    order = {entry.code: entry.order for entry in Read(document).all(TimelineEntry)}
    assert order["T1"] < order["T9"] < order["T2"]


def test_a_time_counted_from_another_entry_points_to_it(document):
    document["timeline"][1]["offset"] = {"from": "T1", "minutes": 20, "verified": False}
    small = Read(document)
    later = small.one(TimelineEntry, code="T2")
    assert later.time.anchor == small.one(TimelineEntry, code="T1").id
    assert (later.time.kind, later.time.least, later.time.most) == (TimeKind.OFFSET, 1200, 1200)
    assert later.offset_verified is False


def test_an_entry_known_only_by_its_order_has_no_date(document):
    small = Read(document)
    time = small.one(TimelineEntry, code="T2").time
    assert time.kind is TimeKind.ORDER_ONLY
    assert time.said == "after that"


def test_a_date_as_printed_may_be_impossible(document):
    document["timeline"][0]["source_date_text"] = "31 February 2025"
    assert Read(document).one(TimelineEntry, code="T1").printed_date == "31 February 2025"


def test_a_node_keeps_what_the_source_says_of_it(sample):
    problem = sample.one(Factor, code="P1")
    assert problem.factor_kind is FactorKind.PROBLEM
    assert problem.problem is Problem.CARE
    assert problem.is_act is True
    assert problem.sense.startswith("The pilot was judging height by eye")
    entry = sample.one(TimelineEntry, code="T42")
    assert (problem.entry, problem.entries) == (entry.id, (entry.id,))
    assert sample.sources(problem) == [("R1", "3.29")]
    assert (problem.x, problem.row, problem.pinned) == (None, None, None)
    helped = sample.one(Factor, code="G1")
    assert (helped.polarity, helped.status) == (Polarity.HELPED, FactorStatus.GOOD_PRACTICE)
    assert sample.one(Factor, code="B2").barrier_kind == "human"
    assert Tag("NPSA.ORG.EXT") in sample.one(Factor, code="S2").tags


def test_tags_may_carry_a_polarity(document):
    document["nodes"][0]["tags"] = [
        "A",
        {"code": "B", "polarity": "helped"},
        {"id": "C", "polarity": "odd", "weight": 2},
    ]
    small = Read(document)
    assert small.one(Factor, code="F1").tags == (Tag("A"), Tag("B", Polarity.HELPED), Tag("C"))
    assert small.unplaced["$.nodes[0].tags[2].polarity"] == "odd"
    assert small.unplaced["$.nodes[0].tags[2].weight"] == 2


def test_a_link_runs_from_cause_to_effect(sample):
    link = sample.one(Link, source=sample.one(Factor, code="P1").id)
    assert link.target == sample.one(Factor, code="H1").id
    assert link.but_for is ButFor.YES


def test_what_should_change_and_what_did(sample):
    recommendation = sample.one(Recommendation, code="REC1")
    assert (recommendation.reference, recommendation.on, recommendation.strength) == (
        "021/22",
        "2023-03-07",
        Strength.STRONGER,
    )
    assert recommendation.addresses == tuple(
        sample.one(Factor, code=code).id for code in ("S2", "S4", "S5", "S6", "S7")
    )
    assert recommendation.response.startswith("Rule project")
    action = sample.one(Action, code="SA1")
    assert (action.owner, action.done, action.status) == ("Operator", "2019-12-01", ActionStatus.IMPLEMENTED)
    assert sample.one(Action, code="SA2").done == ""


def test_a_date_of_an_action_that_is_only_a_month_is_kept_apart(document):
    document["safety_actions_taken"] = [
        {"text": "New hoist.", "by": "Trust", "addresses": ["F1"], "date": "2025-06"}
    ]
    small = Read(document)
    assert small.one(Action, owner="Trust").done == ""
    assert small.unplaced == {"$.safety_actions_taken[0].date": "2025-06"}


def test_invented_questions_say_so_and_point_to_their_answers(sample):
    assert sample.one(Involvement).described is False
    question = sample.one(Question, code="FQ1")
    assert (question.invented, question.asked_by) == (True, "family of a crew member")
    assert question.answered_by == (
        sample.one(TimelineEntry, code="T19").id,
        sample.one(TimelineEntry, code="T20").id,
        sample.one(Factor, code="P5").id,
    )


def test_a_real_question_says_who_asked(document):
    document["family_involvement"] = {
        "questions": [
            {"id": "Q1", "text": "Why?", "answered_by": ["H1"], "origin": "daughter"},
            {"id": "Q2", "text": "When?", "origin": "invented for training"},
        ]
    }
    small = Read(document)
    asked = small.one(Question, code="Q1")
    assert (asked.asked_by, asked.invented) == ("daughter", None)
    assert small.one(Question, code="Q2").invented is True
    assert small.unplaced == {"$.family_involvement.questions[1].origin": "invented for training"}


def test_the_note_on_the_graph_is_the_graph_s(document):
    document["graph_note"] = "Read from the bottom."
    assert Read(document).one(GraphNote).note == "Read from the bottom."


def test_kinds_of_evidence_are_named_where_sure(sample, document):
    report = sample.one(EvidenceItem, code="R1")
    assert (report.evidence_kind, report.kind_as_said) == (
        EvidenceKind.PUBLISHED_REPORT,
        "published investigation report",
    )
    document["sources"][0]["kind"] = "something else entirely"
    odd = Read(document).one(EvidenceItem, code="S1")
    assert (odd.evidence_kind, odd.kind_as_said) == (None, "something else entirely")


@pytest.mark.parametrize(
    ("said", "time"),
    [
        ("2018-03", Time(kind=TimeKind.MONTH, start="2018-03")),
        ("2018", Time(kind=TimeKind.YEAR, start="2018")),
        ("2018-03-04T14:20", Time(kind=TimeKind.DATETIME, start="2018-03-04T14:20")),
        ("March 2018", Time(kind=TimeKind.MONTH, start="2018-03", said="March 2018")),
        ("March", Time(said="March")),
        ("early spring, probably", Time(said="early spring, probably")),
        (None, Time()),
    ],
)
def test_the_incident_may_have_happened_at_any_sort_of_time(document, said, time):
    document["incident"]["start"] = said
    assert Read(document).one(Incident).start == time


@pytest.mark.parametrize(
    ("plain", "kind"),
    [
        ({"start": "2018-03"}, TimeKind.MONTH),
        ({"kind": "circa", "start": "2018-03-04"}, TimeKind.DATE),
        ({"kind": "never"}, TimeKind.ORDER_ONLY),
        ({}, TimeKind.ORDER_ONLY),
    ],
)
def test_a_time_of_an_unknown_kind_is_read_as_far_as_its_text_tells(document, plain, kind):
    document["timeline"][0]["time"] = plain
    small = Read(document)
    assert small.one(TimelineEntry, code="T1").time.kind is kind
    assert small.unplaced == ({"$.timeline[0].time.kind": plain["kind"]} if "kind" in plain else {})


def test_a_time_may_be_both_stated_and_counted_from_another_entry(document):
    document["timeline"][0]["offset"] = {"from": "T2", "minutes": -0.5}
    time = Read(document).one(TimelineEntry, code="T1").time
    assert (time.kind, time.start, time.least) == (TimeKind.DATETIME, "2025-03-12T14:20", -30)


def test_words_a_closed_list_does_not_have_are_kept_and_the_thing_stays(document):
    document["nodes"][0] |= {"kind": "hazard", "status": "guessed", "confidence": "sure", "subkind": "other"}
    document["timeline"][0]["entry_kind"] = "rumour"
    document["links"][0] |= {"type": "caused", "but_for": "maybe"}
    small = Read(document)
    factor = small.one(Factor, code="F1")
    assert (factor.factor_kind, factor.status) == (FactorKind.CONTRIBUTORY_FACTOR, FactorStatus.CANDIDATE)
    assert small.unplaced == {
        "$.nodes[0].kind": "hazard",
        "$.nodes[0].status": "guessed",
        "$.nodes[0].confidence": "sure",
        "$.nodes[0].subkind": "other",
        "$.timeline[0].entry_kind": "rumour",
        "$.links[0].type": "caused",
        "$.links[0].but_for": "maybe",
    }


def test_keys_nobody_knows_are_kept_wherever_they_stand(document):
    document["mood"] = {"deep": [1, 2.5, None, "ü"]}
    document["incident"]["moon"] = "full"
    document["actors"][0]["badge"] = 7
    document["timeline"][0]["time"]["clock"] = "ward"
    document["timeline"][0]["colour"] = "red"
    document["links"][0]["weight"] = 0.5
    document["source"] = {"document": "Report", "shelf": 3}
    assert Read(document).unplaced == {
        "$.mood": {"deep": [1, 2.5, None, "ü"]},
        "$.incident.moon": "full",
        "$.actors[0].badge": 7,
        "$.timeline[0].time.clock": "ward",
        "$.timeline[0].colour": "red",
        "$.links[0].weight": 0.5,
        "$.source.shelf": 3,
    }


def test_content_no_text_can_carry_and_content_of_any_length_is_kept(document):
    document["odd"] = "half an emoji \ud83d and a bell \x07"
    document["long"] = "x" * 2_000_000
    reading = read_case(document, "source.json", "digest")
    kept = {one.path: one.content for one in reading.unplaced}
    assert json.loads(kept.pop("$.odd")) == document["odd"]
    assert len(kept) == 3
    assert json.loads("".join(kept[path] for path in sorted(kept))) == document["long"]


def test_control_characters_are_taken_out_and_said_so(document):
    document["timeline"][0]["text"] = "a\x00b\x07c\u202ed \U0001f691"
    document["nodes"][0]["text"] = "half \ud83d emoji"
    small = Read(document)
    assert small.one(TimelineEntry, code="T1").text == "abc\u202ed \U0001f691"
    assert small.one(Factor, code="F1").text == "half  emoji"
    assert small.reading.cleaned == ["timeline, entry T1, text", "nodes, node F1, text"]


def test_a_text_of_two_hundred_thousand_characters_comes_in_whole(document):
    document["timeline"][0]["text"] = "é" * 200_000
    assert len(Read(document).one(TimelineEntry, code="T1").text) == 200_000


def test_the_same_document_always_gives_the_same_entities(document):
    assert Read(document).reading.entities == Read(document).reading.entities
    assert len({one.id for one in Read(document).reading.entities}) == len(Read(document).reading.entities)


def test_two_documents_never_share_an_id(document):
    ours = {one.id for one in Read(document).reading.entities if not one.kind.single}
    document["case_id"] = "another"
    assert not ours & {one.id for one in Read(document).reading.entities}


def test_counts_that_do_not_fit_are_remarked(document):
    document["counts"] = {"timeline": 3, "nodes": 2}
    assert Read(document).reading.remarks == ["The file says it holds 3 under timeline; it holds 2."]


FAULTS = [
    (
        ["timeline", 0, "time", "start"],
        "2025-02-31T10:00",
        "timeline, entry T1, time: 31 February does not exist",
    ),
    (["timeline", 0, "time", "start"], "yesterday", "timeline, entry T1, time:"),
    (["timeline", 0, "time", "start"], 12, "timeline, entry T1, time:"),
    (["timeline", 0, "time"], "noon", "timeline, entry T1, time: must be an object"),
    (["timeline", 0, "time", "sequence"], "first", "timeline, entry T1, time, sequence: must be a number"),
    (["timeline", 0, "actor"], "ghost", 'timeline, entry T1, actor: there is no actor "ghost"'),
    (["timeline", 0, "text"], 5, "timeline, entry T1, text: must be text"),
    (["timeline", 0, "text"], "x" * 1_000_001, "timeline, entry T1, text: holds 1,000,001 characters"),
    (["timeline", 0, "verified"], "yes", "timeline, entry T1, verified: must be true or false"),
    (["timeline", 0, "source_ref"], "S9#1", 'timeline, entry T1, source_ref: there is no source "S9"'),
    (["timeline", 0, "conflicts_with"], ["T9"], 'timeline, entry T1, conflicts_with: there is no "T9"'),
    (
        ["timeline", 0, "offset"],
        {"from": "T9", "minutes": 5},
        'timeline, entry T1, offset, from: there is no timeline entry "T9"',
    ),
    (
        ["timeline", 0, "offset"],
        {"from": "T2", "minutes": "5"},
        "timeline, entry T1, offset, minutes: must be a whole number",
    ),
    (["timeline", 0, "offset"], {"from": "T2", "minutes": 10**18}, "timeline, entry T1, offset, minutes:"),
    (["timeline", 0, "id"], "T2", 'timeline: two of the list have the id "T2"'),
    (["timeline", 0, "id"], 4, "timeline, entry 1, id: must be text"),
    (["timeline", 0], "T1", "timeline, entry 1: must be an object"),
    (["timeline"], {}, "timeline: must be a list"),
    (["nodes", 1, "id"], "F1", 'nodes: two of the list have the id "F1"'),
    (
        ["nodes", 0, "evidence_refs"],
        ["T7"],
        'nodes, node F1, evidence_refs: there is no entry or source "T7"',
    ),
    (["nodes", 0, "tags"], "A", "nodes, node F1, tags: must be a list"),
    (["links", 0, "target"], "H9", 'links, link 1, target: there is no node "H9"'),
    (["links", 0, "source"], None, "links, link 1, source: is missing"),
    (["incident"], [], "incident: must be an object"),
    (["incident", "start"], "2025-02-31", "incident, start: 31 February does not exist"),
    (
        ["recommendations"],
        [{"id": "R", "date": "2025-02-31"}],
        "recommendations, recommendation R, date: 2025-02-31 is not a day",
    ),
    (["family_involvement"], "none", "family_involvement: must be an object"),
    (["title"], 1, "title: must be text"),
    (["case_id"], 1, "case_id: must be text"),
]


@pytest.mark.parametrize(("way", "value", "sentence"), FAULTS, ids=[fault[2][:60] for fault in FAULTS])
def test_a_fault_is_named_with_its_place(document, way, value, sentence):
    inner = document
    for step in way[:-1]:
        inner = inner[step]
    inner[way[-1]] = value
    with pytest.raises(Misfit) as misfit:
        Read(document)
    assert str(misfit.value).startswith(sentence)
    assert "\n" not in str(misfit.value)
