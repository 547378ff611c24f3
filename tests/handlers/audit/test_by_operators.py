import json

from choreography.testing import Bench
from contracts.operators import LettersDiscarded, LettersReplayed, SettingChanged
from handlers.audit.rows import Entry


def changed(audit: Bench, *chain: str) -> object:
    entry = audit.row(Entry, *chain, f"{1:012d}")
    return entry and json.loads(entry.fields)


def test_a_setting_is_recorded_with_its_value_before_and_after(audit: Bench) -> None:
    audit.when(SettingChanged(setting="limit:reads", before="", after="60 100"))
    assert changed(audit, "setting", "limit:reads") == {"setting/limit:reads": {"value": ["", "60 100"]}}


def test_letters_that_are_tried_again_were_dead_and_are_next(audit: Bench) -> None:
    audit.when(LettersReplayed(service="bookings", letters=("m1",)))
    assert changed(audit, "service", "bookings") == {"letters/bookings": {"reason": ["dead", "next"]}}


def test_letters_that_are_discarded_were_dead(audit: Bench) -> None:
    audit.when(LettersDiscarded(service="bookings", letters=("m1",), because="a stranger's"))
    assert changed(audit, "service", "bookings") == {"letters/bookings": {"reason": ["dead", "discarded"]}}
