"""The gradient part: sentence-transformers' trainer over the lessons, with checkpoints from which it goes on after a stop."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from datasets import Dataset
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer, SentenceTransformerTrainingArguments
from sentence_transformers.base.sampler import DefaultBatchSampler
from sentence_transformers.sentence_transformer.losses import EmbedDistillLoss, MultipleNegativesRankingLoss
from sentence_transformers.sentence_transformer.training_args import BatchSamplers
from transformers import TrainerCallback
from transformers.trainer_utils import get_last_checkpoint

from training.lessons import Lessons

if TYPE_CHECKING:
    from training.questions import Example

LETTERS = 14_000  # of a batch: about 3,000 pieces, 150 sentences or 20 passages
LARGEST = 128  # rows of a batch
WORD_RATE = 3e-4  # learning rate of the word rows
BODY_RATE = 2e-5  # and of all else
LONGEST = 256  # pieces
ASKED = 48  # questions of a batch
LONGEST_ASKED = 192  # pieces of a passage that answers a question
ASKED_RATE = 0.6  # of the learning rates, where questions are learned from
TEMPERATURE = 0.05  # of the ranking among the passages of a batch
REHEARSED = 10.0  # weight of the rehearsed texts' distance beside the ranking loss


class LetterBudgetSampler(DefaultBatchSampler):
    """Batches of texts of like length, with about `LETTERS` letters each, in an order drawn from the seed."""

    def __init__(self, dataset: Any, *arguments: Any, **settings: Any) -> None:
        super().__init__(dataset, *arguments, **settings)
        columns = [name for name in dataset.column_names if name not in {"label", "dataset_name"}]
        lengths = np.sum([[len(text) for text in dataset[name]] for name in columns], axis=0)
        draw = random.Random(self.seed)
        noisy = lengths * np.asarray([draw.uniform(0.9, 1.1) for _ in lengths])
        self._batches: list[list[int]] = [[]]
        letters = 0
        for row in np.argsort(noisy, kind="stable").tolist():
            longest = int(lengths[row])
            if self._batches[-1] and (
                (len(self._batches[-1]) + 1) * longest > LETTERS or len(self._batches[-1]) == LARGEST
            ):
                self._batches.append([])
                letters = 0
            self._batches[-1].append(row)
            letters += longest
        draw.shuffle(self._batches)

    def __iter__(self) -> Iterator[list[int]]:
        return iter(self._batches)

    def __len__(self) -> int:
        return len(self._batches)


def teach(
    student: Path,
    lessons: Lessons,
    targets: NDArray[np.float32],
    folder: Path,
    *,
    seed: int,
    curve: Callable[[SentenceTransformer], TrainerCallback] | None = None,
) -> None:
    """Trains the sentence-transformers folder `student` and writes the result to `folder`; goes on from its last checkpoint."""
    model = _opened(student, LONGEST)
    data: dict[str, Any] = {"distil": Dataset.from_dict({"text": lessons.texts, "label": list(targets)})}
    losses: dict[str, Any] = {"distil": EmbedDistillLoss(model, distance_metric="cosine")}
    if lessons.ranked:
        questions, passages = zip(*lessons.ranked, strict=True)
        data["rank"] = Dataset.from_dict({"anchor": list(questions), "positive": list(passages)})
        losses["rank"] = MultipleNegativesRankingLoss(model)
    callbacks = [curve(model)] if curve else []
    pace = Pace(LARGEST, LetterBudgetSampler, warmup=50, log=20, save=200)
    _train(model, data, losses, folder, pace, seed=seed, callbacks=callbacks)


@dataclass(frozen=True, slots=True)
class Pace:
    """How a training goes: rows of a batch and who deals them, steps of warming up, between two lines of the log and two checkpoints."""

    batch: int
    sampler: Any
    warmup: int
    log: int
    save: int
    rate: float = 1.0  # of the learning rates


def _opened(student: Path, longest: int) -> SentenceTransformer:
    """The folder as a model without dropout: the target is exact, and noise only hides it."""
    still = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
    model = SentenceTransformer(str(student), local_files_only=True, config_kwargs=still)
    model.max_seq_length = longest
    return model


def _train(
    model: SentenceTransformer,
    data: dict[str, Any],
    loss: Any,
    folder: Path,
    pace: Pace,
    *,
    seed: int,
    callbacks: Sequence[TrainerCallback] = (),
) -> None:
    """One pass over `data`, on from the last checkpoint in `folder`, where the result goes."""
    checkpoints = folder / "checkpoints"
    arguments = SentenceTransformerTrainingArguments(
        output_dir=str(checkpoints),
        num_train_epochs=1,
        per_device_train_batch_size=pace.batch,
        batch_sampler=pace.sampler,
        warmup_steps=pace.warmup,
        lr_scheduler_type="linear",
        max_grad_norm=1.0,
        logging_steps=pace.log,
        save_steps=pace.save,
        save_total_limit=1,
        seed=seed,
        data_seed=seed,
        report_to="none",
        use_cpu=not torch.cuda.is_available(),
        dataloader_drop_last=False,
        disable_tqdm=True,
    )
    trainer = SentenceTransformerTrainer(
        model=model,
        args=arguments,
        train_dataset=data,
        loss=loss,
        callbacks=list(callbacks),
        optimizers=(_optimizer(model, pace.rate), None),
    )
    trainer.train(resume_from_checkpoint=get_last_checkpoint(str(checkpoints)) if checkpoints.is_dir() else None)
    model.save(str(folder), safe_serialization=True)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """`texts[i]`, French or English, keeps the teacher's vector `targets[i]`."""

    texts: Sequence[str]
    targets: NDArray[np.float32]


class AskAndRehearse(torch.nn.Module):
    """The ranking loss of questions, passages and lookalikes, and beside it the distance of the rehearsed texts to the teacher's vectors."""

    def __init__(self, model: SentenceTransformer) -> None:
        super().__init__()
        self.rank = MultipleNegativesRankingLoss(model, scale=1 / TEMPERATURE)
        self.distil = EmbedDistillLoss(model, distance_metric="cosine")

    def forward(self, features: Iterable[dict[str, torch.Tensor]], labels: torch.Tensor) -> torch.Tensor:
        *asked, rehearsed = features
        loss: torch.Tensor = self.rank(asked, labels) + REHEARSED * self.distil([rehearsed], labels)
        return loss


def ask(
    student: Path, examples: Mapping[str, Sequence[Example]], rehearsal: Rehearsal, folder: Path, *, seed: int
) -> None:
    """Trains the sentence-transformers folder `student` on questions, a batch from one collection, and writes the result to `folder`."""
    model = _opened(student, LONGEST_ASKED)
    data: dict[str, Any] = {}
    at = 0
    for name, some in examples.items():
        rows = slice(at, at + len(some))
        at += len(some)
        data[name] = Dataset.from_dict(
            {
                "anchor": [example.question for example in some],
                "positive": [example.passage for example in some],
                "negative": [example.lookalike for example in some],
                "rehearsed": list(rehearsal.texts[rows]),
                "label": list(rehearsal.targets[rows]),
            }
        )
    pace = Pace(ASKED, BatchSamplers.NO_DUPLICATES, warmup=10, log=5, save=20, rate=ASKED_RATE)
    _train(model, data, AskAndRehearse(model), folder, pace, seed=seed)


def _optimizer(model: SentenceTransformer, share: float = 1.0) -> torch.optim.Optimizer:
    """Word rows and the rest, each at its own rate; `share` of it."""
    words, body = [], []
    for name, parameter in model.named_parameters():
        (words if "word_embeddings" in name else body).append(parameter)
    groups = [{"params": words, "lr": share * WORD_RATE}, {"params": body, "lr": share * BODY_RATE}]
    return torch.optim.AdamW(groups, weight_decay=0.0, betas=(0.9, 0.98))
