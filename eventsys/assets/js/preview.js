// A chosen photo is shown before it is sent.
document.addEventListener("change", (event) => {
  const input = event.target.closest("[data-preview] input[type=file]");
  if (!input) return;
  const box = input.closest("[data-preview]");
  const old = box.querySelector("img.file-preview[data-chosen]");
  if (old) { URL.revokeObjectURL(old.src); old.remove(); }
  const file = input.files[0];
  if (!file || !/^image\/(jpeg|png|webp|gif|avif)$/.test(file.type)) return;
  const img = new Image();
  img.className = "file-preview";
  img.dataset.chosen = "";
  img.alt = file.name;
  img.onerror = () => img.remove();
  img.src = URL.createObjectURL(file);
  box.append(img);
});
