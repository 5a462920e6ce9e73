"""Calling a chat model: messages in, pieces of text out, always within a deadline, and every fault an error of the family.

    model.py        the seam: `Message`, `Model`
    deadline.py     how long a user waits, in all and for the first piece
    calling.py      == a call from top to bottom: breaker, tries, watchdog
    breaker.py      a model that keeps failing is left alone for a while
    trying.py       how often, after what pause, and what a server's Retry-After asks
    line.py         the thread in which providers' clients run, and from which a call can be pulled back
    wire.py         what is seen and limited on the wire: status, Retry-After, redirects, size
    faults.py       whatever a provider's client raises, in our words
    reply.py        what counts as text of a reply, and when a reply is whole
    providers.py    the doorman of LangChain's chat models
    opening.py      plain arguments to a model
    probing.py      what a configured model can do

Nothing here knows questions, evidence or prompts, and nothing heavy is imported before a model is opened.
"""

from __future__ import annotations

from bbti_qa.generation.calling import ChatModel
from bbti_qa.generation.deadline import Deadline
from bbti_qa.generation.model import Message, Model
from bbti_qa.generation.opening import open_model

__all__ = ["ChatModel", "Deadline", "Message", "Model", "open_model"]
