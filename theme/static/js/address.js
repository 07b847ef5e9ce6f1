// Takes utm_ parameters out of the address bar once the page has loaded, so that a copied address is clean. All other
// parameters and the fragment stay, byte for byte. Whoever measures at "load" still sees the address as it was.
addEventListener("load", () => setTimeout(() => {
  const [, page, query, fragment] = /^([^?#]*)\??([^#]*)(.*)$/s.exec(location.href);
  const pairs = query.split("&");
  const kept = pairs.filter((pair) => !/^\s*utm_/i.test([...new URLSearchParams(pair).keys()][0]));
  if (kept.length < pairs.length) {
    history.replaceState(history.state, "", page + (kept.length ? "?" + kept.join("&") : "") + fragment);
  }
}));
