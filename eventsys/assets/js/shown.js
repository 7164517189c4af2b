// Questions that an answer elsewhere brings onto the form: shown as soon as it is given. Without scripts the server shows them
// after the page was saved.
const forms = new Set([...document.querySelectorAll("[data-brought-by]")].map((box) => box.closest("form")));

function isChosen(form, key) {
  return [...form.querySelectorAll(`input[value="${key}"]:checked, option[value="${key}"]:checked`)].some(
    (control) => !control.closest("[data-brought-by][hidden]"),
  );
}

function settle(form) {
  const boxes = [...form.querySelectorAll("[data-brought-by]")];
  boxes.forEach(() => boxes.forEach((box) => { box.hidden = !isChosen(form, box.dataset.broughtBy); }));
}

forms.forEach((form) => {
  const mark = form.querySelector("[data-at-once]");
  if (mark) mark.value = "1";
  form.addEventListener("change", () => settle(form));
  settle(form);
});
