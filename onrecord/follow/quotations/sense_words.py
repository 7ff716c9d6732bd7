"""Words on which the sense of a sentence hangs, in classes: of one class they may stand for one another."""

from __future__ import annotations

# What turns a sentence round.
NEGATIONS = frozenset("not never no none nobody nothing neither nor without nowhere hardly barely scarcely".split())

# How sure, able or bound: a word may be of several classes ("could" is able and possible).
MODALS: dict[str, frozenset[str]] = {
    "will": frozenset({"certain"}), "shall": frozenset({"certain"}), "would": frozenset({"certain"}),
    "can": frozenset({"able"}), "could": frozenset({"able", "possible"}),
    "may": frozenset({"possible"}), "might": frozenset({"possible"}),
    "must": frozenset({"bound"}), "should": frozenset({"bound"}), "ought": frozenset({"bound"}),
    "need": frozenset({"bound"}), "needs": frozenset({"bound"}),
    "perhaps": frozenset({"doubt"}), "maybe": frozenset({"doubt"}), "possibly": frozenset({"doubt"}),
    "probably": frozenset({"likely"}), "likely": frozenset({"likely"}), "unlikely": frozenset({"unlikely"}),
    "presumably": frozenset({"likely"}), "allegedly": frozenset({"alleged"}), "supposedly": frozenset({"alleged"}),
    "reportedly": frozenset({"alleged"}), "certainly": frozenset({"sure"}), "definitely": frozenset({"sure"}),
}  # fmt: skip
# Said in several words: the first word, the second, and the class.
MODALS_OF_TWO: dict[tuple[str, str], frozenset[str]] = {
    ("have", "to"): frozenset({"bound"}), ("has", "to"): frozenset({"bound"}), ("had", "to"): frozenset({"bound"}),
    ("going", "to"): frozenset({"certain"}), ("able", "to"): frozenset({"able"}),
    ("supposed", "to"): frozenset({"bound"}),
}  # fmt: skip
# Left out or put in alone, these change the sense; "will go" and "goes" may be the same.
TURNING = frozenset({"possible", "bound", "doubt", "likely", "unlikely", "alleged"})

# How many, how often: by class.
AMOUNTS: dict[str, str] = {
    word: name
    for name, words in {
        "all": "all every everyone everybody everything always each everywhere entirely completely whole entire",
        "both": "both",
        "most": "most mostly mainly majority",
        "often": "often usually frequently regularly generally",
        "many": "many numerous lots much countless",
        "several": "several",
        "some": "some someone somebody something sometimes somewhere occasionally partly",
        "few": "few rarely seldom minority",
        "any": "any anyone anybody anything",
        "half": "half",
        "more": "more greater higher larger",
        "less": "less fewer lower smaller",
        "only": "only merely solely",
        "nearly": "nearly almost virtually practically",
        "either": "either",
    }.items()
    for word in words.split()
}
# Of these a word alone says something of another kind when it is left out ("each other", "more or less" do not).
AMOUNTS_ALONE = frozenset(
    {"all", "most", "some", "few", "only", "nearly", "many", "half", "less", "both", "more", "often"}
)

# Before a name; "President Obama" and "Mr Obama" are one.
TITLES = frozenset(
    "president mr mrs ms miss dr sir lord lady senator sen governor gov secretary minister prime king queen prince "
    "princess pope general gen colonel captain judge justice congressman congresswoman representative rep speaker "
    "chancellor mayor professor prof chairman chairwoman".split()
)
