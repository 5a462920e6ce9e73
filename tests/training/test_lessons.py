"""What is drawn for training, and the order in which it comes."""

import numpy as np
import pytest
from datasets import Dataset

from training.lessons import Shares, prepare, teacher_vectors
from training.parallel import Pair, left_out_sources, read_pairs
from training.teaching import LARGEST, LETTERS, LetterBudgetSampler

LAWS = [
    Pair(f"The English sentence number {n}.", f"La phrase française numéro {n}.", source=f"a{n % 7}.xml")
    for n in range(900)
]
TALK = [Pair(f"Some talk number {n}", f"Une conversation numéro {n}", source="talk.tsv") for n in range(100)]
SECTIONS = [
    Pair(
        f"{'The board decides what is to be done about it. ' * 3}{n}",
        f"{'Le conseil décide de ce qui doit être fait à ce sujet. ' * 3}{n}",
        f"Powers of the board {n}" if n % 4 else "Definitions of terms",
        f"Pouvoirs du conseil {n}" if n % 4 else "Définitions des termes",
    )
    for n in range(200)
]
SHARES = Shares(french=200, english=80, french_sections=20, english_sections=10, ranked=40)


@pytest.fixture(scope="module")
def lessons():
    return prepare([LAWS, TALK], SECTIONS, SHARES, seed=3)


def test_the_same_seed_draws_the_same(lessons):
    assert prepare([LAWS, TALK], SECTIONS, SHARES, seed=3) == lessons
    assert prepare([LAWS, TALK], SECTIONS, SHARES, seed=4) != lessons


def test_each_text_comes_with_the_english_text_whose_vector_it_shall_have(lessons):
    english = {pair.fr: pair.en for pair in LAWS + TALK}

    assert len(lessons.texts) == len(lessons.english) == 310
    for text, target in zip(lessons.texts[:200], lessons.english[:200], strict=True):
        assert english[text] == target
    assert lessons.texts[-90:] == lessons.english[-90:]


def test_a_small_collection_gives_by_the_root_of_its_size(lessons):
    talk = sum(text.startswith("Une conversation") for text in lessons.texts)

    assert talk == 50  # 1 in 4 of 200, where it has 1 in 10 of the sentences


def test_headings_that_many_sections_share_name_no_passage(lessons):
    assert not any("Définitions" in heading or "Definitions" in heading for heading, _ in lessons.ranked)
    assert len({heading for heading, _ in lessons.ranked}) > 30


def test_passages_to_rank_are_not_distilled_too(lessons):
    ranked = {passage.split("\n")[-1] for _, passage in lessons.ranked}

    assert ranked
    assert not ranked & {text.split("\n")[-1] for text in lessons.texts}


def test_the_teacher_reads_each_text_once():
    seen = []

    def encode(texts):
        seen.extend(texts)
        return np.array([[len(text)] for text in texts], dtype=np.float32)

    vectors = teacher_vectors(encode, ["bb", "a", "bb", "ccc"])

    assert seen == ["a", "bb", "ccc"]
    assert vectors.ravel().tolist() == [2, 1, 2, 3]


def test_batches_hold_every_row_once_texts_of_like_length_and_few_letters():
    texts = ["x" * (5 + n * 7 % 900) for n in range(400)]
    sampler = LetterBudgetSampler(Dataset.from_dict({"text": texts, "label": [0] * 400}), LARGEST, False, seed=1)

    batches = list(sampler)

    assert sorted(row for batch in batches for row in batch) == list(range(400))
    assert len(sampler) == len(batches)
    assert all(len(batch) <= LARGEST for batch in batches)
    assert all(
        sum(len(texts[row]) for row in batch) <= LETTERS * 1.25 for batch in batches
    )  # lengths are compared with some noise
    assert list(LetterBudgetSampler(Dataset.from_dict({"text": texts}), LARGEST, False, seed=1)) == batches


def test_pairs_are_read_from_lines_and_tables_without_the_sources_left_out(tmp_path):
    (tmp_path / "law.jsonl").write_text(
        '{"en": "One", "fr": "Un", "s": "a.xml#3"}\n{"en": "Two", "fr": "Deux", "s": "b.xml"}\n', "utf-8"
    )
    (tmp_path / "talk.tsv").write_text("Three\tTrois\tCC-BY\nFour\t\n", "utf-8")
    (tmp_path / "held.json").write_text('[{"en": "x", "fr": "y", "s": "a.xml"}]', "utf-8")

    pairs = read_pairs([tmp_path / "law.jsonl", tmp_path / "talk.tsv"], left_out_sources(tmp_path / "held.json"))

    assert [(pair.en, pair.fr) for pair in pairs] == [("Two", "Deux"), ("Three", "Trois")]
