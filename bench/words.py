"""The words of the generated posts, and the forms that sentences take. All of it is about selling to businesses."""

from __future__ import annotations

AUTHORS = ("Tender", "Finance", "Field", "Service", "Data", "Legal", "Partner", "Harbour")
CATEGORIES = ("Before the tender", "Reading the market", "Inside the committee", "Proof", "Keeping", "Craft")
STAGES = ("epiphany", "awareness", "interest", "confidence", "loyalty")
INDUSTRIES = ("energy", "logistics", "banking", "health", "machinery", "cities")
TOPICS = ("tender", "audit", "depot", "warranty", "rollout", "licence", "outage", "supplier", "ledger", "training")
ANGLES = ("costs", "mistakes", "timing", "people", "figures", "habits")
TAGS = tuple(f"{topic} {angle}" for topic in TOPICS for angle in ANGLES)
HOSTS = ("statistics.example.org", "papers.example.net", "trade.example.com", "yearbook.example.edu", "www.example.com")
OWNED = "www.example.com"
"""The one host of HOSTS that belongs to the blog's company: links to it are tagged."""

WORDS = {
    "who": (
        "the buyer|the plant engineer|a regional head|the auditor|the night shift|a new supplier|the treasurer|"
        "the head of stores|a cautious lawyer|the people in dispatch|the works council|an outside adviser"
    ),
    "thing": (
        "tender document|maintenance contract|spare-parts list|delivery note|price table|acceptance test|shift plan|"
        "site visit|licence count|incident report|framework agreement|reference customer|training day|cost sheet"
    ),
    "quality": "quiet|expensive|half-finished|generous|brittle|plain|late|well-kept|borrowed|narrow|public|stubborn",
    "act": "count|postpone|rewrite|share|defend|forget|test|merge|price|sign|question|simplify",
    "many": "requests|delays|suppliers|exceptions|visits|invoices|machines|promises|handbooks|complaints|approvals",
    "when": (
        "in the week before the audit|once the budget is closed|after the second outage|during the holidays|"
        "long before anyone writes a request|on the first day of a contract|when the old machine stops|every spring"
    ),
    "gain": (
        "a shorter list of questions|fewer calls at night|a price that holds|room for one more project|"
        "an answer in a day|stock that turns faster|a contract both sides can read|peace with the auditors"
    ),
}
"""Name of a gap in a form → what may stand in it, separated by bars."""

SENTENCES = (
    "Ask {who} about the {quality} {thing}, and you will hear more of {many} than of money.",
    "We have seen {who} {act} a {thing} {when}, with {gain} as the only reward.",
    "What looks like a {quality} {thing} is often the sum of {many} that nobody wanted to {act}.",
    "It is easier to {act} the {many} than to explain to others why the {thing} stays {quality}.",
    "There is *one* {thing} that everybody knows, and it comes up {when}.",
    "If you {act} it {when}, you get {gain}; if you wait, you get {many}.",
    "The **{thing}** deserves a page of its own, because {who} will read it alone.",
    "Of {count} {many} that we looked at, {few} were {quality} and none was anybody's fault.",
    "Between the {thing} and {gain} stands a meeting to which nobody invites {who}.",
    "Suppliers who {act} their own {many} first are asked back, {who} told us.",
    "A {quality} {thing} costs about {count} hours a year, and {who} spends most of them.",
    "That is why {gain} begins with a {quality} look at the {many}, and not with a new {thing}.",
    "Nobody will {act} a {thing} for its own sake, but many would for {gain}.",
    "Write down who may {act} the {thing}, and leave the list where {who} can find it.",
)
HEADINGS = (
    "What the {thing} is for",
    "Where {many} come from",
    "A {quality} {thing}, and who pays",
    "When to {act} and when to wait",
    "How {gain} begins",
    "Before you {act} anything",
    "The {thing} on one page",
)
TITLES = (
    "The {quality} {thing} and its {many}",
    "Who gets to {act} the {thing}",
    "What {many} say about a {quality} {thing}",
    "Learning to {act} {many}",
    "Not another {thing}: a case for {quality} {many}",
)
POINTS = (
    "{act} the {thing} {when}",
    "let {who} {act} the {many}",
    "keep {few} of {count} {many}",
    "promise {gain} and nothing else",
    "show {who} the {quality} {thing}",
    "give the {thing} an owner and a date",
)
QUESTIONS = (
    "Which {thing} would {who} be glad to {act}?",
    "What did your last {many} cost you {when}?",
    "Who in your house knows the {quality} {thing}?",
)
PROBLEMS = ("Nobody can {act} the {many} that the {thing} leaves behind.", "Our {thing} is {quality}, and {who} pays.")
CODE = """```python
def turns(stock, sold, days={days}):
    \"\"\"How often the stock was replaced within so many days.\"\"\"
    left = [item for item in stock if item.days_idle < days]
    return {factor} * sum(sold[item.name] for item in left) / max(1, len(left))
```"""
