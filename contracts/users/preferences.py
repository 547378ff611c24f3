"""How people like things, and which mails they want."""

from typing import Annotated, Literal

from pydantic import Field

PREFERENCES_AT_MOST = 32
"""Of one person."""

Preference = Annotated[str, Field(max_length=64)]
Preferences = Annotated[dict[Preference, Preference], Field(max_length=PREFERENCES_AT_MOST)]
"""Nothing personal: `theme`, `seat`, and the like. These have a meaning here:"""
LANGUAGE = "language"
"""In which the person is mailed, as `de`, or `de-AT`."""
MailGroup = Literal["news", "reminders", "announcements", "invitations"]
FirstGroup = Literal["news", "reminders", "announcements"]
"""Those that `Unsubscribe` may name: its older readers know no others."""
MAILS: dict[MailGroup, str] = {
    "news": "mail.news",
    "reminders": "mail.reminders",
    "announcements": "mail.announcements",
    "invitations": "mail.invitations",
}
"""`off`: no mail that is not about what the person did or has; none that an event is near; none by its organiser; none
that an organisation wants the person."""
OFF = "off"
QUIET_FROM, QUIET_UNTIL = "quiet.from", "quiet.until"
"""Such mail waits between these hours, as `22:00` and `07:30`..."""
TIME_ZONE = "time_zone"
"""...of this zone, as `Europe/Vienna`; UTC if it names none."""
