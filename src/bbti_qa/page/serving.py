"""The page's server: where it listens, what it adds to every reply, and what it refuses.

Streamlit sends no security headers, shows its metrics to anyone, and takes as many uploads as a page sends. It also
compares a foreign `Origin` with the machine's public address, which it asks a server on the Internet for. All that ends
here, before Streamlit.
"""

from __future__ import annotations

import base64
import errno
import hashlib
import logging
import os
import re
import socket
import tomllib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final

import streamlit as st
import uvicorn
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.logger import get_logger
from streamlit.web import bootstrap

from bbti_qa.errors import InputError, SettingsError
from bbti_qa.page.routes import route_of
from bbti_qa.page.scrolling import SCRIPTS
from bbti_qa.page.uploads import UploadQuota

SCRIPT: Final = Path(__file__).with_name("script.py")
PORTS: Final = 65536
PORTS_TRIED: Final = 50
SECONDS_TO_QUIT: Final = 2

# Metrics tell a stranger how the page is used; the agent interface is another way in.
_REFUSED: Final = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")

_BOOLEANS: Final = dict.fromkeys(("1", "true", "yes", "on"), True) | dict.fromkeys(("0", "false", "no", "off"), False)

# In a checkout the settings stand where `streamlit run` looks for them; in an installed package, beside this module.
_CONFIG_FILES: Final = (
    Path(__file__).with_name("config.toml"),
    Path(__file__).parents[3] / ".streamlit" / "config.toml",
)


def serve(host: str = "127.0.0.1", port: int = 8501, script: Path = SCRIPT) -> None:
    """Serves the page until Ctrl-C, on `port` or the next free one, and prints the address once it is ready.

    Other machines reach it only where `host` says so, and under the names in STREAMLIT_SERVER_ALLOWED_HOSTS.
    Raises InputError when the host is unknown or not this machine's, or no port is free, SettingsError for a STREAMLIT_ variable that cannot be read.
    """
    with listen(host, port) as listener:
        chosen = listener.getsockname()[1]
        name = f"[{host}]" if ":" in host else host  # as a URL has it
        _load_options(name, chosen)
        app = page_app(script, f"http://{name}:{chosen}")
        # uvicorn raises SIGINT again after a clean stop, for callers that need to know; here it is the way to leave.
        with suppress(KeyboardInterrupt):
            uvicorn.Server(_server_config(app)).run(sockets=[listener])


def page_app(script: Path = SCRIPT, address: str = "") -> st.App:
    """The page as an ASGI application; prints `address`, if given, when it has started."""
    return st.App(script, middleware=guards(), lifespan=_announcing(address))


def guards() -> list[Middleware]:
    """What stands before Streamlit, outermost first."""
    return [
        Middleware(SecurityHeaders),
        Middleware(TrustedHostMiddleware, allowed_hosts=_allowed_hosts(), www_redirect=False),
        Middleware(Gatekeeper),
        Middleware(UploadQuota),
    ]


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on `port`, or on the first free one of the next ports; 0 lets the system choose.

    Raises InputError when the host is unknown or not this machine's, when a port needs more rights, or when all are taken.
    """
    if not 0 <= port < PORTS:
        raise InputError(f"There is no port {port}: they go from 0 to {PORTS - 1}. Choose another with --port.")
    family, address = _address_of(host)
    for candidate in _candidates(port):
        try:
            return socket.create_server((address[0], candidate, *address[2:]), family=family, backlog=128)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise InputError(_why_not(error, host, candidate)) from error
    last = _candidates(port)[-1]
    raise InputError(f"No port from {port} to {last} is free on {host}. Choose another with --port.")


def _address_of(host: str) -> tuple[socket.AddressFamily, tuple[Any, ...]]:
    """The family and the address of `host`, IPv4 where it has both. Raises InputError."""
    try:
        found = socket.getaddrinfo(host, 0, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise InputError(f"The host {host!r} is unknown. Use 127.0.0.1, or an address of this machine.") from error
    family, *_, address = min(found, key=lambda entry: entry[0] != socket.AF_INET)
    return family, address


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
        return f"{host} is no address of this machine. Use 127.0.0.1, or one that it has."
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} needs more rights than yours. Choose one from 1024 on with --port."
    return f"The page cannot listen on {host}, port {port} ({error.strerror}). Choose another port with --port."


def security_headers() -> dict[str, str]:
    """The headers of every reply. Streamlit's page needs inline styles; its one inline script and ours are named by their hashes."""
    return {
        "content-security-policy": "; ".join(
            (
                "default-src 'none'",
                f"script-src 'self' {' '.join(_inline_script_hashes())}".rstrip(),
                "style-src 'self' 'unsafe-inline'",
                "img-src 'self' data:",
                "font-src 'self' data:",
                "connect-src 'self'",
                "manifest-src 'self'",
                "worker-src 'self' blob:",
                "object-src 'none'",
                "frame-src 'none'",
                "frame-ancestors 'none'",
                "form-action 'none'",
                "base-uri 'none'",
            )
        ),
        "x-frame-options": "DENY",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


class SecurityHeaders:
    """Adds `security_headers()` to every reply, refusals included."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class Gatekeeper:
    """Answers 404 for what the page does not use, and 403 to any other site that calls from a visitor's browser."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = _refusal(scope) if scope["type"] in ("http", "websocket") else None
        await (refusal or self._app)(scope, receive, send)


def _refusal(scope: Scope) -> PlainTextResponse | None:
    headers = Headers(scope=scope)
    if route_of(scope).startswith(_REFUSED):
        return PlainTextResponse("Not found", status_code=404)
    origin = headers.get("origin")
    if origin is not None and not _is_ours(origin, headers.get("host", "")):
        return PlainTextResponse("Forbidden", status_code=403)
    return None


def _is_ours(origin: str, host: str) -> bool:
    """Whether `origin` is this very server (name and port), or is listed in server.corsAllowedOrigins."""
    listed = [entry.strip() for entry in config.get_option("server.corsAllowedOrigins")]
    return origin.partition("://")[2].lower() == host.lower() or origin in listed


def _allowed_hosts() -> list[str]:
    return list(config.get_option("server.allowedHosts")) or ["*"]


def _inline_script_hashes() -> Iterator[str]:
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    for script in (*re.findall(r"<script>(.*?)</script>", page, re.DOTALL), *SCRIPTS):
        digest = hashlib.sha256(script.encode()).digest()
        yield f"'sha256-{base64.b64encode(digest).decode()}'"


def _candidates(port: int) -> range:
    return range(port, min(port + PORTS_TRIED, PORTS)) if port else range(1)


def _server_config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,  # questions and addresses of visitors are nobody's business
        server_header=False,
        ws_max_size=config.get_option("server.maxMessageSize") * 1_000_000,
        timeout_graceful_shutdown=SECONDS_TO_QUIT,  # open pages keep their websocket until told
    )


def _announcing(address: str) -> Callable[[st.App], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[None]:
        if address:
            print(f"BBTI : {address}  (Ctrl-C pour quitter / to quit)", flush=True)
        yield

    return lifespan


def _load_options(host: str, port: int) -> None:
    """Streamlit's options from our file, wherever the command was started; the environment wins over the file."""
    options = {**dict(shipped_options()), **dict(_environment_options()), "server.address": host, "server.port": port}
    if "server.allowedHosts" in options:
        options["server.allowedHosts"] = sorted({*options["server.allowedHosts"], host})
    get_logger("streamlit.config").addFilter(_is_no_call_to_restart)
    bootstrap.load_config_options(options)


def _is_no_call_to_restart(record: logging.LogRecord) -> bool:
    """Streamlit asks for a restart when a server option changes; these change before anything is served."""
    return "config option section was detected" not in record.getMessage()


def shipped_options() -> Iterator[tuple[str, Any]]:
    file = next(path for path in _CONFIG_FILES if path.is_file())
    return _flattened(tomllib.loads(file.read_text(encoding="utf-8")))


def _environment_options() -> Iterator[tuple[str, Any]]:
    """Those that STREAMLIT_ variables set, which Streamlit itself reads only in `streamlit run`. Raises SettingsError."""
    for name, option in config.get_config_options().items():
        if text := os.environ.get(option.env_var, ""):
            try:
                yield (
                    name,
                    [option.type(part) for part in text.split()] if option.multiple else _read(option.type, text),
                )
            except ValueError:
                raise SettingsError(f"{option.env_var} = {text!r} is no {option.type.__name__}. Correct it.") from None


def _read(kind: type, text: str) -> Any:
    if kind is not bool:
        return kind(text)
    if text.lower() not in _BOOLEANS:
        raise ValueError(text)
    return _BOOLEANS[text.lower()]


def _flattened(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flattened(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
