"""RFC 6238, appendix B: its key and moments; its codes have eight digits, of which ours are the last six."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.identity.totp import SIZES, code_of, step_at, step_of

KEY = b"12345678901234567890"
NOW = datetime(2026, 6, 1, 12, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert code_of(KEY, step_at(datetime.fromtimestamp(seconds, UTC))) == code


@pytest.mark.parametrize(("seconds", "code"), [(59, "119246"), (1111111109, "084774"), (20000000000, "737706")])
def test_a_longer_key_makes_its_codes_by_the_stronger_hash(seconds: int, code: str) -> None:
    longer = (KEY * 2)[: SIZES["SHA256"]]
    assert code_of(longer, step_at(datetime.fromtimestamp(seconds, UTC))) == code


@pytest.mark.parametrize(("off", "good"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_clock_may_be_off_by_one_step(off: int, good: bool) -> None:
    code = code_of(KEY, step_at(NOW + timedelta(seconds=off)))
    assert bool(step_of(KEY, code, NOW, last=0)) is good


def test_a_step_that_was_used_is_good_no_more_nor_one_before_it() -> None:
    step = step_at(NOW)
    assert [step_of(KEY, code_of(KEY, one), NOW, last=step) for one in (step - 1, step, step + 1)] == [0, 0, step + 1]


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "\u0661\u0662\u0663\u0664\u0665\u0666"])
def test_what_is_no_code_is_none(code: str) -> None:
    assert step_of(KEY, code, NOW, last=0) == 0
