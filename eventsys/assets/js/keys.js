// A page that is worked by keys ([data-keys] stands on it): each control with data-key="n j" is pressed by these letters.
// Never while somebody types or holds another key down with it, and buttons wait half a second after the page has come: a key
// pressed twice decides on nobody unseen. Whoever does not want keys switches them off, in this browser.
const page = document.querySelector("[data-keys]");
const WAIT = 500;
const typing = (el) => el.closest?.("input, textarea, select, [contenteditable]");
const off = () => { try { return localStorage.getItem("keys") === "off"; } catch { return false; } };
if (page) {
  let gone = false, waking = 0;
  const awake = () => page.classList.contains("keys-awake");
  addEventListener("pageshow", () => {
    gone = false;
    page.classList.remove("keys-awake");
    clearTimeout(waking);
    waking = setTimeout(() => page.classList.add("keys-awake"), WAIT);
  });
  document.addEventListener("submit", () => { gone = true; });

  const press = (control) => {
    if (control.matches("summary")) {
      const box = control.parentElement;
      box.open = !box.open || Boolean(box.querySelector("textarea"));
      box.querySelector("textarea")?.focus();
    } else if (control.matches("a")) control.click();
    else if (awake()) control.click();
  };
  document.addEventListener("keydown", (event) => {
    const area = event.target.closest?.("[data-key-sends]");
    if (area && event.key === "Enter" && (event.ctrlKey || event.metaKey) && !gone) return area.form.requestSubmit();
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || gone || typing(event.target) || off()) return;
    const control = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key.split(" ").includes(event.key.toLowerCase()));
    if (!control) return;
    event.preventDefault(); // the letter is not typed into the box that opens
    press(control);
  });

  const button = document.querySelector("[data-keys-switch]");
  const show = () => {
    button.setAttribute("aria-pressed", String(off()));
    document.documentElement.classList.toggle("keys-off", off());
  };
  button?.addEventListener("click", () => {
    try { off() ? localStorage.removeItem("keys") : localStorage.setItem("keys", "off"); } catch { /* refused */ }
    show();
  });
  show();
}
