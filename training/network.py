"""The network: a six-layer MiniLM encoder, a tag head and a link head.

The encoder is BERT as in Devlin et al. (2019) with the sizes of MiniLM-L6-H384
(Wang et al. 2020), written out so that it exports to plain ONNX operators.  Three
small embeddings of what the uncased pieces hide (case, quotation state, start
of a paragraph) are added to the input; they start at zero, so the first step
is the unchanged encoder.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.extract import antecedents
from onrecord.extract.events.head import NUMBERS
from onrecord.extract.pairs import TABLES
from onrecord.extract.quotes import STATES
from onrecord.extract.words import CASES

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536  # of the published base
VOCABULARY, POSITIONS = 30522, 512
LINK = 64
TAG_COUNT = 7
NAME_TAGS = 9  # O, then "begins" and "goes on" of person, organization, place, other

# The link vectors of a piece, in this order, LINK numbers each; then one number, "no source".
LINK_PARTS = ("content_first", "content_last", "cue_asked", "cue_asks", "source_first", "source_last")
# The mention vectors of a piece, likewise; then one number, "no antecedent".
MENTION_PARTS = ("anaphor_first", "anaphor_last", "candidate_first", "candidate_last")


class Layer(nn.Module):
    """One transformer layer, post-norm."""

    def __init__(self, dropout: float, inner: int = INNER) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = (
            part.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2) for part in self.qkv(x).chunk(3, dim=-1)
        )
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        inner: Tensor = self.down(functional.gelu(self.up(x)))
        normed: Tensor = self.norm2(x + self.dropout(inner))
        return normed


class Encoder(nn.Module):
    """Pieces and features in, one vector a piece out."""

    def __init__(self, dropout: float = 0.1, layers: int = LAYERS, inner: int = INNER) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        self.state = nn.Embedding(STATES, WIDTH)
        self.opening = nn.Embedding(2, WIDTH)
        for added in (self.case, self.state, self.opening):
            nn.init.zeros_(added.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout, inner) for _ in range(layers))

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        x = self.word(pieces) + self.position.weight[: pieces.shape[1]]
        x = x + self.case(features[..., 0]) + self.state(features[..., 1]) + self.opening(features[..., 2])
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_base(self, path: Path) -> None:
        """Take over the published weights; every tensor of the encoder must be there."""
        base = load_file(str(path))
        base = {name.removeprefix("bert."): tensor.float() for name, tensor in base.items()}

        def linear(target: nn.Linear, *names: str) -> None:
            target.weight.data = torch.cat([base[f"{name}.weight"] for name in names])
            target.bias.data = torch.cat([base[f"{name}.bias"] for name in names])

        def norm(target: nn.LayerNorm, name: str) -> None:
            target.weight.data, target.bias.data = base[f"{name}.weight"], base[f"{name}.bias"]

        self.word.weight.data = base["embeddings.word_embeddings.weight"]
        # The token type is always 0: its vector is folded into the positions.
        self.position.weight.data = (
            base["embeddings.position_embeddings.weight"] + base["embeddings.token_type_embeddings.weight"][0]
        )
        norm(self.norm, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            assert isinstance(layer, Layer)
            prefix = f"encoder.layer.{number}"
            self_attention = f"{prefix}.attention.self"
            linear(layer.qkv, *(f"{self_attention}.{part}" for part in ("query", "key", "value")))
            linear(layer.out, f"{prefix}.attention.output.dense")
            norm(layer.norm1, f"{prefix}.attention.output.LayerNorm")
            linear(layer.up, f"{prefix}.intermediate.dense")
            linear(layer.down, f"{prefix}.output.dense")
            norm(layer.norm2, f"{prefix}.output.LayerNorm")


class LinkScorer(nn.Module):
    """How well a candidate fits a chooser: product of their vectors plus learned tables of the pair's features."""

    def __init__(self, tables: tuple[int, ...] = TABLES) -> None:
        super().__init__()
        self.tables = nn.ParameterList(nn.Parameter(torch.zeros(rows)) for rows in tables)

    def forward(self, chooser: Tensor, candidate: Tensor, features: Tensor) -> Tensor:
        score = (chooser * candidate).sum(-1) / math.sqrt(LINK)
        for column, table in enumerate(self.tables):
            score = score + table[features[:, column]]
        return score


class Seen(NamedTuple):
    """What the network says of every piece: ``[batch, length, ...]``."""

    tags: Tensor
    links: Tensor
    names: Tensor
    mentions: Tensor
    events: Tensor


class Network(nn.Module):
    """Encoder and heads: attribution tags, links between runs, name tags, mentions, events."""

    def __init__(self, dropout: float = 0.1, layers: int = LAYERS, inner: int = INNER) -> None:
        super().__init__()
        self.encoder = Encoder(dropout, layers, inner)
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(WIDTH, TAG_COUNT)
        self.links = nn.Linear(WIDTH, LINK * len(LINK_PARTS) + 1)
        self.content_to_cue = LinkScorer()
        self.cue_to_source = LinkScorer()
        self.names = nn.Linear(WIDTH, NAME_TAGS)
        self.mentions = nn.Linear(WIDTH, LINK * len(MENTION_PARTS) + 1)
        self.antecedent = LinkScorer(antecedents.TABLES)
        self.events = nn.Linear(WIDTH, NUMBERS)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor | None = None) -> Seen:
        """``[batch, length]`` pieces to what the heads say of each: 7, 385, 9, 257 and NUMBERS numbers."""
        x = self.dropout(self.encoder(pieces, features, mask))
        return Seen(self.tags(x), self.links(x), self.names(x), self.mentions(x), self.events(x))
