// Leads on from an old address, with the query that the visitor came with after the new address's own, and with the
// visitor's fragment where that has none (as RFC 9110, section 10.2.2, has it for redirects).
{
  const [, page, query, fragment] = /^([^?#]*)\??([^#]*)(.*)$/s.exec(document.currentScript.dataset.to);
  const both = [query, location.search.slice(1)].filter(Boolean).join("&");
  location.replace(page + (both ? "?" + both : "") + (fragment || location.hash));
}
