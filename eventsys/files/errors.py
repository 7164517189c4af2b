"""What files refuses, and why."""

from __future__ import annotations

from eventsys.core.errors import Gone, NotFound, Refusal
from eventsys.core.words.languages import lazy_gettext as _l

__all__ = [
    "BlobDamaged",
    "BlobMissing",
    "NoRoomToWait",
    "NoSpace",
    "NotAnImage",
    "PictureBroken",
    "PictureRefused",
    "PictureTooHeavy",
    "PictureTooLarge",
    "PictureTooSmall",
    "StoreUnreachable",
    "TooManySheets",
    "TooManyWaiting",
    "UploadDone",
    "UploadGone",
]


class NoSpace(Refusal):
    """The disk or the bucket's quota is full. Nothing was stored."""

    message = _l(
        "There is no space left to keep files, so nothing was saved. "
        "Tell the administrator to make room, then try again."
    )
    status = 503


class StoreUnreachable(Refusal):
    """The file store does not answer or does not let us in."""

    message = _l("The file store cannot be reached just now, so nothing was saved. Try again in a moment.")
    status = 503


class BlobMissing(NotFound):
    """No octets under this digest."""

    message = _l("This file is no longer in the store.")


class BlobDamaged(Refusal):
    """The stored octets no longer have the digest they were stored under."""

    message = _l("This file was changed outside the system and is not shown. Tell the administrator.")
    status = 503


class PictureRefused(Refusal):
    """A picture that is not taken in; the form shows the sentence beside its field."""

    status = 422


class NotAnImage(PictureRefused):
    """Not a JPEG, PNG, WebP, HEIC, AVIF or TIFF by its content, whatever its name says."""

    message = _l("This is not a picture we can read. Send a photo as JPEG, PNG, WebP or HEIC.")


class PictureTooLarge(PictureRefused):
    """More pixels or octets than are decoded."""

    message = _l(
        "This picture is too large: at most %(megapixels)s megapixels and %(megabytes)s MB are accepted. "
        "Send a smaller copy."
    )


class PictureTooHeavy(PictureRefused):
    """Decoding it takes more time or memory than one picture is given."""

    message = _l(
        "This picture is stored in a way that takes too long to open. Open it, save it again as JPEG and send that."
    )


class TooManySheets(PictureRefused):
    """A scan of more pages than are filed at once."""

    message = _l("This scan has %(pages)s pages; at most %(most)s are accepted.")


class PictureTooSmall(PictureRefused):
    """Too few pixels to print."""

    message = _l("This picture is too small: at least %(width)s × %(height)s pixels are needed.")


class PictureBroken(PictureRefused):
    """Starts as an image, but cannot be decoded to its end."""

    message = _l("This picture is damaged or incomplete. Open it, save it again as JPEG and send that.")


class UploadGone(Gone):
    """It waited longer than files are kept for an answer, or was never sent here."""

    message = _l("This file is no longer kept: files wait for an answer for two days. Please send it again.")


class TooManyWaiting(Refusal):
    """One person has sent many files and answered none."""

    message = _l(
        "You have sent %(most)s files that wait to be looked through. Save one of them first; what nobody comes back for is "
        "let go after two days."
    )
    status = 429


class NoRoomToWait(Refusal):
    """All files together that wait for an answer."""

    message = _l(
        "Too many files wait to be looked through just now, so yours was not kept. Try again in an hour."
    )
    status = 503


class UploadDone(Refusal):
    """Somebody, maybe a second click, was quicker."""

    message = _l("This file was saved already; nothing was saved a second time.")
