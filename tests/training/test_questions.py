"""Which questions are learned from, which are left to measure on, and what is taken for a lookalike."""

import json
import random
from pathlib import Path

import numpy as np

from bbti_qa.embedding import EncoderIdentity
from bbti_qa.evaluation.collection import read_collection
from training.parallel import Pair
from training.questions import is_learned_from, mine, rehearsed, write_unseen


class Letters:
    """An embedder that counts letters: texts with the same letters are near."""

    identity = EncoderIdentity("letters", "0", 26, 64, "", "")

    def count_pieces(self, text: str) -> int:
        return len(text.split()) + 2

    def embed_passages(self, texts):
        rows = np.array([[text.casefold().count(chr(97 + at)) for at in range(26)] for text in texts], dtype=np.float32)
        return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)

    def embed_question(self, text):
        return self.embed_passages([text])[0]


def write_collection(folder: Path, count: int = 40) -> Path:
    folder.mkdir()
    nouns = [
        f"{first}{second}"
        for first in ("port", "quai", "digue", "phare", "bouée")
        for second in ("nord", "sud", "est", "ouest", "haut", "bas", "vieux", "neuf")
    ]
    lines = [
        json.dumps({"id": f"d{at}", "title": noun, "text": f"Le {noun} est entretenu par la ville {at}."})
        for at, noun in enumerate(nouns[:count])
    ]
    (folder / "corpus.jsonl").write_text("\n".join(lines), "utf-8")
    asked = [
        json.dumps({"id": f"q{at}-{way}", "text": f"{way} entretient le {noun} ?", "lang": "fr"})
        for at, noun in enumerate(nouns[:count])
        for way in ("Qui", "Par qui est")
    ]
    (folder / "queries.jsonl").write_text("\n".join(asked), "utf-8")
    rows = [
        "query-id\tcorpus-id\tscore",
        *(f"q{at}-{way}\td{at}\t1" for at in range(count) for way in ("Qui", "Par qui est")),
    ]
    (folder / "qrels.tsv").write_text("\n".join(rows), "utf-8")
    return folder


def test_two_wordings_of_a_question_are_in_one_half():
    assert is_learned_from(["d3"]) == is_learned_from(["d3"])
    assert is_learned_from(["d3", "d9"]) == is_learned_from(["d9", "d3"])
    learned = sum(is_learned_from([f"d{at}"]) for at in range(1000))
    assert 450 < learned < 550


def test_the_unseen_half_is_a_collection_of_its_own(tmp_path):
    folder = write_collection(tmp_path / "harbour")
    write_unseen(folder, tmp_path / "unseen")
    whole, unseen = read_collection(folder), read_collection(tmp_path / "unseen")

    assert len(unseen.documents) == len(whole.documents)
    assert 0 < len(unseen.queries) < len(whole.queries)
    assert {query.id for query in unseen.queries} == set(unseen.relevant)
    assert not any(is_learned_from(grades) for grades in unseen.relevant.values())


def test_a_lookalike_is_near_and_does_not_answer(tmp_path):
    collection = read_collection(write_collection(tmp_path / "harbour"))
    examples = list(mine(collection, Letters(), random.Random(1), rounds=3))
    learned = [query for query in collection.queries if is_learned_from(collection.relevant[query.id])]

    assert len(examples) == 3 * len(learned)
    assert {example.question for example in examples} == {query.text for query in learned}
    for example in examples:
        noun = example.question.split()[-2]
        assert noun in example.passage
        assert f"Le {noun} " not in example.lookalike


def test_the_same_seed_draws_the_same_lookalikes(tmp_path):
    collection = read_collection(write_collection(tmp_path / "harbour"))

    first = list(mine(collection, Letters(), random.Random(4), rounds=2))

    assert first == list(mine(collection, Letters(), random.Random(4), rounds=2))


def test_a_small_group_is_rehearsed_beside_a_large_one():
    large = [Pair(f"The minister signs order {at}.", f"Le ministre signe l'arrêté {at}.") for at in range(900)]
    small = [Pair(f"Tom likes the sea {at}.", f"Tom aime la mer {at}.") for at in range(100)]
    found = rehearsed([large, small], [], 80, random.Random(2))

    assert len(found) == 80
    assert sum(pair.en.startswith("Tom") for pair in found) == 20


def test_what_was_written_for_this_is_at_most_half_of_what_is_rehearsed():
    laws = [Pair(f"The minister signs order {at}.", f"Le ministre signe l'arrêté {at}.") for at in range(900)]
    written = [Pair(f"Tom likes the sea {at}.", f"Tom aime la mer {at}.") for at in range(30)]

    assert set(written) < set(rehearsed([laws], written, 80, random.Random(2)))
    assert len(set(rehearsed([laws], written, 20, random.Random(2))) & set(written)) == 10
