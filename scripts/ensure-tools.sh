#!/usr/bin/env bash
# What building needs: cargo, a C compiler, Node.js. Installs what it can (Debian and Ubuntu as root), names the rest in one message.
set -euo pipefail

missing=()
command -v cargo >/dev/null || missing+=('cargo (Rust 1.95 or later: https://rustup.rs)')
if ! command -v npm >/dev/null || ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null; then
    missing+=('Node.js 20.19 or later with npm (https://nodejs.org)')
fi
packages=()
command -v cc >/dev/null || packages+=(build-essential)
command -v cmake >/dev/null || packages+=(cmake)
if [ "${#packages[@]}" -gt 0 ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "installing ${packages[*]} (apt-get)" >&2
        { apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends "${packages[@]}"; } >/dev/null
    else
        missing+=("${packages[*]} (sudo apt-get install -y ${packages[*]})")
    fi
fi
if [ "${#missing[@]}" -gt 0 ]; then
    printf 'missing on this machine:\n' >&2
    printf '  %s\n' "${missing[@]}" >&2
    echo 'Or run it in containers: docker compose -f docker/compose.yaml up' >&2
    exit 1
fi
