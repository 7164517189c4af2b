// Words of a text that lead to notes: the note opens beside the words that are pointed at, tapped or reached by keyboard.
// Without this file the words are links to the numbered notes below the text.
document.querySelectorAll("[data-origins]").forEach((text) => {
  const card = document.createElement("div");
  card.className = "origin-card";
  card.id = `origin-card-${text.lang}`;
  card.hidden = true;
  card.lang = document.documentElement.lang;
  card.dir = document.documentElement.dir;
  text.after(card);
  let shown = null, leaving = 0;

  const hide = () => {
    card.hidden = true;
    shown?.removeAttribute("aria-describedby");
    shown?.classList.remove("origin-shown");
    shown = null;
  };
  const place = (link) => {
    const words = link.getClientRects()[0], within = card.offsetParent.getBoundingClientRect();
    const room = document.documentElement.clientWidth - card.offsetWidth - 16;
    card.style.left = `${Math.max(16, Math.min(words.left, room)) - within.left}px`;
    const last = [...link.getClientRects()].at(-1), high = card.offsetHeight + 6;
    const above = last.bottom + high > document.documentElement.clientHeight && words.top > high + 64; // under the bar
    card.style.top = `${(above ? words.top - high : last.bottom + 6) - within.top}px`;
  };
  const show = (link) => {
    clearTimeout(leaving);
    if (link === shown) return;
    hide();
    const note = document.querySelector(link.hash);
    if (!note) return;
    card.replaceChildren(...[...note.childNodes].map((part) => part.cloneNode(true)));
    card.hidden = false;
    shown = link;
    link.classList.add("origin-shown");
    link.setAttribute("aria-describedby", card.id);
    place(link);
  };
  const soon = () => { clearTimeout(leaving); leaving = setTimeout(hide, 200); };

  text.addEventListener("pointerover", (event) => {
    const link = event.target.closest(".origin");
    if (link && event.pointerType === "mouse") show(link);
  });
  text.addEventListener("pointerout", (event) => { if (event.pointerType === "mouse" && document.activeElement !== shown) soon(); });
  card.addEventListener("pointerenter", () => clearTimeout(leaving));
  card.addEventListener("pointerleave", soon);
  text.addEventListener("focusin", (event) => { const link = event.target.closest(".origin"); if (link) show(link); });
  text.addEventListener("focusout", soon);
  text.addEventListener("click", (event) => {
    const link = event.target.closest(".origin");
    if (!link) return;
    event.preventDefault();
    show(link);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("click", (event) => { if (!text.contains(event.target) && !card.contains(event.target)) hide(); });
});
