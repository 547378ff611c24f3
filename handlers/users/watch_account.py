from collections.abc import Iterator
from datetime import datetime

from contracts.users import AbuseAlerted, AbuseNoted, RiskChanged, SecurityAlerted, SecurityNoted, is_account
from handlers.users.risk import raised
from handlers.users.rows import AccountRisk, SecurityAlert, Watch
from handlers.users.service import users
from handlers.users.settings import settings


@users.step
def watch_account(
    noted: SecurityNoted | AbuseNoted, watch: Watch | None, risk: AccountRisk | None, now: datetime
) -> Iterator[Watch | SecurityAlert | SecurityAlerted | AbuseAlerted | AccountRisk | RiskChanged]:
    """What comes later than its window is too late to count. Only an account has a risk."""
    watch = watch or Watch(noted.account_id, noted.kind)
    enough, within = settings().rule(noted.kind)
    if now - noted.at > within or not watch.counts(noted.about, noted.at):
        return
    times = {about: at for about, at in watch.times.items() if abs(noted.at - at) <= within} | {noted.about: noted.at}
    if len(times) < enough:
        yield watch.but(times=times)
        return
    alert = SecurityAlert(watch.account_id, f"{watch.account_id}-{watch.kind}-{watch.alerts + 1}")
    yield from alerted(noted, watch, alert, sorted(times.values()), now + within)
    if is_account(watch.account_id):
        yield from raised(risk or AccountRisk(watch.account_id), alert.alert_id)


def alerted(
    noted: SecurityNoted | AbuseNoted, watch: Watch, alert: SecurityAlert, times: list[datetime], quiet_until: datetime
) -> Iterator[Watch | SecurityAlert | SecurityAlerted | AbuseAlerted]:
    yield watch.but(times={}, alerts=watch.alerts + 1, quiet_until=quiet_until)
    yield alert
    told = {"count": len(times), "since": times[0], "until": times[-1]}
    if isinstance(noted, SecurityNoted):
        yield SecurityAlerted.of(alert, kind=noted.kind, **told)
    else:
        yield AbuseAlerted.of(alert, kind=noted.kind, **told)
