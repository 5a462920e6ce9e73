"""The encoder seam over sentence-transformers, with the English model that is installed beside the package."""

import logging
import shutil

import numpy as np
import pytest

from bbti_qa.embedding import load_embedder, shared_embedder
from bbti_qa.embedding.hush import hush
from bbti_qa.embedding.transformer import KNOWN_PREFIXES, SentenceTransformerEmbedder, bundled_folder
from bbti_qa.errors import EncoderError


@pytest.fixture(scope="module")
def embedder():
    return shared_embedder("minilm", "", None, None)


def test_the_same_text_gives_the_same_bytes_whatever_its_neighbours(embedder):
    texts = [
        "Le budget est de 80 M€.",
        "L'appel ouvrira en 2025.",
        "Un texte plus long que les autres, pour voir.",
        "Court.",
    ]

    together = embedder.embed_passages(texts)
    alone = np.vstack([embedder.embed_passages([text]) for text in texts])

    assert together.tobytes() == alone.tobytes()


def test_rows_have_norm_one_and_the_width_that_the_identity_says(embedder):
    vectors = embedder.embed_passages(["un", "deux trois"])

    assert vectors.shape == (2, embedder.identity.dimension) == (2, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_text_gives_no_row(embedder):
    assert embedder.embed_passages([]).shape == (0, 384)


def test_meaning_is_nearer_than_noise(embedder):
    question = embedder.embed_question("How much money does the programme have?")
    near, far = embedder.embed_passages(
        ["The programme has a budget of 80 million euros.", "Mice were fed twice a day."]
    )

    assert question @ near > question @ far


def test_the_identity_carries_the_hash_of_the_weights(embedder):
    assert embedder.identity.sha256 == "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    assert embedder.identity.max_pieces == 256


class _Recorder:
    """Stands where a sentence-transformers model stands, and keeps what it was given."""

    def __init__(self):
        self.seen = []

    def tokenizer(self, text, **_):
        return {"input_ids": text.split()}

    def encode(self, texts, **_):
        self.seen += texts
        return np.ones((len(texts), 1), dtype=np.float32)


@pytest.mark.parametrize("name", ["intfloat/multilingual-e5-small", "BAAI/bge-m3"])
def test_questions_and_passages_get_the_prefixes_that_the_model_asks_for(embedder, name):
    question, passage = KNOWN_PREFIXES[name]
    recorder = _Recorder()
    identity = type(embedder.identity)(name, "", 1, 64, question, passage)
    prefixed = SentenceTransformerEmbedder(recorder, identity)

    prefixed.embed_question("Quel budget ?")
    prefixed.embed_passages(["80 M€"])

    assert recorder.seen == [f"{question}Quel budget ?", f"{passage}80 M€"]


def test_the_prefixes_of_the_documented_models_are_those_of_their_cards():
    assert KNOWN_PREFIXES["intfloat/multilingual-e5-small"] == ("query: ", "passage: ")
    assert KNOWN_PREFIXES["BAAI/bge-m3"] == ("", "")


def test_a_folder_serves_as_well_as_the_package(tmp_path, embedder):
    shutil.copytree(bundled_folder(), tmp_path / "model")

    copied = load_embedder(str(tmp_path / "model"), question_prefix="query: ")

    assert copied.identity.sha256 == embedder.identity.sha256
    assert copied.identity.question_prefix == "query: "
    assert np.array_equal(copied.embed_passages(["80 M€"]), embedder.embed_passages(["80 M€"]))


def test_a_model_that_is_not_there_is_one_sentence(capfd):
    with pytest.raises(EncoderError, match="BBTI_QA_ENCODER"):
        load_embedder("no/such-model")

    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["/no/such/folder", "./model", "~/model", "models/own/encoder"])
def test_a_folder_that_is_not_there_is_called_so(name):
    with pytest.raises(EncoderError, match=f"BBTI_QA_ENCODER names the folder {name}, which is not there"):
        load_embedder(name)


def test_libraries_are_hushed_for_the_while_only(caplog):
    logger = logging.getLogger("sentence_transformers")
    level = logger.level
    with hush():
        logger.warning("noise")

    assert caplog.text == ""
    assert logger.level == level
