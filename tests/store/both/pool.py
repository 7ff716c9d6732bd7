"""What the operations add: documents with their records, read or made once."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache

from onrecord.acquire.document import Document
from onrecord.reading.given import Given
from onrecord.record import Report
from onrecord.store.identity import Identity, identified
from tests.store.made import ENGLISH, document, mixed, read
from tests.store.telling import Being, Happens, Says, told

Reading = tuple[Document, Identity, Report]

ADA = Being("Ada Brisk", roles=("mayor",), country="NL")
ADA_TOO = Being("Ada Brisk", roles=("singer",))
BRISK = Being("Brisk", roles=("mayor",))
TOM = Being("Tom Avery", roles=("harbour master",), also=("Avery",))
TOM_LONG = Being("Thomas Avery", roles=("harbour master",))
PORT = Being("Velden Port Board", "organization")
COUNCIL = Being("Velden Council", "organization")
PRESS = Being("Ostra Press", "organization")
ROME = Being("Ilse Várady", country="HU", also=("Ilse Varady",))
SOMEBODY = Being("an official", named=False)
PEOPLE = (ADA, ADA_TOO, BRISK, TOM, TOM_LONG, PORT, COUNCIL, ROME)
QUOTED = (
    "“The old harbour bridge will stay shut until the autumn storms have passed,”",
    "“The old harbour bridge will stay shut until the storms,”",
    "“Nobody has asked the people of the harbour about any of this,”",
    "“Nobody asked the people of the harbour about this,”",
    "“We shall pay for every broken window in the lower town before winter,”",
)
PLAIN = (
    "the council had paid for the repair of the old bridge",
    "the council had not paid for the repair of the bridge",
    "three workers were hurt when the crane fell",
    "Tom Avery would leave the port in March",
)


@cache
def readings() -> tuple[Reading, ...]:
    """All of them: German without names, some in English as the model reads them, and records that tell much."""
    german = [read(one) for one in mixed(36, seed=5)]
    english = [
        read(document(ENGLISH.format(number=number % 4), uri=f"/en/{number}.txt", url=url, retrieved=when))
        for number, (url, when) in enumerate(
            [
                (None, None),
                ("https://quay.example/1", "2023-04-02T08:00:00Z"),
                ("https://quay.example/1", "2023-04-03T08:00:00Z"),
                ("https://quay.example/2", "2023-04-03T09:00:00Z"),
                (None, "2023-05-03T09:00:00Z"),
                ("https://pier.example/1", None),
            ]
        )
    ]
    given = Given(url="https://quay.example/1", title="Harbour bridge stays shut", authors=("Ina Holm",))
    more = Document(data=english[1][0].data, uri="feed", media_type="text/plain", given=given)
    return (*german, *english, read(more), *(made(number) for number in range(36)))


def made(number: int) -> Reading:
    """A record with statements, events, times and places, and the document that it could be of."""
    first, second = PEOPLE[number % len(PEOPLE)], PEOPLE[(number * 5 + 3) % len(PEOPLE)]
    day = f"2023-0{1 + number % 8}-{1 + number % 27:02}"
    says = [
        Says(first, QUOTED[number % len(QUOTED)], kind="direct"),
        Says(second, PLAIN[number % len(PLAIN)], day=day, via=(PRESS,) if number % 3 == 0 else ()),
        Says(
            SOMEBODY if number % 4 == 0 else first, PLAIN[(number + 1) % len(PLAIN)], "denied", act="denies", denies=1
        ),
    ]
    if number % 2:
        says.append(Says(second, QUOTED[(number + 2) % len(QUOTED)], kind="mixed", place=("Velden", "NL")))
    happens = [
        Happens(
            f"Guards of {PORT.name} struck {TOM.name} at the quay.", "struck", actors=(PORT,), recipients=(TOM,),
            day=(day, day), place=("Velden", "NL"), word=1 if number % 2 else None,
        ),
        Happens(f"{COUNCIL.name} met {first.name}.", "met", type="CONSULT", actors=(COUNCIL,), recipients=(first,)),
    ][: 1 + number % 3 % 2]  # fmt: skip
    page = None if number % 5 == 0 else f"https://made.example/{number % 11}"
    story = "The tide was high on that day. " * (number % 3) + f"Of this nothing else was known in week {number % 7}."
    report = told(
        f"Harbour {number % 9}: who pays", says, day=day, publisher=("Northmail", "Quay Times", None)[number % 3],
        url=page, happens=happens, names=(first, second), story=story,
    )  # fmt: skip
    when = None if number % 7 == 0 else f"{day}T0{number % 10}:00:00Z"
    one = document(report.text, uri=f"/made/{number}.txt", url=page, retrieved=when)
    ready, identity = identified(one)
    origin = replace(report.origin, uri=identity.address or ready.uri, retrieved=ready.retrieved)
    return ready, identity, replace(report, id=hashlib.sha256(ready.data).hexdigest(), origin=origin)


def another(report: Report, how: int) -> Report:
    """A record of the same bytes as another model would make it: less found, or found otherwise."""
    made_by = replace(report.made_by, model=f"other-{how % 3}")
    said = report.attributions
    if not said or how % 3 == 0:
        return replace(report, made_by=made_by)
    if how % 3 == 1:
        changed = replace(said[0], speaker=None, speaker_confidence=None, source=None)
        return replace(report, made_by=made_by, attributions=(changed, *said[1:]))
    kept = said[:-1]
    there = {one.id for one in kept}
    kept = tuple(replace(one, about=tuple(some for some in one.about if some in there)) for one in kept)
    events = tuple(
        replace(one, reported_by=one.reported_by if one.reported_by in there else None) for one in report.events
    )
    return replace(report, made_by=made_by, attributions=kept, events=events)
