"""Errors of clients without our hooks are translated by their kinds and by the status that they carry."""

import socket
import ssl

import pytest

from bbti_qa.errors import ModelBusy, ModelRefused, ModelTooSlow, ModelUnreachable, ModelUnusable
from bbti_qa.generation.faults import translated
from bbti_qa.generation.wire import Seen


class StatusError(Exception):
    def __init__(self, status_code: object) -> None:
        super().__init__("the key sk-CANARY was refused")
        self.status_code = status_code


class ResponseError(Exception):
    def __init__(self, status_code: int) -> None:
        super().__init__("refused")
        self.response = StatusError(status_code)


class ReadTimeout(Exception):
    pass


def caused(error: Exception, cause: BaseException) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind", "says"),
    [
        (StatusError(401), ModelRefused, "BBTI_QA_MODEL_KEY"),
        (ResponseError(404), ModelRefused, "BBTI_QA_MODEL_URL"),
        (StatusError(422), ModelRefused, "status 422"),
        (StatusError(429), ModelBusy, "too many requests"),
        (caused(ValueError(), StatusError(503)), ModelBusy, "status 503"),
        (StatusError("429"), ModelUnusable, "StatusError"),
        (ReadTimeout(), ModelTooSlow, "BBTI_QA_MODEL_SECONDS"),
        (TimeoutError(), ModelTooSlow, "BBTI_QA_MODEL_FIRST_SECONDS"),
        (caused(RuntimeError(), ConnectionRefusedError()), ModelUnreachable, "nothing listens"),
        (caused(RuntimeError(), socket.gaierror()), ModelUnreachable, "no machine has this name"),
        (caused(RuntimeError(), ssl.SSLError()), ModelUnreachable, "http://"),
        (ExceptionGroup("x", [OSError("no route")]), ModelUnreachable, "connection breaks"),
        (KeyError("choices"), ModelUnusable, "KeyError"),
        (caused(RuntimeError(), ModelRefused("redirected")), ModelRefused, "redirected"),
    ],
)
def test_a_clients_error_is_told_apart_and_says_what_to_do(error, kind, says):
    found = translated(error, Seen(), "openai:x at http://127.0.0.1:9")

    assert type(found) is kind
    assert says in str(found)
    assert "CANARY" not in str(found)


def test_what_was_seen_on_the_wire_comes_before_what_the_client_says():
    found = translated(KeyError("x"), Seen(status=429, retry_after=12.0), "openai:x")

    assert isinstance(found, ModelBusy)
    assert found.retry_after == 12.0
    assert str(found) == "openai:x has too many requests. Ask again in 12 s."


def test_a_break_after_a_good_status_is_a_broken_reply_that_may_pass():
    found = translated(ConnectionResetError(), Seen(status=200), "openai:x")

    assert isinstance(found, ModelUnusable)
    assert found.may_pass


def test_errors_that_cause_each_other_end():
    first, second = ValueError(), KeyError()
    first.__cause__, second.__context__ = second, first

    assert isinstance(translated(first, Seen(), "openai:x"), ModelUnusable)
