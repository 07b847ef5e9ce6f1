// The switch for light and dark. What is chosen by hand is remembered; choosing what the system says forgets it again.
(() => {
  const root = document.documentElement;
  const button = document.querySelector(".switch");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
  const show = () => button.setAttribute("aria-pressed", isDark());

  button.addEventListener("click", () => {
    const chosen = isDark() ? "light" : "dark";
    root.dataset.theme = (chosen === "dark") === dark.matches ? "" : chosen;
    try {
      localStorage.theme = root.dataset.theme;
    } catch {
      // Not remembered where the reader allows no storage.
    }
    show();
  });
  dark.addEventListener("change", show);
  addEventListener("storage", (event) => {
    if (event.key !== "theme") return;
    root.dataset.theme = event.newValue || "";
    show();
  });
  show();
})();
