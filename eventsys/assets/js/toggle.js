// Light or dark, kept in this browser; who chooses what the system prefers goes with the system from then on.
const root = document.documentElement;
const buttons = document.querySelectorAll("[data-theme-toggle]");
const show = () => buttons.forEach((b) => b.setAttribute("aria-pressed", String(root.dataset.bsTheme === "dark")));
const keep = (theme) => {
  const usual = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  try {
    if (theme === usual) localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch { /* kept for this page only */ }
};
buttons.forEach((button) => button.addEventListener("click", () => {
  root.dataset.bsTheme = root.dataset.bsTheme === "dark" ? "light" : "dark";
  keep(root.dataset.bsTheme);
}));
new MutationObserver(show).observe(root, { attributeFilter: ["data-bs-theme"] });
show();
