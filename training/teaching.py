"""The gradient part: sentence-transformers' trainer over the lessons, with checkpoints from which it goes on after a stop."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from datasets import Dataset
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer, SentenceTransformerTrainer, SentenceTransformerTrainingArguments
from sentence_transformers.base.sampler import DefaultBatchSampler
from sentence_transformers.sentence_transformer.losses import EmbedDistillLoss, MultipleNegativesRankingLoss
from transformers import TrainerCallback
from transformers.trainer_utils import get_last_checkpoint

from training.lessons import Lessons

LETTERS = 14_000  # of a batch: about 3,000 pieces, 150 sentences or 20 passages
LARGEST = 128  # rows of a batch
WORD_RATE = 3e-4  # learning rate of the word rows
BODY_RATE = 2e-5  # and of all else
LONGEST = 256  # pieces


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
    # No dropout: the target is exact, and noise only hides it.
    still = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
    model = SentenceTransformer(str(student), local_files_only=True, config_kwargs=still)
    model.max_seq_length = LONGEST
    data: dict[str, Any] = {"distil": Dataset.from_dict({"text": lessons.texts, "label": list(targets)})}
    losses: dict[str, Any] = {"distil": EmbedDistillLoss(model, distance_metric="cosine")}
    if lessons.ranked:
        questions, passages = zip(*lessons.ranked, strict=True)
        data["rank"] = Dataset.from_dict({"anchor": list(questions), "positive": list(passages)})
        losses["rank"] = MultipleNegativesRankingLoss(model)
    arguments = SentenceTransformerTrainingArguments(
        output_dir=str(folder / "checkpoints"),
        num_train_epochs=1,
        per_device_train_batch_size=LARGEST,
        batch_sampler=LetterBudgetSampler,
        warmup_steps=50,
        lr_scheduler_type="linear",
        max_grad_norm=1.0,
        logging_steps=20,
        save_steps=200,
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
        loss=losses,
        callbacks=[curve(model)] if curve else [],
        optimizers=(_optimizer(model), None),
    )
    checkpoints = folder / "checkpoints"
    trainer.train(resume_from_checkpoint=get_last_checkpoint(str(checkpoints)) if checkpoints.is_dir() else None)
    model.save(str(folder), safe_serialization=True)


def _optimizer(model: SentenceTransformer) -> torch.optim.Optimizer:
    """Word rows and the rest, each at its own rate."""
    words, body = [], []
    for name, parameter in model.named_parameters():
        (words if "word_embeddings" in name else body).append(parameter)
    groups = [{"params": words, "lr": WORD_RATE}, {"params": body, "lr": BODY_RATE}]
    return torch.optim.AdamW(groups, weight_decay=0.0, betas=(0.9, 0.98))
