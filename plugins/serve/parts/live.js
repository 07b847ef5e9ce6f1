// Stands on every page of the preview, and on no page of a build. The server tells which state of the site it shows;
// a page that is of another state loads itself anew, or takes the new style sheets where only those are new.
(() => {
  "use strict";
  const KEY = "waypost-scroll";
  let generation = document.currentScript.dataset.generation;
  let laid = "";
  let host = null;
  let source = null;

  function reload() {
    sessionStorage.setItem(KEY, JSON.stringify([location.href, scrollX, scrollY]));
    history.scrollRestoration = "manual";
    location.reload();
  }

  // Browsers keep the place by themselves, but not where the page was shorter for a moment, and some come to it late,
  // when the reader has moved on: after the page is loaded, too. So for a reload of ours they are asked not to.
  function scrollBack() {
    const [address, left, top] = JSON.parse(sessionStorage.getItem(KEY) || "[]");
    sessionStorage.removeItem(KEY);
    if (address !== location.href) return;
    const go = () => scrollTo({ left, top, behavior: "instant" });
    go();
    const reached = scrollY;
    addEventListener("load", () => {
      if (scrollY === reached) go();
      setTimeout(() => history.scrollRestoration = "auto", 1000);
    }, { once: true });
  }

  // The old sheet goes when the new one is there: no moment without style.
  function restyle() {
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const address = new URL(old.href);
      if (address.origin !== location.origin) continue;
      address.searchParams.set("waypost", generation);
      const fresh = old.cloneNode();
      fresh.href = address;
      for (const end of ["load", "error"]) fresh.addEventListener(end, () => old.remove(), { once: true });
      old.after(fresh);
    }
  }

  function lay(overlay) {
    if (overlay === laid) return;
    laid = overlay;
    if (host) host.remove();
    host = null;
    if (!overlay) return;
    host = document.createElement("waypost-overlay");
    const root = host.attachShadow({ mode: "open" });
    root.innerHTML = overlay;
    document.body.append(host);
    const dialog = root.querySelector("dialog");
    root.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    dialog.showModal();
  }

  function hear(message) {
    const state = JSON.parse(message.data);
    if (state.generation !== generation) {
      if (state.restyled !== generation) return reload();
      generation = state.generation;
      restyle();
    }
    lay(state.overlay);
  }

  function listen() {
    if (source || document.visibilityState === "hidden") return;
    source = new EventSource("/_waypost/live");
    source.addEventListener("message", hear);
    source.addEventListener("error", () => {
      if (source && source.readyState === EventSource.CLOSED) { stop(); setTimeout(listen, 1000); }
    });
  }

  function stop() {
    if (source) source.close();
    source = null;
  }

  // A browser has six connections to one server: tabs that nobody sees must not hold them.
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" ? stop() : listen());
  addEventListener("pagehide", stop);
  addEventListener("pageshow", listen);
  scrollBack();
  listen();
})();
