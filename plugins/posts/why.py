"""Why a page was made anew, or was not: in the words of what it is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plugins.core.errors import Misconfigured, did_you_mean
from plugins.core.site import output_path
from plugins.core.unit import Unit

Former = Mapping[str, bytes] | None


def unit_of(units: Sequence[Unit], page: str) -> Unit:
    """The unit that `page` means: a path of the output, an address, a source file or a slug. Raises Misconfigured."""
    wanted = page.strip().removeprefix("./")
    address = wanted.strip("/")
    paths = (wanted, address, output_path(f"{address}/"), output_path(f"posts/{address}/"))
    for path in paths:
        found = next((unit for unit in units if unit.path == path or unit.owner.partition(" ")[2] == path), None)
        if found:
            return found
    raise Misconfigured(f"--why {page}: the build makes no such page. {did_you_mean(address, [u.path for u in units])}")


def why(unit: Unit, former: Former, made: bool) -> str:
    """One line: whether the unit's file was made anew, and what had changed. former: the parts of the former
    build's."""
    if unit.parts is None:
        told = "made anew: plugins that are not ours have a say in it, so nobody knows what it is made of"
    elif former is None:
        told = "made anew: nothing is known of a former one"
    else:
        changed = [name for name in {**former, **unit.parts} if former.get(name) != unit.parts.get(name)]
        told = f"made anew: {_list(changed)} changed" if changed else _unchanged(unit.parts, made)
    return f"{unit.path} ({unit.owner}): {told}"


def _unchanged(parts: Mapping[str, bytes], made: bool) -> str:
    if made:
        return "made anew: the former file was not as the build had left it"
    return f"not made again: {_list(list(parts))} {'is' if len(parts) == 1 else 'are'} as in the former build"


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
