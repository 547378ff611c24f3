"""A small payment provider that speaks Stripe's API, for local runs and tests.

It keeps everything in memory, or in a file, sends signed webhooks, and fails on demand: `control.py` says what a test
may ask of it. It never sees real money or real cards, and must not be reachable from outside the machine.
"""

from ops.stripe_fake.app import create_app
from ops.stripe_fake.serving import serving
from ops.stripe_fake.settings import Account, Endpoint, Settings

__all__ = ["Account", "Endpoint", "Settings", "create_app", "serving"]
