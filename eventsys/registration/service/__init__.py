"""Verbs that change delegations, registrations and passports. They flush; the caller commits."""

from __future__ import annotations

from eventsys.registration.rules import reference
from eventsys.registration.service.delegates import (
    add_consent,
    edit,
    name_delegate,
    replace,
    set_photo,
    take_place,
)
from eventsys.registration.service.delegations import (
    Invitee,
    accept,
    add_delegation,
    change_focal_point,
    decline,
    focal_link,
    invite,
    invite_cities,
    send_proxy,
)
from eventsys.registration.service.details import sort_anew
from eventsys.registration.service.home import checks, home_part
from eventsys.registration.service.links import link_was_sent, own_link, send_own_link
from eventsys.registration.service.notes import (
    Opening,
    PersonNote,
    opening_for,
    opening_source,
    person_notes,
    person_source,
)
from eventsys.registration.service.papers import CityLink, city_links, city_source
from eventsys.registration.service.passports import (
    look_at_passport,
    purge_passports,
    remove_passport,
    set_passport,
)
from eventsys.registration.service.presence import (
    arrival_source,
    arrivals,
    correct_presence,
    mark_arrived,
    mark_left,
    mark_present,
    undo_presence,
)
from eventsys.registration.service.printing import lacking_words, why_not_printed
from eventsys.registration.service.review import (
    accredit,
    approve,
    asked_of,
    left_of,
    pre_approve,
    reject,
    return_,
    revoke,
    submit,
    waitlist,
    withdraw,
)
from eventsys.registration.service.tables import PeopleCheck, Person, Twin, check_people, name_people

__all__ = [
    "CityLink",
    "Opening",
    "PersonNote",
    "Invitee",
    "PeopleCheck",
    "Person",
    "Twin",
    "accept",
    "accredit",
    "asked_of",
    "left_of",
    "add_consent",
    "add_delegation",
    "approve",
    "arrival_source",
    "arrivals",
    "change_focal_point",
    "check_people",
    "checks",
    "city_links",
    "city_source",
    "correct_presence",
    "decline",
    "edit",
    "focal_link",
    "home_part",
    "invite",
    "invite_cities",
    "lacking_words",
    "link_was_sent",
    "look_at_passport",
    "mark_arrived",
    "mark_left",
    "mark_present",
    "name_delegate",
    "name_people",
    "opening_for",
    "opening_source",
    "own_link",
    "person_notes",
    "person_source",
    "pre_approve",
    "purge_passports",
    "reference",
    "reject",
    "remove_passport",
    "replace",
    "return_",
    "revoke",
    "send_own_link",
    "send_proxy",
    "set_passport",
    "set_photo",
    "sort_anew",
    "submit",
    "take_place",
    "undo_presence",
    "waitlist",
    "why_not_printed",
    "withdraw",
]
