"""The path of a request as Streamlit's routes know it."""

from __future__ import annotations

import re

from starlette.types import Scope
from streamlit import config


def route_of(scope: Scope) -> str:
    """The decoded path with single slashes, without `server.baseUrlPath` where it begins with it."""
    path = re.sub("/+", "/", scope.get("path", ""))
    base = (config.get_option("server.baseUrlPath") or "").strip("/")
    return path[len(base) + 1 :] if base and path.startswith(f"/{base}/") else path
