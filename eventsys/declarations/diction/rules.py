"""Which words stand on every document, whatever was adopted; which of them a language lacks, and what may stand in them.

A message is its English. Languages that the house speaks say it by their catalogues; others by a file of ours
(``eventsys/declarations/words/<tag>.po``), and any of them by what an organiser wrote instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final

from babel.messages.pofile import read_po

from eventsys.core.words.bcp47 import nearest
from eventsys.core.words.languages import SUPPORTED
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.diction.models import APPLYING, ASKING, INVITING

LONGEST: Final = 1000
"""Characters of one text."""
_FOLDER: Final = Path(__file__).parents[1] / "words"
_PLACE: Final = re.compile(r"%\((\w+)\)s|%\(num\)d")


@dataclass(frozen=True, slots=True)
class Fixed:
    """One message. ``may`` are places it can fill beside those that its English names; ``used``: on which papers. What is
    ``optional`` stands on no sealed paper, and no sealing waits for it."""

    message: str
    used: object
    may: tuple[str, ...] = ()
    optional: bool = False

    @property
    def key(self) -> str:
        """Its name in a form and on record: the first words of its English."""
        return "-".join(re.findall("[a-z]+", _PLACE.sub(r" \1 ", self.message).lower())[:12])


_DECLARATIONS, _AGREEMENTS = _l("Every document"), _l("Agreements")
_SEVERAL, _SIGNING, _SEALING = _l("Texts in several languages"), _l("Signatures"), _l("Seal")
_PAPER = _l("Documents signed on paper")
_DONE: Final = ("place", "languages")
#: Of letters: what every one says, and what those of a wing say.
_EVERY: Final = _l("Every letter")
_LETTERS: Final = {
    "registration": _l("Invitation and registration"),
    "programme": _l("Programme"),
    "declarations": _l("Declarations"),
    "privacy": _l("Personal data"),
}
_PARTS: Final = _l("Parts in a session")
_AGENDA: Final = _l("The programme as it is read")
_INVITATION: Final = _l("The invitation as it is read")
_FORM: Final = re.compile("(?:the|of|at)_(.+)")

SYNOPTIC: Final = Fixed("Synoptic edition. The signed originals prevail.", _SEVERAL, optional=True)
FIXED: Final[tuple[Fixed, ...]] = (
    Fixed("Done %(at_place)s on %(day)s.", _DECLARATIONS, _DONE),
    Fixed("%(place)s, %(day)s", _DECLARATIONS),
    Fixed("Signatures", _DECLARATIONS),
    Fixed("Secretariat", _DECLARATIONS),
    Fixed("Verify this document", _DECLARATIONS),
    Fixed("Code with the address at which this document can be verified", _DECLARATIONS),
    Fixed("The adopted texts and the list of signatories", _DECLARATIONS),
    Fixed(
        "Done %(at_place)s on %(day)s, %(in_languages)s, the texts being equally authentic.", _SEVERAL, _DONE
    ),
    Fixed("The texts %(in_languages)s are equally authentic.", _SEVERAL, ("languages",)),
    Fixed("Of the texts %(in_languages)s, the text in %(one)s alone is authentic.", _SEVERAL, ("languages",)),
    Fixed("In case of divergence, the text in %(one)s prevails.", _SEVERAL),
    Fixed("Original in %(language)s", _SEVERAL),
    SYNOPTIC,
    Fixed("between %(parties)s", _AGREEMENTS),
    Fixed("%(parties)s, hereinafter called “the parties”,", _AGREEMENTS),
    Fixed("Done %(at_place)s on %(day)s, in %(originals)s.", _AGREEMENTS, _DONE),
    Fixed("%(number)s originals", _AGREEMENTS),
    *(Fixed(word, _AGREEMENTS) for word in ("two", "three", "four", "five", "six")),
    Fixed("Original %(of_city)s", _AGREEMENTS, ("city",)),
    Fixed("Signed for %(city)s", _SIGNING),
    Fixed("Signed by proxy for %(city)s", _SIGNING),
    Fixed("By proxy for %(city)s", _SIGNING),
    Fixed("By proxy for %(name)s, %(city)s", _SIGNING),
    Fixed("signed on %(day)s", _SIGNING),
    Fixed("Signs %(title)s for %(city)s", _SIGNING),
    Fixed("Signature of %(name)s, %(city)s", _SIGNING),
    Fixed("Seal of the secretariat", _SEALING),
    Fixed("Certifies the adopted text of %(title)s", _SEALING),
    Fixed("Sealed on %(day)s at %(time)s (%(zone)s).", _SEALING),
    Fixed(
        "The seal certifies the texts as they were adopted, and every signature stands on it. The SHA-256 of each text:",
        _SEALING,
    ),
    Fixed("Signing copy", _PAPER),
    Fixed("to be signed by hand. This sheet is not the sealed document; its scan is filed with it.", _PAPER),
    Fixed("Scanned copy of", _PAPER),
    Fixed(
        "This is a scan of a document signed on paper; the seal shows that the scan was not changed since it was filed. "
        "The signatures in the picture cannot be checked.",
        _PAPER,
    ),
    Fixed("Filed for", _PAPER),
    Fixed("SHA-256 of the file as it was filed:", _PAPER),
    Fixed(
        "Behind this cover: a scan of the document as it was signed on paper, filed on %(day)s at %(time)s. "
        "Number of pages: %(number)s.",
        _PAPER,
    ),
)


def places_of(words: str) -> set[str]:
    """Which places a sentence fills: ``{"day", "place"}``."""
    return {found[1] for found in _PLACE.finditer(words) if found[1]}


def _said(used: object, *messages: str) -> Iterator[Fixed]:
    """Messages of letters; a noun with its article or preposition may stand bare."""
    for message in messages:
        forms = (_FORM.fullmatch(place) for place in sorted(places_of(message)))
        yield Fixed(message, used, tuple(form[1] for form in forms if form))


LETTERS: Final[tuple[Fixed, ...]] = (
    *_said(
        _EVERY,
        *("Dear Sir or Madam,", "Dear %(name)s,", "Dear %(honorific)s %(name)s,", "Yours faithfully,"),
        "Questions: %(contact)s",
        "If the button does not work, copy this address into your browser:",
        "You receive this letter because you take part in this conference or were invited to it.",
        "Reason given by the secretariat:",
    ),
    *_said(
        _LETTERS["registration"],
        *INVITING,
        *ASKING,
        *APPLYING,
        "Your registration: %(title)s",
        "%(city)s has named you for its delegation to %(the_title)s, held %(at_host)s %(when)s, in the category “%(category)s”.",
        "Please complete your registration. It takes about five minutes; have a photo at hand. The link below is yours alone: "
        "please do not pass it on.",
        "Complete your registration",
        "Please correct your registration: %(title)s",
        "The secretariat has looked at your registration and asks you to correct it:",
        "Everything you entered is kept. Please correct it and submit it again.",
        "Correct your registration",
        "Your registration is confirmed: %(title)s",
        "Your registration for %(the_title)s is confirmed. We look forward to welcoming you %(at_host)s %(when)s.",
        "City: %(city)s",
        "Delegation: %(city)s",
        "Category: %(category)s",
        "Reference: %(reference)s",
        "A QR code and the dates for your calendar are attached. Show the code at the registration desk, on paper or on your "
        "telephone.",
        "See your registration",
        "All places are taken at present. Your registration is on the waiting list, and we will write to you as soon as a place "
        "is free.",
        "We regret to inform you that your registration could not be accepted.",
        "We regret to inform you that your accreditation has been withdrawn. Badges already issued are no longer valid.",
        "Your change: %(title)s",
        "The change of your registration is approved: it now reads as was asked for.",
        "The change that was asked for could not be accepted. Your registration stays as it is.",
    ),
    *_said(
        _LETTERS["programme"],
        "The programme was published: %(title)s",
        "The programme of %(the_title)s was published. It concerns you as follows:",
        *("%(title)s: %(when)s, %(room)s. Your part: %(role)s.", "%(title)s: %(when)s. Your part: %(role)s."),
        "%(title)s: you no longer have a part in this session.",
        "See the programme",
    ),
    *_said(_PARTS, "Chair", "Moderator", "Speaker", "Rapporteur"),
    *_said(
        _AGENDA,
        *("Programme", "Plenary session", "Dialogue session", "Ceremony", "Tour", "Break"),
        *("Chairs", "Moderators", "Speakers", "Rapporteurs", "Languages: %(languages)s", "Calendar", "Days"),
        *(
            "until %(time)s",
            "goes on from %(day)s",
            "on %(day)s",
            "Time to be announced",
            "All times are %(zone)s.",
        ),
        *("Now", "Cancelled", "Postponed", "Cancelled: %(title)s", "Postponed: %(title)s"),
    ),
    *_said(
        _INVITATION,
        *("%(first)s to %(last)s", "Read the programme", "Put it into your calendar", "Themes"),
        *("Registration", "%(category)s, until %(when)s", "Who may come without being named registers here:"),
        *("Participating cities", "partner", "observer", "candidate", "Documents"),
        *("Agreed on %(day)s", "Adopted on %(day)s", "Verify a document", "Contact"),
        "The programme will be published here.",
        "Declarations will stand here once they are open for signature, agreements once they are signed.",
    ),
    *_said(
        _LETTERS["declarations"],
        *(
            "Draft for your comments: %(text)s",
            "Amendments are open: %(text)s",
            "Open for signature: %(text)s",
        ),
        *("Your amendments: %(text)s", "Open your page"),
        "The draft of “%(text)s” is before the cities.",
        "Please read it on your page, where you may comment on every paragraph.",
        "Member cities may now propose amendments to “%(text)s”.",
        "On your page, choose a paragraph and write the words you propose, with your reasons.",
        "“%(text)s” is sealed and open for signature.",
        "It may be signed until %(until)s.",
        "The secretariat will ask your signatory to sign. The text stands on your page.",
        "Whoever signs for your city may also sign in a program of their own: the sealed document lies on the page of their "
        "registration, and is handed in there.",
        "Amendment %(number)s of your city was put to the vote and not accepted.",
        "Amendment %(number)s of your city was decided by consensus, without a vote: it was not accepted.",
        "Amendment %(number)s of your city was decided by the secretariat, as editorial: it was not accepted.",
        "Not accepted: the members chose the text as it stands.",
        "Not accepted: the alternative %(number)s carried.",
        "Not accepted: no alternative carried, and the text stays as it is.",
        "Amendment %(number)s of your city has lapsed: amendment %(other)s, which it would have changed, was withdrawn.",
    ),
    *_said(
        _LETTERS["privacy"],
        "Your data: %(title)s",
        "Your data are kept",
        "You asked that your data be erased. They cannot be erased now.",
        "Your data were erased: %(title)s",
        "Your data were erased",
        "Your data were erased as you asked. City, category and days stay without your name, and papers that you signed stay "
        "as they were signed. This is the last letter to you; your address is erased once it has gone out.",
        "Your name and address were erased as you asked, and your links have ended. What your delegation answered and whom it "
        "named stays. This is the last letter to you; your address is erased once it has gone out.",
    ),
)
"""What letters about a conference and its programme say in a language that the house does not speak, once an organiser has
written it."""


def odd_places(one: Fixed, words: str) -> list[str]:
    """What cannot be filled in ``words`` for ``one``, as it stands there: a place that is not known, a lone percent sign."""
    known = places_of(one.message) | set(one.may)
    odd = [f"%({name})s" for name in sorted(places_of(words) - known)]
    return [*odd, *(["%"] if "%" in _PLACE.sub("", words) else [])]


def state_of(own: Mapping[str, str]) -> str:
    """A short sign of what an organiser's words are, to tell whether they changed."""
    return sha256(repr(sorted(own.items())).encode()).hexdigest()[:16]


def lacking(language: str, own: Mapping[str, str]) -> list[Fixed]:
    """What nobody has said in ``language`` yet, of what has to be said: neither a catalogue, nor a file of ours,
    nor the organiser (``own``)."""
    return [one for one in FIXED if not one.optional and not is_said(one, language, own)]


def is_said(one: Fixed, language: str, own: Mapping[str, str]) -> bool:
    """Whether anybody has said it in ``language``."""
    return language in SUPPORTED or one.message in own or one.message in shipped(language)


def words_of_letters(wing: str) -> list[Fixed]:
    """What letters of a ``wing`` say, with what all of them do; of the ``"agenda"`` what the programme itself says, of the
    ``"invitation"`` what that page does."""
    groups = {
        "agenda": (_AGENDA, _PARTS),
        "invitation": (_INVITATION, _AGENDA),
        "programme": (_EVERY, _LETTERS["programme"], _PARTS),
    }
    said = groups.get(wing, (_EVERY, _LETTERS.get(wing, _EVERY)))
    return [one for one in LETTERS if one.used in said]


def lacking_in_letters(own: Mapping[str, str], wing: str = "") -> list[Fixed]:
    """What an organiser (``own``) has not said yet of the letters of a ``wing``, or of all."""
    return [one for one in (words_of_letters(wing) if wing else LETTERS) if one.message not in own]


@lru_cache(maxsize=64)
def shipped(language: str) -> Mapping[str, str]:
    """The words we bring for a language: message to text; of a region without its own those of its language
    (``pt-BR`` those of ``pt``, never of another script)."""
    tag = nearest(language, tuple(shipped_languages()))
    if not tag:
        return MappingProxyType({})
    with (_FOLDER / f"{tag}.po").open("rb") as file:
        found = read_po(file, locale=None)
    return MappingProxyType({str(m.id): str(m.string) for m in found if m.id and m.string and not m.fuzzy})


def shipped_languages() -> list[str]:
    """Languages with a file of ours."""
    return sorted(path.stem for path in _FOLDER.glob("*.po"))
