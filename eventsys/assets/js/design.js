// The preview beside a badge design follows what is typed: after a pause the form is sent to the preview's frame.
// Without this the button does the same.
const desk = document.querySelector("[data-design]");
if (desk) {
  const button = desk.querySelector("[data-design-preview]");
  const frame = desk.querySelector("iframe");
  const PAUSE = 900, PATIENCE = 30000;
  let timer, patience, busy = false, again = false;

  const done = () => {
    clearTimeout(patience);
    busy = false;
    desk.removeAttribute("aria-busy");
    if (again) { again = false; show(); }
  };
  const show = () => {
    if (busy) { again = true; return; }
    busy = true;
    desk.setAttribute("aria-busy", "true");
    patience = setTimeout(done, PATIENCE);
    button.form.requestSubmit(button);
  };
  frame.addEventListener("load", () => { if (busy) done(); });
  desk.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(show, PAUSE); });
  show();
}
