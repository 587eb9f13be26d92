#!/usr/bin/env bash
# Builds and checks everything below k8s/ and docker/, then tests the checks themselves. Offline once its packages are there.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
venv="$root/.local/venv-k8s"
stamp="$venv/requirements.installed"

die() {
    echo "k8s/tests: $*" >&2
    exit 1
}

python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    die "needs python3, 3.11 or later (Debian and Ubuntu: apt-get install python3 python3-venv)"

if ! cmp -s "$here/requirements.txt" "$stamp"; then
    rm -rf "$venv"
    if ! python3 -m venv "$venv" >/dev/null 2>&1; then
        # Debian keeps venv in a package of its own.
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            apt-get update -qq && apt-get install -qq -y python3-venv >/dev/null
        fi
        rm -rf "$venv"
        python3 -m venv "$venv" || die "python3 has no venv (Debian and Ubuntu: apt-get install python3-venv)"
    fi
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$here/requirements.txt" ||
        die "pip could not install k8s/tests/requirements.txt"
    cp "$here/requirements.txt" "$stamp"
fi

cd "$here"
export PYTHONDONTWRITEBYTECODE=1
"$venv/bin/python" validate.py
exec "$venv/bin/python" -m unittest discover --start-directory "$here" --pattern 'test_*.py'
