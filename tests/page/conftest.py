"""A served page and a real browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

HERE = Path(__file__).parent
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """`serve(*command)` starts a server that prints its address on its first line, and gives that address."""
    servers: list[subprocess.Popen[str]] = []

    def start(*command: str) -> str:
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": "src"})
        servers.append(server)
        assert server.stdout is not None
        line = server.stdout.readline()
        return next(word for word in line.split() if word.startswith("http://"))

    yield start
    for server in servers:
        server.terminate()
        server.communicate(timeout=20)


@pytest.fixture(scope="session")
def fake_page(serve: Callable[..., str]) -> str:
    """The address of the page over the invented library."""
    return serve(sys.executable, str(HERE / "serve_fake.py"), "--port", "0")


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[BrowserContext]:
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=executable,
            headless=True,
            args=list(CHROMIUM_FLAGS),
            viewport={"width": 1440, "height": 1000},
        )
        yield context
        context.close()


@pytest.fixture
def page(browser: BrowserContext) -> Page:
    return browser.pages[0]
