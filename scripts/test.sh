#!/usr/bin/env bash
# Every test, from nothing, with nothing left running. `make test` and CI run this.
set -euo pipefail
cd "$(dirname "$0")/.."

section() { printf '\n== %s\n' "$1"; }

section 'front end: lint, units, weight'
(
    cd services/gateway/web
    npm run --silent lint
    npm test --silent
    npm run --silent weight
)

section 'build'
cargo build --locked --quiet --workspace --bins

# Tests compile our own crates a second time, with what only tests need; third-party crates are shared.
section 'units, services on real servers'
target/debug/with-servers -- cargo test --locked --quiet --workspace --features contracts/schema --exclude e2e-tests

section 'flows, faults, browser'
target/debug/local ensure --browser
cargo test --locked --quiet -p e2e-tests

section 'manifests'
bash k8s/tests/run.sh
