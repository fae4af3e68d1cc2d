#!/bin/sh
# Pins what pyproject.toml declares, with hashes, for every platform; names no registry.
# Run by `make lock`, in the folder that holds pyproject.toml; with --upgrade it takes the newest that the ranges allow.
set -eu
newer=${1:-}
bin=.venv/bin
"$bin/python" -m pip install --quiet "uv>=0.9,<1"

compile() {
    "$bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-annotate --no-emit-index-url --no-emit-find-links $newer "$@"
}
# The runtime file also holds what builds the package itself, so that its installation asks a registry nothing.
compile pyproject.toml --group build --output-file requirements.txt
compile --constraints requirements.txt pyproject.toml --group build --group test --group lint \
    --output-file requirements-dev.txt
# The peers of the benchmarks are heavy, and no test needs them.
compile --constraints requirements-dev.txt --group bench --output-file requirements-bench.txt

if grep -nE '^(-i|--index|--extra-index|--find-links)|https?://|file://' requirements.txt requirements-dev.txt requirements-bench.txt; then
    echo "An address of a registry must not be written into these files." >&2
    exit 1
fi
