"""What the effect of email asks the worker for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from choreography.keyring import KeyringSettings
from choreography.mesh import MeshSettings
from choreography.postgres.keyring import PostgresKeyring
from choreography.postgres.pool import connected
from handlers.email.contacts import PostgresContacts
from handlers.email.kept_hourly import PostgresHourly
from handlers.email.pace import Pace
from handlers.email.post import SmtpPost
from handlers.email.service import email
from handlers.email.settings import MailSettings


@asynccontextmanager
async def resources() -> AsyncIterator[dict[str, Any]]:
    pool = await connected(MeshSettings().dsn(email.name), email.name, size=2, timeout=10)
    settings = MailSettings()
    post = SmtpPost(settings)
    try:
        keyring = PostgresKeyring(pool, KeyringSettings().master_key())
        yield {
            "contacts": PostgresContacts(pool),
            "keyring": keyring,
            "post": post,
            "pace": Pace(settings.news_per_minute),
            "hourly": PostgresHourly(pool, settings.hourly),
        }
    finally:
        await post.close()
        await pool.close()


email.resources = resources
