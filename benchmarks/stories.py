"""Stories and events across reports: ECB+ dev, of which nothing was learnt.

    python -m benchmarks.stories [--data DATA]                      held to the floors
    python -m benchmarks.stories CORPUS.txt EV.json --out PRED      files shaped like ``stories/Dev_*``: a JSON object a
                                                                    mention, in order, with ``doc_id``, ``sent_id``,
                                                                    ``tokens_number``, ``chain`` and ``story``

The mentions are given; the stories are found from the words of the documents alone, and mentions of different stories
are never joined.  All mentions are scored as one document, chains of one among them.  A story of ECB+ is one of the two
events that a topic has (``N_*ecb``, ``N_*ecbplus``).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks.common import check_floors, data_folder
from benchmarks.coreference import b_cubed, chains_of, f1, scores
from benchmarks.story_files import Corpus, read_corpus
from onrecord.follow.early import Early
from onrecord.follow.events.chains import event_chains
from onrecord.follow.stories.group import Stories


def figures(corpus: Corpus, stories: Stories, chains: list[int]) -> dict[str, float]:
    """Of the stories B-cubed F1, of the chains CoNLL F1 and its three parts, in percent."""
    mentions = range(len(chains))
    wanted = chains_of([row["coref_chain"] for row in corpus.mentions], mentions)
    subtopics = chains_of(corpus.subtopics(), corpus.names)
    recall, precision = b_cubed(subtopics, chains_of(stories.groups, corpus.names))
    return {"stories_b3": 100 * f1(recall, precision), **scores(wanted, chains_of(chains, mentions))}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?", help="a file shaped like Dev_corpus.txt")
    parser.add_argument("mentions", type=Path, nargs="?", help="a file shaped like Dev_ev.json")
    parser.add_argument("--out", type=Path, help="where to write a JSON object a mention")
    parser.add_argument("--data", type=Path)
    arguments = parser.parse_args()
    if arguments.corpus and not arguments.mentions:
        parser.error("two files are needed: the words and the mentions")
    folder = data_folder(arguments.data)
    if arguments.corpus:
        files = arguments.corpus, arguments.mentions
    elif folder:
        files = (folder / "data" / "stories" / "Dev_corpus.txt", folder / "data" / "stories" / "Dev_ev.json")
    else:
        print("stories: skipped, ONRECORD_DATA is not set")
        return 0
    corpus = read_corpus(*files)
    stories = corpus.stories()
    chains = event_chains(corpus.told(Early()), stories)
    if arguments.out:
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        with arguments.out.open("w", encoding="utf-8") as file:
            for row, place, chain in zip(corpus.mentions, corpus.places, chains, strict=True):
                told = {name: row[name] for name in ("doc_id", "sent_id", "tokens_number")}
                file.write(json.dumps({**told, "chain": chain, "story": stories.groups[place.document]}) + "\n")
    if not all("coref_chain" in row for row in corpus.mentions):
        return 0
    found = figures(corpus, stories, chains)
    print(f"stories and events, {files[0].name}, percent")
    if arguments.corpus:
        print("\n".join(f"  {name:<34} {value:>10.2f}" for name, value in found.items()))
        return 0
    return bool(check_floors("stories", found))


if __name__ == "__main__":
    raise SystemExit(main())
