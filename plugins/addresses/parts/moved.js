{
  const [, page, query, fragment] = /^([^?#]*)\??([^#]*)(.*)$/s.exec(document.currentScript.dataset.to);
  const both = [query, location.search.slice(1)].filter(Boolean).join("&");
  location.replace(page + (both ? "?" + both : "") + (fragment || location.hash));
}
