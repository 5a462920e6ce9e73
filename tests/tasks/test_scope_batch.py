"""Many proposals: what stops goes on, and the same run gives the same bytes."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile

import pytest
from scope_judges import SEA, judge_of, rows

from bbti_qa.errors import ProposalError
from bbti_qa.tasks.scope import Unread, make_proposal
from bbti_qa.tasks.scope.batch import run_batch

NAMES = ("scope.docx", "scope.html", "scope.jsonl", "scope.xlsx")


def proposals(count=8):
    return [make_proposal(row["id"], row["text"]) for row in rows("sea_proposals.jsonl")[:count]]


def run(output, items=None, unread=(), **named):
    return run_batch(judge_of(SEA), items or proposals(), unread, output, **named)


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_folder_gets_all_four_and_a_rerun_the_same_bytes(tmp_path):
    results, before = run(tmp_path / "one", unread=[Unread("x", "x.pdf", "damaged")])
    run(tmp_path / "two", unread=[Unread("x", "x.pdf", "damaged")])
    first = bytes_of(tmp_path / "one")
    _, again = run(tmp_path / "one", unread=[Unread("x", "x.pdf", "damaged")])

    assert tuple(first) == NAMES
    assert first == bytes_of(tmp_path / "two") == bytes_of(tmp_path / "one")
    assert (before, again) == (0, 9)
    assert results.unread[0]["error"] == "damaged"


@pytest.mark.parametrize("left", [1, 40, 3000, 9000, 10**9])
def test_a_run_cut_anywhere_goes_on_to_the_same_bytes(tmp_path, left):
    output = tmp_path / "out.jsonl"
    run(output)
    whole = output.read_bytes()
    output.write_bytes(whole[: max(0, len(whole) - left)])

    run(output)

    assert output.read_bytes() == whole


def test_what_was_judged_is_not_judged_again(tmp_path):
    output = tmp_path / "out.jsonl"
    run(output, proposals(5))
    _, before = run(output, proposals(8))

    assert before == 5
    assert [json.loads(line)["id"] for line in output.read_text("utf-8").splitlines()] == [
        f"m0{n}" for n in range(1, 9)
    ]


def test_a_proposal_that_changed_is_judged_anew_and_one_taken_out_is_gone(tmp_path):
    output, fresh = tmp_path / "out.jsonl", tmp_path / "fresh.jsonl"
    run(output)
    changed = [make_proposal("m01", "Nous planterons des herbiers."), *proposals()[2:]]

    run(output, changed)
    run(fresh, changed)

    assert output.read_bytes() == fresh.read_bytes()


def test_a_line_edited_by_hand_is_not_trusted(tmp_path):
    output = tmp_path / "out.jsonl"
    run(output)
    whole = output.read_bytes()
    output.write_bytes(whole.replace(b'"in_scope": true', b'"in_scope":  true', 1))

    run(output)

    assert output.read_bytes() == whole


@pytest.mark.parametrize("content", ["mine\n", '{"id": "a", "text": "b"}\n', '{"id": "a", "text": "b"}'])
def test_a_file_of_something_else_is_left_alone(tmp_path, content):
    output = tmp_path / "out.jsonl"
    output.write_text(content, "utf-8")

    with pytest.raises(ProposalError, match="Name another output"):
        run(output)
    assert output.read_text("utf-8") == content


def test_an_unknown_ending_is_refused(tmp_path):
    with pytest.raises(ProposalError, match=r"ends in none of"):
        run(tmp_path / "out.pdf")


def test_a_report_alone_keeps_its_lines_beside_it(tmp_path):
    run(tmp_path / "matrix.xlsx", language="en")

    assert [path.name for path in sorted(tmp_path.iterdir())] == ["matrix.xlsx", "matrix.xlsx.jsonl"]


def test_no_clock_is_in_the_archives(tmp_path):
    run(tmp_path / "out")

    for name in ("scope.docx", "scope.xlsx"):
        with zipfile.ZipFile(tmp_path / "out" / name) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert archive.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2


def test_a_row_has_the_promised_fields(tmp_path):
    results, _ = run(tmp_path / "out.jsonl")
    row = results.rows[1]

    assert (row["id"], row["axes"], row["in_scope"]) == ("m02", ["axe1"], True)
    assert sorted(row["scores"]) == ["axe1", "axe2", "axe3"]
    side = row["evidence"][0]
    assert row["text"][side["proposal"]["start"] : side["proposal"]["end"]] == side["proposal"]["quote"]
    assert side["programme"][0]["document"] == "sea_programme.md"
    assert row["conclusion"]["en"].startswith("Belongs to “Axe 1")


@pytest.mark.slow
def test_a_killed_batch_of_twenty_by_ten_goes_on_to_the_same_bytes(tmp_path):
    from scope_judges import CORPUS, assistant_of

    texts = [row["text"] for row in rows("abstracts.jsonl")][:20]
    (tmp_path / "p.jsonl").write_text(
        "".join(json.dumps({"id": f"p{n}", "text": text}) + "\n" for n, text in enumerate(texts)), "utf-8"
    )
    aspects = "".join(f'[[criteria]]\nid = "t{n}"\ntext = "Le projet étudie le thème {n}."\n' for n in range(6))
    (tmp_path / "c.toml").write_text((CORPUS / "axes.toml").read_text("utf-8") + aspects, "utf-8")
    command = [sys.executable, "-m", "bbti_qa.cli"]
    subprocess.run(
        [*command, "ingest", str(CORPUS), "--index", str(tmp_path / "index")], check=True, capture_output=True
    )
    scope = [
        *command,
        "scope",
        str(tmp_path / "p.jsonl"),
        "--criteria",
        str(tmp_path / "c.toml"),
        "--index",
        str(tmp_path / "index"),
        "-o",
    ]
    started = time.monotonic()
    subprocess.run([*scope, str(tmp_path / "whole")], check=True, capture_output=True)
    print(f"20 x 10 in {time.monotonic() - started:.1f} s")
    with subprocess.Popen(
        [*scope, str(tmp_path / "cut")], stdout=subprocess.DEVNULL, start_new_session=True
    ) as process:
        lines = tmp_path / "cut" / "scope.jsonl"
        while process.poll() is None and (not lines.exists() or lines.read_bytes().count(b"\n") < 10):
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
    left = lines.read_bytes().count(b"\n")

    subprocess.run([*scope, str(tmp_path / "cut")], check=True, capture_output=True)

    assert 10 <= left <= 20
    assert assistant_of(CORPUS)
    assert bytes_of(tmp_path / "cut") == bytes_of(tmp_path / "whole")
