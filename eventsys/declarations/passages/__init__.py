"""What each paragraph of a draft is that was written elsewhere: title, preamble, point; nothing is dropped unseen."""
