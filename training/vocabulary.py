"""A WordPiece vocabulary for two languages: the teacher's English pieces that can be written in Latin letters, then new French ones."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer, models, trainers

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`pieces` by row. `old_rows[i]` is the teacher's row of piece i, -1 for a new one."""

    pieces: tuple[str, ...]
    old_rows: tuple[int, ...]


def learn(teacher: Path, french: Iterable[str], size: int) -> Vocabulary:
    """`size` pieces are learned from the French texts, normalised as the teacher does (lower case, no accents)."""
    base = Tokenizer.from_file(str(teacher / "tokenizer.json"))
    learner = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    learner.normalizer, learner.pre_tokenizer = base.normalizer, base.pre_tokenizer
    texts = list(french)
    # Continuation letters get their numbers as the trainer meets them, which differs from run to run, and equal counts are
    # decided by number. Named beforehand, they have the same number each time.
    letters = sorted(
        {letter for text in texts for letter in base.normalizer.normalize_str(text) if not letter.isspace()}
    )
    first = [*SPECIAL, *(f"##{letter}" for letter in letters)]
    learner.train_from_iterator(
        texts, trainers.WordPieceTrainer(vocab_size=size, special_tokens=first, show_progress=False)
    )
    old = base.get_vocab()
    kept = [piece for piece in sorted(old, key=old.__getitem__) if piece in SPECIAL or _latin(piece)]
    learned = learner.get_vocab()
    new = [piece for piece in sorted(learned, key=learned.__getitem__) if piece not in old and _latin(piece)]
    return Vocabulary(tuple(kept + new), tuple([old[piece] for piece in kept] + [-1] * len(new)))


def _latin(piece: str) -> bool:
    """No reserved slots, and no letters outside the Latin script (signs such as € stay)."""
    return not piece.startswith("[unused") and all(
        ord(letter) < 0x250 or (0x2000 <= ord(letter) < 0x2C00) for letter in piece.removeprefix("##")
    )


def write_tokenizer(teacher: Path, vocabulary: Vocabulary, folder: Path) -> None:
    """The teacher's tokenizer files with the new vocabulary, in `folder`."""
    ids = {piece: row for row, piece in enumerate(vocabulary.pieces)}
    tokenizer = json.loads((teacher / "tokenizer.json").read_text("utf-8"))
    tokenizer["model"]["vocab"] = ids
    tokenizer["padding"] = None
    tokenizer["truncation"] = None
    for token in tokenizer["added_tokens"]:
        token["id"] = ids[token["content"]]
    for token in tokenizer["post_processor"].get("special_tokens", {}).values():
        token["ids"] = [ids[name] for name in token["tokens"]]
    for place in ("sep", "cls"):  # the older form of the post-processor
        if isinstance(tokenizer["post_processor"].get(place), list):
            name = tokenizer["post_processor"][place][0]
            tokenizer["post_processor"][place] = [name, ids[name]]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), "utf-8")
    (folder / "vocab.txt").write_text("\n".join(vocabulary.pieces) + "\n", "utf-8")
    settings = json.loads((teacher / "tokenizer_config.json").read_text("utf-8"))
    settings.pop("added_tokens_decoder", None)
    (folder / "tokenizer_config.json").write_text(json.dumps(settings, ensure_ascii=False, indent=1), "utf-8")
