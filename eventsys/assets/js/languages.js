// A text in many languages: the chooser opens the box of the language that was chosen, and no other. What was typed is never out of sight.
const boxOf = (button) => document.getElementById(button.dataset.opens)?.closest("[data-language]");
function open(button) {
  const box = boxOf(button), field = button.closest("fieldset");
  const more = button.closest("details");
  field.querySelector("[data-languages]").append(box);
  button.hidden = true;
  more.open = false;
  more.hidden = !more.querySelector("[data-opens]:not([hidden])");
  return box;
}
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-opens]");
  if (button) open(button).querySelector("input, textarea").focus();
});
// A kept draft, and the browser itself when a page is come back to, fill boxes that nobody opened.
const filled = (box) => [...box.querySelectorAll("input, textarea")].some((one) => one.value);
const showFilled = () => document.querySelectorAll("[data-opens]:not([hidden])").forEach((button) => { if (filled(boxOf(button))) open(button); });
showFilled();
addEventListener("pageshow", showFilled);
document.addEventListener("htmx:load", showFilled);
