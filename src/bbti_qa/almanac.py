"""The months and the days of the week, as French and English write them; folded names have no accents and no capitals."""

from __future__ import annotations

from bbti_qa.language import Language, fold

MONTHS: dict[Language, tuple[str, ...]] = {
    "fr": tuple("janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()),
    "en": tuple("January February March April May June July August September October November December".split()),
}
WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "fr": tuple("lundi mardi mercredi jeudi vendredi samedi dimanche".split()),
    "en": tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
}
FRENCH_MONTHS = tuple(map(fold, MONTHS["fr"]))
FRENCH_WEEKDAYS = tuple(map(fold, WEEKDAYS["fr"]))
ENGLISH_WEEKDAYS = tuple(map(fold, WEEKDAYS["en"]))
MONTH_NUMBERS = {
    fold(name): number for number, names in enumerate(zip(*MONTHS.values(), strict=True), start=1) for name in names
}
"""Each folded name with its number, from 1."""
