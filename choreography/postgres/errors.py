"""What PostgreSQL and its driver raise, in the words of the port."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from asyncpg import exceptions as pg

from choreography.ports import Conflict, Fenced, Unknown, Unreachable, Violation

LOST = (OSError, TimeoutError, asyncpg.InterfaceError, pg.PostgresConnectionError, pg.OperatorInterventionError)
"""The reply is missing. A server that is told to stop may say so after the commit."""
REFUSED = (pg.InsufficientResourcesError, pg.LockNotAvailableError, pg.ReadOnlySQLTransactionError)
"""The server cannot do it now, and said so before the commit."""
UNWRITABLE = (pg.DataError, asyncpg.exceptions._base.DataError)
"""A value that no column can hold: a zero byte in a text, a number too big."""


@contextmanager
def reached() -> Iterator[None]:
    """Around a read, or a write that may be done twice. Raises Unreachable."""
    try:
        yield
    except (*LOST, *REFUSED) as error:
        raise Unreachable(told(error)) from error


@contextmanager
def saved() -> Iterator[None]:
    """Around a save. Raises Fenced, Conflict, Violation, Unreachable if surely nothing was saved, else Unknown."""
    try:
        yield
    except UNWRITABLE as error:
        raise Violation(type(error).__name__) from error
    except (pg.IntegrityConstraintViolationError, pg.DeadlockDetectedError, pg.SerializationError) as error:
        raise _broken(error) from error
    except (*REFUSED, pg.QueryCanceledError) as error:
        raise Unreachable(told(error)) from error
    except LOST as error:
        raise Unknown(told(error)) from error
    except pg.PostgresError as error:
        if meant := _guarded(error):
            raise meant from error
        raise


def told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"


def _broken(error: asyncpg.PostgresError) -> Exception:
    """A primary key that is there already means that the batch was built on an older state."""
    name = getattr(error, "constraint_name", None) or getattr(error, "column_name", None)
    if not isinstance(error, pg.IntegrityConstraintViolationError):
        return Conflict(told(error))
    if isinstance(error, pg.UniqueViolationError) and str(name).endswith("_pkey"):
        return Conflict(f"{name} has this key already")
    if name is None:  # a partition of today is missing: nobody rotated the inbox
        return Unreachable(told(error))
    return Violation(name)


def _guarded(error: asyncpg.PostgresError) -> Exception | None:
    """None for what is no answer of ours but a bug: it is raised as it is."""
    match error.sqlstate:
        case "BX001":
            return Fenced("a lane row was moved")
        case "BX002":
            return Conflict("a row is not what it was")
    return None
