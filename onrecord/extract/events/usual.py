"""Words of the list of triggers that in most reports tell of something else, when they stand alone.

"They gave it a second look", "the race for the nomination", "it helps", "the debate": written from the words' senses
in a dictionary, before they were counted.
"""

from __future__ import annotations

from onrecord.extract.events.inflection import noun_forms, verb_forms

_VERBS = """
accept back brief receive host tour hold sign recognize recognise honor honour appreciate cheer admire adopt crown
celebrate decorate bestow unveil defend advocate champion elect award acknowledge allow permit let grant yield lift drop
pause ease soften reopen relax spare loosen shelve join buy sell purchase trade lease import export build resume revive
share exchange pool integrate acquire swap help give send provide supply deliver fund finance treat feed equip train arm
contribute protect save house truck bus shield distribute lend repair escort inject ferry underwrite rebuild release
free return retire abandon dismantle seek require suggest press command pressure insist badger solicit canvass try
question claim regret suspect brand label review monitor search trace examine inspect fine interview fault comb quiz
grill mock challenge ignore defy prevent delay block resist bar skip stall violate object obstruct shun disagree
contradict rattle rally march gather occupy storm strike parade chant boo mob strip cut freeze impose cancel exclude
discontinue scrap halve axe downgrade withhold move enter advance launch position station guard mass amass circle ring
shadow surround muster scramble shut close seal destroy capture displace restrict jam bug silence disqualify smash
torch hit beat battle fight target crush hurt explode punch hammer fire gun stone shell liberate repel sink hang slash
knife batter flatten choke clash want hope go head offer settle talk speak tell nominate vote invest look volunteer
"""
_NOUNS = """
talk conference audience gathering debate proceedings interview trip discussion conversation hearing election award
adoption signing thanks thank trade exchange swap sale export contract alliance drill exercise delivery supply
protection help treatment training package loan relief shelter funding compensation exit return release departure
evacuation order call bid command application appeal requirement proposal claim charge suit fury question review
questioning backlash challenge opposition threat warning rally march vigil gathering unrest demonstration occupation
freeze cut duty termination severance firing breakdown cancellation alert launch reinforcement drill deployment sweep
closure restriction capture clearance closing shutting fine purge battle war combat offensive blast barrage destruction
punch conquest coup strike fighting commitment promise understanding guarantee assurance undertaking settlement deal
violation denial objection concession reversal lifting easing mercy support backing recognition
"""


VERBS_MOSTLY_ELSE = frozenset(form for word in _VERBS.split() for form in verb_forms(word))
NOUNS_MOSTLY_ELSE = frozenset(form for word in _NOUNS.split() for form in noun_forms(word))
