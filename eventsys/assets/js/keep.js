// What was typed into a long form (<form data-keep> with its name in _keep) survives a reload or a lost connection,
// in this tab only, and the end of a session.
// Never kept: files, passwords, hidden fields, whatever stands under [data-private] (passports), and what only says
// what is looked at ([data-view]).
const usable = (el) => el.name && !el.closest("[data-private], [data-view]") && !/^(file|password|hidden|submit|button|reset)$/.test(el.type);
const store = (key, value) => { try { value ? sessionStorage.setItem(key, value) : sessionStorage.removeItem(key); } catch { /* full or refused */ } };
const read = (key) => { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } };

function collect(form) {
  return [...form.elements].filter(usable).map((el) =>
    [el.name, el.type, /^(checkbox|radio)$/.test(el.type) ? [el.value, el.checked] : el.multiple ? [...el.selectedOptions].map((o) => o.value) : el.value]);
}
function restore(form, kept) {
  const left = [...form.elements].filter(usable);
  for (const [name, type, value] of kept) {
    const choice = /^(checkbox|radio)$/.test(type);
    const el = left.find((e) => e.name === name && e.type === type && (!choice || e.value === value[0]));
    if (!el) continue;
    if (choice) el.checked = value[1];
    else if (el.multiple) [...el.options].forEach((o) => { o.selected = value.includes(o.value); });
    else el.value = value;
    left.splice(left.indexOf(el), 1);
  }
}
// Words of a form whose session had ended outlive the tab for a day: the new link may open in another one.
const DAY = 24 * 60 * 60 * 1000;
const shelf = {
  put(key, kept) { try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), kept })); } catch { /* full or refused */ } },
  take(key) { try { const found = JSON.parse(localStorage.getItem(key)); return found && Date.now() - found.at < DAY ? found.kept : null; } catch { return null; } },
  drop(key) { try { localStorage.removeItem(key); } catch { /* refused */ } },
};
const drop = (key) => { store(key); shelf.drop(key); };
// Dropped is only what the server names as accepted.
document.querySelectorAll("meta[name='kept-accepted']").forEach((meta) => drop(`keep:${meta.content}`));
const ended = document.querySelector("[data-kept]")?.dataset.kept;
if (ended) { const kept = read(`keep:${ended}`); if (kept) shelf.put(`keep:${ended}`, kept); }

function announce(form, afresh) {
  const notice = Object.assign(document.createElement("div"), { className: "notice notice-info kept-notice" });
  notice.setAttribute("role", "status");
  const words = Object.assign(document.createElement("p"), { textContent: form.dataset.keepSaid });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-quiet btn-sm", textContent: form.dataset.keepAfresh });
  button.addEventListener("click", () => { afresh(); notice.remove(); });
  notice.append(words, button);
  form.prepend(notice);
}
document.querySelectorAll("form[data-keep]").forEach((form) => {
  const key = `keep:${form.elements._keep?.value}`;
  const refused = form.querySelector(".errors-summary");
  const kept = read(key) || shelf.take(key);
  const shown = JSON.stringify(collect(form));
  let timer;
  // After a refusal the server has sent back what was typed: that is newer than the draft.
  if (kept && !refused && JSON.stringify(kept) !== shown) {
    restore(form, kept);
    if (JSON.stringify(collect(form)) !== shown)
      announce(form, () => { clearTimeout(timer); restore(form, JSON.parse(shown)); drop(key); });
  }
  const save = () => store(key, JSON.stringify(collect(form)));
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 300); });
  form.addEventListener("submit", () => { clearTimeout(timer); save(); });
});
