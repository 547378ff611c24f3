"""Who takes the money of a local box office: its own fake, or the provider whose key the environment has."""

import os

KEY, BASE, SECRET = "BOXOFFICE_STRIPE_KEY", "BOXOFFICE_STRIPE_BASE", "BOXOFFICE_EDGE_STRIPE_SECRET"
LOCAL_KEY = "sk_test_boxoffice"
"""The fake's."""


def real() -> bool:
    return given(KEY) and os.environ.get(KEY) != LOCAL_KEY


def given(name: str) -> bool:
    """By the environment, or by a file that it names."""
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def environment(fake: str) -> dict[str, str]:
    """What the mesh is told where the fake takes the money, which is at this address; else it is told already."""
    return {} if real() else {KEY: LOCAL_KEY, BASE: fake}


def knows(name: str) -> bool:
    """Is this a secret that the provider has given: with which it signs its webhooks?"""
    return name == SECRET and real() and given(SECRET)
