// The search page, over Pagefind: nothing of it is fetched before a reader turns to the form or comes with a question.
(() => {
  const search = document.querySelector("search"), [form, status, list, more, model] = search.children;
  const { q: field, dataset: say } = form, facets = [...form.querySelectorAll("select")];
  const all = (some, each) => Promise.all(some.map(each));
  let engines, timer, turn = 0, room = 10;

  const load = () => engines ||= all(JSON.parse(say.indexes), async ([first, ...others]) => {
    const engine = await import(first + "pagefind.js");
    await all(others, (other) => engine.mergeIndex(other));
    await engine.filters();
    return engine;
  });

  // Where no word begins like the one that is asked, Pagefind takes a shorter one, be it "a": it has to be most of it.
  const meant = (terms = []) => ({ scores, verbose_meta_scores: meta = [] }) => terms.every(({ term }) =>
    [...scores.map((one) => one.search_term), ...meta.flatMap((one) => one.matched_terms)]
      .some((word) => word.startsWith(term.slice(0, term.length / 2 + 2))));

  const value = (one, { value }) => value && one.name + ":" + value;

  // Signs that are written without blanks are words of the index each, and a row of nothing else is a phrase.
  const ask = async () => {
    const facet = facets.map((one) => value(one, one)).filter(Boolean), counts = { gone: 0 }, results = [];
    const asked = field.value.trim(), signs = asked.replace(/[々-鿿𠀀-𲎯]/gu, " $& ");
    const words = signs === asked || /\s/.test(asked) ? signs : `"${signs}"`;
    for (const told of await all(await load(), (one) => one.search(words || null, { filters: { facet } }))) {
      const kept = told.results.filter(meant(told.query_term_idfs));
      for (const key in told.filters.facet) counts[key] = (counts[key] || 0) + told.filters.facet[key];
      counts.gone += told.results.length - kept.length;
      results.push(...kept);
    }
    return [counts, results.sort((a, b) => b.score - a.score)];
  };

  const entry = async (result) => {
    const { url, meta, excerpt, sub_results } = await result.data();
    const copy = model.content.firstElementChild.cloneNode(true);
    const [, stage, , link, , text, parts, , day] = copy.querySelectorAll("*");
    copy.lang = meta.lang;
    stage.append(meta.stage);
    link.textContent = meta.title;
    link.href = url;
    text.innerHTML = excerpt;
    day.append(meta.day);
    for (const part of sub_results) if (part.url !== url) {
      const inside = link.cloneNode();
      inside.href = part.url;
      inside.append(part.title);
      parts.append(inside);
    }
    return copy;
  };

  const run = async () => {
    const now = ++turn, asked = "" + new URLSearchParams([...new FormData(form)].filter((pair) => pair[1]));
    history.replaceState(0, "", form.action + (asked && "?" + asked));
    if (!engines) status.textContent = say.busy;
    try {
      const [counts, found] = await ask(), { length } = asked && found;
      const entries = await all(found.slice(0, asked && room), entry);
      if (now < turn) return;
      list.replaceChildren(...entries);
      status.textContent = asked && (length > 1 ? say.many.replace("{n}", length) : length ? say.one : say.none);
      more.hidden = length <= room;
      for (const one of facets) for (const option of [...one].slice(1)) {
        option.text = option.dataset.name + (one.value || counts.gone ? "" : ` (${counts[value(one, option)] || 0})`);
      }
    } catch {
      engines = 0;
      status.textContent = say.failed;
    }
    search.ariaBusy = false;
  };

  form.addEventListener("focusin", () => load().catch(() => engines = 0));
  form.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(run, 99, room = 10);
  };
  form.onsubmit = () => !run();
  more.onclick = () => run(room += 10);
  onkeydown = ({ key, target }) => {
    if (key === "/" && !target.form) return field.focus(), false;
    if (key === "Escape" && target === field) run(field.value = "");
  };
  for (const [name, value] of new URLSearchParams(location.search)) {
    const control = form.elements[name];
    if (control) {
      control.value = value.replace(name + ":", "");
      if (control.selectedIndex < 0) control.selectedIndex = 0;
      run(search.ariaBusy = true);
    }
  }
})();
