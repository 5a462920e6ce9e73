"""What of a model's words may be shown."""

import pytest

from bbti_qa.answering.wording import plain, unquoted

EVIDENCE = ("Le site est https://programme.example/appels et la valeur p <0,05 est retenue. L’équipe dit « oui ».",)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Le **budget** est de _80_ M€.", "Le budget est de _80_ M€."),
        ("![x](https://evil.example/q?budget) Le budget.", "Le budget."),
        ("Voir [le site](https://evil.example/?q=secret).", "Voir le site."),
        ("Voir https://evil.example/?q=secret.", "Voir ."),
        ("Voir https://programme.example/appels.", "Voir https://programme.example/appels."),
        ("Écrire à moi@evil.example demain", "Écrire à demain"),
        ("<script>alert(1)</script> Le budget", "alert(1) Le budget"),
        ("<<b>script>alert(1)", "alert(1)"),
        ("![a](![b](https://evil.example))", "!a"),
        ("Le budget. ![Quel prix ? Un don.", "Le budget. Quel prix ? Un don."),
        ("(voir https://evil.example/x)", "(voir )"),
        ("<img src=x onerror=alert(1)", ""),
        ("La valeur p <0,05", "La valeur p <0,05"),
        ("a\u200bb\u202ec\x1b[31md\U000e0041", "abc[31md"),
        ("`code` et ~~barré~~ et *penché*", "code et barré et penché"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("javascript:alert(1)", ""),
    ],
)
def test_links_images_tags_and_hidden_characters_are_not_shown(written, shown):
    assert plain(written, EVIDENCE) == shown


def test_an_exact_quote_keeps_its_marks_and_a_made_up_one_loses_them():
    text, wrong = unquoted('Il est dit « L\'équipe dit » et « le budget double », "p <0,05" et “jamais”.', EVIDENCE)

    assert text == 'Il est dit « L\'équipe dit » et le budget double, "p <0,05" et jamais.'
    assert wrong == ("le budget double", "jamais")
