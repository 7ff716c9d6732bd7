"""What the network is taught: tags on words, and which run belongs to which."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.network import LINK, LINK_PARTS, Network
from training.windows import Links, Window


def batch_tensors(windows: list[Window]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Padded pieces, features, attention mask (additive) and tags of a batch."""
    length = max(len(window.pieces) for window in windows)
    pieces = torch.zeros(len(windows), length, dtype=torch.long)
    features = torch.zeros(len(windows), length, 3, dtype=torch.long)
    tags = torch.full((len(windows), length), -100, dtype=torch.long)
    mask = torch.zeros(len(windows), 1, 1, length)
    for row, window in enumerate(windows):
        count = len(window.pieces)
        pieces[row, :count] = torch.tensor(window.pieces)
        features[row, :count] = torch.tensor(window.features)
        tags[row, :count] = torch.tensor(window.tags)
        mask[row, :, :, count:] = float("-inf")
    return pieces, features, mask, tags


def _part(vectors: Tensor, name: str) -> Tensor:
    start = LINK_PARTS.index(name) * LINK
    return vectors[..., start : start + LINK]


def chooser_loss(scores: Tensor, links: Links, choosers: int, none_scores: Tensor | None) -> tuple[Tensor, int, int]:
    """Cross-entropy over each chooser's candidates (and none, where that is an answer), summed.

    Returns the sum, how many choosers had an answer, and how many chose it.
    """
    device = scores.device
    chooser = torch.from_numpy(links.chooser).to(device)
    width = (int(links.candidate.max()) + 1 if len(links.candidate) else 0) + 1
    table = torch.full((choosers, width), float("-inf"), device=device)
    table[chooser, torch.from_numpy(links.candidate).to(device) + 1] = scores
    if none_scores is not None:
        table[:, 0] = none_scores
    answer = torch.tensor([a + 1 if a >= -1 else -100 for a in links.answer], device=device)
    known = answer >= 0
    if not known.any():
        return scores.sum() * 0.0, 0, 0
    loss = functional.cross_entropy(table[known], answer[known], reduction="sum")
    right = int((table[known].argmax(1) == answer[known]).sum())
    return loss, int(known.sum()), right


def link_losses(network: Network, vectors: Tensor, windows: list[Window]) -> tuple[Tensor, list[int]]:
    """Mean link loss of a batch, and [content choosers, right, cue choosers, right]."""
    total = vectors.sum() * 0.0
    counts = [0, 0, 0, 0]
    for row, window in enumerate(windows):
        vector = vectors[row]
        first = [
            torch.tensor([run[0] for run in runs], dtype=torch.long, device=vector.device)
            for runs in (window.contents, window.cues, window.sources)
        ]
        last = [
            torch.tensor([run[1] for run in runs], dtype=torch.long, device=vector.device)
            for runs in (window.contents, window.cues, window.sources)
        ]
        if window.contents and window.cues:
            links = window.content_to_cue
            asks = _part(vector, "content_first")[first[0]] + _part(vector, "content_last")[last[0]]
            asked = _part(vector, "cue_asked")[first[1]]
            scores = network.content_to_cue(
                asks[links.chooser], asked[links.candidate], torch.from_numpy(links.features)
            )
            loss, known, right = chooser_loss(scores, links, len(window.contents), None)
            total, counts[0], counts[1] = total + loss, counts[0] + known, counts[1] + right
        if window.cues:
            links = window.cue_to_source
            asks = _part(vector, "cue_asks")[first[1]]
            none_scores = vector[first[1], -1]
            if window.sources:
                asked = _part(vector, "source_first")[first[2]] + _part(vector, "source_last")[last[2]]
                scores = network.cue_to_source(
                    asks[links.chooser], asked[links.candidate], torch.from_numpy(links.features)
                )
            else:
                scores = vector.new_zeros(0)
            loss, known, right = chooser_loss(scores, links, len(window.cues), none_scores)
            total, counts[2], counts[3] = total + loss, counts[2] + known, counts[3] + right
    return total / max(1, counts[0] + counts[2]), counts
