"""What the network is taught: tags on words, and which run belongs to which."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from onrecord.extract.antecedents import pair_features, pairs
from onrecord.extract.mentions import PRONOUNS, Mention
from onrecord.extract.pairs import ends_before
from onrecord.extract.quotes import INSIDE
from training.corpus import UNKNOWN
from training.network import LINK, LINK_PARTS, MENTION_PARTS, Network
from training.windows import Links, Window, is_end


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


def name_loss(scores: Tensor, windows: list[Window], silver: bool) -> Tensor:
    """Mean loss of the name tags ``[batch, length, 9]``.

    Gold has no kind "other": there a word without a name may also be one of that kind.
    """
    tags = torch.full(scores.shape[:2], -100, dtype=torch.long)
    for row, window in enumerate(windows):
        tags[row, : len(window.names)] = torch.tensor(window.names)
    tags = tags.to(scores.device)
    known = tags >= 0
    if not known.any():
        return scores.sum() * 0.0
    logs = scores.float().log_softmax(-1)[known]
    if not silver:
        logs = torch.cat((logs[:, [0, 7, 8]].logsumexp(-1, keepdim=True), logs[:, 1:7]), dim=1)
    return functional.nll_loss(logs, tags[known])


def soft_name_loss(scores: Tensor, windows: list[Window], soft: Mapping[str, NDArray[np.float32]]) -> Tensor:
    """Mean cross-entropy of the name tags ``[batch, length, 9]`` with what teachers gave each word.

    soft: by example the teachers' shares, ``[words, 9]``.  Words that a pronoun has replaced are left out.
    """
    chosen, told = [], []
    for row, window in enumerate(windows):
        if window.example.name not in soft:
            continue
        shares = soft[window.example.name][window.start : window.stop]
        words = window.example.words[window.start : window.stop]
        kept = [place for place, word in enumerate(words) if word and word.lower() not in PRONOUNS]
        chosen.append(scores[row, torch.tensor(window.first_piece)[kept]])
        told.append(torch.from_numpy(shares[kept]))
    if not chosen:
        return scores.sum() * 0.0
    logs = torch.cat(chosen).float().log_softmax(-1)
    return -(torch.cat(told).to(logs.device) * logs).sum(-1).mean()


def antecedent_loss(network: Network, vectors: Tensor, windows: list[Window]) -> tuple[Tensor, int, int]:
    """Loss of the antecedents asked for: minus the logarithm of the probability of all right ones, summed.

    Windows that follow each other in one example are compared over their bounds.  Returns the
    sum, how many anaphors, and how many chose right.
    """
    total, asked, right = vectors.sum() * 0.0, 0, 0
    rows = 0
    for members in _consecutive(windows):
        loss, count, good = _antecedents(network, vectors[rows : rows + len(members)], members)
        total, asked, right = total + loss, asked + count, right + good
        rows += len(members)
    return total, asked, right


def _consecutive(windows: list[Window]) -> Iterator[list[Window]]:
    """Runs of windows that follow each other in one example."""
    run: list[Window] = []
    for window in windows:
        if run and (run[-1].example is not window.example or run[-1].stop != window.start):
            yield run
            run = []
        run.append(window)
    if run:
        yield run


def _antecedents(network: Network, vectors: Tensor, members: list[Window]) -> tuple[Tensor, int, int]:
    example, start, stop = members[0].example, members[0].start, members[-1].stop
    kept = [i for i, m in enumerate(example.mentions) if m.first >= start and m.last <= stop]
    if not any(example.asked[i] for i in kept):
        return vectors.sum() * 0.0, 0, 0
    mentions = [Mention(m.first - start, m.last - start, m.form) for m in (example.mentions[i] for i in kept)]
    clusters = np.array([example.clusters[i] for i in kept], dtype=np.int64)
    wanted = np.array([example.asked[i] for i in kept], dtype=bool)
    window_of = np.repeat(np.arange(len(members)), [w.stop - w.start for w in members])
    piece = np.concatenate([np.array(w.first_piece, dtype=np.int64) for w in members])
    ends = ends_before(np.array([is_end(example.pieces[w]) for w in range(start, stop)], dtype=bool))
    inside = np.array([example.states[w] == INSIDE for w in range(start, stop)], dtype=bool)
    anaphor, candidate = pairs(mentions, ends)
    use = wanted[anaphor] & (clusters[candidate] != UNKNOWN) if len(anaphor) else np.zeros(0, dtype=bool)
    anaphor, candidate = anaphor[use], candidate[use]
    features = pair_features(mentions, anaphor, candidate, example.words[start:stop], ends, inside, window_of)
    first = np.array([m.first for m in mentions], dtype=np.int64)
    last = np.array([m.last - 1 for m in mentions], dtype=np.int64)
    swallowed = piece >= np.array([len(w.pieces) for w in members])[window_of]
    piece = np.where(swallowed, 0, piece)

    def part(words: np.ndarray, name: str) -> Tensor:
        begin = MENTION_PARTS.index(name) * LINK
        return vectors[window_of[words], piece[words], begin : begin + LINK]

    asking, answering = np.flatnonzero(wanted), np.arange(len(mentions))
    asks = part(first[asking], "anaphor_first") + part(last[asking], "anaphor_last")
    answers = part(first[answering], "candidate_first") + part(last[answering], "candidate_last")
    number = np.full(len(mentions), -1)
    number[asking] = np.arange(len(asking))
    scores = network.antecedent(asks[number[anaphor]], answers[candidate], torch.from_numpy(features))
    none = vectors[window_of[first[asking]], piece[first[asking]], -1]
    table = torch.full((len(asking), len(mentions) + 1), -math.inf, device=vectors.device)
    good = torch.zeros(table.shape, dtype=torch.bool)
    rows = torch.from_numpy(number[anaphor])
    columns = torch.from_numpy(candidate) + 1
    table[rows, columns] = scores
    table[:, 0] = none
    same = (clusters[anaphor] == clusters[candidate]) & (clusters[anaphor] >= 0)
    good[rows, columns] = torch.from_numpy(same)
    good[:, 0] = ~good.any(1)
    loss = (table.logsumexp(1) - table.masked_fill(~good.to(table.device), -math.inf).logsumexp(1)).sum()
    chosen = good[torch.arange(len(asking)), table.argmax(1).cpu()]
    return loss, len(asking), int(chosen.sum())
