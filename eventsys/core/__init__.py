"""What every room stands on: settings, database, actors and guards, refusals, clock, languages,
audit trail, localized text, imprecise dates. Core knows no room."""
