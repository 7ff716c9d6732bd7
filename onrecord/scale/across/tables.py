"""What comes out: the tables and their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from onrecord.scale.across.linking import LINK, WordingLink
from onrecord.scale.across.packed import by_kind
from onrecord.scale.across.pages import heads_in, said_of

if TYPE_CHECKING:
    import pyarrow as pa

Table = Literal["families", "copies", "utterances", "wordings", "wording_links", "quotations"]
TABLES: tuple[Table, ...] = ("families", "copies", "utterances", "wordings", "wording_links", "quotations")
_LINK = msgspec.msgpack.Decoder(WordingLink)


def schema(table: Table) -> pa.Schema:
    """The columns of a table, each with what it says under ``description``."""
    import pyarrow as pa

    text, whole, number, flag = pa.string(), pa.int64(), pa.float64(), pa.bool_()
    spans = pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())]))
    reasons = pa.list_(pa.struct([("kind", text), ("detail", text), ("points", number)]))
    statement = pa.struct([("report", text), ("statement", text)])
    columns: dict[Table, list[tuple[str, pa.DataType, str]]] = {
        "families": [
            ("report", text, "the report's key"),
            ("published", text, "its day"),
            ("address", text, "its address"),
            ("original", text, "key of the likely original of its family; null where it stays open"),
            ("original_confidence", number, "how sure that is, 0 to 1"),
            ("credited", text, "whom the reports credit, where no report of theirs is here"),
            ("reports", whole, "reports of the family, this one too"),
            ("independent", whole, "of these those that are their own words for the most part"),
            ("copy", flag, "whether half of this report or more stands in reports before it"),
            ("reasons", reasons, "what tells for and against its being the original"),
            ("more", flag, "there are more reports than were compared"),
            ("template", flag, "it is a page's furniture, found on very many pages"),
            ("short", flag, "it has too few words to be compared"),
        ],
        "copies": [
            ("report", text, "key of the report whose family it is"),
            ("other", text, "key of another report of the family"),
            ("relation", text, "what the other one is: same, part of it, holds it, partly the same, through the "
             "original"),
            ("share", number, "of the report's words that stand in the passages"),
            ("share_there", number, "of the other's"),
            ("same", whole, "words that are the same"),
            ("told", whole, "of these the reporter's own"),
            ("confidence", number, "that these words did not come together by chance"),
            ("passages", pa.list_(pa.struct([("spans", spans), ("spans_there", spans), ("same", whole)])),
             "places in the text of each, half-open code points, and how many words are the same"),
            ("copy", flag, "whether half of the other or more stands in reports before it"),
            ("original", flag, "whether the other is the likely original"),
            ("reasons", reasons, "what tells for and against the other's being the original"),
        ],
        "utterances": [
            ("utterance", text, "key of the wording at the end of its lines of hosts"),
            ("fullest", text, "key of the fullest wording"),
            ("words", text, "its words"),
            ("first", statement, "the statement that was first by a date that can be believed"),
            ("first_published", text, "the day of its report"),
            ("first_publisher", text, "the publisher of its report"),
            ("attributed", pa.list_(pa.struct([("speaker", text), ("voice", text), ("reports", whole),
             ("statements", pa.list_(statement))])), "to whom it is attributed, by how many reports"),
            ("disagreement", flag, "reports that are sure name different speakers"),
            ("doubts", pa.list_(pa.struct([("report", text), ("statement", text), ("why", text)])),
             "statements whose report's date is not believed"),
            ("wordings", whole, "how many it has"),
            ("reports", whole, "how many carry it, of those that were looked at"),
            ("statements", whole, "how many have it"),
        ],
        "wordings": [
            ("wording", text, "its key"),
            ("utterance", text, "key of its utterance"),
            ("words", text, "as the first report has them"),
            ("length", whole, "how many words are compared"),
            ("voice", text, "who is said to speak, as all reports have it"),
            ("statements", whole, "how many have it"),
            ("host", text, "key of the longer wording that it goes by; null for the one at the end"),
            ("kind", text, "of the link with its host: same, part"),
            ("share", number, "of its words that are kept there, by weight"),
            ("telling", whole, "telling words that are kept"),
            ("confidence", number, "that both are of one utterance"),
            ("changes", pa.list_(pa.struct([("kind", text), ("fullest", text), ("words", text)])),
             "changes of sense against the fullest wording"),
        ],
        "wording_links": [
            ("one", text, "key of the longer wording"),
            ("two", text, "key of the shorter one"),
            ("kind", text, "same, or part where the shorter one is a piece"),
            ("share", number, "of the shorter one's words that are kept, by weight"),
            ("telling", whole, "telling words that are kept"),
            ("confidence", number, "that both are of one utterance"),
        ],
        "quotations": [
            ("report", text, "the report's key"),
            ("statement", text, "the statement's id in the record"),
            ("wording", text, "key of the wording that it has"),
        ],
    }  # fmt: skip
    fields = [pa.field(name, kind, metadata={"description": about}) for name, kind, about in columns[table]]
    return pa.schema(fields, metadata={"onrecord.table": table})


class Unpacking:
    """Makes typed rows of packed ones of a kind."""

    def __init__(self, table: Table, kind: int) -> None:
        self._table: Table = table
        self._kind = kind

    def __call__(self, table: pa.Table) -> pa.Table:
        """Packed rows in, those of the kind out."""
        import pyarrow as pa

        rows = [msgspec.msgpack.decode(data) for data in by_kind(table)[self._kind]]
        return pa.Table.from_pylist(rows, schema=schema(self._table))


class Links:
    """Makes typed rows of packed links."""

    def __call__(self, table: pa.Table) -> pa.Table:
        """Packed rows of kind LINK in, rows of ``wording_links`` out."""
        import pyarrow as pa

        typed = schema("wording_links")
        rows = [{name: getattr(link, name) for name in typed.names} for link in map(_LINK.decode, by_kind(table)[LINK])]
        return pa.Table.from_pylist(rows, schema=typed)


class Quotations:
    """Makes of reports which statement has which wording."""

    def __call__(self, table: pa.Table) -> pa.Table:
        """Rows of pages in, rows of ``quotations`` out."""
        import pyarrow as pa

        rows = [
            {"report": head.key, "statement": said.id, "wording": said.wording}
            for head, data in zip(heads_in(table), table.column("said").to_pylist(), strict=True)
            for said in said_of(data)
        ]
        return pa.Table.from_pylist(rows, schema=schema("quotations"))
