"""Every file that was signed: originals and their stages, scans of paper, the authority that signs and is believed."""
