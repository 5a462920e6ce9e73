"""240 changed pairs that must be noticed and 240 harmless ones that must not: rates, not single cases."""

import hashlib
from collections import Counter

import pytest
from judging.pairs import CONFLICT, PREMISE, QUIET, Pair, all_pairs

from bbti_qa.documents import NoticeKind
from bbti_qa.embedding import shared_embedder
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest
from bbti_qa.settings import load_settings
from bbti_qa.wiring import open_assistant

ALARMS = {NoticeKind.PREMISE, NoticeKind.CONFLICT}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """(pair, what the answer says of it) for every pair."""
    root = tmp_path_factory.mktemp("pairs")
    assistants = {}
    found = []
    for pair in all_pairs():
        key = hashlib.sha256("\f".join(pair.documents).encode()).hexdigest()[:16]
        if key not in assistants:
            folder = root / key
            folder.mkdir()
            for number, text in enumerate(pair.documents):
                (folder / f"{number}.md").write_text(text, "utf-8")
            ingest([folder], IndexStore(root / f"{key}.index"), shared_embedder("bbti", "", None, None))
            assistants[key] = open_assistant(load_settings({}, index=root / f"{key}.index", corpus=folder))
        found.append((pair, assistants[key].answer(pair.question)))
    return found


def is_right(pair: Pair, answer) -> bool:
    told = {notice.kind for notice in answer.notices} & ALARMS
    if pair.expected == PREMISE:
        return told == {NoticeKind.PREMISE}
    if pair.expected == CONFLICT:
        return told == {NoticeKind.CONFLICT}
    if pair.expected == QUIET:
        return not told
    return answer.verdict is not None and answer.verdict.value == pair.expected


def test_a_changed_pair_is_noticed(outcomes):
    changed = [(pair, answer) for pair, answer in outcomes if not pair.is_harmless]
    wrong = [pair for pair, answer in changed if not is_right(pair, answer)]

    assert len(changed) >= 200
    assert len(wrong) <= 0.05 * len(changed), Counter((pair.change, pair.expected) for pair in wrong)


def test_a_harmless_pair_raises_no_alarm(outcomes):
    harmless = [(pair, answer) for pair, answer in outcomes if pair.is_harmless]
    alarmed = [pair for pair, answer in harmless if {notice.kind for notice in answer.notices} & ALARMS]
    wrong = [pair for pair, answer in harmless if not is_right(pair, answer)]

    assert len(harmless) >= 200
    assert len(alarmed) <= 0.03 * len(harmless), [pair.question for pair in alarmed]
    assert len(wrong) <= 0.05 * len(harmless), [pair.question for pair in wrong]


def test_a_notice_points_to_citations_that_are_there(outcomes):
    for _, answer in outcomes:
        markers = {citation.marker for citation in answer.citations}
        for notice in answer.notices:
            assert set(notice.citations) <= markers
