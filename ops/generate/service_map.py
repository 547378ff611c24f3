"""The page `docs/service-map.md`: the services, what connects them, the routes of the edge, the commands."""

from collections.abc import Iterator

from choreography.service import Service
from ops.generate import door
from ops.generate.commands import commands
from ops.generate.facts import steps
from ops.generate.house import ASKER, LISTENS_TO_ALL, House
from ops.generate.text import code, first_line, page, table

FILE = "docs/service-map.md"


def service_map_file(house: House) -> dict[str, str]:
    return {FILE: page(*_parts(house))}


def _parts(house: House) -> Iterator[str]:
    yield "# Service map\n\nWritten by `make contracts` from the steps' signatures."
    yield "Each service has a PostgreSQL schema and a role of its own."
    yield services(house, "services")
    yield "## Who speaks to whom\n\n`audit`, which hears everything, and `views`, which shows it, are left out."
    yield mermaid(house)
    yield "## Steps\n\nOne step for each message: what it reads and writes is on the service's page."
    yield table(("service", "hears", "step"), (row for one in house.services for row in _steps(one)))
    yield "## Effects\n\nWork outside, done apart from the steps. Each dependency has its own pool and circuit breaker."
    yield table(("service", "effect", "calls"), (row for one in house.services for row in _effects(one)))
    yield door.routes()
    yield "## Commands"
    yield commands()


def services(house: House, folder: str) -> str:
    """`folder` is where the services' pages are, as the page that holds the table sees it."""
    return table(("service", "hears", "says", "tables"), (_service(one, folder) for one in house.services))


def _service(service: Service, folder: str) -> list[str]:
    hears = "every topic" if service.name == LISTENS_TO_ALL else code(service.topics)
    says = code(sorted({message.TOPIC for message in service.says}))
    return [f"[`{service.name}`]({folder}/{service.name}.md)", hears, says, code(row.TABLE for row in service.rows)]


def _steps(service: Service) -> Iterator[list[str]]:
    if service.name == LISTENS_TO_ALL:
        yield [service.name, "everything", code(step.name for step in steps(service))]
        return
    for message, step in sorted(service.steps.items(), key=lambda pair: pair[0].__name__):
        yield [service.name, f"`{message.__name__}`", f"`{step.name}`"]


def _effects(service: Service) -> Iterator[list[str]]:
    for effect, performer in sorted(service.performers.items(), key=lambda pair: pair[0].__name__):
        yield [service.name, f"`{effect.__name__}`: {first_line(effect)}", performer.dependency]


def mermaid(house: House) -> str:
    arrows: dict[tuple[str, str], list[str]] = {}
    for message in house.messages:
        for said in house.said_by(message) if message.__name__ != "Refused" else ():
            for heard in house.heard_by(message):
                if heard not in (ASKER, "views"):
                    arrows.setdefault((said, heard), []).append(message.__name__)
    lines = [_arrow(said, heard, names) for (said, heard), names in sorted(arrows.items())]
    return "\n".join(["```mermaid", "flowchart LR", *lines, "```"])


def _arrow(said: str, heard: str, names: list[str]) -> str:
    return f"    {said.replace(' ', '_')} -->|{'<br>'.join(names)}| {heard}"
