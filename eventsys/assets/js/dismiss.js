// Menus and questions made of <details>: Escape, a click elsewhere or "Not now" closes them.
const open = () => document.querySelectorAll("details[data-dismiss][open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  open().forEach((d) => { d.open = false; d.querySelector("summary").focus(); });
});
document.addEventListener("click", (event) => {
  open().forEach((d) => { if (!d.contains(event.target) || event.target.closest("[data-close]")) d.open = false; });
});
