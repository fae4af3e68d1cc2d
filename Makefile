# `make demo` and `make test` each work as the first command on a bare Debian 12 with python3 and make.

PYTHON ?= python3
BIN := .venv/bin
export PYTHON
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

PIP_INSTALL := $(BIN)/python -m pip install --quiet
SCREEN_TESTS := $(wildcard tests/screen/test_*.py)

.DEFAULT_GOAL := help
.PHONY: help demo test check env bench pages lock

help: ## Say what there is to make
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

demo: .venv/.runtime ## Import the sample case, write its report and pictures to demo/, open the window
	$(BIN)/rca-workbench demo demo

test: env check ## Run every check: style, types, import contracts, dependencies, tests
ifneq ($(SCREEN_TESTS),)
	QT_QPA_PLATFORM=xcb xvfb-run --auto-servernum --server-args="-screen 0 1440x900x24" \
		$(BIN)/python -m pytest tests/screen
endif
	QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(BIN)/python -m pytest -n 2 --ignore=tests/screen

check: env ## Run the checks that need no test run: style, types, import contracts, dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

env: .venv/.development ## Set up .venv/ with everything demo, test and bench need

bench: env .venv/.bench system-bench ## Measure against the floors and print the table
	QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(BIN)/python -m benchmarks

pages: env ## Remake the pages about the checks: the list, and how well they work
	$(BIN)/python -m rca_workbench.checks.page docs/checks.md
	$(BIN)/python -m tests.checks.seeded docs/checks-measured.md

lock: .venv/bin/python ## Pin the dependencies anew after a change in pyproject.toml
	sh scripts/lock.sh

# The system part runs each time: asking dpkg takes a few hundredths of a second, and packages do get removed.
.PHONY: system-run system-test system-bench
system-run:
	@sh scripts/system_packages.sh run

system-test:
	@sh scripts/system_packages.sh test

system-bench:
	@sh scripts/system_packages.sh bench

.venv/bin/python: | system-run
	@# Half an environment would pass for a whole one next time.
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/.runtime: requirements.txt pyproject.toml .venv/bin/python | system-run
	$(PIP_INSTALL) --require-hashes -r requirements.txt
	$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.development: requirements-dev.txt .venv/.runtime | system-test
	$(PIP_INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@

# In a folder of their own: what the benchmarks hold us beside is no part of what tests run with.
.venv/.bench: requirements-bench.txt .venv/.development
	$(PIP_INSTALL) --require-hashes --upgrade --target .venv/bench -r requirements-bench.txt
	@touch $@
