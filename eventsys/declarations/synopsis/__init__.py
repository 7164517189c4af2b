"""The synoptic edition: an adopted text with its languages side by side, paragraph by paragraph. No original."""
