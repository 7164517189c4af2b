"""Certificates, seals, signatures and their verification. Bytes in, bytes out; keys in a given folder.

Only this room imports pyHanko. Signatures by the built-in authority are never called "qualified".
A paper's way: ``prepare`` (every field) → ``seal`` (certifies, form filling allowed) → ``sign`` (each adds
a revision; all earlier bytes stay) → ``validate``. Public interface::

    --- house: its own keys ---
    authority.open_authority(folder: Path, *, name: str, now: datetime, extra_anchors=()) -> Authority
        made on first start, safe with several processes; raises AuthorityBroken(path), RootAhead, SealAhead, RootEnded
    authority.MemoryAuthority(name="Test", *, now)         the test double, the same in memory
    authority.read_authority(folder, *, extra_anchors=()) -> Trusted: for whoever only reads; makes nothing
    Authority.anchors, Authority.roots (those of its own) -> tuple[bytes, ...] (DER)
    Authority.revocation_lists(*, now) -> tuple[bytes, ...] (DER)
    authority.rotate(folder, *, name, now); authority.revoke(folder, serial, *, now) -> bool
    Authority.seal() -> Identity                            many uses
    Authority.issue(person: CertificateSubject, *, now) -> Identity     one use; the key is never on disk
    CertificateSubject(name, latin="", office="", organisation="", country="")

    --- own: certificates that people bring along; trust: who vouches for them ---
    identities.from_pkcs12(data, password, trust, *, now, times=1) -> Identity      an own certificate in a file
    tokens.from_token(library, *, pin, trust, now, token="", certificate="", times=1)   one on a token: a context
        that gives an Identity. Both raise a CertificateRefused, what nobody we trust vouches for included
    vouching.Trust(anchors, crls=())

    --- making: fields, seal, signatures ---
    fields.prepare(pdf, fields: Sequence[FieldSpec]) -> bytes
        raises FieldUnusable(field): off its page, empty, name with a dot or already there
    FieldSpec(name: str, box: pdf.layout.render.Box, title="")
    fields.field_names(pdf, *, signed: bool | None = None) -> tuple[str, ...]

    appearance.draw(rows: Sequence[str], *, box: Box, lang="", ink: bytes | None = None) -> bytes (PDF)

    sign.seal_at, sign.sign_at(pdf, *, field, by: Identity, text: SignatureText, appearance: bytes,
        assurance: Assurance) -> Signed(pdf, level, wanted); .lowered
        raise FieldTaken(field), NotSealable (seal), KeySpent (a second use), SignerRevoked, TimeStampUnavailable,
        EvidenceUnavailable
    sign.seal, sign.sign(…, time_stamps=None, assurance=None) -> bytes
    Assurance(level=B_B, time_stamps=None, anchors=(), crls=(), lower=False, timeout=10)
    SignatureText(name, reason="", location="")             any script
    timestamps.HttpTimeStamps(url, timeout=10)
    timestamps.OwnTimeStamps(pair, moment=None)         its double: MemoryAuthority.time_stamper(now=…)

    --- validation: is this what was signed; revisions: what was added since ---
    validate.validate(pdf, anchors: Sequence[bytes], *, house=None, expected=(), crls=(), proofs=(), now=None)
        -> Report
    ProofOfExistence(length, moment): since when the beginning of a file is on record
    Report(sha256, size, verdict, signatures, seal_ok, added_after, later, missing, open_fields); .valid
    SignatureReport(field, kind, signer, subject, issuer, certificate_sha256, intact, trusted, issued_by_us,
                    covers_revision, changes_allowed, level, signed_at, modification, revision_end,
                    problem, detail); .valid
    words.PROBLEMS, words.MODIFICATIONS, words.LEVELS       a sentence for each, translated
    Verdict: UNSIGNED CHANGED EXTENDED UNTRUSTED UNSEALED INCOMPLETE VALID (the gravest wins)
    SignatureKind: SEAL SIGNATURE TIME_STAMP   Level: B_B B_T B_LT B_LTA
    Modification: NONE LONG_TERM_DATA FORM_FILLING ANNOTATIONS OTHER

    --- keeping: before a file is kept, and over the years ---
    verifier.check_whole(pdf, verifier, proofs=()), verifier.check_added(before, pdf, verifier): as a stranger will look at it,
        before it is kept; raise NotCounted(why), TimeStampUnusable. Verifier(anchors, house, crls, now)
    renew.renew(pdf, assurance, *, now, house=None, proofs=()) -> bytes            a new document time stamp over everything
        raises NotRenewable(field), TimeStampUnavailable, EvidenceUnavailable

    --- document: a PDF as a file ---
    reading.sha256(data) -> str

Every function that reads a PDF raises NotAPdf, EncryptedFile, FileTooBig(megabytes) or DamagedFile, and nothing else,
whatever the bytes are. Dataclasses and Protocols are in ``values.api``, the sentences in
``values.words``, refusals in ``errors``.
"""

from eventsys.signing.trust import x500 as x500
