"""What is looked for in audit's record."""

from dataclasses import dataclass
from datetime import datetime

from handlers.audit.rows import Entry

SEARCH = """select * from entry
where ($1 = '' or subject = $1) and ($2 = '' or actor = $2 or subject = $2) and ($3 = '' or route = $3)
and ($4::timestamptz is null or at >= $4) order by at desc, n desc limit $5"""
"""Its parameters are a search's fields in their order; the newest entry comes first."""


@dataclass(frozen=True)
class Search:
    """Empty: all. A person's are what they asked for, what followed from it, and what is about their account."""

    booking: str = ""
    person: str = ""
    route: str = ""
    since: datetime | None = None
    limit: int = 100
    """So many, the newest."""

    def fits(self, entry: Entry) -> bool:
        return (
            self.booking in ("", entry.subject)
            and self.person in ("", entry.actor, entry.subject)
            and self.route in ("", entry.route)
            and (self.since is None or entry.at >= self.since)
        )
