"""A database of one's own on the session's server, so that nobody else's rows are in the way."""

import asyncpg


async def own_database(postgres: str, name: str) -> str:
    """Made anew; its address, for the administrator."""
    admin = await asyncpg.connect(postgres)
    await admin.execute(f"drop database if exists {name} with (force)")
    await admin.execute(f"create database {name}")
    await admin.close()
    return postgres.replace("/postgres", f"/{name}")
