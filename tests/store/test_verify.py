"""What verify proves, and what only a head printed on paper can."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from rca_workbench.model import Actor, new_id
from rca_workbench.store import Case
from rca_workbench.store.journal import ChangeRow, StepRow, step_id

from .conftest import Ward, edit


@pytest.fixture
def sound(case):
    """A case with some history, closed; gives its path."""
    Ward(case)
    for text in ("A", "B", "C", "D"):
        edit(case, text, summary=text)
    case.undo()
    case.close()
    return case.path


def tamper(path, *statements):
    """Change the file behind the program's back."""
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(*((statement,) if isinstance(statement, str) else statement))


def found(path, head=None):
    with Case.open(path, read_only=True) as case:
        return [problem.sentence for problem in case.verify(head)]


def head_of(path):
    with Case.open(path, read_only=True) as case:
        return case.head


def test_a_sound_case_has_no_problem(sound):
    head = head_of(sound)
    assert (
        found(sound)
        == found(sound, head)
        == found(sound, head[:16])
        == found(sound, f" {head.upper()}\n")
        == found(sound, f"{head[:8]} {head[8:]}")
        == []
    )


def test_every_earlier_head_is_part_of_the_history(sound):
    with Case.open(sound, read_only=True) as case:
        for step in case.history():
            assert case.verify(step.id) == []


@pytest.mark.parametrize("head", ["", "0" * 64, "ff", "not a head"])
def test_a_head_that_is_not_there_is_found(sound, head):
    assert any("printed head is not in this history" in one for one in found(sound, head))


@pytest.mark.parametrize("column", ["label", "who", "at", "target", "meeting"])
def test_an_edited_step_is_found(sound, column):
    at = "2020-01-01T00:00:00.000+00:00"
    tamper(sound, (f"UPDATE step SET {column} = ? WHERE seq = 4", (at,)))
    assert any("Step 4" in one and "not as it was kept" in one for one in found(sound))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET after = '\"Z\"' WHERE step = 4",
        "UPDATE change SET before = '\"Z\"' WHERE step = 4",
        "UPDATE change SET field = 'scope' WHERE step = 4",
        "UPDATE change SET entity = 'other' WHERE step = 4",
        "UPDATE change SET salt = zeroblob(16) WHERE step = 4",
        "DELETE FROM change WHERE step = 4",
        "INSERT INTO change (step, kind, entity, field, before, after, salt)"
        " SELECT step, kind, entity, 'scope', before, after, salt FROM change WHERE step = 4",
        "UPDATE change SET n = n + 1000 WHERE step = 2 AND n = (SELECT min(n) FROM change WHERE step = 2)",
    ],
)
def test_an_edited_change_is_found(sound, statement):
    tamper(sound, statement)
    assert any("not as it was kept" in one for one in found(sound))


def test_a_deleted_step_is_found(sound):
    tamper(sound, "DELETE FROM change WHERE step = 4", "DELETE FROM step WHERE seq = 4")
    assert any("Step 5" in one and "was taken out or moved" in one for one in found(sound))


def test_reordered_steps_are_found(sound):
    tamper(
        sound,
        "UPDATE change SET step = 99 WHERE step = 4",
        "UPDATE step SET seq = 99 WHERE seq = 4",
        "UPDATE change SET step = 4 WHERE step = 5",
        "UPDATE step SET seq = 4 WHERE seq = 5",
        "UPDATE change SET step = 5 WHERE step = 99",
        "UPDATE step SET seq = 5 WHERE seq = 99",
    )
    assert any("was taken out or moved" in one for one in found(sound))


def forge(path, seq, parent, label="Forged"):
    """Put in a step whose own id is right."""
    row = ChangeRow("incident", "incident", "scope", '""', '"x"', b"0" * 16)
    step = StepRow(seq, "", parent, None, "do", label, "X", "2026-01-01T00:00:00.000+00:00", None, None)
    step = step._replace(id=step_id(step, [row.digest()]))
    tamper(
        path,
        ("INSERT INTO step VALUES (?,?,?,?,?,?,?,?,?,?)", tuple(step)),
        (
            "INSERT INTO change (step, kind, entity, field, before, after, salt, leaf) VALUES (?,?,?,?,?,?,?,?)",
            (seq, *row),
        ),
    )
    return step.id


def test_an_inserted_step_is_found_even_with_a_right_id_of_its_own(sound):
    tamper(sound, "UPDATE change SET step = step + 1 WHERE step > 4", "UPDATE step SET seq = -seq - 1 WHERE seq > 4",
           "UPDATE step SET seq = -seq WHERE seq < 0")  # fmt: skip
    with closing(sqlite3.connect(sound)) as db:
        (parent,) = db.execute("SELECT id FROM step WHERE seq = 4").fetchone()
    forge(sound, 5, parent)
    assert any("Step 5 was put in" in one for one in found(sound))


def test_a_second_beginning_is_found(sound):
    forge(sound, 50, None)
    assert any("cannot begin" in one for one in found(sound))


def test_a_cut_tail_is_found_by_the_tables_it_leaves_behind(sound):
    tamper(sound, "DELETE FROM change WHERE step = 7", "DELETE FROM step WHERE seq = 7")
    assert any("incident is not what the history says: What happened" in one for one in found(sound))


def test_a_cut_tail_with_its_tables_is_found_by_the_printed_head_only(sound):
    printed = head_of(sound)
    tamper(
        sound,
        "DELETE FROM change WHERE step = 7",
        "DELETE FROM step WHERE seq = 7",
        "UPDATE incident SET summary = 'D'",
    )
    assert found(sound) == []
    assert any("printed head" in one for one in found(sound, printed))


def test_a_full_rewrite_is_found_by_the_printed_head_only(sound):
    printed = head_of(sound)
    with closing(sqlite3.connect(sound)) as db, db:
        db.execute("UPDATE change SET after = '\"Rewritten\"' WHERE step = 3")
        db.execute("UPDATE change SET before = '\"Rewritten\"' WHERE step = 4")
        ids: dict[str | None, str | None] = {None: None}
        for row in db.execute("SELECT * FROM step ORDER BY seq").fetchall():
            step = StepRow(*row)
            rows = db.execute(
                "SELECT kind, entity, field, before, after, salt, leaf FROM change WHERE step = ? ORDER BY n",
                (step.seq,),
            )
            new = step._replace(parent=ids[step.parent], target=ids[step.target])
            new = new._replace(id=step_id(new, [ChangeRow(*one).digest() for one in rows]))
            ids[step.id] = new.id
            db.execute(
                "UPDATE step SET id = ?, parent = ?, target = ? WHERE seq = ?",
                (new.id, new.parent, new.target, step.seq),
            )
        # Created with a value in step 3, so the first text stands in a whole row.
        whole = '{"summary":"Rewritten"}'
        db.execute("UPDATE change SET after = ? WHERE step = 3 AND field IS NULL", (whole,))
    rehash(sound)
    assert found(sound) == []
    assert any("printed head" in one for one in found(sound, printed))


def rehash(path):
    """Give every step the id its content asks for."""
    with closing(sqlite3.connect(path)) as db, db:
        ids: dict[str | None, str | None] = {None: None}
        for row in db.execute("SELECT * FROM step ORDER BY seq").fetchall():
            step = StepRow(*row)
            rows = db.execute(
                "SELECT kind, entity, field, before, after, salt, leaf FROM change WHERE step = ? ORDER BY n",
                (step.seq,),
            )
            new = step._replace(parent=ids[step.parent], target=ids[step.target])
            new = new._replace(id=step_id(new, [ChangeRow(*one).digest() for one in rows]))
            ids[step.id] = new.id
            db.execute(
                "UPDATE step SET id = ?, parent = ?, target = ? WHERE seq = ?",
                (new.id, new.parent, new.target, step.seq),
            )


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE timeline_entry SET text = 'Sleeps' WHERE code = 'T1'", "What happened of “T1 Sleeps”"),
        (
            "UPDATE timeline_entry SET verified = 1 WHERE code = 'T2'",
            "Verified against the source of “T2 Falls”",
        ),
        ("DELETE FROM excerpt", "A source that the history knows is missing"),
        (
            "INSERT INTO lane SELECT 'f00', label, lane_kind, \"order\", collapsed, parent FROM lane",
            "A lane is there that the history does not know: “Ward”",
        ),
        ("UPDATE timeline_entry SET time = '{\"kind\":\"soon\"}' WHERE code = 'T1'", "makes no sense"),
    ],
)
def test_a_row_changed_behind_the_program_s_back_is_found(case, ward, statement, words):
    tamper(case.path, statement)
    assert any(words in problem.sentence for problem in case.verify())


def test_changes_of_no_step_are_found(case, ward):
    tamper(
        case.path,
        "INSERT INTO change (step, kind, entity, field, before, after, salt)"
        " SELECT 99, kind, entity, field, before, after, salt FROM change WHERE step = 2 LIMIT 1",
    )
    assert any("belong to no step" in problem.sentence for problem in case.verify())


def test_a_value_blanked_without_an_erasing_step_is_found(case, ward):
    with closing(sqlite3.connect(case.path)) as db, db:
        (n, *row) = db.execute(
            "SELECT n, kind, entity, field, before, after, salt, leaf FROM change WHERE step = 2 LIMIT 1"
        ).fetchone()
        db.execute(
            "UPDATE change SET before = NULL, after = NULL, salt = NULL, leaf = ? WHERE n = ?",
            (ChangeRow(*row).digest(), n),
        )
    assert any("no later step erased" in problem.sentence for problem in case.verify())


def test_a_damaged_page_is_found(sound, tmp_path):
    data = bytearray(sound.read_bytes())
    at = data.index(b"Start the case")
    page = int.from_bytes(data[16:18], "big")
    data[at // page * page : at // page * page + 8] = b"\xff" * 8
    copy = tmp_path / "copy.rca"
    shutil.copyfile(sound, copy)
    with Case.open(copy) as case:
        copy.write_bytes(bytes(data))
        assert case.verify()


def test_names_stay_out_of_what_verify_says(case):
    with case.step("Add") as step:
        step.add(Actor(id=new_id(), role="Ward nurse 1", name="Jane Somebody"))
    tamper(case.path, "UPDATE actor SET name = 'Joan Somebody'")
    (problem,) = case.verify()
    assert "Name of “Ward nurse 1”" in problem.sentence
    assert "Somebody" not in problem.sentence


def test_progress_is_told(case, ward):
    told = []
    case.verify(progress=lambda *what: told.append(what))
    assert told[-1] == ("Checking the history", 2, 2)


def test_steps_made_while_verify_runs_are_taken_in(case, ward):
    made = []

    def meanwhile(what, done, of):
        if what == "Checking the history" and not made:
            made.append(edit(case, summary="Meanwhile"))

    assert case.verify(progress=meanwhile) == []
    assert case.snapshot.incident.summary == "Meanwhile"
