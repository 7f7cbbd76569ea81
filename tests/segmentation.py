"""The weights that the program brings along, for tests that cut pages."""

from pathlib import Path

from desktop.timeline.cuts.weights import Weights, read_weights

WEIGHTS: Weights = read_weights(Path(__file__).resolve().parent.parent / "resources" / "segmentation" / "weights.tsv")
