// Words of an earlier declaration go into the box that they stand beside, as if typed: the browser's own undo works. What stood in the
// box goes into the button, which gives it back. Without this script the button sends the form, and nothing is lost either.
const fill = (box, words) => {
  box.focus();
  box.select();
  const typed = words ? document.execCommand("insertText", false, words) : document.execCommand("delete");
  if (typed && box.value === words) return;
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-takes]");
  const box = button && document.getElementById(button.dataset.takes);
  if (!box) return;
  event.preventDefault();
  const had = box.value, label = button.querySelector("span");
  fill(box, button.value);
  button.value = had;
  [label.textContent, button.dataset.back] = [button.dataset.back, label.textContent];
});
