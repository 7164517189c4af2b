"""The print engine: HTML to PDF, and what papers need around it. Values in, bytes out; no database.

Only this room imports WeasyPrint, pikepdf and uharfbuzz. Public interface::

    --- design: with slots, filled thousands of times (see design/compiled.py for what a design may say) ---
    compile.compile_design(html, *, css, width_mm, height_mm, classes=("front",), variables={}, images={},
                           language="en", bleed_mm=0, text_slots=TEXT_SLOTS, image_slots=IMAGE_SLOTS) -> Design
        once for each design × category × photo or none × side; Design is a plain value, .digest its key,
        .slots the names it shows. Raises UnknownSlot, SlotNotEmpty, SlotWithoutBox (line, slot),
        RemoteResource, UnknownImage, DesignTooBig

    --- stamping: records into a design ---
    stamp.Record(texts={}, languages={}, images={}, codes={})      by slot name; images are JPEG octets
    stamp.stamp(design, record) -> Stamp        raises NoGlyph, BadText, BadPhoto
    stamp.stamp_all(pairs, *, refused) -> Iterator[Stamp | None]   refused(index, why) for each bad record
    symbol.make_symbol(text) -> Symbol(side, rows)                 a QR code, one bit a module

    --- sheets: stamps on paper ---
    impose.Sides(front: Stamp, back: Stamp | None = None); impose.Cover(pdf: bytes)
    impose.print_pdf(target: Path | BinaryIO, items: Iterable[Sides | Cover | None], *, title, language,
                     sheet: Sheet | Spots | None = None, created=None) -> Printed(pages, sheets, size)
        streams: items may be a generator of any length. Raises SheetTooSmall
    impose.Sheet(paper, columns, rows, cell=None, left=None, top=None, gutter, bleed, crop_marks, backs, start_at)
        millimetres; backs: "none" | "long" | "short"; .check(width, height) raises SheetTooSmall
    impose.Spots(paper, (Spot(x, y, turn), …))   one stamp at several places of a page (table tents)
    impose.PAPERS; labels.LABELS: name -> Sheet
    impose.write_single(front: (Design, Record), back=None, *, title, language) -> bytes
    spool.pack(items) -> bytes, spool.pack_into(file, items) -> int, spool.unpack(bytes | Path) -> Iterator
        a part of a run, stamped by one worker; chain what unpack gives into print_pdf

    --- layout: papers ---
    render.render(html, *, css=(), variant=None, images={}, attachments=()) -> Rendered
    blanks.html_to_pdf(html, **the same) -> bytes     for lasting papers: raises NoGlyph where a sign would be blank
    blanks.check_complete(rendered) -> Rendered                the same of what was rendered
    blanks.render_marked(html, **the same) -> Rendered       for working papers: a mark in its place, .missing names it
        css: style sheets as texts, later ones win; variant: "pdf/a-3a" | "pdf/a-3u" | "pdf/ua-1" | None
        images: name -> PNG, JPEG, GIF, WebP or SVG bytes, named eventsys-image:<name> by the page
        raises RemoteResource (any other address), UnknownImage (a name not given)
    render.measure(html, *, css=(), images={}) -> Mapping[str, Box]         where its boxes land; nothing is drawn
    render.Rendered(pdf: bytes, pages: int, boxes: Mapping[str, Box], missing: frozenset[str])
        boxes: border boxes of elements with data-box="…"; missing: characters no font can draw
    render.Box(page, x0, y0, x1, y1)   page index from 0; points from the lower left corner; .width .height
    render.EmbeddedFile(name, data, description="", relationship="Data")

    capitals.has_small_capitals(text) -> bool        in the serif face, for every letter

    sanitize.clean_html(html) -> str
    sanitize.check_css(css) -> str         raises UnsafeStyle(line, what), BrokenStyle(line, what)

    qr.qr_svg(text, *, label, quiet=True) -> Markup
    qr.qr_png(text, *, scale=8, quiet=True) -> bytes
    qr.read_qr(png) -> list[str]

    --- finished: files as they are ---
    flat.flatten(pdf, *, most) -> bytes     pages that only show something; raises BrokenPdf, EncryptedPdf, DamagedPdf,
                                            TooManyPages
    flat.overlay(pdf, mark) -> bytes        a mark on every page

    picture.page_pictures(pdf, *, dpi, most) -> list[bytes]    PNG of the first pages; raises BrokenPdf

    merge.join(parts: Iterable[bytes | Path]) -> bytes
    merge.join_into(path, parts) -> int (pages)
    merge.count_pages(pdf: bytes | Path) -> int
        raise BrokenPdf; join without a page raises ValueError

    --- shaping: fonts and signs ---
    fonts.FONT_CSS, fonts.FONT_STACK, fonts.SERIF_STACK
    fonts.font_css(*, serif=False) -> str, fonts.font_stack(lang="", *, serif=False) -> str
        give every paper FONT_CSS (or font_css(serif=True)) as its first style sheet

    errors.RemoteResource, UnknownImage, UnsafeStyle, BrokenStyle, BrokenPdf, DamagedPdf, EncryptedPdf,
    TooManyPages, UnknownSlot, SlotNotEmpty,
    SlotWithoutBox, DesignTooBig, NoGlyph, BadText, BadPhoto, SheetTooSmall, FontGone
"""
