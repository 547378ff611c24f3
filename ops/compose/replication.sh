#!/bin/sh
# Run once by the primary's image when it makes its data folder: over the network there is TLS alone, and the replica may
# follow, as one who may do nothing else.
set -e
sed -i 's/^host all all all /hostssl all all all /' "$PGDATA/pg_hba.conf"
echo "hostssl replication replica all scram-sha-256" >> "$PGDATA/pg_hba.conf"
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
\getenv password REPLICA_PASSWORD
create role replica replication login password :'password';
SQL
