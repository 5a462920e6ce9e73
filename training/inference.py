"""The model of inference: does a text say that a claim is so, that it is not so, or nothing of it; and does it answer a question?

    python -m training.inference --encoder WORK/averaged --judged training/judged/*.jsonl --parallel FILE… --authored training/authored/*.jsonl \\
           --held-out bitext_test.json --work WORK [--collections DIR…] [--asked training/asked/*.jsonl] [--pack DIR]

The encoder's layers read both texts in a row; its words stay as they are, so that they are kept once. Three lessons: which words of the second
text are altered (`alterations.py`; the text stands beside it in the same language or in the other one); then the labels of `judged.py`, in all pairs of
languages, and whether passages answer questions; then above all that. A share of the first lesson is kept up. transformers' trainer in bfloat16, seeded, on from its last
checkpoint. Prints what the records that are kept out say at the end.
"""

from __future__ import annotations

import argparse
import json
import os
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from bbti_qa.language import Language
from training.alterations import Alterer
from training.judged import ASKED, KEPT_OUT, KINDS, LABELS, Record, read_judged

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from training.authored import Record as Authored
    from training.parallel import Pair
    from training.questions import Example

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

SEED = 7
BATCH = 32
SHELF = 16  # batches that are drawn together and sorted by length, so that little is padding
LONGEST, LONGEST_CLAIM = 150, 70  # pieces of the first text and of the second
RATE = 1e-4  # learning rate of both lessons
ALTERED_BATCHES = 1_800
ALTERED = 0.7  # of the texts
SAME_LANGUAGE = 0.35  # of the pairs of the first lesson
MIX = {"laws": 0.4, "table": 0.2, "passages": 0.4}
JUDGED_BATCHES = 1_700
REHEARSED = 0.2  # of the second lesson's batches are of the first, or what it knows of numbers and denials is lost
ANSWERED = 0.2  # of the samples of the second lesson are questions that a passage written for this answers or not
COLLECTED = 0.12  # are questions of collections, which people asked
ROUNDS = 2  # lookalikes for a question of a collection
LACKING, FOREIGN = 0.25, 0.15  # of those questions, laid beside a passage without its answer, or beside another passage
BACKWARDS = 0.3  # of the French claims on English passages are left so; they are least asked
SAID = 0.04  # are sentences of the passage itself, and are so: what is said in the same words is not altered
ANSWERING_BATCHES = 900
ANSWERING_RATE = 0.6  # of the learning rate, in the third lesson
ANSWERING = {"collected": 0.25, "asked": 0.5, "judged": 0.25}  # of its samples
ANSWERING_REHEARSED = 0.1  # of its batches are of the first lesson
WINDOW = (2, 4)  # sentences of a longer passage that are read, as many as the index's passages have
ALONE = 0.4  # of the passages are read as one sentence: which of them answers?
HIT = 0.55  # of the windows hold the sentences that answer
STRANGER = 0.03  # are claims beside another passage, which leaves them open
INTRUDER = 0.15  # passages with a sentence of another one put in
SMOOTHING = 0.05
LETTERS = (40, 260)  # of a text of the laws
UNKNOWN = -100  # what is not known of a sample, and adds nothing to the loss
_LANGUAGES: tuple[Language, ...] = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Sample:
    """Pieces of both texts; the number of the label and whether the first answers the second, `UNKNOWN` where that is not known; or which
    pieces of the second text are altered."""

    text: list[int]
    claim: list[int]
    label: int = UNKNOWN
    answers: int = UNKNOWN
    marks: tuple[int, ...] | None = None


class Judge(nn.Module):
    """The encoder's layers over both texts, with a head for the label, one for each piece, and one for whether a question is answered."""

    def __init__(self, encoder: Path) -> None:
        super().__init__()
        from transformers import AutoModel

        self.body = AutoModel.from_pretrained(str(encoder), add_pooling_layer=False, local_files_only=True)
        self.body.embeddings.word_embeddings.weight.requires_grad = False
        width = self.body.config.hidden_size
        self.head, self.piece_head, self.answer_head = (
            nn.Linear(width, len(LABELS)),
            nn.Linear(width, 1),
            nn.Linear(width, 1),
        )
        for head in (self.head, self.piece_head, self.answer_head):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)

    def forward(
        self,
        input_ids: torch.Tensor,
        token_type_ids: torch.Tensor,
        attention_mask: torch.Tensor,
        labels: torch.Tensor | None = None,
        answers: torch.Tensor | None = None,
        marks: torch.Tensor | None = None,
    ) -> dict[str, torch.Tensor]:
        """`labels` and `answers` (rows,); `marks` (rows, pieces), 1 at altered pieces. The loss is of what is given and known."""
        states = self.body(input_ids, token_type_ids=token_type_ids, attention_mask=attention_mask).last_hidden_state
        logits = self.head(states[:, 0]).float()
        answered = self.answer_head(states[:, 0]).squeeze(-1).float()
        told = {"logits": logits, "answered": answered}
        if marks is not None:
            claimed = (token_type_ids == 1) & (attention_mask == 1)
            pieces = self.piece_head(states).squeeze(-1).float()[claimed]
            doubt = torch.stack((logits[:, 0], logits[:, 1:].logsumexp(1)), 1)
            of_text = nn.functional.cross_entropy(doubt, marks.any(1).long())
            of_pieces = nn.functional.binary_cross_entropy_with_logits(
                pieces, marks[claimed], pos_weight=torch.tensor(2.0)
            )
            told["loss"] = of_text + 4 * of_pieces
        elif labels is not None and answers is not None:
            judged, known = labels != UNKNOWN, answers != UNKNOWN
            of_labels = nn.functional.cross_entropy(
                logits[judged], labels[judged], label_smoothing=SMOOTHING, reduction="sum"
            )
            of_answers = nn.functional.binary_cross_entropy_with_logits(
                answered[known], answers[known].float(), reduction="sum"
            )
            told["loss"] = (of_labels + of_answers) / len(labels)
        return told


@dataclass(frozen=True, slots=True)
class Lesson:
    """What gives samples when it is handed a source of randomness, and its share of the batches."""

    draw: Callable[[random.Random], Iterator[Sample]]
    share: float = 1.0


class Batches(torch.utils.data.Dataset[dict[str, torch.Tensor]]):
    """Batches that are drawn by their number: the same for the same seed, whichever is asked for first."""

    def __init__(self, lessons: Sequence[Lesson], count: int, seed: int, padding: tuple[int, int, int]) -> None:
        """`lessons` are drawn from by their shares, `SHELF` batches at a time."""
        self._lessons, self._count, self._seed, self._padding = lessons, count, seed, padding
        self._shelf: tuple[int, list[list[Sample]]] = (-1, [])

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> dict[str, torch.Tensor]:
        at, place = divmod(number, SHELF)
        if self._shelf[0] != at:
            draw = random.Random(f"{self._seed} {at}")
            lesson = draw.choices(self._lessons, [lesson.share for lesson in self._lessons])[0]
            some = lesson.draw(draw)
            rows = sorted((next(some) for _ in range(SHELF * BATCH)), key=lambda one: len(one.text) + len(one.claim))
            batches = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
            draw.shuffle(batches)
            self._shelf = (at, batches)
        return collated(self._shelf[1][place], *self._padding)


def collated(rows: Sequence[Sample], first: int, last: int, filler: int) -> dict[str, torch.Tensor]:
    """The rows as one padded batch; `first`, `last`, `filler` are the pieces that open, part and fill."""
    texts = [[first, *row.text[:LONGEST], last] for row in rows]
    claims = [[*row.claim[:LONGEST_CLAIM], last] for row in rows]
    width = max(len(text) + len(claim) for text, claim in zip(texts, claims, strict=True))
    ids = torch.full((len(rows), width), filler)
    kinds, mask, marks = torch.zeros_like(ids), torch.zeros_like(ids), torch.zeros(ids.shape)
    for at, (row, text, claim) in enumerate(zip(rows, texts, claims, strict=True)):
        end = len(text) + len(claim)
        ids[at, :end] = torch.tensor(text + claim)
        kinds[at, len(text) : end] = 1
        mask[at, :end] = 1
        told = (row.marks or ())[:LONGEST_CLAIM]
        marks[at, len(text) : len(text) + len(told)] = torch.tensor(told, dtype=torch.float)
    batch = {"input_ids": ids, "token_type_ids": kinds, "attention_mask": mask}
    if rows[0].marks is not None:
        return batch | {"marks": marks}
    told = {"labels": [row.label for row in rows], "answers": [row.answers for row in rows]}
    return batch | {name: torch.tensor(some) for name, some in told.items()}


@dataclass(frozen=True, slots=True)
class Texts:
    """What the first lesson is made of."""

    laws: Sequence[Pair]
    table: Sequence[Pair]
    passages: Sequence[Mapping[Language, Sequence[str]]]

    def draw(self, draw: random.Random) -> tuple[dict[Language, str], dict[Language, str]]:
        """A text and a part of it, each in both languages."""
        some = {name: share for name, share in MIX.items() if getattr(self, name)}
        kind = draw.choices(list(some), list(some.values()))[0]
        if kind == "passages":
            passage = draw.choice(self.passages)
            at = draw.randrange(len(passage["fr"]))
            rows = slice(max(0, at - draw.choice((0, 0, 1, 2))), at + 1 + draw.choice((0, 0, 1)))
            return {language: " ".join(passage[language][rows]) for language in _LANGUAGES}, {
                language: passage[language][at] for language in _LANGUAGES
            }
        many = draw.choice((1, 2, 2, 3)) if kind == "table" else 1 + (draw.random() < 0.25)
        pairs = draw.sample(getattr(self, kind), many)
        chosen = draw.choice(pairs)
        texts: dict[Language, str] = {
            "en": " ".join(pair.en for pair in pairs),
            "fr": " ".join(pair.fr for pair in pairs),
        }
        return texts, {"en": chosen.en, "fr": chosen.fr}


def alterations(texts: Texts, alterer: Alterer, pieces: Tokenizer) -> Callable[[random.Random], Iterator[Sample]]:
    """Draws samples of the first lesson."""

    def draw_samples(draw: random.Random) -> Iterator[Sample]:
        while True:
            text, part = texts.draw(draw)
            beside = draw.choice(_LANGUAGES)
            language = beside if draw.random() < SAME_LANGUAGE else _LANGUAGES[beside == "en"]
            first = pieces.encode(text[beside], add_special_tokens=False).ids
            altered = alterer.alter(part[language], language, draw) if draw.random() < ALTERED else None
            second = pieces.encode(altered.text if altered else part[language], add_special_tokens=False)
            places = altered.places if altered else []
            marks = tuple(int(any(a < end and b > start for start, end in places)) for a, b in second.offsets)
            yield Sample(first, second.ids, marks=marks)

    return draw_samples


def judgements(
    records: Sequence[Record], authored: Sequence[Authored], examples: Sequence[Example], pieces: Tokenizer
) -> Callable[[random.Random], Iterator[Sample]]:
    """Draws samples of the second lesson: what is judged by a passage, in any pair of languages, and questions that are answered or not."""

    def draw_samples(draw: random.Random) -> Iterator[Sample]:
        while True:
            fate = draw.random()
            if examples and fate < COLLECTED:
                yield collected(draw.choice(examples), pieces, draw)
            elif authored and fate > 1 - ANSWERED:
                yield asked(draw.choice(authored), authored, pieces, draw)
            else:
                yield judged(draw.choice(records), records, pieces, draw)

    return draw_samples


def answering(
    records: Sequence[Record], authored: Sequence[Authored], examples: Sequence[Example], pieces: Tokenizer
) -> Callable[[random.Random], Iterator[Sample]]:
    """Draws samples of the third lesson: questions that are answered or not, beside what is judged by a passage."""
    sources = {"collected": examples, "asked": authored, "judged": records}
    some = {name: share for name, share in ANSWERING.items() if sources[name]}

    def draw_samples(draw: random.Random) -> Iterator[Sample]:
        while True:
            kind = draw.choices(list(some), list(some.values()))[0]
            if kind == "collected":
                yield collected(draw.choice(examples), pieces, draw)
            elif kind == "asked":
                yield asked(draw.choice(authored), authored, pieces, draw, ALONE)
            else:
                yield judged(draw.choice(records), records, pieces, draw)

    return draw_samples


def collected(example: Example, pieces: Tokenizer, draw: random.Random) -> Sample:
    """A question of a collection beside the passage that answers it, or beside one that only looks like it."""
    is_answered = draw.random() < 0.5
    return sample(
        pieces,
        [example.passage if is_answered else example.lookalike],
        example.question,
        UNKNOWN,
        int(is_answered),
    )


def judged(record: Record, records: Sequence[Record], pieces: Tokenizer, draw: random.Random) -> Sample:
    """A claim or a question beside its passage, perhaps with a sentence of another one in it; a sentence of the passage; or a claim of another passage."""
    beside, language = draw.choice(_LANGUAGES), draw.choice(_LANGUAGES)
    if (beside, language) == ("en", "fr") and draw.random() > BACKWARDS:
        beside = "fr"
    fate = draw.random()
    if fate < SAID:
        return sample(pieces, record.passage[beside], draw.choice(record.passage[language]), LABELS.index("yes"))
    one = draw.choice(record.judged)
    if fate > 1 - STRANGER and (other := draw.choice(records)) is not record:
        return sample(pieces, other.passage[beside], one.said[language], LABELS.index("open"))
    text = list(record.passage[beside])
    if draw.random() < INTRUDER:
        text.insert(draw.choice((0, len(text))), draw.choice(draw.choice(records).passage[beside]))
    answered = UNKNOWN if one.is_answered is None else int(one.is_answered)
    return sample(pieces, text, one.said[language], UNKNOWN if one.kind == ASKED else one.label, answered)


def asked(
    record: Authored, authored: Sequence[Authored], pieces: Tokenizer, draw: random.Random, alone: float = 0.0
) -> Sample:
    """A question beside its passage, which answers it or leaves it open; beside what is left of the passage without the answer; or beside another one.

    Of a passage of more sentences than a window has, a window is read; `alone` is the share of those of which one sentence is.
    """
    question = draw.choice((*record.questions, *record.questions, *record.misses))
    beside, language = draw.choice(_LANGUAGES), draw.choice(_LANGUAGES)
    sentences = {"en": record.en, "fr": record.fr}[beside]
    is_answered, fate = bool(question.answers), draw.random()
    if fate > 1 - FOREIGN and (other := draw.choice(authored)) is not record:
        sentences, is_answered = {"en": other.en, "fr": other.fr}[beside], False
    elif alone and draw.random() < alone and len(question.answers) < 2:
        rows = window(len(sentences), question.answers, (1, 1), draw)
        is_answered = is_answered and question.answers[0] in rows
        sentences = sentences[rows.start : rows.stop]
    elif len(sentences) > WINDOW[1]:
        rows = window(len(sentences), question.answers, WINDOW, draw)
        is_answered = is_answered and question.answers[0] in rows
        sentences = sentences[rows.start : rows.stop]
    elif fate < LACKING and len(sentences) > len(question.answers):
        sentences = tuple(text for at, text in enumerate(sentences) if at not in question.answers)
        is_answered = False
    return sample(pieces, sentences, {"en": question.en, "fr": question.fr}[language], UNKNOWN, int(is_answered))


def window(count: int, answers: Sequence[int], sizes: tuple[int, int], draw: random.Random) -> range:
    """So many of `count` sentences in a row, with all of `answers` or with none; all of them where no window is so."""
    windows = [range(at, at + size) for size in range(sizes[0], sizes[1] + 1) for at in range(count - size + 1)]
    held = [rows for rows in windows if all(at in rows for at in answers)]
    bare = [rows for rows in windows if not any(at in rows for at in answers)]
    chosen = (held if draw.random() < HIT else bare) or held or bare or [range(count)]
    return draw.choice(chosen)


def sample(pieces: Tokenizer, text: Sequence[str], claim: str, label: int, answers: int = UNKNOWN) -> Sample:
    return Sample(
        pieces.encode(" ".join(text), add_special_tokens=False).ids,
        pieces.encode(claim, add_special_tokens=False).ids,
        label,
        answers,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--encoder", type=Path, required=True, help="the trained folder that the package's encoder was packed from"
    )
    parser.add_argument(
        "--judged",
        type=Path,
        nargs="*",
        default=[],
        help="JSON lines of training/judged/; without them only the first lesson is given",
    )
    parser.add_argument(
        "--parallel", type=Path, nargs="*", default=[], help="sentences of laws (JSON lines) and tables"
    )
    parser.add_argument("--authored", type=Path, nargs="*", default=[], help="JSON lines of training/authored/")
    parser.add_argument(
        "--collections", type=Path, nargs="*", default=[], help="folders of which half the questions are learned from"
    )
    parser.add_argument(
        "--asked",
        type=Path,
        nargs="*",
        default=[],
        help="JSON lines of training/asked/; with them the third lesson is given",
    )
    parser.add_argument("--held-out", type=Path, help="JSON list of pairs; their sources are kept out of training")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--pack", type=Path, help="where the package's files go")
    parser.add_argument(
        "--packed-encoder", type=Path, help="the encoder as it is packed; the package's own unless given"
    )
    parser.add_argument("--altered-batches", type=int, default=ALTERED_BATCHES, help="of the first lesson")
    parser.add_argument("--judged-batches", type=int, default=JUDGED_BATCHES, help="of the second lesson")
    parser.add_argument("--answering-batches", type=int, default=ANSWERING_BATCHES, help="of the third lesson")
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()

    from tokenizers import Tokenizer

    from bbti_qa.embedding.packed import CARRIED
    from training.authored import read_records
    from training.packing import pack_inference

    pieces = Tokenizer.from_file(str(arguments.encoder / "tokenizer.json"))
    pieces.no_padding()
    pieces.no_truncation()
    records = list(read_judged(arguments.judged))
    learned = [record for record in records if not record.is_kept_out]
    print(f"{len(learned):,} passages are learned from, {len(records) - len(learned):,} kept out", flush=True)
    torch.manual_seed(arguments.seed)
    judge = Judge(arguments.encoder)
    work, seed = arguments.work, arguments.seed
    altered: list[Lesson] = []
    if arguments.altered_batches:
        passages: list[Mapping[Language, Sequence[str]]] = [record.passage for record in learned]
        passages += [{"en": record.en, "fr": record.fr} for record in read_records(arguments.authored)]
        draw = first_lesson(arguments.parallel, passages, arguments.held_out, judge, pieces)
        train(judge, [Lesson(draw)], arguments.altered_batches, pieces, work / "altered", seed)
        altered = [Lesson(draw, REHEARSED)]
    if not learned:
        return
    authored = list(read_records(arguments.authored))
    asked_of = [record for at, record in enumerate(authored) if at % KEPT_OUT]
    examples = questions_of(arguments.collections, arguments.packed_encoder or CARRIED, seed, work / "questions.jsonl")
    lessons = [Lesson(judgements(learned, asked_of, examples, pieces), 1 - REHEARSED), *altered]
    train(judge, lessons, arguments.judged_batches, pieces, work / "judged", seed)
    kept_out = authored[::KEPT_OUT]
    further = list(read_records(arguments.asked))
    if further:
        kept_out += further[::KEPT_OUT]
        asked_of += [record for at, record in enumerate(further) if at % KEPT_OUT]
        lessons = [Lesson(answering(learned, asked_of, examples, pieces), 1 - ANSWERING_REHEARSED)]
        lessons += [Lesson(lesson.draw, ANSWERING_REHEARSED) for lesson in altered]
        train(judge, lessons, arguments.answering_batches, pieces, work / "answering", seed, ANSWERING_RATE)
    for line in told(judge, [record for record in records if record.is_kept_out], kept_out, pieces):
        print(line)
    if arguments.pack:
        for name, sum_ in pack_inference(judge, arguments.packed_encoder or CARRIED, arguments.pack).items():
            print(f"{sum_}  {name}")


def questions_of(collections: Sequence[Path], encoder: Path, seed: int, kept: Path) -> list[Example]:
    """Questions of the half of each collection that is learned from (`questions.py`), with passages that answer them and lookalikes.

    They are left in `kept`, and taken from there where it is already.
    """
    from bbti_qa.embedding.packed import load_packed
    from bbti_qa.evaluation.collection import read_collection
    from training.questions import Example, mine

    if collections and not kept.exists():
        student = load_packed(encoder, "student")
        with kept.with_suffix(".part").open("w", encoding="utf-8") as out:
            for folder in collections:
                examples = list(mine(read_collection(folder), student, random.Random(seed), ROUNDS))
                out.writelines(json.dumps(asdict(found), ensure_ascii=False) + "\n" for found in examples)
                print(f"{folder.name}: {len(examples):,} examples", flush=True)
        kept.with_suffix(".part").replace(kept)
    lines = kept.read_text("utf-8").splitlines() if collections else []
    return [Example(**json.loads(line)) for line in lines]


def first_lesson(
    parallel: Sequence[Path],
    passages: Sequence[Mapping[Language, Sequence[str]]],
    held_out: Path | None,
    judge: Judge,
    pieces: Tokenizer,
) -> Callable[[random.Random], Iterator[Sample]]:
    """Draws altered texts of these files and passages; what is altered into what comes from the judge's word vectors."""
    from training.parallel import left_out_sources, read_pairs

    left_out = left_out_sources(held_out)
    tables = [path for path in parallel if path.suffix in {".tsv", ".txt"}]
    laws = [
        pair
        for pair in read_pairs([path for path in parallel if path not in tables], left_out)
        if all(LETTERS[0] < len(text) < LETTERS[1] for text in (pair.en, pair.fr))
    ]
    table = [pair for pair in read_pairs(tables) if len(pair.en) > LETTERS[0] / 2]
    texts = Texts(laws, table, passages)
    rows = judge.body.embeddings.word_embeddings.weight.detach().numpy()

    def vector(word: str) -> NDArray[np.float32]:
        mean: NDArray[np.float32] = rows[pieces.encode(word, add_special_tokens=False).ids].mean(0)
        return mean

    said: dict[Language, list[str]] = {
        "en": [*(pair.en for pair in (*laws, *table)), *(text for passage in passages for text in passage["en"])],
        "fr": [*(pair.fr for pair in (*laws, *table)), *(text for passage in passages for text in passage["fr"])],
    }
    return alterations(texts, Alterer(said, vector), pieces)


def train(
    judge: Judge,
    lessons: Sequence[Lesson],
    batches: int,
    pieces: Tokenizer,
    folder: Path,
    seed: int,
    pace: float = 1.0,
) -> None:
    """Batches of these lessons, at the share `pace` of the learning rate; the result is left in `folder`, and taken from there where it is already."""
    from safetensors.torch import load_file, save_file
    from transformers import Trainer, TrainingArguments
    from transformers.trainer_utils import get_last_checkpoint

    result = folder / "judge.safetensors"
    if result.exists():
        judge.load_state_dict(load_file(result))
        return
    padding = tuple(pieces.token_to_id(piece) for piece in ("[CLS]", "[SEP]", "[PAD]"))
    arguments = TrainingArguments(
        output_dir=str(folder / "checkpoints"),
        max_steps=batches,
        per_device_train_batch_size=1,  # an item is a batch
        learning_rate=pace * RATE,
        lr_scheduler_type="linear",
        warmup_steps=min(100, batches // 10),
        weight_decay=0.01,
        max_grad_norm=1.0,
        bf16=True,
        use_cpu=not torch.cuda.is_available(),
        logging_steps=50,
        train_sampling_strategy="sequential",  # they are shuffled when they are drawn
        save_steps=400,
        save_total_limit=1,
        seed=seed,
        data_seed=seed,
        report_to="none",
        disable_tqdm=True,
        remove_unused_columns=False,
        label_names=["labels", "answers", "marks"],
    )
    data = Batches(lessons, batches, seed, (padding[0], padding[1], padding[2]))
    trainer = Trainer(model=judge, args=arguments, train_dataset=data, data_collator=lambda rows: rows[0])
    checkpoints = folder / "checkpoints"
    trainer.train(resume_from_checkpoint=get_last_checkpoint(str(checkpoints)) if checkpoints.is_dir() else None)
    save_file({name: tensor.contiguous() for name, tensor in judge.state_dict().items()}, result)


def likelihoods(judge: Judge, samples: Sequence[Sample], pieces: Tokenizer) -> NDArray[np.float32]:
    """(samples, labels and one), the labels of sum 1 and behind them the likelihood that the first text answers the second."""
    padding = [pieces.token_to_id(piece) for piece in ("[CLS]", "[SEP]", "[PAD]")]
    rows = np.zeros((len(samples), len(LABELS) + 1), np.float32)
    judge.eval()
    order = sorted(range(len(samples)), key=lambda at: len(samples[at].text) + len(samples[at].claim))
    with torch.no_grad():
        for start in range(0, len(order), BATCH):
            some = order[start : start + BATCH]
            batch = collated([samples[at] for at in some], *padding)
            given = judge(**{name: batch[name] for name in ("input_ids", "token_type_ids", "attention_mask")})
            rows[some] = torch.cat((given["logits"].softmax(1), given["answered"].sigmoid()[:, None]), 1).numpy()
    return rows


def told(judge: Judge, records: Sequence[Record], authored: Sequence[Authored], pieces: Tokenizer) -> Iterator[str]:
    """The share of right labels by kind and pair of languages, and how well questions that a passage answers are told from its near miss."""
    for kind in KINDS:
        for beside, language in (("fr", "fr"), ("fr", "en"), ("en", "en")):
            samples = [
                sample(pieces, record.passage[beside], one.said[language], one.label)  # type: ignore[index]
                for record in records
                for one in record.judged
                if one.kind == kind
            ]
            if samples:
                right = likelihoods(judge, samples, pieces)[:, :-1].argmax(1) == np.asarray(
                    [one.label for one in samples]
                )
                yield f"{kind} in {language} on {beside}: {right.mean():.3f} of {len(samples)}"
    for language in _LANGUAGES:
        asked_of = [(record, one) for record in records for one in record.judged if one.kind == ASKED]
        if asked_of:
            samples = [sample(pieces, record.passage["fr"], one.said[language], UNKNOWN) for record, one in asked_of]
            found = likelihoods(judge, samples, pieces)[:, -1] > 0.5
            right = found == np.asarray([one.is_answered for _, one in asked_of])
            yield f"asked in {language} on fr, answered or not: {right.mean():.3f} of {len(asked_of)}"
        rows = [
            [
                sample(pieces, record.fr, {"en": one.en, "fr": one.fr}[language], UNKNOWN)
                for one in (*record.questions, *record.misses)
            ]
            for record in authored
        ]
        if rows:
            given = likelihoods(judge, [one for row in rows for one in row], pieces)[:, -1]
            ends = np.cumsum([len(row) for row in rows])[:-1]
            above = [
                (some[: len(record.questions), None] > some[None, len(record.questions) :]).mean()
                for record, some in zip(authored, np.split(given, ends), strict=True)
            ]
            yield f"answered questions in {language} above the near miss of their passage: {np.mean(above):.3f} of {len(rows)}"


if __name__ == "__main__":
    main()
