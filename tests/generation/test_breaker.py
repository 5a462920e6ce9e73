"""A model that keeps failing is left alone, then probed."""

import threading

import pytest

from bbti_qa.generation.breaker import LONGEST_PAUSE, Breaker


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_it_opens_after_so_many_failures_in_a_row(clock):
    breaker = Breaker(failures=3, pause=30.0, clock=clock)

    breaker.failed()
    breaker.failed()
    assert breaker.admit() == 0.0

    breaker.failed()
    assert breaker.admit() == 30.0


def test_a_success_starts_the_count_anew(clock):
    breaker = Breaker(failures=2, clock=clock)

    breaker.failed()
    breaker.succeeded()
    breaker.failed()

    assert breaker.admit() == 0.0


def test_after_the_pause_one_call_probes_and_the_others_wait(clock):
    breaker = Breaker(failures=1, pause=30.0, clock=clock)
    breaker.failed()
    clock.now += 30.0

    assert [breaker.admit(), breaker.admit(), breaker.admit()] == [0.0, 30.0, 30.0]


def test_a_probe_that_goes_well_closes_it(clock):
    breaker = Breaker(failures=1, pause=30.0, clock=clock)
    breaker.failed()
    clock.now += 30.0
    breaker.admit()
    breaker.succeeded()

    assert [breaker.admit(), breaker.admit()] == [0.0, 0.0]


def test_a_probe_that_fails_opens_it_again(clock):
    breaker = Breaker(failures=3, pause=30.0, clock=clock)
    for _ in range(3):
        breaker.failed()
    clock.now += 30.0
    breaker.admit()
    breaker.failed()

    assert breaker.admit() == 30.0


def test_a_probe_that_is_given_up_leaves_the_probing_to_the_next(clock):
    breaker = Breaker(failures=1, pause=30.0, clock=clock)
    breaker.failed()
    clock.now += 30.0
    breaker.admit()
    breaker.abandoned()

    assert breaker.admit() == 0.0


@pytest.mark.parametrize(("asked", "wait"), [(120.0, 120.0), (5.0, 30.0), (3600.0, LONGEST_PAUSE)])
def test_a_server_that_asks_for_rest_gets_it_at_once(clock, asked, wait):
    breaker = Breaker(failures=3, pause=30.0, clock=clock)

    breaker.failed(rest=asked)

    assert breaker.admit() == wait


def test_of_many_threads_one_probes(clock):
    breaker = Breaker(failures=1, pause=30.0, clock=clock)
    breaker.failed()
    clock.now += 31.0
    waits: list[float] = []
    start = threading.Barrier(20)

    def admit() -> None:
        start.wait()
        waits.append(breaker.admit())

    threads = [threading.Thread(target=admit) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(waits) == [0.0] + [30.0] * 19
