"""The README's table of settings is the code's."""

import re
from pathlib import Path

from bbti_qa.settings import PREFIX, Settings

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def shown(default: object) -> str:
    if default is None:
        return "none"
    return f"`{default}`" if str(default) else "empty"


def test_the_settings_table_names_every_setting_with_its_default_and_meaning():
    rows = {
        name: (default, meaning)
        for name, default, meaning in re.findall(r"^\| `(BBTI_QA_\w+)` \| (.*?) \| (.*?) \|$", README, re.M)
    }

    assert rows == {
        PREFIX + name.upper(): (shown(field.default), field.description)
        for name, field in Settings.model_fields.items()
    }
