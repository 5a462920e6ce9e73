"""The whole way, small: made twice it gives the same bytes, and what comes out is an encoder that the package can load."""

import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bbti_qa.embedding import load_embedder
from training.packing import quantise

ROOT = Path(__file__).parents[2]
NOUNS = {"minister": "ministre", "board": "conseil", "grower": "producteur", "orchard": "verger", "harvest": "récolte"}
VERBS = {"approves": "approuve", "reports": "déclare", "measures": "mesure", "refuses": "refuse"}


def write_parallel(path: Path, count: int) -> None:
    draw = random.Random(5)
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            first, second = draw.sample(list(NOUNS), 2)
            verb = draw.choice(list(VERBS))
            row = {
                "en": f"The {first} {verb} the {second} {number}.",
                "fr": f"Le {NOUNS[first]} {VERBS[verb]} le {NOUNS[second]} {number}.",
            }
            out.write(json.dumps(row | {"s": "made.xml"}) + "\n")


def train(folder: Path, name: str) -> Path:
    packed = folder / f"packed-{name}"
    command = [
        sys.executable, "-m", "training", "--parallel", folder / "pairs.jsonl", "--work", folder / f"work-{name}",
        "--pack", packed, "--vocabulary", "400", "--share", "0.002",
    ]  # fmt: skip
    subprocess.run(list(map(str, command)), check=True, capture_output=True, cwd=ROOT)
    return packed


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("training")
    write_parallel(folder / "pairs.jsonl", 400)
    return folder, train(folder, "first")


def test_weights_made_twice_from_the_same_seed_agree_to_the_byte(trained):
    folder, first = trained

    second = train(folder, "second")

    assert {path.name: path.read_bytes() for path in first.iterdir()} == {
        path.name: path.read_bytes() for path in second.iterdir()
    }


def test_what_is_made_is_an_encoder_in_which_translations_lie_near(trained):
    embedder = load_embedder(str(trained[1]))

    french, english, other = embedder.embed_passages(
        ["Le ministre refuse le verger 3.", "The minister refuses the orchard 3.", "The board measures the harvest 8."]
    )

    assert french @ english > french @ other


def test_a_step_that_is_there_is_not_made_again(trained):
    folder, first = trained
    before = (folder / "work-first" / "taught" / "model.safetensors").stat().st_mtime_ns

    assert train(folder, "first") == first
    assert (folder / "work-first" / "taught" / "model.safetensors").stat().st_mtime_ns == before


def test_rows_of_eight_bits_are_near_what_they_stand_for():
    rows = np.random.default_rng(1).normal(size=(50, 384)).astype(np.float32)
    rows[3] = 0

    small, scales = quantise(rows)

    assert small.dtype == np.int8
    assert np.abs(small * scales - rows).max() <= np.abs(rows).max() / 127 / 2 * 1.01
    assert not (small[3] * scales[3]).any()


def test_questions_are_learned_from_after_that(trained, tmp_path):
    folder, first = trained
    asked = [{"id": f"q{at}", "text": f"Que mesure le conseil {at} ?", "lang": "fr"} for at in range(120)]
    told = [{"id": f"d{at}", "title": "Récolte", "text": f"Le conseil mesure la récolte {at}."} for at in range(120)]
    collection = tmp_path / "harvest"
    collection.mkdir()
    (collection / "queries.jsonl").write_text("\n".join(map(json.dumps, asked)), "utf-8")
    (collection / "corpus.jsonl").write_text("\n".join(map(json.dumps, told)), "utf-8")
    (collection / "qrels.tsv").write_text(
        "\n".join(["query-id\tcorpus-id\tscore", *(f"q{at}\td{at}\t1" for at in range(120))]), "utf-8"
    )
    command = [
        sys.executable, "-m", "training.questions", collection, "--student", folder / "work-first" / "taught", "--parallel",
        folder / "pairs.jsonl", "--work", tmp_path / "work", "--pack", tmp_path / "packed", "--unseen", tmp_path / "unseen",
    ]  # fmt: skip

    done = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True, cwd=ROOT)

    assert "harvest:" in done.stdout
    before, after = (
        load_embedder(str(packed)).embed_passages(["Le conseil mesure."]) for packed in (first, tmp_path / "packed")
    )
    assert not np.array_equal(before, after)
    assert (tmp_path / "unseen" / "harvest" / "queries.jsonl").stat().st_size > 0
