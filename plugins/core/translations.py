"""Posts and pages that say the same in several languages: `translation_of` names the original, in its own language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plugins.core.post import Page, Post


def names(item: Page) -> tuple[str, ...]:
    """By what `translation_of` may name an item."""
    return (item.id, item.slug) if isinstance(item, Post) else (item.slug,)


def translations(items: Sequence[Page]) -> Mapping[str, tuple[Page, ...]]:
    """Path → all versions of an item, original first, then by language; of items with more than one version.

    A post translates a post, a page a page. A version that is canonical elsewhere is not ours to offer.
    """
    ours = [item for item in items if item.canonical is None]
    if not any(item.translation_of for item in ours):
        return {}
    originals = {(type(item), name): item for item in reversed(ours) if not item.translation_of for name in names(item)}
    groups: dict[str, list[Page]] = {}
    for item in sorted(ours, key=lambda item: (item.lang, item.path)):
        original = originals.get((type(item), item.translation_of)) if item.translation_of else None
        if original:
            groups.setdefault(original.path, [original]).append(item)
    return {item.path: tuple(group) for group in groups.values() for item in group}
