// The bar for bulk work appears when rows are selected and says how many.
const boxes = (form) => [...document.querySelectorAll(`input[type=checkbox][form="${CSS.escape(form.id)}"]`)];
function show(form) {
  const all = boxes(form);
  const chosen = all.filter((b) => b.checked).length;
  form.classList.toggle("active", chosen > 0);
  form.querySelector("[data-count]").textContent = chosen;
  document.querySelectorAll(`[data-select-all="${CSS.escape(form.id)}"]`).forEach((master) => {
    master.checked = chosen > 0 && chosen === all.length;
    master.indeterminate = chosen > 0 && chosen < all.length;
  });
}
const forms = () => document.querySelectorAll("form[data-bulk]");
document.addEventListener("change", (event) => {
  const master = event.target.dataset?.selectAll;
  if (master) boxes(document.getElementById(master)).forEach((b) => { b.checked = event.target.checked; });
  if (event.target.type === "checkbox") forms().forEach(show);
});
addEventListener("pageshow", () => forms().forEach(show));
document.addEventListener("htmx:afterSettle", () => forms().forEach(show));
document.addEventListener("change", (event) => {
  const filters = event.target.closest("form[data-autosubmit]");
  if (filters && event.target.matches("select, input[type=radio], input[type=checkbox]")) filters.requestSubmit();
});
