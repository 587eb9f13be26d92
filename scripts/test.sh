#!/usr/bin/env bash
# Every test, from nothing, with nothing left running. `make test` and CI run this.
set -euo pipefail
cd "$(dirname "$0")/.."

section() { printf '\n== %s (%d min)\n' "$1" $((SECONDS / 60)); }

section 'front end: lint, units, weight'
(
    cd services/gateway/web
    npm run --silent lint
    npm test --silent
    npm run --silent weight
)

# One graph for all that follows: another choice of packages would compile many of them a second time, with other features.
ALL=(--locked --quiet --workspace --features contracts/schema)

# What is compiled once need not be prepared for being compiled again in parts.
export CARGO_INCREMENTAL="${CARGO_INCREMENTAL:-0}"

section 'build'
cargo test "${ALL[@]}" --no-run
target/debug/local ensure --browser

section 'units, services on real servers, flows, faults, browser'
# One that fails does not hide the next.
target/debug/with-servers -- cargo test "${ALL[@]}" --no-fail-fast

section 'manifests'
bash k8s/tests/run.sh
section 'all passed'
