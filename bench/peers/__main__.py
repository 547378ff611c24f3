"""One process of a peer: `python -m bench.peers dbos --port 21001`."""

import argparse
from importlib import import_module

import uvicorn

from bench.peers.front import front

BACKLOG = 8192
PEERS = {"dbos": "bench.peers.workflow", "monolith": "bench.peers.monolith"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peer", choices=list(PEERS))
    parser.add_argument("--port", type=int, required=True)
    chosen = parser.parse_args()
    app = front(import_module(PEERS[chosen.peer]).running)
    uvicorn.run(app, port=chosen.port, backlog=BACKLOG, access_log=False, log_level="warning", timeout_keep_alive=60)


if __name__ == "__main__":
    main()
