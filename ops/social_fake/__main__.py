"""`python -m ops.social_fake --port 12113`: prints the settings of a box office that asks it."""

import argparse
import asyncio
import json

from ops.social_fake.app import environment, serving
from ops.until_signalled import until_signalled


def main() -> None:
    """Serves until a signal ends it."""
    arguments = argparse.ArgumentParser("python -m ops.social_fake", description="Providers that vouch for anybody.")
    arguments.add_argument("--port", type=int, default=0, help="0 takes a free one")
    asyncio.run(until_signalled(serving(arguments.parse_args().port), announce))


def announce(url: str) -> None:
    print(json.dumps(environment(url)), flush=True)


if __name__ == "__main__":
    main()
