"""What the command says, and how it ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rca_workbench.reference import sample_case_path

from .conftest import refused

COMMAND = [sys.executable, "-m", "rca_workbench"]
ROOT = Path(__file__).parents[2]
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def environment():
    return os.environ | {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}


def real(*words, **options):
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        check=False,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        **options,
    )


@pytest.mark.parametrize(
    "words",
    [
        ["fly"],
        ["import"],
        ["import", "a.rca"],
        ["history", "a.rca", "--yaml"],
        ["open", "a.rca", "--size", "huge"],
        ["open", "a.rca", "--theme", "pink"],
        ["new", "a.rca", "--profile", "other"],
        ["export", "a.rca", "a.png", "--view", "organigram"],
        ["merge", "a.rca", "b.rca"],
        ["--json"],
    ],
)
def test_words_that_make_no_command_are_refused_on_one_line(run, words):
    assert refused(run(*words), "--help")


def test_a_command_there_is_not_is_named(run):
    assert refused(run("fly"), "There is no command 'fly'")


@pytest.mark.parametrize("words", [[], ["open", "sample.rca"]])
def test_without_a_screen_the_window_is_refused_in_words(run, sample, monkeypatch, words):
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    assert refused(run(*words), "There is no screen")


def test_a_screenshot_needs_no_screen(tmp_path, sample):
    bare = {name: value for name, value in environment().items() if name not in SCREENS}
    words = [
        *COMMAND,
        "open",
        str(sample),
        "--place",
        "analysis/map",
        "--size",
        "1280x720",
        "--screenshot",
        "map.png",
    ]
    ran = subprocess.run(
        words, env=bare, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")


def test_help_names_every_command(run):
    ran = run("--help")
    assert ran.code == 0
    for name in ("open", "new", "import", "export", "templates", "history", "verify", "undo", "redo", "demo"):
        assert name in ran.out
    assert run("export", "--help").code == 0
    assert run("--version").out.startswith("rca-workbench ")


def test_a_defect_is_logged_and_said_on_one_line(run, sample, monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError("the inside of the program")

    monkeypatch.setattr("rca_workbench.exchange.own_json.document_of", fail)
    ran = run("export", sample, "out.json")
    assert refused(ran, "Something went wrong inside the program", "rca-workbench.log")
    log = Path(ran.err.split("The details are in ")[1].strip().rstrip("."))
    assert "ZeroDivisionError: the inside of the program" in log.read_text(encoding="utf-8")


def test_stopping_says_what_became_of_the_case(run, sample, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("rca_workbench.exchange.own_json.document_of", stop)
    ran = run("export", sample, "out.json")
    assert (ran.code, ran.err) == (130, "rca-workbench: Stopped. Nothing was changed.\n")
    assert not Path("out.json").exists()


def test_messages_stay_on_one_line_and_cannot_steer_the_terminal(run):
    ran = run("history", "a\nb\x1b[2J.rca")
    assert refused(ran)
    assert "\x1b" not in ran.err


def test_the_real_command_works_end_to_end(tmp_path):
    made = real("import", "case.rca", sample_case_path(), cwd=tmp_path)
    assert (made.returncode, made.stdout) == (0, "")
    assert "70 timeline entries" in made.stderr
    history = real("history", "case.rca", "--json", cwd=tmp_path)
    assert history.returncode == 0
    assert history.stdout.startswith("[")
    gone = real("verify", "gone.rca", cwd=tmp_path)
    assert (gone.returncode, gone.stderr.count("\n")) == (2, 1)


def test_a_reader_that_has_seen_enough_is_no_fault(tmp_path):
    real("import", "case.rca", sample_case_path(), cwd=tmp_path)
    words = [*COMMAND, "history", "case.rca", "--json"]
    with subprocess.Popen(
        words, env=environment(), cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        process.wait(timeout=60)
    assert said == ""


def test_ctrl_c_leaves_nothing_behind(tmp_path):
    os.mkfifo(tmp_path / "slow.json")
    process = subprocess.Popen(
        [*COMMAND, "import", "case.rca", "slow.json"],
        env=environment(),
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        # The command waits for the writer of the pipe: it is inside the import when the writer appears.
        writer = os.open(tmp_path / "slow.json", os.O_WRONLY)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
        os.close(writer)
    assert process.returncode == 130
    assert said == "rca-workbench: Stopped. Nothing was changed.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["slow.json"]


def test_nothing_heavy_is_loaded_on_the_way_to_the_window():
    program = (
        "import sys; import rca_workbench.cli, rca_workbench.cli.window, rca_workbench.exchange;"
        "from rca_workbench.cli.arguments import read_arguments; read_arguments(['open', 'a.rca']);"
        "heavy = ('networkx', 'docx', 'lxml', 'PySide6', 'jsonschema');"
        "print([name for name in heavy if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.stdout.strip() == "[]", ran.stderr
