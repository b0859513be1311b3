"""The words by which the trade press announces: verbs and nouns for each kind of announcement.

Rule: words of the language and of the trade only; no company, person, title or gathering stands here.
"""

from extractors.values.lexicon import words

# Deals.
BUY = words(
    "acquire buy purchase nab land secure license pre-buy prebuy grab pluck snag snap scoop bag clinch"
    " board swoop"
    " procure option-buy rent repurchase re-up pre-empt preempt obtain snare hoover gobble absorb swallow"
    " capture net add gain claim score"
)
# Only with "rights", "on", "up" and the like.
TAKE = words("take pick come get win retain keep renew extend hold")
SELL = words("presold sell ship offload license sublicense sub-license place pre-sell presell divest dispose")
PARTNER = words("partner team ally collaborate merge co-produce coproduce combine join co-finance cofinance")
SIGN = words(
    "sign ink strike conclude seal agree close reach announce secure extend clinch cement finalise finalize"
)
DEAL_NOUNS = words(
    "deal deals pact agreement agreements partnership partnerships alliance merger contract contracts mou"
    " memorandum"
    " collaboration accord tie-up venture co-production acquisition purchase takeover licence license"
    " arrangement treaty treaties protocol compact charter settlement accords tie-ups"
)
# Titles ordered and dropped.
ORDER = words(
    "order commission greenlight green-light renew cancel axe scrap option develop re-order recommission"
    " shelve"
    " can revive reboot resurrect un-cancel uncancel drop ax adapt"
)
# Money.
GIVE = words(
    "commit pledge invest allocate contribute earmark inject donate provide award grant put plough plow"
    " pour set"
    " pay spend distribute hand raise give back finance fund support sanction disburse approve subsidise"
    " subsidize assign destine"
)
FUND_NOUNS = words(
    "fund funds funding grant grants rebate rebates incentive incentives subsidy subsidies pot endowment"
    " tax-credit"
    " credit bursary bursaries financing investment stipend stipends"
)
# Schemes.
LAUNCH = words(
    "launch unveil announce introduce create establish open start inaugurate present reveal found run kick"
    " begin"
    " roll set debut offer"
)
PROGRAMME_NOUNS = words(
    "programme programmes program programs initiative initiatives lab labs scheme schemes fellowship"
    " fellowships"
    " academy accelerator incubator residency residencies workshop workshops course courses bootcamp"
    " mentorship"
    " traineeship traineeships internship internships apprenticeship apprenticeships call training"
    " project-market"
    " masterclasses scholarship scholarships camp camps hackathon clinic clinics bootcamps"
    " mentorships mentoring"
    " retreat pathway"
)
# Titles together.
SLATE_NOUNS = words(
    "slate slates line-up lineup line-ups lineups selection catalogue catalog programme program competition"
    " roster"
    " sidebar section strand shortlist longlist titles projects originals picks list schedule package crop"
)
SHOW = words(
    "unveil announce reveal present set confirm complete introduce name select pick choose showcase add"
    " detail outline preview trumpet tout line assemble programme"
)
# Work on a title.
SHOOT = words("shoot film wrap lens roll start begin commence finish complete head")
STAR = words("star co-star cast join board play topline headline lead")
# Titles before the public.
RELEASE = words(
    "premiere open air debut land bow launch release publish drop hit arrive stream play screen return"
    " start begin"
    " roll unspool date delay push slip move postpone shift slide go come swim bring put reopen issue"
)
# People in posts.
APPOINT = words(
    "name appoint hire promote elect tap recruit up elevate install poach select choose engage upped"
)
ARRIVE = words("join become succeed replace rejoin return arrive land")
LEAVE = words("leave exit depart retire resign step bow quit part hand stand")
# Prizes.
WIN = words("win take scoop collect receive share land claim earn nab bag pick")
GO = words("go")
HONOUR = words(
    "award present hand give honour honor crown name nominate shortlist longlist recognise recognize bestow"
    " commend"
)
PRIZE_NOUNS = words(
    "prize prizes award awards trophy trophies medal medals honour honours honor honors jury-prize prix palme"
    " nomination nominations nod nods shortlist longlist mention mentions gong gongs accolade statuette"
)
# Figures.
EARN = words(
    "gross take earn collect generate post report make rake pull total amass bank book publish release"
    " exceed surpass cross clock garner rack accumulate notch log gather record obtain"
)
REPORT_NOUNS = words(
    "report survey study figures results revenue revenues earnings accounts tally census index profit"
    " profits sales"
    " turnover box-office data barometer"
)

# Words that turn news into something else.
HEDGES = words(
    "could might may would rumoured rumored reportedly allegedly speculation speculated rumour rumours"
    " rumor rumors"
    " mooted supposedly tipped"
)
DENIALS = words("deny denied denies dismiss dismissed refute refuted reject rejected quash quashed untrue")
NO_ROLE = words("the a an his her its their our my your this that these those former ex-")

SALES_WORDS = ("sales company", "sales agent", "sales outfit", "sales house", "sales banner", "world sales")

# Verbs that the model takes for plural nouns behind a name: "Tin Lantern issues “Y”", "“Y” heads to Lagos".
PRESENT = words(
    "premiere open air debut land bow launch drop hit arrive stream play screen return start begin head"
    " join reach"
    " follow move shift release publish issue reissue stage mount order renew cancel axe scrap commission"
    " greenlight"
    " acquire buy nab option pick sell take board star shoot film wrap roll exit leave set date slate"
    " unveil name"
    " hire tap promote win host land transfer tour travel sail enter lead top rise fall cross pass back"
    " fund award"
    " announce reveal present produce direct write distribute broadcast boast plan plot eye aim tease trail"
    " schedule push delay postpone bump bring put hand give get add score seal strike ink sign close kick cap"
)
