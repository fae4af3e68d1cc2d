"""The program killed at any moment: every step it confirmed is there, the file opens, nothing is half-done."""

import itertools
import os
import random
import signal
import time

import pytest

from rca_workbench.model import Factor, Lane, new_id
from rca_workbench.store import Case


@pytest.mark.parametrize("seed", range(12))
def test_every_confirmed_step_outlives_a_kill(case, seed):
    case.close()
    confirmed = kill_at_random(case.path, random.Random(seed).uniform(0.0, 0.15))
    with Case.open(case.path) as after:
        assert after.verify() == []
        assert not after.read_only
        assert {head for head, _ in confirmed} <= {step.id for step in after.history()}
        lanes = [int(lane.label) for lane in after.snapshot.of(Lane).values()]
        assert lanes == list(range(len(lanes)))
        assert len(lanes) - len(confirmed) in (0, 1)
        factors = [int(factor.code) for factor in after.snapshot.of(Factor).values()]
        assert factors == [n for n in lanes for _ in range(n % 50)]


def kill_at_random(path, seconds):
    """Write steps in a process of its own and kill it; gives the steps it confirmed before."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write_steps(path, writing)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as told:
        first = told.readline()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        lines = [first, *told]
    assert os.WTERMSIG(status) == signal.SIGKILL
    return [(head, int(n)) for head, n in (line.split() for line in lines if line.endswith("\n"))]


def write_steps(path, told):
    """Each step writes a lane and as many factors as its number says modulo 50: a half-done one would show."""
    with Case.open(path, keep_copy=False) as case:
        for n in itertools.count():
            with case.step(f"Step {n}") as step:
                step.add(Lane(id=f"{n:032x}", label=str(n)))
                for _ in range(n % 50):
                    step.add(Factor(id=new_id(), code=str(n), text="x" * 300))
            os.write(told, f"{case.head} {n}\n".encode())
