"""A signatory signs alone, in another program: the document goes out by the own link, and comes back by it."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from sqlalchemy import select
from werkzeug.test import TestResponse

from eventsys.core import clock
from eventsys.core.actor import Role
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.confirmations.errors import SecondPersonNeeded
from eventsys.declarations.elsewhere import service
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.signatories.models import SignatoryState, Way
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import service as stages
from eventsys.signing.document.writing import IncrementalUpdate as Writer
from tests.accounts.factories import make_link, make_user, sign_in
from tests.declarations.ceremony.test_own_certificates import again, declaration, ministry, page_of, trusted
from tests.declarations.confirmations.test_confirmations import ANH, BINH, answer, ask
from tests.declarations.elsewhere.test_elsewhere import Hand, hand
from tests.declarations.factories import signatory_of
from tests.signing.forging import dictionary
from tests.signing.keeping.test_other_programs import Plain, signed_elsewhere
from tests.signing.updates import OUTSIDE
from tests.support.web import post

__all__ = ["declaration", "hand", "ministry", "trusted"]  # fixtures: two originals, two cities


def own_pages(declaration: Declaration, city: str = "Hanoi") -> tuple[str, str]:
    """The person's own page, and the one for this document."""
    signatory = signatory_of(declaration, city)
    me = f"/r/{declaration.conference.slug}/me/{signatory.delegate.public_id}"
    return me, f"{me}/documents/{signatory.public_id}"


def by_link(app: Flask, declaration: Declaration, city: str = "Hanoi") -> FlaskClient:
    person, who = app.test_client(), signatory_of(declaration, city).delegate.public_id
    person.get(f"/l/{make_link('delegate', who, conference=declaration.conference)}")
    return person


def hand_in(person: FlaskClient, page: str, *files: bytes) -> TestResponse:
    data = {"signed": [(io.BytesIO(one), f"{number}.pdf") for number, one in enumerate(files)]}
    return post(person, page, data, page=page, content_type="multipart/form-data")


def described_anew(writer: Writer) -> None:
    """XMP as another object with the program's name, and a description in the trailer with a time and no more than that."""
    old = writer.root.raw_get("/Metadata").get_object().data
    tool = b"<xmp:CreatorTool xmlns:xmp='http://ns.adobe.com/xap/1.0/'>Acme</xmp:CreatorTool>"
    assert b"<dc:title" in old
    kind = dictionary(Type=pdf_name("/Metadata"), Subtype=pdf_name("/XML"))
    stream = generic.StreamObject(kind, stream_data=old.replace(b"<dc:title", tool + b"<dc:title", 1))
    writer.root["/Metadata"] = writer.add_object(stream)
    writer.update_root()
    title, words = writer.trailer["/Info"]["/Title"], generic.TextStringObject
    told = dictionary(Title=words(str(title)), ModDate=words("D:20261130"), Creator=words("Acme"))
    writer.set_info(writer.add_object(told))


def test_a_signatory_downloads_signs_and_hands_in_alone(
    app: Flask, declaration: Declaration, hand: Hand, client: FlaskClient
) -> None:
    """One of the originals with a description that the program wrote anew."""
    person, (me, page) = by_link(app, declaration), own_pages(declaration)
    assert f'href="{me}/documents"' in person.get(me).text
    assert f'href="{page}"' in person.get(f"{me}/documents").text
    lying = [person.get(f"{page}/document.pdf?original={number}").data for number in (1, 2)]
    assert lying == [stages.document(declaration, number) for number in (1, 2)]
    box = signatories_rules.box_of(signatory_of(declaration, "Hanoi"))
    rewritten = signed_elsewhere(lying[0], hand, box, described_anew, kind=Plain)
    signed = [rewritten, signed_elsewhere(lying[1], hand, box)]
    assert hand_in(person, page, *signed).status_code == 303
    shown = person.get(page).text
    assert "Your signature is in the document. Signed with Acme Sign 3.1, by its own word." in shown
    assert "handed in with the signatory’s own link" in shown
    assert "Hand in the signed file" not in shown
    found = signatory_of(again(declaration), "Hanoi")
    assert (found.state, found.way, found.attended_by) == (SignatoryState.SIGNED, Way.OWN_LINK, "")
    assert [stages.document(declaration, number) for number in (1, 2)] == signed
    told = db.session.scalars(
        select(AuditEntry).where(AuditEntry.verb == "declaration.signatory_signed")
    ).one()
    assert told.after is not None
    assert (told.after["way"], told.after["program"]) == ("own_link", "Acme Sign 3.1")
    pdf = (io.BytesIO(signed[0]), "d.pdf")
    verified = post(client, "/verify", {"file": pdf}, page="/verify", content_type="multipart/form-data").text
    assert "This document is genuine and unchanged." in verified
    assert "handed in with the signatory’s own link" in verified


def test_whatever_else_is_handed_in_alone_is_refused_and_nothing_is_kept(
    app: Flask, declaration: Declaration, hand: Hand
) -> None:
    person, (_me, page) = by_link(app, declaration), own_pages(declaration)
    before = [latest.digest for _, latest in stages_queries.stages(declaration)]
    one, two = hand.sign(declaration)
    theirs = hand.sign(declaration, "Bangkok")
    box = signatories_rules.box_of(signatory_of(declaration, "Hanoi"))
    changed = signed_elsewhere(stages.document(declaration), hand, box, OUTSIDE["action on opening"])
    for files, reason in (
        (theirs, "does not stand in the box of"),
        ((changed, two), "it was changed between two signatures"),
        ((one,), "This document has 2 originals"),
        (([stages.document(declaration, number) for number in (1, 2)]), "bears no new signature"),
    ):
        refused = hand_in(person, page, *files)
        assert (refused.status_code, reason in refused.text) == (422, True)
    assert [latest.digest for _, latest in stages_queries.stages(again(declaration))] == before
    assert signatory_of(declaration, "Hanoi").state == SignatoryState.EXPECTED


def test_the_page_of_one_signatory_is_nobody_else_s(app: Flask, declaration: Declaration) -> None:
    _me, page = own_pages(declaration)
    other = by_link(app, declaration, "Bangkok")
    assert [other.get(one).status_code for one in (page, f"{page}/document.pdf")] == [404, 404]
    _me, theirs = own_pages(declaration, "Bangkok")
    mixed = theirs.rsplit("/", 1)[0] + "/" + page.rsplit("/", 1)[1]  # the own page, another one's signature
    assert other.get(mixed).status_code == 404
    colleague = by_link(app, declaration)
    sign_in(colleague, make_user(Role.SECRETARIAT, declaration.conference))
    assert [colleague.get(one).status_code for one in (page, f"{page}/document.pdf")] == [403, 403]


def test_what_the_secretariat_hands_in_for_somebody_a_second_person_confirms(
    app: Flask, declaration: Declaration, hand: Hand, client: FlaskClient
) -> None:
    """Where that is set; whoever signs alone needs nobody."""
    declaration.conference.two_people = True
    db.session.commit()
    hanoi, files = signatory_of(declaration, "Hanoi"), hand.sign(declaration)
    read = service.read_elsewhere(hanoi, files)
    before = [latest.digest for _, latest in stages_queries.stages(declaration)]
    with pytest.raises(SecondPersonNeeded):
        service.take_elsewhere(hanoi, read, by=ANH, now=clock.now())
    db.session.rollback()
    assert [latest.digest for _, latest in stages_queries.stages(declaration)] == before
    sign_in(client, make_user(Role.SECRETARIAT, declaration.conference))
    page = f"{page_of(declaration)}/elsewhere"
    shown = client.get(page).text
    assert ("Ask a second person to confirm" in shown, 'name="signed"' in shown) == (True, False)
    refused = hand_in(client, page, *files)  # by who does not wait for the form to be shown
    assert (refused.status_code, "second person" in refused.text) == (422, True)
    answer(ask(declaration, "Hanoi"), BINH)
    service.take_elsewhere(hanoi, read, by=ANH, now=clock.now())
    db.session.commit()
    assert (hanoi.state, hanoi.confirmed_by) == (SignatoryState.SIGNED, "Bình")
    person, (_me, own) = by_link(app, declaration, "Bangkok"), own_pages(declaration, "Bangkok")
    assert hand_in(person, own, *hand.sign(declaration, "Bangkok")).status_code == 303
    bangkok = signatory_of(again(declaration), "Bangkok")
    assert (bangkok.state, bangkok.way, bangkok.confirmed_by) == (SignatoryState.SIGNED, Way.OWN_LINK, "")
