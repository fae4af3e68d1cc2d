"""What set-up promises: pinned files without addresses, a light start, and everything inside an installed package."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import rca_workbench
from rca_workbench.reference import resource, template_folder

ROOT = Path(__file__).parents[1]
HEAVY = {"networkx", "docx", "lxml", "jsonschema", "numpy"}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-bench.txt"])
def test_pinned_files_name_exact_versions_with_hashes_and_no_registry(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, flags=re.MULTILINE)
    pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert pins
    for pin in pins:
        assert re.match(r"[a-z0-9-]+==\S+ ", pin), pin
    assert text.count("--hash=sha256:") >= len(pins)


def test_every_declared_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pinned = _pinned("requirements.txt")
    assert {_name(one) for one in project["project"]["dependencies"]} <= pinned
    groups = dict(project["dependency-groups"])
    assert {_name(one) for one in groups.pop("bench")} <= _pinned("requirements-bench.txt")
    assert {_name(one) for group in groups.values() for one in group} <= _pinned("requirements-dev.txt")
    assert pinned <= _pinned("requirements-dev.txt")


def test_the_window_starts_without_the_heavy_libraries() -> None:
    code = "import sys, rca_workbench.app; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "PySide6" in loaded
    assert loaded & HEAVY == set()


def test_a_wheel_carries_the_resources_and_templates(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    assert f"-{rca_workbench.__version__}-" in wheel.name
    unpacked = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    for folder in (resource(), template_folder()):
        packed = unpacked / "rca_workbench" / f"_{folder.name}"
        assert _files(packed) == _files(folder) != set()
    code = (
        "from rca_workbench.reference import *;"
        "print(resource().parent, template_folder().parent, len(glossary()), sample_case_path().is_file())"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=unpacked, capture_output=True, text=True, timeout=60
    )
    package = str(unpacked / "rca_workbench")
    assert told.stdout.split() == [package, package, "113", "True"], told.stderr


def _files(folder: Path) -> set[str]:
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return {name for name in found if "__pycache__" not in name}


def _pinned(name: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE))


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found
    return found.group().lower()
