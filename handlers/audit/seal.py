from collections.abc import Iterator

from contracts.audit import AuditRecorded
from handlers.audit.own import Seal
from handlers.audit.rows import Head
from handlers.audit.service import audit


@audit.step
def seal(due: Seal, head: Head) -> Iterator[Head | AuditRecorded]:
    if head.n == head.sealed:
        return
    yield head.but(sealed=head.n)
    yield AuditRecorded(kind=head.kind, name=head.name, n=head.n, message=head.message, hash=head.hash)
