"""The part of society that a role or an organization belongs to, by its words.

Codes are those of PLOVER's manual (Open Event Data Alliance): its sectors, and of
its codes for actors beyond one country IGO and NGO.  SECTORS says what each stands
for.  Two differ from the older CAMEO: journalists are JRN, and MED is medicine.

A sector is read off the words alone: an unknown company's or a minister's name tells
nothing.  Phrases of the tables stand before single words, decisive words before vague
ones ("rebel commander"), what stands before a preposition before what follows it
("minister for the army"), and a last word before those that qualify it ("police
union").  Who has no sector but would borrow a wrong one gets none: the president's
wife, a company's lawyer, a military analyst.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, takewhile
from typing import NamedTuple

from onrecord.extract.countries import country_of

SECTORS = {
    "GOV": "government: heads of state, ministers and their offices, governing parties, diplomats, local authorities",
    "MIL": "a state's military",
    "JUD": "courts, judges, juries, prosecutors",
    "LEG": "legislatures and their members",
    "COP": "police, investigating and protecting services, border guards",
    "SPY": "a state's intelligence services",
    "OPP": "political opposition: opposition parties, dissidents, protesters against a government",
    "PTY": "parties and their people, where neither government nor opposition is said",
    "REB": "armed groups that fight a state",
    "PRM": "paramilitary groups that do not",
    "UAF": "armed people of whom it is not said whose they are",
    "BUS": "companies, banks, business people",
    "LAB": "organized labour and workers",
    "AGR": "farming and farm workers",
    "EDU": "schools, universities, teachers, students, scholars",
    "MED": "medicine and health care",
    "JRN": "news media and journalists",
    "REL": "religious bodies and clergy",
    "REF": "refugees and displaced people",
    "CRM": "criminals and gangs",
    "ELI": "elites outside office: former officials, royalty without rule, celebrities",
    "SOC": "civil society not covered otherwise: activists, movements, think tanks",
    "CVL": "civilians, residents, voters, witnesses",
    "IGO": "international organizations of states, and their staff",
    "NGO": "non-governmental organizations, charities, rights groups",
}

# Words and phrases that decide.
_DECISIVE = {
    "GOV": """
        minister, ministers, ministry, ministries, premier, premiers, pm, prime minister, prime ministers, government,
        governments, govt, governor, governors, gov, mayor, mayors, ambassador, ambassadors, embassy, consulate, consul,
        consul general, kremlin, white house, downing street, pentagon, elysee, kantei, oval office, chancellery,
        head of state, head of government, heads of state, heads of government, supreme leader, crown prince,
        attorney general, solicitor general, auditor general, inspector general, surgeon general, governor general,
        undersecretary, under secretary, press secretary, chief of staff, cabinet secretary, permanent secretary,
        national security adviser, national security advisor, national security council, national security team,
        state department, treasury, foreign office, home office, west wing, city hall, city council, town council,
        county council, city councillor, councillor, councillors, councilor, councilman, councilwoman, alderman,
        county executive, county commissioner, county commissioners, town hall, municipality, ruling party,
        governing party, ruling coalition, governing coalition, civil servant, civil servants, central bank,
        central banks, central banker, central bankers, reserve bank, federal reserve, bank of england, bank of japan,
        bank of israel, bank of canada, bank of russia, bank of italy, bank of korea, bank of thailand, bank of mexico,
        electoral commission, election commission, elections commission, federal election commission,
        securities and exchange commission, federal trade commission, federal communications commission,
        environmental protection agency, internal revenue service, food and drug administration,
        centers for disease control, disease control, homeland security, fire department, fire brigade, fire service,
        fire chief, firefighter, firefighters, health officials, health official, health authorities, health authority,
        health commissioner, election officials, city officials, county officials, state officials, local authorities,
        epa, irs, fcc, fda, cdc, nasa, tsa, faa, fema, hmrc, ofcom, ofgem, ombudsman, regulator, regulators,
        secretary of state, politburo, state council, privy council, communist party of china, chinese communist party,
        monarch, emir, president elect, first minister, lord mayor, permanent representative, civil administration,
        presidential administration, presidential palace, royal court, royal palace, attorneys general,
        buckingham palace, chancellor of the exchequer, exchequer, republican president, democratic president,
        government spokesman, government spokeswoman, heir apparent, city manager, state government, customs official,
        customs officials, customs officer, customs officers, customs service
        """,
    "MIL": """
        army, armies, navy, air force, marines, marine corps, military, troops, soldier, soldiers, armed forces,
        armed services, defence force, defense force, defence forces, defense forces, ground forces, special forces,
        naval forces, government forces, government troops, coalition forces, coalition troops, allied forces,
        occupation forces, regiment, battalion, brigade, infantry, artillery, airman, airmen, serviceman, servicemen,
        servicewoman, servicewomen, sailor, paratrooper, paratroopers, colonel, colonels, lieutenant,
        lieutenant general, lieutenant colonel, brigadier, brigadier general, major general, admiral, admirals,
        vice admiral, rear admiral, field marshal, air marshal, air vice marshal, generals, col, gen, lt, maj, sgt maj,
        joint chiefs, chief of the general staff, general staff, centcom, central command, joint command,
        national guard, coast guard, coastguard, republican guard, revolutionary guard, revolutionary guards, irgc, idf,
        israel defense forces, military police, military academy, junta, national army, people's liberation army,
        commander in chief
        """,
    "JUD": """
        judge, judges, court, courts, supreme court, high court, appeals court, tribunal, magistrate, magistrates,
        prosecutor, prosecutors, prosecution, prosecutor general, special prosecutor, special counsel,
        independent counsel, district attorney, district attorneys, county attorney, city attorney,
        crown prosecution service, jury, juries, juror, jurors, grand jury, chief justice, associate justice,
        lord justice, justices, judiciary, coroner, coroners, public defender, investigating magistrate,
        court of appeal, court of appeals, constitutional court, military court, notary, us attorney, u.s. attorney,
        u.s. attorneys, us attorneys, state's attorney, prosecuting attorney, prosecuting attorneys, attorneys office
        """,
    "LEG": """
        senator, senators, sen, sens, senate, congress, congressman, congressmen, congresswoman, congresswomen,
        congressional, lawmaker, lawmakers, legislator, legislators, legislature, legislatures, parliament, parliaments,
        parliamentarian, parliamentarians, parliamentary, mp, mps, mep, meps, msp, msps, rep, reps, assemblyman,
        assemblywoman, assemblymember, house of representatives, house of commons, house of lords, house speaker,
        house democrats, house republicans, house gop, house committee, house majority, house minority,
        house intelligence, house judiciary, house oversight, house ethics, house appropriations, house foreign affairs,
        speaker of the house, speaker of parliament, national assembly, state assembly, legislative assembly,
        legislative council, duma, knesset, bundestag, bundesrat, verkhovna rada, rada, lok sabha, rajya sabha, sejm,
        storting, riksdag, folketing, eduskunta, dail, majlis, oireachtas, seimas, saeima, althing,
        state representative, state representatives, backbencher, backbenchers, majority leader, minority leader,
        majority whip, minority whip, chief whip, baroness, parliamentary group, national people's congress,
        upper house, lower house, u.s. house, us house, house of, assembly speaker, member of congress,
        members of congress, member of parliament, members of parliament, armed services committee,
        intelligence committee, judiciary committee, foreign affairs committee, foreign relations committee,
        homeland security committee, select committee, oversight committee, senate committee, senate intelligence,
        parliamentary committee
        """,
    "COP": """
        police, policeman, policemen, policewoman, police officer, police officers, police force, police forces,
        police department, police chief, sheriff, sheriffs, deputy sheriff, detective, detectives, constable,
        constables, trooper, troopers, state trooper, gendarme, gendarmes, gendarmerie, carabinieri, scotland yard, fbi,
        federal bureau of investigation, dea, atf, nypd, lapd, psni, drug enforcement administration, border patrol,
        border guard, border guards, border police, border force, customs enforcement,
        immigration and customs enforcement, secret service, law enforcement, marshals service, security forces,
        security force, police academy, guardia civil, civil guard, national crime agency, bureau of investigation,
        criminal investigation, investigative committee, riot police, rcmp, mounted police, sheriff's deputy,
        sheriff's deputies, sheriff's office, us marshals, u.s. marshals
        """,
    "SPY": """
        cia, nsa, mi5, mi6, fsb, gru, svr, kgb, mossad, shin bet, bnd, dgse, dgsi, gchq, csis, asio, sbu, stasi, isi,
        central intelligence agency, national security agency, intelligence agency, intelligence agencies,
        intelligence service, intelligence services, intelligence official, intelligence officials,
        intelligence officer, intelligence officers, intelligence chief, intelligence chiefs, intelligence community,
        intelligence analyst, intelligence analysts, national intelligence, spy, spies, spy agency, spy agencies,
        spymaster, spy chief, spy chiefs, secret police, security service, counterintelligence, military intelligence,
        inter-services intelligence
        """,
    "OPP": """
        opposition, opposition leader, opposition leaders, opposition party, opposition parties, opposition figure,
        opposition activist, leader of the opposition, dissident, dissidents, protester, protesters, protestor,
        protestors, demonstrator, demonstrators, muslim brotherhood, democracy activist, democracy activists,
        government critic, kremlin critic, government in exile, political prisoner, political prisoners,
        anti-government activist, anti-government activists, anti-government protesters, pro-democracy activist,
        pro-democracy activists, government critics, kremlin critics, opposition politician
        """,
    "PTY": """
        party, parties, party leader, party chairman, labour leader, labour party, labor party, conservative party,
        republican party, democratic party, communist party, socialist party, green party, liberal party,
        republican national committee, democratic national committee, rnc, dnc, gop, super pac, super pacs, tory,
        tories, liberal democrats, fidesz, likud, bjp, anc, african national congress, afd, cdu, csu, spd, ukip, snp,
        sinn fein, dup, sdlp, syriza, podemos, psoe, akp, chp, hdp, fatah, national front, national rally,
        five star movement, indian national congress, congress party, united russia, candidate, candidates,
        presidential candidate, nominee, presidential nominee, presidential hopeful, frontrunner, campaign manager,
        campaign chairman, campaign chair, campaign spokesman, campaign spokeswoman, caucus chair, running mate,
        zanu-pf, christian democratic union, christian social union, law and justice party
        """,
    "REB": """
        rebel, rebels, insurgent, insurgents, insurgency, militant, militants, guerrilla, guerrillas, guerilla,
        guerillas, separatist, separatists, jihadist, jihadists, jihadi, jihadis, extremist group, terrorist,
        terrorists, terror group, terrorist group, militant group, islamic state, isis, isil, daesh, taliban,
        boko haram, hamas, hezbollah, hizbollah, hizbullah, houthi, houthis, islamic jihad, nusra front,
        free syrian army, syrian democratic forces, arakan army, national liberation army, liberation front,
        tamil tigers, ltte, farc, eln, pkk, ypg, m23, shining path, abu sayyaf, jemaah islamiyah, haqqani network,
        haqqani, freedom fighter, freedom fighters, suicide bomber, suicide bombers, resistance army,
        kosovo liberation army, rapid support forces, al-qaeda, al-qaida, al-shabab, al-shabaab, al-nusra,
        tehrik-i-taliban, lord's resistance army, terror network, terrorist network, qaeda, qaida
        """,
    "PRM": """
        militia, militias, militiaman, militiamen, paramilitary, paramilitaries, vigilante, vigilantes, mercenary,
        mercenaries, wagner group, wagner, janjaweed, popular mobilization forces, popular mobilization units,
        death squad, death squads, self-defense group, self-defence group
        """,
    "UAF": """
        gunman, gunmen, armed men, armed man, armed group, armed groups, masked men, masked man, attackers, assailants,
        unidentified assailants, shooter
        """,
    "BUS": """
        company, companies, firm, firms, corporation, corporations, corp, inc, ltd, plc, llc, llp, gmbh, bank, banks,
        banker, bankers, business, businesses, businessman, businessmen, businesswoman, businesspeople, ceo, ceos, cfo,
        chief executive, chief executives, chief executive officer, chief financial officer, chief operating officer,
        entrepreneur, entrepreneurs, investor, investors, shareholder, shareholders, airline, airlines, airways,
        industries, industrialist, industrialists, manufacturer, manufacturers, manufacturing, retailer, retailers,
        chamber of commerce, trader, traders, broker, brokers, brokerage, employer, employers, contractor, contractors,
        oil company, startup, conglomerate, brewery, insurer, insurers, insurance, lender, lenders, supermarket,
        supermarkets, hedge fund, hedge funds, private equity, holdings, motors, pharmaceuticals, petroleum,
        technologies, stock exchange, factory, shop owner, shopkeeper, shopkeepers, store owner, tycoon, tycoons,
        magnate, oligarch, oligarchs, venture capitalist, investment bank, investment firm, credit union,
        bank of america, bank of china, royal bank, deutsche bank, jpmorgan, goldman sachs, goldman, citigroup, hsbc,
        barclays, wells fargo, general motors, general electric, western union, union pacific, wall street, google,
        facebook, twitter, microsoft, boeing, airbus, toyota, volkswagen, samsung, gazprom, rosneft, exxon, exxonmobil,
        chevron, pfizer, walmart, tesla, huawei, uber, netflix, siemens, nestle, lufthansa, restaurateur, hotelier,
        real estate developer, property developer, developers, landlord, landlords, wholesaler, steelmaker, automaker,
        automakers, carmaker, carmakers, drugmaker, drugmakers, pharmaceutical, law firm, grocer
        """,
    "LAB": """
        union, unions, unionist, unionists, trade union, trade unions, labor union, labour union, labor unions,
        union leader, union leaders, union official, union officials, trades union congress, teamsters, labor leader,
        labor leaders, workers, strikers, dockworkers, steelworkers, autoworkers, miners, laborers, labourers,
        shop steward, seiu, labor federation, labour federation, afl-cio, factory worker, construction worker,
        factory workers, autoworker, steelworker
        """,
    "AGR": """
        farmer, farmers, rancher, ranchers, peasant, peasants, farmworker, farmworkers, farm worker, farm workers,
        grower, growers, herder, herders, winegrower, winegrowers, dairy farmer, dairy farmers, farm bureau,
        farmers union, farmers unions, farming
        """,
    "EDU": """
        university, universities, college, colleges, school, schools, school board, school district, professor,
        professors, prof, teacher, teachers, headteacher, head teacher, headmaster, headmistress, student, students,
        pupil, pupils, lecturer, lecturers, academic, academics, scholar, scholars, academy of sciences,
        institute of technology, research institute, research center, research centre, researcher, researchers,
        scientist, scientists, political scientist, historian, historians, provost, rector, vice chancellor,
        medical school, law school, business school, high school, school principal, graduate student, phd student,
        doctoral student, undergraduate, undergraduates, harvard, yale, princeton, stanford, sorbonne, mit,
        student union, student council, faculty, campus, schoolteacher, physicist, physicists, biologist, biologists,
        astronomer, astronomers, sociologist, anthropologist, archaeologist, archaeologists, kindergarten
        """,
    "MED": """
        doctor, doctors, physician, physicians, nurse, nurses, surgeon, surgeons, medic, medics, paramedic, paramedics,
        midwife, midwives, hospital, hospitals, clinic, clinics, medical center, medical centre, medical association,
        pharmacist, pharmacists, psychiatrist, psychiatrists, dentist, dentists, epidemiologist, epidemiologists,
        virologist, virologists, pediatrician, paediatrician, oncologist, cardiologist, health worker, health workers,
        health care, healthcare, health care worker, health care workers, national health service, nhs,
        ambulance service, health system, medical officer, chief medical officer, physiotherapist, pathologist
        """,
    "JRN": """
        newspaper, newspapers, news agency, news agencies, news service, news network, news channel, news site,
        news website, news outlet, news outlets, news organization, news organizations, broadcaster, broadcasters,
        broadcasting, journalist, journalists, reporter, reporters, editor, editors, correspondent, correspondents,
        columnist, columnists, television, tv, radio, magazine, magazines, tabloid, tabloids, associated press,
        press association, press agency, news, reuters, afp, agence france presse, bbc, cnn, nbc, cbs, abc, npr, pbs,
        msnbc, al jazeera, al arabiya, tass, xinhua, ria novosti, interfax, kyodo, yonhap, anadolu, deutsche welle,
        state media, local media, news media, blogger, bloggers, photojournalist, photojournalists, cameraman,
        cameramen, news anchor, anchorman, anchorwoman, tv anchor, washington post, huffington post, new york post,
        jerusalem post, new york times, financial times, wall street journal, daily mail, daily telegraph, le monde,
        el pais, der spiegel, la repubblica, politico, buzzfeed, breitbart, newsweek, bloomberg, gazette, tribune,
        newsroom, press corps, press photographer, press pool, talk show host, radio host, tv host, television host,
        itar-tass, editor-in-chief, daily newspaper, weekly newspaper
        """,
    "REL": """
        church, churches, pope, bishop, bishops, archbishop, archbishops, imam, imams, rabbi, rabbis, priest, priests,
        pastor, pastors, reverend, rev, vicar, cleric, clerics, clergy, clergyman, monk, monks, nun, nuns, ayatollah,
        grand ayatollah, patriarch, patriarchate, diocese, archdiocese, parish, synagogue, mosque, mosques, monastery,
        dalai lama, mufti, grand mufti, vatican, holy see, evangelical, evangelicals, chaplain, theologian, missionary,
        missionaries, council of churches, world council of churches, preacher, bishops' conference, jehovah witnesses
        """,
    "REF": """
        refugee, refugees, asylum seeker, asylum seekers, displaced people, displaced persons, displaced families,
        internally displaced, evacuee, evacuees, migrants, migrant
        """,
    "CRM": """
        criminal, criminals, gang, gangs, gang member, gang members, gang leader, gangster, gangsters, cartel, cartels,
        drug cartel, drug lord, drug dealer, drug dealers, mafia, mob boss, mobster, mobsters, yakuza, camorra,
        cosa nostra, smuggler, smugglers, trafficker, traffickers, drug trafficker, drug traffickers, robber, robbers,
        bank robber, burglar, burglars, thief, thieves, murderer, murderers, killer, killers, serial killer, kidnapper,
        kidnappers, hijacker, hijackers, pirate, pirates, hacker, hackers, fraudster, fraudsters, convict, convicts,
        crime boss, crime syndicate, crime group, rapist, arsonist, con man, con artist, 'ndrangheta, ms-13,
        school shooter
        """,
    "ELI": """
        celebrity, celebrities, actor, actors, actress, actresses, singer, singers, rapper, pop star, rock star,
        film star, movie star, supermodel, first lady, duke, duchess, prince, princess, royal family, socialite,
        film director, filmmaker, novelist, musician, elder statesman
        """,
    "SOC": """
        activist, activists, campaigner, campaigners, rights activist, rights activists, human rights activist,
        human rights activists, environmentalist, environmentalists, civil rights leader, community leader,
        community leaders, community organizer, black lives matter, think tank, think tanks, bar association,
        civil society, neighborhood association, residents association, feminist, feminists, brookings institution,
        heritage foundation, cato institute, chatham house, carnegie endowment, atlantic council,
        american enterprise institute, council on foreign relations, tribal leader, tribal leaders, tribal elder,
        tribal elders, village elder, village elders
        """,
    "CVL": """
        civilian, civilians, resident, residents, villager, villagers, citizen, citizens, voter, voters, witness,
        witnesses, eyewitness, eyewitnesses, bystander, bystanders, passerby, passersby, townspeople, tourist, tourists,
        passenger, passengers, commuter, commuters, shopper, shoppers, homeowner, homeowners, tenants, taxpayers,
        members of the public, member of the public, locals, passer-by, passers-by
        """,
    "IGO": """
        united nations, un, nato, north atlantic treaty organization, eu, european union, european commission,
        european parliament, european council, council of europe, african union, arab league, league of arab states,
        league of nations, asean, opec, osce, imf, international monetary fund, world bank, wto,
        world trade organization, world trade organisation, world health organization, world health organisation,
        unicef, unesco, unhcr, unrwa, undp, ocha, iaea, international atomic energy agency, atomic energy agency,
        un security council, security council, un general assembly, world food programme, world food program, wfp,
        international criminal court, icc, international court of justice, icj, court of human rights, european court,
        european court of justice, international criminal tribunal, oecd, g7, g8, g20, group of seven, group of eight,
        group of 20, brics, mercosur, ecowas, sadc, apec, interpol, europol, eurojust, frontex, european central bank,
        ecb, gulf cooperation council, gcc, oas, organization of american states, organisation of islamic cooperation,
        organization of islamic cooperation, oic, shanghai cooperation organization, shanghai cooperation organisation,
        commonwealth of independent states, international organization for migration,
        international organisation for migration, iom, international energy agency, international labour organization,
        asian development bank, african development bank, peacekeeper, peacekeepers, peacekeeping, peacekeeping force,
        peacekeeping mission, refugee agency, high commissioner for refugees, high commissioner for human rights,
        food and agriculture organization, secretary general of the united nations, un secretary general,
        nato secretary general, eurogroup, chemical weapons watchdog, nuclear watchdog, opcw, u.n., e.u.,
        u.n. security council, u.n. general assembly, eu ambassador, inter-american development bank,
        eurasian economic union, u.n. secretary general
        """,
    "NGO": """
        red cross, red crescent, international committee of the red cross, icrc, amnesty, amnesty international,
        human rights watch, oxfam, greenpeace, save the children, doctors without borders, medecins sans frontieres,
        msf, wwf, world wildlife fund, caritas, transparency international, aclu, civil liberties union, naacp,
        planned parenthood, national rifle association, nra, human rights campaign, sierra club, salvation army,
        syrian observatory, observatory for human rights, white helmets, reporters without borders,
        committee to protect journalists, refugee council, charity, charities, ngo, ngos, nonprofit, nonprofits,
        foundation, rights group, rights groups, human rights group, human rights groups, aid group, aid groups,
        aid agency, aid agencies, aid worker, aid workers, aid organization, aid organizations, relief agency,
        relief agencies, relief worker, relief workers, humanitarian organization, humanitarian organizations,
        humanitarian worker, advocacy group, advocacy groups, advocacy organization, press freedom group, food bank,
        campaign group, pressure group, environmental group, environmental groups, watchdog group, rights organization,
        rights organizations, philanthropist, nongovernmental organization, non-governmental organization,
        non-governmental organisation, non-governmental organizations
        """,
}

# Words that tell only where nothing decisive stands.
_VAGUE = {
    "GOV": """
        envoy, envoys, special envoy, diplomat, diplomats, diplomacy, administration, authority, authorities, council,
        commission, commissioner, commissioners, cabinet, regime, king, queen, sultan, municipal, county, federal,
        statesman, bureaucrat, bureaucrats, bureaucracy, delegation, negotiator, negotiators, presidency, presidential,
        ministerial, governorate, prefecture, prefect, district administrator
        """,
    "MIL": """
        commander, commanders, commandant, sergeant, sgt, corporal, forces, naval, chief of defence, defence staff,
        defense staff, squadron, fleet
        """,
    "JUD": "judicial",
    "LEG": "deputy speaker, legislative, assembly, deputies, peer, peers",
    "COP": "inspector, inspectors, superintendent, investigators, insp, supt, det",
    "SPY": "intelligence",
    "PTY": """
        democrat, democrats, republican, republicans, conservatives, socialists, communists, greens, liberals, labour,
        social democrats, christian democrats, campaign, delegates, democratic, centrist, populist, populists
        """,
    "REB": "fighter, fighters, resistance, islamist, islamists",
    "BUS": "industry, trade group, developer, commercial, corporate, billionaire, billionaires, utility",
    "LAB": "worker, labor, striker, laborer, labourer",
    "AGR": "agricultural, farm, fishermen, fisherman",
    "EDU": "academy, institute, education, dean, scientific, graduate, graduates, educator, educators, research",
    "MED": "health, medical, medicine, ambulance, therapist, therapists",
    "JRN": "media, press, channel, network, publisher, publishers, photographer, photographers, anchor, daily, weekly",
    "REL": "religious, cardinal, catholic, sheikh",
    "CRM": "suspect, suspects, crime, defendant, defendants, inmate, inmates",
    "ELI": "royal, royals, author, writer, star, stars, artist, poet, composer",
    "SOC": "community, association, organizer, organizers, volunteer, volunteers, advocate, advocates, movement, tribe",
    "CVL": "neighbors, neighbours, neighbor, neighbour, survivor, survivors, victim, victims, driver, drivers",
    "NGO": "human rights, humanitarian, watchdog, civil liberties",
    "IGO": "general assembly, international organization, international organisation, secretary general",
}

# Offices that firms, clubs and states have alike: GOV only beside a country's name or nothing at all.
_OFFICES = """
    president, presidents, vice president, vice presidents, chancellor, vp, official, officials, dictator, ruler, rulers
    """

# Words that name somebody of no sector and keep the rest of the phrase from giving one.
_BARRED = """
    lawyer, lawyers, attorney, attorneys, barrister, barristers, solicitor, solicitors, counsel, legal team,
    defense lawyer, defence lawyer, defense attorney, defense attorneys, defense team, human rights lawyer, wife,
    husband, widow, widower, son, sons, daughter, daughters, mother, father, parents, brother, brothers, sister,
    sisters, uncle, aunt, cousin, nephew, niece, grandson, granddaughter, grandfather, grandmother, relative, relatives,
    family, families, friend, friends, girlfriend, boyfriend, fiancee, biographer, analyst, analysts, expert, experts,
    pundit, pundits, pollster, pollsters, fan, fans, supporter, supporters, critic, critics, opponent, opponents,
    consultant, consultants, economist, economists, customer, customers, client, clients, patient, patients
    """

# The same, but only as the last word: before another it means something else ("veteran diplomat").
_BARRED_LAST = frozenset("veteran veterans enthusiast recruit contender rival rivals".split())

# Words that tell only as the last of their part: "a major", not "a major investor".
_LAST_ONLY = {
    "general": "MIL",
    "major": "MIL",
    "justice": "JUD",
    "times": "JRN",
    "journal": "JRN",
    "guardian": "JRN",
    "herald": "JRN",
}

# Phrases that contain a telling word and do not tell.
_EMPTY = """
    west bank, blood bank, river bank, tennis court, food court, basketball court, third party, search party,
    rescue party, birthday party, dinner party, social media, press conference, press officer, press office,
    press release, post office, task force, work force, air force one, rugby union, customs union, soviet union,
    state of the union, electoral college, publishing house, opera house, executive director, general manager,
    general director, general secretary, director general, general counsel, general election, general strike,
    major league, national team, film school, art director, news conference, security guard, security guards,
    prison guard, star witness, expert witness, bank holiday, court case, college football, guest house,
    international community, sales rep, union jack, opinion poll
    """

_PORTFOLIOS = """
    state, defense, defence, justice, treasury, interior, agriculture, commerce, labor, labour, education, energy,
    transportation, transport, health, health and human services, homeland security, housing, veterans affairs, foreign,
    foreign affairs, home, finance, environment, trade, culture, development, business, work and pensions, war, navy,
    army, air force, public works, public safety, corrections, natural resources, immigration, tourism
    """

_FORMER = frozenset("former ex onetime ousted deposed".split())
_FORMERLY_OFFICIAL = frozenset({"GOV", "LEG"})
_PREPOSITIONS = frozenset("of for at in with from to on against by near under over between among into within".split())
_OF_WHOM = frozenset("of for at with from to".split())
# Behind a word that bars, only an employer tells: "an economist at the World Bank".
_EMPLOYED = frozenset("at with from".split())
_COORDINATORS = frozenset({",", ";", "and", "or", "but", "as"})
_RELATIVES = frozenset("who whom whose which that where when while".split())
# What may stand beside an office that is a state's: "the new vice president", "presidents of the two countries".
_STATELY = frozenset(
    """
    a an the this that his her its their our my some many several two three all other another one former ex onetime
    ousted deposed late acting interim deputy vice new old current incumbent outgoing incoming then next first second
    last senior junior top high ranking unnamed anonymous elected elect local regional national federal provincial
    state us u s uk k america american western eastern northern southern north south united states kingdom central
    republic country countries nation nations island people foreign public de facto self styled transitional assistant
    security defense defence border finance economic trade tax immigration democratic islamic arab knowledge direct
    """.split()
)

# No role and no name is longer; what goes beyond is not read.
_MOST_WORDS = 60

_TOKEN = re.compile(r"[^\W_]+|[,;]")
_POSSESSIVE = re.compile(r"\s*['’]\s*s\b")

# How much an entry tells, least first.
_EMPTIES, _OFFICE, _VAGUELY, _DECIDES, _BARS = range(5)


class _Entry(NamedTuple):
    how: int
    sector: str | None


class _Found(NamedTuple):
    """An entry found in the words, with its place."""

    first: int
    last: int
    entry: _Entry


def sector_of(words: Iterable[str]) -> str | None:
    """The sector of a role or an organization by its words, in any case; None where nothing tells.

    "WHO" in capitals is the World Health Organization; in small letters it begins a clause, which is not read.
    """
    words = islice(words, _MOST_WORDS)
    tokens = _tokens(" ".join("World Health Organization" if word == "WHO" else word for word in words))
    tokens = list(takewhile(lambda token: token not in _RELATIVES, tokens[:_MOST_WORDS]))
    if [token for token in tokens if token != "the"] == ["house"]:
        return "LEG"
    vague = None
    for start, end in _parts(tokens, _COORDINATORS, list(_matches(tokens))):
        sector, decided = _of_phrase(tokens[start:end])
        if decided:
            return sector
        vague = vague or sector
    return vague


def _of_phrase(tokens: Sequence[str]) -> tuple[str | None, bool]:
    """The sector of a phrase without coordination, and whether its words decide."""
    found = list(_matches(tokens))
    vague: str | None = None
    barred = False
    parts = _parts(tokens, _PREPOSITIONS, found)
    for number, (start, end) in enumerate(parts):
        if barred and tokens[start - 1] not in _EMPLOYED:
            continue
        best = _best([one for one in found if start <= one.first < end], tokens, end)
        if best is None:
            continue
        how, sector = best.entry
        if how == _BARS:
            barred = True
        elif how == _OFFICE and not _of_a_state(tokens, start, best, parts[number + 1 :]):
            continue
        else:
            if sector in _FORMERLY_OFFICIAL and any(token in _FORMER for token in tokens[start : best.first]):
                sector = "ELI"
            if how == _DECIDES:
                return sector, True
            vague = vague or sector
    return vague, False


def _best(inside: Sequence[_Found], tokens: Sequence[str], end: int) -> _Found | None:
    """What tells most in a part of a phrase: its last entry if that bars, else the last of those that tell most."""
    told = [one for one in inside if one.entry.how != _EMPTIES]
    final = _final().get(tokens[end - 1])
    if final and not _covers(inside, end - 1):
        told.append(_Found(end - 1, end, final))
    if told and told[-1].entry.how == _BARS:
        return told[-1]
    told = [one for one in told if one.entry.how != _BARS]
    return max(told, key=lambda one: (one.entry.how, one.first), default=None)


def _covers(found: Sequence[_Found], word: int) -> bool:
    return any(one.first <= word < one.last for one in found)


def _of_a_state(tokens: Sequence[str], start: int, office: _Found, after: Sequence[tuple[int, int]]) -> bool:
    """Whether an office has a country beside it, or nobody whose it could be."""
    beside = [tokens[start : office.first]]
    if after and tokens[after[0][0] - 1] in _OF_WHOM:
        beside.append(tokens[after[0][0] : after[0][1]])
    return all(_stately(words) for words in beside)


def _stately(words: Sequence[str]) -> bool:
    first = 0
    while first < len(words):
        for last in range(min(first + 3, len(words)), first, -1):
            if country_of(" ".join(word.capitalize() for word in words[first:last])):
                first = last
                break
        else:
            if words[first] not in _STATELY:
                return False
            first += 1
    return True


def _tokens(text: str) -> list[str]:
    """Words and commas in small letters, without accents, possessive endings and other marks."""
    text = unicodedata.normalize("NFD", _POSSESSIVE.sub(" ", text.lower()))
    return _TOKEN.findall("".join(char for char in text if unicodedata.category(char) != "Mn"))


def _parts(tokens: Sequence[str], between: frozenset[str], found: Sequence[_Found]) -> list[tuple[int, int]]:
    """The parts between certain words, save where such a word is inside an entry ("bank of japan")."""
    cuts = [i for i, token in enumerate(tokens) if token in between and not _covers(found, i)]
    bounds = zip([0, *(cut + 1 for cut in cuts)], [*cuts, len(tokens)], strict=True)
    return [(start, end) for start, end in bounds if start < end]


def _matches(tokens: Sequence[str]) -> Iterator[_Found]:
    """The entries in the words from left to right, the longest at each place."""
    table, longest = _table()
    first = 0
    while first < len(tokens):
        for last in range(min(first + longest, len(tokens)), first, -1):
            entry = table.get(tuple(tokens[first:last]))
            if entry:
                yield _Found(first, last, entry)
                first = last
                break
        else:
            first += 1


@lru_cache(maxsize=1)
def _table() -> tuple[dict[tuple[str, ...], _Entry], int]:
    """All entries by their words, and the longest entry's length."""
    table: dict[tuple[str, ...], _Entry] = {}
    for how, by_sector in ((_VAGUELY, _VAGUE), (_DECIDES, _DECISIVE)):
        for sector, text in by_sector.items():
            table.update((words, _Entry(how, sector)) for words in _entries(text))
    table.update((words, _Entry(_OFFICE, "GOV")) for words in _entries(_OFFICES))
    table.update((words, _Entry(_BARS, None)) for words in _entries(_BARRED))
    table.update((words, _Entry(_EMPTIES, None)) for words in _entries(_EMPTY))
    for portfolio in _entries(_PORTFOLIOS):
        for noun in ("secretary", "department"):
            for words in ((*portfolio, noun), (noun, "of", *portfolio), (noun, "for", *portfolio)):
                table[words] = _Entry(_DECIDES, "GOV")
    return table, max(map(len, table))


@lru_cache(maxsize=1)
def _final() -> dict[str, _Entry]:
    """What some words tell only at the end of a part."""
    final = {word: _Entry(_VAGUELY, sector) for word, sector in _LAST_ONLY.items()}
    return final | {word: _Entry(_BARS, None) for word in _BARRED_LAST}


def _entries(text: str) -> Iterator[tuple[str, ...]]:
    for entry in text.split(","):
        if words := tuple(_tokens(entry)):
            yield words
