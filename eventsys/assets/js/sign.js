// A signature drawn on the tablet. It goes into the form as a picture; one that came back with the page is shown again.
import SignaturePad from "signature_pad";

const box = document.querySelector("[data-pad]");
if (box) {
  const canvas = box.querySelector("canvas");
  const form = box.closest("form");
  const clear = box.querySelector("[data-clear]");
  const pad = new SignaturePad(canvas, { penColor: "#1b3a7a", minWidth: 0.8, maxWidth: 2.6 });
  const told = () => { clear.disabled = pad.isEmpty(); box.classList.toggle("is-drawn", !pad.isEmpty()); };
  // As fine as the screen, at most 2000 by 1000 dots; strokes stay when the tablet is turned.
  const held = form.elements.ink.value;
  let cleared = false;
  const fit = () => {
    const { width, height } = canvas.getBoundingClientRect();
    const ratio = Math.min(devicePixelRatio || 1, 2000 / width, 1000 / height);
    const strokes = pad.toData();
    canvas.width = Math.floor(width * ratio);
    canvas.height = Math.floor(height * ratio);
    canvas.getContext("2d").scale(ratio, ratio);
    pad.clear();
    if (strokes.length || cleared || !held.startsWith("data:image/png")) pad.fromData(strokes);
    else pad.fromDataURL(held, { width, height }).then(told);
    told();
  };
  pad.addEventListener("endStroke", told);
  clear.addEventListener("click", () => { cleared = true; pad.clear(); told(); });
  form.addEventListener("submit", () => { form.elements.ink.value = pad.isEmpty() ? "" : pad.toDataURL("image/png"); });
  addEventListener("resize", fit);
  fit();
}
