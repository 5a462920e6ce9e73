"""How long checking holds a model's first sentence back: `python tools/first_words.py --index DIR [--streams 20]`.

A server on loopback writes six characters every twenty milliseconds and notes when it has sent the piece that ends the first sentence; the
assistant notes when it gives that sentence out, checked. Prints the median and the worst of the difference, in milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from chat_server import Exchange, serving

from bbti_qa.settings import load_settings
from bbti_qa.wiring import open_assistant

QUESTION = "Qui pilote le PEPR BBTI ?"
FIRST, REST = "Le PEPR BBTI est piloté par l'Inserm et le CEA [E{number}]. D", "ouze projets sont financés [E1]."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", default="index")
    parser.add_argument("--streams", type=int, default=20)
    arguments = parser.parse_args()
    sent: list[float] = []

    def play(exchange: Exchange) -> None:
        block = next(m["content"] for m in exchange.request.body["messages"] if "<<<" in m["content"])
        line = next(line for line in block.split("\n") if "Inserm" in line and "CEA" in line)
        exchange.head()
        for event in exchange.events(FIRST.replace("{number}", line.split(" ")[0][1:]), finish=None):
            exchange.pause(0.02)
            sent.append(time.monotonic())
            exchange.write(event)
        exchange.pause(0.5)
        for event in exchange.events(REST):
            exchange.write(event)
        exchange.write(b"data: [DONE]\n\n")

    held: list[float] = []
    with serving() as server:
        server.plays["writes"] = play
        settings = load_settings({}, index=arguments.index, model="openai:writes", model_url=server.v1, model_key="k")
        assistant = open_assistant(settings)
        for _ in range(arguments.streams):
            for piece in assistant.stream(QUESTION):
                if isinstance(piece, str) and "Inserm" in piece:
                    held.append(1000 * (time.monotonic() - sent[-1]))
                    break
    print(
        f"first sentence shown after the server sent it: median {statistics.median(held):.0f} ms, worst {max(held):.0f} ms (n={len(held)})"
    )


if __name__ == "__main__":
    main()
