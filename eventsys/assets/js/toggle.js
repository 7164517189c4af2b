// Light or dark, kept in this browser.
const root = document.documentElement;
const buttons = document.querySelectorAll("[data-theme-toggle]");
const show = () => buttons.forEach((b) => b.setAttribute("aria-pressed", String(root.dataset.bsTheme === "dark")));
buttons.forEach((button) => button.addEventListener("click", () => {
  root.dataset.bsTheme = root.dataset.bsTheme === "dark" ? "light" : "dark";
  try { localStorage.setItem("theme", root.dataset.bsTheme); } catch { /* kept for this page only */ }
  show();
}));
show();
