#!/usr/bin/env bash
# Makes docker/.env and the services' identity keys. What is there already stays.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
command -v openssl >/dev/null || { echo "make-secrets.sh needs openssl" >&2; exit 1; }
umask 077

if [ ! -e .env ]; then
    while IFS= read -r line; do
        case "$line" in
            [A-Z]*=) echo "$line$(openssl rand -hex 24)" ;;
            *) echo "$line" ;;
        esac
    done < .env.example > .env.part
    mv .env.part .env
    echo "made docker/.env"
fi

# The services that sign tokens. The containers' user 10001 must read its key, so the files are readable; the folder keeps everybody else out.
mkdir -p secrets
chmod 700 secrets
for service in gateway finance; do
    key="secrets/$service-identity.pem"
    if [ ! -e "$key" ]; then
        openssl genpkey -algorithm ed25519 -out "$key.part"
        chmod 444 "$key.part"
        mv "$key.part" "$key"
        echo "made docker/$key"
    fi
done
