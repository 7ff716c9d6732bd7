"""Nouns that stand for a person or an organization by office, work or relation.

Written from the vocabulary of news reports in general; "the minister", "her
lawyer", "the ministry" are the ways in which a report speaks of somebody it has
named before.
"""

from __future__ import annotations

PERSON_ROLES = frozenset(
    """
    accuser activist actor actress adviser advisor advocate agent aide ally ambassador analyst anchor announcer
    archaeologist archbishop artist assistant astronaut astronomer athlete attorney aunt author baker banker barber
    baron barrister billionaire biographer biologist bishop blogger bookseller boss boy brewer bricklayer brother
    builder businessman businesswoman butcher campaigner candidate captain cardinal caretaker carpenter chair
    chairman chairperson chairwoman challenger chancellor chaplain chef chemist chief cleaner cleric clerk coach
    collector colonel columnist comedian commandant commander commentator commissioner composer conductor
    congressman congresswoman constable consul consultant contractor controller convict cook coordinator coroner
    correspondent councillor councilman councilor councilwoman counsel counsellor cousin critic curator daughter
    dealer dean defendant defender democrat deputy designer detective developer dictator diplomat director doctor
    donor driver ecologist economist editor electrician emir engineer entrepreneur envoy epidemiologist executive
    expert farmer father firefighter fisherman fitter florist forecaster forester founder friend frontman gardener
    general geologist girl goalkeeper governor grandfather grandmother grocer guard guitarist hairdresser head
    headmaster headmistress headteacher heir historian host husband imam incumbent inspector instructor investigator
    investor jockey joiner journalist judge juror justice keeper king landlord lawmaker lawyer leader lecturer
    legislator librarian lieutenant lobbyist machinist magistrate magnate major man manager marine marshal mason
    mayor mechanic mediator medic member mentor merchant meteorologist midwife miller millionaire miner minister
    moderator mogul monarch monk mother musician negotiator neighbor neighbour nephew neurologist niece nominee
    novelist nun nurse officer official ombudsman operator organiser organizer owner paediatrician painter paramedic
    partner pastor patient patriarch pharmacist philanthropist philosopher photographer physician physicist pianist
    pilot plaintiff planner player playwright plumber poet policeman policewoman politician pollster pope porter
    postman potter premier president priest prime prince princess principal prisoner producer professor programmer
    promoter prosecutor psychiatrist psychologist publisher pundit pupil queen rabbi ranger reader rector registrar
    relative reporter representative republican rescuer researcher resident rival roofer sailor scholar scientist
    sculptor seamstress secretary seismologist senator sergeant sheikh shepherd sheriff shopkeeper singer sister
    skipper socialist soldier solicitor son speaker specialist spokesman spokesperson spokeswoman sportsman star
    statesman statistician steward stewardess strategist striker student suitor sultan superintendent supervisor
    surgeon surveyor suspect tailor teacher technician teenager tenant theologian therapist trader trainer
    translator treasurer trucker trustee tutor tycoon umpire uncle undersecretary vet veteran veterinarian vicar
    victim virologist waiter waitress warden weaver welder whistleblower widow widower wife winger winner witness
    woman worker writer
    """.split()
)

ORGANIZATION_ROLES = frozenset(
    """
    academy administration agency airline alliance army assembly association authority bank board body brewery
    brigade broadcaster bureau business cabinet campaign carrier center centre chain chamber channel charity church
    club coalition college commission committee company confederation conglomerate congress consortium consulate
    cooperative corporation council court department developer embassy enterprise faction factory federation firm
    force forces foundation fund gang government group hospital institute institution junta lab laboratory league
    legislature library magazine maker manufacturer military militia ministry mission mosque movement museum navy
    network newspaper ngo office operator orchestra organisation organization outlet paper parliament partnership
    party police prosecution publication regime regiment regulator retailer school secretariat senate service
    shelter society startup studio supplier team tribunal troupe trust union unit university utility watchdog
    website wing
    """.split()
)

GROUP_ROLES = frozenset(
    """
    activists advisers advisors aides allies analysts attorneys authorities boys brothers candidates companies
    countries couple critics daughters delegates democrats diplomats doctors economists experts families family
    firefighters girls governments guards guests investigators judges jurors jury lawmakers lawyers leaders
    magistrates members men militants ministers ministries neighbors neighbours nurses officers officials operatives
    opponents organisers organizers owners pair parents participants parties partners passengers patients players
    politicians pollsters prosecutors protesters pupils rebels relatives reporters representatives republicans
    rescuers researchers residents rivals scientists senators siblings sisters soldiers sons sources spokesmen
    states students supporters surrogates survivors suspects teachers trio troops twins unions victims villagers
    voters witnesses women workers writers
    """.split()
)

ROLES = PERSON_ROLES | ORGANIZATION_ROLES | GROUP_ROLES

# What stands before a role noun and belongs to it: "former", "defence", "deputy prime".
MODIFIERS = frozenset(
    "former ex acting deputy vice prime first foreign defense defence interior finance health education justice state "
    "attorney general lieutenant chief senior executive press managing co founder assistant associate major brigadier "
    "rear air army navy police fire school house senate majority minority opposition party presidential democratic "
    "republican labour labor conservative liberal independent federal regional national local county city municipal "
    "supreme court high district board campaign union club team head junior leading veteran retired interim special "
    "national security communications human rights research trade transport environment energy agriculture climate "
    "culture home housing science technology sports sport economic political military intelligence medical public "
    "world international global".split()
)
