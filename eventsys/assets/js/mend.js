// After a refusal the summary of what to mend takes the focus; its links go into the fields.
document.querySelector("[data-focus]")?.focus({ preventScroll: false });
document.addEventListener("click", (event) => {
  const link = event.target.closest(".errors-summary a[href^='#']");
  const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const control = target?.matches("input, select, textarea") ? target : target?.querySelector("input:not([type=hidden]), select, textarea");
  if (control) { event.preventDefault(); control.focus(); }
});
