"""The benchmark of reads asks what a service's steps ask."""

from bench.reads import batches
from choreography.postgres.load import Loading
from ops import registry


def test_each_step_of_a_service_has_a_batch_and_names_rows_for_each_message() -> None:
    service = registry.service("inventory")
    found = batches(service, messages=3)
    assert len(found) == len(service.steps)
    assert {len(keys) for wanted in found for keys in wanted.rows.values()} >= {3}


def test_what_a_step_does_not_need_is_read_by_the_old_way_alone() -> None:
    service = registry.service("inventory")
    (least,) = sorted(batches(service, 1), key=lambda wanted: len(wanted.rows))[:1]
    old, new = (Loading(service.rows, sets=sets).statement(least)[0] for sets in (0, 64))
    assert old.count("union all") > new.count("union all")
