from choreography.testing import Bench
from contracts.audit import AuditRecorded
from handlers.audit.own import Seal
from handlers.audit.record import SEALED_WITHIN
from handlers.audit.rows import Head
from tests.handlers.audit.saying import asked, cancel, chain, released

SEAL = Seal(kind="event_id", name="opera")


def test_some_seconds_after_a_link_the_log_vouches_for_the_whole_chain(audit: Bench) -> None:
    audit.given(asked())
    audit.when(released(), id="m2")
    audit.passes(SEALED_WITHIN)
    _, last = chain(audit)
    audit.then(AuditRecorded(kind="event_id", name="opera", n=2, message="m2", hash=last.hash))
    audit.then_rows(Head("event_id", "opera", 2, last.hash, "m2", sealed=2))


def test_many_links_ask_for_one_seal(audit: Bench) -> None:
    audit.given(asked(), released(), cancel())
    assert [waiting.envelope.type for waiting in audit.waits()] == ["Seal"]


def test_the_next_link_after_a_seal_asks_for_another(audit: Bench) -> None:
    audit.given(asked())
    audit.passes(SEALED_WITHIN)
    audit.given(released())
    audit.passes(SEALED_WITHIN)
    assert [said.n for said in audit.said() if isinstance(said, AuditRecorded)] == [2]


def test_a_second_seal_says_nothing(audit: Bench) -> None:
    audit.given(asked(), SEAL)
    audit.when(SEAL)
    audit.then_nothing()


def test_a_seal_of_an_unknown_chain_is_early(audit: Bench) -> None:
    audit.when(SEAL)
    audit.then_early()
