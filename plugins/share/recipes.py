"""What is said where, as templates: each network has its own order, so that nobody reads the same text twice.

A text ends in its question (design §1): it opens a conversation. So recipes that end in {question} go before all
others, the spare ones included. Among these the first is used whose fields the post has, that fits uncut, that says
nothing in the same words twice and that no other network has taken. {lead} is the problem, or the summary where there
is none; {second} and {third} are further takeaways: who follows the house on two networks learns two things. The title
is left to the card that the network draws from the link.
"""

from __future__ import annotations

ASKING = "{question}"
"""How a recipe ends that opens a conversation."""

LINKEDIN = ("{lead}\n\n{takeaway}\n\n{question}", "{lead}\n\n{question}", "{lead}\n\n{takeaway}", "{lead}")
X = (
    "{lead}\n\n{second}\n\n{question}",
    "{lead}\n\n{third}\n\n{question}",
    "{lead}\n\n{question}",
    "{takeaway}\n\n{question}",
    "{second}\n\n{question}",
    "{question}",
    "{lead}\n\n{takeaway}",
    "{takeaway}",
    "{lead}",
)
BLUESKY = ("{takeaway} {question}", "{third} {question}", "{second} {question}", "{question}", "{takeaway}", "{lead}")
MASTODON = ("{summary}\n\n{question}", "{lead}\n\n{summary}\n\n{question}", "{lead}\n\n{summary}", "{summary}")
FACEBOOK = ("{summary}\n\n{takeaway}\n\n{question}", "{summary}\n\n{question}", "{summary}\n\n{takeaway}", "{summary}")
THREADS = (
    "{lead}\n\n{third}\n\n{question}",
    "{takeaway}\n\n{lead}\n\n{question}",
    "{lead} {question}",
    "{question}",
    "{lead} {takeaway}",
    "{lead}",
)
PLAIN = (
    "{takeaway}\n\n{summary}\n\n{question}",
    "{lead}\n\n{second}\n\n{question}",
    "{title}\n\n{summary}\n\n{question}",
    "{summary}",
)
EMAIL = (
    "{greeting}\n\n{lead}\n\n{summary}\n\n{question}",
    "{greeting}\n\n{takeaway}\n\n{summary}\n\n{question}",
    "{greeting}\n\n{summary}\n\n{question}",
    "{lead}\n\n{summary}\n\n{question}",
    "{greeting}\n\n{lead} {takeaway}\n\n{summary}",
    "{greeting}\n\n{lead}\n\n{summary}",
    "{greeting}\n\n{lead}",
    "{lead} {takeaway}\n\n{summary}",
    "{summary}",
    "{greeting}\n\n{title}",
)

THREADED = (
    "{lead}\n\n{summary}\n\n{takeaways}\n\n{question}",
    "{summary}\n\n{takeaways}\n\n{question}",
    "{lead}\n\n{takeaways}\n\n{summary}\n\n{question}",
    "{takeaways}\n\n{summary}\n\n{question}",
)
"""For a thread: all that the post says about itself, in another order for each network that has one."""

SPARE = (
    "{takeaway}\n\n{lead}\n\n{question}",
    "{summary}\n\n{question}",
    "{title}\n\n{question}",
    "{title}\n\n{summary}\n\n{question}",
    "{question}",
    "{author}: {summary}\n\n{question}",
    "{site}: {summary}\n\n{question}",
    "{author}: {title}\n\n{question}",
    "{site}: {title}\n\n{question}",
    "{takeaway}\n\n{lead}",
    "{lead}\n\n{summary}",
    "{takeaway}",
    "{summary}",
    "{title}\n\n{summary}",
    "{summary}\n\n{stage_question}",
    "{title}\n\n{stage_question}",
    "{author}: {summary}",
    "{site}: {summary}",
    "{title}",
    "{author}: {title}",
    "{site}: {title}",
    "{author}: {title}\n\n{stage_question}",
    "{site}: {title}\n\n{stage_question}",
    "{author}, {site}: {title}",
)
"""For a post that says so little that its networks' own recipes come out alike."""
