"""Questions about research-programme documents, answered with exact, checked citations.

    from bbti_qa import load_settings, open_assistant

    answer = open_assistant(load_settings()).answer("Quel est le budget ?")

Each name is imported when it is first asked for: `import bbti_qa` loads nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bbti_qa.assistant import Assistant
    from bbti_qa.documents import Answer, Citation, Notice, NoticeKind, Outcome, Support, Turn, Verdict
    from bbti_qa.errors import BbtiError
    from bbti_qa.settings import Settings, load_settings
    from bbti_qa.wiring import open_assistant

__version__ = "0.1.0"
__all__ = [
    "Answer",
    "Assistant",
    "BbtiError",
    "Citation",
    "Notice",
    "NoticeKind",
    "Outcome",
    "Settings",
    "Support",
    "Turn",
    "Verdict",
    "__version__",
    "load_settings",
    "open_assistant",
]

_HOMES = {
    "Assistant": "bbti_qa.assistant",
    "BbtiError": "bbti_qa.errors",
    "Settings": "bbti_qa.settings",
    "load_settings": "bbti_qa.settings",
    "open_assistant": "bbti_qa.wiring",
} | dict.fromkeys(
    ("Answer", "Citation", "Notice", "NoticeKind", "Outcome", "Support", "Turn", "Verdict"), "bbti_qa.documents"
)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
