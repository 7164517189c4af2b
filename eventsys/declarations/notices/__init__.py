"""Steps that others are told of: who is written to and with what, sent together with the step."""
