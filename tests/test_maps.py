"""A newcomer finds every module of a folder in the docstring of its `__init__`."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "bbti_qa"
FOLDERS = sorted(path.parent.relative_to(SOURCE).as_posix() for path in SOURCE.glob("*/**/__init__.py"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_module_of_a_folder_is_on_its_map(folder: str) -> None:
    told = ast.get_docstring(ast.parse((SOURCE / folder / "__init__.py").read_text("utf-8"))) or ""
    modules = {path.name for path in (SOURCE / folder).glob("*.py")} - {"__init__.py", "__main__.py"}
    named = {
        word for word in told.replace(",", " ").replace(";", " ").replace(":", " ").split() if word.endswith(".py")
    }

    assert named == modules
