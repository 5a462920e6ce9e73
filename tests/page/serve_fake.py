"""Serves `fake_app.py` as the real page is served: `python serve_fake.py --port N [--host HOST] [--canary N]`."""

import argparse
import os
from pathlib import Path

from bbti_qa.page.serving import serve

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, default=8501)
parser.add_argument("--host", default="127.0.0.1")
parser.add_argument("--canary", default="9")
arguments = parser.parse_args()
os.environ["FAKE_APP_CANARY"] = arguments.canary
serve(arguments.host, arguments.port, script=Path(__file__).with_name("fake_app.py"))
