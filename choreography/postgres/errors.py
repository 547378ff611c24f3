"""What PostgreSQL and its driver raise, in the words of the port."""

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from asyncpg import exceptions as pg

from choreography.ports import Conflict, Denied, Fenced, Unknown, Unreachable, Violation

LOST = (
    OSError,
    TimeoutError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    pg.PostgresConnectionError,
    pg.OperatorInterventionError,
)
"""The reply is missing. A server that is told to stop may say so after the commit."""
UNWRITABLE = (pg.DataError, asyncpg.exceptions._base.DataError, pg.ProgramLimitExceededError)
"""What no column can hold, or no index: a zero byte in a text, too big a number, a key of thousands of bytes."""


REFUSED = (pg.InsufficientResourcesError, pg.LockNotAvailableError, pg.ReadOnlySQLTransactionError)
"""The server cannot do it now, and said so before the commit."""


@contextmanager
def reached() -> Iterator[None]:
    """Around a read, or a write that may be done twice. Raises Unreachable or Denied, or Violation for UNWRITABLE."""
    try:
        yield
    except UNWRITABLE as error:
        raise Violation(named(error)) from error
    except (*LOST, *REFUSED) as error:
        raise Unreachable(told(error)) from error
    except asyncpg.PostgresError as error:
        raise Denied(told(error)) from error


@contextmanager
def saved() -> Iterator[None]:
    """Around a save. Raises Fenced, Conflict, Violation, Unreachable or Denied if surely nothing was saved, else
    Unknown.
    """
    try:
        yield
    except UNWRITABLE as error:
        raise Violation(named(error)) from error
    except (*REFUSED, pg.QueryCanceledError) as error:
        raise Unreachable(told(error)) from error
    except (pg.IntegrityConstraintViolationError, pg.DeadlockDetectedError, pg.SerializationError) as error:
        raise _broken(error) from error
    except LOST as error:
        raise Unknown(told(error)) from error
    except asyncpg.PostgresError as error:
        raise _answered(error) from error


def told(error: BaseException) -> str:
    return f"{named(error)}: {error}"


def named(error: BaseException) -> str:
    """With the server's own code, where it is the server's word. Its text is left out: it may show the value."""
    code = getattr(error, "sqlstate", None)
    return f"{type(error).__name__}{f' ({code})' if code else ''}"


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


def _answered(error: asyncpg.PostgresError) -> Exception:
    """What is not said by our own guards may be mended behind our back, and is then done."""
    match error.sqlstate:
        case "BX001":
            return Fenced("a lane row was moved")
        case "BX002":
            return Conflict("a row is not what it was")
    return Denied(told(error))
