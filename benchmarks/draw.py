"""Draw attributions of PolNeAR dev to be marked by hand, at random, the same for the same seed.

    python -m benchmarks.draw speakers DATA/data/polnear/dev --count 240
    python -m benchmarks.draw acts DATA/data/polnear/dev --count 200

One JSON object a line: the article, the character spans of source, cue and
content, and for the marker's eyes alone the words and their surroundings,
which are not kept in ``benchmarks/gold``.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from pathlib import Path

from training.corpus import Article, Attribution, Span, read_folder

SEED = 20171

_PRONOUNS = frozenset("he she they it we i you him her them us me who this that these those".split())
_NAMED = re.compile(r"(?<![.!?“\"] )\b[A-Z][a-z]|[A-Z]{2}")


def is_bare(source: str) -> bool:
    """A pronoun, or a definite role or group without a name: "the ministry", "his lawyer"."""
    words = source.split()
    if len(words) == 1 and words[0].lower() in _PRONOUNS:
        return True
    if len(words) > 6 or words[0].lower() not in {"the", "his", "her", "their", "its", "both", "this", "that", "these"}:
        return False
    return not _NAMED.search(source[len(words[0]) :])


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans)


def drawn(articles: list[Article], what: str, count: int) -> list[tuple[Article, Attribution]]:
    """The chosen attributions, first annotator's, in the corpus's order."""
    every = [(article, attribution) for article in articles for attribution in article.annotators[0]]
    if what == "speakers":
        every = [(a, one) for a, one in every if one.source and is_bare(_words(a.text, one.source))]
    else:
        every = [(a, one) for a, one in every if one.cue and one.content]
    chosen = sorted(random.Random(SEED).sample(range(len(every)), min(count, len(every))))
    return [every[i] for i in chosen]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("speakers", "acts"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=200)
    arguments = parser.parse_args()
    for article, one in drawn(list(read_folder(arguments.folder)), arguments.what, arguments.count):
        first = min(start for spans in (one.source, one.cue, one.content) for start, _ in spans)
        last = max(end for spans in (one.source, one.cue, one.content) for _, end in spans)
        print(
            json.dumps(
                {
                    "article": article.name,
                    "source": one.source,
                    "cue": one.cue,
                    "content": one.content,
                    "words": {part: _words(article.text, getattr(one, part)) for part in ("source", "cue", "content")},
                    "around": " ".join(article.text[max(0, first - 300) : last + 150].split()),
                },
                ensure_ascii=False,
            )
        )


if __name__ == "__main__":
    main()
