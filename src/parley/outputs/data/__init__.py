"""Tables that other people's formats need: codes of CAMEO and of the Correlates of War project."""
