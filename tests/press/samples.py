"""Small documents of shapes that minutes come in, made up for tests; no person or meeting in them is real."""

from tests.press.describe import (
    BOLD,
    DASH,
    MUOL,
    SQUARE,
    Align,
    Block,
    Booklet,
    Columns,
    Paragraph,
    Row,
    Run,
    Style,
    Table,
    bullet,
    numbered,
    text,
)

TITLE = Style(size=15, bold=True)
HEADING = Style(size=12, bold=True)
ITALIC = Style(italic=True)

_REMARKS = (
    "The group heard that commune councils had received the draft plan late and asked for two more weeks to comment.",
    "Members from Chhuk and Dang Tong reported that fewer young people now come to the evening forums.",
    "It was noted that the budget for travel, which was set before fuel prices rose, will not last until December.",
    "The network will write to the provincial hall so that a well-known speaker can open the next round of forums.",
    "A short survey of members showed that half of them had not yet read the revised by-laws of the network.",
    "Several speakers thanked the radio station for its programmes and hoped that the series would go on.",
)


def _remarks(count: int) -> str:
    """Return so many sentences, told apart by a number each."""
    return " ".join(f"({number}) {_REMARKS[number % len(_REMARKS)]}" for number in range(1, count + 1))


def two_columns() -> Booklet:
    """Return minutes whose body runs in two justified columns under a title of full width, over a page and more."""
    body: list[Paragraph] = []
    for number in range(1, 9):
        body.append(text(f"{number}. Report of group {number}", HEADING, before=6, after=3, keep_with_next=True))
        body.append(text(_remarks(3 + number % 4), align=Align.JUSTIFY))
        body.append(bullet(f"Group {number} will send its list of members.", level=0, sign=SQUARE))
    title = text("Minutes of the Quarterly Forum", TITLE, align=Align.CENTRE, after=12)
    return Booklet((title, Columns(tuple(body))), title="Two columns")


def ruled_table_over_pages() -> Booklet:
    """Return a ruled table of three columns over four pages: its head repeated, its longest row cut twice."""
    head = Row(tuple((text(words, BOLD, after=2),) for words in ("No.", "Topic", "What was said")))
    lengths = (4, 9, 2, 6, 40, 3, 5, 1, 7, 12, 2, 4)
    rows = tuple(
        Row(
            (
                (text(str(number)),),
                (text(f"Topic {number}", BOLD), bullet("first point", level=0)),
                (text(_remarks(length)),),
            )
        )
        for number, length in enumerate(lengths, start=1)
    )
    blocks = (
        text("Annex 2: Table of the discussion", HEADING),
        Table((36, 120, 295), rows, head),
        text("End of table."),
    )
    return Booklet(blocks, foot=(text("{page}/{pages}", align=Align.CENTRE),), title="A table over pages")


def borderless_two_column_agenda() -> Booklet:
    """Return an agenda of times and items as a table without borders, as Word users lay it out."""
    items = (
        ("8:00 - 8:30", "Registration", "All participants"),
        ("8:30 - 9:00", "Welcome remarks", "Ms. Chan Sopheap, Chair of the network"),
        ("9:00 - 10:15", "Presentation of the survey of members", "Mr. Ros Vuthy, Research Officer, and group leaders"),
        ("10:15 - 10:30", "Refreshment", "All"),
        ("10:30 - 12:00", "Group discussion: what should change in the by-laws of the network?", "Facilitator"),
        ("12:00 - 13:30", "Lunch", "All"),
        ("13:30 - 15:00", "Presentation of group results, questions and answers", "Group leaders"),
        ("15:00 - 15:15", "Closing remarks", "Ms. Chan Sopheap"),
    )
    rows = tuple(Row(((text(time),), (text(what, BOLD, after=0), text(who, ITALIC)))) for time, what, who in items)
    blocks = (text("Agenda", TITLE, align=Align.CENTRE), Table((110, 340), rows, ruled=False))
    return Booklet(blocks, title="Agenda without borders")


def letterhead() -> Booklet:
    """Return a letter-headed page: office and number at the left, the Khmer national head at the right, then text."""
    office = (text("Provincial NGO Network of Kampot", BOLD, after=0), text("No. 012/19 PNN", after=0))
    nation = (
        text("ព្រះរាជាណាចក្រកម្ពុជា", MUOL, align=Align.CENTRE, after=0),
        text("ជាតិ សាសនា ព្រះមហាក្សត្រ", MUOL, align=Align.CENTRE, after=0),
    )
    body = (
        text("Minutes of the Monthly Meeting", TITLE, align=Align.CENTRE, before=18),
        text("Kampot, 5 September 2019", align=Align.RIGHT),
        text(_remarks(6), align=Align.JUSTIFY),
    )
    return Booklet((Table((230, 221), (Row((office, nation)),), ruled=False), *body), title="Letterhead")


def running_heads() -> Booklet:
    """Return four pages with a running head and "Page n of m" at the foot; the first page has neither."""
    body: list[Block] = [text("Minutes of the Annual General Meeting", TITLE, align=Align.CENTRE)]
    for number in range(1, 13):
        body.append(text(f"{number}. Item {number} of the agenda", HEADING, before=8, keep_with_next=True))
        body.append(text(_remarks(9)))
    return Booklet(
        tuple(body),
        head=(text("Provincial NGO Network – Annual General Meeting 2019", ITALIC, align=Align.CENTRE),),
        foot=(text("Page {page} of {pages}", align=Align.RIGHT),),
        unfurnished=frozenset({1}),
        title="Running heads",
    )


def board_minutes() -> Booklet:
    """Return the minutes of a board: attendance, numbered bold headings, motions, a table of action items."""
    actions = (
        ("Send the audited accounts to members", "Lim Dara", "30 October 2019"),
        ("Book the hall", "Keo Maly", "5 November 2019"),
    )
    table = Table(
        (230, 110, 111),
        tuple(Row(tuple((text(words),) for words in action)) for action in actions),
        Row(tuple((text(words, BOLD),) for words in ("Action", "Owner", "Due"))),
    )
    return Booklet(
        (
            text("Lotus Reading Rooms Association", TITLE, align=Align.CENTRE, after=2),
            text("Minutes of the Board of Directors", HEADING, align=Align.CENTRE, after=2),
            text("Tuesday, 15 October 2019, 6:00 pm, Kampot", align=Align.CENTRE, after=12),
            text(
                (
                    Run("Present: ", BOLD),
                    Run("Pich Sothea (Chair), Lim Dara (Treasurer), Keo Maly (Secretary), John Hart"),
                )
            ),
            text((Run("Absent: ", BOLD), Run("Noun Rith"))),
            text((Run("Guests: ", BOLD), Run("Sar Kunthea, librarian"))),
            _item("1.", "Call to order"),
            text("The Chair called the meeting to order at 6:05 pm. A quorum was present."),
            _item("2.", "Approval of the minutes"),
            text(
                "Motion: John Hart moved to approve the minutes of 17 September 2019; Keo Maly seconded. Carried 4-0."
            ),
            _item("3.", "Treasurer's report"),
            text("Lim Dara presented the accounts of the third quarter:"),
            bullet("income of $4,210 from members and two grants"),
            bullet("expenses of $3,875, of which:"),
            *(
                bullet(words, level=2, sign=DASH)
                for words in ("$2,100 for books", "$1,775 for rent and repairs of the room in Kep")
            ),
            text("Motion: Pich Sothea moved to accept the report; John Hart seconded. Carried unanimously.", before=4),
            _item("4.", "Other business"),
            *(numbered(f"{letter})", words) for letter, words in zip("ab", _REMARKS, strict=False)),
            _item("5.", "Action items"),
            table,
            _item("6.", "Adjournment"),
            text("There being no further business, the meeting was adjourned at 7:40 pm."),
            text("Respectfully submitted, Keo Maly, Secretary", ITALIC, before=12),
        ),
        width=612.0,
        height=792.0,
        foot=(text("Board minutes, 15 October 2019 - page {page}", align=Align.CENTRE),),
        title="Board minutes",
    )


def _item(number: str, words: str) -> Paragraph:
    return numbered(number, words, HEADING, level=0, before=8, after=3, keep_with_next=True)


def _khmer(words: str) -> str:
    """Return Khmer text with a zero-width space wherever the source here has a bar."""
    return words.replace("|", "\u200b")


def khmer_minutes() -> Booklet:
    """Return minutes wholly in Khmer: national head, title, lunar date, attendance, parts, outcomes, signatures."""
    return Booklet((*_khmer_head(), *_khmer_parts(), *_khmer_outcomes(), _khmer_signatures()), title="Khmer minutes")


def _khmer_head() -> tuple[Paragraph, ...]:
    centred = ("ព្រះរាជាណាចក្រកម្ពុជា", "ជាតិ សាសនា ព្រះមហាក្សត្រ")
    return (
        *(text(line, MUOL, align=Align.CENTRE, after=0) for line in centred),
        text("បណ្តាញអង្គការសង្គមស៊ីវិលខេត្តកំពត", MUOL, after=0),
        text("លេខ៖ ០១២/១៩ ប.អ.ក", after=8),
        text("កំណត់ហេតុកិច្ចប្រជុំ", Style(size=14, khmer=MUOL.khmer), align=Align.CENTRE, after=0),
        text("ស្តីពី ការពិនិត្យផែនការសកម្មភាពប្រចាំត្រីមាសទី៣", MUOL, align=Align.CENTRE),
        text(
            _khmer(
                "ថ្ងៃព្រហស្បតិ៍| ៦កើត| ខែភទ្របទ| ឆ្នាំកុរ| ឯកស័ក| ព.ស.២៥៦៣| ត្រូវនឹង|ថ្ងៃទី៥| ខែកញ្ញា| ឆ្នាំ២០១៩| "
                "វេលាម៉ោង| ៨:៣០| នាទីព្រឹក| "
                "អង្គប្រជុំ|បាន|ប្រព្រឹត្ត|ទៅ|នៅ|សាល|ប្រជុំ|សាលា|ខេត្ត|កំពត| ក្រោម|អធិបតីភាព| "
                "លោក| សុខ| វិចិត្រ| ប្រធាន|បណ្តាញ|អង្គការ|សង្គម|ស៊ីវិល|ខេត្ត|កំពត។"
            )
        ),
        text(_khmer("អ្នក|ចូលរួម|សរុប| ២៤| នាក់| (ស្រី| ១១| នាក់)|។")),
    )


def _khmer_parts() -> tuple[Paragraph, ...]:
    agenda = ("មតិស្វាគមន៍", "បទបង្ហាញអំពីវឌ្ឍនភាពការងារ", "ការពិភាក្សា និងសំណួរ - ចម្លើយ", "មតិបិទ")
    return (
        _khmer_heading("១. គោលបំណង"),
        bullet(_khmer("ពិនិត្យ|វឌ្ឍនភាព|នៃ|ផែនការ|សកម្មភាព|ប្រចាំ|ត្រីមាស")),
        bullet(_khmer("ប្រមូល|សំណូមពរ|ពី|អង្គការ|សមាជិក|អំពី|ការ|ផ្តល់|សេវា|សាធារណៈ|នៅ|ថ្នាក់|ឃុំ|ដើម្បី|ដាក់|ជូន|រដ្ឋបាល|ខេត្ត")),
        _khmer_heading("២. របៀបវារៈ"),
        *(numbered(f"{letter}.", words) for letter, words in zip("កខគឃ", agenda, strict=True)),
        _khmer_heading("៣. មតិស្វាគមន៍"),
        text("លោក សុខ វិចិត្រ ប្រធានបណ្តាញ", BOLD, after=2),
        text(
            _khmer(
                "លោក|បាន|ស្វាគមន៍|អ្នក|ចូលរួម|ទាំងអស់| និង|បាន|បញ្ជាក់|ថា| ក្នុង|ត្រីមាស|នេះ| បណ្តាញ|បាន|រៀបចំ|វេទិកា|សាធារណៈ|"
                "ចំនួន| ៣| លើក| ដែល|មាន|ប្រជាពលរដ្ឋ|ចូលរួម|ជាង| ២០០| នាក់។"
            )
        ),
        _khmer_heading("៤. សំណួរ - ចម្លើយ"),
        text(_khmer("សំណួរទី១៖ តើ|ការ|ចុះឈ្មោះ|អង្គការ|នៅ|ថ្នាក់|ខេត្ត|ត្រូវ|ចំណាយ|ពេល|ប៉ុន្មាន|ថ្ងៃ?"), after=2),
        text(_khmer("ចម្លើយទី១៖ លោកស្រី| ចាន់| សុភាព| តំណាង|មន្ទីរ|មហាផ្ទៃ| បាន|ឆ្លើយ|ថា| ត្រូវ|ចំណាយ|ពេល| ១៥| ថ្ងៃ|ធ្វើការ។")),
    )


def _khmer_outcomes() -> tuple[Paragraph, ...]:
    return (
        _khmer_heading("៥. អនុសាសន៍"),
        bullet(_khmer("គួរ|បង្កើន|ការ|ផ្សព្វផ្សាយ|ព័ត៌មាន|ដល់|ប្រជាពលរដ្ឋ|តាម|វិទ្យុ|ក្នុង|ស្រុក")),
        bullet(_khmer("គួរ|ពង្រឹង|សមត្ថភាព|ស្ត្រី|និង|យុវជន|ក្នុង|ការ|តាមដាន|គម្រោង|អភិវឌ្ឍន៍|ឃុំ")),
        _khmer_heading("៦. សំណូមពរ"),
        bullet(_khmer("សូម|រដ្ឋបាល|ខេត្ត|ជួយ|សម្រួល|នីតិវិធី|នៃ|ការ|បង់|ពន្ធ")),
        _khmer_heading("៧. សេចក្តីសម្រេច"),
        text(_khmer("អង្គប្រជុំ|បាន|ឯកភាព|រៀបចំ|កិច្ចប្រជុំ|លើក|ក្រោយ|នៅ|ថ្ងៃទី១២| ខែធ្នូ| ឆ្នាំ២០១៩។")),
        text(_khmer("អង្គប្រជុំ|បាន|បញ្ចប់|នៅ|វេលាម៉ោង| ១១:៣០| នាទី|ព្រឹក|ថ្ងៃ|ខែ|ឆ្នាំ|ដដែល| ក្នុង|បរិយាកាស|ស្និទ្ធស្នាល|៕"), before=6),
    )


def _khmer_heading(words: str) -> Paragraph:
    return text(words, BOLD, before=6, after=2, keep_with_next=True)


def _khmer_signatures() -> Table:
    seen = ("បានឃើញ និងឯកភាព", "ប្រធានអង្គប្រជុំ", "សុខ វិចិត្រ")
    noted = ("ថ្ងៃទី៥ ខែកញ្ញា ឆ្នាំ២០១៩", "អ្នកកត់ត្រា", "ហេង ស្រីនាង")
    cells = tuple(tuple(text(line, align=Align.CENTRE, after=2) for line in side) for side in (seen, noted))
    return Table((225, 226), (Row(cells),), ruled=False)
