// Codes that a scanner types one after the other. The field is empty as soon as a code was taken, so that the next one
// stands alone; each is asked in its turn, and its verdict is said and shown in a place that screen readers listen to.
const form = document.getElementById("scan");
let turn = Promise.resolve();

async function ask(data) {
  const answer = await fetch(form.action, { method: "POST", body: data });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const verdict = page.getElementById("verdict");
  if (!verdict?.childElementCount) throw new Error(answer.status);
  document.getElementById("verdict").replaceChildren(...document.adoptNode(verdict).childNodes);
  document.title = page.title;
}

form?.addEventListener("submit", (event) => {
  const code = form.elements.code;
  if (!code.value.trim()) return; // the page says what is missing
  event.preventDefault();
  const data = new FormData(form);
  code.value = "";
  code.focus();
  turn = turn.then(() => ask(data)).catch(() => {
    code.value = data.get("code");
    form.submit(); // the page itself says what is wrong: signed out, too many at once, no network
  });
});
