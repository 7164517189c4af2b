// What was typed into a long form (<form data-keep="key">) survives a reload or a lost connection, in this tab only.
// Never kept: files, passwords, hidden fields, and whatever stands under [data-private] (passports).
const usable = (el) => el.name && !el.closest("[data-private]") && !/^(file|password|hidden|submit|button|reset)$/.test(el.type);
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
document.querySelectorAll("form[data-keep]").forEach((form) => {
  const key = `keep:${location.pathname}:${form.dataset.keep}`;
  const refused = form.querySelector(".errors-summary");
  const kept = read(key);
  // After a refusal the server has sent back what was typed: that is newer than the draft.
  if (kept && !refused) restore(form, kept);
  let timer;
  const save = () => store(key, JSON.stringify(collect(form)));
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 300); });
  form.addEventListener("submit", () => { clearTimeout(timer); save(); store("keep:sent", key); });
});
// A form that was sent and answered with another page was accepted: its draft has done its duty.
const sent = (() => { try { return sessionStorage.getItem("keep:sent"); } catch { return null; } })();
if (sent && !document.querySelector(".errors-summary")) {
  if (!document.querySelector("[data-error-page]")) { store(sent); store("keep:sent"); }
} else if (sent) store("keep:sent");
