"""A database of one's own on the session's server, so that nobody else's rows are in the way."""

from importlib.resources import files

import asyncpg

from choreography.postgres.provision import provision
from choreography.service import Service


async def own_database(postgres: str, name: str) -> str:
    """Made anew; its address, for the administrator."""
    admin = await asyncpg.connect(postgres)
    await admin.execute(f"drop database if exists {name} with (force)")
    await admin.execute(f"create database {name}")
    await admin.close()
    return postgres.replace("/postgres", f"/{name}")


async def own_tables(postgres: str, name: str, service: Service) -> str:
    """Such a database with the tables of the service; its address, for the service itself."""
    found = await own_database(postgres, name)
    await provision(found, service, files(f"handlers.{service.name}") / "sql")
    return found.replace("boxoffice@", f"{service.name}@")
