"""What each kind of time expression means.  All sentences are invented; Monday 11 December 2017 is the report's date."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.extract.times.find import FoundTime, find_times

PUBLISHED = date(2017, 12, 11)


def found(text: str, published: date | None = PUBLISHED) -> list[FoundTime]:
    return find_times(text, [(0, len(text))], published)


def told(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str, str]]:
    return [(text[one.start : one.end], one.type, one.value) for one in found(text, published)]


# The words in brackets, their type and value; everything else in the sentence must be left alone.
CASES = """
The mayor spoke on [Monday] about the harbour.|DATE 2017-12-11
The council met on [Friday] in Brisk.|DATE 2017-12-08
The council will meet on [Friday] in Brisk.|DATE 2017-12-15
The ferry is scheduled to leave [Thursday].|DATE 2017-12-14
The ferry had been due to leave [Thursday].|DATE 2017-12-07
He was arrested [last Tuesday] near the quay.|DATE 2017-12-05
They return [next Monday], she said.|DATE 2017-12-18
Guards were found asleep [Monday morning].|TIME 2017-12-11TMO
The depot burned [late Sunday night].|TIME 2017-12-10TNI
Shops will open [early Wednesday].|DATE 2017-12-13
He flew home [yesterday].|DATE 2017-12-10
He flew home [yesterday morning].|TIME 2017-12-10TMO
She sails [tomorrow].|DATE 2017-12-12
She sails [tomorrow night].|TIME 2017-12-12TNI
Rain fell [today].|DATE 2017-12-11
Rain fell [late yesterday].|DATE 2017-12-10
The vote is [tonight].|TIME 2017-12-11TNI
A barn collapsed [last night].|TIME 2017-12-10TNI
A barn collapsed [this morning].|TIME 2017-12-11TMO
They arrived [the day before yesterday].|DATE 2017-12-09
They leave [the day after tomorrow].|DATE 2017-12-13
The mill closed [last week].|DATE 2017-W49
The mill closes [this week].|DATE 2017-W50
The mill closes [next week].|DATE 2017-W51
The mill closed [earlier this week].|DATE 2017-W50
The mill closed [last month].|DATE 2017-11
Prices rose [this month].|DATE 2017-12
Prices rose [this past month].|DATE 2017-11
The lease ends [next month].|DATE 2018-01
He resigned [earlier this year].|DATE 2017
The bridge opens [later this year].|DATE 2017
The bridge opened [last year].|DATE 2016
The bridge opens [next year].|DATE 2018
It was built in [the last decade].|DATE 200
It will be built over [the next decade].|DURATION P10Y
It was built over [the past decade].|DURATION P10Y
He stayed [a year or two].|DURATION P1Y
He stayed [two to three weeks].|DURATION P2W
He stayed [an hour and twenty minutes].|DURATION PT1H20M
He stayed [a quarter of a century].|DURATION P25Y
The [yearlong] strike is over.|DURATION P1Y
He was elected on [the first Monday in October].|DATE 2017-10-02
He was elected on [Friday the 13th].|DATE 2017-10-13
He was elected [the day before].|DATE 2017-12-10
He was elected [the week before last].|DATE 2017-W48
He was elected [last Oct. 13].|DATE 2017-10-13
The rally begins at [8 o'clock tonight].|TIME 2017-12-11T20:00
The rally began at [10:30 this morning].|TIME 2017-12-11T10:30
They drove for [hours].|DURATION PTXH
It was built in [the last century].|DATE 19
It will be rebuilt [this decade].|DATE 201
Sales fell in [the current quarter].|DATE 2017-Q4
Sales fell in [the previous quarter].|DATE 2017-Q3
Talks went on over [the weekend].|DATE 2017-W49-WE
Talks will go on over [the weekend].|DATE 2017-W50-WE
He moved here [last weekend].|DATE 2017-W49-WE
She was born on [May 3, 1998].|DATE 1998-05-03
She was born on [3 May 1998].|DATE 1998-05-03
She was born on [the 3rd of May 1998].|DATE 1998-05-03
She was born on [Sunday, May 3, 1998].|DATE 1998-05-03
She was born on [May third].|DATE 2017-05-03
She was born on [the twenty-first of May].|DATE 2017-05-21
They wed on [Sept. 30].|DATE 2017-09-30
The fair will be held on [Jan. 14].|DATE 2018-01-14
The deal was signed on [2011-03-09].|DATE 2011-03-09
The deal was signed on [25/03/2011].|DATE 2011-03-25
The deal was signed on [03/25/2011].|DATE 2011-03-25
The deal was signed on [03/04/2011].|DATE 2011-XX-XX
The deal was signed on [25.03.2011].|DATE 2011-03-25
The log says [2011-03-09T14:05Z] for the landing.|TIME 2011-03-09T14:05Z
The well dried up in [March 1996].|DATE 1996-03
The well dried up in [March of 1996].|DATE 1996-03
The well dried up in [March].|DATE 2017-03
The well dried up in [late November].|DATE 2017-11
The well dried up in [mid-November].|DATE 2017-11
The pool will open in [June].|DATE 2018-06
He has been ill since [August].|DATE 2017-08
The rule was dropped [last May].|DATE 2017-05
The rule was dropped in [June last year].|DATE 2016-06
The rule was dropped in [January this year].|DATE 2017-01
The contract runs through [January].|DATE 2018-01
The road was closed [the week of March 6].|DATE 2017-W10
The dam was finished in [1987].|DATE 1987
The dam was finished in [early 1987].|DATE 1987
The dam was finished in [mid-1987].|DATE 1987
The dam was finished by [the end of 1987].|DATE 1987
The town was founded in [1492].|DATE 1492
It became law in [the year 2000].|DATE 2000
It became law in [nineteen ninety-six].|DATE 1996
It became law in [nineteen ninety].|DATE 1990
It will be law by [the year two thousand thirty].|DATE 2030
The firm lost money in [fiscal 2015].|DATE 2015
Crime fell in [the 1990s].|DATE 199
Crime fell in [the late 1970s].|DATE 197
Crime fell in [the '80s].|DATE 198
Crime fell in [the sixties].|DATE 196
It is a [19th-century] house.|DATE 18
The house dates from [the 19th century].|DATE 18
The house dates from [the early eighteenth century].|DATE 17
It rained all through [the spring].|DATE 2017-SP
He left [last spring].|DATE 2017-SP
He left [last winter].|DATE 2016-WI
She died in [the summer of 1996].|DATE 1996-SU
She died in [summer 1996].|DATE 1996-SU
She won [last fall].|DATE 2017-FA
She won in [the fall of 2004].|DATE 2004-FA
Term starts [next autumn].|DATE 2018-FA
Output fell in [the third quarter].|DATE 2017-Q3
[Third-quarter] output fell.|DATE 2017-Q3
Output fell in [the fourth quarter of 2015].|DATE 2015-Q4
Output fell in [the 2015 second quarter].|DATE 2015-Q2
Output fell in [Q3 2015].|DATE 2015-Q3
Output fell in [the first half of 1990].|DATE 1990-H1
Output fell in [the second half of this year].|DATE 2017-H2
He came [two years ago].|DATE 2015
He came [a year ago].|DATE 2016
He came [six months ago].|DATE 2017-06
He came [three weeks ago].|DATE 2017-W47
He came [five days ago].|DATE 2017-12-06
He came [almost two years ago].|DATE 2015
He came [a decade ago].|DATE 2007
He came [two decades ago].|DATE 1997
He came [a few years ago].|DATE PAST_REF
She waited [two years] for an answer.|DURATION P2Y
[Two years] after the war the mill reopened.|DURATION P2Y
She waited [2 1/2 years] for an answer.|DURATION P2Y6M
She waited [two and a half years] for an answer.|DURATION P2Y6M
She waited [a year and a half] for an answer.|DURATION P1Y6M
She waited [a minute and a half] for an answer.|DURATION PT1M30S
She waited [half an hour] for an answer.|DURATION PT30M
She waited [nearly forty years] for an answer.|DURATION P40Y
She waited [more than four hours] for an answer.|DURATION PT4H
She waited [at least 72 hours] for an answer.|DURATION PT72H
She waited [twenty-three days] for an answer.|DURATION P23D
She waited [a hundred years] for an answer.|DURATION P100Y
She waited [two decades] for an answer.|DURATION P20Y
She waited [a couple of weeks] for an answer.|DURATION P2W
She waited [a dozen days] for an answer.|DURATION P12D
She waited [a few days] for an answer.|DURATION PXD
She waited [several months] for an answer.|DURATION PXM
She waited for [years].|DURATION PXY
She waited for [weeks or months].|DURATION PXW
She waited [90 seconds] for an answer.|DURATION PT90S
After a [two-hour] meeting they left.|DURATION PT2H
After a [10-year] pause they came back.|DURATION P10Y
The lease runs for an additional [50 years].|DURATION P50Y
The lease runs for [at least 20 more years].|DURATION P20Y
He will answer within [a week].|DURATION P1W
He fell ill [a month] after the trip.|DURATION P1M
For [the past two months] the road was shut.|DURATION P2M
For [the next several days] the road is shut.|DURATION PXD
In [the first nine months] profit rose.|DURATION P9M
He votes [every Tuesday].|SET XXXX-WXX-2
He votes [every Tuesday morning].|SET XXXX-WXX-2TMO
The choir sings [every day].|SET P1D
The choir sings [every other day].|SET P2D
The choir sings [every two weeks].|SET P2W
The choir sings [each month].|SET P1M
The choir sings [every morning].|SET XXXX-XX-XXTMO
The choir sings [every summer].|SET XXXX-SU
The choir sings [every June].|SET XXXX-06
The choir sings [annually].|SET P1Y
The choir sings [daily].|SET P1D
The choir sings [twice a week].|SET P1W
The choir sings [three times a year].|SET P1Y
The choir sings on [Mondays].|SET XXXX-WXX-1
The choir sings on [Tuesday nights].|SET XXXX-WXX-2TNI
It earns $33 million [a year] in rent.|SET P1Y
The rule is [now] dropped.|DATE PRESENT_REF
He is [currently] ill.|DATE PRESENT_REF
It [recently] changed hands.|DATE PAST_REF
In [the past], floods were rare.|DATE PAST_REF
In [the future], floods will be rare.|DATE FUTURE_REF
In [the near future], floods will be rare.|DATE FUTURE_REF
In [recent years] floods were rare.|DATE PAST_REF
In [the coming months] floods will be rare.|DATE FUTURE_REF
The siren sounded at [8:30 a.m. EST].|TIME 2017-12-11T08:30
The siren sounded at [8:30 p.m.] in Brisk.|TIME 2017-12-11T20:30
The siren sounded at [8.30pm] in Brisk.|TIME 2017-12-11T20:30
The siren sounded at [11pm] in Brisk.|TIME 2017-12-11T23:00
The siren sounded at [1830 GMT].|TIME 2017-12-11T18:30Z
The siren sounded at [noon].|TIME 2017-12-11T12:00
The siren sounded at [four o'clock].|TIME 2017-12-11T04:00
The siren sounded at [4 in the morning].|TIME 2017-12-11T04:00
The siren sounded at [9 a.m. Friday].|TIME 2017-12-08T09:00
The siren sounded at [5 p.m. EST, Nov. 6].|TIME 2017-11-06T17:00
The siren sounded at [14:05].|TIME 2017-12-11T14:05
The siren sounded at [midnight Friday].|TIME 2017-12-08T24:00
He was found on [Thanksgiving Day].|DATE 2017-11-23
He will be found on [Christmas Eve].|DATE 2017-12-24
He was found on [Good Friday].|DATE 2017-04-14
He was found on [Easter Sunday 2011].|DATE 2011-04-24
He was found on [Labor Day].|DATE 2017-09-04
He was found [last Halloween].|DATE 2017-10-31
He was found on [Martin Luther King Day].|DATE 2017-01-16
"""


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_value(case: str) -> None:
    marked, _, wanted = case.rpartition("|")
    text = marked.replace("[", "").replace("]", "")
    words = marked[marked.index("[") + 1 : marked.index("]")]
    kind, value = wanted.split()
    assert told(text) == [(words, kind, value)]
