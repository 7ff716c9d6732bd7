"""What kind of act a statement is: by its cue, then by what its content does in the first person.

The table was written from the meaning of the verbs and from PolNeAR train's cues;
the definitions are in ``benchmarks/gold/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.record import Act

_VERBS: dict[Act, str] = {
    "denies": "deny denied denies denying denial denials disavow disavowed disavows disclaim disclaimed",
    "disputes": "dispute disputed disputes disputing contest contested contests contesting refute refuted refutes "
    "refuting rebut rebutted rebuts rebutting rebuttal reject rejected rejects rejecting rejection dismiss dismissed "
    "dismisses dismissing contradict contradicted contradicts contradicting debunk debunked debunks disagree "
    "disagreed disagrees disagreeing repudiate repudiated repudiates discredit discredited challenging challenge "
    "challenged challenges rubbish rubbished rubbishes question questioned questions questioning",
    "confirms": "confirm confirmed confirms confirming confirmation acknowledge acknowledged acknowledges "
    "acknowledging acknowledgment acknowledgement admit admitted admits admitting admission concede conceded "
    "concedes conceding concession affirm affirmed affirms verify verified confess confessed confesses "
    "corroborate corroborated",
    "orders": "order ordered orders ordering instruct instructed instructs instructing command commanded commands "
    "commanding directed directs decree decreed decrees mandate mandated mandates ruled rules ruling require "
    "required requires requiring forbid forbade forbids forbidden ban banned bans prohibit prohibited prohibits "
    "summoned sentenced dictate dictated dictates",
    "promises": "promise promised promises promising pledge pledged pledges pledging vow vowed vows vowing commit "
    "committed commits guarantee guaranteed guarantees swear swore sworn undertake undertook offer offered offers "
    "offering pledging volunteer volunteered",
    "threatens": "threaten threatened threatens threatening threat threats",
    "thanks": "thank thanked thanks thanking gratitude grateful",
    "asks": "ask asked asks asking request requested requests requesting urge urged urges urging appeal appealed "
    "appeals appealing plead pleaded pleads pleading beg begged begs invite invited invites inviting implore "
    "implored implores demand demanded demands demanding petition petitioned beseech inquire inquired inquires "
    "enquired propose proposed proposes proposing proposal proposals encourage encouraged encourages encouraging "
    "sought seek seeks seeking exhort exhorted recommend recommended recommends recommending recommendation "
    "lobbied lobbies lobbying nudged pressed query queried advocate advocated advocates advocating grill grilled",
    "accuses": "accuse accused accuses accusing accusation accusations blame blamed blames blaming allege alleged "
    "alleges alleging allegation allegations charged charges criticize criticized criticizes criticizing criticise "
    "criticised criticises criticising criticism criticisms attack attacked attacks attacking denounce denounced "
    "denounces denouncing condemn condemned condemns condemning slam slammed slams slamming blast blasted blasts "
    "blasting lambast lambasted lambaste lambastes assail assailed assails decry decried decries castigate "
    "castigated scold scolded scolds scolding rebuke rebuked rebukes chide chided chides berate berated fault "
    "faulted faults implicate implicated excoriate excoriated savaged ripped bash bashed bashing chastise "
    "chastised hammered pilloried pounced skewered tarred",
    "believes": "believe believed believes believing belief think thinks thought thinking feel feels felt feeling "
    "hope hoped hopes hoping fear feared fears fearing expect expected expects expecting want wanted wants wanting "
    "wish wished wishes doubt doubted doubts suspect suspected suspects suspicion suspicions consider considered "
    "considers support supported supports supporting oppose opposed opposes opposing opposition favor favored "
    "favors favour favoured favours prefer preferred prefers like likes liked hate hates hated love loves loved "
    "know knows knew known see sees saw seen view viewed views regard regards regarded worry worried worries "
    "concern concerned concerns convinced confident assume assumed assumes understand understands understood "
    "agree agreed agrees anticipate anticipated anticipates optimistic pessimistic regret regretted regrets "
    "frustrated frustration sense senses sensed care cares cared disdain respect respects respected realize "
    "realized realizes realise realised endorse endorsed endorses mindful aware trust trusts trusted "
    "distrust mistrust need needs needed skeptical sceptical wary enthusiasm illusions reluctance reluctant "
    "dislike dislikes disliked admire admires admired remember remembers remembered forget forgot learned learnt "
    "imagine imagined imagines wonder wondered wonders deem deemed deems perceive perceived perceives afraid "
    "satisfied unhappy happy pleased angry upset embrace embraced embraces resist resisted resists",
}
_ACT_OF: dict[str, Act] = {word: act for act, words in _VERBS.items() for word in words.split()}
_PHRASES: tuple[tuple[str, Act], ...] = (
    (r"call(?:ed|s|ing)? (?:\w+ )?(?:for|on|upon)\b", "asks"),
    (
        r"(?:cast|casts|casting) doubt|(?:took|takes|take) (?:issue|exception)|hits? back|shot back|"
        r"push(?:ed|es)? back|pour(?:ed|s)? (?:scorn|cold water)|scoff(?:ed|s)? at|begg?(?:ed|s)? to differ|"
        r"sneer(?:ed|s)? at|laugh(?:ed|s)? off",
        "disputes",
    ),
    (r"(?:lash|lashed|lashes|hit) out|took aim|takes aim|went after|tore into|fire[ds]? back", "accuses"),
    (r"agree[ds]? to|offer(?:ed|s)? to|is promising|swear to", "promises"),
    (r"own(?:ed|s) up|pleaded guilty", "confirms"),
    (r"express(?:ed|es|ing) (?:\w+ )?(?:hope|fear|doubt|concern|confidence|support|regret|interest)", "believes"),
    (r"express(?:ed|es|ing) (?:\w+ )?(?:thanks|gratitude)", "thanks"),
    (r"in favou?r of|at odds|break(?:s|ing)? with", "believes"),
)
_PHRASE = tuple((re.compile(rf"\b(?:{pattern})"), act) for pattern, act in _PHRASES)
_NEGATED = re.compile(
    r"\b(?:not|never|n ?['’] ?t|no|nor|neither|without|declin\w+|refus\w+|stopp\w+ short|fail\w+ to|avoid\w+|"
    r"would ?n|reluctan\w+ to)\b"
)
# Where the act is refused or left undone, nothing is said but that.
_KEPT_WHEN_NEGATED: frozenset[Act] = frozenset(("believes",))
_SAYS = frozenset(
    "said say says saying told tell tells telling added adds adding wrote writes write writing tweeted tweets posted "
    "stated states replied replies responded answered continued explained declared announced insisted insists noted "
    "stressed shouted whispered read reads remarked commented according testified maintained".split()
)
_FIRST_PERSON: tuple[tuple[str, Act], ...] = (
    (r"^\W*(?:i|we) (?:\w+ ){0,2}(?:order|command|instruct|direct)\b", "orders"),
    (r"^\W*(?:(?:i|we) (?:\w+ ){0,3}(?:thank|grateful)|thank you|thanks to)\b", "thanks"),
    (r"^\W*(?:i|we) (?:\w+ ){0,2}(?:promise|pledge|vow|swear|guarantee)\b", "promises"),
    (r"^\W*(?:(?:i|we) (?:\w+ ){0,2}(?:urge|ask|call on|call for|demand|appeal|beg|request|implore)|please)\b", "asks"),
    (r"^\W*(?:i|we) (?:\w+ ){0,2}(?:deny|denied)\b", "denies"),
    (r"^\W*(?:i|we) (?:\w+ ){0,2}(?:accuse|blame)\b", "accuses"),
    (r"^\W*(?:i|we) (?:\w+ ){0,2}(?:confirm|admit|acknowledge|concede)\b", "confirms"),
)
_PERFORMED = tuple((re.compile(pattern), act) for pattern, act in _FIRST_PERSON)
_IT = (
    r"(?:it|that|this|they|these|those|all|none of (?:it|this|that)|the (?:\w+ ){0,3}(?:claims?|reports?|allegations?|"
    r"accusations?|story|stories|accounts?|charges?|suggestions?|figures?|numbers?|rumou?rs?|video|document|letter))"
)
FALSEHOOD = (
    r"(?:not true|untrue|false|an? (?:\w+ ){0,2}lie|lies|fabricated|fabrications?|nonsense|baseless|groundless|"
    r"unfounded|without (?:any |a |the least )?(?:foundation|basis|substance)|"
    r"not (?:so|the case|correct|accurate|right)|"
    r"invented|made up|fiction|fantasy|an? (?:\w+ )?(?:fairy ?tale|fantasy|joke|farce|distortion|slur)|"
    r"absurd|a hoax|fake|rubbish|ridiculous|wrong|inaccurate|"
    r"incorrect|misleading|a myth|pure invention|no truth|mistaken|exaggerated|a smear|slander)"
)
_DENIES = re.compile(
    rf"^\W*(?:that )?(?:{_IT} (?:is|are|was|were|had been|has been|'s|’ s|' s) (?:\w+ ){{0,2}}{FALSEHOOD}\b"
    rf"|{_IT} (?:\w+ )?(?:never|did not|didn ['’] t) (?:happen|happened|take place|occur|occurred|exist|existed)\b"
    rf"|there (?:is|was|were|are|had been) (?:\w+ )?(?:no truth|nothing to)\b"
    rf"|(?:i|we|he|she|they) (?:\w+ )?(?:never|did not|didn ['’] t|had not|have not|haven ['’] t|had never) \w+)"
)
_JUDGED_FALSE = re.compile(rf"\b(?:as )?(?:\w+ ){{0,2}}{FALSEHOOD}\b")
# Verbs that reject claims and other things alike, and what shows that it is a claim.
_MAY_REFUSE = re.compile(
    r"\b(?:reject\w*|dismiss\w*|contest\w*|challeng\w*|rebut\w*|repudiat\w*|disagree\w*|question\w*|rubbish\w*)\b"
)
_CLAIM_OBJECT = re.compile(
    rf"^\W*(?:that|it|this|these|those|them|how|with|as|any)\b|\bas (?:\w+ ){{0,3}}{FALSEHOOD}\b|"
    r"\b(?:claims?|allegations?|accusations?|accounts?|reports?|reporting|charges?|suggestions?|assertions?|stor(?:y|ies)|"
    r"rumou?rs?|statements?|versions?|findings?|figures?|tolls?|criticisms?|complaints?|contentions?|conclusions?|"
    r"insinuations?|descriptions?|characteri[sz]ations?|warnings?|estimates?|numbers?|remarks?|comments?|articles?|ideas?|"
    r"notions?|theor(?:y|ies)|arguments?|concerns?|speculation|narrative|premise|evidence|testimony|interpretation|"
    r"comparisons?|verdict|results?|assessment|view)\b"
)
_DENIED_TO = re.compile(
    r"^\W*(?:nothing\b|(?:him|her|them|us|me|himself|herself|themselves)(?:$| (?:the|an?|any|his|her|their|its)\b)|"
    r"(?:\w+ ){0,3}(?:entry|access|bail|permission|permit|visas?|asylum|parole|appeals?|requests?|applications?|bids?|"
    r"petitions?|motions?|service|treatment|planning|leave|boarding|victory|chance|opportunity|goal|penalty)\b)"
)
_CALLING = frozenset("called call calls calling branded brands described describes describing labelled labeled".split())


def act_of(cue: Sequence[str], content: Sequence[str], *, answers: bool = False) -> Act:
    """The act of a statement.

    cue, content: words in lower case.  answers: whether the statement stands
    against a claim (``disputes`` finds out), so that "that is not so" is a denial.
    """
    said = " ".join(cue)
    told = " ".join(content[:24])
    if re.search(r"\bple(?:ad|aded|ads|d) not guilty\b", said):
        return "denies"
    act = _by_cue(said, cue)
    negated = bool(_NEGATED.search(said))
    if act is not None and negated and act not in _KEPT_WHEN_NEGATED:
        return "says"
    if act in ("denies", "disputes") and not _is_about_truth(said, told):
        return "says"
    if act == "promises" and re.search(r"\b(?:punish|retaliat\w+|revenge|strike|destroy|crush|sue)\b", told):
        return "threatens"
    if act is not None:
        return act
    if any(word in _CALLING for word in cue) and _JUDGED_FALSE.search(told):
        return "disputes"
    if not cue or any(word in _SAYS for word in cue):
        if any(word in ("told", "tells", "telling") for word in cue) and content[:1] == ["to"]:
            return "orders"
        for pattern, performed in _PERFORMED:
            if pattern.search(told):
                return performed
        if _DENIES.search(told) and (answers or plainly_false(told)):
            return "denies"
    return "says"


def _is_about_truth(said: str, told: str) -> bool:
    """Whether what is denied or rejected is a claim: not "was denied entry", "rejected the offer"."""
    if re.search(r"\b(?:was|were|been|being|is|are) (?:\w+ )?denied\b", said) or _DENIED_TO.match(told):
        return False
    if _MAY_REFUSE.search(said):
        return bool(_CLAIM_OBJECT.search(told))
    return True


def plainly_false(told: str) -> bool:
    """Whether words say of something told before that it is not so: "that is simply untrue"."""
    return bool(
        re.match(rf"^\W*(?:that )?{_IT} (?:is|are|was|were|['’] ?s) (?:\w+ ){{0,2}}{FALSEHOOD}\b", told)
    ) or bool(re.match(r"^\W*(?:that|this|it) (?:\w+ )?(?:never happened|did not happen)", told))


def _by_cue(said: str, cue: Sequence[str]) -> Act | None:
    for pattern, named in _PHRASE:
        if pattern.search(said):
            return named
    # The first verb that says more than "said" decides: "denied asking", "pleaded with ... to support".
    for word in cue:
        act = _ACT_OF.get(word)
        if act is not None:
            return act
    return None


# Verbs and nouns by which a claim is denied or disputed.
REFUSING = frozenset((_VERBS["denies"] + " " + _VERBS["disputes"]).split())
# Words that may tell of a statement within another's content.
REPORTING = frozenset(_ACT_OF) - frozenset(
    "rules charges orders need needs needed like likes liked see sees saw seen view views care cares known support "
    "supports command commands commit committed charged required offer offers like love fault felt".split()
) | frozenset(
    "said says say saying told tells telling added wrote writes written tweeted stated states announced announces "
    "announcing claimed claims claiming claim insisted insists argued argues reported reports reportedly according "
    "warned warns warning explained suggested suggests declared declares testified mentioned described describes "
    "maintained maintains assured advised replied stressed signalled hinted quoted quoting cited citing called".split()
)
