"""PostgreSQL lets in who has a password, over TLS, by a certificate of the authority, and nobody else."""

import ssl
from urllib.parse import urlsplit

import asyncpg
import pytest
from asyncpg.exceptions import InvalidAuthorizationSpecificationError, InvalidPasswordError

from ops.credentials.parts import ADMIN, password
from ops.stack.addresses import HOST
from tests.ops.credentials.conftest import MESH, Guarded

pytestmark = pytest.mark.real


def known(guarded: Guarded, secret: str) -> str:
    return guarded.at.postgres.replace(f"{ADMIN}@", f"{ADMIN}:{secret}@")


async def test_who_knows_the_password_is_let_in(guarded: Guarded) -> None:
    connection = await asyncpg.connect(known(guarded, password(MESH, "postgres", ADMIN)))
    assert await connection.fetchval("select current_user") == ADMIN
    await connection.close()


async def test_a_query_that_is_given_up_is_cancelled(guarded: Guarded) -> None:
    connection = await asyncpg.connect(known(guarded, password(MESH, "postgres", ADMIN)))
    with pytest.raises(TimeoutError):
        await connection.fetchval("select pg_sleep(60)", timeout=0.1)
    assert await connection.fetchval("select 1", timeout=10) == 1
    await connection.close()


@pytest.mark.parametrize("secret", ["", "another"])
async def test_a_stranger_is_not_let_in(secret: str, guarded: Guarded) -> None:
    with pytest.raises((InvalidPasswordError, asyncpg.InterfaceError)):
        await asyncpg.connect(known(guarded, secret))


async def test_nobody_speaks_in_plain_text(guarded: Guarded) -> None:
    plain = known(guarded, password(MESH, "postgres", ADMIN)).partition("?")[0]
    with pytest.raises(InvalidAuthorizationSpecificationError, match="only who speaks TLS"):
        await asyncpg.connect(plain, ssl=False)


async def test_a_client_trusts_no_other_authority(guarded: Guarded) -> None:
    at = urlsplit(guarded.at.postgres)
    with pytest.raises(ssl.SSLCertVerificationError):
        await asyncpg.connect(host=HOST, port=at.port, user=ADMIN, ssl=ssl.create_default_context())
