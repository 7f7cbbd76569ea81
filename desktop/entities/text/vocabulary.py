"""Vocabulary: the closed lists of English that grammar needs. Titles, offices, heads of names; never a name itself.

Why lists in code and not in the gazetteer: these are words of the language, not of the world, and rules refer to them.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COURTESY_TITLES = _words(
    "mr mrs ms miss mx dr sir lord lady dame madam prof professor rev reverend fr father sister brother st saint"
)
"""Titles that say nothing of an office; they are no role."""

ROYAL_TITLES = _words(
    "king queen prince princess pope emperor empress duke duchess sultan emir sheikh tsar czar shah count countess "
    "baron baroness archduke cardinal archbishop bishop patriarch rabbi imam ayatollah mullah caliph kaiser raja "
    "maharaja sheikha metropolitan"
)

HEADS_OF_GOVERNMENT = _words(
    "pm vp taoiseach tánaiste bundeskanzler bundeskanzlerin kanzler kanzlerin bundespräsident ministerpräsident "
    "ministerpräsidentin minister-president statsminister statsråd forsætisráðherra pääministeri premier-ministre "
    "président présidente presidente presidenta presidentin präsident präsidentin ministre ministro ministra "
    "primeiro-ministro lehendakari landeshauptmann wojewoda hetman generalissimo stadtholder regierungschef"
)
"""What heads of state and government are called in texts that keep the title of their own language."""

OFFICE_TITLES = HEADS_OF_GOVERNMENT | _words(
    "president premier minister ministers chancellor secretary senator senators governor mayor congressman "
    "congresswoman representative rep sen gov pres delegate lawmaker deputy mp mep ambassador envoy consul diplomat "
    "commissioner chairman chairwoman chairperson chair chief director head boss ceo cfo founder owner manager "
    "executive officer official spokesman spokeswoman spokesperson aide adviser advisor counsel attorney lawyer "
    "prosecutor solicitor judge justice magistrate sheriff inspector detective superintendent constable agent "
    "general gen colonel col major maj captain capt lieutenant lt sergeant sgt corporal cpl private admiral adm "
    "commander cmdr brigadier marshal commodore commandant leader speaker whip candidate nominee dictator ruler "
    "activist campaigner economist analyst scientist physicist biologist chemist astronomer geologist historian "
    "engineer researcher doctor surgeon physician nurse epidemiologist virologist teacher philosopher sociologist "
    "author writer novelist poet journalist reporter correspondent editor columnist presenter anchor broadcaster "
    "director actor actress singer musician composer conductor pianist artist painter sculptor photographer "
    "filmmaker "
    "architect designer dancer comedian producer coach trainer striker midfielder defender goalkeeper keeper "
    "forward winger quarterback pitcher driver rider cyclist skier swimmer sprinter runner boxer golfer referee "
    "umpire "
    "skipper player champion astronaut cosmonaut pilot entrepreneur billionaire businessman businesswoman banker "
    "investor farmer pastor priest monk nun preacher cleric dissident refugee migrant suspect victim survivor "
    "witness "
    "resident neighbour neighbor protester demonstrator volunteer rapper violinist cellist guitarist drummer "
    "bassist soprano tenor organist footballer athlete veteran teammate successor "
    "predecessor counterpart colleague commentator strategist negotiator mediator coordinator rapporteur "
    "treasurer trustee curator dean provost rector chancellor ombudsman auditor whistleblower fighter militant "
    "warlord "
)

SPORT_TITLES = _words(
    "coach trainer striker midfielder defender goalkeeper keeper forward winger quarterback pitcher rider cyclist "
    "skier swimmer sprinter runner boxer golfer referee umpire skipper player champion footballer athlete teammate"
)
"""Offices of sport."""

PLAYERS = _words(
    "striker midfielder defender goalkeeper winger quarterback pitcher linebacker shortstop outfielder "
    "catcher cornerback "
    "fullback lineman receiver guard prop fly-half lock flanker batsman bowler"
)
"""What players are called by their place in the game."""

NUMBERED = _words("chapter act part section page psalm volume vol no number season episode day week round group phase")
"""What a number after it counts; no team."""

ANY_CALLING = _words(
    "captain manager owner boss chief head leader director officer official driver suspect victim survivor witness "
    "resident refugee migrant volunteer activist campaigner veteran successor predecessor counterpart colleague "
    "commentator presenter president chairman chairwoman chair spokesman spokeswoman spokesperson founder executive"
)
"""What people of any calling may be called; clubs and associations have presidents too."""

TITLES = COURTESY_TITLES | ROYAL_TITLES | OFFICE_TITLES

OFFICE_HEADS = _words(
    "president premier minister chancellor secretary senator governor mayor ambassador envoy commissioner chairman "
    "chairwoman chair chief director head ceo spokesman spokeswoman spokesperson adviser advisor general admiral "
    "commander leader speaker coach captain king queen pope prince princess representative"
)
"""Titles that two spellings of one name must share before they are taken for one person."""

ROLE_MODIFIERS = _words(
    "former ex then acting interim deputy vice assistant senior junior chief lead executive prime presidential "
    "national international regional local federal state royal military civil public general foreign interior home "
    "defense defence finance health justice education environment labor labour economic economy economics trade "
    "transport energy agriculture culture sports security treasury opposition armed forces affairs press media "
    "police fire head managing founding co first second third lady under shadow cabinet parliamentary party "
    "conservative liberal democratic republican democrat socialist communist newly elected outgoing incoming "
    "designate elect late veteran longtime top political legal technical medical research science world olympic "
    "human rights climate intelligence army navy naval air space campaign communications infrastructure development "
    "commerce immigration housing welfare family women digital nuclear"
)

PORTFOLIOS = _words(
    "state defense defence foreign interior home finance health justice education environment labor labour economy "
    "economic economics trade transport transportation energy agriculture culture sport sports security treasury "
    "affairs armed forces commerce immigration housing welfare development communications technology science "
    "research "
    "innovation tourism industry industries fisheries infrastructure veterans emergency emergencies situations "
    "internal external family youth planning investment religious religion social services digital water works "
    "intelligence cooperation integration reconciliation employment business budget consumer protection nuclear "
    "safety "
    "homeland mining forestry urban rural natural resources mines petroleum oil gas electricity information "
    "parliamentary women "
    "climate staff"
)
"""What ministries and their heads are for."""

MINISTRY_HEADS = _words("ministry department office bureau ministries departments")

ORGANISATION_HEADS = _words(
    "university college school academy institute institution laboratory laboratories lab hospital clinic bank "
    "council "
    "committee commission party association federation confederation union agency authority administration service "
    "court tribunal company corporation corp inc ltd plc llc gmbh ag group foundation fund trust organization "
    "organisation airlines airways airline club fc parliament congress senate assembly ministry department bureau "
    "police army navy brigade regiment battalion division fleet corps command guard guards squadron news times post "
    "journal herald herald tribune press radio television tv network studios records pictures entertainment museum "
    "forces orchestra philharmonic opera ballet theatre theater church archdiocese diocese league alliance "
    "coalition movement "
    "front society forum initiative center centre programme program project board chamber exchange holdings "
    "partners ventures capital industries systems technologies motors energy pharmaceuticals insurance consulting "
    "watchdog directorate secretariat inspectorate registry survey observatory consulate "
    "embassy consortium syndicate cooperative brothers sons bros band choir chorus quartet quintet ensemble circus "
    "collective magazine gazette chronicle tribune examiner inquirer productions films publishing robotics "
    "therapeutics pharma bancorp financial securities logistics railway railways railroad shipping aerospace "
    "aviation telecom networks united rovers wanderers albion hotspur seminary polytechnic schools caucus guild "
    "brotherhood fellowship cartel legion charities review bulletin monitor telegraph sentinel advertiser "
    "cruises hotels "
    "resorts stores supermarkets brewing brewery distillery petroleum chemicals electronics semiconductor "
    "semiconductors shipbuilding realty properties enterprises associates investments lending "
    "assurance reinsurance healthcare biosciences genomics diagnostics interactive animation comics motorsport "
    "motorsports athletic faculty synod hospice infirmary gallery archives"
)
"""Last words of an organisation's name."""

ORGANISATION_OPENERS = _words(
    "ministry department office bureau bank university college institute council court house association federation "
    "union committee commission board organization organisation league society academy museum embassy consulate "
    "church "
    "forces confederation chamber party movement front army academy center centre foundation friends doctors "
    "reporters "
)
"""Words that open "X of Y": Ministry of Health, Bank of Spain, Council of Elders."""

PLACE_ENDINGS = _words(
    "river sea ocean island islands isle isles province region oblast county district prefecture canton state states "
    "street avenue road square boulevard lane bridge park forest desert mountain mountains hills valley peninsula "
    "strait gulf bay lake creek canal airport station stadium arena palace castle cathedral mosque temple cemetery "
    "beach coast harbour harbor port republic territory territories kingdom strip basin plateau glacier volcano "
    "reef archipelago peak pass dam reservoir tower gate hall plaza gardens zoo village township borough city falls"
)
STREETS = _words(
    "quay quays embankment promenade terrace alley esplanade motorway highway freeway expressway turnpike "
    "roundabout wharf pier mews room ballroom courtyard "
    "strasse platz allee gasse ufer brucke straat plein gracht laan gatan gata torg torget gade vej "
    "ulitsa ulica ploshchad prospekt utca caddesi sokak meydani bulvari"
)
"""Last words of the names of streets, squares, quays and rooms in several languages, folded."""

STREET_SUFFIXES = (
    "strasse", "platz", "allee", "gasse", "damm", "brucke", "ufer", "straat", "plein", "gracht", "laan", "gatan",
    "torget", "gade",
)  # fmt: skip
"""Endings that make a street or square of any word, folded."""

SHORT_STREETS = _words("st rd ave blvd sq hwy str")

STREET_OPENERS = _words(
    "rue quai calle avenida rua praca piazza piazzale viale via plaza placa ulitsa ulica avenue boulevard place platz "
    "strasse allee pont"
)
"""First words of such names, folded: "Rue", "Piazza", "Platz der"."""

STREET_OPENERS_WITH_PARTICLE = _words("place platz strasse allee avenue boulevard pont via")
"""Those that open a name only with a small word after them; alone they end one or mean something else."""

STREET_PARTICLES = _words("de du des del della delle dei di da do dos das der den la le les las los l'")

ROOMS = _words("room office wing hall study lounge lobby")

SHAPES_AND_COLOURS = _words(
    "oval round square circular octagonal long great grand red green blue white yellow pink golden gold silver black "
    "brown purple grey gray"
)

MISSIONS = _words("embassy consulate")
"""A state's houses in another country."""

STATE_FORMS = _words("federation republic kingdom")
"""Words after a country's name that make its longer name."""

PLACE_OPENERS = _words("lake mount mt cape fort port camp gulf bay sea strait isle isles cape river")

PARTICLES = _words(
    "de van von der den del della di da dos das du la le el al bin bint ibn ben abu ter ten zu af av y e san st al-"
)

PARTICLES_THAT_ARE_GIVEN_NAMES = _words("ben al san")
"""At the beginning of a name these are no particles."""

SPEECH = _words(
    "said says say told tells added adds warned warns tweeted wrote writes announced announces stressed insisted "
    "argued claimed noted explained replied asked urged called admitted denied confirmed declared stated "
    "acknowledged "
    "suggested continued concluded recalled thinks believes hopes went has was is had did wants vowed "
    "pledged promised met spoke speaks arrived resigned scored won lost beat died signed visited"
)
"""Verbs whose subject is most often a person."""

CALENDAR = _words(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday jan feb mar apr jun jul aug sept sep oct nov dec mon tue wed thu fri sat sun "
    "christmas easter ramadan today tomorrow yesterday spring summer autumn winter"
)

SMALL = _words(
    "a an the and or but if in on at by for from to of with without as is are was were be been am it its he she they "
    "we i you this that these those his her their our my your who whom whose what which when where why how not no "
    "yes so "
    "than then there here all any both each few more most other some such only own same too very can will just "
    "should "
    "now also after before since until while because although though however meanwhile moreover nevertheless instead "
    "according asked speaking under over about between during through against among despite following given like "
    "unlike up down out off again further once every many much one two three four five six seven eight nine ten "
    "first second third last next new old yet still even ever never perhaps maybe sometimes often always already "
    "him them us me do does did has have had may might must could would shall let see read click photo image video "
    "copyright source update live watch analysis opinion breaking exclusive correction related share hello thanks "
    "thank please dear sorry good great well oh okay ok let's it's don't that's there's what's he's she's we're "
    "they're i'm you're isn't can't won't didn't doesn't wasn't"
)
"""Words that open sentences with a capital letter and name nothing."""

NAME_OPENERS = _words("new old first second third great one last")
"""Those of them with which names begin, too, where they have a capital in the middle of a sentence."""

TIME_ZONES = _words("utc gmt bst cet cest eet eest est edt cst cdt mst mdt pst pdt et ct pt msk ist jst aest aedt")

CLUB_OPENERS = _words("fc ac sc afc cf sv rb vfl vfb tsv fk nk cd ssc tv radio fsv tsg rc bc kk")
"""Short first words of clubs' and broadcasters' names."""

LEGAL_FORMS = _words("inc ltd plc llc corp corporation gmbh ag sa nv se spa co company limited incorporated holdings")

WORDS_FOR_FIRMS = LEGAL_FORMS | _words("group holding fc afc")
"""What a firm's or club's name may end in or not."""

DIRECTIONS = _words(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern north-east north-west south-east south-west upper lower mid "
    "downtown greater mainland rural coastal"
)

SUFFIXES_OF_NAMES = _words("jr sr ii iii iv vi vii viii ix xi xii xiv xvi jnr snr")

FAMILY_FIRST = _words(
    "xi li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie tang deng "
    "feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao zhong cui tan "
    "lai "
    "wen bo mao hua kim lee park choi jung jeong kang cho yoon jang lim han shin seo kwon hwang ahn song ryu hong "
    "moon "
    "ban roh nguyen tran pham hoang phan vu vo dang bui ngo duong ho qi qin hou meng bai"
)
"""Family names that stand first in Chinese, Korean and Vietnamese names."""

UNIT_HEADS = _words("brigade regiment battalion division fleet corps squadron army")
"""What a numbered military unit is."""

KIN = _words(
    "daughter son wife husband brother sister mother father aunt uncle cousin nephew niece grandson granddaughter "
    "grandfather grandmother fiance fiancee boyfriend girlfriend widow widower twins siblings stepfather stepmother"
)
"""A name after one of these is a person's."""

NOUNS_OF_BODIES = _words(
    "newspaper magazine daily weekly tabloid broadcaster channel network website portal blog publisher agency company "
    "firm startup start-up conglomerate manufacturer carmaker automaker supplier retailer supermarket brand airline "
    "carrier operator lender insurer bank brokerage utility shipbuilder brewery brewer club team side band orchestra "
    "party militia insurgency charity nonprofit ngo think-tank thinktank union foundation university hospital "
    "subsidiary group giant platform organization organisation faction studio label"
)
"""What a body is called right before its name or after it: "the daily Il Foglio", "the Acme group"."""

NOUNS_BEFORE_BODIES = NOUNS_OF_BODIES - _words("side party giant union group platform") | _words(
    "organization organisation site service label studio watchdog nonprofit chain maker contractor institute"
)
"""Those after which a name that nobody knows is a body's."""

NOUNS_OF_PLACES = _words(
    "city town village island islands province region district county municipality suburb neighbourhood neighborhood "
    "borough port peninsula valley mountains river lake coast desert airport stadium square street hotel prison camp "
    "border crossing checkpoint highway motorway"
)
"""What a place is called right before its name or after it: "the village of Alt", "the Alt valley"."""

ARTEFACTS = _words(
    "missile missiles rocket rockets jet jets aircraft airliner plane planes helicopter helicopters drone drones tank "
    "tanks rifle rifles gun guns launcher launchers weapon weapons system systems bomber bombers fighter fighters "
    "vaccine vaccines drug drugs phone phones smartphone smartphones car cars truck trucks suv sedan ship ships "
    "vessel submarine satellite satellites telescope probe spacecraft capsule software app apps browser console engine "
    "engines virus variant storm hurricane typhoon cyclone anti-tank anti-aircraft armoured armored"
)
"""What bears a maker's name: a name before one of these is nobody's."""

MADE_IN = ("-made", "-built", "-designed", "-developed", "-era", "-style")

IN_A_PLACE = _words("in near across outside inside around throughout towards toward")
"""Words that stand before places far more often than before people."""

ENGLISH_SMALL_WORDS = _words(
    "the of and to in a is for on that was with as by at from it be has have had are an this his her their were will "
    "not but they he she who which said after over into about would been"
)
"""Words that make up a fifth of any English text."""

PICTURE_TRADE = _words(
    "images image photo photos photography photographer photographers getty pool handout staff agencies wire wires "
    "media video tass reuters bloomberg anadolu shutterstock alamy newspapers correspondents desk team editors "
    "portfolio publishing"
)
