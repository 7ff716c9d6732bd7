"""The words that ``benchmarks.quotation_set`` turns, leaves alone, or says otherwise."""

from __future__ import annotations

NUMBERS = "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred".split()

# Words of possibility, and what they are turned into.
POSSIBLE: dict[str, tuple[str, ...]] = {
    "will": ("may", "could", "might"),
    "would": ("might", "must"),
    "can": ("must", "might"),
    "could": ("will", "must"),
    "may": ("will", "must"),
    "might": ("will", "must"),
    "should": ("will", "may"),
    "must": ("may", "could", "can"),
    "shall": ("may", "might"),
}
# Words of amount, and what they are turned into.
AMOUNTS: dict[str, tuple[str, ...]] = {
    "all": ("some", "most", "many"),
    "every": ("nearly every", "hardly any"),
    "everyone": ("someone", "hardly anyone"),
    "everybody": ("somebody",),
    "everything": ("something",),
    "many": ("few", "all", "some"),
    "most": ("some", "a few"),
    "some": ("all", "most"),
    "few": ("many", "most"),
    "always": ("sometimes", "often"),
    "often": ("always", "rarely"),
    "sometimes": ("always", "often"),
    "more": ("less", "fewer"),
    "less": ("more",),
    "both": ("neither of", "one of"),
    "only": ("not only", "also"),
}
# What is not left out, and the word behind it neither: the sense hangs on these.
KEPT = frozenset(
    "not no never none nobody nothing neither nor without cannot hardly barely only just almost nearly about unless "
    "probably maybe perhaps likely possibly supposedly rarely seldom "
    "any each half least least most than one two three four five six seven eight nine ten first second "
    "is are was were be been will would can could may might should must shall ought have has had do does did".split()
) | set(POSSIBLE) | set(AMOUNTS) | set(NUMBERS)  # fmt: skip

# Short forms and what they stand for; written with a straight apostrophe, met with either.
SHORT_FORMS = (
    ("can't", "cannot"),
    ("won't", "will not"),
    (
        "([Dd]o|[Dd]oes|[Dd]id|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Ww]ould|[Cc]ould|[Ss]hould|[Hh]as|[Hh]ave|[Hh]ad)n't",
        r"\1 not",
    ),
    ("([Ww]e|[Yy]ou|[Tt]hey)'re", r"\1 are"),
    ("I'm", "I am"),
    ("(I|[Ww]e|[Yy]ou|[Tt]hey)'ve", r"\1 have"),
    ("(I|[Ww]e|[Yy]ou|[Tt]hey|[Hh]e|[Ss]he|[Ii]t)'ll", r"\1 will"),
    ("gonna", "going to"),
)

# The same said with other words, as when a quotation is put into another language and back.
OTHER_WORDS = (
    *SHORT_FORMS,
    ("are going to", "will"), ("is going to", "will"), ("am going to", "will"), ("going to be", "about to be"),
    ("have to", "must"), ("has to", "must"), ("want to", "wish to"), ("wants to", "wishes to"), ("need to", "must"),
    ("a lot of", "a great deal of"), ("lots of", "a great deal of"), ("kind of", "sort of"),
    ("in order to", "so as to"),
    ("people", "persons"), ("country", "nation"), ("president", "head of state"), ("job", "post"), ("jobs", "posts"),
    ("kids", "children"), ("folks", "people"), ("guy", "man"), ("guys", "men"), ("big", "large"), ("great", "grand"),
    ("good", "fine"), ("bad", "poor"), ("really", "truly"), ("very", "quite"), ("think", "believe"),
    ("thought", "believed"),
    ("know", "am aware"), ("say", "state"), ("said", "stated"), ("saying", "stating"), ("talk", "speak"),
    ("talking", "speaking"), ("get", "obtain"), ("getting", "obtaining"), ("got", "obtained"), ("make", "create"),
    ("making", "creating"), ("made", "created"), ("take", "assume"), ("give", "grant"), ("see", "observe"),
    ("look", "glance"), ("looking", "glancing"), ("start", "begin"), ("started", "began"), ("stop", "halt"),
    ("end", "finish"), ("help", "assist"), ("helped", "assisted"), ("keep", "preserve"), ("need", "require"),
    ("needs", "requires"), ("show", "display"), ("try", "attempt"), ("trying", "attempting"), ("tried", "attempted"),
    ("work", "labour"), ("working", "labouring"), ("happen", "occur"), ("happened", "occurred"),
    ("happening", "occurring"),
    ("believe", "am convinced"), ("hope", "trust"), ("important", "significant"), ("difficult", "hard"),
    ("hard", "difficult"),
    ("wrong", "mistaken"), ("right", "correct"), ("true", "correct"), ("new", "recent"), ("terrible", "dreadful"),
    ("horrible", "dreadful"), ("strong", "powerful"), ("proud", "glad"), ("happy", "glad"), ("sure", "certain"),
    ("clear", "plain"), ("issue", "question"), ("issues", "questions"), ("problem", "difficulty"),
    ("problems", "difficulties"), ("fact", "truth"), ("idea", "notion"), ("thing", "matter"), ("things", "matters"),
    ("way", "manner"), ("place", "spot"), ("world", "globe"), ("family", "household"), ("families", "households"),
    ("money", "funds"), ("vote", "ballot"), ("votes", "ballots"), ("fight", "struggle"), ("fighting", "struggling"),
    ("win", "prevail"), ("lose", "be beaten"), ("beat", "defeat"), ("law", "statute"), ("laws", "statutes"),
    ("war", "conflict"), ("attack", "assault"), ("leader", "chief"), ("leaders", "chiefs"), ("history", "past"),
    ("today", "this day"), ("now", "at present"), ("again", "once more"), ("also", "too"), ("because", "since"),
    ("but", "yet"), ("just", "simply"), ("like", "such as"), ("about", "concerning"), ("so", "thus"),
    ("probably", "likely"), ("maybe", "perhaps"), ("absolutely", "completely"), ("actually", "in fact"),
    ("begin", "start"), ("choose", "select"), ("allow", "permit"), ("answer", "reply"), ("ask", "request"),
    ("asked", "requested"), ("build", "erect"), ("come", "arrive"), ("buy", "purchase"), ("change", "alteration"),
    ("continue", "go on"), ("decision", "choice"), ("support", "backing"), ("understand", "grasp"), ("whole", "entire"),
    ("woman", "lady"), ("women", "ladies"), ("speech", "address"), ("statement", "declaration"), ("time", "moment"),
)  # fmt: skip
