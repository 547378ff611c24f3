from collections.abc import Iterator
from datetime import datetime

from contracts.users import SecurityAlerted, SecurityNoted
from handlers.users.rows import SecurityAlert, Watch
from handlers.users.service import users
from handlers.users.settings import settings


@users.step
def watch_account(
    noted: SecurityNoted, watch: Watch | None, now: datetime
) -> Iterator[Watch | SecurityAlert | SecurityAlerted]:
    """What comes later than its window is too late to count."""
    watch = watch or Watch(noted.account_id, noted.kind)
    enough, within = settings().rule(noted.kind)
    if now - noted.at > within or not watch.counts(noted.about, noted.at):
        return
    times = {about: at for about, at in watch.times.items() if abs(noted.at - at) <= within} | {noted.about: noted.at}
    if len(times) < enough:
        yield watch.but(times=times)
        return
    yield from alerted(watch, sorted(times.values()), now + within)


def alerted(
    watch: Watch, times: list[datetime], quiet_until: datetime
) -> Iterator[Watch | SecurityAlert | SecurityAlerted]:
    number = watch.alerts + 1
    yield watch.but(times={}, alerts=number, quiet_until=quiet_until)
    yield (alert := SecurityAlert(watch.account_id, f"{watch.account_id}-{watch.kind}-{number}"))
    yield SecurityAlerted.of(alert, kind=watch.kind, count=len(times), since=times[0], until=times[-1])
