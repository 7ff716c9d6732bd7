"""Generated report texts that know which words were planted where.

A text is put together from planted statements and noise (emoji, combining marks,
right-to-left words, CR, NUL, unpaired quotation marks, soft hyphens, page
furniture).  The generator keeps the place of each planted word itself, by counting
code points as it writes, so a test can check a record without trusting the reader.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

NOISE = (
    "🙂", "👩🏽‍🚒", "🇫🇷", "e\u0301", "n\u0303o", "A\u030a\u0323", "שלום", "مرحبا بالعالم", "\u202bחדשות\u202c", "日本語", "Ω≈ç√",
    "“", "”", "«", "»", "‘", "’", '"', "'", "''", "``", "(", "]", "\u00ad", "aqui\u00adfer", "\u200b", "\u200d", "\ufeff", "\u2028",
    "zero\u200bwidth", "...", "…", "—", "--", "5'10\"", "U.S.", "No. 5", "3.5%", "£62", "\t", "a" * 120, "_", "#tag", "@name",
    "https://news.example/2019/08/22/a-b-c", "www.example.org/x?y=1", "\x0b",
)  # fmt: skip
LINE_ENDS = ("\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "\n \n", "\n\n\n", "\f", " ", "  ")
FURNITURE = (
    "3/7",
    "Page 2 of 9",
    "6/14/23, 9:41 AM  A title - A Site",
    "https://site.example/a-b-c 1/2",
    "© 2020 Site",
    "Related: A thing",
)
SPEAKERS = ("Ada Brisk", "the mayor", "Dr. Oda Lind", "officials", "Suki", "a spokesman for the port", "they")
CUES = ("said", "told reporters", "denied", "warned", "added", "claimed")
CONTENTS = (
    "that the bridge would stay shut", "“we will not pay a cent more”", "the fire was out", '"nobody asked us"', "it had no comment",
    "that four of the nine boats were missing", "‘this is the end of it’", "''we knew nothing''",
)  # fmt: skip


@dataclass
class Generated:
    """A text, and for each planted word its place: ``(start, word)``."""

    text: str = ""
    planted: list[tuple[int, str]] = field(default_factory=list)

    def plant(self, words: str) -> None:
        for number, word in enumerate(words.split(" ")):
            if number:
                self.text += " "
            self.planted.append((len(self.text), word))
            self.text += word


def generate(seed: int) -> Generated:
    """The same text for the same seed, 20 to 120 tokens long."""
    rng = random.Random(seed)
    made = Generated()
    for _ in range(rng.randint(2, 9)):
        roll = rng.random()
        if roll < 0.55:
            made.plant(f"{rng.choice(SPEAKERS)} {rng.choice(CUES)} {rng.choice(CONTENTS)}.")
        elif roll < 0.7:
            made.text += rng.choice(LINE_ENDS) + rng.choice(FURNITURE) + rng.choice(LINE_ENDS)
        else:
            made.text += " ".join(rng.choice(NOISE) for _ in range(rng.randint(1, 6)))
        if rng.random() < 0.05:
            made.text += "\x00"
        made.text += rng.choice(LINE_ENDS)
    if not made.text.strip():
        made.plant("Nothing happened.")
    return made
