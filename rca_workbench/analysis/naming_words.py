"""Words that decide whether part of a name means the person: titles, months, and names that are common words.

A surname such as Ward or a first name such as Mark stands in half of all clinical texts without meaning anyone, so
such a name counts only with more of the name, a title or an initial before it.
"""

TITLES = frozenset("mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend fr".split())
"""Forms of address: they belong to the name behind them."""

JOBS = frozenset(
    "nurse sister matron doctor midwife consultant registrar paramedic porter pharmacist".split()
)
"""What people are called by at work: part of a name where both it and the name begin with a capital."""

AFTER_NAMES = frozenset(
    "rn rm rgn rmn msc bsc phd md mbe obe mbbs mrcp mrcs frcp frcs frca jr snr senior junior".split()
)
"""What may stand behind a name in the register and is no part of it."""

PARTICLES = frozenset("van von der den de del della di da dos du la le al el bin ibn ap st ter ten".split())
"""Small words that begin a surname of several words."""

COMMON = frozenset(
    # first names
    """
    amber angel april art august autumn bill buddy carol chance chase chip christian christmas crystal dale dawn
    dean dot drew earl eve faith frank gene ginger glen grace grant guy hazel heather holly hope iris ivy jack
    jasmine jean jewel joy june lance lily major mark may mercy miles olive pat patience peg penny pierce poppy
    prince rich rob rose ruby rusty sage sandy sky skip sonny stew sue summer tab trinity victor violet wade
    will willow young
    """
    # surnames
    """
    abbot alder archer baker ball banks barber barker bass baskett battle beach beard bell berry best binder bird
    bishop black blood boon bone bones bond bowl bowman branch bridge bridges bright brook brooks brown buck
    bull burn burns bush butcher butler button cage cannon card carpenter carter case chamber chambers chance
    chapel chaplain church clay clerk close cloud coates cock coffin coleman comfort constable cook cooke cooper
    cope cotton couch court cox craft crane cream cross crow crown curry cutting dance dark daily day days
    deacon deal dean death dell dial diamond dick doctor downs drake draper drew driver drum duck duke dunn
    dyer early earth east easter english fall falls farmer farrow fast fell field fields finch fine first fish
    fisher flag flint flood floor flower flowers foot ford forest forester forward foster fountain fowler fox
    france freeman french friend frost fry fuller gable gale game garden gardener gates gentle gibbon gill
    glass gold golden good goodman grace grave graves gray green grey ground grove guest gunner hall hammer
    hand hands hard hardy harm hart hatch haven hawk hay hayes head heal heard heart heath hedge hill hills
    hobby hogg hole holiday holland home hood hook hooker hooper hope horn horne house hunt hunter hurst ice
    inch ireland iron jeans jewel joiner jolly judge just keen keep kettle key kidd kind king kitchen kite
    knight knott lake lamb lambert lance land lane lark last law laws lawn lay leach lead leader leaf leak lee
    lever light lilly line link little lock lodge long lord love low lower lung mace major male malt mann march
    marsh marshal marshall martin mason mass masters mayor mead meadows means mercer merchant merry metcalf
    middle mill miller mills mine minor mint monday monk moody moon moor moore morrow moss mould mount mountain
    mustard nail need newman night nightingale noble noon norman north nurse nutt oak odd orchard owen pack page
    pain paine pane parish park parker parks parrot parson parsons patch patient payne peace peach pear pearl
    peck penny pepper perfect perry pickles pike pill pitt place plant player plumb plummer pollard pond pool
    poor pope port porter post pott potter potts pound pounds powder power powers pratt price pride priest prime
    prince prior proctor proud pryor purse pye quick raven ray read reader reading rector reed reeve regan rest
    rice rich ridge rider ring rivers roach road robin rock rolls roof root ross round row rowe royal rush sadler
    sage sands savage sawyer sayer say scales school scott seal seaman search self sellers sergeant service
    settle severe sewell sexton seymour shade sharp sharpe shave shearer sheet shell shepherd sheriff shield ship
    shore short shot silver simple singer single sister skinner slack slaughter sleep smart smith snow
    soul south spark sparks spear speed spence spencer spice spring springer squire stack stage stamp staples star
    steed steel steele steer stern steward stock stocks stone stones storey storm strange stream street strong
    summer summers swallow swan sweet swift tabor tailor tall tank tanner tart temple thorn thorne thumb tiller
    todd toll tower towers town train tree trench trick trout tuck turner twist tyler vale vicar vine wade wake
    walk walker wall walls want war ward warden ware warm warner washer waters watt watts way weaver webb week
    weeks weller wells west wheat wheeler white whiting wild wilde wilder will winch wing wings winter winters
    wise wolf wood woods woodward word words work worth wren wright yard young
    """.split()
) - {
    "smith",
    "watt",
    "watts",
    "lambert",
    "scott",
    "seymour",
    "spencer",
    "perry",
    "norman",
    "owen",
    "ross",
    "todd",
}
"""Names that are English words as well, in small letters."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"),
            ("november", "nov"), ("december", "dec"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
