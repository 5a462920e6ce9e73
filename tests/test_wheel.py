"""The wheel in a fresh environment: installed from the registries, it answers with every socket blocked. `make faults` runs this."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_the_wheel_installs_and_answers_offline(tmp_path):
    def call(*command: object, **settings: object) -> str:
        done = subprocess.run(
            list(map(str, command)), capture_output=True, text=True, check=False, cwd=tmp_path, **settings
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-q")
    call(*pip, "wheel", "--no-deps", "-w", tmp_path / "wheels", ROOT)
    (wheel,) = (tmp_path / "wheels").glob("*.whl")
    assert wheel.stat().st_size < 60e6
    with zipfile.ZipFile(wheel) as archive:
        info = wheel.name.rpartition("-py3")[0] + ".dist-info"
        for name in ("LICENSE", "NOTICE"):
            assert archive.read(f"{info}/licenses/{name}") == (ROOT / name).read_bytes()
        assert b"\nLicense-Expression: Apache-2.0\n" in archive.read(f"{info}/METADATA")
    call(sys.executable, "-m", "venv", tmp_path / "fresh")
    python = tmp_path / "fresh" / "bin" / "python"
    constraints = ("-c", ROOT / "constraints.txt")
    call(python, "-m", "pip", "-q", "install", *constraints, "torch")
    call(python, "-m", "pip", "-q", "install", *constraints, wheel)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "fiche.md").write_text(
        "# Fiche\n\nLe budget du programme est de 80 M€ sur sept ans.\n", "utf-8"
    )
    (tmp_path / "blocked").mkdir()
    (tmp_path / "blocked" / "sitecustomize.py").write_text(
        "import socket\ndef refuse(*a, **k): raise AssertionError('the network was asked for')\n"
        "socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse\n",
        "utf-8",
    )
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "HF_HUB_OFFLINE": "1",
        "PYTHONPATH": str(tmp_path / "blocked"),
    }
    command = tmp_path / "fresh" / "bin" / "bbti-qa"

    call(command, "ingest", "documents", env=environment)
    answer = json.loads(call(command, "ask", "What is the budget of the programme?", "--json", env=environment))

    assert answer["citations"][0]["quote"] == "Le budget du programme est de 80 M€ sur sept ans."
