"""A process that has imported everything and forks others: they start, and start again, in no time.

It speaks JSON lines. On stdin: `{"do": "start", "name", "run", "args", "env", "nice", "log"}` and `{"do": "signal",
"name", "signal"}`. On stdout: `{"name", "event": "started", "pid"}`, then `"ready"` with what the child says of itself,
then `"exited"` with its `code`. It has neither a thread nor an event loop, so that a fork is safe; at the end of its
stdin all children are ended.
"""

import gc
import json
import os
import selectors
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from ops.runs import Run, runs
from ops.stack.process import child_setup


class Nursery:
    def __init__(self, runs: dict[str, Run]) -> None:
        self.runs = runs
        self.children: dict[int, str] = {}
        self.wakeup, self._woken = os.pipe()

    def live(self) -> None:
        """Until stdin ends."""
        os.set_blocking(self._woken, False)
        signal.set_wakeup_fd(self._woken)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        with selectors.DefaultSelector() as waiting:
            waiting.register(0, selectors.EVENT_READ)
            waiting.register(self.wakeup, selectors.EVENT_READ)
            rest = b""
            while (rest := self._turn(waiting, rest)) is not None:
                pass
        self._end_all()

    def _turn(self, waiting: selectors.BaseSelector, rest: bytes) -> Any:
        ready = {key.fd for key, _ in waiting.select()}
        if self.wakeup in ready:
            os.read(self.wakeup, 4096)
        self._reap()
        if 0 in ready:
            if not (read := os.read(0, 65536)):
                return None
            *lines, rest = (rest + read).split(b"\n")
            for line in lines:
                self._do(json.loads(line))
        return rest

    def _do(self, order: dict[str, Any]) -> None:
        if order["do"] == "start":
            self._start(**{key: order[key] for key in ("name", "run", "args", "env", "nice", "log")})
        elif order["do"] == "signal":
            for pid, name in self.children.items():
                if name == order["name"]:
                    os.kill(pid, order["signal"])

    def _start(self, name: str, run: str, args: list[str], env: dict[str, str], nice: int, log: str) -> None:
        prepare = child_setup(None, signal.SIGTERM)
        if pid := os.fork():
            self.children[pid] = name
            say({"name": name, "event": "started", "pid": pid})
            return
        code = 1
        try:
            prepare()
            self._become(env, log)
            self.runs[run](args, lambda said: serves(name, nice, said))
            code = 0
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            sys.stderr.flush()
            os._exit(code)

    def _become(self, env: dict[str, str], log: str) -> None:
        """The child's own signals, environment, and log."""
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        os.setsid()
        os.environ.update(env)
        if log:
            Path(log).parent.mkdir(parents=True, exist_ok=True)
            file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            os.dup2(file, 2)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)

    def _reap(self) -> None:
        with suppress(ChildProcessError):
            while (found := os.waitpid(-1, os.WNOHANG))[0]:
                name = self.children.pop(found[0], "")
                say({"name": name, "event": "exited", "code": os.waitstatus_to_exitcode(found[1])})

    def _end_all(self) -> None:
        for pid in self.children:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        for pid in self.children:
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def serves(name: str, nice: int, said: dict[str, Any]) -> None:
    """Who starts hurries, whatever it is: what died while a sale runs must be back soon. From now on it gives way."""
    give_way(nice)
    say({"name": name, "event": "ready", **said})


def give_way(nice: int) -> None:
    """Linux may weigh sessions against each other before it weighs their processes: then the session has to be nice."""
    if nice:
        os.nice(nice)
        with suppress(OSError):
            Path("/proc/self/autogroup").write_text(str(nice))


def say(line: dict[str, Any]) -> None:
    """One write, so that the lines of different processes never mix."""
    os.write(1, json.dumps(line).encode() + b"\n")


if __name__ == "__main__":
    nursery = Nursery(runs())
    gc.freeze()  # no child walks, and so copies, what all of them share
    say({"name": "", "event": "ready"})
    nursery.live()
