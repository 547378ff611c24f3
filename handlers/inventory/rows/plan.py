"""Where seats can be picked."""

from collections.abc import Iterable
from dataclasses import field
from typing import Self

from choreography.row import Row
from handlers.inventory.adjacent import fit, fit_well
from handlers.inventory.rows.sections import Section


class Plan(Row, key=("event_id",)):
    """Where seats can be picked: the sections of an event. One that was opened before seats were picked has none."""

    event_id: str
    sections: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By ticket type, in the order in which they were told of..."""
    runs: dict[str, int] = field(default_factory=dict)
    """...and by section, how long its runs of free seats are, as in `adjacent`."""
    awaited: int = 0
    """Seats of sections that nobody has told of yet."""

    def knows(self, section: Section) -> bool:
        return section.name in self.runs

    def with_(self, sections: Iterable[Section]) -> Self:
        """With the runs that these have now; itself if they are as they were."""
        new = {section.name: found for section in sections if (found := section.runs) != self.runs.get(section.name)}
        return self.but(runs=self.runs | new) if new else self

    def opened(self, section: Section) -> Self:
        """With one that was awaited."""
        return self.joined(section).but(awaited=max(0, self.awaited - sum(section.rows.values())))

    def joined(self, section: Section) -> Self:
        mine = (*self.sections.get(section.ticket_type, ()), section.name)
        return self.with_([section]).but(sections=self.sections | {section.ticket_type: mine})

    def section_of(self, ticket_type: str, size: int) -> str:
        """Where the best of so many together are; empty if they are nowhere."""
        names = self.sections.get(ticket_type, ())
        found = (name for enough in (fit_well, fit) for name in names if enough(self.runs[name], size))
        return next(found, "")

    def has_free(self, ticket_type: str) -> bool:
        return any(self.runs[name] for name in self.sections.get(ticket_type, ()))
