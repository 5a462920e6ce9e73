"""The encoder that the package carries: bytes, lengths, languages, damage, and the same vectors through sentence-transformers."""

import json
import shutil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bbti_qa.embedding import load_embedder, shared_embedder
from bbti_qa.embedding.packed import CARRIED, MANIFEST, MAX_PIECES, WEIGHTS, export_packed, load_packed
from bbti_qa.errors import EncoderError

TEXTS = (
    "Quel est le budget du programme ?",
    "Le programme dispose de 80 M€ sur sept ans.",
    "The programme has a budget of 80 million euros over seven years.",
    "Les souris ont été nourries deux fois par jour.",
    "",
    "œuvre, cœur — « été » ½ 😀",
    "Le comité de pilotage arrête chaque année les priorités, le calendrier et le budget. " * 40,
)


@pytest.fixture(scope="module")
def embedder():
    return shared_embedder("bbti", "", None, None)


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exported") / "encoder"
    export_packed(CARRIED, folder)
    return folder


@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=60), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_the_same_text_gives_the_same_bytes_whatever_its_neighbours(texts):
    embedder = shared_embedder("bbti", "", None, None)

    together = embedder.embed_passages(texts)

    assert together.tobytes() == np.vstack([embedder.embed_passages([text]) for text in texts]).tobytes()
    assert together[0].tobytes() == embedder.embed_question(texts[0]).tobytes()


def test_threads_do_not_change_a_byte(embedder):
    alone = load_packed(CARRIED, "bbti")
    alone._threads = 1

    assert alone.embed_passages(TEXTS).tobytes() == embedder.embed_passages(TEXTS).tobytes()


def test_rows_have_norm_one_and_the_width_that_the_identity_says(embedder):
    vectors = embedder.embed_passages(TEXTS)

    assert vectors.shape == (len(TEXTS), embedder.identity.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert embedder.embed_passages([]).shape == (0, embedder.identity.dimension)


def test_a_text_longer_than_the_encoder_reads_is_cut_not_refused(embedder):
    assert embedder.count_pieces(TEXTS[-1]) > MAX_PIECES
    assert np.isfinite(embedder.embed_question(TEXTS[-1])).all()


@pytest.mark.parametrize(
    "question",
    [
        "Quel est le montant du financement ?",
        "How much money does the programme have?",
        "De combien d'argent dispose-t-on ?",
    ],
)
def test_questions_of_both_languages_find_the_french_sentence(embedder, question):
    near, *far = embedder.embed_passages(
        [
            "Le programme est doté d'un budget de 80 millions d'euros.",
            "Les souris ont été nourries deux fois par jour.",
            "Le comité se réunit à Paris chaque trimestre.",
            "Les vecteurs viraux sont produits en bioréacteur.",
        ]
    )
    asked = embedder.embed_question(question)

    assert asked @ near > max(asked @ vector for vector in far)


def test_a_sentence_and_its_translation_lie_near(embedder):
    french, english, other = embedder.embed_passages(
        ["Le ministre peut retirer la licence.", "The Minister may withdraw the licence.", "The train leaves at noon."]
    )

    assert french @ english > 0.7 > french @ other + 0.3


def test_sentence_transformers_gives_the_same_vectors(embedder, exported):
    through_torch = load_embedder(str(exported))

    ours, theirs = embedder.embed_passages(TEXTS), through_torch.embed_passages(TEXTS)

    assert (ours * theirs).sum(axis=1).min() >= 0.9999
    assert [embedder.count_pieces(text) for text in TEXTS] == [through_torch.count_pieces(text) for text in TEXTS]


def test_an_export_never_overwrites(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(EncoderError, match="not empty"):
        export_packed(CARRIED, tmp_path)


def test_the_manifest_names_every_file_and_the_weights_are_small(embedder):
    sums = json.loads((CARRIED / MANIFEST).read_text("utf-8"))["sha256"]

    assert set(sums) | {MANIFEST, "MODEL_CARD.md"} == {path.name for path in CARRIED.iterdir()}
    assert embedder.identity.sha256 == sums[WEIGHTS]
    assert (CARRIED / WEIGHTS).stat().st_size <= 45e6


@pytest.mark.parametrize(
    "name", ["weights.safetensors", "graph.onnx", "tokenizer.json", "config.json", "manifest.json"]
)
def test_a_changed_byte_is_refused_by_name(tmp_path, name):
    folder = tmp_path / "encoder"
    shutil.copytree(CARRIED, folder)
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(bytes(content))

    with pytest.raises(EncoderError, match=name if name != "manifest.json" else "encoder"):
        load_packed(folder, "bbti")


@pytest.mark.parametrize("name", ["weights.safetensors", "tokenizer.json"])
def test_a_missing_file_is_one_sentence(tmp_path, name):
    folder = tmp_path / "encoder"
    shutil.copytree(CARRIED, folder)
    (folder / name).unlink()

    with pytest.raises(EncoderError, match="Install the package again"):
        load_packed(folder, "bbti")


def test_a_packed_folder_serves_by_its_path(tmp_path, embedder):
    shutil.copytree(CARRIED, tmp_path / "copy")

    copied = load_embedder(str(tmp_path / "copy"), question_prefix="query: ")

    assert copied.identity.question_prefix == "query: "
    assert copied.identity.sha256 == embedder.identity.sha256
    assert copied.embed_question("oui").tobytes() == embedder.embed_question("query: oui").tobytes()
