"""Files of ECB+ as they are laid out here: words of documents, and places where events are told.

``NAME_corpus.txt``: document, number of the sentence, number of the word, word, and a mark that is not read; a tab
between.  ``NAME_ev.json``: for each place ``doc_id``, ``sent_id``, ``tokens_number`` and, where it is known,
``coref_chain``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.follow.early import Early
from onrecord.follow.events.places import Place, Told, told_at
from onrecord.follow.stories.group import Stories, stories_of
from onrecord.follow.stories.terms import terms_of


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """Documents by name with their sentences, and the mentions as they stand in the file, each with its place."""

    names: list[str]
    documents: list[list[list[str]]]
    mentions: list[dict[str, Any]]
    places: list[Place]

    def stories(self) -> Stories:
        """The stories of the documents, from their words alone."""
        return stories_of([terms_of(word for sentence in one for word in sentence) for one in self.documents])

    def told(self, early: Early) -> list[Told]:
        """The mentions as they are compared."""
        return told_at(self.documents, self.places, early)

    def subtopics(self) -> list[str]:
        """Of each document the event that it was collected for: topic, and which of the two that ECB+ has of each."""
        return [f"{name.split('_')[0]} {name.lstrip('0123456789_')}" for name in self.names]


def read_corpus(words: Path, mentions: Path) -> Corpus:
    """Both files of a part.  Raises ``ValueError`` where a mention is of words that the corpus has not."""
    sentences: dict[str, dict[int, list[tuple[int, str]]]] = {}
    for line in words.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) >= 4:
            of_document = sentences.setdefault(fields[0], {})
            of_document.setdefault(int(fields[1]), []).append((int(fields[2]), fields[3]))
    names = list(sentences)
    number = {name: at for at, name in enumerate(names)}
    rows = json.loads(mentions.read_text(encoding="utf-8"))
    places = []
    for row in rows:
        try:
            document = sentences[row["doc_id"]]
            order = {word: at for at, (word, _) in enumerate(document[row["sent_id"]])}
            inside = tuple(sorted(order[word] for word in row["tokens_number"]))
            sentence = list(document).index(row["sent_id"])
        except KeyError as error:
            raise ValueError(f"{mentions}: {row.get('doc_id')} has no words {row.get('tokens_number')}") from error
        places.append(Place(document=number[row["doc_id"]], sentence=sentence, words=inside))
    return Corpus(
        names=names,
        documents=[[[word for _, word in sentence] for sentence in sentences[name].values()] for name in names],
        mentions=rows,
        places=places,
    )
