"""The server's address, its headers, and what it refuses."""

from __future__ import annotations

import errno
import http.client
import signal
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit import config
from streamlit.web.server.app_discovery import discover_asgi_app

from bbti_qa.errors import InputError, SettingsError
from bbti_qa.page import serving

ROOT = Path(__file__).parents[2]
WEBSOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: dict[str, str]


@pytest.fixture
def get(fake_page: str) -> Callable[..., Reply]:
    """`get(path, **headers)`: one request to the served page."""
    host = urlsplit(fake_page).netloc

    def request(path: str, method: str = "GET", **headers: str) -> Reply:
        connection = http.client.HTTPConnection(host, timeout=20)
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        connection.close()
        return Reply(response.status, {name.lower(): value for name, value in response.getheaders()})

    return request


def status(address: str, path: str, method: str = "GET", **headers: str) -> int:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    connection.request(method, path, headers=headers)
    found = connection.getresponse().status
    connection.close()
    return found


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/metrics", "/favicon.png"])
def test_every_reply_carries_the_security_headers(get: Callable[..., Reply], path: str) -> None:
    headers = get(path).headers

    assert {name: headers[name] for name in serving.security_headers()} == serving.security_headers()


def test_a_refused_host_carries_them_too(get: Callable[..., Reply]) -> None:
    assert get("/", Host="evil.example").headers["x-frame-options"] == "DENY"


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    policy = serving.security_headers()["content-security-policy"].split("; ")

    assert "default-src 'none'" in policy
    assert "img-src 'self' data:" in policy
    assert "connect-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert not any("unsafe-eval" in rule or "http" in rule for rule in policy)
    assert [rule for rule in policy if "unsafe-inline" in rule] == ["style-src 'self' 'unsafe-inline'"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/_stcore/metrics"),
        ("GET", "/_stcore/metrics/"),
        ("GET", "//_stcore//metrics"),
        ("GET", "/_stcore/%6detrics"),
        ("GET", "/_stcore/agent/openapi.json"),
    ],
)
def test_what_the_page_does_not_use_is_not_there(get: Callable[..., Reply], method: str, path: str) -> None:
    assert get(path, method).status == 404


def test_a_session_that_is_not_open_uploads_nothing(get: Callable[..., Reply]) -> None:
    assert get("/_stcore/upload_file/a/b", "PUT").status == 404
    assert get("//_stcore//upload_file/a/b", "PUT").status == 404


def test_an_unknown_host_name_is_refused(get: Callable[..., Reply]) -> None:
    assert get("/", Host="evil.example").status == 400
    assert get("/_stcore/stream", **WEBSOCKET, Host="evil.example").status == 400


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "null"])
def test_another_site_cannot_open_a_session(get: Callable[..., Reply], origin: str) -> None:
    assert get("/_stcore/stream", **WEBSOCKET, Origin=origin).status == 403


def test_the_page_itself_can(get: Callable[..., Reply], fake_page: str) -> None:
    assert get("/_stcore/stream", **WEBSOCKET, Origin=fake_page).status == 101


def test_a_taken_port_gives_the_next_free_one() -> None:
    with serving.listen("127.0.0.1", 0) as first:
        taken = first.getsockname()[1]
        with serving.listen("127.0.0.1", taken) as second:
            assert taken < second.getsockname()[1] < taken + serving.PORTS_TRIED


def test_no_free_port_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "PORTS_TRIED", 1)
    with serving.listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError, match=f"No port from {port} to {port} is free on 127.0.0.1. Choose another"):
            serving.listen("127.0.0.1", port)


def test_an_unknown_host_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(host: str, port: int, **_: int) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    with pytest.raises(InputError, match="The host 'nowhere' is unknown"):
        serving.listen("nowhere", 8501)


@pytest.mark.parametrize("port", [-5, 65536])
def test_a_port_that_there_is_not_is_said_in_a_sentence(port: int) -> None:
    with pytest.raises(InputError, match=f"There is no port {port}: they go from 0 to 65535"):
        serving.listen("127.0.0.1", port)


def test_an_address_of_another_machine_is_not_called_a_taken_port() -> None:
    with pytest.raises(InputError, match=r"192\.0\.2\.1 is no address of this machine"):
        serving.listen("192.0.2.1", 0)


def test_a_port_that_needs_rights_is_not_called_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(address: tuple[str, int], **_: int) -> socket.socket:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket, "create_server", forbidden)

    with pytest.raises(InputError, match="Port 80 needs more rights than yours"):
        serving.listen("127.0.0.1", 80)


def test_a_host_with_addresses_of_both_families_is_served_on_the_older_one(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [
        (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", 0, 0, 0)),
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 0)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)

    with serving.listen("localhost", 0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


@pytest.fixture
def page_elsewhere(serve: Callable[..., str]) -> Callable[..., str]:
    """`page_elsewhere(host)`: the address of the fake page, served on another host."""
    return lambda host: serve(
        sys.executable, str(Path(__file__).with_name("serve_fake.py")), "--port", "0", "--host", host
    )


def test_the_page_is_served_on_an_ipv6_address_too(page_elsewhere: Callable[..., str]) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("This machine has no IPv6")
    address = page_elsewhere("::1")

    assert address.startswith("http://[::1]:")
    assert status(address, "/") == 200
    assert status(address, "/", Host="evil.example") == 400


def test_what_is_refused_is_refused_below_a_base_path_too(
    serve: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "bbti/qa")
    address = serve(sys.executable, str(Path(__file__).with_name("serve_fake.py")), "--port", "0")

    assert status(address, "/bbti/qa/_stcore/health") == 200
    assert status(address, "/bbti/qa/_stcore/metrics") == 404
    assert status(address, "/bbti//qa//_stcore/agent/openapi.json") == 404
    assert status(address, "/bbti/qa/_stcore/upload_file/a/b", "PUT") == 404


def test_ctrl_c_ends_the_server_quietly_with_a_page_open(fake_page: str) -> None:
    command = [sys.executable, str(Path(__file__).with_name("serve_fake.py")), "--port", "0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert server.stdout is not None
    address = next(word for word in server.stdout.readline().split() if word.startswith("http://"))
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    connection.request("GET", "/_stcore/stream", headers=WEBSOCKET | {"Origin": address})
    connection.getresponse()
    server.send_signal(signal.SIGINT)
    _, errors = server.communicate(timeout=15)
    connection.close()

    assert server.returncode == 0
    assert "Traceback" not in errors


def test_streamlit_finds_the_guarded_app_in_app_py() -> None:
    found = discover_asgi_app(ROOT / "app.py")

    assert (found.is_asgi_app, found.app_name) == (True, "app")


def test_the_shipped_settings_are_hardened() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

    assert settings["client"] == {"showErrorDetails": "none", "showErrorLinks": False, "toolbarMode": "minimal"}
    assert settings["browser"] == {"gatherUsageStats": False}
    assert settings["server"] == {
        "address": "127.0.0.1",
        "headless": True,
        "allowedHosts": ["127.0.0.1", "localhost"],
        "enableCORS": True,
        "enableXsrfProtection": True,
        "xsrfCookieSameSite": "strict",
        "enableStaticServing": False,
        "enableAgentApi": False,
        "maxUploadSize": 10,
        "maxMessageSize": 50,
        "disconnectedSessionTTL": 60,
        "fileWatcherType": "none",
        "runOnSave": False,
    }


def test_every_shipped_setting_is_one_that_streamlit_knows() -> None:
    unknown = {name for name, _ in serving.shipped_options()} - set(config.get_config_options())

    assert unknown == set()


@pytest.fixture
def reset_options() -> Iterator[None]:
    yield
    config.get_config_options(force_reparse=True, options_from_flags={})


@pytest.mark.usefixtures("reset_options")
def test_the_environment_wins_over_the_shipped_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STREAMLIT_SERVER_ALLOWED_HOSTS", "qa.example *.example.org")
    monkeypatch.setenv("STREAMLIT_SERVER_MAX_UPLOAD_SIZE", "3")
    monkeypatch.setenv("STREAMLIT_SERVER_RUN_ON_SAVE", "true")

    serving._load_options("127.0.0.1", 8501)

    assert config.get_option("server.allowedHosts") == ["*.example.org", "127.0.0.1", "qa.example"]
    assert config.get_option("server.maxUploadSize") == 3
    assert config.get_option("server.runOnSave") is True
    assert config.get_option("client.showErrorDetails") == "none"


@pytest.mark.usefixtures("reset_options")
def test_nobody_is_asked_to_restart_what_has_not_started(capfd: pytest.CaptureFixture[str]) -> None:
    config.get_config_options()
    serving._load_options("127.0.0.1", 8777)

    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("name", "text"), [("STREAMLIT_SERVER_MAX_UPLOAD_SIZE", "ten"), ("STREAMLIT_SERVER_RUN_ON_SAVE", "maybe")]
)
def test_a_variable_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> None:
    monkeypatch.setenv(name, text)

    with pytest.raises(SettingsError, match=f"{name} = '{text}' is no"):
        serving._load_options("127.0.0.1", 8501)
