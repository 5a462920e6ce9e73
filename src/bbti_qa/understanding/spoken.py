"""The language that a question is in."""

from __future__ import annotations

from bbti_qa.language import Language, count_marks, detect_language, stems
from bbti_qa.lexicon import Lexicon

BARE_ENGLISH = 2  # words with a translation, from which on bare words may be English


def spoken_in(text: str, lexicon: Lexicon | None) -> Language:
    """By its small words; bare words ("steering committee members") are English where most of them have a translation."""
    if lexicon is None or any(count_marks(text)) or not text.isascii():
        return detect_language(text)
    found = stems(text)
    translated = sum(bool(lexicon.french(one)) for one in found)
    return "en" if translated >= BARE_ENGLISH and 2 * translated >= len(found) else "fr"
