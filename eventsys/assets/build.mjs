// Bundles styles, fonts, modules and the icon sprite into dist/ (git-ignored). Run by script/bootstrap: node build.mjs
import { cp, readFile, mkdir, rename, rm, writeFile, copyFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import * as esbuild from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
// Built aside and put in place by renaming: a server that is running never sees half a bundle.
const place = path.join(here, "dist");
const dist = path.join(here, "node_modules/.dist");
const old = path.join(here, "node_modules/.dist-old");

// Names of bootstrap-icons that pages may use through the icon() macro.
const ICONS = `
arrow-clockwise arrow-down arrow-left arrow-repeat arrow-right arrow-up award bell box-arrow-in-right box-arrow-right
box-arrow-up-right buildings calendar-event calendar-plus camera chat-left-quote check-circle check-circle-fill check-lg check2-all
chevron-down chevron-expand chevron-left chevron-right chevron-up circle clipboard clock clock-history cloud-arrow-up
cup-hot diagram-3 door-open download easel envelope envelope-check envelope-open exclamation-circle exclamation-octagon
exclamation-triangle eye eye-slash file-earmark-check file-earmark-pdf file-earmark-spreadsheet file-earmark-text
filter flag funnel gear geo-alt globe2 grip-vertical hourglass-split house image info-circle key link-45deg list-check
list-ol lock mic moon palette patch-check pause-circle pen pencil pencil-square people person person-badge
person-check person-circle person-plus person-x play-circle plus-lg printer qr-code qr-code-scan question-circle
search send shield-check shield-lock sliders slash-circle star sun table tag three-dots translate trash unlock upload
upc-scan vector-pen x-circle x-lg x-octagon`.trim().split(/\s+/);

async function sprite() {
  const symbols = await Promise.all(ICONS.map(async (name) => {
    const file = path.join(here, "node_modules/bootstrap-icons/icons", `${name}.svg`);
    const svg = await readFile(file, "utf8");
    const body = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").replace(/\s+/g, " ").trim();
    return `<symbol id="${name}" viewBox="0 0 16 16">${body}</symbol>`;
  }));
  await writeFile(path.join(dist, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`);
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
await Promise.all([
  sprite(),
  copyFile(path.join(here, "mark.svg"), path.join(dist, "mark.svg")),
  cp(path.join(here, "badges"), path.join(dist, "badges"), { recursive: true }), // pictures of the library's designs
  esbuild.build({
    absWorkingDir: here,
    entryPoints: { app: "js/app.js", theme: "js/theme.js", sign: "js/sign.js" },
    bundle: true, minify: true, format: "iife", target: "es2021", outdir: dist, logLevel: "warning",
  }),
  esbuild.build({
    absWorkingDir: here,
    entryPoints: { app: "css/app.css" },
    bundle: true, minify: true, target: ["chrome111", "firefox113", "safari16.4"], outdir: dist,
    loader: { ".woff2": "file" }, assetNames: "fonts/[name]-[hash]", logLevel: "warning",
  }),
]);
await rm(old, { recursive: true, force: true });
await rename(place, old).catch((error) => { if (error.code !== "ENOENT") throw error; });
await rename(dist, place);
await rm(old, { recursive: true, force: true });
