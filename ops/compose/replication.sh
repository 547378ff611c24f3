#!/bin/sh
# Run once by the primary's image when it makes its data folder: over the network there is TLS alone, and the replica may
# follow.
sed -i 's/^host all all all /hostssl all all all /' "$PGDATA/pg_hba.conf"
echo "hostssl replication boxoffice all scram-sha-256" >> "$PGDATA/pg_hba.conf"
