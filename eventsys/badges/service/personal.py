"""What badges keep about a person."""

from __future__ import annotations

from eventsys.badges import queries
from eventsys.core.languages import lazy_gettext as _l
from eventsys.privacy.service import Holding, columns

__all__ = ["HOLDINGS"]

HOLDINGS = (
    Holding(
        "badge", _l("Your badges"), queries.history,
        {"words": _l("Printed on it"), "state": _l("State"), "serial": _l("Number"), "created_at": _l("Made on"),
         "printed_at": _l("Printed on"), "issued_at": _l("Handed over on"), "voided_at": _l("Void since"),
         "void_why": _l("Reason"), "void_reason": _l("Reason in words")},
        columns(
            "id public_id conference_id kind delegate_id category_id floater_number valid_on design_id run_id run_position "
            "key_generation out_of_date replaces_id"
        ),
        audited=True,
    ),
    Holding(
        "badge_zone_change", _l("Zones that you may enter besides those of your category, or not"), queries.zone_changes_of,
        {"zone.name": _l("Zone"), "opens": _l("Open to you")}, columns("delegate_id zone_id"),
    ),
    Holding(
        "print_run", _l("Print files with your badge"), queries.runs_with,
        {"created_at": _l("Made on"), "finished_at": _l("Printed on"), "count": _l("Badges in it")},
        columns("id public_id conference_id job_id selection options asked_by pdf_digest edition without failures"),
    ),
)  # fmt: skip
