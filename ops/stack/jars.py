"""Which jars Kafka is made of, and where they lie in the user's cache."""

from dataclasses import dataclass
from pathlib import Path

from ops.stack.folders import cache

LOCK = Path(__file__).with_name("kafka-jars.lock")


@dataclass(frozen=True)
class Jar:
    group: str
    name: str
    version: str
    sha256: str

    @classmethod
    def locked(cls, line: str) -> "Jar":
        """One line of the lock: group:name:version, a space, and the file's SHA-256 in hex."""
        coordinate, sha256 = line.split()
        group, name, version = coordinate.split(":")
        return cls(group, name, version, sha256)

    @property
    def path(self) -> str:
        """Below the repository's address."""
        return f"{self.group.replace('.', '/')}/{self.name}/{self.version}/{self.name}-{self.version}.jar"

    @property
    def file(self) -> Path:
        return cache() / "jars" / f"{self.name}-{self.version}-{self.sha256[:12]}.jar"


def jars() -> list[Jar]:
    return [Jar.locked(line) for line in LOCK.read_text().splitlines()]


def missing() -> list[Jar]:
    return [jar for jar in jars() if not jar.file.exists()]
