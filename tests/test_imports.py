"""Importing the package stays light, and the faces it states are the ones it has."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import bbti_qa
import bbti_qa.index
import bbti_qa.loading

HEAVY = (
    "torch",
    "faiss",
    "streamlit",
    "pypdf",
    "langchain",
    "langchain_core",
    "transformers",
    "sentence_transformers",
    "bm25s",
)


@pytest.mark.parametrize("module", ["bbti_qa", "bbti_qa.cli", "bbti_qa.index", "bbti_qa.loading", "bbti_qa.assistant"])
def test_importing_loads_no_heavy_library(module):
    code = f"import sys, {module}; print(*(name for name in {HEAVY!r} if name in sys.modules))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == []


def test_the_package_alone_loads_none_of_its_modules():
    code = "import sys, bbti_qa; print(*(name for name in sys.modules if name.startswith(('bbti_qa.', 'numpy', 'pydantic'))))"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == []


def test_the_stated_surface_is_the_real_one():
    assert {name: getattr(bbti_qa, name).__module__ for name in bbti_qa._HOMES} == bbti_qa._HOMES
    assert set(bbti_qa.__all__) == {*bbti_qa._HOMES, "__version__"}
    assert set(bbti_qa.__all__) <= set(dir(bbti_qa))
    with pytest.raises(AttributeError, match="no attribute 'Assistent'"):
        bbti_qa.Assistent  # noqa: B018


def test_what_readme_imports_from_the_package_is_its_surface():
    readme = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    imported = re.findall(r"^from bbti_qa import (.+)$", readme, re.M)

    assert imported
    assert {name for line in imported for name in line.split(", ")} <= set(bbti_qa.__all__)


@pytest.mark.parametrize("package", [bbti_qa.index, bbti_qa.loading])
def test_every_name_that_a_package_states_is_there(package):
    assert [name for name in package.__all__ if not hasattr(package, name)] == []
