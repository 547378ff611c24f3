#!/bin/sh
# Run once by the primary's image when it makes its data folder: the replica may follow it.
echo "host replication boxoffice all scram-sha-256" >> "$PGDATA/pg_hba.conf"
