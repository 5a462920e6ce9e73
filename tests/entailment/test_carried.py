"""The model of inference that the package carries: plain sentences, plain questions, French and English."""

import pytest

from bbti_qa.entailment import load_inference
from bbti_qa.errors import EncoderError

NETWORK = "Le réseau finance douze équipes depuis 2021. Il est piloté par l'Inserm et le CEA, et dispose d'un budget de 80 M€ sur sept ans."
OPEN = "Les entreprises peuvent y participer à leurs frais."


@pytest.fixture(scope="module")
def model():
    return load_inference("bbti")


@pytest.mark.parametrize(
    ("text", "so", "not_so"),
    [
        (OPEN, "Les entreprises peuvent participer.", "Les entreprises ne peuvent pas participer."),
        (NETWORK, "Le réseau finance douze équipes.", "Le réseau finance dix équipes."),
        (NETWORK, "Le réseau finance douze équipes.", "Le réseau ne finance pas d'équipes."),
        (NETWORK, "Un budget de 80 M€ sur sept ans.", "Un budget de 60 M€ sur sept ans."),
        (NETWORK, "The network is led by Inserm and CEA.", "The network is led by the CNRS."),
    ],
)
def test_what_is_so_is_likelier_than_what_is_not(model, text, so, not_so):
    first, second = model.judge([(text, so), (text, not_so)])

    assert first.entailment > 0.5 > second.entailment


@pytest.mark.parametrize(
    ("text", "answered", "left_open"),
    [
        (NETWORK, "Combien d'équipes le réseau finance-t-il ?", "Combien de brevets le réseau a-t-il déposés ?"),
        (NETWORK, "Qui pilote le réseau ?", "Qui préside le conseil scientifique du réseau ?"),
        (NETWORK, "What is the budget?", "What is the salary of the director?"),
    ],
)
def test_a_question_that_is_answered_is_told_from_one_of_its_sort_that_is_not(model, text, answered, left_open):
    first, second = model.answered([(text, answered), (text, left_open)])

    assert first > 0.5 > second


def test_a_name_that_is_no_packed_folder_is_refused_with_what_may_be_given(tmp_path):
    with pytest.raises(EncoderError, match=r"BBTI_QA_INFERENCE is no folder .* `none`"):
        load_inference(str(tmp_path / "nowhere"))
