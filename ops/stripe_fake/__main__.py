"""`python -m ops.stripe_fake --port 12111 --webhook http://127.0.0.1:3000/webhooks/stripe --secret whsec_local`."""

import argparse
import os
from pathlib import Path

from ops.stripe_fake.serving import HOST, Server, listening
from ops.stripe_fake.settings import ALL, Account, Endpoint, Settings
from ops.whole_file import replace

OF_THE_EDGE = "BOXOFFICE_EDGE_STRIPE_SECRET"
"""Where a secret is that no list of processes should show."""


def main() -> None:
    """Serves until a signal ends it; 1 when the port is taken."""
    chosen = parser().parse_args()
    bound, url = listening(chosen.host, chosen.port)
    server = Server(settings(chosen), lambda: announce(url, chosen.ready_file))
    server.run([bound])


def parser() -> argparse.ArgumentParser:
    own = Account()
    arguments = argparse.ArgumentParser("python -m ops.stripe_fake", description="A Stripe-compatible fake.")
    arguments.add_argument("--host", default=HOST)
    arguments.add_argument("--port", type=int, default=0, help="0 takes a free one")
    arguments.add_argument("--webhook", help="where webhooks are sent; none without it")
    own_secret = os.environ.get(OF_THE_EDGE, "whsec_boxoffice")
    arguments.add_argument("--secret", default=own_secret, help=f"signs the webhooks; else {OF_THE_EDGE} does")
    arguments.add_argument("--old-secret", help="for signatures of a secret that was rotated away")
    arguments.add_argument("--payload", choices=("snapshot", "thin"), default="snapshot")
    arguments.add_argument("--events", default=ALL, help="the types that it wants, with commas; else all")
    arguments.add_argument("--secret-key", default=own.secret_key)
    arguments.add_argument("--publishable-key", default=own.publishable_key)
    kept = arguments.add_mutually_exclusive_group()
    kept.add_argument("--seed", type=int, help="makes ids the same in every run")
    kept.add_argument("--data", type=Path, help="keeps what it knows in this file, for the next start")
    arguments.add_argument("--ready-file", type=Path, help="gets the base URL once the fake answers")
    return arguments


def settings(chosen: argparse.Namespace) -> Settings:
    account = Account(secret_key=chosen.secret_key, publishable_key=chosen.publishable_key)
    return Settings(accounts=(account,), endpoint=endpoint(chosen), seed=chosen.seed, data=chosen.data)


def endpoint(chosen: argparse.Namespace) -> Endpoint | None:
    if not chosen.webhook:
        return None
    events = frozenset(chosen.events.split(","))
    return Endpoint(chosen.webhook, chosen.secret, chosen.old_secret, chosen.payload, events)


def announce(url: str, ready_file: Path | None) -> None:
    """The file appears whole or not at all."""
    print(f"Stripe fake at {url}", flush=True)
    if ready_file is not None:
        replace(ready_file, url)


if __name__ == "__main__":
    main()
