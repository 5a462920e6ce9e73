"""The fault matrix: every fault of a model's server, played over HTTP to the whole assistant, and how each must end.

The real provider packages talk to a real server on loopback. A reply that can be used is shown with the model as its engine; else the answer
is the extractive one with a notice that says why. Either way it is proved and in time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from chat_server import ChatServer, serving

from bbti_qa.answering.markers import markers_in
from bbti_qa.assistant import Assistant
from bbti_qa.documents import Answer, NoticeKind
from bbti_qa.embedding import shared_embedder
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest
from bbti_qa.phrases import phrase
from bbti_qa.settings import load_settings
from bbti_qa.wiring import assistant_over

SECONDS, FIRST_SECONDS = 5.0, 3.5
GRACE = 1.5  # seconds; a try too many, or a client's own wait, takes a whole deadline more
STALLS = 4  # of the machine's longest stall during the run, that a case may meet on its way
AT_A_TIME = 8
KEY = "sk-KEY-OF-THE-TESTS"
QUESTION = "Quel est le budget du programme ?"
SHEET = """Le programme dispose d'un budget de 80 M€ sur sept ans.

Le comité de pilotage se réunit deux fois par an à Lyon.
"""

MODEL = "model"  # the model's own answer, checked
SLOW, UNUSABLE, BUSY = "ModelTooSlow", "ModelUnusable", "ModelBusy"  # the extractive answer, and why
REFUSED, UNREACHABLE = "ModelRefused", "ModelUnreachable"
FALLBACKS = (SLOW, UNUSABLE, BUSY, REFUSED, UNREACHABLE)

# How each fault may end. A pair where a streamed reply and a whole one differ: a whole one is whole without saying why it ended.
ENDS: dict[str, set[str] | tuple[set[str], set[str]]] = {
    "fine": {MODEL},
    "hang before headers": {SLOW},
    "hang after headers": {SLOW},
    "hang in mid reply": {SLOW},
    "slow drip": {SLOW},
    "401": {REFUSED},
    "403": {REFUSED},
    "404 unknown model": {REFUSED},
    "400": {REFUSED},
    "429 always": {BUSY},
    "429 for a second": {MODEL},
    "429 until a date": {MODEL},
    "429 for an hour": {BUSY},
    "429 with a broken Retry-After": {MODEL},
    "500 always": {BUSY},
    "503 twice, then fine": {MODEL},
    "HTML": {UNUSABLE},
    "HTML called JSON": {UNUSABLE},
    "truncated JSON": {UNUSABLE},
    "cut in a character": {UNUSABLE},
    "cut without an end": ({UNUSABLE}, {MODEL}),
    "end without [DONE]": {MODEL},
    "reset in mid reply": {UNUSABLE},
    "reset once, then fine": {MODEL},
    "empty text": {UNUSABLE},
    "blank text": {UNUSABLE},
    "five megabytes": {UNUSABLE, SLOW},
    "endless": {UNUSABLE, SLOW},
    "endless line": {UNUSABLE, SLOW},
    "flood": {UNUSABLE, SLOW},
    "wrong language": {UNUSABLE},
    "markers out of range": {MODEL},  # put right where a sentence proves the claim
    "tool calls": {UNUSABLE},
    "tool calls and text": {MODEL},
    "not a number": {UNUSABLE},
    "garbage": {UNUSABLE},
    "deep nesting": {UNUSABLE},
    "redirect": {REFUSED},
    "compressed": {UNUSABLE},
    "error in the stream": {UNUSABLE},
    "thinks aloud": {MODEL},
    "thinks only": {UNUSABLE},
    "nothing listens": {UNREACHABLE},
    "no such name": {UNREACHABLE, SLOW},
    "nobody picks up": {SLOW, UNREACHABLE},
    "TLS to a plain port": {UNREACHABLE},
}


@dataclass(frozen=True, slots=True)
class Case:
    fault: str
    provider: str
    streaming: bool
    repeat: int = 1

    @property
    def model(self) -> str:
        """What stands behind the « @ » gives each case a count of its own at the server."""
        return f"{self.provider}:{self.fault}@{self.provider}{self.streaming}{self.repeat}"

    @property
    def ends(self) -> set[str]:
        ends = ENDS[self.fault]
        return ends if isinstance(ends, set) else ends[0 if self.streaming else 1]


@dataclass(frozen=True, slots=True)
class Ending:
    """`how`: MODEL, one of FALLBACKS, or what else came."""

    answer: Answer
    seconds: float
    how: str

    @property
    def is_proved(self) -> bool:
        """The fact is there, every marker has its citation, and nothing repeats the key."""
        cited = {citation.marker for citation in self.answer.citations}
        shown = set(markers_in(self.answer.text))
        return "80 M€" in self.answer.text and bool(cited) and shown == cited and KEY not in repr(self.answer)


def how_it_ended(answer: Answer, model: str) -> str:
    falls = [notice.text for notice in answer.notices if notice.kind is NoticeKind.FALLBACK]
    if answer.engine == model and not falls:
        return MODEL
    reasons = [kind for kind in FALLBACKS if len(falls) == 1 and phrase(kind, "fr") in falls[0]]
    return reasons[0] if answer.engine == "extractive" and reasons else f"{answer.engine} {falls}"


class Stalls(threading.Thread):
    """Measures by how much the machine is late: on one that is busy everything is, deadlines and grace alike."""

    STEP = 0.05

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.longest = 0.0
        self._stopped = threading.Event()

    def __enter__(self) -> Stalls:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self.join()

    def run(self) -> None:
        while not self._stopped.is_set():
            started = time.monotonic()
            self._stopped.wait(self.STEP)
            self.longest = max(self.longest, time.monotonic() - started - self.STEP)


@dataclass(frozen=True, slots=True)
class Run:
    """How a run of cases ended. `stall` is the machine's longest, in seconds; `elsewhere` the requests at the place that redirects point to."""

    endings: dict[Case, Ending]
    stall: float
    elsewhere: int

    @property
    def limit(self) -> float:
        return SECONDS + GRACE + STALLS * self.stall

    def wrong(self, cases: Iterable[Case] | None = None) -> dict[Case, tuple[str, float, str]]:
        """The cases that did not end as they must; a machine that stalls for long may also make a good reply late."""
        late = {SLOW} if STALLS * self.stall > GRACE else set()
        rows = self.endings.items() if cases is None else ((case, self.endings[case]) for case in cases)
        return {
            case: (end.how, round(end.seconds, 2), end.answer.text)
            for case, end in rows
            if end.how not in case.ends | late or not end.is_proved or end.seconds > self.limit
        }


Build = Callable[[Case, ChatServer], Assistant]


def builder(folder: Path) -> Build:
    """Assistants over one sheet, which is ingested into `folder`, wired as the command wires them."""
    (folder / "fiche.md").write_text(SHEET, "utf-8")
    embedder = shared_embedder("bbti", "", None, None)
    ingest([folder], IndexStore(folder / "index"), embedder)
    snapshot = IndexStore(folder / "index").open()

    def assistant(case: Case, server: ChatServer) -> Assistant:
        settings = load_settings(
            {},
            index=folder / "index",
            corpus=folder,
            model=case.model,
            model_url=server.address(case.provider, case.fault),
            model_key=KEY,
            model_seconds=SECONDS,
            model_first_seconds=FIRST_SECONDS,
            model_streaming=case.streaming,
        )
        return assistant_over(snapshot, embedder, settings)

    return assistant


def ask(case: Case, build: Build, server: ChatServer) -> Ending:
    assistant = build(case, server)
    started = time.monotonic()
    answer = assistant.answer(QUESTION)
    return Ending(answer, time.monotonic() - started, how_it_ended(answer, case.model))


def play(cases: Sequence[Case], build: Build) -> Run:
    with serving() as server, serving() as elsewhere, Stalls() as stalls, ThreadPoolExecutor(AT_A_TIME) as pool:
        server.elsewhere = elsewhere.v1 + "/chat/completions"
        endings = dict(zip(cases, pool.map(lambda case: ask(case, build, server), cases), strict=True))
    return Run(endings, stalls.longest, len(elsewhere.requests))


def cases_of(providers: Sequence[str], repeats: int = 1, faults: Iterable[str] = ENDS) -> list[Case]:
    return [
        Case(fault, provider, streaming, repeat)
        for repeat in range(1, repeats + 1)
        for provider in providers
        for fault in faults
        for streaming in (True, False)
    ]
