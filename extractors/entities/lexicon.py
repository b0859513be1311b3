"""The words by which a name is known: what stands in names, before them and after them.

Rule: words of the language only. No name of a real person, company, title or gathering stands here.
"""


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


EVENT_HEADS = words(
    """
    festival fest market marketplace forum summit conference congress convention expo exposition fair
    awards showcase showcases symposium gathering week weekend days biennale biennial triennale carnival
    retreat meetup meeting meetings conclave assembly upfronts upfront bazaar salon mercado foro feria
    muestra festivais festivales encuentro encuentros jornadas semana cumbre mostra festa feira encontro
    encontros marché rencontres journées messe tage tagung festspiele filmfest kongress konferenz
    festivali mela utsav con screenings previews tuesdays wednesdays thursdays fridays saturdays sundays
    mondays film-festival filmfestival
    """
)
SCHEME_HEADS = words(
    """
    fund funds prize prizes award trophy medal programme program lab labs initiative scheme fellowship
    grant grants bursary scholarship scholarships academy incubator accelerator rebate incentive
    competition contest call fondo premio prix preis fonds beca concurso laboratorio residency
    internship traineeship mentorship survey report index study list ranking barometer census charter
    accord treaty tracker
    """
)
BODY_HEADS = words(
    """
    pictures picture films film studio studios entertainment media productions production releasing
    distribution distributors group holdings company co corp corporation inc ltd llc plc gmbh network
    networks television tv channel channels broadcasting broadcaster radio press publishing publishers
    books verlag records music games interactive software animation toons cartoons agency agencies
    commission council ministry department authority board office bureau institute institution
    foundation trust society association union guild federation alliance league collective cooperative
    co-op chamber syndicate coalition consortium partners capital ventures bank insurance law university
    college school schools club committee secretariat organisation organization international worldwide
    global plus sales rights digital labels imprint newspaper times post weekly daily gazette herald
    tribune chronicle journal bulletin magazine cinemas multiplex theaters exhibitors airlines telecom
    telco mobile móvil filmes cine films cinéma cinema filmi producciones produções producciones
    distribución distribuidora distribuição ediciones edições éditions editora editorial estudio estúdio
    studien verleih vertrieb filmproduktion medien ventes yapım yapımı dağıtım vakfı fundación fundação
    fondation stiftung asociación associação association instituto institut cámara câmara canal kanal
    kino grupo groupe gruppo gruppe telewizja televisión televisão télévision televizija radiotelevisión
    tele vision network originals kids brothers bros sons daughters circle centre-ville team house
    facility services post-production consultancy consulting analytics research workshop-collective
    filmmakers orchestra ensemble opera-company party parliament government cabinet police court museum
    gallery library archive archives cinematheque cinemathèque cinémathèque filmoteca publishers'
    arts theatricals features stories screen museo musée museu muzeum múzeum muzej biblioteca bibliothèque
    bibliothek cineteca filmothèque filmothek filmarchiv
    """
)
STRONG_BODY_HEADS = words(
    """
    pictures films studios entertainment media productions releasing distribution distributors group
    holdings company corp corporation inc ltd llc plc gmbh network networks television tv broadcasting
    publishing publishers verlag games interactive agency commission council ministry department
    authority board office bureau institute foundation trust society association union guild federation
    alliance league collective cooperative chamber syndicate coalition consortium partners capital
    ventures bank university secretariat organisation organization sales filmes producciones produções
    distribuidora éditions ediciones edições estudio verleih vertrieb filmproduktion ventes yapım
    dağıtım fundación fundação fondation stiftung asociación associação instituto institut cámara câmara
    canal kanal grupo groupe gruppo televizija government books press records toons animation
    consultancy
    """
)
VENUE_HEADS = words(
    """
    theatre theater hall halls centre center opera palace hotel pavilion arena stadium auditorium
    playhouse museum gallery cinema cinemas multiplex cineplex library club house plaza park square
    garden gardens harbour harbor wharf dock docks pier castle abbey church cathedral temple factory
    warehouse exchange terminal hangar tower gate campus ballroom casino resort lodge barn lonja teatro
    teatr theater sala palacio palais palazzo palácio haus hallen kino cine cinéma galleria galería
    auditorium auditorio centro kulturhaus convention building room rooms stage stages square yard mill
    théâtre teatre teatrul divadlo színház kazalište pozorište theatre-cinema bühne opéra ópera operahouse
    auditori auditorium-theatre sinema kinema bioskop kinoteka kinothek filmhaus filmhuset filmhus
    kulturhuset stadthalle messehalle stadsschouwburg schouwburg bourse bolsa börse armory armoury
    citadel fort fortress fortezza forteresse castello castillo castelo alcázar alcazaba kasbah medina
    galerie galerija espace espacio kunsthaus kunsthal kunsthalle konsthall konserthus konzerthaus rathaus
    festspielhaus schauspielhaus opernhaus literaturhaus stadhuis filmtheater lichtspiele filmpalast lichtburg
    stadsteater stadttheater kulturcentrum cultuurcentrum volksbühne espaço spazio piazza plaça praça parc
    parque parco halle salle saal kongresshaus kongresszentrum
    congresscentre boatshed boathouse cloister monastery convent chapel synagogue mosque caravanserai
    hammam riad souk bazaar-hall observatory planetarium aquarium velodrome racecourse hippodrome
    ice-rink barracks shipyard boatyard drydock silo foundry forge gasworks powerhouse tannery ropery
    cannery granary malthouse distillery winery maltings tramshed roundhouse bathhouse baths lido pier-head
    brewery depot station school amphitheatre amphitheater academy mansion villa château chateau schloss
    complex quay gymnasium
    """
)

CITY_WORDS = words(
    """
    city town capital village port suburb
    """
)

ROLE_HEADS = words(
    """
    director co-director producer co-producer writer co-writer screenwriter scriptwriter showrunner
    creator co-creator actor actress star co-star comedian filmmaker film-maker moviemaker documentarian
    documentary-maker cinematographer editor composer designer animator illustrator artist musician
    singer rapper songwriter novelist author poet playwright dramatist critic journalist reporter
    columnist presenter host anchor broadcaster podcaster publisher bookseller translator librarian
    historian professor lecturer teacher scholar academic economist analyst consultant adviser advisor
    lawyer attorney agent manager executive exec officer president vice-president chairman chairwoman
    chairperson chair vice-chair co-chair co-president chief head co-head boss founder co-founder owner
    co-owner partner ceo coo cfo cto cco cmo cio md evp svp vp minister secretary secretary-general
    mayor governor senator commissioner ambassador curator programmer programer coordinator co-ordinator
    supervisor specialist engineer architect scientist researcher anthropologist psychologist
    sociologist philosopher mentor tutor trainer coach juror moderator interlocutor speaker spokesman
    spokeswoman spokesperson representative rep delegate newcomer veteran legend auteur helmer scribe
    lenser photographer choreographer conductor violinist pianist drummer guitarist soprano tenor dancer
    model entrepreneur investor financier distributor exhibitor buyer seller publicist strategist
    influencer youtuber streamer gamer developer organiser organizer leader principal dean rector
    provost chancellor treasurer deputy controller planner veteran survivor activist campaigner farmer
    chef doctor nurse mathematician chairlady figurehead puppeteer sculptor painter storyteller showman
    impresario restorer archivist technician gaffer stuntman narrator biographer essayist blogger
    satirist cartoonist co-screenwriter co-author co-host emcee judge laureate prizewinner winner
    alumnus alumna graduate apprentice intern student ex-president ex-minister dramaturg dramaturge
    mangaka lyricist librettist line-producer sinologist linguist critic-programmer technologist
    futurist ombudsman trustee secretary-treasurer chief-of-staff actor-director writer-director
    director-producer producer-director actor-producer writer-producer editor-in-chief singer-songwriter
    chairman-elect president-elect brother sister siblings brothers sisters duo twins widow son daughter
    mother father husband wife promoter booker bandleader frontman frontwoman vocalist bassist percussionist
    deejay dj mc beatmaker topliner soundtracker foley colourist colorist
    stuntwoman stuntperson showwoman documentarist
    interviewee counsel attaché envoy rapporteur laureate patron benefactor heiress heir tycoon mogul magnate
    headliner rookie debutant debutante debutante screenplay-writer ghostwriter copywriter planner buyer scout
    broker underwriter accountant auditor financier-producer barrister solicitor prosecutor diplomat
    politician lobbyist unionist negotiator athlete footballer wrestler cricketer goalkeeper midfielder
    quarterback grandmaster magician acrobat juggler ventriloquist entertainer showgirl drag-queen
    impersonator trumpeter saxophonist cellist flautist organist harpist accordionist fiddler banjoist
    keyboardist lutenist percussionist multi-instrumentalist baritone mezzo countertenor contralto maestro
    impresario beatboxer producer-dj arranger orchestrator sound-designer mastering-engineer luthier
    electrician costumier seamstress ceramicist glassblower printmaker calligrapher muralist cartographer
    illustrator-author picture-editor storyboarder texturer roto-artist retoucher previsualiser
    animatic-artist colourist-editor subtitler dubber surtitler proofreader typesetter bookbinder folklorist
    ethnographer geographer geologist oceanographer meteorologist zoologist botanist ecologist climatologist
    chemist astronomer astronaut statistician demographer criminologist theologian musicologist semiotician
    egyptologist orientalist pollster fact-checker newsreader newscaster correspondent broadcaster-producer
    quizmaster gamesmaster game-maker format-creator showcreator head-writer script-doctor dialogue-coach
    intimacy-coordinator wrangler scenographer set-designer lighting-designer stagehand understudy busker
    realiser realizer scenarist protagonist responsible expert cameraman camerawoman regisseur
    subdirector vice-director sub-director academician cineast cineaste editor-director presidentess
    vice-chancellor vice-minister undersecretary under-secretary director-general governor-general
    commissioner-general councillor alderman congresswoman congressman parliamentarian lawmaker
    regulator-in-chief president-ceo executive-producer showboss supremo kingpin honcho farmer-filmmaker
    beekeeper restaurateur hotelier sommelier winemaker
    dp dop archaeologist biologist physicist engineer-producer broadcaster-author columnist-turned-producer
    """
)
BODY_ROLE_HEADS = words(
    """
    streamer broadcaster pubcaster distributor publisher studio network channel company firm outfit
    shingle label producer exhibitor platform indie agency group conglomerate giant operator facility
    station service consultancy fund financier investor buyer seller sponsor bank telco telecom chain
    retailer brand maker developer foundation charity non-profit nonprofit collective body ministry
    commission council union guild association organisation organization institute academy university
    college school museum cinema multiplex newspaper magazine website newsletter paper daily weekly
    tabloid trade imprint house boutique major mini-major start-up startup prodco company-run subsidiary
    parent affiliate partner vendor client customer host regulator authority consortium venture insurer
    toymaker paint-maker carmaker brewer airline net promoter brewery winery web-platform rival vod svod
    avod saleshouse sales-agent banner band trio quartet quintet ensemble troupe choir orchestra
    shop vendor bidder
    """
)
WORK_NOUNS = words(
    """
    film movie feature series drama comedy thriller documentary docuseries doc docudrama novel book play
    show game videogame podcast album song single short shorts sequel prequel remake reboot adaptation
    musical western horror satire sitcom telenovela anime manga webtoon animation toon pic title project
    debut hit quiz format special soap saga epic romcom rom-com biopic weepie caper miniseries
    mini-series anthology memoir poem cartoon dramedy whodunit spin-off spinoff fantasy romance mystery
    noir chiller slasher actioner tentpole blockbuster indie opera ballet storybook picturebook pilot
    season episode serial actioner essay mockumentary tearjerker crowdpleaser two-hander three-hander
    contest competition reality gameshow bestseller classic picture trilogy franchise comic shooter
    platformer adventure expansion puzzle role-playing rpg installation opener closer biography
    exhibition track ep lp tale story picture-book page-turner debut-novel finale dramedy procedural
    period-piece sci-fi chronicle vehicle offering effort entry title
    """
)
SESSION_NOUNS = words(
    """
    panel keynote talk masterclass session roundtable conversation workshop lecture webinar discussion
    speech presentation seminar debate q&a chat address fireside sessions panels keynotes talks
    masterclasses lectures webinars clinic pitch
    """
)
STRAND_NOUNS = words(
    """
    sidebar section strand competition slogan motto theme tagline banner retrospective exhibition line
    programme program initiative campaign scheme lab fund drive push project slot label category
    catchphrase headline mantra chapter poster t-shirt sign song
    """
)
SCHEME_NOUNS = words(
    """
    program programme initiative campaign scheme lab fund fellowship
    """
)

EVENT_NOUNS = words(
    """
    festival market forum summit conference gathering event showcase fair convention congress expo
    awards ceremony gala week series
    """
)
BODY_NOUNS = words(
    """
    streamer company broadcaster pubcaster distributor studio network channel platform firm outfit
    agency group fund commission ministry council guild union association federation foundation
    institute publisher label chamber bank body indie shingle collective trust society circle academy
    board office service site organisation organization non-profit station imprint operator
    """
)

HONORIFICS = words(
    """
    mr mrs ms miss dr prof professor sir dame sister lord lady chief sheikh sheikha princess prince rev
    reverend father madame monsieur mme señor señora senator hon
    rt baroness baron datuk datin dato tun justice archbishop bishop rabbi imam captain colonel
    gov sen shri smt lic eng herr frau signor signora señorita h.e excellency messrs
    """
)
PARTICLES = words(
    """
    am im vom arap ole
    de del della delle dello dei degli di da do dos das du des d la las los le les el y e i et und van
    von der den dem ten ter te op 't in't zu zum zur af av na no bin ibn bint al ul wa ua ni ní og och
    és ve du vor st san ap ab von-der 'n a o binti binte bint bt s/o d/o a/l a/p dal dalla ould uld kızı
    oğlu oglu qızı ogly ait aït
    """
)
# English words that join the parts of an institution's name, when its head stands before them.
JOINERS = words(
    """
    of for the and in to on at & with against without
    """
)
JOIN_HEADS = words(
    """
    ministry department office council academy guild association federation union society institute
    university bank museum school college centre center house circle league board bureau commission
    committee foundation fund trust festival week days forum conference congress summit fair market
    prize award awards medal festival-of friends voices women republic kingdom city state isle festivals
    alliance network coalition confederation chamber secretariat collective court parliament directors
    producers writers editors actors filmmakers workers independent best minister order port gulf bay
    cape museum lab laboratory programme program initiative masters bachelor laboratory directorate
    agency authority encounter encounters municipality corporation symposium convention centro
    """
) - {"in"}

SPEECH_VERBS = words(
    """
    hail praise blame credit salute applaud commend bemoan decry rue herald fault condemn slam blast
    criticise criticize express utter opine assert affirm reassure plead dedicate forecast characterise
    characterize liken guide sum
    wish
    say tell add note recall explain admit joke quip reply respond insist argue claim warn promise
    confirm continue concede write post tweet observe remark comment declare announce state reveal laugh
    sigh grumble shrug grin smile exclaim ask wonder reflect suggest stress maintain counter offer chip
    protest sum conclude begin open finish interject object beam tease muse confess enthuse gush murmur
    whisper shout cry call describe celebrate lament complain boast acknowledge agree emphasise
    emphasize underline believe report mention caution predict vow pledge volunteer venture retort fire
    snap crack deadpan text email message cite put dub sneer urge demand deny contend allege hint point
    clarify elaborate repeat echo assure advise answer bristle chuckle groan growl drawl nod recount
    relate reason rejoin remember scoff sniff splutter sob thank toast wail crow fume hazard intone
    marvel plead pronounce propose read recommend sing sound speak specify spell summarise summarize
    chime correct translate style peg christen nickname judge reckon
    swear testify think threaten trumpet tut welcome query press go wave dismiss label brand
    """
)
STRONG_SPEECH_VERBS = words(
    """
    say tell add note recall explain admit joke quip reply respond insist argue warn write declare
    remark exclaim concede grumble observe continue comment laugh sigh shrug promise
    """
)
ACTION_VERBS = words(
    """
    acquire buy launch host name appoint hire promote commission order renew cancel greenlight announce
    unveil release distribute produce sell license licence board pick sign invest fund back finance
    award open close partner run organise organize hold stage sponsor support present set start plan
    expect take land secure snap nab pluck scoop swoop strike ink extend expand report post publish ship
    date bow premiere stream air drop scrap axe shelve move tap elevate bring spend commit pledge
    receive win own merge rebrand handle represent reveal confirm say deny decline comment develop
    co-produce option swoop bid offer
    """
)
TRADE_VERBS = words(
    """
    acquire buy sell license licence distribute hire appoint promote name commission order renew
    greenlight cancel axe board fund invest back finance merge launch partner sign ink pick snap nab
    land secure take handle represent release publish ship develop produce co-produce own operate cut
    lay restructure employ raise post report add lose expand extend roll unveil announce reveal reteam
    reunite team option pre-buy presell adapt allocate award grant host organise organize run stage
    support sponsor welcome call deny decline plan expect keep hold administer
    """
)
MAKING_VERBS = words(
    """
    direct write create star adapt shoot film produce pen helm score compose edit design make remake
    wrap narrate play voice lead topline cast develop finish complete
    """
)
SHOWING_VERBS = words(
    """
    premiere open bow debut air stream screen play release show gross earn take make draw win return hit
    sell follow tell centre center star compete close launch ship drop arrive pass cross average
    """
)
GATHERING_VERBS = words(
    """
    attend host hold open close kick wrap return run take place welcome draw attract gather screen
    present pitch speak moderate participate organise organize unspool launch
    """
)
PEOPLE_VERBS = words(
    """
    direct star play write pen helm co-write co-star join lead chair moderate host voice narrate create
    executive-produce lens edit compose score topline portray speak discuss laugh smile recall wear sit
    stand walk tell say die grow live study learn love marry recall remember
    """
)

MONTHS = words(
    """
    january february march april may june july august september october november december jan feb mar
    apr jun jul aug sep sept oct nov dec
    """
)
WEEKDAYS = words(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun
    """
)
SEASONS = words(
    """
    christmas easter thanksgiving halloween ramadan diwali eid hanukkah q1 q2 q3 q4
    """
)
CALENDAR = MONTHS | WEEKDAYS | SEASONS

# Capitalised words that open a sentence, and are never the start of a name by themselves.
NOT_NAMES = words(
    """
    i i’m i'm i’ve i've i’d i'd i’ll i'll a an the this that these those he she it they we you his her
    its their our your my there here what who whom whose which when where why how if but and or nor so
    yet for of in on at by to from with without within after before during under over between among
    against amid alongside as also then now today tomorrow yesterday tonight meanwhile however moreover
    elsewhere earlier later once while since until although though because despite both either neither
    each every all any some no not none nobody nothing everybody everything everyone somebody something
    someone anybody anything one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
    ninety hundred thousand million billion first second third fourth fifth sixth last next other
    another more most many much few several such same own only just even still already again perhaps
    maybe yes exclusive update breaking correction tv pc vfx cgi ai dvd vod svod avod us uk eu usd ok pr
    hr cv gdp covid-19 covid imax 3d 2d 4k hd lgbtq lgbtq+ q&a rsvp a&r r&d m&a r&b p&a
    habitually overall nevertheless nonetheless likewise otherwise conversely crucially
    overheard spotted heard seen reached pressed
    """
)
NATION_WORDS = words(
    """
    belgian bermudian bhutanese bruneian cambodian cornish frisian grenadian guyanese inuit manx québécois
    quebecois romani sámi slovakian surinamese tatar uyghur andalusian sardinian siberian silesian venetian
    anglo franco
    french dutch greek thai swiss czech iraqi israeli saudi emirati qatari kuwaiti omani yemeni bahraini
    pakistani bangladeshi uzbek kazakh kyrgyz tajik turkmen afghan british english scottish welsh irish
    danish swedish finnish polish turkish spanish basque catalan galician flemish walloon german
    icelandic filipino american canadian mexican cuban brazilian argentine argentinian chilean peruvian
    colombian ecuadorian venezuelan bolivian uruguayan paraguayan panamanian korean japanese chinese
    taiwanese vietnamese lao laotian burmese malay malaysian indonesian singaporean indian nepali
    nepalese tibetan sri lankan maldivian mongolian russian ukrainian belarusian lithuanian latvian
    estonian hungarian romanian bulgarian serbian croatian bosnian slovenian slovene slovak macedonian
    albanian kosovar kosovan montenegrin moldovan georgian armenian azerbaijani azeri iranian persian
    kurdish syrian lebanese jordanian palestinian egyptian libyan tunisian algerian moroccan sudanese
    ethiopian eritrean somali kenyan ugandan tanzanian rwandan burundian congolese cameroonian gabonese
    nigerian ghanaian togolese beninese ivorian liberian senegalese gambian malian guinean mauritanian
    burkinabe nigerien chadian angolan mozambican zambian zimbabwean malawian namibian botswanan
    motswana south north west east african european asian latin arab arabic hebrew yiddish nordic baltic
    balkan caribbean pacific australian aussie kiwi maori māori samoan tongan fijian hawaiian jamaican
    trinidadian barbadian haitian dominican puerto rican costa icelander icelanders dane swede finn turk
    scot spaniard briton frenchman frenchwoman salvadoran guatemalan honduran nicaraguan portuguese
    italian maltese cypriot luxembourgish austrian norwegian greenlandic faroese sami breton corsican
    scandinavian iberian slavic western eastern northern southern central pan-african pan-arab pan-asian
    pan-european anglo-french franco-german nollywood bollywood hollywood victorian edwardian mandarin
    cantonese hindi tamil telugu malayalam bengali punjabi urdu swahili zulu yoruba igbo hausa wolof
    amharic kinyarwanda kirundi bavarian sicilian neapolitan parisian londoner berliner viennese scots
    tuscan andean gulf khaleeji madeiran azorean mauritian malagasy comorian cape seychellois papuan
    surinamese guyanese belizean honduran antiguan bahamian bermudian grenadian cambodian khmer bhutanese
    timorese bruneian hongkonger macanese lesothan basotho swazi eswatini djiboutian cape-verdean capeverdean
    equatoguinean sahrawi tuvaluan i-kiribati tongan nauruan palauan vanuatuan ni-vanuatu micronesian
    marshallese melanesian polynesian micronesian québécois quebecois quebecer acadian inuit cree navajo
    liechtensteiner monegasque sammarinese andorran manx cornish occitan provençal provencal alsatian
    castilian andalusian asturian valencian canarian balearic majorcan mallorcan ligurian lombard venetian
    piedmontese roman florentine milanese tyrolean tirolean styrian saxon prussian silesian moravian bohemian
    ruthenian crimean chechen tatar bashkir ossetian abkhaz dagestani uyghur hokkien teochew hakka
    shanghainese
    okinawan javanese sundanese balinese acehnese batak tagalog visayan cebuano ilocano marathi gujarati
    kannada odia assamese bhojpuri sindhi pashto dari sinhala sinhalese oromo tigrinya tigrayan xhosa sotho
    tswana shona kikuyu luganda lingala kongo fulani bambara mossi akan twi ewe fon berber amazigh kabyle
    maghrebi maghrebian levantine mediterranean alpine transylvanian dalmatian istrian herzegovinian
    antillean guadeloupean martinican réunionese curaçaoan aruban lusophone francophone anglophone
    hispanophone germanophone tahitian chamorro
    christian muslim jewish buddhist hindu catholic protestant sunni shia soviet
    ottoman roman byzantine
    """
)
