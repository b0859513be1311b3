"""The year or week of a date is told by its verb, by a weekday beside it, and by what is near."""

from datetime import date

import pytest

from extractors.language import read

CASES = [
    ("2025-06-13", "She set the tone on Tuesday with a keynote.", "2025-06-10"),
    ("2025-06-13", "The panel on Thursday, “Whose Cut Is It?”, asked how far one may go.", "2025-06-12"),
    ("2025-06-13", "He isn’t leaving, whatever you read on Wednesday.", "2025-06-11"),
    ("2025-09-30", "Here is the schedule for the opening day, Wednesday 8 October.", "2025-10-08"),
    ("2025-06-13", "The fair threw open the doors of the Liederhalle on Wednesday.", "2025-06-11"),
    ("2025-06-13", "The festival came to a close in Coimbra on Thursday evening.", "2025-06-12"),
    (
        "2025-06-09",
        "The lab, which this week will make its debut in Bergen, is in town on Friday and Saturday.",
        "2025-06-13/2025-06-14",
    ),
    ("2025-10-06", "The market, planned for December, has been cancelled.", "2025-12"),
    ("2025-06-12", "The conference concludes on Friday.", "2025-06-13"),
    ("2025-06-10", "The event closes on Thursday.", "2025-06-12"),
    ("2025-06-10", "The event continues until Sunday.", "2025-06-15"),
    ("2025-07-30", "It was due to run September 16–19 in Leeds.", "2025-09-16/2025-09-19"),
    (
        "2025-02-10",
        "The talks moved on Friday to Oslo, where the first Creative Cabinet heard ministers.",
        "2025-02-07",
    ),
    (
        "2025-08-19",
        "The market has picked 61 projects for its Gap-Financing Market (August 29-31), among them Lung.",
        "2025-08-29/2025-08-31",
    ),
    (
        "2025-12-03",
        "Principal photography got under way on Monday in Da Nang and moves to Udaipur in January.",
        "2025-12-01 2026-01",
    ),
    ("2025-03-27", "His deputy, Anneliese Trout, leaves on Monday.", "2025-03-31"),
    ("2025-06-30", "Tickets go on sale this Friday.", "2025-07-04"),
    ("2025-02-12", "She said over 400 buyers had registered by Monday.", "2025-02-10"),
    ("2025-11-06", "The play premiered in Leeds in May.", "2025-05"),
    ("2025-11-06", "It was shot in December in Prague.", "2024-12"),
    ("2025-05-14", "The fund, launched in March, closes for entries on 30 June.", "2025-03 2025-06-30"),
    ("2025-05-14", "Applications, which opened on Monday, are due by June 6.", "2025-05-12 2025-06-06"),
    (
        "2025-05-14",
        "Netstar unveiled the slate on Tuesday; the first title bows September 3.",
        "2025-05-13 2025-09-03",
    ),
    ("2025-01-10", "The awards were handed out on 12 December.", "2024-12-12"),
    ("2025-01-10", "The series, which debuted Nov. 20, has been renewed.", "2024-11-20"),
    (
        "2025-01-10",
        "The jury will meet on 3 March and announce its winners on Friday.",
        "2025-03-03 2025-01-10",
    ),
    ("2025-05-14", "Wednesday’s keynote drew a crowd.", "2025-05-14"),
    ("2025-05-14", "The summit opens Monday with a keynote by Ada Obi.", "2025-05-19"),
    ("2025-05-14", "The summit opened Monday with a keynote by Ada Obi.", "2025-05-12"),
    (
        "2025-05-14",
        "Filming wraps in Malta next week, and the film heads to cinemas on October 3.",
        "2025-10-03",
    ),
    (
        "2025-05-14",
        "The deal, which closes on 1 July, was announced at a press conference on Tuesday.",
        "2025-07-01 2025-05-13",
    ),
    ("2025-05-14", "Speaking at the market on Sunday, she said sales were up.", "2025-05-11"),
    ("2025-05-14", "Doors open at 7pm on Saturday 17 May.", "2025-05-17"),
    ("2025-05-14", "Held on May 8 in Riga, the forum drew 300.", "2025-05-08"),
    ("2025-05-14", "To be held on June 8 in Riga, the forum expects 300.", "2025-06-08"),
    (
        "2025-05-14",
        "The first edition took place in Riga in October, and the second is planned for the same month.",
        "2024-10",
    ),
    ("2025-05-14", "Production is under way and is expected to wrap in July.", "2025-07"),
    (
        "2025-05-14",
        "She joins from Kanal 4 on 2 June, and succeeds Per Holm, who left in February.",
        "2025-06-02 2025-02",
    ),
    ("2025-12-18", "The exhibition runs until 4 January.", "2026-01-04"),
    ("2025-12-18", "The film grossed $4m in November and expands on January 9.", "2025-11 2026-01-09"),
    (
        "2025-09-16",
        "Last week's forum, held on September 10-12, was the largest yet.",
        "2025-09-10/2025-09-12",
    ),
    (
        "2025-09-16",
        "The festival (September 25-October 4) announced its jury yesterday.",
        "2025-09-25/2025-10-04 2025-09-15",
    ),
    ("2025-09-16", "The show premiered on Friday night to 4 million viewers.", "2025-09-12"),
    ("2025-09-16", "The awards take place this Thursday in Hull.", "2025-09-18"),
    (
        "2025-09-16",
        "The company said on Monday that it will close its Leeds studio in November.",
        "2025-09-15 2025-11",
    ),
    ("2025-09-16", "Its Los Angeles office opened last month.", "2025-08"),
    ("2025-09-16", "The album, due on 17 October, was recorded in June.", "2025-10-17 2025-06"),
    ("2025-09-16", "Registration closes at midnight on Sunday, September 28.", "2025-09-28"),
    (
        "2025-09-16",
        "The pact was signed in Busan on Saturday, 20 September, the organisers’ schedule says.",
        "2025-09-20",
    ),
    (
        "2025-05-14",
        "Kim, who took over in January, presented the plan to members on Monday and hopes for a "
        "vote in June.",
        "2025-01 2025-05-12 2025-06",
    ),
    ("2025-05-14", "The event, at the Barbican on June 3, is sold out.", "2025-06-03"),
    (
        "2025-05-14",
        "The fair, at the Barbican from June 3 to 5, has named its keynote speaker.",
        "2025-06-03/2025-06-05",
    ),
    ("2025-05-14", "Tickets for the 3 June screening sold out in an hour.", "2025-06-03"),
    ("2025-05-14", "A screening on 3 June has been added.", "2025-06-03"),
    ("2025-05-14", "Karachi Book Fair: December 11-15.", "2025-12-11/2025-12-15"),
    ("2025-05-14", "He has turned the epic into English for Ferryhouse, out on 21 October.", "2025-10-21"),
    ("2025-05-14", "It opened over Christmas.", "2024-12"),
    ("2025-10-14", "March sees the premiere of Tilt, and May a revival of Zest.", "2026-03 2026-05"),
    ("2025-05-14", "She will be honoured a week on Friday.", "2025-05-23"),
    ("2025-05-14", "Tickets go on sale the day after tomorrow.", "2025-05-16"),
    ("2025-05-14", "It follows the April launch of Kino Plus.", "2025-04"),
    (
        "2025-05-14",
        "Shooting began in Riga in late April and continues in Tartu until mid-June.",
        "2025-04 2025-06",
    ),
    ("2025-05-14", "The studio shut its doors on 30 April.", "2025-04-30"),
    ("2025-05-14", "The strike, now in its third week, ends on Friday if members agree.", "2025-05-16"),
]


@pytest.mark.parametrize(("published", "text", "expected"), CASES)
def test_the_verb_tells_the_direction(published: str, text: str, expected: str) -> None:
    found = read(text, None, date.fromisoformat(published)).dates
    assert " ".join(d.start if d.start == d.end else f"{d.start}/{d.end}" for d in found) == expected
