#!/usr/bin/env bash
# Writes requirements.txt and requirements-dev.txt from pyproject.toml: names, versions and hashes, no addresses.
# Needs uv (pip install uv).
set -euo pipefail
cd "$(dirname "$0")/.."
for extra in "" dev; do
  uv pip compile pyproject.toml --extra setup ${extra:+--extra $extra} --python-version 3.11 --universal --generate-hashes \
    --no-header --no-annotate --quiet -o "requirements${extra:+-$extra}.txt"
done
