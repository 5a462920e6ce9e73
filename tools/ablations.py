"""Each mechanism off, one at a time: what it is worth. Prints a Markdown table; changes nothing.

bbti-qa ingest DOCUMENTS --index DIR
python tools/ablations.py QUESTIONS.jsonl --index DIR [--collection DIR …]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from bbti_qa.answering import ExtractionRule
from bbti_qa.assistant import AnsweringRules, Assistant
from bbti_qa.calibration import calibration_for
from bbti_qa.documents import language_of_most
from bbti_qa.entailment import Inference
from bbti_qa.evaluation.collection import DocumentSearcher, read_collection, run_queries, score_run
from bbti_qa.evaluation.questions import SetQuestion, read_questions
from bbti_qa.evaluation.scoring import score
from bbti_qa.evidence import RankingRule
from bbti_qa.glossary import Glossary
from bbti_qa.index import IndexStore
from bbti_qa.lexicon import Lexicon, shared_lexicon
from bbti_qa.presentation import to_json
from bbti_qa.reading import Library
from bbti_qa.retrieval import FusionRule, Retriever
from bbti_qa.settings import load_settings
from bbti_qa.understanding import Question, QuestionKind
from bbti_qa.wiring import chunking_rule, fusion_rule, open_embedder, open_glossary, open_inference

SHOWN = ("context@2000", "correct", "cited", "precision", "answered", "abstained", "premise", "conflict", "polarity")


def _change(library: Library, change: Callable[[Question], Question]) -> None:
    """Its questions are changed after they are understood."""
    understand = library.understand
    library.understand = lambda *arguments, **named: change(understand(*arguments, **named))


def _plain_terms(question: Question) -> Question:
    return replace(question, terms=tuple(replace(term, weight=1.0) for term in question.terms))


def _no_values(question: Question) -> Question:
    return replace(question, terms=tuple(term for term in question.terms if "#" not in term.stem))


CHANGES: Mapping[str, Callable[[Question], Question]] = {
    "the sort of value asked for": lambda question: replace(question, wanted=None),
    "the kind of question": lambda question: replace(question, kind=QuestionKind.OTHER, wanted=None, defines=False),
    "values in one form (index tokens)": _no_values,
    "words of the talk weigh less": _plain_terms,
    "where the question looks": lambda question: replace(question, within=None),
    "who leads: only where somebody is said to": lambda question: replace(question, done=""),
    "numbered parts by their headings": lambda question: replace(question, numbered=""),
    "what a thing is about: its section": lambda question: replace(question, subject=""),
    "a reason or a content that is asked for": lambda question: replace(question, relation=None),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--collection", type=Path, nargs="*", default=[])
    arguments = parser.parse_args()
    settings = load_settings(None, index=arguments.index)
    embedder = open_embedder(settings)
    snapshot = IndexStore(settings.index).open()
    fusion = fusion_rule(settings)
    asked = read_questions(arguments.questions)
    sufficiency = replace(calibration_for(settings.encoder).sufficiency, threshold=settings.confidence)
    rules = AnsweringRules(hits=settings.hits, sufficiency=sufficiency)
    inference = open_inference(settings)

    def figures(
        name: str,
        fusion: FusionRule = fusion,
        rules: AnsweringRules = rules,
        lexicon: Lexicon | None = None,
        glossary: Glossary | None = None,
        change: Callable[[Question], Question] | None = None,
        no_slips: bool = False,
        inference: Inference | None = inference,
    ) -> None:
        language = language_of_most(snapshot.documents)
        retriever = Retriever(
            snapshot.passages, snapshot.lexical, snapshot.vectors, embedder, fusion, language=language
        )
        words = open_glossary(settings) if glossary is None else glossary
        lexicon = shared_lexicon() if lexicon is None else lexicon
        assistant = Assistant(snapshot, retriever, words, rules, lexicon, inference=inference)
        if change:
            _change(assistant.library, change)
        if no_slips:
            assistant.library.mend = lambda stem: ()
        table = score(asked, {question.id: to_json(_answer(assistant, question)) for question in asked})
        cells = [f"{table[key]['all'].mean:.3f}" if key in table else "" for key in SHOWN]  # no question for it: empty
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)

    print("| off | " + " | ".join(SHOWN) + " |\n|" + " --- |" * (len(SHOWN) + 1))
    figures("nothing")
    figures("vectors", fusion=replace(fusion, dense=0.0))
    figures("BM25", fusion=replace(fusion, lexical=0.0))
    figures("hubs are far from English questions", fusion=replace(fusion, hubness=0.0))
    figures("glossary", glossary=Glossary())
    figures("lexicon", lexicon=Lexicon())
    figures("slips of spelling", no_slips=True)
    for name, change in CHANGES.items():
        figures(name, change=change)
    figures("questions answered point by point", rules=replace(rules, by_point=False))
    for name in ("coverage", "context", "passage", "type_fit", "nearness"):
        figures(f"ranking: {name}", rules=replace(rules, ranking=replace(RankingRule(), **{name: 0.0})))
    figures("model of inference", inference=None)
    figures("silence", rules=replace(rules, sufficiency=replace(sufficiency, threshold=0.0)))
    figures("one sentence an answer", rules=replace(rules, extraction=ExtractionRule(sentences=1, sentences_long=1)))
    for folder in arguments.collection:
        _collection(folder, settings, embedder, fusion)


def _answer(assistant: Assistant, question: SetQuestion):
    return assistant.answer(question.text, question.history)


def _collection(folder: Path, settings, embedder, fusion: FusionRule) -> None:
    collection = read_collection(folder)
    print(f"\n{folder.name}, nDCG@10 by language")
    searcher = DocumentSearcher(collection.documents, embedder, chunking_rule(settings), fusion, lambda *_: None)
    for name, rule in (
        ("nothing off", fusion),
        ("no vectors", replace(fusion, dense=0.0)),
        ("no BM25", replace(fusion, lexical=0.0)),
        ("hubs stay", replace(fusion, hubness=0.0)),
        ("no lexicon", replace(fusion, translation=0.0)),
    ):
        table = score_run(collection, run_queries(collection, searcher.with_fusion(rule)))
        print(f"  {name:12} " + "  ".join(f"{group} {row['nDCG@10']:.3f}" for group, row in table.items()), flush=True)


if __name__ == "__main__":
    sys.exit(main())
