"""Pauses between tries, and what servers ask for; deadlines."""

import random
from datetime import UTC, datetime

import pytest

from bbti_qa.generation import Deadline
from bbti_qa.generation.trying import TryingRule, asked_wait

NOON = datetime(2026, 3, 2, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": " 0 "}, 0.0),
        ({"retry-after": "9" * 400}, 999_999_999.0),
        ({"retry-after": "Mon, 02 Mar 2026 12:00:30 GMT"}, 30.0),
        ({"retry-after": "Mon, 02 Mar 2026 11:00:00 GMT"}, 0.0),
        ({"retry-after": "Mon, 02 Mar 2026 10:00:05 GMT", "date": "Mon, 02 Mar 2026 10:00:00 GMT"}, 5.0),
        ({"retry-after": "Mon, 02 Mar 2026 12:00:30 GMT", "date": "yesterday"}, 30.0),
        ({"retry-after": "Mon, 02 Mar 2026 12:00:30 -0000"}, 30.0),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "1.5"}, None),
        ({"retry-after": "٣"}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "Mon, 99 Foo 2026 99:99:99 GMT"}, None),
    ],
)
def test_retry_after_is_read_in_seconds_and_as_a_date(headers, seconds):
    assert asked_wait(headers, NOON) == seconds


def test_pauses_are_spread_and_grow():
    rule = TryingRule(base=0.5, source=random.Random(3))

    firsts = [rule.pause(1) for _ in range(200)]
    seconds = [rule.pause(2) for _ in range(200)]

    assert 0.0 <= min(firsts) < 0.05
    assert 0.45 < max(firsts) <= 0.5
    assert 0.95 < max(seconds) <= 1.0


def test_the_same_seed_pauses_the_same():
    assert TryingRule(source=random.Random(3)).pause(1) == TryingRule(source=random.Random(3)).pause(1)


def test_a_pause_is_never_shorter_than_what_the_server_asks():
    assert TryingRule(base=0.5).pause(1, asked=4.0) == 4.0


def test_a_deadline_counts_from_its_making_and_ends_at_zero():
    now = [50.0]
    deadline = Deadline(30.0, 10.0, clock=lambda: now[0])

    now[0] = 54.0
    assert (deadline.elapsed(), deadline.remaining(), deadline.remaining_to_first()) == (4.0, 26.0, 6.0)

    now[0] = 65.0
    assert (deadline.remaining(), deadline.remaining_to_first(), deadline.expired) == (15.0, 0.0, False)

    now[0] = 99.0
    assert (deadline.remaining(), deadline.expired) == (0.0, True)


def test_the_first_piece_is_never_due_after_the_whole():
    assert Deadline(5.0, 10.0).first_seconds == 5.0
