"""What the declaration room declines, by name."""

from __future__ import annotations

from eventsys.declarations.errors.act import (
    ActFixed,
    DayOutOfReach,
    PlaceChangedInSome,
    PlaceMissing,
    SignedOutOfReach,
)
from eventsys.declarations.errors.adoption import (
    HolderAbsent,
    HolderFull,
    MembersOnly,
    NoQuorum,
    NotCarried,
    NotFinal,
    NotRepresented,
    NoVote,
    Objected,
    PowersUnusable,
    ProxyGiven,
    ProxyNotAllowed,
    ProxyOfProxy,
    ProxyPresent,
    ProxyToWhom,
)
from eventsys.declarations.errors.agreements import EndsTooEarly, PartyTwice, TooFewParties
from eventsys.declarations.errors.amendments import (
    AlreadyDecided,
    AmendmentEmpty,
    AmendmentsClosed,
    BracketLeft,
    MergeApart,
    NoSuchPlace,
    StillProposed,
    TargetChanged,
    TargetGone,
)
from eventsys.declarations.errors.ceremony import (
    AlreadyAnswered,
    InkMissing,
    InkUnusable,
    NoHead,
    NoSignatories,
    NotDrawn,
    NoteMissing,
    NotOfDelegation,
    NotOpen,
    PowersMissing,
    SignatoriesFixed,
    StillExpected,
    TooLate,
)
from eventsys.declarations.errors.confirmations import (
    ConfirmationAnswered,
    ConfirmationExpired,
    ConfirmationVoid,
    NobodyAsks,
    SamePerson,
    SecondPersonNeeded,
)
from eventsys.declarations.errors.elsewhere import (
    AnotherBox,
    FileRefused,
    NoNewSignature,
    NotTaken,
    NotThisDocument,
    OriginalsMissing,
    OriginalTwice,
    OthersSigned,
    SeveralSignatures,
)
from eventsys.declarations.errors.paper import (
    NobodyChosen,
    ScanIsSigned,
    ScanRefused,
    ScanReplaced,
    ScanTooLarge,
    ScanUnreadable,
)
from eventsys.declarations.errors.texts import (
    ChangedMeanwhile,
    ChangesUndecided,
    ClauseUnclear,
    CommentEmpty,
    DraftTooHeavy,
    DraftTooLong,
    DraftUnreadable,
    EditedMeanwhile,
    Frozen,
    Gap,
    LossesUnseen,
    NoPoints,
    NoStep,
    NotAligned,
    NotCirculated,
    NotCompared,
    NothingToMerge,
    NothingToSplit,
    TextMissing,
    TooLong,
    WordMissing,
)

__all__ = [
    "ActFixed", "AlreadyAnswered", "AlreadyDecided", "AmendmentEmpty", "AmendmentsClosed", "AnotherBox",
    "BracketLeft", "ChangedMeanwhile", "ChangesUndecided", "ClauseUnclear", "CommentEmpty",
    "ConfirmationAnswered", "ConfirmationExpired", "ConfirmationVoid", "DayOutOfReach", "DraftTooHeavy",
    "DraftTooLong", "DraftUnreadable", "EditedMeanwhile", "EndsTooEarly", "FileRefused", "Frozen", "Gap",
    "HolderAbsent", "HolderFull", "InkMissing", "InkUnusable", "LossesUnseen", "MembersOnly",
    "MergeApart", "NoHead", "NoNewSignature", "NoPoints", "NoQuorum", "NoSignatories", "NoStep",
    "NoSuchPlace", "NoVote", "NobodyAsks", "NobodyChosen", "NotAligned", "NotCarried", "NotCirculated",
    "NotCompared", "NotDrawn", "NotFinal", "NotOfDelegation", "NotOpen", "NotRepresented", "NotTaken",
    "NotThisDocument", "NoteMissing", "NothingToMerge", "NothingToSplit", "Objected", "OriginalTwice",
    "OriginalsMissing", "OthersSigned", "PartyTwice", "PlaceChangedInSome", "PlaceMissing",
    "PowersMissing", "PowersUnusable", "ProxyGiven", "ProxyNotAllowed", "ProxyOfProxy", "ProxyPresent",
    "ProxyToWhom", "SamePerson", "ScanIsSigned", "ScanRefused", "ScanReplaced", "ScanTooLarge",
    "ScanUnreadable", "SecondPersonNeeded", "SeveralSignatures", "SignatoriesFixed", "SignedOutOfReach",
    "StillExpected", "StillProposed", "TargetChanged", "TargetGone", "TextMissing", "TooFewParties",
    "TooLate", "TooLong", "WordMissing",
]  # fmt: skip
