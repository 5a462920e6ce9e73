"""What counts as text of a reply, and when a reply is whole."""

from __future__ import annotations

from bbti_qa.errors import ModelUnusable

MOST_CHARACTERS = 40_000  # of a reply, thoughts included: ten times the longest brief
_OPEN, _CLOSE = "<think>", "</think>"
_FILTERED = frozenset({"content_filter", "refusal", "safety"})


class Reply:
    """Takes the texts of one reply in order; gives those that a reader may see.

    Blank text in front is dropped. Thoughts that some servers leave in front of the reply, between `<think>` and `</think>`, are too.
    """

    def __init__(self) -> None:
        self._held = ""  # in front of the reply: what may still become a tag; in thoughts: the end of what was read
        self._thinks = False
        self._shows = False
        self._characters = 0
        self.asked_for_tools = False
        self.ended = ""  # why the model ended, in its server's words; empty while it did not say

    def take(self, text: str) -> str:
        """What of `text`, and of what was held back, can be shown. Raises ModelUnusable for a flood."""
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            raise ModelUnusable(
                f"The model's reply is longer than {MOST_CHARACTERS:,} characters. "
                "Lower BBTI_QA_MODEL_MAX_TOKENS, or set BBTI_QA_MODEL to another model."
            )
        if self._shows:
            return text
        return self._behind_thoughts(text) if self._thinks else self._in_front(text)

    def rest(self) -> str:
        """What was held back for a tag that never came."""
        held = "" if self._thinks or self._shows else self._held
        self._shows = self._shows or bool(held)
        return held

    def check(self, *, must_say_end: bool) -> None:
        """Raises ModelUnusable for a reply that is filtered, without text, or cut off (where its server always says that it ended)."""
        if self.ended in _FILTERED:
            raise ModelUnusable("The model's own filter withheld the reply. Ask in other words.")
        if not self._shows:
            raise ModelUnusable(self._why_empty())
        if must_say_end and not self.ended:
            raise ModelUnusable("The model's reply was cut off. Ask again; if it lasts, look at the server's log.")

    def _in_front(self, text: str) -> str:
        self._held = (self._held + text).lstrip()
        if self._held.startswith(_OPEN):
            self._thinks = True
            return self._behind_thoughts("")
        if _OPEN.startswith(self._held):
            return ""
        self._shows = True
        return self._held

    def _behind_thoughts(self, text: str) -> str:
        self._held += text
        end = self._held.find(_CLOSE)
        if end < 0:
            self._held = self._held[-len(_CLOSE) :]
            return ""
        rest, self._held, self._thinks = self._held[end + len(_CLOSE) :], "", False
        return self._in_front(rest)

    def _why_empty(self) -> str:
        if self.asked_for_tools:
            return "The model asks for tools, which it was not given, and writes no text. Set BBTI_QA_MODEL to another model."
        if self.ended in ("length", "max_tokens"):
            return "The model used up its tokens before the first word. Raise BBTI_QA_MODEL_MAX_TOKENS."
        return "The model's reply is empty. Ask again, or set BBTI_QA_MODEL to another model."
