// A badge asked for at the desk goes straight to the print dialog, and its row tells so. Where the browser cannot do
// that the form opens a tab as it does without this script. A refusal is said beside the button, and asked for once.
const plain = new WeakSet();
const busy = new WeakSet();

const read = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

function refuse(form, words) {
  const said = form.querySelector("[data-refused]");
  said.textContent = words;
  said.hidden = false;
}

// The row as the server tells it now. The page stays as it is when that cannot be had: the badge is printed all the same.
async function renew(form) {
  const page = await read(await fetch(location.href));
  const fresh = page.querySelector(`form[data-print][action="${CSS.escape(form.getAttribute("action"))}"]`);
  if (!fresh) return form;
  form.closest("tr").replaceWith(document.adoptNode(fresh.closest("tr")));
  return fresh;
}

function open(url, link) {
  link.href = url;
  link.hidden = false;
  document.querySelector("iframe[data-printing]")?.remove();
  const frame = document.createElement("iframe");
  frame.dataset.printing = "";
  frame.className = "visually-hidden";
  frame.tabIndex = -1;
  frame.setAttribute("aria-hidden", "true");
  frame.addEventListener("load", () => {
    // Some viewers let nobody print from outside: their PDF is one key away.
    try { frame.contentWindow.focus(); frame.contentWindow.print(); } catch { link.focus(); }
  }, { once: true });
  frame.src = url;
  document.body.append(frame);
}

async function print(form, button) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button) });
  if (answer.ok && answer.headers.get("Content-Type").startsWith("application/pdf")) {
    const now = await renew(form).catch(() => form);
    return open(answer.url, now.querySelector("a[target]"));
  }
  const words = (await read(answer)).querySelector(".problem-text");
  if (!words) throw new Error(answer.status);
  return refuse(form, words.textContent);
}

document.addEventListener("submit", async (event) => {
  const { target: form, submitter: button } = event;
  if (!form.matches("[data-print]") || !navigator.pdfViewerEnabled || plain.delete(form)) return;
  event.preventDefault();
  if (busy.has(form)) return;
  busy.add(form);
  form.querySelector("[data-refused]").hidden = true;
  try {
    await print(form, button);
  } catch {
    plain.add(form); // asking again is safe: a second click makes no second badge
    form.requestSubmit(button);
  } finally {
    busy.delete(form);
  }
});
