// "/" and Ctrl-K put the cursor into the search of the bar.
const box = document.querySelector("[data-search]");
const typing = (el) => el.closest("input, textarea, select, [contenteditable]");
if (box) document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target);
  const ctrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
  if (!slash && !ctrlK) return;
  event.preventDefault();
  box.focus();
  box.select();
});
