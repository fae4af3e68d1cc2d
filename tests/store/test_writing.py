"""A file is written whole or not at all."""

import errno
import os

import pytest

from rca_workbench.model.fault import Fault
from rca_workbench.store.writing import whole_file, write_whole


def test_the_file_appears_whole_and_nothing_else_beside_it(tmp_path):
    write_whole(tmp_path / "out.json", b"all of it")
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]
    assert (tmp_path / "out.json").read_bytes() == b"all of it"


def test_when_writing_fails_the_earlier_file_stays_and_no_half_file_is_left(tmp_path):
    target = tmp_path / "out.json"
    target.write_bytes(b"earlier")

    def fail():
        with whole_file(target) as temporary:
            temporary.write_bytes(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert target.read_bytes() == b"earlier"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "There is no room left"),
        (PermissionError(errno.EACCES, "Permission denied"), "open in another program"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
    ],
)
def test_what_the_disk_says_becomes_a_sentence(tmp_path, monkeypatch, error, words):
    target = tmp_path / "out.json"
    target.write_bytes(b"earlier")

    def refuse(*_):
        raise error

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(Fault, match=words) as fault:
        write_whole(target, b"new")
    assert "out.json is as it was" in str(fault.value)
    assert target.read_bytes() == b"earlier"
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_folder_as_target_and_a_missing_folder_are_refused(tmp_path):
    with pytest.raises(Fault, match="is a folder"):
        write_whole(tmp_path, b"")
    with pytest.raises(Fault, match="There is no folder"):
        write_whole(tmp_path / "gone" / "out.json", b"")


def test_a_new_file_has_the_rights_any_new_file_has(tmp_path):
    write_whole(tmp_path / "ours", b"")
    (tmp_path / "plain").touch()
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode
