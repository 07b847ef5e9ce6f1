"""The site made from the settings file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from plugins.core.errors import Misconfigured, did_you_mean
from plugins.core.links import is_web_url
from plugins.core.settings import Settings
from plugins.core.site import Site


def make_site(settings: Mapping[str, Any], preview: bool = False) -> Site:
    """The Site from Pelican's settings. Raises Misconfigured with every fault at once."""
    url = str(settings.get("SITEURL") or "").rstrip("/")
    faults = [] if is_web_url(url) and not re.search("[?#]", url) else [f"SITEURL: {url!r} is no http(s) address"]
    try:
        zone = ZoneInfo(str(settings.get("TIMEZONE") or "UTC"))
    except (KeyError, ValueError, OSError):
        faults.append(f"TIMEZONE: {settings.get('TIMEZONE')!r} is not in the time zone database")
    checked = _checked(settings.get("WAYPOST"), faults)
    if faults or checked is None:
        raise Misconfigured("; ".join(faults))
    return Site(
        name=str(settings.get("SITENAME") or ""),
        url=url,
        subtitle=str(settings.get("SITESUBTITLE") or ""),
        language=str(settings.get("DEFAULT_LANG") or "en"),
        zone=zone,
        settings=checked,
        preview=preview,
    )


def _checked(raw: object, faults: list[str]) -> Settings | None:
    if not isinstance(raw, dict):
        faults.append('WAYPOST: missing. At least WAYPOST = {"authority": "example.com,2026"}')
        return None
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        for fault in error.errors():
            name = ".".join(str(part) for part in fault["loc"])
            unknown = fault["type"] == "extra_forbidden"
            hint = did_you_mean(name, Settings.model_fields) if unknown else ""
            faults.append(f"WAYPOST[{name!r}]: {'unknown key' if unknown else _plainly(fault['msg'])}. {hint}".rstrip())
        return None


def _plainly(message: str) -> str:
    return message.removeprefix("Value error, ").replace("Input should be a valid tuple", "a list is expected")
