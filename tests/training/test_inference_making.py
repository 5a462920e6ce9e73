"""The model of inference, made small: the whole way from texts to what the package loads."""

import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bbti_qa.entailment import load_entailment
from bbti_qa.entailment.packed import load_packed_entailment
from bbti_qa.errors import EncoderError

transformers = pytest.importorskip("transformers")
torch = pytest.importorskip("torch")

from tokenizers import Tokenizer  # noqa: E402

from training.authored import read_records  # noqa: E402
from training.inference import (  # noqa: E402
    BATCH,
    SHELF,
    UNKNOWN,
    Batches,
    Judge,
    Lesson,
    Sample,
    asked,
    collated,
    collected,
    judgements,
    likelihoods,
    sample,
    window,
)
from training.judged import read_judged  # noqa: E402
from training.packing import pack, pack_inference  # noqa: E402
from training.questions import Example  # noqa: E402

ROOT = Path(__file__).parents[2]
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,;:?!'-"


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    """A BERT of two narrow layers with random weights, whose pieces are letters."""
    folder = tmp_path_factory.mktemp("encoder")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LETTERS, *(f"##{letter}" for letter in LETTERS)]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), "utf-8")
    torch.manual_seed(3)
    config = transformers.BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=24,
        initializer_range=0.4,
    )
    transformers.BertModel(config).save_pretrained(folder)
    transformers.BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    pack(folder, folder / "packed")
    return folder


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """Records whose label stands in the claim."""
    path = tmp_path_factory.mktemp("judged") / "quay.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for number in range(30):
            said = [
                {"fr": f"Quai {label} {number}", "en": f"Quay {label} {number}", "label": label}
                for label in ("yes", "no", "open")
            ]
            row = {
                "fr": [f"Le quai {number} est long."],
                "en": [f"Quay {number} is long."],
                "claims": said,
                "questions": said[:1],
                "premises": said[1:2],
            }
            out.write(json.dumps(row) + "\n")
    return path


@pytest.fixture(scope="module")
def pieces(encoder):
    return Tokenizer.from_file(str(encoder / "tokenizer.json"))


def test_what_is_packed_says_what_was_trained(encoder, pieces, tmp_path):
    judge = Judge(encoder)
    torch.nn.init.normal_(judge.head.weight, std=0.2)
    pack_inference(judge, encoder / "packed", tmp_path / "inference")
    model = load_packed_entailment(tmp_path / "inference", encoder / "packed")
    pairs = [("the quay is long", "the quay is short"), ("le quai", "the pier 12"), ("a" * 400, "b" * 200)]

    given = [
        (row.entailment, row.neutral, row.contradiction, answered)
        for row, answered in zip(model.judge(pairs), model.answered(pairs), strict=True)
    ]
    rows = likelihoods(judge, [sample(pieces, [text], claim, 0) for text, claim in pairs], pieces)

    assert np.allclose(given, rows, atol=0.03)
    assert len({round(row[0], 3) for row in given}) > 1


def test_a_model_over_the_words_of_another_encoder_is_refused(encoder, tmp_path):
    pack_inference(Judge(encoder), encoder / "packed", tmp_path / "inference")
    manifest = json.loads((tmp_path / "inference" / "manifest.json").read_text("utf-8"))
    (tmp_path / "inference" / "manifest.json").write_text(json.dumps(manifest | {"words": "0" * 64}), "utf-8")

    with pytest.raises(EncoderError, match="words of another encoder"):
        load_packed_entailment(tmp_path / "inference", encoder / "packed")


def test_a_packed_folder_is_what_the_setting_may_name(encoder, tmp_path):
    pack_inference(Judge(encoder), encoder / "packed", tmp_path / "inference")

    with pytest.raises(
        EncoderError, match="words of another encoder"
    ):  # it is read as packed, and its words are not the package's
        load_entailment(str(tmp_path / "inference"))


def test_batches_are_the_same_whichever_is_asked_for_first(judged, pieces):
    lessons = [
        Lesson(judgements(list(read_judged([judged])), (), (), pieces)),
        Lesson(judgements(list(read_judged([judged])), (), (), pieces), 0.5),
    ]
    forward, backward = Batches(lessons, SHELF + 2, 5, (2, 3, 0)), Batches(lessons, SHELF + 2, 5, (2, 3, 0))
    last = backward[SHELF + 1]["input_ids"]
    first = backward[0]["input_ids"]

    assert torch.equal(forward[0]["input_ids"], first)
    assert torch.equal(forward[SHELF + 1]["input_ids"], last)
    assert len(first) == BATCH


def test_a_collections_question_is_answered_by_its_passage_and_not_by_the_lookalike(pieces):
    example = Example("quand part-il", "il part le lundi 12", "elle revient")
    rows = [collected(example, pieces, random.Random(seed)) for seed in range(20)]
    texts = {
        answers: pieces.encode(text, add_special_tokens=False).ids
        for answers, text in ((1, example.passage), (0, example.lookalike))
    }

    assert {row.answers for row in rows} == {0, 1}
    assert all(row.text == texts[row.answers] and row.label == UNKNOWN for row in rows)


@pytest.mark.parametrize(("answers", "sizes"), [((1,), (2, 4)), ((0, 5), (2, 4)), ((2,), (1, 1)), ((), (2, 4))])
def test_a_window_holds_all_that_answers_or_nothing_of_it(answers, sizes):
    drawn = [window(6, answers, sizes, random.Random(seed)) for seed in range(200)]

    assert all(set(answers) <= set(rows) or not set(answers) & set(rows) for rows in drawn)
    assert {len(rows) for rows in drawn} <= {*range(sizes[0], sizes[1] + 1)}
    assert not answers or any(not set(answers) & set(rows) for rows in drawn)


def test_of_a_passage_one_sentence_may_be_read_and_answers_if_it_is_the_one(pieces, tmp_path):
    row = {"fr": ["un", "deux", "trois", "quatre", "cinq"], "en": ["one", "two", "three", "four", "five"],
           "q": [{"fr": "combien", "en": "combien", "a": [2]}, {"fr": "ou", "en": "ou", "a": []}], "miss": {"fr": "qui", "en": "qui"}}  # fmt: skip
    (tmp_path / "five.jsonl").write_text(json.dumps(row), "utf-8")
    record = next(read_records([tmp_path / "five.jsonl"]))
    third = [pieces.encode(text, add_special_tokens=False).ids for text in ("trois", "three")]
    how_many = pieces.encode("combien", add_special_tokens=False).ids
    drawn = [asked(record, [record], pieces, random.Random(seed), alone=1.0) for seed in range(100)]

    assert [one.fr for one in record.misses] == ["qui", "ou"]
    assert {row.answers for row in drawn} == {0, 1}
    assert all((row.claim == how_many and row.text in third) == bool(row.answers) for row in drawn)


def test_a_batch_marks_the_altered_pieces_of_the_second_text_alone():
    batch = collated([Sample([7, 8], [9, 10, 11], marks=(0, 1, 0)), Sample([7], [9], marks=(0,))], 2, 3, 0)

    assert batch["input_ids"].tolist() == [[2, 7, 8, 3, 9, 10, 11, 3], [2, 7, 3, 9, 3, 0, 0, 0]]
    assert batch["token_type_ids"].tolist() == [[0, 0, 0, 0, 1, 1, 1, 1], [0, 0, 0, 1, 1, 0, 0, 0]]
    assert batch["marks"].tolist()[0] == [0, 0, 0, 0, 0, 1, 0, 0]
    assert not batch["marks"][1].any()


@pytest.fixture(scope="module")
def collection(tmp_path_factory):
    """Eight quays and a question about each."""
    folder = tmp_path_factory.mktemp("collections") / "quays"
    folder.mkdir()
    lines: dict[str, list[str]] = {"corpus.jsonl": [], "queries.jsonl": [], "qrels.tsv": []}
    for number in range(8):
        lines["corpus.jsonl"].append(
            json.dumps({"id": f"quay{number}", "text": f"Le quai {number} est long de {number}00 pas."})
        )
        lines["queries.jsonl"].append(json.dumps({"id": f"q{number}", "text": f"quai {number} longueur"}))
        lines["qrels.tsv"].append(f"q{number}\tquay{number}\t1")
    for name, rows in lines.items():
        (folder / name).write_text("\n".join(rows) + "\n", "utf-8")
    return folder


def test_made_twice_it_is_the_same_to_the_byte_and_has_learned_the_labels(encoder, judged, collection, tmp_path):
    draw = random.Random(2)
    nouns = {"quay": "quai", "pilot": "pilote", "crane": "grue", "anchor": "ancre", "sailor": "marin"}
    with (tmp_path / "pairs.jsonl").open("w", encoding="utf-8") as out:
        for number in range(60):
            one, other = draw.sample(list(nouns), 2)
            row = {"en": f"The {one} must see the {other} on the long day number {number}.", "s": "made.xml",
                   "fr": f"Le {nouns[one]} doit voir le {nouns[other]} le long jour numéro {number}."}  # fmt: skip
            out.write(json.dumps(row) + "\n")

    asked_file = tmp_path / "asked.jsonl"
    sentences = {"fr": ["Le quai est long.", "Il est vieux."], "en": ["The quay is long.", "It is old."]}
    question = {"fr": "Comment est le quai ?", "en": "What is the quay like?"}
    record = sentences | {"q": [question | {"a": [0]}], "miss": {"fr": "Qui y va ?", "en": "Who goes there?"}}
    asked_file.write_text("\n".join([json.dumps(record)] * 3), "utf-8")

    def make(name: str) -> tuple[Path, str]:
        command = [
            sys.executable, "-m", "training.inference", "--encoder", encoder, "--judged", judged, "--parallel", tmp_path / "pairs.jsonl",
            "--work", tmp_path / f"work-{name}", "--pack", tmp_path / name, "--packed-encoder", encoder / "packed",
            "--altered-batches", "3", "--judged-batches", "20", "--collections", collection, "--asked", asked_file, "--answering-batches", "5",
        ]  # fmt: skip
        done = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True, cwd=ROOT)
        return tmp_path / name, done.stdout

    first, told = make("first")
    second, _ = make("second")

    assert {path.name: path.read_bytes() for path in first.iterdir()} == {
        path.name: path.read_bytes() for path in second.iterdir()
    }
    assert "claims in fr on fr" in told
    assert "quays: " in told
    assert load_packed_entailment(first, encoder / "packed").judge([("Le quai", "Quai yes")])[0].entailment > 0
