"""RCA Workbench: structured root cause analysis of serious incidents, offline."""

__version__ = "0.1.0"
"""The one place the version is written; the package's metadata takes it from here, so nothing is looked up at
start-up and an editable installation never tells an old one."""
