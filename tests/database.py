"""A database of one's own on the session's server, so that nobody else's rows are in the way."""

from importlib.resources import files

import asyncpg

from choreography.postgres.provision import provision
from choreography.service import Service

LIKE_IT = "select count(*) from pg_database where datname ~ ('^' || $1 || '(_[0-9]+)?$')"


async def own_database(postgres: str, name: str) -> str:
    """A new one, called so, or with the next number behind it; its address, for the administrator.

    None is dropped: that waits until all that the session has written is on the disk, which may take minutes.
    """
    admin = await asyncpg.connect(postgres)
    before = await admin.fetchval(LIKE_IT, name)
    fresh = f"{name}_{before}" if before else name
    await admin.execute(f"create database {fresh}")
    await admin.close()
    return postgres.replace("/postgres", f"/{fresh}")


async def own_tables(postgres: str, name: str, service: Service) -> str:
    """Such a database with the tables of the service; its address, for the service itself."""
    found = await own_database(postgres, name)
    await provision(found, service, files(f"handlers.{service.name}") / "sql")
    return found.replace("boxoffice@", f"{service.name}@")
