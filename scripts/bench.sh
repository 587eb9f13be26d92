#!/usr/bin/env bash
# Measures against baselines in the same run: the tariff engine against OpenFisca-Core, one bill direct against bare actix-web and
# diesel, and through the gateway against direct. Needs wrk; OpenFisca-Core comes from PyPI into .local, as an outside baseline only.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v wrk >/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo 'installing wrk (apt-get)' >&2
        { apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends wrk; } >/dev/null
    else
        echo 'missing on this machine: wrk (sudo apt-get install -y wrk)' >&2
        exit 1
    fi
fi

cargo build --locked --quiet --release -p gateway -p water -p emergency -p finance -p housing -p e2e-tests
tariff=$(cargo bench --locked --quiet -p water --bench tariff --no-run --message-format=json |
    sed -nE 's/.*"executable":"([^"]*tariff[^"]*)".*/\1/p' | tail -n 1)

venv=.local/venv-bench
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" -q install 'OpenFisca-Core==44.6.0' numpy || echo 'OpenFisca-Core cannot be had here; its row is left out' >&2
fi
baseline=()
"$venv/bin/python" -c 'import openfisca_core' 2>/dev/null && baseline=(--python "$venv/bin/python" --tariff "$tariff")

exec target/release/bench "${baseline[@]}" "$@"
