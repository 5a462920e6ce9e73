"""An assessment as a JSON row: what batches write, and the one thing that every report is drawn from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bbti_qa.language import Language
from bbti_qa.tasks.scope.assessment import ScopeJudge
from bbti_qa.tasks.scope.cells import Assessment, Cell, Pair, Status
from bbti_qa.tasks.scope.phrasing import conclusion
from bbti_qa.tasks.scope.proposals import Proposal, Unread

Row = dict[str, Any]
KIND = {Status.IN_SCOPE: "supports", Status.ADJACENT: "touches", Status.OUT: "touches", Status.NOT_ADDRESSED: "nearest"}


@dataclass(frozen=True, slots=True)
class Results:
    """What a run found, ready to be drawn: (id, label) of the criteria, a row a proposal, the language of the report's own words.

    `date` is written on reports as it stands; empty for none, so that the same run gives the same bytes on any day.
    """

    criteria: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    language: Language
    index: str
    date: str = ""

    @property
    def read(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if "error" not in row)

    @property
    def unread(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if "error" in row)


def run_key(judge: ScopeJudge) -> str:
    """The SHA-256 of all that a row depends on besides its proposal: index, criteria, fields and weights."""
    parts: Row = {
        "index": judge.snapshot.id,
        "criteria": [asdict(criterion) for criterion in judge.criteria.items],
        "fields": [asdict(field) for field in judge.thesaurus.fields],
        "rule": asdict(judge.rule),
    }
    if judge.justifier:
        parts["model"] = dict(judge.justifier.identity)
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def text_key(proposal: Proposal) -> str:
    """The SHA-256 of what of a proposal a row depends on."""
    parts = [proposal.id, proposal.title, proposal.source, proposal.text]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def to_row(assessment: Assessment, judge: ScopeJudge, key: str) -> Row:
    """The JSON of an assessment. `key` is `run_key(judge)`, computed once a run."""
    proposal = assessment.proposal
    return {
        "id": proposal.id,
        "axes": list(assessment.axes),
        "in_scope": assessment.in_scope,
        "verdict": assessment.verdict.value,
        "conclusion": {"fr": _conclusion(assessment, judge, "fr"), "en": _conclusion(assessment, judge, "en")},
        "scores": {cell.criterion.id: cell.score for cell in assessment.cells},
        "statuses": {cell.criterion.id: cell.status.value for cell in assessment.cells},
        "evidence": [_evidence(cell, pair) for cell in assessment.cells for pair in cell.pairs],
        "elsewhere": [
            {"field": item.field, "fr": judge.field_name(item.field, "fr"), "en": judge.field_name(item.field, "en"), "share": item.share,
             "terms": list(item.terms), "start": item.start, "end": item.end, "quote": item.quote}
            for item in assessment.elsewhere
        ],
        "right_words": list(assessment.right_words),
        "denials": list(assessment.denials),
        "figures": {cell.criterion.id: {name: round(value, 4) for name, value in asdict(cell.figures).items()} for cell in assessment.cells},
        "title": proposal.title,
        "source": proposal.source,
        "language": proposal.language,
        "text": proposal.text,
        "index": judge.snapshot.id,
        "run": key,
        "proposal": text_key(proposal),
        **({"model": asdict(assessment.counsel)} if assessment.counsel else {}),
    }  # fmt: skip


def unread_row(item: Unread, judge: ScopeJudge, key: str) -> Row:
    """The row of a proposal that could not be read: no axis, and `error` says why."""
    return {
        "id": item.id,
        "axes": [],
        "in_scope": False,
        "verdict": "unread",
        "error": item.reason,
        "scores": {},
        "statuses": {},
        "evidence": [],
        "source": item.source,
        "index": judge.snapshot.id,
        "run": key,
        "proposal": hashlib.sha256(f"{item.id}\0{item.reason}".encode()).hexdigest(),
    }


def _conclusion(assessment: Assessment, judge: ScopeJudge, language: Language) -> str:
    first = assessment.elsewhere[0].field if assessment.elsewhere else ""
    return conclusion(assessment, judge.field_name(first, language) if first else "", language)


def _evidence(cell: Cell, pair: Pair) -> Row:
    return {
        "criterion": cell.criterion.id,
        "kind": KIND[cell.status],
        "likeness": pair.likeness,
        "shared_fields": list(pair.shared),
        "proposal": {"start": pair.start, "end": pair.end, "quote": pair.quote},
        **({"justification": pair.justification, "by": pair.by} if pair.by else {}),
        "criterion_text": pair.criterion_text,
        "programme": [
            {
                "document": citation.document,
                "document_id": citation.document_id,
                "title": citation.title,
                "page": citation.page,
                "start": citation.start,
                "end": citation.end,
                "quote": citation.quote,
            }
            for citation in pair.citations
        ],
    }


def model_of(results: Results) -> str:
    """The model that was asked for evidence in this run; empty where none was."""
    return next((str(row["model"]["model"]) for row in results.read if "model" in row), "")


def fallbacks(results: Results) -> tuple[Row, ...]:
    """The rows for which the model gave nothing."""
    return tuple(row for row in results.read if row.get("model", {}).get("fallback"))


def evidence_for(row: Mapping[str, Any], criterion: str) -> Sequence[Mapping[str, Any]]:
    """The pairs of a row for one criterion, best first."""
    return [item for item in row["evidence"] if item["criterion"] == criterion]
