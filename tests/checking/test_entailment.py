"""The optional rung, with a hand-written model and with a real cross-encoder of a few random weights."""

import pytest

from bbti_qa.checking import FindingKind, check_claim
from bbti_qa.entailment import Likelihoods
from bbti_qa.entailment.crossencoder import open_cross_encoder
from bbti_qa.errors import EncoderError

YES, OPEN, NO = Likelihoods(0.97, 0.02, 0.01), Likelihoods(0.02, 0.96, 0.02), Likelihoods(0.01, 0.02, 0.97)
SAID = "Le réseau soutient les jeunes équipes."
REWORDED = "Cette communauté épaule des chercheurs débutants."


class Always:
    """Gives one answer and keeps what it was asked."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def judge(self, pairs):
        self.asked += pairs
        return [self.answer] * len(pairs)


def test_a_claim_that_only_lacks_words_is_vouched_for():
    assert check_claim(REWORDED, [SAID]).support == "weak"
    assert check_claim(REWORDED, [SAID], entailment=Always(YES)).support == "supported"


@pytest.mark.parametrize(("answer", "rung"), [(NO, "contradicted"), (OPEN, "weak")])
def test_the_model_may_contradict_or_doubt_what_the_rules_let_pass(answer, rung):
    found = check_claim("Le réseau soutient des équipes jeunes.", [SAID], entailment=Always(answer))

    assert found.support == rung
    assert found.findings[-1].kind is FindingKind.ENTAILMENT


def test_a_figure_that_the_rules_refuse_is_not_saved_by_the_model():
    found = check_claim("Le budget est de 60 M€.", ["Le budget est de 80 M€."], entailment=Always(YES))

    assert found.support == "contradicted"


def test_a_verbatim_claim_is_not_asked_about():
    model = Always(NO)

    assert check_claim(SAID, [SAID], entailment=model).support == "verbatim"
    assert model.asked == []


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """A BERT of one layer with random weights, saved as sentence-transformers saves; nothing comes from a hub."""
    transformers = pytest.importorskip("transformers")
    folder = tmp_path_factory.mktemp("tiny")
    letters = [*"abcdefghijklmnopqrstuvwxyz", *(f"##{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")]
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters]), "utf-8")
    config = transformers.BertConfig(
        vocab_size=5 + len(letters), hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8,
        id2label={0: "contradiction", 1: "ENTAILMENT", 2: "neutral"},
    )  # fmt: skip
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    transformers.BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


def test_a_real_cross_encoder_gives_three_likelihoods_in_the_order_of_its_labels(tiny):
    model = open_cross_encoder(str(tiny))
    rows = model.judge([(SAID, REWORDED), (SAID, SAID)])
    raw = model._model.predict([(SAID, REWORDED)], apply_softmax=True)[0]

    assert len(rows) == 2
    assert all(abs(row.entailment + row.neutral + row.contradiction - 1) < 1e-5 for row in rows)
    assert (rows[0].contradiction, rows[0].entailment) == pytest.approx((float(raw[0]), float(raw[1])), abs=1e-5)


def test_a_model_that_is_not_there_is_one_sentence(tmp_path, capfd):
    with pytest.raises(EncoderError, match="BBTI_QA_ENTAILMENT cannot be opened"):
        open_cross_encoder(str(tmp_path / "nowhere"))

    assert capfd.readouterr() == ("", "")


def test_a_model_of_other_labels_is_refused(tiny, tmp_path):
    import json
    import shutil

    other = tmp_path / "other"
    shutil.copytree(tiny, other)
    config = json.loads((other / "config.json").read_text("utf-8"))
    config["id2label"] = {"0": "good", "1": "bad", "2": "so so"}
    config["label2id"] = {"good": 0, "bad": 1, "so so": 2}
    (other / "config.json").write_text(json.dumps(config), "utf-8")

    with pytest.raises(EncoderError, match="tells good, bad, so so"):
        open_cross_encoder(str(other))
