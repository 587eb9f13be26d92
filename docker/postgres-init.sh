#!/usr/bin/env bash
# First start of PostgreSQL: a database per service, its owner `<service>_owner` (migrations) and its login role
# `<service>`. Nobody else may connect to it.
set -euo pipefail

for service in gateway water emergency finance housing; do
    upper="${service^^}"
    owner_password="${upper}_OWNER_PASSWORD"
    password="${upper}_PASSWORD"
    psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
        --set service="$service" --set owner="${service}_owner" \
        --set owner_password="${!owner_password:?}" --set password="${!password:?}" <<'SQL'
CREATE ROLE :"owner" LOGIN PASSWORD :'owner_password';
CREATE ROLE :"service" LOGIN PASSWORD :'password';
CREATE DATABASE :"service" OWNER :"owner";
REVOKE ALL ON DATABASE :"service" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"service" TO :"service";
SQL
done

psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    --command 'REVOKE CONNECT ON DATABASE postgres FROM PUBLIC' \
    --command 'REVOKE CONNECT ON DATABASE template1 FROM PUBLIC'
