// Runs before the first paint: light or dark, as chosen here before or as the system prefers.
const root = document.documentElement;
root.classList.remove("no-js");
let chosen = null;
try { chosen = localStorage.getItem("theme"); } catch { /* storage may be refused */ }
const dark = matchMedia("(prefers-color-scheme: dark)").matches;
root.dataset.bsTheme = chosen === "dark" || chosen === "light" ? chosen : dark ? "dark" : "light";
