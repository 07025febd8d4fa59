"""Training: the language model, made anew by one command."""
