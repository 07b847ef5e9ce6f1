"""The sample blog. Everything the engine needs stands in plugins/posts/defaults.py; here is what is this site's own."""

from plugins.posts.defaults import *

SITENAME = "The Waypost"
SITESUBTITLE = "Ideas for people who sell to businesses, by the stage their buyer is in"
SITEURL = "https://blog.example.com"
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "en"

WAYPOST = {
    # Who owns the identity of all posts, and since when (RFC 4151). Never change it: readers would see all as new.
    "authority": "blog.example.com,2025",
    "description": "Original ideas on B2B marketing and buying: every post says which stage of buying it is for.",
    "stage_policy": "require",
    "asked_for": "warn",
    "owned_hosts": ["www.example.com"],
    # No films from elsewhere: then the Content-Security-Policy allows no frame.
    "embed_hosts": [],
    "publish": "public",
}
