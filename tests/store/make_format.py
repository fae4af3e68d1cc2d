"""Makes the stored case of the present file format, with every kind and every way a value is kept.

Run once for each new format, from the repository's folder: `python -m tests.store.make_format`. The file it
leaves in `tests/store/formats/` is never made again: it stands for the cases people have.
"""

from pathlib import Path

from rca_workbench.model import (
    KINDS,
    Actor,
    Entity,
    Incident,
    Nature,
    Polarity,
    Tag,
    Time,
    TimeKind,
    new_id,
)
from rca_workbench.model.fields import Choice, Day, Flag, Number, Ref, Refs, Tags, Text, When
from rca_workbench.store import Case
from rca_workbench.store.tables import FORMAT

FORMATS = Path(__file__).with_name("formats")


def make(path: Path) -> None:
    """A case with one entity of each kind, its fields all said, and every kind of step in its history."""
    with Case.create(path, title=f"A case of format {FORMAT}", who="Facilitator") as case:
        with case.step("Add one of each") as step:
            made: dict[str, str] = {}
            for name, kind in KINDS.items():
                if kind.single:
                    step.change(kind.cls(id=name), **_values(kind.cls, {}))
                else:
                    made[name] = step.add(kind.cls(id=new_id(), **_values(kind.cls, {}))).id
        with case.step("Tie them together") as step:
            for name, id in made.items():
                one = step.snapshot.table(name)[id]
                step.change(one, **_references(one, made))
        with case.step("Say it better", meeting=made["meeting"]) as step:
            step.change(step.snapshot.one(Incident), summary="مريض سقط 🚑\n“A patient fell.”")
        case.undo()
        case.redo()
        with case.step("Remove a person") as step:
            step.remove(step.add(Actor(id=new_id(), role="Porter")))
            gone = step.add(
                Actor(id=new_id(), role="Visitor", name="Somebody Real", nature=Nature.OTHER_PERSON)
            )
        with case.step("Remove the visitor") as step:
            step.remove(gone)
        case.redact([("actor", gone.id, "name")])


def _values(cls: type[Entity], made: dict[str, str]) -> dict[str, object]:
    samples: dict[type, object] = {
        Text: "Some text",
        Number: 7,
        Flag: True,
        Day: "2025-03-12",
        When: Time(TimeKind.ABOUT_DATETIME, "2025-03-12T14:20", said="twenty past two or so"),
        Tags: (Tag("SEIPS.TASK", Polarity.HINDERED), Tag("SEIPS.TOOLS")),
    }
    values: dict[str, object] = {}
    for field in cls.kind.fields:
        if isinstance(field.type, Choice):
            values[field.name] = list(field.type.of)[-1]
        elif type(field.type) in samples:
            values[field.name] = samples[type(field.type)]
    return values


def _references(one: Entity, made: dict[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for field in one.kind.fields:
        if isinstance(field.type, Ref | Refs):
            target = made["timeline_entry" if field.type.kind == "*" else field.type.kind]
            values[field.name] = (target,) if isinstance(field.type, Refs) else target
    return values


if __name__ == "__main__":
    FORMATS.mkdir(exist_ok=True)
    make(FORMATS / f"format_{FORMAT}.rca")
