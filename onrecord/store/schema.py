"""The library's tables, the same for SQLite and PostgreSQL.

A report is kept whole as its record (``record.data``); the other tables are drawn from records, to be searched, and
can be made anew from them.  What a person decided (``judgement``, ``tombstone``) and how a report came in
(``capture``, ``sighting``, ``refusal``, ``fetched``, ``entry``) cannot: those are never dropped by a re-run.

Days are ISO texts (``2019-08-22``), moments ISO texts in UTC (``2019-08-22T11:40:00Z``): both sort as they stand.
Tables are named in the singular; the views in ``views.py`` are named for people.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# 64 bits in either: an archive has more mentions than 31 bits count.
Number = Integer().with_variant(BigInteger(), "postgresql")


def _of(target: str, *, optional: bool = False, index: bool = True) -> Column[int]:
    """A reference to a row that takes this one along when it goes."""
    table, _, _ = target.partition(".")
    return Column(table, Number, ForeignKey(target, ondelete="CASCADE"), nullable=optional, index=index)


# What came in -------------------------------------------------------------------------------------------------------

capture = Table(
    "capture",
    metadata,
    Column("hash", String(64), primary_key=True),  # sha256 of the bytes: Report.id
    Column("media_type", String(80), nullable=False),
    Column("size", Number, nullable=False),  # bytes, before packing
    Column("data", LargeBinary),  # packed (packing.py); null where captures are not kept
)

report = Table(
    "report",
    metadata,
    Column("id", Number, primary_key=True),
    # Which report it is: sha256 of the bytes alone, or of the bytes and the address where it has one.  Two sites that
    # carry the same page are two reports.
    Column("key", String(64), nullable=False, unique=True),
    Column("document", String(64), nullable=False, index=True),  # sha256 of the bytes: Report.id
    Column("address", Text, index=True),  # the page's address, brought to one form; versions share it
    Column("words_hash", String(64), nullable=False, index=True),  # sha256 of headline, date and story
    Column("latest", Boolean, nullable=False),  # no later version of the same address is there
    Column("uri", Text),
    Column("given", Text),  # JSON: what was known of it from outside its bytes, to read them again
    Column("title", Text),
    Column("publisher", Text),
    Column("domain", Text),
    Column("language", String(8)),
    Column("published", String(10), index=True),
    Column("published_time", String(16)),
    Column("published_confidence", Float, nullable=False),
    Column("media_type", String(80), nullable=False),
    Column("retrieved", String(32)),
    Column("added", String(32), nullable=False),
    Column("words", Number, nullable=False),  # of the story
    Column("complete", Boolean, nullable=False),
    Column("program", String(40), nullable=False),
    Column("model", String(40), nullable=False),
)

record = Table(
    "record",
    metadata,
    Column("report", Number, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    Column("data", LargeBinary, nullable=False),  # the JSON of the record, packed (packing.py)
)

sighting = Table(  # every place and time at which a report was met
    "sighting",
    metadata,
    Column("id", Number, primary_key=True),
    _of("report.id"),
    # The key that its bytes give: the report's own, or that of other bytes with the same address and words.
    Column("key", String(64), nullable=False, index=True),
    Column("uri", Text, nullable=False),
    Column("retrieved", String(32)),
    UniqueConstraint("report", "key", "uri", "retrieved"),
)

problem = Table(
    "problem",
    metadata,
    Column("id", Number, primary_key=True),
    _of("report.id"),
    Column("kind", String(40), nullable=False),
    Column("detail", Text, nullable=False),
)

# Who said what ------------------------------------------------------------------------------------------------------

entity = Table(  # one person, organization, place ... across reports
    "entity",
    metadata,
    Column("id", Number, primary_key=True),
    Column("handle", Text, nullable=False, unique=True),  # the same in every library: "radko-salin"
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("country", String(2)),
    Column("sector", String(8)),
)

entity_name = Table(  # every form under which it is named
    "entity_name",
    metadata,
    Column("id", Number, primary_key=True),
    _of("entity.id"),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, index=True),  # small letters, no accents, no titles
    UniqueConstraint("entity", "name"),
)

entity_profile = Table(  # all of one name, country, sector ...: what is always joined or parted as one (entities.py)
    "entity_profile",
    metadata,
    Column("id", Number, primary_key=True),
    Column("family", Text, nullable=False),  # the name's part of a handle: "radko-salin"
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),  # as reports print it
    # Unknown ones are empty, not null, so that no two rows are alike.
    Column("middle", String(8), nullable=False),  # initials between first and last name
    Column("suffix", String(8), nullable=False),  # jr, sr, iii
    Column("country", String(2), nullable=False),
    Column("sector", String(8), nullable=False),
    Column("field", String(8), nullable=False),  # the field of work that tells namesakes apart
    Column("apart", String(16), nullable=False),  # not empty: parted by a person
    Column("joins", Boolean, nullable=False),  # false: a surname alone, "the ministry": joins nobody
    Column("reports", Number, nullable=False),  # how many name it so
    Column("entity", Number, ForeignKey("entity.id", ondelete="SET NULL"), index=True),
    UniqueConstraint(
        "family",
        "kind",
        "name",
        "middle",
        "suffix",
        "country",
        "sector",
        "field",
        "apart",
        name="uq_entity_profile_all",
    ),
)

report_entity = Table(  # an entity of one report, and which entity of the library it is
    "report_entity",
    metadata,
    Column("id", Number, primary_key=True),
    _of("report.id"),
    Column("local", String(12), nullable=False),  # its id in the record: "e3"
    Column("entity", Number, ForeignKey("entity.id", ondelete="SET NULL"), index=True),
    Column("profile", Number, ForeignKey("entity_profile.id", ondelete="SET NULL"), index=True),
    Column("forms", Text),  # other names that the report has for it, JSON: ["RIA"]
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("roles", Text, nullable=False),  # joined by "; "
    Column("affiliation", Text),  # its name
    Column("country", String(2)),
    Column("sector", String(8)),
    Column("mentions", Number, nullable=False),
    UniqueConstraint("report", "local"),
)

statement = Table(
    "statement",
    metadata,
    Column("id", Number, primary_key=True),
    _of("report.id"),
    Column("local", String(12), nullable=False),  # its id in the record: "a7"
    Column("kind", String(8), nullable=False),
    Column("act", String(12)),
    # The speaker of this report, then through ``report_entity`` of the library; null: nobody named, or left open.
    Column("speaker", Number, ForeignKey("report_entity.id", ondelete="SET NULL"), index=True),
    Column("speaker_confidence", Float),
    Column("source", Text),
    Column("cue", Text),
    Column("content", Text, nullable=False),
    Column("start", Number, nullable=False),  # of the content's first span, code points
    Column("stop", Number, nullable=False),  # of its last
    Column("medium", Text),
    Column("within", String(12)),
    Column("about_words", Text),  # the reporter's own words that it denies
    Column("day", String(10), index=True),  # when it was said, else when the report was published
    Column("last_day", String(10)),  # "in 2015" has a first and a last day
    Column("day_of", String(9)),  # whose those days are: "statement" or "report"; null where no day is known
    Column("place", Text),
    Column("country", String(2)),
    Column("confidence", Float, nullable=False),
    UniqueConstraint("report", "local"),
)

statement_carrier = Table(  # through whom it came, nearest to the speaker first
    "statement_carrier",
    metadata,
    Column("id", Number, primary_key=True),
    _of("statement.id"),
    Column("number", Number, nullable=False),
    Column("carrier", Number, ForeignKey("report_entity.id", ondelete="CASCADE"), nullable=False, index=True),
)

statement_about = Table(  # what it denies or disputes
    "statement_about",
    metadata,
    Column("id", Number, primary_key=True),
    _of("statement.id"),
    Column("about", Number, ForeignKey("statement.id", ondelete="CASCADE"), nullable=False, index=True),
)

statement_named = Table(  # whom and what its content names
    "statement_named",
    metadata,
    Column("id", Number, primary_key=True),
    _of("statement.id"),
    Column("named", Number, ForeignKey("report_entity.id", ondelete="CASCADE"), nullable=False, index=True),
)

# What happened ------------------------------------------------------------------------------------------------------

event = Table(
    "event",
    metadata,
    Column("id", Number, primary_key=True),
    _of("report.id"),
    Column("local", String(12), nullable=False),  # its id in the record: "v2"
    Column("type", String(16), nullable=False, index=True),
    Column("mode", String(24)),
    Column("contexts", Text, nullable=False),  # joined by blanks
    Column("status", String(16), nullable=False),
    Column("words", Text, nullable=False),  # the trigger
    Column("sentence", Text, nullable=False),  # the sentence around it
    Column("start", Number, nullable=False),
    Column("stop", Number, nullable=False),
    Column("day", String(10), index=True),  # first and last day; null where no date is known
    Column("last_day", String(10)),
    Column("place", Text),
    Column("country", String(2)),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("reported_by", Number, ForeignKey("statement.id", ondelete="SET NULL"), index=True),  # null: the reporter
    Column("magnitude", Text, nullable=False),  # JSON
    Column("confidence", Float, nullable=False),
    UniqueConstraint("report", "local"),
)

event_party = Table(
    "event_party",
    metadata,
    Column("id", Number, primary_key=True),
    _of("event.id"),
    Column("role", String(10), nullable=False),  # actor or recipient
    Column("number", Number, nullable=False),
    Column("party", Number, ForeignKey("report_entity.id", ondelete="CASCADE"), nullable=False, index=True),
)

# What a person decided ----------------------------------------------------------------------------------------------

judgement = Table(
    "judgement",
    metadata,
    Column("id", Number, primary_key=True),
    Column("subject", String(24), nullable=False),  # entity-merge, entity-split, wording-join ..., statement, event
    # Held by words, so that it outlives a new record: the report's key, the field, exact words with what stands
    # before and behind; or the handles and report keys that a merge or a split is about.
    Column("about", Text, nullable=False),  # JSON
    Column("verdict", Text, nullable=False),  # JSON: what holds instead
    Column("report_key", String(64), index=True),
    Column("local", String(12)),  # of a statement or an event its id in the record that the report has now
    Column("by", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("undone_by", Text),
    Column("undone_at", String(32)),
)

tombstone = Table(  # a report taken down: it is not added again, unless that is taken back
    "tombstone",
    metadata,
    Column("id", Number, primary_key=True),
    Column("document", String(64), nullable=False, index=True),
    Column("words_hash", String(64), index=True),  # of the report taken down: no other bytes bring it back
    Column("address", Text, index=True),  # where nothing from there is wanted any more
    Column("title", Text),
    Column("why", Text),
    Column("by", Text, nullable=False),
    Column("at", String(32), nullable=False),
    # What the report was called by; null of those that an earlier version took down.
    Column("report", Number),  # its number
    Column("key", String(64)),
    Column("page", Text),  # its address
    Column("uri", Text),
    Column("published", String(10)),
    Column("undone_by", Text),
    Column("undone_at", String(32)),
)

# Across reports -----------------------------------------------------------------------------------------------------

follower = Table(  # what follows reports across the library, and by which rules they were placed
    "follower",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("rules", Number, nullable=False),
)

unplaced = Table(  # reports that a follower has still to place
    "unplaced",
    metadata,
    Column("follower", String(16), primary_key=True),
    Column("report", Number, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True, index=True),
)

copy_words = Table(  # what a report's words are to the search for copies
    "copy_words",
    metadata,
    Column("report", Number, ForeignKey("report.id", ondelete="CASCADE"), primary_key=True),
    # All versions of one address are one page: a number made of the address, or of the report's key without one.
    Column("page", BigInteger, nullable=False, index=True),
    Column("words", Number, nullable=False),
    Column("whole", BigInteger, nullable=False, index=True),  # equal for the same words in the same order
    Column("marks", LargeBinary, nullable=False),  # its marks, 64-bit numbers in rising order, little end first
)

copy_mark = Table(  # which pages have a mark: a few words in a row, as a number (follow/copies/shingles.py)
    "copy_mark",
    metadata,
    Column("mark", BigInteger, primary_key=True, autoincrement=False),
    Column("page", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

wording = Table(  # the same quoted words of the same speaker, in however many reports
    "wording",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),  # a hash of the words and the speaker
    Column("text", Text, nullable=False),  # as one of its reports has them
    Column("words", Number, nullable=False),
    Column("speaker", Text, nullable=False),  # a last name or a whole one, small; empty: nobody known
    Column("statements", Number, nullable=False),
    # The longer wording whose words it has, and the one at the end of that line: all that end there are an utterance.
    Column("host", Number, ForeignKey("wording.id", ondelete="SET NULL"), index=True),
    Column("utterance", Number, ForeignKey("wording.id", ondelete="SET NULL"), index=True),
)

wording_judged = Table(  # those whose host is a person's word
    "wording_judged",
    metadata,
    Column("wording", Number, ForeignKey("wording.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
)

statement_wording = Table(  # which wording a statement has
    "statement_wording",
    metadata,
    Column("statement", Number, ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True),
    _of("wording.id"),
)

wording_key = Table(  # by what a wording is found (follow/quotations/keys.py)
    "wording_key",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("wording", Number, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

wording_key_common = Table(  # keys that more wordings have than say anything: nothing is found by these
    "wording_key_common",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("wordings", Number, nullable=False),
)

wording_link = Table(  # two wordings of one utterance, the longer one first, and the evidence
    "wording_link",
    metadata,
    Column("one", Number, ForeignKey("wording.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column(
        "two", Number, ForeignKey("wording.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    ),
    Column("kind", String(4), nullable=False),  # same, or part
    Column("share", Float, nullable=False),  # of the shorter one's weight that is kept
    Column("telling", Number, nullable=False),  # telling words that are kept
    Column("confidence", Float, nullable=False),
)

# Who may use it over the network -----------------------------------------------------------------------------------

account = Table(
    "account",
    metadata,
    Column("id", Number, primary_key=True),
    Column("name", Text, nullable=False),  # under which judgements are kept
    Column("key", Text, nullable=False, unique=True),  # the name in small letters: no two look alike
    Column("hash", Text, nullable=False),  # of the password, by argon2, with its salt and its cost
    Column("role", String(8), nullable=False),  # reader, reviewer, editor
    Column("made", String(32), nullable=False),
    Column("disabled", String(32)),  # since when nobody gets in by it
)

session = Table(  # a browser in which somebody is signed in
    "session",
    metadata,
    Column("hash", String(64), primary_key=True),  # sha256 of the cookie's secret
    _of("account.id"),
    Column("made", String(32), nullable=False),
    Column("seen", String(32), nullable=False),  # to within a few minutes
    Column("expires", String(32), nullable=False),
)

token = Table(  # by which a program asks in somebody's name
    "token",
    metadata,
    Column("id", Number, primary_key=True),
    Column("hash", String(64), nullable=False, unique=True),  # sha256 of the secret
    _of("account.id"),
    Column("name", Text, nullable=False),
    Column("scope", String(8), nullable=False),  # read, review, edit: no more than that, whatever the account may
    Column("made", String(32), nullable=False),
    Column("expires", String(32), nullable=False),
    Column("used", String(32)),
    UniqueConstraint("account", "name"),
)

audit = Table(  # who changed what over the network, and what was done to accounts; nothing is ever taken out
    "audit",
    metadata,
    Column("id", Number, primary_key=True),
    Column("at", String(32), nullable=False),
    Column("by", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("origin", Text, nullable=False),  # from where: an address, and the token's name; or "command line"
)

# Runs ---------------------------------------------------------------------------------------------------------------

job = Table(
    "job",
    metadata,
    Column("id", Number, primary_key=True),
    Column("command", Text, nullable=False),
    Column("started", String(32), nullable=False),
    Column("ended", String(32)),  # null: running, or stopped without a word
    Column("added", Number, nullable=False),
    Column("versions", Number, nullable=False),
    Column("unchanged", Number, nullable=False),
    Column("refused", Number, nullable=False),
)

refusal = Table(  # what could not be added; gone when a later run adds it
    "refusal",
    metadata,
    Column("id", Number, primary_key=True),
    Column("uri", Text, nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("detail", Text, nullable=False),
    Column("at", String(32), nullable=False),
)

fetched = Table(  # what a server said of an address when it was last fetched
    "fetched",
    metadata,
    Column("address", Text, primary_key=True),
    Column("final", Text, nullable=False),  # the address that answered, after redirects
    Column("etag", Text),
    Column("modified", Text),
    Column("document", String(64), nullable=False),
    Column("at", String(32), nullable=False),
)

entry = Table(  # entries of feeds that were followed
    "entry",
    metadata,
    Column("id", Number, primary_key=True),
    Column("feed", Text, nullable=False),
    Column("entry", Text, nullable=False),
    Column("at", String(32), nullable=False),
    UniqueConstraint("feed", "entry"),
)

Index("ix_statement_day_id", statement.c.day, statement.c.id)
Index("ix_report_publisher_domain", report.c.publisher, report.c.domain)
# What is least sure is reviewed first.
Index("ix_statement_confidence_id", statement.c.confidence, statement.c.id)
Index("ix_event_confidence_id", event.c.confidence, event.c.id)
