from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.extract.quotes import CLOSES, INSIDE, OPENS, OUTSIDE, quote_states
from onrecord.extract.words import WORD


def shown(text: str) -> str:
    """The quoted stretches in brackets, as a reader of the states would mark them."""
    words = [match.span() for match in WORD.finditer(text)]
    starts = [0] + [i for i in range(1, len(words)) if "\n" in text[words[i - 1][1] : words[i][0]]]
    states = quote_states(text, words, starts)
    parts = []
    for (start, end), state in zip(words, states, strict=True):
        parts.append(
            {OUTSIDE: "{}", INSIDE: "{}", OPENS: "[", CLOSES: "]"}[state].format(text[start:end])
            + ("" if state != INSIDE else "*")
        )
    return " ".join(parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” .", "He said [ no* ] ."),
        ('He said "no" and "yes" .', "He said [ no* ] and [ yes* ] ."),
        ("''No,'' he said", "[ No* ,* ] he said"),
        ("«No» he said", "[ No* ] he said"),
        ("„No“ he said", "[ No* ] he said"),
        ("‘No,’ he said", "[ No* ,* ] he said"),
        ("'No,' he said", "[ No* ,* ] he said"),
        ("It’s the workers’ day", "It ’ s the workers ’ day"),
        ("‘The workers’ strike is on,’ he said", "[ The* workers* ’* strike* is* on* ,* ] he said"),
        ("the '90s and 'em all", "the ' 90s and ' em all"),
        ("“He said ‘no’ to me,” she said", "[ He* said* ‘* no* ’* to* me* ,* ] she said"),
        ("“A “b” c” d", "[ A* “* b* ”* c* ] d"),
        ("“Not closed", "[ Not* closed*"),
        ("“Not closed\n“Again”\nend", "[ Not* closed* [ Again* ] end"),
        ('he is 5\'10" and said "no" .', "he is 5 ' 10 \" and said [ no* ] ."),
    ],
)
def test_states(text: str, expected: str) -> None:
    assert shown(text) == expected


@given(
    st.lists(
        st.sampled_from(["“", "”", '"', "'", "''", "‘", "’", "«", "»", "„", "a", "s", " ", ",", "\n", "5"]), max_size=80
    )
)
@example(["‘", "5", "“", "“", "'", "“"])
def test_any_marks(parts: list[str]) -> None:
    text = "".join(parts)
    words = [match.span() for match in WORD.finditer(text)]
    starts = [0] if words else []
    states = quote_states(text, words, starts)
    assert len(states) == len(words)
    assert set(states) <= {OUTSIDE, INSIDE, OPENS, CLOSES}
    open_now = False
    for state in states:
        if state == OPENS:
            open_now = True
        elif state == CLOSES:
            open_now = False
        elif state == INSIDE:
            assert open_now
