"""`python -m ops.social_fake --port 12113`: prints the settings of a box office that asks it."""

import argparse
import asyncio
import json
import signal

from ops.social_fake.app import environment, serving


async def main() -> None:
    """Serves until a signal ends it."""
    arguments = argparse.ArgumentParser("python -m ops.social_fake", description="Providers that vouch for anybody.")
    arguments.add_argument("--port", type=int, default=0, help="0 takes a free one")
    ended, loop = asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, ended.set)
    async with serving(arguments.parse_args().port) as url:
        print(json.dumps(environment(url)), flush=True)
        await ended.wait()


if __name__ == "__main__":
    asyncio.run(main())
