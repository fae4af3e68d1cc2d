"""Anything in any order, against a model in memory: what a case holds, undo, redo, restart, verify, refresh."""

import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from rca_workbench.model import Actor, Excerpt, Factor, Incident, Lane, TimelineEntry, new_id
from rca_workbench.store import Case

from .conftest import everything

TEXTS = st.sampled_from(["", "a", "b", "Ümläut 🚑", "two\nlines", 'q"uo\\te'])
KINDS_USED = (Lane, Actor, TimelineEntry, Factor, Excerpt)


class CaseMachine(RuleBasedStateMachine):
    """States are snapshots as plain values; `done` and `undone` are what an undo stack would be."""

    @initialize()
    def start(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "case.rca"
        self.case = Case.create(self.path)
        self.watcher = Case.open(self.path, read_only=True)
        self.heard = []
        self.watcher.subscribe(self.heard.append)
        self.done = [everything(self.case)]
        self.undone = []
        self.steps = 1

    def teardown(self):
        if hasattr(self, "case"):
            with closing(self.case), closing(self.watcher):
                assert self.case.verify() == []
                self.watcher.refresh()
                assert everything(self.watcher) == everything(self.case)
                assert len(self.heard) == self.steps - 1
            with Case.open(self.path, read_only=True) as again:
                assert everything(again) == self.done[-1]
                assert again.verify(again.head) == []
            self.folder.cleanup()

    def kept(self):
        """Note the state after an edit that may or may not have made a step."""
        state = everything(self.case)
        if state != self.done[-1]:
            self.done.append(state)
            self.undone = []
            self.steps += 1

    def one(self, data, cls):
        ids = list(self.case.snapshot.of(cls))
        return self.case.snapshot.of(cls)[data.draw(st.sampled_from(ids))] if ids else None

    def any_id(self, data, *classes):
        ids = [id for cls in classes for id in self.case.snapshot.of(cls)]
        return data.draw(st.sampled_from([None, *ids]))

    @rule(data=st.data(), text=TEXTS)
    def add(self, data, text):
        cls = data.draw(st.sampled_from(KINDS_USED))
        fields = {
            Lane: lambda: {"label": text, "parent": self.any_id(data, Lane)},
            Actor: lambda: {"role": text, "lane": self.any_id(data, Lane), "name": text},
            TimelineEntry: lambda: {"text": text, "actor": self.any_id(data, Actor)},
            Factor: lambda: {"text": text, "entries": tuple(self.case.snapshot.of(TimelineEntry))[:3]},
            Excerpt: lambda: {"place": text, "about": self.any_id(data, *KINDS_USED)},
        }[cls]()
        with self.case.step("Add") as step:
            step.add(cls(id=new_id(), **fields))
        self.kept()

    @rule(data=st.data(), text=TEXTS)
    def change(self, data, text):
        with self.case.step("Change") as step:
            for cls, field in ((Lane, "label"), (Actor, "name"), (TimelineEntry, "text"), (Factor, "text")):
                one = self.one(data, cls)
                if one is not None and data.draw(st.booleans()):
                    step.change(one, **{field: text})
            step.change(step.snapshot.one(Incident), summary=text)
        self.kept()

    @rule(data=st.data())
    def move(self, data):
        actor = self.one(data, Actor)
        if actor is not None:
            with self.case.step("Move") as step:
                step.change(actor, lane=self.any_id(data, Lane))
            self.kept()

    @rule(data=st.data())
    def remove(self, data):
        one = self.one(data, data.draw(st.sampled_from(KINDS_USED)))
        if one is not None:
            with self.case.step("Remove") as step:
                step.remove(one)
            self.kept()

    @precondition(lambda self: len(self.done) > 1)
    @rule()
    def undo(self):
        assert self.case.undo_label
        assert self.case.undo() is not None
        self.undone.append(self.done.pop())
        self.steps += 1

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self):
        assert self.case.redo_label
        assert self.case.redo() is not None
        self.done.append(self.undone.pop())
        self.steps += 1

    @rule()
    def restart(self):
        self.case.close()
        self.case = Case.open(self.path, keep_copy=False)

    @rule()
    def refresh(self):
        self.watcher.refresh()
        assert everything(self.watcher) == everything(self.case)

    @rule()
    def verify(self):
        assert self.case.verify() == []

    @invariant()
    def holds_what_it_should(self):
        if hasattr(self, "case"):
            assert everything(self.case) == self.done[-1]
            assert (self.case.undo_label is None) == (len(self.done) == 1)
            assert (self.case.redo_label is None) == (not self.undone)


CaseMachine.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestSequences = CaseMachine.TestCase
