"""What signing and verifying decline, by name: about files, making, certificates, tokens, and the keys of the house."""
