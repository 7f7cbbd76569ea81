"""Callings: the nouns by which English says what somebody is, and the words that may stand before such a noun.

Wider than the titles of `vocabulary`: a text says "the tenant Jo Smith", but "Tenant Smith" is no form of address. So
these make roles of people who are known to be people; they never make a person of a name.
"""

from typing import Final

from desktop.entities.text import vocabulary as lists


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CALLINGS: Final = _words(
    "abbot academic accountant accuser administrator advocate ally analyst animator announcer applicant apprentice "
    "archivist assassin assistant associate attacker auctioneer author baker ballerina barber barrister bartender "
    "batsman batter bishop blogger bodyguard bookseller bowler breeder brewer broker builder bureaucrat butcher "
    "caregiver caretaker carer carpenter cartoonist cashier catcher chaplain chef choreographer cleaner clerk climber "
    "cobbler coder collector columnist conservationist consultant contractor convict cook coroner cornerback "
    "councillor councilor courier critic customer dealer deacon decathlete defendant dentist dermatologist detainee "
    "developer devotee dietitian dramatist economist editor educator electrician employee essayist ethicist evangelist "
    "examiner exile expert explorer fan fellow figurehead financier finalist firefighter fisher "
    "florist forecaster frontrunner fugitive fullback gamer gangster gardener graduate grocer guard guide guru gymnast "
    "hacker hairdresser handyman heir heiress herder hero heroine homeowner hostage host hotelier hunter hurdler "
    "icon illustrator immigrant importer industrialist infielder influencer informant inmate instructor interpreter "
    "inventor investigator jeweller jeweler jockey jumper juror killer landlady landlord lecturer legend legislator "
    "librarian lifeguard linebacker linguist lobbyist logger lyricist machinist magician magnate maker marathoner "
    "mariner marine mastermind mathematician mechanic medalist medallist medic member merchant midwife miner "
    "missionary model mogul monarch monsignor mountaineer murderer naturalist navigator newcomer newsreader notary "
    "nutritionist oligarch olympian operator organiser organizer outfielder paralegal paralympian paramedic parent "
    "parliamentarian participant partner passenger patient pensioner pharmacist philanthropist pitmaster planner "
    "playwright plumber podcaster politician pollster potter prisoner programmer promoter psychiatrist psychologist "
    "psychotherapist publicist publisher pundit pupil racer rancher ranger realtor receptionist recruiter reformer "
    "reliever restaurateur retailer retiree rookie rower sailor salesperson scholar schoolteacher screenwriter "
    "seamstress server servicewoman shepherd shooter shopper shortstop showrunner singer-songwriter skater slugger "
    "smuggler snowboarder socialite soldier songwriter specialist speechwriter sponsor spy star statistician "
    "steward stewardess stockbroker storyteller streamer student stylist supervisor supporter surfer surveyor sweeper "
    "tailor technician technologist teenager tenant terrorist theologian therapist thrower toddler tourist trader "
    "translator triathlete trucker tutor tycoon typist undertaker urbanist usher vendor veterinarian vicar villager "
    "viewer visitor vlogger vocalist voter waiter waitress warden weaver welder winemaker winner wrestler youtuber "
    "svp evp avp cto coo cmo cio cso cpo ciso dj mc md phd gp qc kc co-founder cofounder co-owner co-author co-host "
    "co-chair co-director ex-wife ex-husband native titan pioneer lawmaker peer postdoc intern trainee"
)
_KIN: Final = _words("mother father mom mum dad parent grandmother grandfather widow widower")
_ENDINGS: Final = (
    "man", "woman", "person", "men", "women", "ologist", "ographer", "iatrist", "ician", "ologists", "ographers",
)  # fmt: skip
_NO_CALLINGS: Final = _words(
    "human german roman norman ottoman woman man person men women talisman caiman shaman mandarin"
)

_SINGULAR: Final = (lists.OFFICE_TITLES | lists.ROYAL_TITLES | _CALLINGS | _words("professor reverend")) - _words(
    "forward keeper pitcher driver agent general major private chair head"
)
"""Head nouns in the middle of a sentence; "head" and "chair" only where a person is meant already."""

SHORT_MODIFIERS: Final = lists.ROLE_MODIFIERS | lists.PORTFOLIOS

_NO_MODIFIERS: Final = _words(
    "met saw beat told made took named put let got led left lost won hit sent paid heard found held kept knew gave "
    "became asks says meets joins beats tells saying including involving meaning making giving taking seeing being "
    "plus namely dear versus vs late-night years year months weeks days age aged percent per cent about around almost "
    "nearly only just even alongside besides beside except minus beyond onto upon within amid amongst across along "
    "toward towards via whereas whether either neither nor both former's mr mrs ms dr"
)
_PARTICIPLES: Final = _words(
    "retired renowned acclaimed celebrated disgraced convicted accused alleged appointed elected trained jailed wanted "
    "exiled decorated self-employed disabled married divorced registered licensed certified experienced acting leading "
    "managing founding training visiting aspiring rising ruling sitting serving marketing advertising publishing "
    "engineering nursing banking mining fishing farming boxing racing swimming skiing cycling skating wrestling "
    "surfing climbing programming consulting purchasing housing planning gaming filming recording casting starting "
    "closing coaching working acting reigning defending promising outstanding struggling budding undefeated unbeaten"
)


def is_calling(word: str) -> bool:
    """Whether a word in lower case says what somebody is: "physicist", "vice-chairman", "editor-in-chief"."""
    if word in _SINGULAR or word in lists.OFFICE_TITLES or word in lists.ROYAL_TITLES:
        return True
    if "-" in word:
        first, last = word.split("-")[0], word.rpartition("-")[2]
        return any(part in _SINGULAR or part in lists.OFFICE_TITLES for part in (first, last))
    return word.endswith(_ENDINGS) and word not in _NO_CALLINGS and len(word) > len("chef")


def is_kin(word: str) -> bool:
    """Whether a word says whose parent or widow somebody is; a role only with a word that says more."""
    return word in _KIN


def may_modify(word: str) -> bool:
    """Whether a word that is written small may stand before a calling and belong to it: "a trade union leader"."""
    if word in _PARTICIPLES or word in SHORT_MODIFIERS:
        return True
    if word in lists.SMALL or word in lists.SPEECH or word in lists.KIN or word in _NO_MODIFIERS:
        return False
    return word.replace("-", "").isalpha() and not word.endswith(("ly", "ing")) and not _is_past(word)


def _is_past(word: str) -> bool:
    """Whether a word looks like a verb in the past; "London-based" and "award-winning" do not."""
    return word.endswith("ed") and "-" not in word and word not in ("need", "seed", "speed", "feed", "breed")
