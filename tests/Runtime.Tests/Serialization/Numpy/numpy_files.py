"""The other side of NumpyTests: writes files with numpy, and tells what numpy reads.

write FOLDER    writes every .npy and .npz form of some arrays, and beside each X.npy or X.npz an X.f4:
                the arrays' values as little-endian float32 in C order, one array after another
read FILE...    prints for each array: file, name, type, order, shape, and the bytes of its values in hex
"""

import itertools
import pathlib
import sys

import numpy as np
from numpy.lib import format as npy

SHAPES = [(), (3,), (0,), (2, 3), (1, 2, 1, 3, 2), (2, 3, 4, 5, 6)]
TYPES = ["<f2", ">f2", "<f4", ">f4", "<f8", ">f8"]
ORDERS = ["C", "F"]


def values(shape, dtype):
    # Eighths are exact in every type.
    count = int(np.prod(shape))
    return ((np.arange(count) * 37 % 101 - 50) / 8).reshape(shape).astype(dtype)


def plain(array):
    return np.ascontiguousarray(array).astype("<f4").tobytes()


def write(folder):
    folder = pathlib.Path(folder)
    cases = list(itertools.product(SHAPES, TYPES, ORDERS))
    for i, (shape, dtype, order) in enumerate(cases):
        array = np.array(values(shape, dtype), dtype=dtype, order=order)
        for version in [(1, 0), (2, 0), (3, 0)]:
            name = f"{i:03}_{dtype[1:]}_{'big' if dtype[0] == '>' else 'little'}_{order}_v{version[0]}"
            with open(folder / f"{name}.npy", "wb") as file:
                npy.write_array(file, array, version=version)
            (folder / f"{name}.f4").write_bytes(plain(array))
    for groups, bias, dtype, order in itertools.product([1, 2], [False, True], TYPES, ORDERS):
        # A layer of 4 filters on 6 channels, kernel 1 x 2 x 3, as NumpyTests builds it.
        arrays = [np.array(values((1, 2, 3, 6 // groups, 4), dtype), order=order)]
        arrays += [values((4,), dtype)] if bias else []
        names = ["kernel", "bias"][: len(arrays)]
        name = f"layer_g{groups}_b{int(bias)}_{dtype[1:]}_{'big' if dtype[0] == '>' else 'little'}_{order}"
        np.savez(folder / f"{name}_named.npz", **dict(zip(names, arrays)))
        np.savez(folder / f"{name}_keras.npz", **{f"conv3d/{n}:0": a for n, a in zip(names, arrays)})
        np.savez(folder / f"{name}_plain.npz", *arrays)
        np.savez_compressed(folder / f"{name}_compressed.npz", **dict(zip(names, arrays)))
        for form in ["named", "keras", "plain", "compressed"]:
            (folder / f"{name}_{form}.f4").write_bytes(b"".join(plain(a) for a in arrays))


def read(files):
    for file in files:
        loaded = np.load(file)
        arrays = {"": loaded} if isinstance(loaded, np.ndarray) else {name: loaded[name] for name in loaded.files}
        for name, array in arrays.items():
            order = "C" if array.flags.c_contiguous else "F"
            shape = ",".join(map(str, array.shape))
            print(pathlib.Path(file).name, name, array.dtype.str, order, shape, array.tobytes().hex(), sep="|")


if __name__ == "__main__":
    write(sys.argv[2]) if sys.argv[1] == "write" else read(sys.argv[2:])
