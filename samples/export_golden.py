"""Writes weights.npz and golden.npz of a network of tests/Golden/network (see FORMAT.md beside it). Needs numpy.

    python3 samples/export_golden.py c3d_like samples/CompiledModel/data
    python3 samples/export_golden.py unet3d_encoder_like samples/Embedded/data
"""
import json
import sys
from pathlib import Path

import numpy as np

SUITE = Path(__file__).parents[1] / "tests" / "Golden" / "network"


def values(seed, scale, shape):
    """splitmix64-24: the values of a tensor in C order."""
    with np.errstate(over="ignore"):
        z = np.uint64(seed) + np.arange(1, np.prod(shape) + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    return (((z >> np.uint64(40)).astype(np.int64) - 8388608) * 2.0**-23 * scale).astype(np.float32).reshape(shape)


name, folder = sys.argv[1], Path(sys.argv[2])
manifest = json.loads((SUITE / "manifest.json").read_text())
network = next(n for n in manifest["networks"] if n["name"] == name)
expected = np.fromfile(SUITE / manifest["expected_file"], "<f4")
first = network["expected"]["offset"]

weights = {}
golden = {
    "input": values(network["seeds"]["input"], network["scales"]["input"], network["input_shape"]),
    "output": expected[first : first + network["expected"]["count"]].reshape(network["output_shape"]),
    "tolerance": np.array([network["tolerance"]["abs"], network["tolerance"]["rel"]], np.float32),
}
for i, layer in enumerate(network["layers"]):
    for part in ("kernel", "bias"):
        weights[f"conv{i}/{part}"] = values(layer["seeds"][part], layer["scales"][part], layer[f"{part}_shape"])
    for end in ("head", "tail"):
        golden[f"conv{i}/{end}"] = np.array(layer["stats"][end], np.float32)

np.savez_compressed(folder / "weights.npz", **weights)
np.savez_compressed(folder / "golden.npz", **golden)
