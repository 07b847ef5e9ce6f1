"""What is said where, as templates: each network has its own order, so that nobody reads the same text twice.

The first recipe whose fields the post has, that fits uncut and that no other network has taken is used. {lead} is the
problem, or the summary where there is none. The title is left to the card that the network draws from the link.
"""

from __future__ import annotations

LINKEDIN = ("{lead}\n\n{takeaway}\n\n{question}", "{lead}\n\n{question}", "{lead}\n\n{takeaway}", "{lead}")
X = ("{question}\n\n{takeaway}", "{question}", "{lead}\n\n{takeaway}", "{takeaway}", "{lead}")
BLUESKY = ("{takeaway} {question}", "{question}", "{takeaway}", "{lead}")
MASTODON = ("{lead}\n\n{summary}\n\n{question}", "{summary}\n\n{question}", "{lead}\n\n{summary}", "{summary}")
FACEBOOK = ("{summary}\n\n{takeaway}\n\n{question}", "{summary}\n\n{question}", "{summary}\n\n{takeaway}", "{summary}")
THREADS = ("{lead} {question}", "{lead} {takeaway}", "{question}", "{lead}")
EMAIL = (
    "{greeting}\n\n{lead} {question}\n\n{summary}",
    "{greeting}\n\n{lead} {takeaway}\n\n{summary}",
    "{greeting}\n\n{lead}\n\n{summary}",
    "{greeting}\n\n{lead}",
    "{lead} {question}\n\n{summary}",
    "{lead} {takeaway}\n\n{summary}",
    "{summary}",
    "{greeting}\n\n{title}",
)

SPARE = (
    "{takeaway}\n\n{lead}",
    "{summary}\n\n{question}",
    "{lead}\n\n{summary}",
    "{question}\n\n{lead}",
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
)
"""For a post that says so little that its networks' own recipes come out alike."""
