"""Speech words: the closed lists of English by which a text says that somebody said something.

These are words of the language, never names. Rules that use them lie in `clauses` and `speakers`.
"""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SAYING: Final = _words(
    "said says say told tells tell added adds add announced announces claimed claims stated states explained explains "
    "insisted insists warned warns noted notes argued argues acknowledged acknowledges admitted admits alleged "
    "alleges asserted asserts maintained maintains replied replies responded responds answered answers remarked "
    "remarks commented comments continued continues concluded concludes confirmed confirms conceded concedes "
    "declared declares denied denies disclosed emphasized emphasised emphasizes emphasises stressed stresses "
    "suggested suggests revealed reveals recalled recalls recounted recounts reiterated reiterates repeated repeats "
    "reported reports testified testifies vowed vows pledged pledges promised promises predicted predicts "
    "quipped quips joked jokes mused muses cautioned cautions contended contends countered counters lamented laments "
    "complained complains protested interjected shouted shouts yelled screamed cried exclaimed whispered muttered "
    "urged urges advised advises observed observes indicated indicates hinted hints opined opines "
    "wrote writes tweeted tweets retweeted posted posts blogged texted emailed messaged read reads "
    "tweeting posting chanted chants chanting sang sings rapped raps "
    "summarised summarized joking boasted boasts bragged gushed quoted told relayed reasoned reassured "
    "swore professed proclaimed pronounced ventured volunteered retorted rejoined enthused elaborated clarified"
)
"""Verbs after which what was said is told, with or without "that"."""

NAMING: Final = _words(
    "called calls describing described describes calling branded brands branding dubbed dubbing labelled labeled "
    "labelling labeling accused accuses accusing praised praises praising condemned condemns condemning slammed "
    "slams blasted blasts hailed hails criticised criticized criticises criticizes criticising criticizing denounced "
    "denounces denouncing dismissed dismisses dismissing likened compared characterised characterized referred refers "
    "referring rejected rejects demanded demands demanding asked asks asking wondered wonders welcomed welcomes "
    "apologised apologized apologises apologizes spoke speaks speaking talked talks talking discussed outlined "
    "thanked expressed expresses expressing voiced cited cites citing believes believed thinks thought feels felt "
    "hopes hoped "
    "shared shares reflected reflects raved marveled marvelled echoed echoes theorized theorised "
    "agreed agrees mocked mocks lauded lauds blamed blames sees saw considers considered"
)
"""Verbs that bring in a few quoted words rather than a sentence."""

GERUNDS: Final = _words(
    "saying adding telling stating insisting warning noting arguing claiming writing explaining stressing emphasizing "
    "emphasising declaring alleging suggesting announcing admitting acknowledging confirming asserting replying "
    "responding vowing promising pledging predicting cautioning urging commenting continuing concluding reading "
    "tweeting posting describing calling branding dubbing accusing praising condemning criticising criticizing "
    "denouncing dismissing demanding asking citing referring quipping joking lamenting complaining shouting "
    "yelling screaming singing rapping chanting reiterating repeating recalling revealing remarking observing pointing"
)
"""Verbs that go on from an earlier subject: ", adding that"."""

NOUNS_TOO: Final = _words(
    "claims comments states reports notes answers counters jokes posts posted read reads calls brands labels demands "
    "hopes blames cites promises repeats quotes protests texts chants cries reading posting saying branded talks "
    "tweets pledges vows hints remarks thought felt report shares echoes raps stresses urges"
)
"""Verbs that are as often something else: they need a name or a pronoun right before them."""

NOT_INDIRECT: Final = NAMING | _words("read reads chanted sang quoted continued continues chants")
"""Verbs after which words without quotation marks are told only with "that"."""

BEFORE_VERBS: Final = _words(
    "has have had also later then previously earlier reportedly recently once again further simply just even still "
    "now would will did does do could can might may must should never always often immediately first next too "
    "subsequently additionally instead meanwhile since already only both all today yesterday monday tuesday wednesday "
    "thursday friday saturday sunday was were is are been be being not has hasn't hadn't himself herself themselves "
    "itself went on quickly rightly famously himself’s quoted as reported publicly to in"
)
"""Words that may stand between a subject and its verb of saying."""

PRONOUNS_HE: Final = _words("he")
PRONOUNS_SHE: Final = _words("she")
PRONOUNS: Final = _words("he she they it we i you who which that")

DETERMINERS: Final = _words(
    "a an the his her their its our my your this that these those some many several one two three four five six seven "
    "eight nine ten another other both all most few no any each every various numerous dozens hundreds local"
)
INDEFINITE: Final = _words("a an one another some many several two three four five other few most various")

PREPOSITIONS: Final = _words("of for from at with in to by on about against near under after before into over via")

STOPS: Final = _words(
    "and but or nor so yet that which who whom whose when while where as if because since although though than then "
    "after before until unless whether what how why he she they it we i you him them us me there here "
    "is are was were be been has have had do does did will would can could should may might must not "
    "said says told added according however meanwhile also"
)

SPEAKING_NOUNS: Final = _words(
    "official officials spokesman spokeswoman spokesperson spokespeople spokesmen representative representatives "
    "source sources aide aides adviser advisers advisor advisors analyst analysts diplomat diplomats resident "
    "residents witness witnesses neighbour neighbours neighbor neighbors police officer officers investigator "
    "investigators prosecutor prosecutors lawyer lawyers attorney attorneys judge judges minister ministers president "
    "premier chancellor governor mayor senator senators congressman congresswoman lawmaker lawmakers politician "
    "politicians mp mps leader leaders chairman chairwoman chairperson chair chief chiefs head director directors "
    "manager managers boss bosses ceo founder founders owner owners executive executives expert experts scientist "
    "scientists researcher researchers professor professors doctor doctors nurse nurses surgeon teacher teachers "
    "student students pupil pupils author authors writer writers critic critics journalist journalists reporter "
    "reporters editor editors commentator commentators activist activists campaigner campaigners protester protesters "
    "protestor protestors demonstrator demonstrators supporter supporters opponent opponents fan fans player players "
    "coach coaches captain trainer striker singer actor actress artist producer comedian musician designer engineer "
    "engineers pilot driver drivers farmer farmers worker workers employee employees staff union unions customer "
    "customers user users investor investors economist economists trader traders general commander commanders soldier "
    "soldiers troops fighter fighters militant militants rebels authorities government council committee commission "
    "court jury company firm group agency ministry department office bureau party parliament administration campaign "
    "team club league association organisation organization charity church school university hospital bank brand "
    "studio network channel station newspaper magazine website mother father mom mum dad parents parent son daughter "
    "brother sister wife husband widow widower family families relative relatives friend friends colleague colleagues "
    "partner girlfriend boyfriend uncle aunt grandfather grandmother cousin man woman men women boy girl people "
    "person child children victim victims survivor survivors suspect suspects defendant defendants guest guests "
    "passenger passengers caller callers viewer viewers reader readers visitor visitors volunteer volunteers veteran "
    "veterans pastor priest bishop pope king queen prince princess ambassador envoy secretary commissioner inspector "
    "detective sergeant superintendent sheriff deputy firefighter firefighters paramedic paramedics guard guards "
    "operator operators regulator regulators watchdog historian philosopher psychologist psychiatrist physicist "
    "biologist architect curator negotiator negotiators mediator organiser organisers organizer organizers columnist "
    "blogger presenter host photographer filmmaker winner champion athlete swimmer runner cyclist golfer boxer "
    "footballer quarterback forward goalkeeper midfielder defender referee umpire billionaire entrepreneur "
    "businessman businesswoman banker consultant consultants contractor landlord tenant tenants shopkeeper waiter "
    "chef counsel magistrate coroner speaker whip candidate nominee incumbent republican republicans democrat "
    "democrats conservatives liberals kremlin pentagon"
)
"""Whoever may speak without a name."""

GROUP_NOUNS: Final = _words(
    "government council committee commission court company firm group agency ministry department office bureau party "
    "parliament administration team club league association organisation organization charity church school "
    "university hospital bank brand studio network channel station newspaper magazine website union police "
    "authorities firm regulator watchdog broadcaster airline retailer manufacturer giant startup start-up"
)
"""Whoever is named by an organisation's name elsewhere."""

DOCUMENT_NOUNS: Final = _words(
    "report reports statement study letter lawsuit complaint indictment filing filings affidavit document documents "
    "memo email e-mail message note article post tweet book ruling order judgment judgement bill law resolution text "
    "readout release transcript survey poll paper review analysis investigation inquiry audit notice advisory "
    "sign banner caption headline editorial obituary biography warrant summary dossier guidance website page "
    "policy agreement treaty constitution records record data figures"
)
"""What is written, and says something."""

WORKS: Final = _words(
    "film films movie movies song songs single singles album albums book books novel novels series show shows episode "
    "episodes play plays poem poems painting paintings exhibition documentary sitcom drama musical opera ballet track "
    "hit game games magazine essay story video programme program podcast paper report article memoir autobiography "
    "biography sequel franchise anthem tune ballad hymn lp ep chapter titled entitled film's column section soundtrack "
    "classic bestseller thriller comedy trilogy"
)
"""What stands before the title of a work."""

SCARE_OPENERS: Final = _words(
    "so-called called named known nicknamed dubbed titled entitled termed labelled labeled tagged marked coined word "
    "words phrase phrases term terms slogan expression nickname alias aka hashtag keyword label meaning means mean "
    "codenamed code-named branded billed"
)
"""What stands right before words that are named rather than said."""

LONG_TITLES: Final = {
    "gov": "governor", "sen": "senator", "rep": "representative", "pres": "president", "gen": "general",
    "col": "colonel", "capt": "captain", "lt": "lieutenant", "sgt": "sergeant", "adm": "admiral", "cmdr": "commander",
    "supt": "superintendent", "det": "detective",
}  # fmt: skip
"""What an abbreviated title stands for; a text that began with "Gov." goes on with "the governor"."""

RELATED_ROLES: Final = {"pm": "minister", "premier": "minister", "ceo": "executive", "boss": "executive"}

SMALL_IN_TITLES: Final = _words("a an the of and or in on at to for by with from as is it vs & de la le el der die das")
"""Words that stay small in a title."""

TELLING: Final = _words("told tells tell telling")

ABBREVIATIONS: Final = _words(
    "mr mrs ms dr st sen rep gov gen col lt sgt capt maj prof rev hon jr sr inc ltd co corp vs no jan feb mar apr jun "
    "jul aug sep sept oct nov dec mt ft cmdr adm sgt pres dept univ u.s u.k u.n d.c a.m p.m e.g i.e etc"
)
