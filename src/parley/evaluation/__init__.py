"""Evaluation: scores of each layer on labelled data, and the gate that holds them to floors."""
