// Runs before the first paint: light or dark, as chosen here before or as the system prefers, also when it changes.
const root = document.documentElement;
root.classList.remove("no-js");
const chosen = () => {
  try { return localStorage.getItem("theme"); } catch { return null; /* storage may be refused */ }
};
const dark = matchMedia("(prefers-color-scheme: dark)");
const show = () => {
  const theme = chosen();
  root.dataset.bsTheme = theme === "dark" || theme === "light" ? theme : dark.matches ? "dark" : "light";
};
dark.addEventListener("change", show);
show();
