"""How the collector is reached: the same for spans and for log lines."""

from typing import Any

import requests

from choreography.sight.settings import SightSettings

SEND_WITHIN = 5.0
"""Seconds for one sending."""


def reached(settings: SightSettings, kind: str) -> dict[str, Any]:
    """An exporter's arguments. `kind` is traces or logs."""
    url = f"{settings.otlp_endpoint.rstrip('/')}/v1/{kind}"
    return {"endpoint": url, "timeout": SEND_WITHIN, "session": session(settings.otlp_ca)}


def session(ca: str) -> requests.Session:
    """Whose authority is named trusts that one alone: the library's own variables would come before it."""
    made = requests.Session()
    if ca:
        made.trust_env, made.verify = False, ca
    return made
